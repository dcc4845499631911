"""The guidance group: members, sittings called with an agenda, sittings held, decisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal

from civtui.ledger import queries
from civtui.model.errors import BadInput, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.rules.group import refuse_item, refuse_sitting
from civtui.workspace import days
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import agencies_of
from civtui.workspace.titles.cards_put import with_cards
from civtui.workspace.titles.refusing import hold
from civtui.workspace.titles.seats import seated_on
from civtui.workspace.titles.sittings import (
    Item,
    SittingRow,
    new_sitting,
    parse_item,
    sitting_of,
    sitting_row,
    sitting_rows,
    with_honors,
)

Outcome = Literal["approved", "refused"]


class AgendaChanged(Refused):
    """The agenda is another one by now than the one that was written on."""


def call(
    ws: Workspace,
    sitting: str,
    items: Sequence[str],
    *,
    held_on: date | None = None,
    papers: Sequence[str] = (),
    agency: str = "",
    rounds: Mapping[str, Mapping[str, str]] | None = None,
    kept: Mapping[str, Sequence[str]] | None = None,
    upon: Sequence[Item] | None = None,
    on: date | None = None,
) -> SittingRow:
    """Call the group together with an agenda that the secretariat submits.

    What is called so already is not written anew.

    Args:
        items: one text an item (see `parse_item`); they take the place of an earlier agenda.
        held_on: the day of the sitting.
        papers: attached to every item.
        agency: id of the agency whose party group is called; the guidance group where empty.
        rounds: number of an item -> its subjects -> the rounds out of whose results they were
            proposed; those of an earlier agenda stay with the same subject and matter.
        kept: number of an item -> papers that it has of its own.
        upon: the agenda that these items were made of; the one that stands where None.

    Raises:
        AgendaChanged: somebody else changed the agenda meanwhile.
        Refused: as `to_call`.
    """
    from civtui.model.facts.group import AgendaItem, SittingCalled

    planned, before = to_call(
        ws, sitting, items, held_on=held_on, papers=papers, agency=agency, on=on
    )
    day, new, own = on or held_on or ws.today(), rounds or {}, kept or {}
    items_of = tuple(
        i._replace(
            rounds={**i.rounds, **new.get(i.item, {})},
            papers=(*own.get(i.item, ()), *i.papers),
        )
        for i in planned.agenda
    )
    if before and (before.on, before.agenda) == (planned.on, items_of):
        ws.require(Right.KEEP)
        return before
    agenda = tuple(AgendaItem(**i._asdict()) for i in items_of)
    body = SittingCalled(sitting=sitting, on=date.fromisoformat(planned.on), agenda=agenda)
    stood = tuple(upon) if upon is not None else before.agenda if before else ()
    check = _as_it_was(ws, sitting, stood)
    ws.write(body, right=Right.KEEP, effective=day, ahead=True, check=check)
    return sitting_row(ws, sitting)


def _as_it_was(ws: Workspace, sitting: str, stood: tuple[Item, ...]) -> Callable[[object], None]:
    """Return the check that the agenda of a sitting is still `stood`."""

    def check(_: object) -> None:
        row = queries.one(ws.ledger, "titles", "sitting", (sitting,))
        if (sitting_of(ws, row).agenda if row else ()) != stood:
            raise AgendaChanged(
                msg("titles.agenda-changed", sitting=sitting),
                where={"rule": "agenda"},
                hint=msg("titles.way-agenda-changed", sitting=sitting),
            )

    return check


def _rounds_kept(before: SittingRow | None, item: Item) -> dict[str, str]:
    """Return subject -> round of what is on an item as it was on the agenda before."""
    return {
        subject: round_
        for old in (before.agenda if before else ())
        if (old.matter, old.honor) == (item.matter, item.honor)
        for subject, round_ in old.rounds.items()
        if subject in item.subjects
    }


def to_call(
    ws: Workspace,
    sitting: str,
    items: Sequence[str],
    *,
    held_on: date | None = None,
    papers: Sequence[str] = (),
    agency: str = "",
    on: date | None = None,
) -> tuple[SittingRow, SittingRow | None]:
    """Return a sitting as `call` would have it, and the one whose agenda it takes the place of.

    Raises:
        Refused: the sitting is over, a matter is none of the guidance group's to decide, or
            somebody stands by it on the agenda of another called sitting of the body.
    """
    row = queries.one(ws.ledger, "titles", "sitting", (sitting,))
    before = sitting_of(ws, row) if row else None
    refuse_over(ws, before)
    agency = agency or (before.agency if before else "")
    read = [parse_item(ws, number, text) for number, text in enumerate(items, 1)]
    # one that is called keeps its day where no other is given
    day = held_on or on or (date.fromisoformat(before.on) if before else ws.today())
    parsed = with_honors(ws, read, _stands(before))
    parsed = with_cards(ws, parsed, before.agenda if before else (), day)
    for item in parsed if not agency else ():
        hold_matter(ws, item.matter, item.honor)
    agenda = tuple(
        i._replace(papers=tuple(papers), agency=agency, rounds=_rounds_kept(before, i))
        for i in parsed
    )
    _refuse_elsewhere(ws, sitting, agency, agenda, before)
    hold_no_appeal_twice(ws, sitting, day, agenda, before.agenda if before else ())
    _hold_feasible(ws, agenda, before, day)
    return SittingRow(sitting, day.isoformat(), "called", agenda, (), "", ""), before


def hold_no_appeal_twice(
    ws: Workspace, sitting: str, day: date, agenda: Sequence[Item], stood: Sequence[Item]
) -> None:
    """Refuse an appeal on an agenda that awaits a sitting already (see `hold_appeals`)."""
    if any(item.matter == "appeal" for item in agenda):
        from civtui.workspace.titles.agenda_rivals import hold_appeals  # it asks agendas, too

        hold_appeals(ws, sitting, day.isoformat(), agenda, stood)


def _stands(row: SittingRow | None) -> set[tuple[str, str | None, str]]:
    """Return what stands on an agenda, as (matter, honor, holder); of cards the card."""
    items = row.agenda if row else ()
    return {(i.matter, i.honor, one) for i in items for one in i.about}


def _refuse_elsewhere(
    ws: Workspace, sitting: str, agency: str, agenda: Sequence[Item], before: SittingRow | None
) -> None:
    """Refuse whom an agenda newly names by a matter for which another called sitting is to meet."""
    from civtui.workspace.titles.holders import names_of

    waiting = [s for s in sitting_rows(ws) if s.state == "called" and s.agency == agency]
    own = _stands(before)
    for other in (row for row in waiting if row.id != sitting):
        there = _stands(other) - own
        twice = [s for i in agenda for s in i.about if (i.matter, i.honor, s) in there]
        if twice:
            cards = [one for i in agenda for one in i.cards if one in twice]
            twice = [*(one for one in twice if one not in cards), *agencies_of(ws, cards)]
            raise Refused(
                msg(
                    "titles.on-agenda-already",
                    holders=names_of(ws, twice),
                    sitting=other.id,
                    on=other.on,
                ),
                where={"rule": "agenda"},
                value=sitting,
                hint=msg("titles.way-on-agenda", sitting=other.id),
            )


def _hold_feasible(
    ws: Workspace, agenda: Sequence[Item], before: SittingRow | None, day: date
) -> None:
    """Refuse what comes new on an agenda and could not be carried out on the sitting's day."""
    stood = _stands(before)
    for item in agenda:
        new = [one for one in item.about if (item.matter, item.honor, one) not in stood]
        cards = [one for one in new if one in item.cards]
        whom = [*(one for one in new if one not in cards), *agencies_of(ws, cards)]
        hold_doable(ws, item.matter, item.honor, whom, day, cards=cards)


def hold_doable(
    ws: Workspace,
    matter: str,
    honor: str | None,
    holders: Sequence[str],
    day: date,
    at: tuple[str, str] | None = None,
    cards: Sequence[str] = (),
) -> None:
    """Refuse what could not be carried out on a day (see `titles.feasible`).

    Args:
        cards: which of the holders' cards it is about.
        at: sitting and item that decide on it: what cannot be done is put down as refused there.

    Raises:
        Refused: as the deed itself.
    """
    from civtui.workspace.titles.feasible import refuse_undoable

    try:
        decided = at is not None
        refuse_undoable(ws, matter, honor, holders, day, decided=decided, cards=cards)
    except Refused as error:
        if at is not None:
            way = {"way": error.hint, "sitting": at[0], "item": at[1]}
            error.hint = msg("titles.way-or-refused", **way)
        raise


def hold_matter(ws: Workspace, matter: str, honor: str | None) -> None:
    """Refuse a matter that is none of the guidance group's to decide, on an agenda or in a sitting.

    Raises:
        Refused: the honor is given otherwise, or another body decides on it.
    """
    decides = {one.id: one.decided_by for one in ws.profile().honor}
    hold(refuse_item(matter, honor, decides.get(honor) if honor else None))


def refuse_over(ws: Workspace, sitting: SittingRow | None) -> None:
    """Refuse to go on with a sitting that was held; another is called under an id that none has."""
    if sitting and sitting.state == "held":
        raise Refused(
            msg("titles.sitting-over"),
            where={"rule": "sitting"},
            value=sitting.id,
            hint=msg("titles.way-call-another", sitting=new_sitting(ws)),
        )


def hold_sitting(
    ws: Workspace,
    sitting: str,
    *,
    present: Sequence[str] = (),
    chair: str = "",
    minutes: str = "",
    on: date | None = None,
) -> SittingRow:
    """Record that a sitting was held, and who was there.

    Args:
        present: ids of those who were members on that day; all of them where none is named.
        chair: who led it; the chair of the group where none is named.

    Raises:
        BadInput: somebody present is no member.
        Refused: too few are present, it is on record already, its day has not come, or members of
            the guidance group are named at a party group's sitting.
    """
    from civtui.model.facts.group import SittingHeld

    row = sitting_row(ws, sitting)
    refuse_over(ws, row)
    day = on or date.fromisoformat(row.on)
    _hold_day(ws, row, day)
    if row.agency:  # who came is the party group's own to keep
        if present:
            raise Refused(
                msg("titles.not-our-members"),
                where={"rule": "sitting"},
                value=present[0],
                hint=msg("titles.way-not-our-members"),
            )
        body = SittingHeld(sitting=sitting, present=(), chair=chair, minutes=minutes)
        ws.write(body, right=Right.KEEP, effective=day)
        return sitting_row(ws, sitting)
    seats = seated_on(ws, day)
    ids = [member.id for member in seats]
    here = list(dict.fromkeys(present)) or ids
    for name in [*here, *([chair] if chair else [])]:
        if name not in ids:
            raise BadInput(
                msg("titles.no-member"),
                value=name,
                allowed=ids or None,
                nearest=nearest(name, ids),
                hint=msg("titles.way-seat", day=day.isoformat()),
            )
    hold(refuse_sitting(len(seats), len(here), ws.profile().group_rule(), day, row.id))
    led = chair or next((m.id for m in seats if m.id in here), here[0])
    body = SittingHeld(sitting=sitting, present=tuple(here), chair=led, minutes=minutes)
    ws.write(body, right=Right.KEEP, effective=day)
    return sitting_row(ws, sitting)


def _hold_day(ws: Workspace, row: SittingRow, day: date) -> None:
    """Refuse to record a sitting before the day it was called for, or one that has not come.

    Raises:
        Refused: it is called for a later day, which is to be moved where the sitting came early.
        BadInput: the day lies after today.
    """
    today = ws.today()
    early = msg("titles.way-held-early", sitting=row.id, day=min(day, today))
    days.hold_order(day, row.on, msg("titles.basis-called"), early)
    days.hold_come(day, today, "on", way=early if row.on > today.isoformat() else None)
