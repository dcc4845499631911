"""Where the built-in profiles and standards stand: inside the wheel, or beside the checkout."""

from __future__ import annotations

from pathlib import Path

import civtui


def builtin() -> Path:
    """Return the folder of the profiles that civtui ships."""
    package = Path(civtui.__file__).parent
    inside = package / "profiles"
    return inside if inside.is_dir() else package.parent / "profiles"
