"""What a reference may point to in the ledger: its newest facts."""

from __future__ import annotations

from civtui.workspace.finding.places import Place
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace


def facts(ws: Workspace, values: Values) -> list[Place]:
    """Return the newest facts, the last one first."""
    from civtui.workspace.fact_words import sentence
    from civtui.workspace.reading.history import fact_rows
    from civtui.workspace.reading.names import Names

    names = Names(ws)
    return [
        Place("fact", str(f.seq), sentence(ws, f, names), (), f"{f.effective} {f.who}")
        for f in fact_rows(ws)
    ]
