"""An agenda as it is decided on: with who goes on with whom a merger ended, and who is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda_fallen import fell
from civtui.workspace.titles.agenda_rivals import fallen
from civtui.workspace.titles.decided import DecisionRow, decision_rows
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.sittings import Item, SittingRow


def with_heirs(ws: Workspace, sitting: SittingRow, item: Item) -> Item:
    """Return an item with who goes on with those whom a merger has ended by today.

    Of a sitting that is to come the day of the sitting counts. A merger that came between a
    sitting and the record of what it decided leaves nobody else to carry that out. Whom a reform
    has ended without a successor is on it no more, and neither is who was merged where the matter
    was meant for him alone, or where the merger left nothing to decide on (see `agenda_fallen`).
    """
    if queries.one(ws.ledger, "lineage", "any-ended") is None:
        return item
    line, day = Lineage(ws), max(sitting.on, ws.today().isoformat())
    heirs = {one: heir.now for one, heir in line.heirs.items() if heir.day <= day}
    gone = _gone(ws, line, day)
    alone = {one for one in item.subjects if one in heirs}
    alone = {one for one in alone if fell(ws, (item.matter, item.honor, one))}
    gone |= alone
    heirs = {one: heir for one, heir in heirs.items() if one not in alone}
    stay = [one for one in item.subjects if heirs.get(one, one) not in gone]
    subjects = tuple(dict.fromkeys(heirs.get(one, one) for one in stay))
    rounds = {heirs.get(one, one): made for one, made in item.rounds.items() if one in stay}
    owner = line.heirs.get(item.agency)
    agency = owner.now if owner and owner.day <= day else item.agency
    return item._replace(subjects=subjects, rounds=rounds, agency=agency)


def _gone(ws: Workspace, line: Lineage, day: str) -> set[str]:
    """Return who was ended by a day (ISO) and goes on in nobody."""
    ended = queries.rows(ws.ledger, "lineage", "ended", (day,))
    return {id_ for (id_,) in ended if id_ not in line.heirs}


def of_today(ws: Workspace, holders: Iterable[str]) -> dict[str, str | None]:
    """Return who goes on today with each of these: itself, its heir, None where nobody does."""
    line = Lineage(ws)
    gone = _gone(ws, line, ws.today().isoformat())
    now = {one: line.now(one) for one in holders}
    return {one: None if heir in gone else heir for one, heir in now.items()}


def ended_named(ws: Workspace, names: Mapping[str, str]) -> dict[str, str]:
    """Return names by id, those marked who are no more, with who goes on with them."""
    now = of_today(ws, names)
    heirs = {one: heir for one, heir in now.items() if heir and heir != one}
    called = dict(zip(heirs, names_of(ws, heirs.values()), strict=True))
    marks = {one: msg("workspace.goes-on", name=names[one], now=called[one]) for one in heirs}
    gone = [one for one, heir in now.items() if heir is None]
    marks |= {one: msg("workspace.no-more", name=names[one]) for one in gone}
    return {**names, **{one: render(mark) for one, mark in marks.items()}}


def agenda_of(ws: Workspace, sitting: SittingRow) -> tuple[Item, ...]:
    """Return the agenda of a sitting as it is decided on, without items that nobody is left on."""
    found = [(old, with_heirs(ws, sitting, old)) for old in sitting.agenda]
    left = [new for old, new in found if new.subjects or not old.subjects]
    return tuple(one._replace(item=str(number)) for number, one in enumerate(left, 1))


def followed(ws: Workspace, stood: Iterable[str], decided: Iterable[str]) -> list[Message]:
    """Return sentences that say on whom was decided in the place of whom the agenda names.

    Args:
        stood: ids of those on the agenda on whom nothing was decided before.
        decided: ids of those on whom it was.
    """
    line, on = Lineage(ws), {*decided}
    gone = [one for one in stood if one in line.heirs and line.now(one) in on]
    return [
        msg(
            "titles.decided-on-heir",
            name=line.heirs[one].name,
            day=line.heirs[one].day,
            heir=names_of(ws, [line.now(one)])[0],
        )
        for one in gone
    ]


def undecided(ws: Workspace, sitting: SittingRow, item: Item) -> tuple[str, ...]:
    """Return whom an agenda names by an item on whom nothing is decided, themselves or their heir.

    What was decided on one of several that were merged says nothing of the others. On whom the
    same was decided otherwise since (see `agenda_rivals`) nothing is left to decide.
    """
    line = Lineage(ws)
    done = {s for row in made_on(ws, sitting, item) for s in row.subjects}
    as_heir = {line.now(one) for one in done if one not in item.subjects}
    left = [s for s in item.subjects if s not in done and line.now(s) not in as_heir]
    fell = fallen(ws, sitting, item) if left else {}
    return tuple(one for one in left if one not in fell)


def remaining(ws: Workspace, sitting: SittingRow, item: Item) -> tuple[str, ...] | None:
    """Return the holders of an item that nothing is decided on; None where nothing is left.

    Those that a reform merged are there as who goes on with them. An item about nobody is left, as
    (), until it is decided.
    """
    open_ = item._replace(subjects=undecided(ws, sitting, item))
    left = with_heirs(ws, sitting, open_).subjects
    return left if left or not (item.subjects or made_on(ws, sitting, item)) else None


def made_on(ws: Workspace, sitting: SittingRow, item: Item) -> list[DecisionRow]:
    """Return the decisions on an item of a sitting."""
    return [r for r in decision_rows(ws) if (r.session, r.item) == (sitting.id, item.item)]
