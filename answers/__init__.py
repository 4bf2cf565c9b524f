"""What the assistant says: one Answer with its Evidence, rendered for each channel."""
