"""What a reference may point to in scoring: rounds, panels, subjects, items, standards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.workspace.finding.places import Place
from civtui.workspace.references import units
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.rounds.rounds import SubjectLine


def rounds(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds.rounds import round_rows

    return [
        Place("round", r.id, r.name, (), f"{t('cli.state-' + r.state)} {r.given}/{r.expected}")
        for r in round_rows(ws)
    ]


def judges(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds.round_drafts import known_judges
    from civtui.workspace.rounds.rounds import assessors_of, round_row

    if not values.get("round"):
        return [Place("assessor", id_, name) for id_, name in known_judges(ws)]
    round_ = round_row(ws, values["round"])
    return [
        Place("assessor", j.id, j.name, (), f"{j.given}/{j.expected}")
        for j in assessors_of(ws, round_)
    ]


def subjects(ws: Workspace, values: Values) -> list[Place]:
    """Return the offices or agencies of the round that is named, else all."""
    from civtui.workspace.agencies.agencies import agency_rows
    from civtui.workspace.rounds.rounds import round_row, subjects_of

    if not values.get("round"):
        return units.holders(ws, values)
    full = {row.id: row.name for row in agency_rows(ws)}
    return [
        Place("subject", s.id, s.name, _called(s, full.get(s.agency)), s.agency_name)
        for s in subjects_of(ws, round_row(ws, values["round"]))
    ]


def to_judge(ws: Workspace, values: Values) -> list[Place]:
    """Return what a new round may judge: of an agency's own round its offices, else all."""
    owner = values.get("organizer")
    return units.offices(ws, {"agency": owner}) if owner else units.holders(ws, values)


def _called(line: SubjectLine, full: str | None) -> tuple[str, ...]:
    """Return what else a subject is called: by its agency's short name and by its full one."""
    names = [name for name in dict.fromkeys((line.agency_name, full)) if name]
    return tuple(names if line.agency == line.id else (f"{name}/{line.name}" for name in names))


def items(ws: Workspace, values: Values) -> list[Place]:
    from civtui.scoring.pipeline.items import numbered
    from civtui.workspace.rounds.rounds import items_of, round_row

    if not values.get("round"):
        from civtui.workspace.building.activities import standard_items

        return [Place("item", id_, title) for id_, title in standard_items(ws).items()]
    round_ = round_row(ws, values["round"])
    found = items_of(ws, round_)
    named = zip(numbered(found), ((i.id, render(i.title)) for i in found), strict=True)
    return [
        Place("item", id_, title, (number, f"{number} {title}", f"{number}{title}"))
        for number, (id_, title) in named
    ]


def earlier_judges(ws: Workspace, values: Values) -> list[Place]:
    """Return who judged before, as `subjects.judge` reads them; the bare id means one of them."""
    from civtui.workspace.rounds.round_drafts import known_judges

    return [Place("judge", text, name, (text.split(":")[0],)) for text, name in known_judges(ws)]


def people(ws: Workspace, values: Values) -> list[Place]:
    """Return who judged before, each once, by id."""
    found = {place.also[0]: place.name for place in earlier_judges(ws, values)}
    return [Place("person", id_, name) for id_, name in found.items()]


def takers(ws: Workspace, values: Values) -> list[Place]:
    """Return the judges of a round without the one who hands over."""
    return [place for place in judges(ws, values) if place.id != values.get("assessor")]


def share(ws: Workspace, values: Values) -> list[Place]:
    """Return what is a judge's to mark in a round, then the agencies that it is of."""
    from civtui.workspace.rounds.rounds import assessors_of, mine, round_row, subjects_of

    if not (values.get("round") and values.get("assessor")):
        return units.holders(ws, values)
    round_ = round_row(ws, values["round"])
    lines = subjects_of(ws, round_)
    own = [mine(a, lines) for a in assessors_of(ws, round_) if a.id == values["assessor"]]
    found = [line for line in lines if own and line.id in own[0]]
    places = [Place("subject", s.id, s.full_name, (s.name,), s.agency_name) for s in found]
    owners = {s.agency: s.agency_name for s in found if s.agency != s.id}
    return [*places, *(Place("agency", id_, name) for id_, name in owners.items())]


def standards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds.standards import standard_titles

    return [Place("standard", s.name, render(s.title)) for s in standard_titles(ws)]


def whole_standards(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds.standards import standard_titles

    titles = standard_titles(ws)
    return [Place("standard", s.name, render(s.title)) for s in titles if not s.overlay]


def overlays(ws: Workspace, values: Values) -> list[Place]:
    from civtui.workspace.rounds.standards import standard_titles

    return [Place("overlay", s.name, render(s.title)) for s in standard_titles(ws) if s.overlay]
