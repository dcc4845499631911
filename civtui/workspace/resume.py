"""Where a user stood in a score sheet, kept beside the facts so that any break resumes there.

A small file of each user in the workspace's folder `places/`: nothing hangs on it, a spoilt or
missing one only means to begin at the next unscored cell.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from civtui.workspace.session import Workspace

MOST = 40


class Place(NamedTuple):
    """A place in a sheet, and how the user looked at it.

    Args:
        view: `sheet` or `card`.
        by_band: digits choose bands.
        hidden: totals are hidden.
        mine: only the own share is shown.
        last: text of the mark stored last.
    """

    subject: str
    item: str
    view: str = "sheet"
    by_band: bool = False
    hidden: bool = False
    mine: bool = False
    last: str = ""


def _file(ws: Workspace) -> Path:
    return ws.dir / "places" / f"{quote(ws.user, safe='')[:100]}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def place_of(ws: Workspace, round_id: str, assessor: str) -> Place | None:
    """Return where the acting user stood in a judge's sheet, None where nothing is known."""
    found = _read(_file(ws)).get(f"{round_id}/{assessor}")
    if not isinstance(found, dict):
        return None
    try:
        place = Place(**found)
    except TypeError:
        return None
    kinds = {field: type(value) for field, value in Place("", "")._asdict().items()}
    good = all(type(value) is kinds[field] for field, value in place._asdict().items())
    return place if good else None


def keep_place(ws: Workspace, round_id: str, assessor: str, place: Place) -> None:
    """Remember where the acting user stands; outlives a killed session, never costs one.

    It is not synced: a power cut may lose the place, as it never may a mark.
    """
    path = _file(ws)
    known = _read(path)
    key = f"{round_id}/{assessor}"
    known.pop(key, None)
    known[key] = place._asdict()
    for old in list(known)[:-MOST]:
        del known[old]
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        fresh.write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        # a folder that cannot be written must not stand between a judge and a mark
        return
