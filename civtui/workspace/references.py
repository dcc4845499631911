"""What a reference of a verb points to: its candidates, and the one that a name means.

A name is an id, a name or a code as people write it, pinyin too, where it means one thing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import NotFound
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.workspace.finding.names import plain
from civtui.workspace.finding.places import Place, fit, ranked
from civtui.workspace.session import Workspace

Values = Mapping[str, Any]
Known = Callable[[Workspace, Values], list[Place]]
MOST_NAMED = 5
A_PART = 10  # how well a name fits by a part of it (see `finding.places.fit`)
# of these, a name of another agency or office means that one, and the verb says what is wrong
AMONG_HOLDERS = ("subject", "agenda-subject", "own-office")
# what is decided on these lasts: letters in their order, or their owner, name none of them
GIVEN_TITLES = ("holder", "agenda-subject", "own-office")


def _agencies(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies import agency_rows

    return [
        Place("agency", r.id, r.short or r.name, (r.name, r.code), r.sector)
        for r in agency_rows(ws)
    ]


def _offices(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.agencies import office_rows

    owner = values.get("agency")
    return [
        Place("office", r.id, r.name, (f"{r.agency_name}/{r.name}",), r.agency_name)
        for r in office_rows(ws, owner if isinstance(owner, str) else None)
    ]


def _own_offices(ws: Workspace, values: Values) -> list[Place]:
    """Return the offices of the agency that is named."""
    return _offices(ws, values) if values.get("agency") else []


def _holders(ws: Workspace, values: Values) -> list[Place]:
    return [*_agencies(ws, values), *_offices(ws, values)]


def _rounds(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds import round_rows

    return [
        Place("round", r.id, r.name, (), f"{t('cli.state-' + r.state)} {r.given}/{r.expected}")
        for r in round_rows(ws)
    ]


def _judges(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.round_drafts import known_judges
    from civtui.workspace.rounds import assessors_of, round_row

    if not values.get("round"):
        return [Place("assessor", id_, name) for id_, name in known_judges(ws)]
    round_ = round_row(ws, values["round"])
    return [
        Place("assessor", j.id, j.name, (), f"{j.given}/{j.expected}")
        for j in assessors_of(ws, round_)
    ]


def _subjects(ws: Workspace, values: Values) -> list[Place]:
    """Return the offices or agencies of the round that is named, else all."""
    from civtui.workspace.rounds import round_row, subjects_of

    if not values.get("round"):
        return _holders(ws, values)
    return [
        Place("subject", s.id, s.name, (f"{s.agency_name}/{s.name}",), s.agency_name)
        for s in subjects_of(ws, round_row(ws, values["round"]))
    ]


def _items(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds import items_of, round_row

    if not values.get("round"):
        from civtui.workspace.activities import standard_items

        return [Place("item", id_, title) for id_, title in standard_items(ws).items()]
    round_ = round_row(ws, values["round"])
    return [Place("item", i.id, render(i.title)) for i in items_of(ws, round_)]


def _earlier_judges(ws: Workspace, values: Values) -> list[Place]:
    """Return who judged before, as `subjects.judge` reads them; the bare id means one of them."""
    from civtui.workspace.round_drafts import known_judges

    return [Place("judge", text, name, (text.split(":")[0],)) for text, name in known_judges(ws)]


def _takers(ws: Workspace, values: Values) -> list[Place]:
    """Return the judges of a round without the one who hands over."""
    return [place for place in _judges(ws, values) if place.id != values.get("assessor")]


def _share(ws: Workspace, values: Values) -> list[Place]:
    """Return what is a judge's to mark in a round, then the agencies that it is of."""
    from civtui.workspace.rounds import assessors_of, mine, round_row, subjects_of

    if not (values.get("round") and values.get("assessor")):
        return _holders(ws, values)
    round_ = round_row(ws, values["round"])
    lines = subjects_of(ws, round_)
    own = [mine(a, lines) for a in assessors_of(ws, round_) if a.id == values["assessor"]]
    found = [line for line in lines if own and line.id in own[0]]
    places = [Place("subject", s.id, s.full_name, (s.name,), s.agency_name) for s in found]
    owners = {s.agency: s.agency_name for s in found if s.agency != s.id}
    return [*places, *(Place("agency", id_, name) for id_, name in owners.items())]


def _standards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.standards import standard_titles

    return [Place("standard", s.name, render(s.title)) for s in standard_titles(ws)]


def _whole_standards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.standards import standard_titles

    titles = standard_titles(ws)
    return [Place("standard", s.name, render(s.title)) for s in titles if not s.overlay]


def _overlays(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.standards import standard_titles

    return [Place("overlay", s.name, render(s.title)) for s in standard_titles(ws) if s.overlay]


def _honors(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.honors import HONORS

    return [Place("honor", id_, t(f"cli.honor-{id_}")) for id_ in HONORS]


def _tiers(ws: Workspace, values: Values) -> list[Place]:
    """Return the honors of agencies, which are applied for."""
    from civtui.rules.gates import TIERS

    return [place for place in _honors(ws, values) if place.id in TIERS]


def _cards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.cards import card_rows

    return [
        Place("card", r.id, f"{r.agency_name} {r.cause}", (r.agency, r.agency_name),
              t(f"cli.card-{r.state}"))
        for r in card_rows(ws)
    ]  # fmt: skip


def _decisions(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.decisions import decision_rows
    from civtui.workspace.titles.holders import names_of

    rows = decision_rows(ws)
    whom = {values.get("agency"), values.get("holder"), *(values.get("holders") or ())}
    own = [r for r in rows if whom & set(r.subjects)]
    return [
        Place("decision", r.id,
              f"{t('titles.matter-' + r.matter)} {render(names_of(ws, r.subjects))}", (), r.decided)
        for r in own or rows
    ]  # fmt: skip


def _sittings(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.group import sitting_rows

    return [Place("sitting", s.id, s.id, (), s.on) for s in sitting_rows(ws)]


def _agenda(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.group import sitting_row

    if not values.get("sitting"):
        return []
    return [
        Place("agenda", i.item, i.title or t(f"titles.matter-{i.matter}"), (), i.honor or "")
        for i in sitting_row(ws, values["sitting"]).agenda
    ]


def _agenda_subjects(ws: Workspace, values: Values) -> list[Place]:
    """Return the holders that an item of an agenda is about."""
    from civtui.workspace.titles.group import sitting_row

    if not (values.get("sitting") and values.get("item")):
        return _holders(ws, values)
    agenda = sitting_row(ws, values["sitting"]).agenda
    ids = {s for i in agenda if i.item == values["item"] for s in i.subjects}
    return [place for place in _holders(ws, values) if place.id in ids]


def _members(ws: Workspace, values: Values) -> list[Place]:
    """Return the members that have a seat; of a sitting that was held, those who were there."""
    from civtui.workspace.titles.group import member_rows, sitting_rows

    rows = member_rows(ws)
    there = [s.present for s in sitting_rows(ws) if s.id == values.get("sitting") and s.present]
    known = there[0] if there else [m.id for m in rows if m.until is None]
    return [Place("member", m.id, m.name or m.id, (), m.post) for m in rows if m.id in known]


def _matters(ws: Workspace, values: Values) -> list[Place]:
    """Return what an agency's party group decides."""
    from civtui.rules.group import PARTY_GROUP_MATTERS

    return [Place("matter", m, t(f"titles.matter-{m}")) for m in PARTY_GROUP_MATTERS]


def _cases(ws: Workspace, values: Values) -> list[Place]:
    """Return the applications; of a notice that is named, its own."""
    from civtui.workspace.titles.applications import case_rows
    from civtui.workspace.titles.notices import notice_rows

    named = values.get("notice")
    own = [n.cases for n in notice_rows(ws) if n.id == named] if named else []
    return [
        Place("case", c.id, f"{c.agency_name} {t('cli.honor-' + c.honor)}", (c.agency_name,),
              t(f"titles.state-{c.state}"))
        for c in case_rows(ws)
        if not own or c.id in own[0]
    ]  # fmt: skip


def _notices(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.notices import notice_rows

    return [Place("notice", n.id, n.id, (), f"{n.posted} – {n.last}") for n in notice_rows(ws)]


def _objections(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.notices import objection_rows

    return [Place("objection", o.id, o.id, (), o.notice) for o in objection_rows(ws)]


def _reforms(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.titles.reforms import reform_rows

    return [Place("reform", r.id, r.document or r.id, (), str(r.day)) for r in reform_rows(ws)]


def _plugins(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.plugins import plugin_list

    return [
        Place("plugin", p.id, p.id, (), f"{p.version} {t('plugin.state-' + p.state)}")
        for p in plugin_list(ws)
    ]


def _formats(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace import reports

    return [Place("format", f.id, render(f.title), (), f.extension) for f in reports.formats(ws)]


def _tables(ws: Workspace, values: Values) -> list[Place]:
    """Return the tables in the inbox, then those in the folder that the session was begun in."""
    from civtui.exchange.tables import TEXTS, WORKBOOKS
    from civtui.workspace.building.inbox import files_in
    from civtui.workspace.forced import forced_session

    folders = [ws.dir / "inbox"]
    with suppress(OSError):  # the folder may be gone by now
        folders += [] if forced_session() else [Path.cwd()]
    return [
        Place("table", str(path), path.name, (), path.parent.name)
        for folder in folders
        for path in files_in(folder, (*WORKBOOKS, *TEXTS))
    ]


def _is_format(ws: Workspace, text: str) -> bool:
    """Return whether a format has this id, bare or with its plugin."""
    from civtui.workspace import reports

    return any(text in (f.id, f.id.rpartition(":")[2]) for f in reports.formats(ws))


def _schemes(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.calculators import scheme_rows

    return [Place("scheme", s.id, render(s.title)) for s in scheme_rows()]


def _users(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.users import user_rows

    return [Place("user", u.name, u.name, (), u.role) for u in user_rows(ws)]


NAMING = 2  # fields that name a record


def _records(register: str, ws: Workspace, values: Values) -> list[Place]:
    """Return the records of a register that the acting user sees, named by their first fields."""
    from civtui.model.registers import REGISTERS
    from civtui.workspace.building.registers import record_rows, shown, titles_of

    naming = [field for field in REGISTERS[register].fields if field.id != "year"][:NAMING]
    titles = {field.id: titles_of(ws, field) for field in naming if field.catalogue}
    return [
        Place("record", r.id, " ".join(part for part in (r.agency_name, *(
            shown(ws, field, r.values.get(field.id), titles.get(field.id)) for field in naming
        )) if part), (r.id,), str(r.year or r.day))
        for r in record_rows(ws, register)
    ]  # fmt: skip


def _activities(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.activities import activity_rows

    return [Place("activity", a.id, a.title, (), f"{a.held} {a.agency_name}")
            for a in activity_rows(ws)]  # fmt: skip


def _evidence(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.building.evidence import evidence_rows

    return [Place("evidence", e.sha256, e.name, (), e.taken) for e in evidence_rows(ws)]


def _programs(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.culture import programs

    return [
        Place("program", p.id, render(p.record.title), (p.id.rpartition(":")[2],), p.version)
        for p in programs(ws)
    ]


def _entrants(ws: Workspace, values: Values) -> list[Place]:
    """Return the agencies, and those of the past that have entries in a program."""
    from civtui.workspace.culture import participations

    known = _agencies(ws, values)
    past = {p.agency for p in participations(ws)} - {place.id for place in known}
    return [*known, *(Place("agency", id_, id_) for id_ in sorted(past))]


def _catalogued(catalogue: str, ws: Workspace, values: Values) -> list[Place]:
    """Return what a field of a register may hold, of the agency that is named or of the record's.

    The id of a record begins with its agency.
    """
    from civtui.workspace.building.registers import catalogue as held

    agency = values.get("agency") or str(values.get("record") or "").partition("/")[0]
    field = Field(catalogue, catalogue=catalogue)
    found = held(ws, field, agency or None)
    return [Place(catalogue, id_, render(title)) for id_, title in found.items()]


KNOWN: dict[str, Known] = {
    "agency": _agencies,
    "office": _offices,
    "own-office": _own_offices,
    "holder": _holders,
    "round": _rounds,
    "assessor": _judges,
    "judge": _earlier_judges,
    "taker": _takers,
    "share": _share,
    "subject": _subjects,
    "item": _items,
    "standard": _standards,
    "whole-standard": _whole_standards,
    "overlay": _overlays,
    "honor": _honors,
    "tier": _tiers,
    "card": _cards,
    "decision": _decisions,
    "sitting": _sittings,
    "agenda": _agenda,
    "agenda-subject": _agenda_subjects,
    "member": _members,
    "matter": _matters,
    "case": _cases,
    "notice": _notices,
    "objection": _objections,
    "reform": _reforms,
    "plugin": _plugins,
    "format": _formats,
    "table": _tables,
    "scheme": _schemes,
    "user": _users,
    "activity": _activities,
    "evidence": _evidence,
    "program": _programs,
    "entrant": _entrants,
}
# kinds of which something else may be written as well: a newcomer, a file
OPEN = frozenset({"judge", "taker", "whole-standard", "overlay", "scheme", "table"})
# kinds that the command line takes as they are written
WRITTEN = frozenset({"judge", "scheme", "activity", "evidence", "program"})


def known_as(kind: str) -> Known:
    """Return what lists the things of a kind: one of `KNOWN`, or of the registers.

    `record:duty` are the records of a register, `held:duty` is what a field of registers holds.

    Raises:
        KeyError: there is no such kind.
    """
    of, _, name = kind.partition(":")
    made = {"record": _records, "held": _catalogued}.get(of)
    return KNOWN[kind] if made is None else partial(made, name)


def candidates(ws: Workspace, kind: str, values: Values, text: str = "") -> list[Place]:
    """Return what a reference may point to, the best fit of `text` first.

    Args:
        kind: see `known_as`.
        values: what other fields hold already, by keyword; some kinds depend on them.
    """
    return ranked(text, known_as(kind)(ws, values))


def _surely(text: str, place: Place) -> bool:
    """Return whether a text names a place; letters in their order, or its owner, do not."""
    levels = [fit(word, place) for word in plain(text).split()]
    return all(level is not None and level <= A_PART for level in levels)


def meant(ws: Workspace, kind: str, text: str, values: Values) -> str:
    """Return the id that `text` means; `text` itself where nothing answers to it.

    What is unknown is left to the function behind the verb, which knows what to say of it.

    Raises:
        NotFound: several answer to it; some are named.
    """
    if kind in ("agency", "office"):
        from civtui.workspace import agencies

        return (agencies.agency if kind == "agency" else agencies.office)(ws, text).id
    if kind in WRITTEN or kind.startswith("record:"):
        return text
    if (kind == "round" and _is_round(ws, text)) or (kind == "format" and _is_format(ws, text)):
        return text
    if kind in ("holder", "share"):
        from civtui.workspace.subjects import agency_or_office

        with suppress(NotFound):
            return agency_or_office(ws, text)
    known = known_as(kind)(ws, values)
    for place in known:
        if text == place.id:
            return text
    exact = [p.id for p in known if text in (p.name, *p.also)]
    if len(exact) == 1:
        return exact[0]
    if kind in AMONG_HOLDERS:
        others = [p.id for p in _holders(ws, {}) if text in (p.id, p.name, *p.also)]
        if len(others) == 1:
            return others[0]
    near = [place for place in ranked(text, known) if len(text.strip()) > 1 and kind not in OPEN]
    if kind in GIVEN_TITLES:
        near = [place for place in near if _surely(text, place)]
    if len(near) == 1:
        return near[0].id
    if len(exact) > 1 or (near and kind in ("holder", "subject")):
        several = [p for p in known if p.id in exact] or near
        raise NotFound(
            msg("verbs.several"), value=text,
            allowed=[f"{p.id} {p.name}" for p in several[:MOST_NAMED]],
        )  # fmt: skip
    return text


def _is_round(ws: Workspace, text: str) -> bool:
    """Return whether a round has this id: asked for before the list with all its counts is."""
    from civtui.ledger import queries

    return queries.one(ws.ledger, "rounds", "round-state", (text,)) is not None
