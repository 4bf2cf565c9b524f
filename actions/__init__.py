"""Custom actions of the engine: slots and text in, one reply out."""
