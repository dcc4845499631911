"""Measurements of civtui against the figures it holds; run by `make bench`, never by the tests."""
