"""Face two: the screen."""
