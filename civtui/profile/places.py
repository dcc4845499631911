"""Where the built-in profiles and standards stand: inside the wheel, or beside the checkout."""

from __future__ import annotations

from pathlib import Path

import civtui


def profile_path(name: str, near: Path) -> Path:
    """Return where a profile stands, whether there is one or not: a file, or a built-in one."""
    return near / name if name.endswith(".toml") else builtin() / f"{name}.toml"


def builtin() -> Path:
    """Return the folder of the profiles that civtui ships."""
    package = Path(civtui.__file__).parent
    inside = package / "profiles"
    return inside if inside.is_dir() else package.parent / "profiles"
