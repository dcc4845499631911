"""`evidence`: files put into the store, listed, shown with what they serve, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from civtui.locale import render, t
from civtui.model.registers import REGISTERS
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.building import evidence as store
from civtui.workspace.building.evidence import CARD, ENTRY, EvidenceRow
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace

# what evidence may serve that is no register
OTHERS = {
    CARD: "verbs/card.card",
    ENTRY: "building.program-entry",
    "activity": "verbs/activity.activity",
}


def _document(row: EvidenceRow) -> dict[str, Any]:
    uses = [{"register": register, "id": id_} for register, id_ in row.uses]
    return {**row._asdict(), "uses": uses}


def add(ws: Workspace, *, files: tuple[Path, ...]) -> Answer:
    """Put files into the store."""
    kept = [store.keep(ws, path) for path in files]

    def lines() -> Iterator[str]:
        for row, before in kept:
            key = "cli_building.kept-before" if before else "cli_building.kept"
            yield t(key, name=row.name, hash=row.sha256[:12], taken=row.taken or "—")

    return Answer([{**_document(row), "before": before} for row, before in kept], lines)


def _shown(ws: Workspace, row: EvidenceRow) -> Iterator[str]:
    yield from printed(ws, "evidence", [row])
    yield from _uses(row)


def _uses(row: EvidenceRow) -> Iterator[str]:
    """Yield what a piece serves: the register, and the id by which a use is given."""
    for register, id_ in row.uses:
        kind = REGISTERS.get(register)
        yield f"  {render(kind.title) if kind else t(OTHERS[register])}  {id_}"


def _linked(ws: Workspace, row: EvidenceRow) -> Answer:
    return Answer(
        _document(row),
        lambda: _shown(ws, row),
        brief=msg("building.now-serves", name=row.name, uses=len(row.uses)),
        row=("evidence", row.sha256),
    )


def unlink(ws: Workspace, *, evidence: str, use: str, why: str) -> Answer:
    """Take a piece off something that it does not belong to."""
    from civtui.workspace.building import evidence_links

    return _linked(ws, evidence_links.unlink(ws, evidence, use, why=why))


def move(ws: Workspace, *, evidence: str, use: str, to: str, why: str) -> Answer:
    """Let a piece serve another thing than the one it was put to by mistake."""
    from civtui.workspace.building import evidence_links

    return _linked(ws, evidence_links.move(ws, evidence, use, to, why=why))


def may_unlink(ws: Workspace, evidence: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why no link of a piece can be taken off: it serves nothing."""
    from civtui.workspace.building import evidence_links

    evidence_links.serves_nothing(ws, evidence)
    return None


def list_(ws: Workspace) -> Answer:
    """Answer with all pieces, oldest first."""
    rows = store.evidence_rows(ws)
    return Answer([_document(row) for row in rows], lambda: printed(ws, "evidence", rows))


def show(ws: Workspace, *, evidence: str) -> Answer:
    """Answer with one piece and what it serves."""
    row = store.evidence_row(ws, evidence)

    def lines() -> Iterator[str]:
        yield from printed(ws, "evidence", [row])
        yield f"  {store.place(ws, row.sha256).relative_to(ws.dir)}"
        yield from _uses(row)

    return Answer(_document(row), lines)


def check(ws: Workspace) -> Answer:
    """Answer with what people should look at; status 1 if a file is missing or changed."""
    bad = store.damages(ws)
    found = [*bad, *store.flags(ws)]
    return Answer(
        [{**flag._asdict(), "text": render(flag.text)} for flag in found],
        lambda: (
            [f"{f.sha256[:12]}  {f.name}  {render(f.text)}" for f in found]
            or [t("cli_building.nothing")]
        ),
        status=1 if bad else 0,
    )
