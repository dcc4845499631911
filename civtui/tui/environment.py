"""What the terminal side of the process needs set before textual is first imported."""

from __future__ import annotations

import os
from collections.abc import Mapping

from civtui.workspace.forced_command import forced_session as forced_session

_colors: dict[str, str] = {}


def prepare(colors: Mapping[str, str] | None = None) -> None:
    """Set what is not set yet.

    Args:
        colors: the theme's, by meaning (`good`, `bad`, `warn`, `note`); None for the usual ones.

    With the kitty keyboard protocol a Chinese input method's text is lost or turns into stray
    keys; animations cost bytes on every line.
    """
    _colors.update(colors or {})
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    os.environ.setdefault("ESCDELAY", "200")
    # a frame waits for at most 1/FPS second: the price of a key's latency
    os.environ.setdefault("TEXTUAL_FPS", "240")


def color(meaning: str, usual: str) -> str:
    """Return the terminal color that a meaning is shown in."""
    return _colors.get(meaning, usual)
