"""What a session keeps of cells that are not stored and of a note that is being written.

A small file of each session, user and sheet beside the place of `resume`. It outlives Ctrl+Q, a
hang-up and `kill -9`; a half-typed mark is not in it. Beside each text stands what it was put over,
so that it is not stored over what a colleague wrote since; a file of an earlier release has no such
memory. A spoilt file only means that nothing is kept. Two windows of one user keep each their own;
what one leaves behind is taken up by the next that opens the sheet, never while its process lives.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from socket import gethostname
from typing import NamedTuple

from civtui.model.digits import whole
from civtui.model.faults import Translating
from civtui.workspace.holds import UNREMEMBERED, Over
from civtui.workspace.resume import file_of
from civtui.workspace.session import Workspace
from civtui.workspace.sheet.entries import Cell, Entries

SUFFIX = ".draft"


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
    path = _own(file_of(ws, round_id, assessor))
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


def _own(place: Path) -> Path:
    """Return the draft of this session: its host and process are in the name."""
    return place.with_suffix(f".{gethostname()}.{os.getpid()}{SUFFIX}")


def _left(place: Path) -> list[Path]:
    """Return the drafts that no living session writes, the oldest first; this one's own too."""
    own, begins = _own(place), f"{place.stem}."
    found = []
    with contextlib.suppress(OSError):
        for path in place.parent.iterdir():
            if path.name.startswith(begins) and path.name.endswith(SUFFIX):
                host, _, process = path.name[len(begins) : -len(SUFFIX)].rpartition(".")
                if path == own or not (host == gethostname() and _lives(whole(process))):
                    found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found)]


def _lives(process: int | None) -> bool:
    if process is None:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it is another user's
        return True
    return True


def take_over(ws: Workspace, round_id: str, assessor: str) -> Draft:
    """Return what earlier sessions of the acting user left behind, newer texts over older ones.

    The files stay until `forget`, when this session has kept what it took over.
    """
    cells: dict[Cell, str] = {}
    over: dict[Cell, Over] = {}
    noting, note = None, ""
    for path in _left(file_of(ws, round_id, assessor)):
        draft = _read(path)
        cells |= dict(draft.cells)
        over |= {cell: draft.over.get(cell, UNREMEMBERED) for cell, _ in draft.cells}
        if draft.noting:
            noting, note = draft.noting, draft.note
    return Draft(tuple(cells.items()), noting, note, over)


def forget(ws: Workspace, round_id: str, assessor: str) -> None:
    """Take away what earlier sessions left, once this one keeps it.

    Raises:
        MachineFault: it cannot be taken away.
    """
    place = file_of(ws, round_id, assessor)
    for path in _left(place):
        if path != _own(place):
            with Translating(path):
                path.unlink(missing_ok=True)


def _read(path: Path) -> Draft:
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
