"""What was done since in the cells of a sheet whose marks would stand again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.projections.voiding import takings_of, turns
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

Cell = tuple[str, ...]
KEYS = ("round", "subject", "item", "assessor")
OF_A_CELL = frozenset({"marked", "mark-taken-back", "skipped"})


class Since(NamedTuple):
    """What was done in such cells since their marks were taken back.

    Args:
        along: facts that together came to nothing (a mark that was undone again). They say what
            the cell held without the marks, so they go when those stand again.
        bar: the newest fact that empties such a cell, or leaves it for later; None where none does.
    """

    along: frozenset[int] = frozenset()
    bar: Row | None = None


def cells_since(ws: Workspace, back: Sequence[Row]) -> Since:
    """Return what was done since in the cells of facts that would stand again.

    A mark put there since stays, over the one that stands again.
    """
    moments = _moments(ws, back)
    if not moments:
        return Since()
    later: dict[Cell, list[tuple[Row, dict[str, Any]]]] = {}
    for round_id in {cell[0] for cell in moments}:
        after = min(moment for cell, moment in moments.items() if cell[0] == round_id)
        given = {"after": after, "round": round_id}
        for row in map(Row._make, queries.rows(ws.ledger, "voiding", "on-cells-after", given)):
            p = payload_of(row)
            cell = tuple(p[key] for key in KEYS)
            if row.seq > moments.get(cell, row.seq):
                later.setdefault(cell, []).append((row, p))
    own = {row.seq for row in back}
    along, bars = set[int](), list[Row]()
    for facts in later.values():
        nothing, left = _undone([one for one in facts if one[0].seq not in own])
        along |= nothing
        told = [(row, p) for row, p in left if row.kind != "noted"]
        if told and not _marks(*told[-1]):
            bars.append(told[-1][0])
    return Since(frozenset(along), max(bars, key=lambda row: row.seq, default=None))


def _moments(ws: Workspace, back: Sequence[Row]) -> dict[Cell, int]:
    """Return the cells that facts put marks in, with the taking back by which those last fell."""
    found: dict[Cell, int] = {}
    turned: dict[int, int] | None = None
    for row in back:
        if row.kind not in OF_A_CELL and row.kind != "marks-imported":
            continue
        turned = turns(list(takings_of(ws.ledger.connection))) if turned is None else turned
        p = payload_of(row)
        cells: Collection[Cell] = [tuple(p[key] for key in KEYS)] if row.kind in OF_A_CELL else ()
        if row.kind == "marks-imported":
            cells = [(p["round"], *mark[:3]) for mark in p["rows"]]
        for cell in cells:
            found[cell] = max(found.get(cell, 0), turned[row.seq])
    return found


def _undone(
    facts: Sequence[tuple[Row, dict[str, Any]]],
) -> tuple[set[int], list[tuple[Row, dict[str, Any]]]]:
    """Return the facts of a cell that undo each other, and the others in their order."""
    nothing, left = set[int](), list[tuple[Row, dict[str, Any]]]()
    for row, p in facts:
        at = next((n for n, one in enumerate(left) if _ends(one, p)), None)
        if at is None:
            left.append((row, p))
            continue
        gone = [one for one, _ in left[at:] if one.kind != "noted" or one is left[at][0]]
        nothing |= {row.seq, *(one.seq for one in gone)}
        left = [one for one in left if one[0].seq not in nothing]
    return nothing, left


def _ends(one: tuple[Row, dict[str, Any]], p: dict[str, Any]) -> bool:
    """Return whether a later fact of the cell undoes one, or puts again what that took back."""
    row, own = one
    again = p.get("redoes")
    return row.seq == p.get("undoes") or (again is not None and own.get("undoes") == again)


def _marks(row: Row, p: dict[str, Any]) -> bool:
    """Return whether a fact leaves a mark in its cell."""
    return row.kind == "marked" or bool(row.kind == "mark-taken-back" and p["value"] is not None)
