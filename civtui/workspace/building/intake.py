"""A register from a workbook: every row checked as a typed one is; previewed and written alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.exchange.columns import Named, read_mapping
from civtui.exchange.headers import OF_FIELDS, OF_REGISTERS, WHOSE
from civtui.exchange.plan import Change, Problem
from civtui.exchange.registers import Given, Rows, read_rows
from civtui.exchange.rows import once_a_column
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.fields import Field
from civtui.model.progress import Tell, silent, told
from civtui.model.reading import read as read_field
from civtui.model.registers import ACTIVITY, Register, register_of
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.agencies.registry_records import counting
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.catalogues import Catalogues, resolved
from civtui.workspace.building.closed_rows import of_closed_years
from civtui.workspace.building.corrected import records_corrected
from civtui.workspace.building.preparing import prepared
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.records_out import RecordsOut
from civtui.workspace.building.registers import write_slices
from civtui.workspace.building.row_problems import (
    all_problems,
    months_alone,
    problem,
    repeats,
    small_percents,
)
from civtui.workspace.building.twins import Twins
from civtui.workspace.building.unsaid import without_unsaid
from civtui.workspace.building.whose import Whose
from civtui.workspace.days import hold_values
from civtui.workspace.files.column_memory import remember, remembered
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.building import Activity
    from civtui.model.facts.records import RecordPart
    from civtui.workspace.building.log_again import LogAgain

SLICE = 500
SOME = 50  # rows between two looks at whether to go on
MOST_SHOWN = 80


def columns_of(kind: Register) -> dict[str, tuple[str, ...]]:
    """Return the words by which a register's columns are found."""
    found: dict[str, tuple[str, ...]] = {"agency": WHOSE} if kind.whose == "agency" else {}
    for field in kind.fields:
        more = (*OF_REGISTERS.get(kind.id, {}).get(field.id, ()), *OF_FIELDS.get(field.id, ()))
        found[field.id] = (field.name.zh, field.name.en, field.id, *more)
    return found


def needed_of(kind: Register) -> set[str]:
    """Return the fields without whose columns a sheet is none of a register."""
    if kind is ACTIVITY:
        return {"agency", "title", "on"}
    needed = {field.id for field in kind.fields if field.required and field.id != "year"}
    return needed | ({"agency"} if kind.whose == "agency" else set())


def import_register(
    ws: Workspace,
    register: str,
    path: Path,
    *,
    mapping: Path | None = None,
    hidden: bool = False,
    dry_run: bool = False,
    skip_rejected: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take a register in from a workbook, or show what it would come to.

    A record that is there already takes the file's values: an empty cell empties its field, a
    column that the file has not leaves it. One that is the same is left.

    Args:
        path: xlsx, ods or csv; a column is found by its field's title in either language.
        mapping: a TOML file that names the columns, in a section of the register's id.
        hidden: also take the rows and columns that the file hides.
        dry_run: write nothing.
        skip_rejected: write what can be taken though rows are rejected.
        tell: is told how far it is; what it raises ends it, and nothing is written.

    Raises:
        BadInput: the file cannot be read, or has not the register's columns.
        Refused: the user may not.
    """
    kind = register_of(register)
    read = _read(ws, kind, path, mapping, tell, hidden=hidden)
    before = {row.id: row for row in record_rows(ws, register)}
    standing = {id_: row.values for id_, row in before.items()}
    gone = RecordsOut(ws, kind)
    twins = Twins(kind, before.values(), records_corrected(ws, register), gone)
    parts, places, rejected, warnings = _checked(ws, kind, read.given, standing, tell, twins)
    fresh = [
        part
        for part in parts.values()
        if part.id not in before or before[part.id].values != part.values
    ]
    for part, wrong in of_closed_years(ws, kind, fresh, places, before):
        fresh.remove(part)
        del parts[part.id]
        rejected.append(wrong)
    writes = not dry_run and (skip_rejected or not rejected)
    facts: list[int] = []
    if writes:
        remember(ws, mapping, {kind.id: columns_of(kind)}, read.seen)
        facts = write_slices(ws, fresh, source=path.name, tell=counting(tell, len(fresh)))
    once = Catalogues(ws)
    cells = [
        change
        for part in fresh
        if part.id in before
        for change in _changes(once, kind, places[part.id], before[part.id].values, part.values)
    ]
    return ImportAnswer(
        len(parts) + len(twins.same),
        rejected,
        [*read.warnings, *warnings, *twins.said(), *gone.said(parts)],
        {"records": len(fresh)},
        bool(writes and fresh),
        seen=read.seen,
        left=read.left,
        cells=cells,
        fact=min(facts, default=0),
        same=len(parts) + len(twins.same) - len(fresh),
        out=gone.count,
    )


def _checked(
    ws: Workspace,
    kind: Register,
    given: Sequence[Given],
    standing: Mapping[str, Mapping[str, Any]],
    tell: Tell,
    twins: Twins,
) -> tuple[dict[str, RecordPart], dict[str, Given], list[Problem], list[Problem]]:
    """Return the records of rows by id, where each stands, what is rejected and warned of.

    Args:
        standing: the values of the records that there are, by id.
        twins: those that a row may repeat or correct, where the register has no key.
    """
    parts: dict[str, RecordPart] = {}
    places: dict[str, Given] = {}
    rejected: list[Problem] = []
    warnings: list[Problem] = []
    whose, once = Whose(ws), Catalogues(ws)
    settled: dict[int, set[str]] = {}  # row -> its dates that stay as the record has them
    numbers: dict[str, int] = {}
    for number, row in enumerate(told(given, "check", tell, SOME), 1):
        if row.errors:
            rejected += row.errors
            continue
        holder = None
        try:
            holder = whose(row.values.get("agency")) if kind.whose == "agency" else None
            warnings += whose.noted(row)
            typed = _typed(kind, row)
            part = prepared(ws, kind.id, holder, typed, number, once)
            for by in whose.merged(row) if kind.key else ():
                # what was put down before a reform is replaced, and no second record of it made
                made = prepared(ws, kind.id, holder, typed, number, once, by=by)
                stood = made.id in standing or (part.id not in standing and made.id in twins.out)
                part = made if stood else part
            if exact := twins.exact(part, row):  # a month says nothing against a day within it
                typed |= exact
                part = prepared(ws, kind.id, holder, typed, number, once, by=part.agency)
                settled[number] = set(exact)
            if twins.take(part, row):
                continue
            meant = twins.meant(part)
            if meant not in standing and twins.out.leaves(part, row):
                continue
            old = parts[meant].values if meant in parts else standing.get(meant, {})
            stays = {} if meant in parts else twins.overturned(meant, old, part, row)
            typed |= {field: old.get(field, "") for field in stays}
            warnings += [
                problem(row, BadInput(twins.stays(once, meant, field, old), where={"key": field}))
                for field in stays
            ]
            kept = {f.id: old[f.id] for f in kind.fields if f.id in old and f.id not in row.titles}
            if old:  # checked again: two days, one kept and one new, may be the wrong way round
                again = prepared(ws, kind.id, holder, kept | typed, number, once, stood=old)
                part = again.model_copy(update={"id": meant, "agency": part.agency})
        except CivtuiError as error:
            rejected += all_problems(row, error, kind, partial(_held, ws, holder, once))
            continue
        if part.id in parts:
            first, alike = places[part.id], parts[part.id].values == part.values
            said = msg("building.same-record", sheet=first.sheet, row=first.row)
            said = repeats(row, first) if alike else said
            twice = problem(row, BadInput(said, where={"key": "agency"}, value=part.id))
            (warnings if alike else rejected).append(twice)
            continue
        warnings += twins.repeated(part, row) if not kind.key else []
        if part.id not in standing:
            twins.out.note(part, row)
        parts[part.id] = part
        places[part.id], numbers[part.id] = row, number
    warnings += once_a_column(
        one
        for id_, row in places.items()
        for one in months_alone(kind, row, settled.get(numbers[id_], ()))
    )
    warnings += small_percents(kind, parts, places)
    return parts, places, rejected, warnings


def _held(
    ws: Workspace, holder: AgencyRow | None, once: Catalogues, field: Field, value: Any
) -> object:
    """Return what a cell says of a field, whatever its other cells say."""
    found = read_field(field, value)
    whole = field.catalogue and (holder or field.catalogue == "item")
    return resolved(ws, field, found, holder, once) if whole else found


def _read(
    ws: Workspace,
    kind: Register,
    path: Path,
    mapping: Path | None,
    tell: Tell,
    *,
    hidden: bool,
) -> Rows:
    """Return the rows of a file, its columns found by a register's words or as a person said."""
    fields = columns_of(kind)
    mapped = read_mapping(mapping, {kind.id: fields}).get(kind.id, {}) if mapping else {}
    named = Named(mapped, remembered(ws, kind.id))
    read = read_rows(path, fields, needed_of(kind), tell, kind=kind.id, named=named, hidden=hidden)
    return without_unsaid(kind, read)


def _changes(
    once: Catalogues, kind: Register, row: Given, old: Mapping[str, Any], new: Mapping[str, Any]
) -> list[Change]:
    """Return the values of a record that the file changes."""
    what = row.values.get("agency", "") or locale.render(kind.title)
    found = []
    for field in kind.fields:
        was, now = old.get(field.id, ""), new.get(field.id, "")
        if was != now:
            title = row.titles.get(field.id, locale.render(field.title))
            said = (once.shown(field, was), once.shown(field, now))
            found.append(Change(row.sheet, row.row, what, title, str(was), str(now), said))
    return found


def import_activities(
    ws: Workspace,
    path: Path,
    *,
    mapping: Path | None = None,
    hidden: bool = False,
    dry_run: bool = False,
    skip_rejected: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take a building log in from a workbook, or show what it would come to.

    An activity of the same agency, day and title is there already: it takes the file's values, as
    a record of a register does.

    Raises:
        BadInput: the file cannot be read, or has not the log's columns.
        Refused: the user may not.
    """
    from civtui.workspace.building.log_again import LogAgain

    ws.require(Right.FILE)
    rejected: list[Problem] = []
    warnings: list[Problem] = []
    months: list[Problem] = []
    accepted, head = 0, ws.head()  # read first: what comes after it is not in what is compared
    again = LogAgain(ws)
    read = _read(ws, ACTIVITY, path, mapping, tell, hidden=hidden)
    whose = Whose(ws)
    for number, row in enumerate(told(read.given, "check", tell, SOME)):
        if row.errors:
            rejected += row.errors
            continue
        try:
            twin = again.take(_activity(whose, row, f"act-{head + 1}-{number}"), row)
            warnings += whose.noted(row)
        except CivtuiError as error:
            rejected += all_problems(row, error, ACTIVITY, read_field)
            continue
        if twin is not None:
            warnings.append(problem(row, BadInput(repeats(row, twin), where={"key": "title"})))
            continue
        accepted += 1
        stays = ("on",) if (row.sheet, row.row) in again.settled else ()
        months += months_alone(ACTIVITY, row, stays)
    warnings += [*once_a_column(months), *_beside_before(again)]
    accepted -= len(again.left)
    count = len(again.fresh) + len(again.corrected)
    writes = not dry_run and (skip_rejected or not rejected)
    if writes:
        remember(ws, mapping, {ACTIVITY.id: columns_of(ACTIVITY)}, read.seen)
    facts = _written(ws, again, counting(tell, count)) if writes and count else []
    return ImportAnswer(
        accepted,
        rejected,
        [*read.warnings, *warnings],
        {"records": count},
        bool(writes and count),
        seen=read.seen,
        left=read.left,
        cells=again.cells,
        fact=min(facts, default=0),
        same=again.same,
        out=len(again.left),
    )


def _beside_before(again: LogAgain) -> Iterator[Problem]:
    """Yield which rows are on record otherwise written, or were taken out, and which come anew."""
    for row, title in again.alike:
        said = msg("building.title-alike", title=title)
        yield problem(row, BadInput(said, where={"key": "title"}))
    for row, field, said in again.stays:
        yield problem(row, BadInput(said, where={"key": field}))
    for row, out in again.left:
        said = out.said("exchange.taken-out")
        yield problem(row, BadInput(said, where={"key": "title"}))
    for rows in again.anew.values():
        first, out = rows[0]
        said = out.said("exchange.logged-anew", count=len(rows))
        yield problem(first, BadInput(said, where={"key": "title"}))


def _written(ws: Workspace, again: LogAgain, tell: Tell) -> list[int]:
    """Write what is new in a log and what it corrects; return the numbers of the facts."""
    from civtui.model.facts.building import ActivitiesLogged

    slices = [
        ActivitiesLogged(activities=tuple(again.fresh[first : first + SLICE]))
        for first in range(0, len(again.fresh), SLICE)
    ]
    parts = (*slices, *again.corrected)
    return ws.write(*parts, right=Right.FILE, check=again.unchanged, tell=tell)


def _activity(whose: Whose, row: Given, id_: str) -> Activity:
    """Return what a row of a building log says.

    Raises:
        CivtuiError: it says no activity, or one that the user may not put down.
    """
    from civtui.model.facts.building import Activity
    from civtui.plugin.forms import checked

    values = _typed(ACTIVITY, row)
    if "items" in values:
        values["items"] = values["items"].replace("、", ",").replace("，", ",")
    ws, holder = whose.ws, whose(row.values.get("agency"))
    own_agency_only(ws, holder.id)
    clean = checked(ACTIVITY, "activity", values)
    if "on" not in clean:  # a form begins with today; a log that names no day means no day
        title = next(field.title for field in ACTIVITY.fields if field.id == "on")
        raise BadInput(
            msg("plugin.field-empty", field=title), where={"key": "on"}, named={"key": ""}
        )
    hold_values(ACTIVITY.fields, clean, ws.today(), {})
    named = [part for part in str(clean.pop("items", "")).split(",") if part]
    clean.pop("evidence", None)
    return Activity(
        id=id_, agency=holder.id, items=tuple(whose.chosen(named)), **{"kind": "other", **clean}
    )


def _typed(kind: Register, row: Given) -> dict[str, Any]:
    """Return a row's values by field: texts, in a field for days also what a spreadsheet counts."""
    dates = {field.id for field in kind.fields if field.type == "date"}
    raw = {id_: cell for id_, cell in row.cells.items() if id_ in dates}
    return {id_: text for id_, text in row.values.items() if id_ != "agency"} | raw
