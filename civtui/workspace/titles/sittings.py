"""Sittings of the guidance group and of party groups, with their agendas, as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.fields import Choice
from civtui.model.reading.words import choice_of
from civtui.model.text import LANGS, Bilingual, Message, msg
from civtui.rules.group import ABOUT_AN_HONOR, MATTERS
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, agency_of_card, of_item
from civtui.workspace.titles.holders import holder_ids, honor_at_stake, honor_of
from civtui.workspace.titles.honors import HONORS
from civtui.workspace.titles.ids import free


class Item(NamedTuple):
    """An item of an agenda; `subjects` are ids of holders.

    Args:
        agency: whose party group decides on it; empty: the guidance group does.
        rounds: subject -> the round out of whose results it was proposed.
        cards: ids of the yellow cards that it is about.
    """

    item: str
    matter: str
    honor: str | None
    subjects: tuple[str, ...]
    title: str
    papers: tuple[str, ...]
    agency: str = ""
    rounds: Mapping[str, str] = {}
    cards: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """What it is about: cards, of other matters holders; each stands on one agenda alone."""
        return self.cards or self.subjects


class SittingRow(NamedTuple):
    """A sitting; `state` is `called` or `held`."""

    id: str
    on: str
    state: str
    agenda: tuple[Item, ...]
    present: tuple[str, ...]
    chair: str
    minutes: str

    @property
    def agency(self) -> str:
        """The agency whose party group meets; empty: the guidance group does."""
        return self.agenda[0].agency if self.agenda else ""


def sitting_rows(ws: Workspace) -> list[SittingRow]:
    """Return the sittings, newest first."""
    return [sitting_of(ws, row) for row in queries.rows(ws.ledger, "titles", "sittings")]


def sitting_row(ws: Workspace, sitting: str) -> SittingRow:
    """Return the sitting `sitting`.

    Raises:
        NotFound: there is none.
    """
    row = queries.one(ws.ledger, "titles", "sitting", (sitting,))
    if row is None:
        known = [r.id for r in sitting_rows(ws)]
        raise NotFound(
            msg("titles.no-sitting"),
            value=sitting,
            nearest=nearest(sitting, known),
            hint=msg("titles.way-call"),
        )
    return sitting_of(ws, row)


def sitting_of(ws: Workspace, row: tuple[Any, ...]) -> SittingRow:
    """Return the sitting of a row of the table."""
    agenda = tuple(
        Item(
            *(i["item"], i["matter"], i["honor"], tuple(i["subjects"])),
            *(i["title"], tuple(i["papers"]), i.get("agency", ""), i.get("rounds", {})),
            of_item(ws, row[0], i),
        )
        for i in json.loads(row[3])
    )
    return SittingRow(row[0], row[1], row[2], agenda, tuple(json.loads(row[4])), row[5], row[6])


def chair_called(ws: Workspace, row: SittingRow) -> Message | Bilingual | str:
    """Return what people call who led a sitting that was held."""
    from civtui.workspace.reading.names import Names

    # of a party group's sitting nobody has a seat on record: there the name itself is written
    return row.chair if row.agency else Names(ws).member(row.chair)


def called(word: str, ids: Iterable[str], area: str) -> str:
    """Return the id that people call `word` in either language, or called so; else `word`.

    Args:
        ids: the ids there are.
        area: beginning of the keys of their names.
    """
    word = word.strip()
    titles = {id_: [render(msg(f"{area}{id_}"), lang) for lang in LANGS] for id_ in ids}
    known = [Choice(id_, Bilingual(*both)) for id_, both in titles.items()]
    return choice_of(known, word) or word


def parse_item(ws: Workspace, number: int, text: str) -> Item:
    """Return the agenda item that `text` writes: `MATTER[:HONOR][=HOLDER,HOLDER...]`.

    What ends a card may name the card in the place of its agency, or beside it.

    Raises:
        BadInput: no such matter or honor; a matter about holders names none, or no honor.
    """
    head, _, tail = text.partition("=")
    matter, _, honor = head.strip().replace("：", ":").partition(":")
    matter = called(matter, MATTERS, "titles.matter-")
    honor = called(honor, HONORS, "cli.honor-")
    if matter not in MATTERS:
        raise BadInput(
            msg("titles.no-matter"),
            value=matter,
            allowed=MATTERS,
            told=[msg(f"titles.matter-{one}") for one in MATTERS],
            nearest=nearest(matter, MATTERS),
        )
    names = [name for name in tail.replace("，", ",").split(",") if name.strip()]
    if MATTERS[matter] and not names:
        raise BadInput(msg("titles.no-subjects"), value=text, hint=msg("titles.way-item"))
    if matter in ABOUT_AN_HONOR and not honor:
        raise BadInput(msg("titles.no-item-honor"), value=text, hint=msg("titles.way-item"))
    cards: dict[str, str] = {}
    if matter in ENDS_OF_CARDS:
        cards = {one: whose for n in names if (whose := agency_of_card(ws, one := n.strip()))}
    named = [cards.get(name.strip(), name) for name in names]
    subjects = tuple(holder_ids(ws, named)) if MATTERS[matter] else ()
    title = "" if MATTERS[matter] else tail.strip()
    asked = honor_of(honor) if honor else None
    return Item(str(number), matter, asked, subjects, title, (), cards=(*cards,))


def text_of(item: Item) -> str:
    """Return an item as `group.parse_item` reads it."""
    head = f"{item.matter}:{item.honor}" if item.honor else item.matter
    return f"{head}={','.join((*item.subjects, *item.cards)) or item.title}"


def with_honors(
    ws: Workspace, items: Sequence[Item], stood: Container[tuple[str, str | None, str]]
) -> list[Item]:
    """Return items, a delisting that names no honor with the only one that is held.

    Args:
        stood: what stands on the agenda already, as (matter, honor, holder): that stays as it is.
    """
    found = []
    for item in items:
        new = not any((item.matter, None, one) in stood for one in item.subjects)
        bare = item.matter == "delist" and not item.honor and new
        found.append(item._replace(honor=honor_at_stake(ws, item.subjects)) if bare else item)
    return found


def new_sitting(ws: Workspace, agency: str = "") -> str:
    """Return an id for the next sitting of this year that no sitting has.

    It is written as the body's newest one of the form `…YEAR-NUMBER` is, with the next number.

    Args:
        agency: of whose party group; the guidance group's where empty.
    """
    year, of = str(ws.today().year), f"-{agency}" if agency else ""
    form = re.compile(rf"(.*?)20[0-9]{{2}}({re.escape(of)})?-[0-9]+")
    rows = sitting_rows(ws)
    own = (form.fullmatch(row.id) for row in rows if row.agency == agency)
    style = next(filter(None, own), None)
    stem = f"{style[1]}{year}{style[2] or ''}" if style else f"{year}{of}"
    numbered = re.compile(rf"{re.escape(stem)}-([0-9]+)")
    numbers = [int(found[1]) for row in rows if (found := numbered.fullmatch(row.id))]
    return free(ws, "sitting", stem, max(numbers, default=0) + 1)
