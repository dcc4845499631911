"""The checks that a plugin must pass."""
