"""The engine's side: what Rasa loads (pipeline, channel, tracker store) and its two commands."""
