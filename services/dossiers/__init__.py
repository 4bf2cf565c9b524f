"""How far a dossier is: one port, two adapters."""
