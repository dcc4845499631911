"""`agency`: the agencies of the city, and the reforms that change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from civtui.ledger import queries
from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.text import msg
from civtui.workspace.agencies import agencies
from civtui.workspace.agencies import people as who
from civtui.workspace.agencies.agencies import agency_rows, office_rows, rounds_of, titles_of
from civtui.workspace.agencies.corrections import correct_agency
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.answers import Answer
from civtui.workspace.fact_words.words import aside
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import open_cards_said


def list_(ws: Workspace, *, text: str) -> Answer:
    """Answer with the agencies that a text finds."""
    rows = agency_rows(ws, text)
    return Answer([row.document() for row in rows], lambda: printed(ws, "agencies", rows))


def show(ws: Workspace, *, agency: str) -> Answer:
    """Answer with one agency, its offices, titles and rounds."""
    found = agencies.agency(ws, agency)
    offices = office_rows(ws, found.id)
    persons = who.people(ws, found.id).get(found.id)
    registry = agencies.registered(ws, found.id)
    document: dict[str, Any] = {
        **found.document(),
        **registry._asdict(),
        "titles": [title.document() for title in titles_of(ws, found.id)],
        "office_list": [o.document() for o in offices],
        **({"people": persons.document()} if persons else {}),
        "rounds": [{"id": i, "name": n, "state": s} for i, n, s in rounds_of(ws, found.id)],
    }

    def lines() -> Iterator[str]:
        yield f"{found.id}  {render(aside(found.name, found.short))}"
        yield t(
            "cli.agency-line",
            honor=t(f"cli.honor-{found.honor or 'none'}"),
            offices=found.offices,
            civilized=found.civilized,
            model=found.model,
        )
        yield from map(render, open_cards_said(ws, found.id) if found.card else ())
        for key, value in registry._asdict().items():
            if value not in ("", None):
                yield t(f"building.agency-{key.replace('_', '-')}", value=value)
        yield from person_lines(persons)
        heads = [t("cli.column-id"), t("cli.column-name"), t("cli.column-honor")]
        honors = [[t(f"cli.honor-{honor}") for honor in o.honors] for o in offices]
        body = [
            [o.id, o.name, t("common.separator").join(h)]
            for o, h in zip(offices, honors, strict=True)
        ]
        yield from table(heads, body)

    return Answer(document, lines)


def person_lines(persons: who.People | None) -> Iterator[str]:
    """Yield an agency's chief and reporter, where there are any and they are seen."""
    for key in ("chief", "reporter"):
        if persons and (said := persons.said(key)):
            yield t(f"building.person-{key}", who=said)


def bundle(ws: Workspace, *, agency: str, year: int | None, output: Path | None) -> Answer:
    """Write the material of an agency's year as one file; without a place it goes into `out/`."""
    from civtui.workspace.building import year_file
    from civtui.workspace.building.board import Asked

    asked = Asked(ws, agencies.agency(ws, agency), year or ws.today().year)
    path = output or year_file.proposed(ws, agency, asked.year)
    if path.parent == ws.dir / "out":
        path.parent.mkdir(exist_ok=True)
    written = year_file.bundle(asked, path)
    document = {"file": str(written), "year": asked.year, "bytes": written.stat().st_size}
    said = msg("cli_exchange.exported", file=written)
    return Answer(document, lambda: [t("cli_exchange.exported", file=written)], brief=said)


def bundle_placed(ws: Workspace, values: Mapping[str, Any]) -> Path | None:
    """Return where a form's bundle goes: a name alone lies in `out/`."""
    from civtui.files import typed_path
    from civtui.workspace.building import year_file

    if values.get("output"):
        return ws.dir / "out" / typed_path(str(values["output"]))
    if not values.get("agency"):
        return None
    return year_file.proposed(ws, str(values["agency"]), int(values.get("year") or ws.today().year))


def people(ws: Workspace, *, text: str) -> Answer:
    """Answer with the chiefs and reporters whose agency, name or telephone holds a text."""
    rows = [one for one in who.people(ws).values() if one.says(text)]
    shown = who.sees(ws, "")
    heads = ("agency", "chief", "phone", "reporter", "phone")
    each = (own for one in rows for own in one.lines())
    body = [(own.agency_name, *own.chief, *own.reporter) for own in each]

    def lines() -> Iterator[str]:
        if body or shown:
            yield from table([t(f"building.column-{head}") for head in heads], body)
        if not shown:
            yield t("building.people-withheld")

    return Answer([one.document() for one in rows], lines)


def correct_people(
    ws: Workspace,
    *,
    agency: str,
    chief: str | None,
    chief_phone: str | None,
    reporter: str | None,
    reporter_phone: str | None,
    why: str,
) -> Answer:
    """Correct who answers for an agency and who reports for it."""
    found = who.correct_people(
        ws,
        agency,
        why=why,
        chief=chief,
        chief_phone=chief_phone,
        reporter=reporter,
        reporter_phone=reporter_phone,
    )
    return Answer(found.document(), lambda: [found.agency_name, *person_lines(found)])


def people_standing(
    ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what stands in the form of a correction: the persons as they are on record."""
    if not values.get("agency"):
        return {}
    found = who.people(ws, values["agency"])
    return (
        {
            "chief": one.chief.name,
            "chief-phone": one.chief.phone,
            "reporter": one.reporter.name,
            "reporter-phone": one.reporter.phone,
        }
        if (one := next(iter(found.values()), None))
        else {}
    )


def _one(ws: Workspace, row: AgencyRow) -> Answer:
    return Answer(row.document(), lambda: printed(ws, "agencies", [row]))


def set_(
    ws: Workspace,
    *,
    agency: str,
    runs_program: bool | None,
    has_conditions: bool | None,
    conditions_confirmed: bool | None,
    stage: str | None,
    on: date | None,
) -> Answer:
    """Record what an agency declares of its civilized-office building."""
    from civtui.workspace.titles.declaring import declare

    return _one(
        ws,
        declare(
            ws,
            agency,
            runs_program=runs_program,
            has_conditions=has_conditions,
            conditions_confirmed=conditions_confirmed,
            stage=stage,
            on=on,
        ),
    )


def add(
    ws: Workspace,
    *,
    name: str,
    short: str | None,
    category: str | None,
    sector: str | None,
    code: str | None,
    offices: int | None,
    staff: int | None,
    chief: str | None,
    chief_phone: str | None,
    reporter: str | None,
    reporter_phone: str | None,
    order: int | None,
    on: date | None,
) -> Answer:
    """Put an agency on record that no registry has brought."""
    from civtui.workspace.agencies.adding import add_agency

    made = add_agency(
        ws,
        on,
        **{
            "name": name,
            "short": short,
            "category": category,
            "sector": sector,
            "code": code,
            "offices": offices,
            "staff": staff,
            "chief": chief,
            "chief-phone": chief_phone,
            "contact": reporter,
            "phone": reporter_phone,
            "order": order,
        },
    )
    return Answer(made.document(), lambda: printed(ws, "agencies", [made]), row=("agency", made.id))


def correct(
    ws: Workspace,
    *,
    agency: str,
    name: str | None,
    short: str | None,
    sector: str | None,
    code: str | None,
    category: str | None,
    offices: int | None,
    why: str,
) -> Answer:
    """Correct a wrong fact; no reform, titles and history stay."""
    return _one(
        ws,
        correct_agency(
            ws,
            agency,
            why=why,
            name=name,
            short=short,
            sector=sector,
            code=code,
            category=category,
            declared_offices=offices,
        ),
    )


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: what the registry says of the agency."""
    if not values.get("agency"):
        return {}
    row = agencies.agency(ws, values["agency"])
    found = queries.one(ws.ledger, "agencies", "registered", (row.id,))
    category, offices, _ = found or ("", None, None)
    stood = {id_: getattr(row, id_) or "" for id_ in ("name", "short", "sector", "code")}
    return {**stood, "category": category or "", "offices": "" if offices is None else str(offices)}
