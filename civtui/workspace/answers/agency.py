"""`agency`: the agencies of the city, and the reforms that change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from civtui.ledger import queries
from civtui.locale import t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.reforms import STEPS
from civtui.model.text import Message, msg
from civtui.workspace import agencies
from civtui.workspace import people as who
from civtui.workspace.agencies import AgencyRow, agency_rows, office_rows, rounds_of, titles_of
from civtui.workspace.answers import Answer, plain, rows_of, said
from civtui.workspace.corrections import correct_agency
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms as reforming
from civtui.workspace.titles.reforms import ReformAnswer


def _lines(rows: Sequence[AgencyRow]) -> Iterator[str]:
    heads = [t(f"cli.column-{c}") for c in ("id", "name", "honor", "offices", "civilized", "model")]
    body = [
        [
            *(row.id, row.short or row.name, t(f"cli.honor-{row.honor or 'none'}")),
            *(str(row.offices), str(row.civilized), str(row.model)),
        ]
        for row in rows
    ]
    yield from table(heads, body)


def list_(ws: Workspace, *, text: str) -> Answer:
    """Answer with the agencies that a text finds."""
    rows = agency_rows(ws, text)
    return Answer([row.document() for row in rows], lambda: _lines(rows))


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
        yield f"{found.id}  {found.name}" + (f"（{found.short}）" if found.short else "")
        yield t(
            "cli.agency-line",
            honor=t(f"cli.honor-{found.honor or 'none'}"),
            offices=found.offices,
            civilized=found.civilized,
            model=found.model,
        )
        for key, value in registry._asdict().items():
            if value not in ("", None):
                yield t(f"building.agency-{key.replace('_', '-')}", value=value)
        yield from person_lines(persons)
        heads = [t("cli.column-id"), t("cli.column-name"), t("cli.column-honor")]
        honors = [[t(f"cli.honor-{honor}") for honor in o.honors] for o in offices]
        body = [[o.id, o.name, "、".join(h)] for o, h in zip(offices, honors, strict=True)]
        yield from table(heads, body)

    return Answer(document, lines)


def person_lines(persons: who.People | None) -> Iterator[str]:
    """Yield an agency's chief and reporter, where there are any and they are seen."""
    for key in ("chief", "reporter") if persons else ():
        if said := str(getattr(persons, key)):
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
    body = [(one.agency_name, *one.chief, *one.reporter) for one in rows]

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
        ws, agency, why=why, chief=chief, chief_phone=chief_phone, reporter=reporter,
        reporter_phone=reporter_phone,
    )  # fmt: skip
    return Answer(found.document(), lambda: [found.agency_name, *person_lines(found)])


def people_standing(
    ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what stands in the form of a correction: the persons as they are on record."""
    if not values.get("agency"):
        return {}
    found = who.people(ws, values["agency"])
    return {
        "chief": one.chief.name, "chief-phone": one.chief.phone,
        "reporter": one.reporter.name, "reporter-phone": one.reporter.phone,
    } if (one := next(iter(found.values()), None)) else {}  # fmt: skip


def _one(row: AgencyRow) -> Answer:
    return Answer(row.document(), lambda: _lines([row]))


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
        declare(
            ws, agency, runs_program=runs_program, has_conditions=has_conditions,
            conditions_confirmed=conditions_confirmed, stage=stage, on=on,
        )
    )  # fmt: skip


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
    from civtui.workspace.adding import add_agency

    made = add_agency(
        ws, on,
        **{"name": name, "short": short, "category": category, "sector": sector, "code": code,
           "offices": offices, "staff": staff, "chief": chief, "chief-phone": chief_phone,
           "contact": reporter, "phone": reporter_phone, "order": order},
    )  # fmt: skip
    return Answer(made.document(), lambda: _lines([made]), row=("agency", made.id))


def correct(
    ws: Workspace,
    *,
    agency: str,
    name: str | None,
    short: str | None,
    sector: str | None,
    code: str | None,
    category: str | None,
    why: str,
) -> Answer:
    """Correct a wrong fact; no reform, titles and history stay."""
    return _one(
        correct_agency(
            ws, agency, why=why, name=name, short=short, sector=sector, code=code,
            category=category,
        )
    )  # fmt: skip


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: what the registry says of the agency."""
    if not values.get("agency"):
        return {}
    row = agencies.agency(ws, values["agency"])
    (category, *_) = queries.one(ws.ledger, "agencies", "registered", (row.id,)) or ("",)
    stood = {id_: getattr(row, id_) or "" for id_ in ("name", "short", "sector", "code")}
    return {**stood, "category": category or ""}


def _reformed(found: ReformAnswer, *, dry_run: bool) -> Answer:
    document = {
        "reform": found.id,
        "effective": found.effective.isoformat(),
        "dry_run": dry_run,
        "content": found.content,
        "titles": plain(found.annex),
        "notes": plain(found.notes),
    }
    key = "cli_titles.reform-planned" if dry_run else "cli_titles.reform-made"
    return Answer(document, lambda: _annex(found, key))


def _annex(found: ReformAnswer, key: str) -> Iterator[str]:
    yield t(key, reform=found.id, day=found.effective)
    body = [
        (
            *(a.name, t(f"cli.honor-{a.honor}")),
            a.heir_name if a.heir else t("cli_titles.title-ends"),
            f"{a.policy} = {a.choice}" if a.policy else "",
        )
        for a in found.annex
    ]
    yield from rows_of(("before", "honor", "after", "policy"), body)
    yield from said((*found.follows, *found.notes))


def reform(ws: Workspace, *, file: Path) -> Answer:
    """Merge, split, rename, abolish, move; titles and history follow the policies."""
    return _reformed(reforming.reform(ws, file), dry_run=False)


def _steps(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reform that the fields of a form say."""
    from civtui.workspace.titles.reform_file import of_steps

    steps = {step.id: values[step.id] or () for step in STEPS}
    return of_steps(values["id"], values["effective"], values["document"] or "", steps)


def restructure(
    ws: Workspace,
    *,
    id: str,
    effective: date,
    document: str | None,
    rename: tuple[str, ...],
    merge: tuple[str, ...],
    split: tuple[str, ...],
    abolish: tuple[str, ...],
    move: tuple[str, ...],
    rename_office: tuple[str, ...],
    split_office: tuple[str, ...],
    merge_office: tuple[str, ...],
    abolish_office: tuple[str, ...],
) -> Answer:
    """Do a reform whose steps are written in the fields of a form."""
    values = {
        **{"id": id, "effective": effective, "document": document, "rename": rename},
        **{"merge": merge, "split": split, "abolish": abolish, "move": move},
        **{"rename_office": rename_office, "split_office": split_office},
        **{"merge_office": merge_office, "abolish_office": abolish_office},
    }
    return _reformed(reforming.done(ws, _steps(values)), dry_run=False)


def restructure_preview(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Say what goes over to whom, title by title too."""
    found = reforming.done(ws, _steps(values), dry_run=True)
    return _annex(found, "cli_titles.reform-planned")


def will_restructure(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how much a reform changes (see `will_reform`)."""
    return _will(ws, reforming.done(ws, _steps(values), dry_run=True))


def plan(ws: Workspace, *, file: Path) -> Answer:
    """Work a reform out; nothing is written."""
    return _reformed(reforming.reform(ws, file, dry_run=True), dry_run=True)


def template(ws: None) -> Answer:
    """Answer with a reform's file to fill in."""
    from civtui.workspace.titles.reform_file import template

    made = template()
    return Answer({"template": made}, lambda: made.splitlines())


def preview(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Say title by title what a reform does."""
    return _annex(reforming.reform(ws, values["file"], dry_run=True), "cli_titles.reform-planned")


def will_reform(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how much a reform changes, from which day, and how many titles end."""
    return _will(ws, reforming.reform(ws, values["file"], dry_run=True))


def _will(ws: Workspace, found: ReformAnswer) -> Message:
    reforming.hold_day(ws, found.effective)
    counts = {key: len(found.content[key]) for key in ("renamed", "moved", "ended")}
    return msg(
        "verbs/agency.will-reform",
        reform=found.id, day=found.effective, made=len(found.content["agencies"]),
        titles=len(found.annex), lost=sum(a.heir is None for a in found.annex), **counts,
    )  # fmt: skip


def reforms(ws: Workspace, *, or_file: bool) -> Answer:
    """Answer with the reforms, newest first.

    Args:
        or_file: people who see none are asked for a file.
    """
    rows = reforming.reform_rows(ws)

    def lines() -> Iterator[str]:
        if or_file and not rows:
            raise UsageFault(msg("cli_titles.reform-file"))
        body = [(r.id, r.day, t(f"cli_titles.reform-{r.state}"), r.document) for r in rows]
        yield from rows_of(("reform", "day", "state", "document"), body)

    return Answer(rows, lines)


def unreform(ws: Workspace, *, reform: str) -> Answer:
    """Take a reform back; everything stands as before it."""
    row = reforming.take_back(ws, reform)
    return Answer(
        {"reform": row.id, "state": row.state},
        lambda: [t("cli_titles.taken-back", reform=row.id)],
    )


def may_unreform(ws: Workspace, reform: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a reform cannot be taken back: it is already, or something later hangs on it."""
    reforming.hold_take_back(ws, reform)
    return None


def will_unreform(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which reform is taken back, and all that stands again as it was."""
    from civtui.workspace.names import Names, more

    row = reforming.hold_take_back(ws, values["reform"])
    names, content = Names(ws), row.content
    named = {
        "ended": content["ended"],
        "made": [one["id"] for one in (*content["agencies"], *content["offices"])],
        "renamed": [one["id"] for one in content["renamed"]],
        "moved": [one["office"] for one in content["moved"]],
    }
    parts = [
        msg(f"verbs/agency.unreform-{key}", names=names.holders(ids))
        for key, ids in named.items()
        if ids
    ]
    counts = {key: len(content[key]) for key in ("titles", "cards", "cases", "bars")}
    parts += [msg(f"verbs/agency.unreform-{key}", count=n) for key, n in counts.items() if n]
    said = more(*parts) if parts else msg("verbs/agency.unreform-nothing")
    return msg("verbs/agency.will-unreform", reform=row.id, day=row.day, parts=said)
