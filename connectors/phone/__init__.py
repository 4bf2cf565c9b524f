"""The telephone channel: one turn model, a dialogue policy on it, one adapter a provider."""
