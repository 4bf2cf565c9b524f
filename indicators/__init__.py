"""The indicator database: what is measured, for whom, when, from which source."""
