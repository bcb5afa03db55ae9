"""The command `kontorist`."""
