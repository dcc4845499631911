"""What a taking back does, said before and after it: what goes, with what, and because of what."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.ledger.chain import Row
from civtui.model.text import Message, msg
from civtui.rules.policies import name_of
from civtui.workspace.fact_words import of_row
from civtui.workspace.fact_words.words import kinds_of
from civtui.workspace.reading.names import Said
from civtui.workspace.reading.numbers import numbered
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.by_policy import by_policy, policy_of
from civtui.workspace.voiding.dependents import facts_of
from civtui.workspace.voiding.doing import Taking, deed_of, taking
from civtui.workspace.voiding.halves import with_halves
from civtui.workspace.voiding.later_imports import brings_bodies, file_of, later_import
from civtui.workspace.voiding.own_ways import way

MOST_TOLD = 3  # facts that are told in words, of those that go with what was asked for


def foreseen(ws: Workspace, seq: int, thing: str = "") -> Message:
    """Return what taking back the deed of a fact does, in one line.

    Raises:
        CivtuiError: it stays; see `taking`.
    """
    found = taking(ws, seq, thing)
    if found.refusal is not None:
        raise found.refusal
    first = found.deed[0]
    again = "will-again" if found.deed != found.gone else "will"
    key = "will-restore" if found.back else again
    said = msg(
        f"voiding.{key}",
        numbers=numbered(row.seq for row in found.deed),
        what=_told(ws, found.deed),
        who=first.who,
        day=first.effective,
        count=len(found.gone) + len(found.back) + len(found.along),
    )
    return _with_all(ws, found, seq, said, "will")


def done(ws: Workspace, found: Taking, seq: int, by: int) -> Message:
    """Return the same of what was taken back.

    Args:
        by: the fact that says so.
    """
    key = "done-restored" if found.back else "done"
    count = len(found.back) or len({*(row.seq for row in found.gone), *found.along})
    said = msg(f"voiding.{key}", what=what_of(ws, found), count=count, by=by)
    return _with_all(ws, found, seq, said, "did")


def what_of(ws: Workspace, found: Taking) -> Said | list[Said]:
    """Return what went, or stands again, in words: a step as its sentences, of more the kinds."""
    return _told(ws, found.back or found.gone or found.deed)


def _told(ws: Workspace, rows: Sequence[Row]) -> Said | list[Said]:
    if len(rows) == 1:
        return of_row(ws, rows[0])
    if with_halves(rows, rows[:1]) == tuple(rows):
        return [of_row(ws, row) for row in rows]
    return [*kinds_of((row.kind, row.payload) for row in rows)]


def acts_of(ws: Workspace, found: Taking) -> list[Row]:
    """Return what policies did that goes along with a deed."""
    return [row for row in facts_of(ws, found.along) if by_policy(row)]


def _with_all(ws: Workspace, found: Taking, seq: int, said: Message, tense: str) -> Message:
    """Return what is said, and of acts of policies that go along, a later file, a cause."""
    along = acts_of(ws, found)
    if along:
        acts = [msg("voiding.act", seq=row.seq, what=of_row(ws, row)) for row in along[:MOST_TOLD]]
        more = "…" if len(along) > MOST_TOLD else ""
        said = msg(f"voiding.{tense}-along", said=said, acts=acts, more=more)
    later = None if found.back else later_import(ws, found.gone)
    if later is not None:
        told = [row for row in found.gone if not by_policy(row)]
        if len(told) > 1:
            what = [of_row(ws, row) for row in told[:MOST_TOLD]]
            more = "…" if len(told) > MOST_TOLD else ""
            said = msg(f"voiding.{tense}-leaves", said=said, what=what, more=more)
        first = deed_of(ws, later.seq)[0]  # as it is taken back
        file = file_of(later) or of_row(ws, later)
        anew = msg("voiding.later-anew") if brings_bodies(found.gone) else ""
        said = msg(f"voiding.{tense}-later", said=said, seq=first.seq, file=file, anew=anew)
    causes = causes_of(found.deed, seq)
    if not causes:
        return said
    what = [of_row(ws, row) for row in causes[:MOST_TOLD]]
    more = "…" if len(causes) > MOST_TOLD else ""
    return msg(f"voiding.{tense}-cause", said=said, seq=causes[0].seq, what=what, more=more)


def causes_of(deed: Sequence[Row], seq: int) -> list[Row]:
    """Return what of a person's goes with the act of a policy that was asked for.

    Args:
        seq: the fact of the deed that was asked for.
    """
    if all(row.seq != seq or not by_policy(row) for row in deed):
        return []
    return [row for row in deed if not by_policy(row)]


def resting(ws: Workspace, row: Row) -> tuple[Said, Message]:
    """Return a fact that has to go first, in words, and how it goes.

    Of an act of a policy the deed of a person's that caused it is named, too: that goes.
    """
    what = of_row(ws, row)
    if not by_policy(row):
        return what, way(row)
    cause = next(iter(causes_of(deed_of(ws, row.seq), row.seq)), None)
    if cause is None:
        said = msg("voiding.act-of", what=what, policy=name_of(policy_of(row)))
        return said, msg("voiding.by-policy-way")
    said = msg("voiding.act-caused", what=what, seq=cause.seq, cause=of_row(ws, cause))
    return said, msg("voiding.cause-first", seq=cause.seq)
