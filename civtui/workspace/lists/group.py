"""The lists of sittings, and of what is on the agenda of one."""

from __future__ import annotations

from typing import Any, NamedTuple

from civtui.locale import render, t
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.tables.table import Meaning
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.answers.group import may_hold
from civtui.workspace.lists.listing import Go, Lines, Listing, Said, Text, Told
from civtui.workspace.performing import carried_by
from civtui.workspace.reading.names import Names
from civtui.workspace.titles.agenda_after_reform import of_today, remaining, undecided
from civtui.workspace.titles.agenda_rivals import APART, fallen
from civtui.workspace.titles.carrying_out import CARRIED_OUT_BY
from civtui.workspace.titles.decided import DecisionRow, decision_rows
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.next_steps import First
from civtui.workspace.titles.result_basis import results_said
from civtui.workspace.titles.seats import MemberRow
from civtui.workspace.titles.sittings import (
    Item,
    SittingRow,
    chair_called,
    sitting_row,
    sitting_rows,
)


def sittings(here: Listing) -> list[SittingRow]:
    """Return the sittings: to be held, to decide yet, over; the newest of each first."""
    rows = sitting_rows(here.ws)
    open_ = {
        row.id
        for row in rows
        if row.state == "held"
        and any(remaining(here.ws, row, item) is not None for item in row.agenda)
    }
    return sorted(rows, key=lambda row: (row.state == "held", row.id not in open_))


def body(here: Listing, row: SittingRow) -> Text:
    """Return who meets: the guidance group, or the party group of an agency."""
    if not row.agency:
        return msg("rules.body-guidance-group")
    return msg("cli_titles.body-inside", agency=names_of(here.ws, [row.agency])[0])


def agenda(here: Listing, row: SittingRow) -> Lines:
    """Return the agenda."""
    lines: Lines = []
    for item in row.agenda:
        honor = f"  {t('cli.honor-' + item.honor)}" if item.honor else ""
        title = f"{item.item}. {t('titles.matter-' + item.matter)}{honor}"
        names = t("common.separator").join(names_of(here.ws, item.subjects)) or item.title
        lines += [Said(title, "strong"), Said(names, "quiet", 2)]
    return lines


def holders(here: Listing, row: DecisionRow) -> str | int:
    """Return on how many was decided, or on what."""
    return row.title or len(row.subjects)


def member_called(here: Listing, row: MemberRow) -> str:
    """Return a member's name; its id where no name is on record."""
    return row.name or row.id


# --- the agenda of one ---


class Agenda(NamedTuple):
    """A sitting; by item the decisions on it, and on whom nothing is decided (None: it is).

    Args:
        waiting: ids of decisions that nobody carried out; `done` of those that somebody did.
        void: of those that nobody can carry out any more, since a reform ended whom they name.
    """

    row: SittingRow
    decided: dict[str, list[DecisionRow]]
    rest: dict[str, Any]
    waiting: frozenset[str]
    done: frozenset[str]
    void: frozenset[str] = frozenset()

    def fell(self, item: str) -> bool:
        """Return whether nobody is left on an item on which nothing was decided."""
        return self.rest[item] is None and not self.decided.get(item)

    def waits(self, item: str) -> list[DecisionRow]:
        """Return the decisions on an item that wait to be carried out."""
        return [made for made in self.decided.get(item, []) if made.id in self.waiting]

    def stands(self, item: str) -> str:
        """Return how far what was approved of an item came; empty where nothing is done by it.

        Returns:
            `to-do` where a decision waits to be carried out, `done` where all were.
        """
        approved = [one.id for one in self.decided.get(item, []) if one.outcome == "approved"]
        if self.waits(item):
            return "to-do"
        return "done" if approved and {*approved} <= self.done else ""


def items(here: Listing) -> tuple[Item, ...]:
    """Return the agenda; keep what was decided on it."""
    row = sitting_row(here.ws, here.of)
    decided: dict[str, list[DecisionRow]] = {}
    for made in decision_rows(here.ws):
        if made.session == here.of:
            decided.setdefault(made.item, []).append(made)
    rest = {item.item: remaining(here.ws, row, item) for item in row.agenda}
    waiting = carried_by.all_waiting(here.ws)
    done = frozenset(
        one.id
        for many in decided.values()
        for one in many
        if one.id not in waiting and carried_by.carried_out(here.ws, one)
    )
    void = frozenset(
        one.id
        for many in decided.values()
        for one in many
        if one.id not in waiting | done and _ended(here, one)
    )
    here.about = Agenda(row, decided, rest, waiting, done, void)
    return row.agenda


def _ended(here: Listing, made: DecisionRow) -> bool:
    """Return whether a reform ended all whom an approved decision names, before its deed."""
    if made.outcome != "approved" or made.matter not in CARRIED_OUT_BY or not made.subjects:
        return False
    return all(now != one for one, now in of_today(here.ws, made.subjects).items())


def sitting_title(here: Listing) -> Text:
    """Return the sitting by its day and body, and whether it was held."""
    row = here.about.row
    return f"{render(Names(here.ws).sitting(row.id))}  {t('cli_titles.sitting-' + row.state)}"


def outcome(here: Listing, item: Item) -> Text:
    """Return what was decided on an item, and whether that was carried out."""
    said, stands = _decided(here, item), here.about.stands(item.item)
    return msg(f"tui.decided-{stands}", said=said) if stands else said


def _decided(here: Listing, item: Item) -> Text:
    """Return what was decided on an item, in the agenda's order; on how many, where not on all."""
    of = len(item.subjects)
    if here.about.fell(item.item):
        apart = {why.key for why in fallen(here.ws, here.about.row, item).values()} == {APART}
        return msg("tui.item-apart" if apart else "tui.item-fell")
    made = {s for one in here.about.decided.get(item.item, []) for s in one.subjects}
    left = undecided(here.ws, here.about.row, item)
    fell = {one for one in fallen(here.ws, here.about.row, item) if one not in made}
    decided = of - len({*left} | fell)
    if here.about.rest[item.item] and decided:
        return msg("tui.decided-part", decided=decided, left=len(left))
    order = {one: place for place, one in enumerate(item.subjects)}
    made_on = sorted(
        here.about.decided.get(item.item, []),
        key=lambda made: min((order.get(one, of) for one in made.subjects), default=of),
    )
    said = t("common.joint").join(
        dict.fromkeys(
            t(
                "tui.decided-void"
                if made.id in here.about.void
                else f"cli_titles.outcome-{made.outcome}"
            )
            for made in made_on
        )
    )
    return msg("tui.decided-of", said=said, decided=decided, of=of) if 0 < decided < of else said


def left_over(here: Listing, item: Item) -> Meaning:
    """Return whether something is left to decide on an item."""
    return "warn" if here.about.rest[item.item] is not None else "good"


def item_stands(here: Listing, item: Item) -> list[tuple[str, str]]:
    """Return the sitting, then decisions on the item: the newest, and the next to be carried out.

    The newest goes first: what takes a decision back is for the latest step.
    """
    agenda = here.about
    made = agenda.decided.get(item.item, [])[:1] if item else []
    waits = _waits(here, item)[0][:1] if item else []
    return [("sitting", here.of), *dict.fromkeys(("decision", one.id) for one in (*made, *waits))]


def item_pane(here: Listing, item: Item) -> Lines:
    """Return the item's holders and what was decided."""
    row, found = here.about.row, here.about.decided.get(item.item, [])
    names = names_of(here.ws, item.subjects) or [item.title]
    lines: Lines = [Said(name, "strong") for name in names]
    lines += [Said(one, "quiet") for one in results_said(here.ws, item, row.on, row.id)]
    lines += [Said()] if found else []
    left = here.about.rest[item.item]
    for made in found:
        said = msg("tui.decided", id=made.id, outcome=msg(f"cli_titles.outcome-{made.outcome}"))
        lines.append([Said(said, "note"), Said(f"  {made.decided}", "quiet")])
        whom = t("common.separator").join(names_of(here.ws, made.subjects))
        lines += [Said(whom, "quiet", 2)] if whom and len(item.subjects) > 1 else []
    if found and left:
        lines.append(Said(msg("tui.undecided", holders=names_of(here.ws, left)), "warn"))
    if row.present:
        count, chair = len(row.present), chair_called(here.ws, row)
        lines.append(Said(msg("cli_titles.present", count=count, chair=chair), "quiet"))
    key = f"sitting-{row.state}"
    if here.about.rest[item.item] is None:
        stands = here.about.stands(item.item)
        key = f"sitting-{stands}" if stands else "sitting-decided"
        if stands == "to-do":
            return [*lines, Said(), *_to_do(here, item)]
    elif found:
        key = "sitting-rest-to-do" if here.about.waits(item.item) else "sitting-rest"
    if here.about.fell(item.item):
        whys = [*fallen(here.ws, row, item).values()]
        return [*lines, Said(), *(Said(why, "note") for why in whys or [msg("tui.sitting-fell")])]
    return [*lines, Said(), Said(msg(f"tui.{key}"), "note")]


def _waits(here: Listing, item: Item) -> tuple[list[DecisionRow], dict[str, First]]:
    """Return the decisions on an item that wait, those that can be carried out now first.

    Returns:
        them, and decision -> what bars it: a public notice that stands is waited for.
    """
    found = here.about.waits(item.item)
    bars = {
        made.id: bar
        for made in found
        if (bar := carried_by.barred_by(here.ws, made.id, item.honor)) is not None
    }
    return sorted(found, key=lambda made: made.id in bars), bars


def _to_do(here: Listing, item: Item) -> Lines:
    """Return what of an item can be carried out now, and why what waits beside it cannot."""
    found, bars = _waits(here, item)
    whom = {made.id: names_of(here.ws, made.subjects) for made in found}
    if len(bars) == len(found):
        bar = bars[found[0].id]
        said = msg("tui.sitting-barred", why=[bar.why, bar.way])
    elif len(found) > 1:
        said = msg("tui.sitting-to-do-of", holders=whom[found[0].id])
    else:
        said = msg("tui.sitting-to-do")
    waits = bars if len(bars) < len(found) else {}
    return [
        Said(said, "note"),
        *(
            Said(msg("tui.sitting-waits", holders=whom[id_], why=[bar.why, bar.way]), "quiet")
            for id_, bar in waits.items()
        ),
    ]


def barred(here: Listing, item: Item | None) -> Message | None:
    """Say why the sitting cannot be held: it was already."""
    return may_hold(here.ws, here.of, {})


def hold(here: Listing, item: Item | None) -> Go:
    """Record that the sitting was held, all members present or those named.

    Raises:
        Refused: it was held already.
    """
    if refused := may_hold(here.ws, here.of, {}):
        raise Refused(refused)
    held = Told(msg("cli_titles.sitting-held"))
    return Go("group.hold", given={"sitting": here.of}, then=lambda _: held)


def decide(here: Listing, item: Item | None) -> Go | None:
    """Record what was decided on the item, then carry out the decision.

    Raises:
        Refused: all of it is decided and carried out, or nobody of it is left.
    """
    if item is None:
        return None
    if here.about.row.state != "held":
        raise Refused(
            msg("titles.not-held", sitting=Names(here.ws).sitting(here.of)),
            hint=msg("titles.way-hold"),
        )
    made, left = here.about.decided.get(item.item, []), here.about.rest[item.item]
    if here.about.fell(item.item):
        gone = names_of(here.ws, item.subjects)
        raise Refused(msg("titles.nobody-left", item=item.item, holders=gone))
    if left is None and (waiting := _waits(here, item)[0]):
        verb, given = carried_by.hold_next(here.ws, waiting[0].id)
        return Go(verb, given=given)
    if left is None:
        raise Refused(msg("titles.decided-already", decision=made[0].id))
    given = {"sitting": here.of, "item": item.item, "outcome": "approved"}
    whom = {"subject": list(left)} if made else {}

    def decided(answer: Answer) -> Told:
        found = answer.document()
        said = {"id": found["id"], "outcome": t("cli_titles.outcome-" + found["outcome"])}
        now = sitting_row(here.ws, here.of)
        if rest := remaining(here.ws, now, item):
            return Told(msg("tui.decided-rest", **said, left=names_of(here.ws, rest)), "warn")
        following = carried_by.next_of(here.ws, found["id"])
        if following is None:
            return Told(msg("tui.decided", **said))
        verb = verb_of(following.verb).title
        return Told(msg("tui.decided-waits", **said, verb=verb), "warn")

    return Go("decide.add", given={**given, **whom}, then=decided)
