"""`round submit|unlock|assign|links|hand-over|recuse`: a panel's work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.marks import remarks
from civtui.workspace.rounds import handovers, recusals, rounds, shares, submissions
from civtui.workspace.rounds.met import stood, waited_for
from civtui.workspace.rounds.shares import Deal
from civtui.workspace.rounds.subjects import agency_or_office
from civtui.workspace.rounds.submissions import Submission
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import drafts


def _said(done: Submission) -> Answer:
    key = "panel.is-submitted" if done.submitted else "panel.is-open"
    said = t(key, **done._asdict(), blank=done.missing - done.skipped)
    return Answer(done._asdict(), lambda: [said])


def submit(ws: Workspace, *, round: str, assessor: str | None, partial: bool, why: str) -> Answer:
    """Submit and lock a judge's sheet, unless cells of it wait in a window to be stored."""
    round_ = rounds.round_row(ws, round)
    judge = rounds.assessor_for(ws, round_, assessor, named=True)
    own = rounds.mine(judge, rounds.subjects_of(ws, round_))
    waiting = [cell for cell in drafts.kept(ws, round, judge.id) if cell[0] in own]
    if waiting:
        raise Refused(
            msg("verbs/round.unstored", count=len(waiting)), hint=msg("verbs/round.store-first")
        )
    return _said(submissions.submit(ws, round, assessor, partial=partial, why=why))


def will_submit(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say whose sheet is locked, and how many of its cells are skipped or blank."""
    round_ = rounds.round_row(ws, values["round"])
    judge = rounds.assessor_for(ws, round_, values["assessor"], named=True)
    own = rounds.mine(judge, rounds.subjects_of(ws, round_))
    skips = remarks.skips_of(ws, round_)
    skipped = sum(k.assessor == judge.id and k.subject in own for k in skips)
    return msg(
        "verbs/round.will-submit",
        name=judge.name,
        given=judge.given,
        expected=judge.expected,
        skipped=skipped,
        blank=judge.expected - judge.given - skipped,
    )


def unlock(ws: Workspace, *, round: str, assessor: str, why: str) -> Answer:
    """Let a submitted sheet take marks again; what it lacks is said, and what it lacks in vain."""
    done = submissions.unlock(ws, round, assessor, why=why)
    vain = waited_for(ws.ledger.connection, round, done.assessor)
    ws.asides.extend([vain] if vain else [])
    return _said(done)


def may_unlock(ws: Workspace, round: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why no sheet of a round can be unlocked: it is closed, or none is submitted."""
    round_ = rounds.round_row(ws, round)
    if round_.state != "open":
        return msg("verbs/round.is-closed")
    locked = any(a.submitted for a in rounds.assessors_of(ws, round_))
    return None if locked else msg("verbs/round.none-submitted")


def _deal(done: Deal, status: int = 0) -> Answer:
    return Answer(done.document(), lambda: _deal_lines(done), status=status)


def _deal_lines(done: Deal) -> Iterator[str]:
    for judge, share in done.shares.items():
        names = render([done.names[subject] for subject in share])
        yield f"  {done.names[judge]}  {len(share)}  {names}"
    yield from map(render, done.said())
    yield from map(render, done.few())


def assign(ws: Workspace, *, round: str, per_subject: int, dry_run: bool) -> Answer:
    """Deal a round's offices to its judges."""
    done = shares.assign(ws, round, per_subject, dry_run=dry_run)
    if stands := stood(ws.ledger.connection, round):
        ws.asides.append(stands)
    return _deal(done)


def links(ws: Workspace, *, round: str) -> Answer:
    """Answer with who judges what, and how the judges are linked.

    Its status is 1 where they are not, or where nobody may judge a subject.
    """
    found = shares.deal(ws, round)
    return _deal(found, status=int(found.links.level == "disconnected" or bool(found.alone)))


def hand_over(
    ws: Workspace,
    *,
    round: str,
    assessor: str,
    to: str,
    office: Sequence[str],
    all_open: bool,
    why: str,
) -> Answer:
    """Hand offices of one judge over to another."""
    chosen = [agency_or_office(ws, one) for one in office]
    done = handovers.hand_over(ws, round, assessor, to, subjects=chosen, all_open=all_open, why=why)

    def lines() -> Iterator[str]:
        yield t(
            "panel.handed-over",
            assessor=done.assessor,
            to=done.to,
            count=len(done.subjects),
            marks=done.set_aside,
        )
        for subject, reason in done.kept.items():
            yield t(f"panel.kept-{reason}", subject=subject)

    shares.note_unjudged(ws, round)
    panel = rounds.assessors_of(ws, rounds.round_row(ws, round))
    name = next(a.name for a in panel if a.id == done.to)
    brief = msg("sheet.handed-over", count=len(done.subjects), name=name, kept=len(done.kept))
    return Answer(done._asdict(), lines, brief=brief)


def may_hand_over(ws: Workspace, round: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why nothing of a round can be handed over: it is closed, or nothing is dealt."""
    round_ = rounds.round_row(ws, round)
    if round_.state != "open":
        return msg("verbs/round.is-closed")
    return msg("panel.not-dealt") if round_.per_subject is None else None


def recuse(ws: Workspace, *, round: str, assessor: str, whom: str, why: str) -> Answer:
    """Let a judge step back; the marks given there are set aside."""
    done = recusals.recuse(ws, round, assessor, whom, why=why)
    said = t(
        "cli.recused", assessor=done.assessor, subjects=len(done.subjects), marks=done.set_aside
    )
    shares.note_unjudged(ws, round)
    panel = rounds.assessors_of(ws, rounds.round_row(ws, round))
    name = next(a.name for a in panel if a.id == done.assessor)
    brief = msg("roundwork.recused", name=name, count=len(done.subjects), marks=done.set_aside)
    return Answer(done._asdict(), lambda: [said], brief=brief)
