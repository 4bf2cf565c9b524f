"""Pure functions on Vietnamese text: no input or output, on Python 3.10 and 3.12 alike."""
