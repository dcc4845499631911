"""civtui: the terminal workspace of a city's civility assessment."""

__version__ = "0.1.0"
