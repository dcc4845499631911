"""Agencies and offices: the registry, its corrections, its people, and who followed whom."""
