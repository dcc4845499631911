"""`culture list|show|add|score`: the culture programs that plugins bring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import render, t
from civtui.model.errors import UsageFault
from civtui.model.text import msg


@click.group(help=t("cli.help-culture"))
def culture() -> None:
    """Culture programs."""


@culture.command("list", help=t("cli.help-culture-list"))
@json_option
@click.pass_obj
def list_(face: Face, as_json: bool) -> int:
    """List programs and who takes part in them."""
    from civtui.workspace.culture import participations, programs

    ws = face.open()
    known = programs(ws)
    taking = participations(ws)
    document = {
        "programs": [
            {"id": p.id, "title": render(p.record.title), "plugin": p.plugin, "version": p.version}
            for p in known
        ],
        "participations": [p._asdict() for p in taking],
    }

    def lines() -> Iterator[str]:
        if not known:
            yield t("cli.culture-none")
        for found in known:
            yield f"{found.id}  {render(found.record.title)}  {found.version}"
            for p in taking:
                if p.program == found.id:
                    yield f"  {p.agency}  {p.entries}  {p.newest}"
        ids = {p.id for p in known}
        for p in taking:
            if p.program not in ids:
                yield t("cli.culture-absent", program=p.program, entries=p.entries)

    return emit(document, as_json, lines)


@culture.command("show", help=t("cli.help-culture-show"))
@click.argument("program")
@click.argument("agency")
@click.option("--view", metavar="ID")
@json_option
@click.pass_obj
def show(face: Face, program: str, agency: str, view: str | None, as_json: bool) -> int:
    """Show an agency's views of a program."""
    from civtui.workspace import culture as verbs
    from civtui.workspace.views import text_lines

    ws = face.open()
    found = verbs.program(ws, program)
    wanted = [v.id for v in found.record.views if view in (None, v.id)]
    views = {id_: verbs.view(ws, found.id, agency, id_) for id_ in wanted}
    document: dict[str, Any] = {
        "program": found.id,
        "agency": agency,
        "indicators": verbs.indicators(ws, found.id, agency),
        "views": views,
        "stamp": ws.host.stamp(found.id),
    }

    def lines() -> Iterator[str]:
        for id_, figure in document["indicators"].items():
            yield f"{id_} = {figure}"
        for made in views.values():
            yield from text_lines(made)

    return emit(document, as_json, lines)


@culture.command("add", help=t("cli.help-culture-add"))
@click.argument("program")
@click.argument("agency")
@click.argument("form")
@click.option("--set", "values", multiple=True, help=t("cli.help-culture-values"))
@click.option("--entry", metavar="ID")
@json_option
@click.pass_obj
def add(
    face: Face,
    program: str,
    agency: str,
    form: str,
    values: tuple[str, ...],
    entry: str | None,
    as_json: bool,
) -> int:
    """Enter a record in a program's form."""
    from civtui.workspace.culture import add_entry

    given: dict[str, str] = {}
    for text in values:
        field, sign, value = text.partition("=")
        if not sign:
            raise UsageFault(msg("workspace.bad-value", field=text), value=text)
        given[field.strip()] = value
    stored = add_entry(face.open(), program, agency, form, given, entry)
    document = {"entry": stored, "program": program, "agency": agency, "values": given}
    return emit(
        document,
        as_json,
        lambda: [t("cli.culture-added", entry=stored), json.dumps(given, ensure_ascii=False)],
    )


@culture.command("score", help=t("cli.help-culture-score"))
@click.argument("agency")
@json_option
@click.pass_obj
def score(face: Face, agency: str, as_json: bool) -> int:
    """Show an agency's culture score and the indicators it comes from."""
    from civtui.workspace.culture_score import culture_score, shown

    found = culture_score(face.open(), agency)
    document = found.document()

    def lines() -> Iterator[str]:
        yield t("cli.culture-score", agency=found.agency, score=shown(document["score"]))
        for part in document["parts"]:
            said = part["reason"] or f"{shown(part['value'])} / {part['low']}–{part['high']}"
            yield f"  {part['program']}  {part['title']}  {said}  {shown(part['points'])}"
        for program in found.absent:
            yield t("cli.culture-absent-score", program=program)

    return emit(document, as_json, lines)
