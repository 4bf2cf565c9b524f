"""Shared by all packages: settings, database, clock, logging, privacy."""
