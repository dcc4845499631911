"""The zone in which the city's day begins and moments are shown: its own, not the machine's.

`timezone` of `civtui.toml` says it, else the profile, else the system. The profile is looked at
by its first lines alone: this is on the way to the first screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

from civtui.model.errors import BadInput
from civtui.model.faults import Translating
from civtui.model.text import msg
from civtui.profile.places import builtin

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
        head = _head(path)
        if "timezone" in head:
            return named(head["timezone"], path)
        path = _file(head["extends"], path.parent) if "extends" in head else None
    return None


def _head(path: Path) -> dict[str, str]:
    """Return what a profile says of both keys before its first table.

    No expression of `re` is compiled for it, and no more read than that.
    """
    found: dict[str, str] = {}
    with Translating(path), path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.lstrip().startswith("["):
                break
            key, _, rest = line.partition("=")
            quoted = rest.lstrip()
            if key.rstrip() in ("timezone", "extends") and quoted[:1] in ("'", '"'):
                text, closed, _ = quoted[1:].replace("'", '"').partition('"')
                if closed:
                    found.setdefault(key.rstrip(), text)
    return found


def _file(name: str, folder: Path) -> Path:
    return folder / name if name.endswith(".toml") else builtin() / f"{name}.toml"


def named(name: object, path: Path | None = None) -> tzinfo:
    """Return the zone of a name such as `Asia/Shanghai`, or an offset such as `+08:00`.

    Raises:
        BadInput: there is no such zone, or the system has no table of zones.
    """
    text = str(name)
    if text in FIXED:
        return timezone(timedelta(hours=FIXED[text]), text)
    if text[:1] in ("+", "-") and text.isascii() and len(text) == 6 and text[3] == ":":
        from civtui.model.digits import whole

        hours, minutes = whole(text[1:3]), whole(text[4:])
        if hours is not None and minutes is not None and hours < 24 and minutes < 60:
            away = timedelta(hours=hours, minutes=minutes)
            return timezone(-away if text[0] == "-" else away)
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
