"""The later file of the same kind beside an import that is taken back: it stands, rows alike go."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

# kind of fact -> the keys under which its parts stand
PARTS = {
    "registered": ("agencies", "offices", "titles"),
    "recorded": ("records",),
    "activities-logged": ("activities",),
}
OF_FILE = 3  # parts of the id of an activity that a file brought: act-FACT-ROW


def later_import(ws: Workspace, deed: Sequence[Row]) -> Row | None:
    """Return the newest fact of a file that came after the file of a deed and is of its kind.

    It wrote nothing of what stood already: rows that both files have came with the deed alone.
    """
    own = set[str]()
    for row in deed:
        own |= _brings(row)
    kinds = [kind for kind in PARTS if any(row.kind == kind for row in deed)] if own else []
    found: list[Row] = []
    for kind in kinds:
        given = {"kind": kind, "after": deed[-1].seq}
        rows = map(Row._make, queries.rows(ws.ledger, "voiding", "of-kind-since", given))
        found += [row for row in rows if _brings(row) & own][:1]
    return max(found, key=lambda row: row.seq, default=None)


def file_of(row: Row) -> str:
    """Return the name of the file that a fact came from, "" where that is not on record."""
    return str(payload_of(row).get("source", ""))


def brings_bodies(deed: Sequence[Row]) -> bool:
    """Return whether a deed registered agencies or offices: imported again, they have new ids."""
    return any({"agencies", "offices"} & _brings(row) for row in deed)


def _brings(row: Row) -> set[str]:
    """Return what a fact of a file brings: parts of a registry, a register, activities."""
    if row.kind not in PARTS:
        return set()
    p = payload_of(row)
    if row.kind == "activities-logged":
        ids = (one["id"].split("-") for one in p["activities"])
        return {"activities"} if any(len(parts) == OF_FILE for parts in ids) else set()
    if not p.get("source"):
        return set()
    if row.kind == "recorded":
        return {part["noun"] for part in p["records"]}
    return {key for key in PARTS[row.kind] if p[key]}
