"""The commands that take facts back in a way of their own, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Sequence

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import CivtuiError, Refused
from civtui.model.text import Message, msg, quoted
from civtui.workspace.fact_words import of_row
from civtui.workspace.rounds.seeing import own_judge
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

# kinds that have a way back of their own -> the command, with the keys of the fact that it wants
VERBS = {
    "sheet-submitted": "round unlock {round} {assessor} --why …",
    "sheet-unlocked": "round submit {round} --assessor {assessor}",
    "round-closed": "round open {round}",
    "reformed": "agency unreform {reform}",
    "reform-taken-back": "agency reform …",
}
REOPENED = "round close {round}"
# steps of a round that `ledger void` takes back
OF_A_ROUND = (
    "round-opened",
    "round-corrected",
    "dealt",
    "handed-over",
    "recused",
    "marks-imported",
)


def command(row: Row) -> str | None:
    """Return the command that takes a fact back in its own way, None where it has none."""
    p = payload_of(row)
    verb = VERBS.get(row.kind)
    if row.kind == "round-closed" and p["state"] == "open":
        verb = REOPENED
    return verb.format_map(p) if verb else None


def way(row: Row) -> Message:
    """Return how a fact that has to go first is taken back."""
    verb = command(row)
    return msg("voiding.use", verb=verb) if verb else msg("voiding.take-first", seq=row.seq)


def way_before(deed: Sequence[Row], last: Row) -> Message:
    """Return how a fact that rests on a deed is taken back, and how one of a registry goes alone.

    Args:
        deed: facts that cannot go before it.
    """
    registries = (payload_of(row) for row in deed if row.kind == "registered")
    if sum(len(p["agencies"]) + len(p["offices"]) for p in registries) > 1:
        return msg("voiding.or-one", way=way(last))
    return way(last)


def of_its_own(ws: Workspace, row: Row) -> CivtuiError:
    """Return that a fact has a way back of its own, and which: none leads back to a reform.

    Of a round the newest step that can be taken back without it is named, too.
    """
    said, hint = msg("voiding.other-way"), way(row)
    back = {seq for (seq, _by) in queries.rows(ws.ledger, "voiding", "reforms-back")}
    if row.seq in back:
        said = msg("titles.reform-back")
    if row.kind == "reform-taken-back" or row.seq in back:
        hint = msg("titles.way-reform-again")
    earlier = _earlier(ws, row)
    if earlier is not None:
        what = of_row(ws, earlier)
        hint = msg("voiding.use-or-earlier", verb=command(row), seq=earlier.seq, what=what)
    return Refused(said, where={"fact": row.seq}, hint=hint)


def _earlier(ws: Workspace, row: Row) -> Row | None:
    round_id = payload_of(row).get("round")
    if not round_id:
        return None
    text = json.dumps(round_id, ensure_ascii=False)
    given = {"kinds": json.dumps(OF_A_ROUND), "text": text}
    found = map(Row._make, queries.rows(ws.ledger, "voiding", "steps", given))
    return next(
        (one for one in found if one.seq < row.seq and payload_of(one)["round"] == round_id), None
    )


def way_to_redo(ws: Workspace, undone: Row) -> Message:
    """Return how a mark that was undone is put again: by whoever undid it, for its judge."""
    p = payload_of(undone)
    own = p["assessor"] == own_judge(ws, undone.who)
    judge = "" if own else f" --assessor {quoted([p['assessor']])}"
    return msg("voiding.redo-first", command=f"civtui mark redo {quoted([p['round']])}{judge}")
