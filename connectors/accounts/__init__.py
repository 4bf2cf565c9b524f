"""Who may ask as whom: accounts of people, one-time link codes, keys of other systems."""
