"""Measurements: speed and memory (`python -m bench`), accuracy (`python -m bench.accuracy`)."""
