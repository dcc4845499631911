"""What is due of sittings that were held: the items on which nothing is decided yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.text import Message, msg, quoted
from civtui.rules.group import MATTERS
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.overview.due_notices import Line
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import FALLS_WITH


class Left(NamedTuple):
    """What a sitting that was held has not decided on.

    Args:
        items: the numbers of such items, the first one first, with whom nothing is decided on.
    """

    sitting: str
    day: str
    items: dict[str, tuple[str, ...]]


def left_undecided(ws: Workspace, first: date) -> list[Left]:
    """Return the sittings of up to a day that have not decided on all that they met for."""
    heirs, alone = Lineage(ws).params["heirs"], json.dumps(FALLS_WITH)
    given = {"first": first.isoformat(), "heirs": heirs, "alone": alone}
    found = []
    for id_, day, numbers in queries.rows(ws.ledger, "due", "undecided", given):
        from civtui.workspace.titles.agenda_after_reform import remaining
        from civtui.workspace.titles.sittings import sitting_row

        row, open_ = sitting_row(ws, str(id_)), {*json.loads(numbers)}
        items = {
            item.item: left
            for item in row.agenda
            if item.item in open_ and (left := remaining(ws, row, item)) is not None
        }
        if items:
            found.append(Left(str(id_), str(day), items))
    return found


def undecided_due(
    ws: Workspace, lefts: Iterable[Left], first: date, *, words: bool
) -> Iterator[Line]:
    """Yield the sittings that were held and have not decided on all that they met for.

    Args:
        words: with how they are decided on, what bars that, and how they come to the next sitting.
    """
    for id_, day, items in lefts:
        from civtui.workspace.reading.names import Names  # not on the way to a first screen

        called, item = render(Names(ws).sitting(id_)), next(iter(items))
        if not words:
            yield (
                date.fromisoformat(day),
                "sitting",
                id_,
                called,
                msg("home.due-sitting", name=called),
            )
            continue
        at, left = item_left(ws, id_, item)
        why = msg(
            "titles.due-undecided",
            sitting=called,
            items=len(items),
            id=id_,
            item=at,
            refused=at.replace(item, f"{item} refused", 1),
            **_again(ws, id_, item, left),
        )
        if bar := _barred_item(ws, first, id_, item, left):
            said = {key: getattr(bar.values.get(key), "key", "") for key in ("why", "way")}
            kind = "over" if said["why"] == "titles.case-over" else "barred"
            if said["way"].startswith("titles.way-later-"):
                kind = "later"  # it is never decided here: a later sitting does
            first_ = bar.values["why"] if kind == "over" else bar
            given = {**why.values, **bar.values, "first": first_}
            why = msg(f"titles.due-undecided-{kind}", **given)
        yield date.fromisoformat(day), "sitting", id_, called, why


def _again(ws: Workspace, sitting: str, item: str, left: list[str]) -> dict[str, str]:
    """Return what puts an item before the next sitting: the command, as `verb`, and its parts."""
    from civtui.workspace.titles.cards_named import cards_of
    from civtui.workspace.titles.decisions import agenda_item
    from civtui.workspace.titles.sittings import new_sitting, text_of

    _, found = agenda_item(ws, sitting, item)
    whom = tuple(left) or found.subjects
    if MATTERS[found.matter] and not found.agency:
        cards = dict.fromkeys(one for who in whom for one in cards_of(ws, who, found.cards))
        honor = f" --honor {found.honor}" if found.honor else ""
        more = honor + "".join(f" --card {one}" for one in cards)
        return {"verb": f"group put {found.matter} {' '.join(whom)}{more}"}
    text, next_ = text_of(found._replace(subjects=whom)), new_sitting(ws, found.agency)
    body = f" --body {found.agency}" if found.agency else ""
    verb = f"group call {next_}{body} --item {quoted([text])}"
    return {"verb": verb, "next": next_, "body": found.agency, "text": text}


def item_left(ws: Workspace, sitting: str, item: str) -> tuple[str, list[str]]:
    """Return an item as a command takes it, and of one decided in part who is left."""
    from civtui.workspace.titles.agenda_after_reform import remaining
    from civtui.workspace.titles.decisions import agenda_item
    from civtui.workspace.titles.holders import typed

    row, found = agenda_item(ws, sitting, item)
    left = remaining(ws, row, found) or found.subjects
    if len(left) == len(found.subjects):
        return item, []
    return " ".join([item, *(f"--subject {typed(ws, [one])}" for one in left)]), [*left]


def _barred_item(
    ws: Workspace, first: date, sitting: str, item: str, left: list[str]
) -> Message | None:
    """Return what has to be done before an item can be approved; None where nothing has."""
    from civtui.workspace.titles.asked_deed import barred

    given = {"sitting": sitting, "item": item, **({"subject": left} if left else {})}
    bar = barred(ws, "decide.add", given, max(first, ws.today()))
    if bar is None:
        return None
    own = bar.way.values.get("way") if bar.way else None  # the refusal is in the line itself
    way = own if isinstance(own, Message) else bar.way
    return bar._replace(whom="", way=way).first
