"""What a reference may point to in the ledger: its newest facts."""

from __future__ import annotations

from civtui.locale import t
from civtui.workspace.finding.places import Place
from civtui.workspace.known.units import Values
from civtui.workspace.session import Workspace


def facts(ws: Workspace, values: Values) -> list[Place]:
    """Return the newest facts, the last one first."""
    from civtui.workspace.history import fact_rows

    return [
        Place("fact", str(f.seq), t(f"tui.fact-{f.kind}"), (), f"{f.effective} {f.who}")
        for f in fact_rows(ws)
    ]
