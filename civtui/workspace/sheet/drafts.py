"""What a session keeps of cells that are not stored and of a note that is being written.

A small file of each session, user and sheet beside the place of `resume`. It outlives Ctrl+Q, a
hang-up and `kill -9`; a half-typed mark is not in it. Beside each text stands what it was put over,
so that it is not stored over what a colleague wrote since; a file of an earlier release has no such
memory. A spoilt file only means that nothing is kept. Two windows of one user keep each their own;
what one leaves behind is taken up by the next that opens the sheet, never while its process lives
(see `living`).
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from civtui.model.faults import Translating
from civtui.workspace.marks.holds import UNREMEMBERED, Over
from civtui.workspace.marks.resume import file_of
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import living
from civtui.workspace.sheet.entries import Cell, Entries, Rival

SUFFIX = ".draft"


class Draft(NamedTuple):
    """What was kept: texts of cells, and a note with the cell it is on (item empty: the office).

    Args:
        over: what the texts were put over.
        rivals: other texts of the same cells, from other windows; nobody has decided yet.
    """

    cells: tuple[tuple[Cell, str], ...] = ()
    noting: Cell | None = None
    note: str = ""
    over: Mapping[Cell, Over] = {}
    rivals: Mapping[Cell, tuple[Rival, ...]] = {}


def keep(
    ws: Workspace, round_id: str, assessor: str, entries: Entries, noting: Cell | None, note: str
) -> None:
    """Keep what is not stored; nothing to keep leaves no file.

    Raises:
        MachineFault: it cannot be kept.
    """
    place = file_of(ws, round_id, assessor)
    with Translating(place):
        if not entries and noting is None:
            living.leave(place)
            return
        cells = tuple((cell, entry.text) for cell, entry in entries.items())
        over = {cell: entry.over for cell, entry in entries.items()}
        rivals = {cell: entry.rivals for cell, entry in entries.items() if entry.rivals}
        place.parent.mkdir(exist_ok=True)
        path = place.with_name(living.name_of(place) + SUFFIX)
        _write(path, Draft(cells, noting, note, over, rivals))


def _write(path: Path, draft: Draft) -> None:
    data = {
        "cells": [[*cell, text] for cell, text in draft.cells],
        "over": [[*cell, *over] for cell, over in draft.over.items()],
        "rivals": [
            [*cell, rival.text, *rival.over]
            for cell, others in draft.rivals.items()
            for rival in others
        ],
        "noting": draft.noting,
        "note": draft.note,
    }
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8", errors="replace")
    beside.replace(path)


class Left:
    """What earlier sessions left behind; their files stay until `forget`.

    Args:
        paths: their drafts, the oldest first.
        own: the draft of this very session, if it has one.
    """

    def __init__(self, paths: Collection[Path], own: Path) -> None:
        self.paths, self.own = paths, own
        self.notes: dict[Path, Draft] = {}  # of several begun notes one goes on; the others stay
        self.draft = self._together()

    def _together(self) -> Draft:
        """Return all of them as one; of two texts in a cell the newer, with the other beside it."""
        cells: dict[Cell, Rival] = {}
        rivals: dict[Cell, dict[str, Rival]] = {}
        noting: tuple[Path, Draft] | None = None
        for path in self.paths:
            draft = _read(path)
            for cell, text in draft.cells:
                rival = Rival(text, draft.over.get(cell, UNREMEMBERED))
                others = [*draft.rivals.get(cell, ()), *([cells[cell]] if cell in cells else [])]
                rivals.setdefault(cell, {}).update({other.text: other for other in others})
                cells[cell] = rival
            if draft.noting:
                if noting is not None and noting[1][1:3] != draft[1:3]:
                    self.notes[noting[0]] = Draft(noting=noting[1].noting, note=noting[1].note)
                noting = path, draft
        for cell, kept in cells.items():
            rivals[cell].pop(kept.text, None)
        return Draft(
            tuple((cell, kept.text) for cell, kept in cells.items()),
            noting[1].noting if noting else None,
            noting[1].note if noting else "",
            {cell: kept.over for cell, kept in cells.items()},
            {cell: tuple(others.values()) for cell, others in rivals.items() if others},
        )

    def forget(self) -> None:
        """Take their files away, once this session keeps what was in them.

        Raises:
            MachineFault: one cannot be taken away.
        """
        for path in self.paths:
            with Translating(path):
                if path in self.notes and path != self.own:
                    _write(path, self.notes[path])
                elif path != self.own:
                    path.unlink(missing_ok=True)


@contextlib.contextmanager
def left_behind(ws: Workspace, round_id: str, assessor: str) -> Iterator[Left]:
    """Give what earlier sessions of the acting user left; no other session takes it meanwhile."""
    place = file_of(ws, round_id, assessor)
    own = living.own_name(place)
    mine = place.with_name(f"{own}{SUFFIX}" if own else place.name)
    found: list[tuple[int, Path]] = []
    with contextlib.ExitStack() as claims:
        with contextlib.suppress(OSError):
            for path in place.parent.iterdir():
                if path.suffix != SUFFIX or not living.is_of(place, path.stem):
                    continue
                if path == mine or living.claimed(path, claims):
                    with contextlib.suppress(OSError):
                        found.append((path.stat().st_mtime_ns, path))
        yield Left([path for _, path in sorted(found)], mine)


def _read(path: Path) -> Draft:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(path.read_text(encoding="utf-8"))
        cells = tuple(((str(s), str(i)), str(text)) for s, i, text in found["cells"])
        noting = found["noting"]
        target = (str(noting[0]), str(noting[1])) if noting else None
        over, rivals = _over(found.get("over")), _rivals(found.get("rivals"))
        return Draft(cells, target, str(found["note"]), over, rivals)
    return Draft()


def _rivals(found: object) -> dict[Cell, tuple[Rival, ...]]:
    """Return the other texts of cells; what is spoilt is none."""
    rivals: dict[Cell, tuple[Rival, ...]] = {}
    for row in found if isinstance(found, list) else ():
        match row:
            case [str(subject), str(item), str(text), None | str() as mark, None | int() as upto]:
                cell = subject, item
                rivals[cell] = (*rivals.get(cell, ()), Rival(text, Over(mark, upto)))
    return rivals


def _over(found: object) -> dict[Cell, Over]:
    """Return what is remembered of cells; what is spoilt is not."""
    over: dict[Cell, Over] = {}
    for row in found if isinstance(found, list) else ():
        match row:
            case [str(subject), str(item), None | str() as mark, int(upto)]:
                over[subject, item] = Over(mark, upto)
    return over


def elsewhere(ws: Workspace, round_id: str, assessor: str) -> list[Cell]:
    """Return the cells that other windows of the acting user keep unstored."""
    place = file_of(ws, round_id, assessor)
    own = living.own_name(place)
    mine = place.with_name(f"{own}{SUFFIX}" if own else place.name)
    return _kept(path for path in _of(place) if path != mine)


def kept(ws: Workspace, round_id: str, assessor: str) -> list[Cell]:
    """Return the cells of a sheet that any window of the acting user keeps unstored."""
    return _kept(_of(file_of(ws, round_id, assessor)))


def kept_by(ws: Workspace, round_id: str, assessor: str) -> int:
    """Return how many cells of a judge's sheet are kept unstored, whoever typed them."""
    sheet = file_of(ws, round_id, assessor).stem.split("@")[1:]
    found: list[Path] = []
    with contextlib.suppress(OSError):
        found = [p for p in (ws.dir / "places").iterdir() if p.stem.split("@")[1:3] == sheet]
    return len(_kept(path for path in found if path.suffix == SUFFIX))


def _of(place: Path) -> list[Path]:
    """Return the drafts of a user's sheet."""
    with contextlib.suppress(OSError):
        return [
            path
            for path in place.parent.iterdir()
            if path.suffix == SUFFIX and living.is_of(place, path.stem)
        ]
    return []


def _kept(paths: Iterable[Path]) -> list[Cell]:
    return [cell for path in paths for cell, _ in _read(path).cells]
