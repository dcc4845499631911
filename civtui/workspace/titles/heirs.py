"""An agenda as it is decided on: those whom a merger ended are there as who goes on with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.text import Message, msg
from civtui.workspace.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.group import Item, SittingRow
from civtui.workspace.titles.holders import names_of

# what was decided of one that a reform merged is not done to the successor, whose titles it was not
OWN_ALONE = ("delist", "withdraw", "expire")


def with_heirs(ws: Workspace, sitting: SittingRow, item: Item) -> Item:
    """Return an item with who goes on with those whom a merger ended by the day of the sitting.

    What is meant for the former one alone stays as it is, and so does what a sitting of before a
    merger had before it. Whom a reform has ended without a successor is on it no more.
    """
    if queries.one(ws.ledger, "lineage", "any-ended") is None:
        return item
    line = Lineage(ws)
    merged = line.heirs if item.matter not in OWN_ALONE else {}
    now = {
        one: heir.now for one in item.subjects
        if (heir := merged.get(one)) and heir.day <= sitting.on
    }  # fmt: skip
    gone = _gone(ws, line, max(sitting.on, ws.today().isoformat()))
    stay = [one for one in item.subjects if now.get(one, one) not in gone]
    subjects = tuple(dict.fromkeys(now.get(one, one) for one in stay))
    rounds = {now.get(one, one): made for one, made in item.rounds.items() if one in stay}
    heir = line.heirs.get(item.agency)
    agency = heir.now if heir and heir.day <= sitting.on else item.agency
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


def followed(ws: Workspace, sitting: SittingRow, item: Item) -> list[Message]:
    """Return sentences that say on whom is decided in the place of whom the agenda names."""
    stood = next(one for one in sitting.agenda if one.item == item.item)
    line = Lineage(ws)
    gone = [one for one in stood.subjects if one not in item.subjects and one in line.heirs]
    return [
        msg("titles.decided-on-heir", name=line.heirs[one].name, day=line.heirs[one].day,
            heir=names_of(ws, [line.now(one)])[0])
        for one in gone
    ]  # fmt: skip
