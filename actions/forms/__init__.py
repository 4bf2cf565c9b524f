"""Forms: what asks for one thing after the other and then does something."""
