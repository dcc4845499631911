"""Titles end and come back, each by a decision on record; appeals against a delisting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.rules.policies import choice as chosen
from civtui.workspace import days
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import refuse_waiting
from civtui.workspace.titles.decided import DecisionRow
from civtui.workspace.titles.followed_reforms import with_parts
from civtui.workspace.titles.gates import hold_gates, notes_of, policies_of
from civtui.workspace.titles.grants import (
    CIVILIZED,
    MODEL,
    Outcome,
    hold_body,
    hold_held,
)
from civtui.workspace.titles.holders import AGENCY_HONORS, holder_ids, holds, honor_of, names_of
from civtui.workspace.titles.needed_decision import GROUP, need, refuse_uncivilized
from civtui.workspace.titles.terms_back import terms_back, terms_said

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

# cause -> the matters of a decision that end a title so; a waiver is the holder's own letter
CAUSES: dict[str, tuple[str, ...]] = {
    "delisted": ("delist", "delist-card"),
    "withdrawn": ("withdraw",),
    "expired": ("expire",),
    "waived": (),
}


# what a holder does not escape by giving its title up first
TAKEN_AWAY = frozenset({"delist", "delist-card"})


def end(
    ws: Workspace,
    honor: str,
    names: Sequence[str],
    cause: str,
    decision: str,
    *,
    on: date | None = None,
) -> Outcome:
    """End titles: delisted, withdrawn, expired by decision, or waived by the holder's letter.

    A model office whose civilized title ends falls with it, unless the policy lets it stay.

    Args:
        decision: id of the decision; for `waived` the number of the holder's letter.

    Raises:
        Refused: no decision names it, somebody does not hold the title, or its term has not run
            out where it is to expire.
    """
    from civtui.model.facts.titles import Withdrawn

    holders, day = holder_ids(ws, names), on or ws.today()
    if cause == "expired":
        refuse_running(ws, honor, holders, day)
    if CAUSES[cause]:
        ruled = need(ws, decision, CAUSES[cause], holders, honor, day, once=True)
        wanted = "party-group" if honor_of(honor) == CIVILIZED else GROUP
        if ruled.body != wanted:
            hold_body(ws, ruled.body, honor)
        holders = with_parts(ws, ruled, holders, holding=True)
    else:
        _hold_letter(ws, decision)
        refuse_waiting(ws, "delist", honor, holders, TAKEN_AWAY)
        _hold_unasked(ws, honor, holders)

    def held(_: object) -> None:
        hold_held(ws, honor, holders)
        for holder in holders:
            row = queries.one(ws.ledger, "titles", "standing-title", (holder, honor))
            days.hold_order(day, row[0] if row else None, msg("titles.basis-title"))

    held(None)
    body = Withdrawn(honor=honor, holders=tuple(holders), decision=decision, cause=cause)
    falling, policies, notes = _falling(ws, honor, holders)
    bodies: list[Body] = [body]
    if falling:
        bodies.append(Withdrawn(honor=MODEL, holders=falling, decision=decision))
    ws.write(*bodies, right=Right.KEEP, effective=day, check=held)
    return Outcome(honor, tuple(holders), None, policies, notes)


def _hold_letter(ws: Workspace, number: str) -> None:
    """Refuse a decision of a body in the place of the letter by which a holder gives up a title."""
    if queries.one(ws.ledger, "titles", "decision", (number,)) is not None:
        raise Refused(
            msg("titles.no-letter", decision=number),
            where={"rule": "decision"},
            value=number,
            hint=msg("titles.way-letter"),
        )


def _hold_unasked(ws: Workspace, honor: str, holders: Sequence[str]) -> None:
    """Refuse to give a title up while a sitting has it on its agenda to take it away."""
    from civtui.workspace.titles.decided import decision_rows
    from civtui.workspace.titles.sittings import sitting_rows

    decided = {(one.session, one.item) for one in decision_rows(ws)}
    for sitting in sitting_rows(ws):
        for item in sitting.agenda:
            named = [one for one in item.subjects if one in holders]
            taken = item.matter in TAKEN_AWAY and item.honor in (honor, None)
            if named and taken and (sitting.id, item.item) not in decided:
                raise Refused(
                    msg("titles.asked-to-delist", holders=names_of(ws, named), on=sitting.on),
                    where={"rule": "agenda"},
                    value=sitting.id,
                    hint=msg("titles.way-decide-first", sitting=sitting.id, item=item.item),
                )


def _falling(
    ws: Workspace, honor: str, holders: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], tuple[Message, ...]]:
    """Return the model titles that fall with the civilized ones, and the policy that says so."""
    if honor != CIVILIZED:
        return (), (), ()
    models = tuple(h for h in holders if holds(ws, h, MODEL))
    if not models:
        return (), (), ()
    policy = "model-title-when-civilized-lost"
    choice = chosen(ws.profile().policies, policy)
    note = msg(f"titles.model-{choice}", offices=names_of(ws, models))
    return (models if choice == "falls-with-it" else ()), ((policy, choice),), (note,)


def refuse_running(ws: Workspace, honor: str, holders: Sequence[str], day: date) -> None:
    """Refuse to let titles expire whose term has not run out on a day.

    Raises:
        Refused: names the holder and the end of its term.
    """
    for holder in holders:
        row = queries.one(ws.ledger, "titles", "standing-title", (holder, honor))
        until = row[1] if row else None
        if row and (until is None or until >= day.isoformat()):
            raise Refused(
                msg("titles.still-running", until=until or "—"),
                where={"rule": "term"},
                value=holder,
                hint=msg("titles.way-withdraw"),
            )


def lost(ws: Workspace, holder: str, honor: str) -> str | None:
    """Return since when a holder had the title that it has no more, None where it lost none."""
    last = queries.one(ws.ledger, "titles", "last-title", (holder, honor))
    return None if last is None or last[1] is None else str(last[0])


def hold_lost(ws: Workspace, honor: str, holders: Sequence[str], decision: str = "") -> None:
    """Hold that holders lost a title that they do not have now.

    Args:
        decision: the one that gives it back, where there is one by now.

    Raises:
        Refused: it is held, or was never lost.
    """
    for holder in holders:
        since = queries.one(ws.ledger, "titles", "standing-title", (holder, honor))
        if since is not None:
            way = msg("titles.way-back-already", decision=decision)
            raise Refused(
                msg("titles.back-already", day=since[0]),
                where={"rule": "restored"},
                value=holder,
                hint=way if decision else msg("titles.way-timeline"),
            )
        if lost(ws, holder, honor) is None:
            raise Refused(
                msg("titles.not-lost"),
                where={"rule": "restored"},
                value=holder,
                hint=msg("titles.way-timeline"),
            )


def restore(
    ws: Workspace, honor: str, names: Sequence[str], decision: str, *, on: date | None = None
) -> Outcome:
    """Give back titles that were taken away.

    Raises:
        Refused: it is held, was never held, or no decision to restore names it.
    """
    from civtui.model.facts.applications import Restored

    holders, day = holder_ids(ws, names), on or ws.today()
    ruled = need(ws, decision, ("restore",), holders, honor_of(honor), day, once=True)

    def taken_away(_: object) -> None:
        hold_lost(ws, honor, holders, decision)
        for holder in holders:
            ended = queries.one(ws.ledger, "titles", "last-title", (holder, honor))
            days.hold_order(day, ended[1] if ended else None, msg("titles.basis-lost"))
            if honor == MODEL:  # it was selected when it got the title first
                refuse_uncivilized(ws, holder)
        _hold_after_loss(ws, honor, holders, ruled)

    taken_away(None)
    those = with_parts(ws, ruled, holders, holding=False)
    shut = hold_gates(ws, "restore", holders, day, honor) if honor in AGENCY_HONORS else []
    back = terms_back(ws, honor, holders, day)
    own = {one.holder: one.until for one in back if one.until}
    terms = {
        part: until
        for holder, until in own.items()
        for part in with_parts(ws, ruled, [holder], holding=False)
    }
    body = Restored(honor=honor, holders=tuple(those), decision=decision, terms=terms)
    ws.write(body, right=Right.KEEP, effective=day, check=taken_away)
    notes = (*terms_said(ws, back, day), *notes_of(ws, shut))
    return Outcome(honor, tuple(those), None, policies_of(shut), notes, terms)


def _hold_after_loss(ws: Workspace, honor: str, holders: Sequence[str], ruled: DecisionRow) -> None:
    """Refuse to give a title back by a decision that was taken before it was lost."""
    for holder in holders:
        row = queries.one(ws.ledger, "titles", "last-loss", (holder, honor))
        if row and (ruled.decided, ruled.seq) < (str(row[0]), int(row[1])):
            raise Refused(
                msg("titles.restored-before-lost", day=ruled.decided, lost=row[0]),
                where={"rule": "decision"},
                value=ruled.id,
                hint=msg("titles.way-decide-again"),
            )
