"""`ledger`: what happened, and whether it still adds up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.ledger.ledger import Head
from civtui.ledger.soundness import Fault
from civtui.locale import FOLDERS, render, t
from civtui.locale.width import fit, width
from civtui.model.digits import whole
from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.reading import history
from civtui.workspace.session import Workspace
from civtui.workspace.titles.record import as_of

WHO, KIND = 10, 18  # cells


def verify(ws: Workspace) -> Answer:
    """Check database, chain, schema and every table; status 1 where one is not sound."""
    return sound(*history.verify_at(lambda: ws))


def sound(head: Head, faults: Sequence[Fault]) -> Answer:
    """Answer with the head of the ledger and what is wrong with it; status 1 where anything is."""
    document = {
        "ok": not faults,
        "ledger": {"seq": head.seq, "head": head.hash},
        "faults": [{"table": f.table, "row": f.row, "message": render(f.message)} for f in faults],
    }

    def lines() -> list[str]:
        if not faults:
            return [t("cli.verify-ok", seq=head.seq, head=head.hash)]
        return [t("cli.verify-fault", table=f.table, row=f.row, what=f.message) for f in faults]

    return Answer(document, lines, status=int(bool(faults)))


def log(ws: Workspace, *, limit: int, kind: str | None) -> Answer:
    """Answer with facts, newest first: each told as a sentence."""
    if kind:  # as the list itself calls it, in either language
        from civtui.workspace.fact_words import kind_of as title_of

        titles = {render(title_of(id_), lang): id_ for id_ in history.kinds(ws) for lang in FOLDERS}
        kind = titles.get(kind, kind)
    rows = history.fact_rows(ws, limit=limit, kind=kind)

    def lines() -> Iterator[str]:
        from civtui.workspace.fact_words import kind_of, sentence, taken
        from civtui.workspace.reading.names import Names

        names = Names(ws)
        for row in rows:
            said = taken(row, sentence(ws, row, names))
            who = row.who + " " * (WHO - width(row.who))
            what = fit(render(kind_of(row.kind, row.payload)), KIND)
            yield f"{row.seq:>7}  {ws.shown(row.recorded)}  {what}  {who}  {said}"

    return Answer([_document(row) for row in rows], lines)


def _document(row: history.FactRow) -> dict[str, Any]:
    """Return a fact as `ledger log --json` prints it."""
    said = {key: value for key, value in row._asdict().items() if key not in ("v", "evidence")}
    return {**said, "payload": json.loads(row.payload)}


def asof(ws: Workspace, *, day: date) -> Answer:
    """Answer with the city as it stood on a day."""
    found = as_of(ws, day)

    def lines() -> Iterator[str]:
        honors = found["honors"].items()
        yield t("cli_titles.asof", **{k: found[k] for k in ("date", "agencies", "offices")})
        if found["untold"]:
            yield t("cli_titles.asof-untold", count=found["untold"])
        yield "  ".join(f"{t('cli.honor-' + tier)} {count}" for tier, count in honors)
        offices = found["office_honors"].items()
        yield "  ".join(f"{t('cli.honor-' + honor)} {count}" for honor, count in offices)
        for row in found["titles"]:
            basis = row["decision"] or t("cli.opening-balance")
            yield f"{row['since']}  {row['name']}  {t('cli.honor-' + row['honor'])}  {basis}"

    return Answer(found, lines)


def checkpoint(ws: Workspace) -> Answer:
    """Answer with the head of the chain, to be kept outside."""
    head = ws.ledger.head()
    return Answer({"seq": head.seq, "head": head.hash}, lambda: [f"{head.seq} {head.hash}"])


def _number(fact: str) -> int:
    found = whole(fact.removeprefix("#"))
    if found is None:
        raise BadInput(
            msg("voiding.no-number"), where={"key": "fact"}, named={"key": ""}, value=fact
        )
    return found


def void(ws: Workspace, *, fact: str, why: str, dry_run: bool = False) -> Answer:
    """Take back a deed that was entered by mistake, as a whole."""
    if dry_run:
        return would(ws, will_void(ws, {"fact": fact}), lambda: void(ws, fact=fact, why=why))
    return taken_back(ws, _number(fact), why)


def would(ws: Workspace, said: Message | None, deed: Callable[[], Answer]) -> Answer:
    """Answer with what a deed would do, asked for all that it asks, and write nothing.

    Args:
        said: what is said before it.
    """
    from civtui.workspace.automatic.telling import rehearsed

    with ws.ledger.rehearsal():
        deed()
    lines = [render(one) for one in (said, *rehearsed(ws, deed)) if one is not None]
    return Answer({"written": False, "will": lines}, lambda: [*lines, t("cli_exchange.preview")])


def taken_back(ws: Workspace, seq: int, why: str, thing: str = "") -> Answer:
    """Take back the deed of a fact and answer with what went (see `doing.taking`)."""
    from civtui.workspace.voiding import doing, said

    idle = set(queries.rows(ws.ledger, "building", "idle-evidence"))
    found, written = doing.void(ws, seq, why, thing)
    for sha, name, kept in queries.rows(ws.ledger, "building", "idle-evidence"):
        if (sha, name, kept) not in idle:
            ws.asides.append(msg("voiding.piece-stays", name=name, fact=kept))
    document = {
        "facts": list(found.facts),
        "kinds": sorted({row.kind for row in (*found.deed, *said.acts_of(ws, found))}),
        "by": written,
        "why": why,
        "what": render(said.what_of(ws, found)),
    }
    done = said.done(ws, found, seq, written)
    return Answer(document, lambda: [render(done)], brief=done)


def may_void(ws: Workspace, fact: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a fact stays, None where its deed can be taken back."""
    from civtui.workspace.voiding import doing, ways

    refusal = doing.taking(ws, _number(fact)).refusal
    return None if refusal is None else ways.why_it_stays(refusal)


def will_void(ws: Workspace, values: Mapping[str, Any]) -> Message | None:
    """Say which deed goes; of a preview nothing, for that says it."""
    from civtui.workspace.voiding.said import foreseen

    return None if values.get("dry_run") else foreseen(ws, _number(values["fact"]))
