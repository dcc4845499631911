"""A judge's sheet while it is scored: cells, what is typed, staged, waiting; no screen in it."""
