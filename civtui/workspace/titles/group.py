"""The guidance group: members, sittings called with an agenda, sittings held, decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from secrets import token_hex
from typing import Any, Literal, NamedTuple

from civtui.ledger import queries
from civtui.ledger.ledger import Person
from civtui.locale import render
from civtui.model.errors import BadInput, NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import Lang, Message, msg
from civtui.rules.group import ABOUT_AN_HONOR, MATTERS, refuse_item, refuse_sitting
from civtui.workspace import days
from civtui.workspace.honors import HONORS
from civtui.workspace.session import Workspace
from civtui.workspace.titles.refusing import hold

Outcome = Literal["approved", "refused"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
PARTS = ("chair", "deputy", "member")


class MemberRow(NamedTuple):
    """A member of the group; `until` is None while seated."""

    id: str
    name: str
    post: str
    part: str
    since: str
    until: str | None


class Item(NamedTuple):
    """An item of an agenda; `subjects` are ids of holders.

    Args:
        agency: whose party group decides on it; empty: the guidance group does.
        rounds: subject -> the round out of whose results it was proposed.
    """

    item: str
    matter: str
    honor: str | None
    subjects: tuple[str, ...]
    title: str
    papers: tuple[str, ...]
    agency: str = ""
    rounds: Mapping[str, str] = {}


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


def member_rows(ws: Workspace, *, seated: bool = False) -> list[MemberRow]:
    """Return the members, the chair first."""
    rows = [MemberRow(*row) for row in queries.rows(ws.ledger, "titles", "members")]
    return [row for row in rows if row.until is None or not seated]


def seated_on(ws: Workspace, day: date) -> list[MemberRow]:
    """Return the members that sat in the group on a day, the chair first."""
    found: dict[str, MemberRow] = {}
    for id_, name, post, part, on, seated in queries.rows(
        ws.ledger, "titles", "member-facts", (day.isoformat(),)
    ):
        since = found[id_].since if id_ in found else on
        found.pop(id_, None)
        if seated:
            found[id_] = MemberRow(id_, name, post, part, since, None)
    return sorted(found.values(), key=lambda row: (PARTS.index(row.part), row.id))


def held_day(ws: Workspace, sitting: SittingRow) -> date:
    """Return the day on which a sitting was held: the day it was called for, or a later one."""
    row = queries.one(ws.ledger, "titles", "held-day", (sitting.id,))
    return date.fromisoformat(row[0] if row else sitting.on)


def seat(
    ws: Workspace,
    member: str,
    *,
    name: str = "",
    post: str | None = None,
    part: str | None = None,
    seated: bool = True,
    on: date | None = None,
) -> MemberRow:
    """Give a member its seat, change it, or take it away.

    Args:
        name: the person; it stands in the erasable side table.
        post: the office that the seat goes with; None leaves it as it is.
        part: in the group; None leaves it as it is, of somebody new a plain member's.

    Raises:
        BadInput: `part` is none of chair, deputy, member.
    """
    from civtui.model.facts.group import MemberSet

    old = next((row for row in member_rows(ws) if row.id == member), None)
    part = part or (old.part if old else "member")
    if part not in PARTS:
        raise BadInput(
            msg("titles.no-part"), value=part, allowed=PARTS, nearest=nearest(part, PARTS)
        )
    if post is None:
        post = old.post if old else ""
    persons = [Person(f"p-{token_hex(8)}", token_hex(8), name)] if name else []
    token = persons[0].token if persons else None
    body = MemberSet(member=member, person=token, post=post, part=part, seated=seated)
    ws.write(body, right=Right.KEEP, effective=on or ws.today(), persons=persons)
    return next(row for row in member_rows(ws) if row.id == member)


def unseat(ws: Workspace, member: str, *, on: date | None = None) -> MemberRow:
    """Take a member's seat away.

    Raises:
        NotFound: no such member.
    """
    rows = {row.id: row for row in member_rows(ws, seated=True)}
    if member not in rows:
        raise NotFound(msg("titles.no-member"), value=member, nearest=nearest(member, rows))
    return seat(ws, member, seated=False, on=on)


def sitting_rows(ws: Workspace) -> list[SittingRow]:
    """Return the sittings, newest first."""
    return [_sitting(row) for row in queries.rows(ws.ledger, "titles", "sittings")]


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
    return _sitting(row)


def _sitting(row: tuple[Any, ...]) -> SittingRow:
    agenda = tuple(
        Item(
            *(i["item"], i["matter"], i["honor"], tuple(i["subjects"])),
            *(i["title"], tuple(i["papers"]), i.get("agency", ""), i.get("rounds", {})),
        )
        for i in json.loads(row[3])
    )
    present = tuple(json.loads(row[4]))
    return SittingRow(row[0], row[1], row[2], agenda, present, row[5], row[6])


def called(word: str, ids: Iterable[str], area: str) -> str:
    """Return the id that people call `word` in either language; else `word`, trimmed.

    Args:
        ids: the ids there are.
        area: beginning of the keys of their names.
    """
    word = word.strip()
    names = {render(msg(f"{area}{id_}"), lang): id_ for id_ in ids for lang in LANGUAGES}
    return names.get(word, word)


def parse_item(ws: Workspace, number: int, text: str) -> Item:
    """Return the agenda item that `text` writes: `MATTER[:HONOR][=HOLDER,HOLDER...]`.

    Raises:
        BadInput: no such matter or honor; a matter about holders names none, or no honor.
    """
    from civtui.workspace.titles.holders import holder_ids, honor_of

    head, _, tail = text.partition("=")
    matter, _, honor = head.strip().replace("：", ":").partition(":")
    matter = called(matter, MATTERS, "titles.matter-")
    honor = called(honor, HONORS, "cli.honor-")
    if matter not in MATTERS:
        raise BadInput(
            msg("titles.no-matter"), value=matter, allowed=MATTERS, nearest=nearest(matter, MATTERS)
        )
    names = [name for name in tail.replace("，", ",").split(",") if name.strip()]
    if MATTERS[matter] and not names:
        raise BadInput(msg("titles.no-subjects"), value=text, hint=msg("titles.way-item"))
    if matter in ABOUT_AN_HONOR and not honor:
        raise BadInput(msg("titles.no-item-honor"), value=text, hint=msg("titles.way-item"))
    subjects = tuple(holder_ids(ws, names)) if MATTERS[matter] else ()
    title = "" if MATTERS[matter] else tail.strip()
    return Item(str(number), matter, honor_of(honor) if honor else None, subjects, title, ())


def call(
    ws: Workspace,
    sitting: str,
    items: Sequence[str],
    *,
    held_on: date | None = None,
    papers: Sequence[str] = (),
    agency: str = "",
    rounds: Mapping[str, Mapping[str, str]] | None = None,
    on: date | None = None,
) -> SittingRow:
    """Call the group together with an agenda that the secretariat submits.

    Args:
        items: one text an item (see `parse_item`); they take the place of an earlier agenda.
        held_on: the day of the sitting.
        papers: attached to every item.
        agency: id of the agency whose party group is called; the guidance group where empty.
        rounds: number of an item -> its subjects -> the rounds out of whose results they were
            proposed; those of an earlier agenda stay with the same subject and matter.

    Raises:
        Refused: as `to_call`.
    """
    from civtui.model.facts.group import AgendaItem, SittingCalled

    planned, _ = to_call(ws, sitting, items, held_on=held_on, papers=papers, agency=agency, on=on)
    day, new = on or held_on or ws.today(), rounds or {}
    agenda = tuple(
        AgendaItem(**{**i._asdict(), "rounds": {**i.rounds, **new.get(i.item, {})}})
        for i in planned.agenda
    )
    body = SittingCalled(sitting=sitting, on=date.fromisoformat(planned.on), agenda=agenda)
    ws.write(body, right=Right.KEEP, effective=day, ahead=True)
    return sitting_row(ws, sitting)


def _rounds_kept(before: SittingRow | None, item: Item) -> dict[str, str]:
    """Return subject -> round of what is on an item as it was on the agenda before."""
    return {
        subject: round_
        for old in (before.agenda if before else ())
        if (old.matter, old.honor) == (item.matter, item.honor)
        for subject, round_ in old.rounds.items()
        if subject in item.subjects
    }


def to_call(
    ws: Workspace,
    sitting: str,
    items: Sequence[str],
    *,
    held_on: date | None = None,
    papers: Sequence[str] = (),
    agency: str = "",
    on: date | None = None,
) -> tuple[SittingRow, SittingRow | None]:
    """Return a sitting as `call` would have it, and the one whose agenda it takes the place of.

    Raises:
        Refused: the sitting is over, or a matter is none of the guidance group's to decide.
    """
    row = queries.one(ws.ledger, "titles", "sitting", (sitting,))
    before = _sitting(row) if row else None
    if before and before.state == "held":
        raise Refused(
            msg("titles.sitting-over"),
            where={"rule": "sitting"},
            value=sitting,
            hint=_another(ws),
        )
    parsed = [parse_item(ws, number, text) for number, text in enumerate(items, 1)]
    for item in parsed if not agency else ():
        hold_matter(ws, item.matter, item.honor)
    agenda = tuple(
        i._replace(papers=tuple(papers), agency=agency, rounds=_rounds_kept(before, i))
        for i in parsed
    )
    day = held_on or on or ws.today()
    return SittingRow(sitting, day.isoformat(), "called", agenda, (), "", ""), before


def hold_matter(ws: Workspace, matter: str, honor: str | None) -> None:
    """Refuse a matter that is none of the guidance group's to decide, on an agenda or in a sitting.

    Raises:
        Refused: the honor is given otherwise, or another body decides on it.
    """
    decides = {one.id: one.decided_by for one in ws.profile().honor}
    hold(refuse_item(matter, honor, decides.get(honor) if honor else None))


def _another(ws: Workspace) -> Message:
    """Return how another sitting is called: under an id that none has."""
    from civtui.workspace.titles.agenda import new_sitting

    return msg("titles.way-call-another", sitting=new_sitting(ws))


def hold_sitting(
    ws: Workspace,
    sitting: str,
    *,
    present: Sequence[str] = (),
    chair: str = "",
    minutes: str = "",
    on: date | None = None,
) -> SittingRow:
    """Record that a sitting was held, and who was there.

    Args:
        present: ids of those who were members on that day; all of them where none is named.
        chair: who led it; the chair of the group where none is named.

    Raises:
        BadInput: somebody present is no member.
        Refused: too few are present, it is on record already, its day has not come, or members of
            the guidance group are named at a party group's sitting.
    """
    from civtui.model.facts.group import SittingHeld

    row = sitting_row(ws, sitting)
    if row.state == "held":
        raise Refused(
            msg("titles.sitting-over"),
            where={"rule": "sitting"},
            value=sitting,
            hint=_another(ws),
        )
    day = on or date.fromisoformat(row.on)
    days.hold_order(day, row.on, msg("titles.basis-called"))
    if row.agency:  # who came is the party group's own to keep
        if present:
            raise Refused(
                msg("titles.not-our-members"), where={"rule": "sitting"}, value=present[0],
                hint=msg("titles.way-not-our-members"),
            )  # fmt: skip
        body = SittingHeld(sitting=sitting, present=(), chair=chair, minutes=minutes)
        ws.write(body, right=Right.KEEP, effective=day)
        return sitting_row(ws, sitting)
    seats = seated_on(ws, day)
    ids = [member.id for member in seats]
    here = list(dict.fromkeys(present)) or ids
    for name in [*here, *([chair] if chair else [])]:
        if name not in ids:
            raise BadInput(
                msg("titles.no-member"),
                value=name,
                allowed=ids or None,
                nearest=nearest(name, ids),
                hint=msg("titles.way-seat", day=day.isoformat()),
            )
    hold(refuse_sitting(len(seats), len(here), ws.profile().group_rule()))
    led = chair or next((m.id for m in seats if m.id in here), here[0])
    body = SittingHeld(sitting=sitting, present=tuple(here), chair=led, minutes=minutes)
    ws.write(body, right=Right.KEEP, effective=day)
    return sitting_row(ws, sitting)
