"""What the terminal side of the process needs set before textual is first imported."""

from __future__ import annotations

import os


def prepare() -> None:
    """Set what is not set yet.

    With the kitty keyboard protocol a Chinese input method's text is lost or turns into stray
    keys; animations cost bytes on every line.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("ESCDELAY", "200")
    # a frame waits for at most 1/FPS second: the price of a key's latency
    os.environ.setdefault("TEXTUAL_FPS", "240")


def ambiguous_width() -> int:
    """Return how wide characters of ambiguous width are shown: 1, or 2 by `CIVTUI_AMBIGUOUS=2`."""
    return 2 if os.environ.get("CIVTUI_AMBIGUOUS") == "2" else 1


def ascii_only() -> bool:
    """Return whether chrome is drawn in ASCII: by `CIVTUI_ASCII=1`, or where the locale is C."""
    return os.environ.get("CIVTUI_ASCII") == "1"
