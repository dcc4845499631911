"""Where a user stood in a score sheet, kept beside the facts so that any break resumes there.

A small file of each user and sheet in the workspace's folder `places/`: nothing hangs on it, a
spoilt or missing one only means to begin at the next unscored cell.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from civtui.workspace.session import Workspace


class Place(NamedTuple):
    """A place in a sheet, and how the user looked at it.

    Args:
        view: `sheet` or `card`.
        by_band: digits choose bands.
        hidden: totals are hidden.
        mine: only the own share is shown.
        last: the mark that was typed last by hand.
    """

    subject: str
    item: str
    view: str = "sheet"
    by_band: bool = False
    hidden: bool = False
    mine: bool = False
    last: str = ""


def file_of(ws: Workspace, round_id: str, assessor: str) -> Path:
    name = "@".join(quote(part, safe="")[:60] for part in (ws.user, round_id, assessor))
    return ws.dir / "places" / f"{name}.json"


def place_of(ws: Workspace, round_id: str, assessor: str) -> Place | None:
    """Return where the acting user stood in a judge's sheet, None where nothing is known."""
    try:
        found = json.loads(file_of(ws, round_id, assessor).read_text(encoding="utf-8"))
        place = Place(**found)
    except (OSError, ValueError, TypeError):
        return None
    kinds = {field: type(value) for field, value in Place("", "")._asdict().items()}
    good = all(type(value) is kinds[field] for field, value in place._asdict().items())
    return place if good else None


def keep_place(ws: Workspace, round_id: str, assessor: str, place: Place) -> None:
    """Remember where the acting user stands; outlives a killed session, never costs one.

    Written in one call over what stood there, neither truncated, renamed nor synced: each of these
    would wait for the disk at every key. A power cut may lose the place, as it never may a mark.
    """
    path = file_of(ws, round_id, assessor)
    data = json.dumps(place._asdict(), ensure_ascii=False).encode()
    try:
        path.parent.mkdir(exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            before = os.fstat(file).st_size
            os.write(file, data.ljust(before))
        finally:
            os.close(file)
    except OSError:
        # a folder that cannot be written must not stand between a judge and a mark
        return
