"""The zone in which the city's day begins and moments are shown: its own, not the machine's.

`timezone` of `civtui.toml` says it, else the profile, else the system. The profile is looked at
by its first lines alone: this is on the way to the first screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

from civtui.model.errors import BadInput
from civtui.model.faults import Translating
from civtui.model.text import msg
from civtui.profile.places import builtin

KEY, EXTENDS = (
    re.compile(rf"^{name}\s*=\s*[\"']([^\"'\n]*)[\"']", re.MULTILINE)
    for name in ("timezone", "extends")
)
OFFSET = re.compile(r"([+-])([0-9][0-9]):([0-9][0-9])")
# without a change of the clock since 1991; known also where the system has no table of zones
FIXED = {"Asia/Shanghai": 8, "Asia/Urumqi": 6, "UTC": 0}
DEEPEST = 8


def zone_of(folder: Path, settings: Mapping[str, object]) -> tzinfo | None:
    """Return the zone of a workspace, None for the system's.

    Args:
        folder: of the workspace.
        settings: what its `civtui.toml` says.

    Raises:
        BadInput: there is no such zone.
    """
    said = settings.get("timezone")
    if said is not None:
        return named(said, folder / "civtui.toml")
    profile = str(settings.get("profile", "standard"))
    path: Path | None = _file(profile, folder)
    for _ in range(DEEPEST):
        if path is None or not path.is_file():
            return None
        with Translating(path):
            head = re.split(r"^\s*\[", path.read_text(encoding="utf-8"), maxsplit=1, flags=re.M)[0]
        found = KEY.search(head)
        if found:
            return named(found[1], path)
        below = EXTENDS.search(head)
        path = _file(below[1], path.parent) if below else None
    return None


def _file(name: str, folder: Path) -> Path:
    return folder / name if name.endswith(".toml") else builtin() / f"{name}.toml"


def named(name: object, path: Path | None = None) -> tzinfo:
    """Return the zone of a name such as `Asia/Shanghai`, or an offset such as `+08:00`.

    Raises:
        BadInput: there is no such zone, or the system has no table of zones.
    """
    text = str(name)
    offset = OFFSET.fullmatch(text)
    if offset and int(offset[2]) < 24 and int(offset[3]) < 60:
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    if text in FIXED:
        return timezone(timedelta(hours=FIXED[text]), text)
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError) as error:
        raise BadInput(
            msg("machine.no-zone"),
            where={"file": str(path), "key": "timezone"} if path else {"key": "timezone"},
            value=text,
            allowed=["Asia/Shanghai", "+08:00"],
        ) from error


def local(recorded: str, zone: tzinfo | None) -> datetime:
    """Return a stored moment (it says its zone) as the clocks of the city showed it."""
    return datetime.fromisoformat(recorded).astimezone(zone)
