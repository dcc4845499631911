"""Changes a workspace's own profile: which plugins are enabled, which policies it overrides."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import tomli_w


def change(path: Path, **sections: Any) -> None:
    """Replace whole sections of the profile file at `path`, written whole or not at all.

    Args:
        path: the workspace's own profile.
        sections: key -> new value; None takes the key out.
    """
    content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for key, value in sections.items():
        content.pop(key, None)
        if value is not None:
            content[key] = value
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        tomli_w.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
