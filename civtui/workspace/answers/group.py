"""`group`: the guidance group, its members and its sittings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date as Day
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.model.text import Message, msg
from civtui.tables import table_of
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.answers import Answer, rows_of
from civtui.workspace.answers.group_put import OF_HELD
from civtui.workspace.lists.cells import printed
from civtui.workspace.lists.listing import Listing
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import group, party_group, seats
from civtui.workspace.titles.agenda import Placed, placed, put_on_agenda, standing, to_move
from civtui.workspace.titles.agenda import move as agenda_moved
from civtui.workspace.titles.agenda_rivals import beside
from civtui.workspace.titles.agenda_words import (
    added_said,
    beside_said,
    item_about,
    over_said,
    past_said,
    replaced_said,
)
from civtui.workspace.titles.card_steps import early
from civtui.workspace.titles.cards_put import cards_meant
from civtui.workspace.titles.gates_ahead import bars_of_agenda, bars_of_item
from civtui.workspace.titles.holders import honor_at_stake, names_of
from civtui.workspace.titles.result_basis import results_said
from civtui.workspace.titles.seats import MemberRow, hold_seated, seat_new
from civtui.workspace.titles.sittings import (
    SittingRow,
    chair_called,
    new_sitting,
    sitting_row,
    sitting_rows,
)

GUIDANCE_GROUP = "guidance-group"


def add(
    ws: Workspace,
    *,
    member: str,
    name: str,
    post: str | None,
    part: str | None,
    on: Day | None,
) -> Answer:
    """Give a member its seat, or change it."""
    row = seats.seat(ws, member, name=name, post=post, part=part, on=on)
    return Answer(row, lambda: printed(ws, "members", [row]))


def seat(ws: Workspace, *, name: str, post: str | None, part: str, on: Day | None) -> Answer:
    """Register somebody new under an id that the program makes."""
    row = seat_new(ws, name, post=post, part=part, on=on)
    return _seated(ws, row, "seated")


def _seated(ws: Workspace, row: MemberRow, key: str) -> Answer:
    said = msg(
        f"verbs/group.{key}", name=row.name or row.id, part=msg(f"cli_titles.part-{row.part}")
    )
    return Answer(row, lambda: printed(ws, "members", [row]), brief=said, row=("member", row.id))


def change(ws: Workspace, *, member: str, given: Mapping[str, Any], on: Day | None) -> Answer:
    """Change a member's name, post or part; what is not given stays.

    Raises:
        BadInput: the name is emptied.
        NotFound: no such member has a seat.
    """
    hold_seated(ws, member)
    name = str(given.get("name", "")).strip()
    if "name" in given and not name:
        fault = BadInput(msg("verbs/group.no-name"))
        fault.field = "name"
        raise fault
    post = str(given["post"]).strip() if "post" in given else None
    row = seats.seat(ws, member, name=name, post=post, part=given.get("part") or None, on=on)
    return _seated(ws, row, "changed")


def may_change(ws: Workspace, member: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a seat cannot be changed or taken away: the member has left."""
    found = (row.until for row in seats.member_rows(ws) if row.id == member and row.until)
    return next((msg("verbs/group.has-left", day=day) for day in found), None)


def member_standing(
    ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what stands in the form of a change: what is on record of the member."""
    found = (row for row in seats.member_rows(ws) if row.id == values.get("member"))
    return next(({"name": r.name, "post": r.post, "part": r.part} for r in found), {})


def remove(ws: Workspace, *, member: str, on: Day | None) -> Answer:
    """Take a member's seat away."""
    row = seats.unseat(ws, member, on=on)
    return Answer(row, lambda: printed(ws, "members", [row]))


def list_(ws: Workspace) -> Answer:
    """Answer with the members."""
    rows = seats.member_rows(ws)
    return Answer(rows, lambda: printed(ws, "members", rows))


def _sitting(
    ws: Workspace,
    row: SittingRow,
    aside: Sequence[str] = (),
    brief: Message | None = None,
    at: tuple[str, str] = ("", ""),
) -> Answer:
    def lines() -> Iterator[str]:
        yield f"{row.id}  {row.on}  {t('cli_titles.sitting-' + row.state)}"
        if row.present:
            chair = chair_called(ws, row)
            yield t("cli_titles.present", count=len(row.present), chair=chair)
        from civtui.workspace.lists import group as listed

        here = Listing(ws, table_of("sitting"), row.id)
        listed.items(here)
        body = [
            (
                *(i.item, t(f"titles.matter-{i.matter}")),
                t(f"cli.honor-{i.honor}") if i.honor else "",
                item_about(ws, i) or i.title,
                listed.outcome(here, i),
            )
            for i in row.agenda
        ]
        yield from rows_of(("item", "matter", "honor", "holders", "outcome"), body)
        for item in row.agenda:
            yield from (f"    {said}" for said in results_said(ws, item, row.on, row.id))
        if row.minutes:
            yield row.minutes

    return Answer(row, lines, aside=aside, brief=brief, row=at)


def call(
    ws: Workspace,
    *,
    sitting: str,
    body: str | None,
    item: Sequence[str],
    date: Day | None,
    paper: Sequence[str],
    on: Day | None,
) -> Answer:
    """Call a sitting with its agenda; which one that takes the place of is said beside it."""
    agency = _whose(ws, body)
    planned, before = _to_call(ws, sitting, agency, item, date, paper, on)
    said = replaced_said(ws, planned, before, "replaced")
    same = before is not None and (before.on, before.agenda) == (planned.on, planned.agenda)
    stood = before.agenda if before else ()
    new = beside_said(ws, planned.agenda, stood)
    new += bars_of_agenda(ws, planned.agenda, stood, planned.on)
    row = group.call(ws, sitting, item, held_on=date, papers=paper, agency=agency, on=on)
    if same:
        said = [msg("verbs/group.unchanged", sitting=sitting)]
    said += [*new, *over_said(ws, row.agenda, row.on)]
    brief = msg("verbs/group.called", sitting=Names(ws).sitting(row.id), count=len(row.agenda))
    return _sitting(
        ws, row, aside=[render(one) for one in said], brief=brief, at=("sitting", row.id)
    )


def _whose(ws: Workspace, body: str | None) -> str:
    """Return the agency whose party group is meant; empty: the guidance group."""
    return "" if body in (None, "", GUIDANCE_GROUP) else find_agency(ws, str(body)).id


def _to_call(
    ws: Workspace,
    sitting: str,
    agency: str,
    items: Sequence[str],
    day: Day | None,
    papers: Sequence[str],
    on: Day | None,
) -> tuple[SittingRow, SittingRow | None]:
    """Return a sitting as it would be called, and the one whose agenda it takes the place of.

    Raises:
        Refused: as `group.to_call`, or a matter is none of the party group's that is called.
    """
    found = group.to_call(ws, sitting, items, held_on=day, papers=papers, agency=agency, on=on)
    for one in found[0].agenda if agency else ():
        party_group.hold_theirs(ws, one.matter, one.honor)
        party_group.hold_own(ws, agency, one.subjects)
    return found


def brought_body(ws: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the id that a form takes for the next sitting of the body that it names."""
    return {"sitting": new_sitting(ws, _whose(ws, values.get("body")))}


def foreseen_call(ws: Workspace, values: Mapping[str, Any]) -> list[str]:
    """Say which agenda a sitting that was called before loses, and what there are no places for."""
    planned, before = _to_call(
        ws,
        values["sitting"],
        _whose(ws, values["body"]),
        values["item"],
        values["date"],
        values["paper"],
        values["on"],
    )
    said = replaced_said(ws, planned, before, "replaces")
    stood = before.agenda if before else ()
    new = beside_said(ws, planned.agenda, stood)
    new += bars_of_agenda(ws, planned.agenda, stood, planned.on)
    return [render(one) for one in (*said, *new, *over_said(ws, planned.agenda, planned.on))]


def put(
    ws: Workspace,
    *,
    matter: str,
    holders: Sequence[str],
    honor: str | None,
    card: Sequence[str] = (),
) -> Answer:
    """Put holders on the agenda of the next sitting; one whose day has passed is none."""
    honor = _honor(ws, matter, holders, honor)
    plan = _to_put(ws, matter, holders, honor, card)
    new = beside(ws, matter, honor, plan.added, plan.cards)
    new += bars_of_item(ws, matter, honor, plan.added, plan.on, plan.cards)
    row = put_on_agenda(ws, {matter: holders}, honor=honor, cards=plan.cards)
    names = t("common.joint").join(map(render, added_said(ws, plan)))
    return _sitting(
        ws,
        row,
        aside=[*map(render, (*new, *over_said(ws, plan.items, row.on), *past_said(ws, None)))],
        brief=msg("tui.on-agenda-which", sitting=Names(ws).sitting(row.id), names=names),
    )


def _honor(ws: Workspace, matter: str, holders: Sequence[str], honor: str | None) -> str | None:
    """Return the honor that is meant: of what is held the only one, where none is named."""
    return honor_at_stake(ws, holders, matter) if matter in OF_HELD and not honor else honor


def will_put(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say on which agenda they come, of which day, and that a called sitting keeps its day."""
    matter = values["matter"]
    honor = _honor(ws, matter, values["holders"], values["honor"])
    plan = _to_put(ws, matter, values["holders"], honor, values["card"])
    how = "call" if plan.new else "put"
    will = msg(
        f"verbs/group.will-{how}",
        sitting=plan.sitting,
        on=plan.on,
        names=added_said(ws, plan),
        matter=msg(f"titles.matter-{matter}"),
    )
    said = beside(ws, matter, honor, plan.added, plan.cards)
    said += early(ws, plan.cards if matter == "delist-card" else (), plan.on)
    said += bars_of_item(ws, matter, honor, plan.added, plan.on, plan.cards)
    said += (*over_said(ws, plan.items, plan.on.isoformat()), *past_said(ws, None))
    return msg("verbs/honor.will-with", will=will, terms=said) if said else will


def _to_put(
    ws: Workspace,
    matter: str,
    holders: Sequence[str],
    honor: str | None,
    cards: Sequence[str] = (),
) -> Placed:
    """Return the agenda with them on it.

    Raises:
        Refused: all of them stand on the agenda of a called sitting.
    """
    plan = placed(ws, {matter: holders}, honor=honor, cards=cards)
    group.hold_no_appeal_twice(ws, plan.sitting, plan.on, plan.items, plan.stood)
    group.hold_matter(ws, matter, honor)
    group.hold_doable(ws, matter, honor, plan.added, plan.on, cards=plan.cards)
    if not plan.added:
        meant = cards_meant(ws, matter, holders, cards, plan.on)
        row = standing(ws, {matter: holders}, honor=honor, cards=meant)
        raise Refused(
            msg(
                "titles.on-agenda-already", holders=names_of(ws, holders), sitting=row.id, on=row.on
            ),
            where={"rule": "agenda"},
            hint=msg("titles.way-on-agenda", sitting=row.id),
        )
    return plan


def refused_put(
    ws: Workspace, matter: str, holders: Sequence[str], cards: Sequence[str] = ()
) -> Message | None:
    """Say why holders cannot be put on an agenda by a matter now, None where they can."""
    try:
        _to_put(ws, matter, holders, None, cards)
    except CivtuiError as error:
        if error.message.key == "titles.on-agenda-already":  # by its day: a row has little room
            return msg("titles.on-agenda-of", on=error.message.values["on"])
        return error.message
    return None


def move(ws: Workspace, *, sitting: str, day: Day) -> Answer:
    """Give a called sitting another day; what that changes of its agenda is said beside it."""
    said = _moved(ws, sitting, day, "replaced")
    return _sitting(ws, agenda_moved(ws, sitting, day), aside=said, at=("sitting", sitting))


def foreseen_move(ws: Workspace, values: Mapping[str, Any]) -> list[str]:
    """Say from which day to which a sitting is moved, and what of its agenda falls."""
    return _moved(ws, values["sitting"], values["day"], "replaces")


def _moved(ws: Workspace, sitting: str, day: Day, key: str) -> list[str]:
    agenda, before = to_move(ws, sitting, day), sitting_row(ws, sitting)
    planned = before._replace(on=day.isoformat(), agenda=agenda)
    return [*map(render, replaced_said(ws, planned, before, key))]


def hold(
    ws: Workspace,
    *,
    sitting: str,
    present: Sequence[str],
    chair: str,
    minutes: str,
    on: Day | None,
) -> Answer:
    """Record that a sitting was held."""
    row = group.hold_sitting(ws, sitting, present=present, chair=chair, minutes=minutes, on=on)
    return _sitting(ws, row)


def may_hold(ws: Workspace, sitting: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a sitting cannot be held: it was already."""
    return msg("titles.sitting-over") if sitting_row(ws, sitting).state == "held" else None


def sittings(ws: Workspace) -> Answer:
    """Answer with the sittings, newest first."""
    rows = sitting_rows(ws)
    return Answer(rows, lambda: printed(ws, "sittings", rows))


def show(ws: Workspace, *, sitting: str) -> Answer:
    """Answer with a sitting: agenda, who was there, minutes."""
    return _sitting(ws, sitting_row(ws, sitting))
