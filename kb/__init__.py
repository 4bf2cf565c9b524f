"""The citizens' knowledge base: procedures and frequent questions, found and told."""
