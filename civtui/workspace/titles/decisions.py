"""What the guidance group decides on an item of a sitting, and what a decision allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from civtui.model.errors import BadInput, NotFound, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.rules.group import (
    Tally,
    refuse_sitting,
    refuse_vote,
)
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, ids
from civtui.workspace.titles.agenda_after_reform import made_on, remaining, with_heirs
from civtui.workspace.titles.agenda_rivals import APART, fallen
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS, cards_of, open_on
from civtui.workspace.titles.cards_put import fitting
from civtui.workspace.titles.carrying_out import refuse_waiting
from civtui.workspace.titles.decided import DecisionRow, record
from civtui.workspace.titles.gates import guard
from civtui.workspace.titles.group import Outcome, hold_doable, hold_matter
from civtui.workspace.titles.holders import AGENCY_HONORS, holder_ids, names_of, typed
from civtui.workspace.titles.refusing import hold
from civtui.workspace.titles.result_basis import basis_of
from civtui.workspace.titles.seats import seats_at
from civtui.workspace.titles.sittings import Item, SittingRow, sitting_row

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body
    from civtui.model.facts.titles import Votes


def decide(
    ws: Workspace,
    sitting: str,
    item: str,
    *,
    outcome: Outcome = "approved",
    subjects: Sequence[str] = (),
    votes: tuple[int, int, int] | None = None,
    recused: Sequence[str] = (),
    decision: str | None = None,
    resolution: str = "",
) -> DecisionRow:
    """Record what the guidance group decided on an item of a sitting's agenda.

    Args:
        item: its number on the agenda.
        subjects: names of the item's holders that the decision is about; all if none is named.
        votes: (for, against, abstained); None for consensus.
        recused: members present who took no part.

    Raises:
        NotFound: no such sitting or item.
        Refused: the sitting was not held, had no quorum, the vote says otherwise, more are
            recommended than there are places, an application is not ripe for it, or a decision
            on the same, or on the contrary, waits to be carried out.
    """
    row, found = agenda_item(ws, sitting, item)
    day = date.fromisoformat(row.on)
    names = named_of(ws, found, subjects)
    cards = _cards_of(ws, row, found, names)
    tally = Tally(*votes) if votes else None
    _hold_counted(ws, row, recused, tally, outcome)
    deed = deed_of(found.matter, found.honor) if outcome == "approved" else None

    def ripe() -> None:
        refuse_twice(ws, sitting, item, names)
        if outcome == "approved" or found.matter == "appeal":
            refuse_waiting(ws, found.matter, found.honor, names, cards=cards)
        if outcome == "approved":
            hold_matter(ws, found.matter, found.honor)
            hold_doable(ws, found.matter, found.honor, names, day, (sitting, item), cards)
            refuse_over_quota(ws, found.matter, found.honor, names, day)

    ripe()
    again = guard(ws, deed, names, day, found.honor) if deed else lambda: None
    counted = names if deed == "office-decide" else [n for n in names if n in found.rounds]
    basis = basis_of(ws, str(found.honor), counted, day, found.rounds) if deed else ()

    def body(made: str) -> Body:
        said = _decided(made, row, found, names, outcome, tally, recused, resolution)
        return said.model_copy(update={"basis": basis, "cards": cards})

    def allowed() -> None:
        ripe()
        again()

    def free() -> str:
        return ids.free(ws, "decision", f"{sitting}-{item}", 2, bare=True)

    return record(ws, decision, free, body, allowed, Right.DECIDE, day)


def _cards_of(
    ws: Workspace, sitting: SittingRow, item: Item, names: Sequence[str]
) -> tuple[str, ...]:
    """Return the cards that a decision on an item is about, of these agencies.

    Where a fact of an earlier release does not tell which, the only one it can be.
    """
    if item.matter not in ENDS_OF_CARDS:
        return ()
    decided = {card for made in made_on(ws, sitting, item) for card in made.cards}
    day, found = date.fromisoformat(sitting.on), list[str]()
    for name in names:
        own = cards_of(ws, name, item.cards)
        every = open_on(ws, name)
        left = [card for card in own if card not in decided]
        if not own:
            left = list(every) if len(every) == 1 else fitting(ws, item.matter, name, day)
            left = left if len(left) == 1 else []
        found += left
    return tuple(dict.fromkeys(found))


# rule of a vote -> the field that says what it refuses
VOTE_FIELDS = {"votes": "votes", "majority": "votes", "recusal": "recused"}


def _hold_counted(
    ws: Workspace, row: SittingRow, recused: Sequence[str], tally: Tally | None, outcome: Outcome
) -> None:
    """Refuse what a sitting without a quorum decided, or what its vote says otherwise of."""
    day, rule = date.fromisoformat(row.on), ws.profile().group_rule()
    hold(refuse_sitting(len(seats_at(ws, row.id, day)), len(row.present), rule, day, row.id))
    _recused(row.present, recused)
    hold(refuse_vote(len(row.present), len(set(recused)), tally, outcome, rule), VOTE_FIELDS)


# (matter, of an agency) -> the deed whose gates the decision asks
DECIDES: dict[tuple[str, bool], str] = {
    ("grant", True): "decide",
    ("recommend", True): "decide",
    ("renew", True): "keep",
    ("restore", True): "restore",
    ("grant", False): "office-decide",
    ("renew", False): "office-keep",
}


def deed_of(matter: str, honor: str | None) -> str | None:
    """Return the deed whose gates a decision on a matter asks; None where it asks none."""
    return DECIDES.get((matter, honor in AGENCY_HONORS)) if honor else None


def named_of(ws: Workspace, item: Item, subjects: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of those of an item's holders that a decision is about; all where none is.

    Raises:
        Refused: somebody is not among them.
    """
    names = tuple(holder_ids(ws, subjects)) or item.subjects
    strange = [name for name in names if name not in item.subjects]
    if strange:
        raise Refused(
            msg("titles.not-on-agenda", holders=names_of(ws, strange)),
            where={"rule": "agenda"},
            hint=msg("titles.way-agenda"),
        )
    return names


def agenda_item(ws: Workspace, sitting: str, item: str) -> tuple[SittingRow, Item]:
    """Return the item of a sitting that was held.

    Raises:
        NotFound: no such sitting or item.
        Refused: the sitting was not held.
    """
    row = sitting_row(ws, sitting)
    found = next((i for i in row.agenda if i.item == item), None)
    if found is None:
        allowed = [i.item for i in row.agenda]
        raise NotFound(
            msg("titles.no-item"), value=item, allowed=allowed, hint=msg("titles.way-agenda")
        )
    if row.state != "held":
        raise Refused(
            msg("titles.not-held", sitting=Names(ws).sitting(sitting)),
            where={"rule": "sitting"},
            hint=msg("titles.way-hold"),
        )
    now = with_heirs(ws, row, found)
    if found.subjects and not now.subjects:
        raise Refused(
            msg("titles.nobody-left", item=item, holders=names_of(ws, found.subjects)),
            where={"rule": "agenda"},
            value=item,
            hint=msg("titles.way-other-items", sitting=row.id),
        )
    return row, now


@contextmanager
def of_its_day(ws: Workspace, item: Item, subjects: Sequence[str]) -> Iterator[None]:
    """Name a way where only a later day would do: what a sitting decides is of its own day."""
    try:
        yield
    except Refused as refused:
        if refused.hint == msg("titles.way-later"):
            names = named_of(ws, item, subjects)
            more = f" --honor {item.honor}" if item.honor else ""
            more += "".join(f" --card {card}" for card in item.cards)
            given = {"matter": item.matter, "whom": typed(ws, names), "more": more}
            key = "way-later-sitting"
            if item.agency:
                key, given["agency"] = "way-later-inside", typed(ws, [item.agency])
            refused.hint = msg(f"titles.{key}", **given)
        raise


def _decided(
    made: str,
    sitting: SittingRow,
    item: Item,
    names: tuple[str, ...],
    outcome: Outcome,
    tally: Tally | None,
    recused: Sequence[str],
    resolution: str,
) -> Body:
    """Return the fact of a decision of the group."""
    from civtui.model.facts.titles import Decided

    return Decided(
        decision=made,
        body="guidance-group",
        matter=item.matter,
        honor=item.honor,
        subjects=names,
        outcome=outcome,
        session=sitting.id,
        item=item.item,
        title=item.title,
        votes=votes_of(tally),
        recused=tuple(recused),
        resolution=resolution,
    )


def votes_of(tally: Tally | None) -> Votes | None:
    """Return a vote as a decision's fact holds it; None for consensus."""
    from civtui.model.facts.titles import Votes

    if tally is None:
        return None
    return Votes(for_=tally.for_, against=tally.against, abstained=tally.abstained)


def _recused(present: Sequence[str], recused: Sequence[str]) -> None:
    for member in recused:
        if member not in present:
            raise BadInput(msg("titles.recused-absent"), value=member, allowed=list(present))


def refuse_twice(ws: Workspace, sitting: str, item: str, subjects: Sequence[str]) -> None:
    """Refuse a second decision on the same holders of an item."""
    row = sitting_row(ws, sitting)
    found = next(one for one in row.agenda if one.item == item)
    made, left = made_on(ws, row, found), remaining(ws, row, found)
    both = [one for one in subjects if one not in (left or ())]
    fell = {one: why for one, why in fallen(ws, row, found).items() if why.key != APART}
    gone = [one for one in subjects if one in fell]
    if gone:
        way = msg("titles.way-next-sitting")
        if left:
            given = {"sitting": sitting, "item": item, "first": names_of(ws, left)[0]}
            way = msg("titles.way-decide-left", **given)
        raise Refused(
            msg(
                "titles.fell",
                item=item,
                matter=msg(f"titles.matter-{found.matter}"),
                why=fell[gone[0]],
            ),
            where={"rule": "decision"},
            value=gone[0],
            hint=way,
        )
    if not made or (subjects and not both):
        return
    of_them = [one.id for one in reversed(made) if {*both} & {*one.subjects}]
    by = of_them or [made[0].id]
    if left:  # of those that were named, or all of the item
        names = names_of(ws, left)
        raise Refused(
            msg(
                "titles.decided-some",
                holders=names_of(ws, sorted(both)),
                decision=by,
                left=names,
            ),
            where={"rule": "decision"},
            hint=msg("titles.way-decide-left", sitting=sitting, item=item, first=names[0]),
        )
    raise Refused(
        msg("titles.decided-already", decision=by),
        where={"rule": "decision"},
        hint=msg("titles.way-next-sitting"),
    )


def refuse_over_quota(
    ws: Workspace, matter: str, honor: str | None, subjects: Sequence[str], day: date
) -> None:
    """Refuse to decide on more than there are places for."""
    over = applications.over_quota(ws, matter, honor, subjects, day)
    if over is not None:
        none_left = over.values["left"] == 0
        way = msg("titles.way-quota-none", honor=honor) if none_left else msg("titles.way-quota")
        raise Refused(over, where={"rule": "within-quota"}, hint=way)
