"""`culture`: the culture programs that plugins bring, and what agencies enter in them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from civtui.locale import render, t
from civtui.model.errors import NotFound, UsageFault, nearest
from civtui.model.figures import shown, shown_text
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.answers import Answer
from civtui.workspace.building import culture
from civtui.workspace.session import Workspace

SHOWN = 4  # values of an entry in one line


def list_(ws: Workspace) -> Answer:
    """Answer with the programs and who takes part in them."""
    known, taking = culture.programs(ws), culture.participations(ws)
    document = {
        "programs": [
            {"id": p.id, "title": render(p.record.title), "plugin": p.plugin, "version": p.version}
            for p in known
        ],
        "participations": [p._asdict() for p in taking],
    }

    def lines() -> Iterator[str]:
        names = {row.id: row.short or row.name for row in agency_rows(ws)} if taking else {}
        if not known:
            yield t("cli.culture-none")
        for found in known:
            yield f"{found.id}  {render(found.record.title)}  {found.version}"
            for p in taking:
                if p.program == found.id:
                    yield f"  {names.get(p.agency, p.agency)}  {p.entries}  {p.newest}"
        ids = {p.id for p in known}
        for p in taking:
            if p.program not in ids:
                yield t("cli.culture-absent", program=p.program, entries=p.entries)

    return Answer(document, lines)


def show(ws: Workspace, *, program: str, agency: str, view: str | None) -> Answer:
    """Answer with an agency's views of a program."""
    from civtui.workspace.plugins.views import text_lines

    found = culture.program(ws, program)
    known = [v.id for v in found.record.views]
    if view is not None and view not in known:
        raise NotFound(
            msg("plugin.no-view"), value=view, allowed=known, nearest=nearest(view, known)
        )
    wanted = [one for one in known if view in (None, one)]
    views = {id_: culture.view(ws, found.id, agency, id_) for id_ in wanted}
    document: dict[str, Any] = {
        "program": found.id,
        "agency": agency,
        "indicators": culture.indicators(ws, found.id, agency),
        "views": views,
        "entries": [] if view else _entries(ws, found.id, agency),
        "stamp": ws.host.stamp(found.id),
    }

    def lines() -> Iterator[str]:
        titles = {one.id: render(one.title) for one in found.record.indicators}
        for id_, figure in document["indicators"].items():
            yield f"{titles[id_]} = {shown(Fraction(str(figure)))}"
        for made in views.values():
            yield from text_lines(made)
        forms = {form.id: form for form in found.record.forms}
        if document["entries"]:
            yield t("cli.culture-entries", count=len(document["entries"]))
        for one in document["entries"]:
            form = forms.get(one["form"])
            said = [value for _, value in culture.told(found, one["form"], one["values"])]
            name = render(form.title) if form else one["form"]
            yield f"  {one['id']}  {name}  {'  '.join(said[:SHOWN])}"

    return Answer(document, lines)


def _entries(ws: Workspace, program: str, agency: str) -> list[dict[str, Any]]:
    """Return what an agency entered, with the ids by which it is corrected."""
    given: list[dict[str, Any]] = culture.payload(ws, program, agency)["entries"]
    return given


def add(
    ws: Workspace,
    *,
    program: str,
    agency: str,
    form: str,
    set: tuple[str, ...],
    entry: str | None,
    another: bool = False,
) -> Answer:
    """Enter a record in a program's form."""
    given: dict[str, str] = {}
    for text in set:
        field, sign, value = text.partition("=")
        if not sign:
            raise UsageFault(msg("workspace.bad-value", field=text), value=text)
        given[field.strip()] = value
    stored = culture.add_entry(ws, program, agency, form, given, entry, another=another)
    found = culture.program(ws, program)
    kept = culture.entry(ws, found.id, agency, stored)

    def lines() -> Iterator[str]:
        yield t("cli.culture-added", entry=stored)
        for title, value in culture.told(found, form, kept.values):
            yield f"  {title}  {value}"

    document = {"entry": stored, "program": program, "agency": agency, "values": given}
    return Answer(document, lines)


def score(ws: Workspace, *, agency: str) -> Answer:
    """Answer with an agency's culture score and the indicators it comes from."""
    from civtui.workspace.building.culture_score import culture_score

    found = culture_score(ws, agency)
    document = found.document()

    def lines() -> Iterator[str]:
        yield t("cli.culture-score", agency=found.agency, score=shown_text(document["score"]))
        for part in document["parts"]:
            said = part["reason"] or f"{shown_text(part['value'])} / {part['low']}–{part['high']}"
            yield f"  {part['program']}  {part['title']}  {said}  {shown_text(part['points'])}"
        for program in found.absent:
            yield t("cli.culture-absent-score", program=program)

    return Answer(document, lines)
