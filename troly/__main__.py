"""`python -m troly`."""

from troly.main import app

app()
