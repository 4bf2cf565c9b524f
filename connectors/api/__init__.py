"""The routes of the public HTTP interface."""
