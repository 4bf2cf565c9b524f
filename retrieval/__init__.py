"""Finding the phrase that a text means, with or without diacritics."""
