"""What of an agenda falls: what was decided elsewhere of the same, or goes on by an application.

Of one title, or one yellow card, a body decides one alone: the approval of the one leaves nothing
to decide of the other, on whatever agenda that stands. What was decided of the very matter apart
from an agenda leaves nothing to decide there either; it may still be put down there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.reading.names import act_called
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import cards_of
from civtui.workspace.titles.carrying_out import rivals_of
from civtui.workspace.titles.cases import settled_by_case
from civtui.workspace.titles.decided import DecisionRow, decision_rows
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.sittings import Item, SittingRow, sitting_rows

APART, CONTRARY = "titles.fell-apart", "titles.fell-decided"


def fallen(ws: Workspace, sitting: SittingRow, item: Item) -> dict[str, Message]:
    """Return of an item's holders those on whom nothing is left to decide by it, and why."""
    found: dict[str, Message] = {}
    if not item.subjects:
        return found
    line = Lineage(ws)
    others = [
        row
        for row in decision_rows(ws)
        if (row.session, row.item) != (sitting.id, item.item)
        and (_apart(sitting, item, row) or _contrary(item, row))
    ]
    for subject in item.subjects:
        whose = {subject, line.now(subject)}
        named = [row for row in others if whose & {*row.subjects}]
        put = _put(ws, sitting, item, subject) if named else 0
        later = [row for row in named if row.seq > put]
        own = {*cards_of(ws, subject, item.cards)}
        if later and own <= {card for row in later for card in row.cards or own}:
            row = next((one for one in later if one.matter == item.matter), later[0])
            found[subject] = msg(
                APART if row.matter == item.matter else CONTRARY,
                name=names_of(ws, [subject])[0],
                day=row.decided,
                decision=row.id,
                matter=msg(f"titles.matter-{row.matter}"),
            )
        case = settled_by_case(ws, item.honor, subject) if item.matter == "renew" else None
        if case is not None:
            name = names_of(ws, [subject])[0]
            found.setdefault(subject, msg("titles.renewed-by-case", name=name, case=case.id))
    return found


def _contrary(item: Item, row: DecisionRow) -> bool:
    """Return whether a decision approved what leaves nothing to decide of an item."""
    rivals = rivals_of(item.matter) - {item.matter}
    return (row.outcome, row.matter in rivals) == ("approved", True) and _same(item, row)


def _apart(sitting: SittingRow, item: Item, row: DecisionRow) -> bool:
    """Return whether a decision taken elsewhere is the one that an item asks for.

    What was refused before the day of the sitting may be decided otherwise there.
    """
    if row.matter != item.matter or not _same(item, row):
        return False
    if not item.cards and row.honor != item.honor:
        return False
    return row.outcome == "approved" or row.decided >= sitting.on


def _same(item: Item, row: DecisionRow) -> bool:
    """Return whether a decision is about the title, or the card, that an item is about."""
    if item.cards and row.cards:
        return bool({*item.cards} & {*row.cards})
    return item.honor == row.honor or None in (item.honor, row.honor)


def _put(ws: Workspace, sitting: SittingRow, item: Item, subject: str) -> int:
    """Return the number of the fact that put a holder on an agenda."""
    given = {"sitting": sitting.id, "matter": item.matter, "subject": subject}
    row = queries.one(ws.ledger, "cards", "put-by", given)
    return int(row[0]) if row and row[0] else 0


def beside(
    ws: Workspace,
    matter: str,
    honor: str | None,
    holders: Sequence[str],
    cards: Sequence[str] = (),
) -> list[Message]:
    """Return of holders that are put on an agenda what stands undecided about the same beside it.

    Args:
        cards: which of their cards it is about.
    """
    found: list[Message] = []
    for sitting, item, left in _undecided_rivals(ws, matter):
        whom = [one for one in left if one in holders]
        about = bool({*item.cards} & {*cards}) if cards else honor == item.honor
        if not whom or not about:
            continue
        cases = [settled_by_case(ws, item.honor, one) for one in whom]
        key = "beside-case" if item.matter == "renew" and all(cases) else "beside"
        found.append(
            msg(
                f"titles.{key}",
                names=names_of(ws, whom),
                matter=msg(f"titles.matter-{item.matter}"),
                on=sitting.on,
                sitting=sitting.id,
                item=item.item,
            )
        )
    return found


def _undecided_rivals(
    ws: Workspace, matter: str
) -> Iterator[tuple[SittingRow, Item, tuple[str, ...]]]:
    """Yield the items of all agendas that rival a matter, with those nothing is decided on."""
    made = decision_rows(ws)
    for sitting in sitting_rows(ws):
        for item in sitting.agenda:
            if item.matter == matter or item.matter not in rivals_of(matter):
                continue
            own = [row for row in made if (row.session, row.item) == (sitting.id, item.item)]
            done = {one for row in own for one in row.subjects}
            gone = {one for one, why in fallen(ws, sitting, item).items() if _by_decision(why)}
            if left := tuple(one for one in item.subjects if one not in done | gone):
                yield sitting, item, left


def _by_decision(why: Message) -> bool:
    return why.key in (APART, CONTRARY)


def hold_appeals(
    ws: Workspace, sitting: str, on: str, agenda: Sequence[Item], stood: Sequence[Item]
) -> None:
    """Hold that an agenda takes on no appeal that awaits a sitting already, by whatever title.

    Args:
        sitting: whose agenda it is, of the day `on`.
        stood: what stands on it already: that stays as it is.

    Raises:
        Refused: names the item that is about the same appeal.
    """
    # what lists agendas loads nothing that decides
    from civtui.workspace.titles.appeals import appeal_meant

    there = {(i.honor, one) for i in stood if i.matter == "appeal" for one in i.subjects}
    put = [(sitting, on, item) for item in agenda if item.matter == "appeal"]
    others = [row for row in sitting_rows(ws) if row.state == "called" and row.id != sitting]
    waiting = [(r.id, r.on, i) for r in others for i in r.agenda if i.matter == "appeal"]
    for _, _, item in put:
        for agency in (one for one in item.subjects if (item.honor, one) not in there):
            act = appeal_meant(ws, agency, item.honor)
            for where, day, other in (*waiting, *put):
                apart = None not in (item.honor, other.honor) and act is None
                if other is item or agency not in other.subjects or apart:
                    continue
                if appeal_meant(ws, agency, other.honor) == act:
                    raise Refused(
                        msg(
                            f"titles.appeal-put{'' if act else '-alone'}",
                            name=names_of(ws, [agency])[0],
                            act=act_called(act, amid=True) if act else "",
                            on=day,
                            sitting=where,
                            item=other.item,
                        ),
                        where={"rule": "agenda"},
                        value=agency,
                        hint=msg("titles.way-on-agenda", sitting=where),
                    )
