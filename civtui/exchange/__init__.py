"""Registries and marks in, exports out."""
