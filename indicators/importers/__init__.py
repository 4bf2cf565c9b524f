"""Loading figures and the catalogue: validated row by row, all or nothing, idempotent."""
