"""What a session keeps of cells that are not stored and of a note that is being written.

A small file of each user and sheet beside the place of `resume`. It outlives Ctrl+Q, a hang-up and
`kill -9`; a half-typed mark is not in it. Beside each text stands what it was put over, so that it
is not stored over what a colleague wrote since; a file of an earlier release has no such memory.
A spoilt file only means that nothing is kept.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from civtui.model.faults import Translating
from civtui.workspace.holds import Over
from civtui.workspace.resume import file_of
from civtui.workspace.session import Workspace
from civtui.workspace.sheet.entries import Cell, Entries


class Draft(NamedTuple):
    """What was kept: texts of cells, and a note with the cell it is on (item empty: the office).

    Args:
        over: what the texts were put over.
    """

    cells: tuple[tuple[Cell, str], ...] = ()
    noting: Cell | None = None
    note: str = ""
    over: Mapping[Cell, Over] = {}


def keep(
    ws: Workspace, round_id: str, assessor: str, entries: Entries, noting: Cell | None, note: str
) -> None:
    """Keep what is not stored; nothing to keep leaves no file.

    Raises:
        MachineFault: it cannot be kept.
    """
    path = file_of(ws, round_id, assessor).with_suffix(".draft")
    with Translating(path):
        _keep(path, entries, noting, note)


def _keep(path: Path, entries: Entries, noting: Cell | None, note: str) -> None:
    if not entries and noting is None:
        path.unlink(missing_ok=True)
        return
    cells = [[*cell, entry.text] for cell, entry in entries.items()]
    over = [[*cell, *entry.over] for cell, entry in entries.items()]
    data = json.dumps(
        {"cells": cells, "over": over, "noting": noting, "note": note}, ensure_ascii=False
    )
    path.parent.mkdir(exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(data, encoding="utf-8", errors="replace")
    beside.replace(path)


def kept(ws: Workspace, round_id: str, assessor: str) -> Draft:
    """Return what the acting user's last session on a judge's sheet left behind."""
    path = file_of(ws, round_id, assessor).with_suffix(".draft")
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(path.read_text(encoding="utf-8"))
        cells = tuple(((str(s), str(i)), str(text)) for s, i, text in found["cells"])
        noting = found["noting"]
        target = (str(noting[0]), str(noting[1])) if noting else None
        return Draft(cells, target, str(found["note"]), _over(found.get("over")))
    return Draft()


def _over(found: object) -> dict[Cell, Over]:
    """Return what is remembered of cells; what is spoilt is not."""
    over: dict[Cell, Over] = {}
    for row in found if isinstance(found, list) else ():
        match row:
            case [str(subject), str(item), None | str() as mark, int(upto)]:
                over[subject, item] = Over(mark, upto)
    return over
