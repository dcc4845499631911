"""On which agenda a card, or a title whose term ends, stands: what its due line says of that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.overview.due_undecided import Left, item_left, left_undecided
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import ENDS_OF_CARDS

OF_TERMS = ("renew", "expire", "withdraw", "delist")  # what may be decided on a title that ends
HELD = "titles.due-put-before"  # it stood before a sitting that decided nothing on it
Wanted = tuple[str, str | None, str]  # matter, honor, card or holder


class Agendas:
    """The agendas of a day: of sittings that are called, and what held ones left undecided.

    Args:
        first: the day.
    """

    def __init__(self, ws: Workspace, first: date) -> None:
        self.ws, self.first = ws, first

    @cached_property
    def lefts(self) -> list[Left]:
        """The sittings that were held and have not decided on all that they met for."""
        return left_undecided(self.ws, self.first)

    @cached_property
    def _called(self) -> dict[Wanted, tuple[str, str]]:
        """What is on the agendas of called sittings -> the sitting and the item's number."""
        if not queries.rows(self.ws.ledger, "due", "sittings", {"last": date.max.isoformat()}):
            return {}
        from civtui.workspace.titles.sittings import sitting_rows

        called = [row for row in sitting_rows(self.ws) if row.state == "called"]
        items = [(row.id, item) for row in called for item in row.agenda]
        return {(i.matter, i.honor, one): (id_, i.item) for id_, i in items for one in i.about}

    @cached_property
    def _held(self) -> dict[Wanted, tuple[str, str]]:
        """What held sittings left undecided -> the sitting and the item as a command takes it."""
        from civtui.workspace.titles.cards_named import cards_of
        from civtui.workspace.titles.sittings import sitting_row

        found: dict[Wanted, tuple[str, str]] = {}
        for left in self.lefts:
            for item in sitting_row(self.ws, left.sitting).agenda:
                for holder in left.items.get(item.item, ()):
                    at = left.sitting, item_left(self.ws, left.sitting, item.item)[0]
                    for one in cards_of(self.ws, holder, item.cards) or (holder,):
                        found[item.matter, item.honor, one] = at
        return found

    def said(self, why: Message, thing: str, wanted: Iterable[Wanted]) -> Message:
        """Return a sentence with all agendas on which one of these stands; itself where none does.

        Args:
            thing: `card` or `term`.
        """
        place = self.place(wanted)
        if place is None:
            return why
        key = "due-place-held" if place.key == HELD else f"due-{thing}-placed"
        given = {**why.values, "why": why, "place": place, "at": place.values["at"]}
        return msg(f"titles.{key}", **given)

    def place(self, wanted: Iterable[Wanted]) -> Message | None:
        """Return on which agendas one of these stands, and how it is decided; None on none."""
        asked = list(wanted)
        places: dict[str, dict[str, str]] = {}  # of each sitting the items, with their matters
        for one in asked:
            if found := self._called.get(one):
                places.setdefault(found[0], {})[found[1]] = one[0]
        if places:
            at = [
                msg(
                    "titles.due-place",
                    sitting=self._name(sitting),
                    matter=[msg(f"titles.matter-{matter}") for matter in items.values()],
                    ways=[msg("titles.do-decide", sitting=sitting, item=item) for item in items],
                )
                for sitting, items in places.items()
            ]
            return msg("titles.due-placed", places=at, at=next(iter(places)))
        for one in asked if self.lefts else ():
            if one in self._held:
                sitting, item = self._held[one]
                way = msg("titles.do-decide", sitting=sitting, item=item)
                matter = msg(f"titles.matter-{one[0]}")
                return msg(HELD, sitting=self._name(sitting), matter=matter, way=way, at=sitting)
        return None

    def of_card(self, why: Message, card: str, agency: str, *, many: bool) -> Message:
        """Return why the end of a card is to be decided, with the agenda it is on or the way.

        Args:
            agency: its id; `many`: it has several open cards.
        """
        said = self.said(why, "card", of_card(card))
        if said is not why:
            return said
        matter = "clear-card" if why.key.endswith("-decision-met") else "delist-card"
        if matter == "delist-card" and self._refused(card, matter):
            matter = "prolong-card"
        from civtui.workspace.titles.holders import typed  # not on the way to a first screen

        which, whom = f" --card {card}" if many else "", typed(self.ws, [agency])
        given = {**why.values, "why": why, "matter": matter, "agency": whom, "which": which}
        return msg("titles.due-card-put", **given)

    def _refused(self, card: str, matter: str) -> bool:
        """Return whether a body refused a matter of a card, and may prolong its term instead.

        What it refused before the newest re-inspection was another question.
        """
        from civtui.workspace.titles import card_steps
        from civtui.workspace.titles.decided import decision_rows

        steps = card_steps.card_detail(self.ws, card).steps
        found = max((s.day for s in steps if s.step == "re-inspected"), default="")
        refused = any(
            card in row.cards and row.decided >= found
            for row in decision_rows(self.ws)
            if (row.matter, row.outcome) == (matter, "refused")
        )
        return refused and not card_steps.refused_step(self.ws, card, "prolonged")

    def _name(self, sitting: str) -> str:
        from civtui.locale import render
        from civtui.workspace.reading.names import Names

        return render(Names(self.ws).called("sitting", sitting))


def of_card(card: str) -> list[Wanted]:
    """Return by which matters a card stands on an agenda."""
    return [(matter, None, card) for matter in ENDS_OF_CARDS]


def of_term(holder: str, honor: str) -> list[Wanted]:
    """Return by which matters a title whose term ends stands on an agenda."""
    return [*((matter, honor, holder) for matter in OF_TERMS), ("delist", None, holder)]


def way_of_renewal(ws: Workspace, holder: str, honor: str, *, inside: bool) -> Message:
    """Return how it comes to a decision to keep a title, or what bars that and is to be done first.

    Args:
        inside: the party group of its agency decides on it.
    """
    from civtui.workspace.titles.cases import settled_by_case  # not on the way to a first screen
    from civtui.workspace.titles.holders import agency_of, names_of, typed
    from civtui.workspace.titles.next_steps import next_step

    if row := settled_by_case(ws, honor, holder):
        why = msg("titles.renewed-by-case", name=names_of(ws, [holder])[0], case=row.id)
        way = msg("titles.way-renewed-by-case", step=next_step(ws, row))
        return msg("titles.due-ways", one=why, two=way)
    if first := _before_renewal(ws, holder, honor):
        return first
    whom = typed(ws, [holder])
    if not inside:
        return msg("titles.due-way-renew", holder=whom, honor=honor)
    agency = typed(ws, [agency_of(ws, holder)])
    return msg("titles.due-way-renew-inside", agency=agency, holder=whom, honor=honor)


def _before_renewal(ws: Workspace, holder: str, honor: str) -> Message | None:
    """Return what is to be done before a body can keep a title today; None where nothing is.

    An agency comes before the group whatever it lacks: that may end its title, too.
    """
    from civtui.workspace.titles.feasible import refuse_undoable
    from civtui.workspace.titles.gates import hold_gates
    from civtui.workspace.titles.holders import AGENCY_HONORS

    try:
        refuse_undoable(ws, "renew", honor, [holder], ws.today())
        if honor not in AGENCY_HONORS:
            hold_gates(ws, "office-keep", [holder], ws.today(), honor)
    except Refused as bar:
        return msg("titles.next-first", why=bar.message, way=bar.hint) if bar.hint else bar.message
    return None
