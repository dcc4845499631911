"""The record of titles: every event of a holder, the city as of a day, the yearly circular."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound
from civtui.workspace.agencies.handed_over import HandedOver, said
from civtui.workspace.agencies.lineage import unmarked
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import holder_id
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.suspended_cards import suspended
from civtui.workspace.titles.terms_then import card_terms

# heading of the circular -> the events it lists
HEADINGS: dict[str, tuple[str, ...]] = {
    "new": ("granted",),
    "kept": ("kept",),
    "re-recognized": ("re-recognized",),
    "restored": ("restored",),
    "revoked": ("delisted", "withdrawn"),
    "carded": (),
    "ended": ("expired", "waived", "reform"),
}
TIERS = ("none", "agency-level", "municipal", "provincial")


class Event(NamedTuple):
    """Something that happened to a title; `decision` and `document` say by whose word."""

    seq: int
    holder: str
    honor: str
    day: str
    event: str
    decision: str | None
    document: str
    name: str = ""


class Reply(NamedTuple):
    """The answer to an appeal, `event` is `upheld` or `appeal-rejected`: it changed no title."""

    seq: int
    holder: str
    day: str
    event: str
    decision: str


class Life(NamedTuple):
    """A holder's titles from the first day on.

    Args:
        names: its old names, each until when.
        parents: whom it came out of: id, form and day.
        offices: those that came to it alone, by name: from whom, and on which day.
        answers: to appeals, where no event of a title tells of them.
    """

    holder: str
    events: tuple[Event, ...]
    names: tuple[tuple[str, str], ...]
    parents: tuple[tuple[str, str, str], ...]
    offices: dict[tuple[str, str], list[str]]
    answers: tuple[Reply, ...] = ()


def life_of(ws: Workspace, name: str) -> Life:
    """Return every event of the titles of a holder, of those it came out of, and its old names.

    Args:
        name: of an agency or office, or the id of one that is no more.

    Raises:
        NotFound: nobody answers to `name`.
    """
    try:
        holder = holder_id(ws, name)
    except NotFound:
        known = {row[0] for row in queries.rows(ws.ledger, "agencies", "every-id")}
        if name not in known:
            raise
        holder = name
    parents = queries.rows(ws.ledger, "titles", "descent-of", (holder,))
    events: list[Event] = []
    came = [holder]
    for who in came:
        events += [Event(*row) for row in queries.rows(ws.ledger, "titles", "events-of", (who,))]
        before = queries.rows(ws.ledger, "titles", "descent-of", (who,))
        came += [row[0] for row in before if row[1] == "merged"]
    events.sort(key=lambda e: (e.day, e.seq, e.holder))
    names = queries.rows(ws.ledger, "titles", "former-names", (holder,))
    offices: dict[tuple[str, str], list[str]] = {}
    for parent, day, office in queries.rows(ws.ledger, "titles", "offices-came", (holder,)):
        offices.setdefault((parent, day), []).append(office)
    return Life(
        holder,
        tuple(events),
        tuple((row[0], row[2]) for row in names),
        tuple((row[0], row[1], row[2]) for row in parents if row[1] != "moved"),
        offices,
        tuple(_replies(ws, came, {event.seq for event in events})),
    )


def _replies(ws: Workspace, holders: Iterable[str], told: set[int]) -> Iterator[Reply]:
    """Yield the answers to appeals of holders of which no event of a title tells."""
    for holder, day, _, seq, *_ in queries.rows(ws.ledger, "titles", "standing-events"):
        fact = ws.ledger.fact(seq) if holder in holders and seq not in told else None
        if fact is not None and fact.kind == "appeal-decided":
            said_ = json.loads(fact.payload)
            word = "upheld" if said_["outcome"] == "upheld" else "appeal-rejected"
            yield Reply(seq, holder, day, word, said_["decision"])


def called(ws: Workspace, events: Iterable[Event]) -> dict[tuple[int, str, str], str]:
    """Return (seq, holder, honor) -> what people call an event of a title.

    What an appeal had suspended was not lost: no title comes back by its answer.
    """
    rows = queries.rows(ws.ledger, "titles", "standing-events")
    refused = {seq for _, _, event, seq, *_ in rows if event == "appeal-rejected"}
    found: dict[tuple[int, str, str], str] = {}
    waits: set[tuple[str, str]] = set()
    for one in sorted(events, key=lambda e: e.seq):
        title, word = (one.holder, one.honor), one.event
        if word == "restored" and title in waits:
            word = "upheld"
        elif word == "delisted" and one.seq in refused:
            word = "rejected"
        (waits.add if one.event == "suspended" else waits.discard)(title)
        found[one.seq, *title] = word
    return found


class Circular(NamedTuple):
    """The yearly review circular: counts by heading, and the annex of each."""

    year: int
    annexes: dict[str, tuple[dict[str, Any], ...]]

    def document(self) -> dict[str, Any]:
        """Return the circular as `honor circular --json` prints it."""
        counts = {heading: len(rows) for heading, rows in self.annexes.items()}
        return {"year": self.year, "counts": counts, "annexes": self.annexes}

    def told(self) -> dict[str, tuple[dict[str, Any], ...]]:
        """Return the annexes as people are told them: delisted and withdrawn are two matters."""
        found: dict[str, tuple[dict[str, Any], ...]] = {}
        for heading, rows in self.annexes.items():
            if heading == "revoked":
                for event in HEADINGS[heading]:
                    found[event] = tuple(row for row in rows if row["event"] == event)
            else:
                found[heading] = rows
        return found


def circular(ws: Workspace, year: int) -> Circular:
    """Return the review circular of `year` over agency and office titles and cards."""
    span = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    rows = [Event(*row) for row in queries.rows(ws.ledger, "titles", "events-between", span)]
    events = _without_lifted(rows)
    annexes: dict[str, tuple[dict[str, Any], ...]] = {
        heading: tuple(_line(e) for e in events if e.event in kinds)
        for heading, kinds in HEADINGS.items()
    }
    former = _former_of_cards(ws)
    by_cards = _delisted_by_cards(ws, span, former)
    annexes["revoked"] = tuple(
        sorted((*annexes["revoked"], *by_cards), key=lambda row: str(row["day"]))
    )
    annexes["carded"] = tuple(
        {
            "card": r[0],
            "holder": r[1],
            "name": said(r[2], former.get(r[0], r[2])),
            "day": r[3],
            "decision": r[4],
        }
        for r in queries.rows(ws.ledger, "titles", "cards-between", span)
    )
    return Circular(year, annexes)


def _delisted_by_cards(
    ws: Workspace, span: dict[str, str], former: dict[str, str]
) -> list[dict[str, Any]]:
    """Return the delistings of a span that took no title, and bar from applying all the same.

    One that an appeal ended is none; one that an appeal suspended is one by its refusal alone.
    """
    found = []
    for card, holder, name, day, decision, then, on, paused in queries.rows(
        ws.ledger, "titles", "delisted-by-cards", span
    ):
        began = on if paused and then == "appeal-rejected" else day
        lifted = then == "restored" or (paused and then == "appeal")
        if lifted or not span["first"] <= began <= span["last"]:
            continue
        whom = said(name, former.get(card, name))
        found.append(
            {
                **{"holder": holder, "honor": None, "day": began, "event": "delisted"},
                **{"decision": decision, "document": None, "name": whom, "card": card},
            }
        )
    return found


def _without_lifted(events: list[Event]) -> list[Event]:
    """Return the events of a year without the delistings that appeals of that year suspended.

    Such a title was not lost: it is revoked by the refusal of the appeal, if that comes, and by
    one that was upheld it comes back from nothing.
    """
    kept: dict[int, Event] = dict(enumerate(events))
    order = sorted(kept, key=lambda place: events[place].seq)
    taken: dict[tuple[str, str, str | None], int] = {}
    lifted: set[tuple[str, str]] = set()
    for place in order:
        one = events[place]
        title = (one.holder, one.honor)
        if one.event == "suspended" and (*title, one.decision) in taken:
            kept.pop(taken.pop((*title, one.decision)))
            lifted.add(title)
        elif one.event == "delisted":
            taken[(*title, one.decision)] = place
            lifted.discard(title)
        elif one.event == "restored" and title in lifted:
            kept.pop(place)
            lifted.discard(title)
    return list(kept.values())


def _former_of_cards(ws: Workspace) -> dict[str, str]:
    """Return card -> the whole name of the agency it was issued to, where that was merged."""
    over = HandedOver(ws)
    return {card: over.line.heirs[was].full for card, was in over.cards.items()}


def _line(event: Event) -> dict[str, Any]:
    line = event._asdict()
    line.pop("seq")
    return line


def as_of(ws: Workspace, day: date) -> dict[str, Any]:
    """Return the city as it stood on `day`, by the days from which facts hold.

    Returns:
        `{date, agencies, offices, untold, honors, office_honors, advanced, cards, titles}`:
        `untold` counts agencies that came on record later and held nothing on the day, `titles`
        lists who held which agency honor, since when, and by which decision.
    """
    on = {"day": day.isoformat(), "suspended": suspended(ws, day)}

    def number(name: str) -> int:
        row = queries.one(ws.ledger, "titles", name, on)
        return int(row[0]) if row else 0

    highest = dict.fromkeys(TIERS, 0)
    for place, count in queries.rows(ws.ledger, "titles", "highest-on", on):
        highest[TIERS[place]] = count
    by_honor = dict(queries.rows(ws.ledger, "titles", "counted-holders", on))
    agencies, then = number("agencies-on"), card_terms(ws, day)
    cards, former = queries.rows(ws.ledger, "titles", "cards-open-on", on), _former_of_cards(ws)
    return {
        "date": day.isoformat(),
        "agencies": agencies,
        "offices": number("offices-on"),
        "untold": number("agencies-untold"),
        "honors": {tier: highest[tier] for tier in reversed(TIERS)},
        "office_honors": {h: by_honor.get(h, 0) for h in ("civilized-office", "model-office")},
        "advanced": {"numerator": agencies - highest["none"], "denominator": agencies},
        "cards": [
            {
                "id": id_,
                "agency": said(name, former.get(id_, name)),
                "opened": opened,
                "term_ends": then.get(id_, ends),
            }
            for id_, name, opened, ends in cards
        ],
        "titles": [
            unmarked(row._asdict())
            for row in held_on(ws, day)
            if row.honor in ("agency-level", "municipal", "provincial")
        ],
    }
