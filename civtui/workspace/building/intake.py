"""A register from a workbook: every row checked as a typed one is; previewed and written alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from civtui import locale
from civtui.exchange.columns import Named, read_mapping
from civtui.exchange.headers import OF_FIELDS, OF_REGISTERS, WHOSE
from civtui.exchange.plan import Change, Problem
from civtui.exchange.registers import Given, Rows, read_rows
from civtui.exchange.rows import once_a_column
from civtui.exchange.unsaid import prose_of, without_unsaid
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.progress import Tell, silent, told
from civtui.model.reading import read as read_field
from civtui.model.registers import ACTIVITY, Register, register_of
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.agencies.registry_records import counting
from civtui.workspace.building.corrected import records_corrected
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.records_out import RecordsOut
from civtui.workspace.building.register_rows import RegisterRows, typed_of
from civtui.workspace.building.registers import write_slices
from civtui.workspace.building.row_problems import (
    all_problems,
    months_alone,
    problem,
    repeats,
)
from civtui.workspace.building.twins import Twins
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
    """Return the words by which a register's columns are found.

    A word that may be either's, 单位, is the agency's or the field's where nothing says it better.
    """
    own = {field.name.zh for field in kind.fields}
    whose = tuple(sorted(WHOSE, key=own.__contains__))
    found: dict[str, tuple[str, ...]] = {"agency": whose} if kind.whose == "agency" else {}
    for field in kind.fields:
        if kind is ACTIVITY and field.type == "evidence":
            continue  # a log brings no pictures: its column is said not to be read
        more = (*OF_REGISTERS.get(kind.id, {}).get(field.id, ()), *OF_FIELDS.get(field.id, ()))
        words = (field.name.zh, field.name.en, field.id, *more)
        found[field.id] = tuple(sorted(words, key=WHOSE.__contains__))
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
    gone = RecordsOut(ws, kind)
    twins = Twins(kind, before.values(), records_corrected(ws, register), gone)
    rows = RegisterRows(ws, kind, before, twins)
    for number, row in enumerate(told(read.given, "check", tell, SOME), 1):
        rows.take(number, row)
    doubts, fresh = rows.doubts(), rows.fresh()
    writes = not dry_run and (skip_rejected or not rows.rejected)
    facts: list[int] = []
    if writes:
        remember(ws, mapping, {kind.id: columns_of(kind)}, read.seen)
        facts = write_slices(ws, fresh, source=path.name, tell=counting(tell, len(fresh)))
    taken = len(rows.parts) + len(twins.same)
    return ImportAnswer(
        taken,
        rows.rejected,
        [
            *read.warnings,
            *rows.moved(),
            *rows.warnings,
            *doubts,
            *twins.said(),
            *gone.said(rows.parts),
        ],
        {"records": len(fresh)},
        bool(writes and fresh),
        seen=read.seen,
        left=read.left,
        cells=[change for part in fresh for change in _changes(rows, part)],
        fact=min(facts, default=0),
        same=taken - len(fresh),
        out=gone.count,
    )


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
    read = read_rows(
        path,
        fields,
        needed_of(kind),
        tell,
        kind=kind.id,
        named=named,
        hidden=hidden,
        prose=prose_of(kind),
    )
    return without_unsaid(kind, read)


def _changes(rows: RegisterRows, part: RecordPart) -> list[Change]:
    """Return the values of a record that the file changes; none of one that is new."""
    if part.id not in rows.before:
        return []
    kind, row, old = rows.kind, rows.places[part.id], rows.before[part.id].values
    what = row.values.get("agency", "") or locale.render(kind.title)
    found = []
    for field in kind.fields:
        was, now = old.get(field.id, ""), part.values.get(field.id, "")
        if was != now:
            title = row.titles.get(field.id, locale.render(field.title))
            said = (rows.once.shown(field, was), rows.once.shown(field, now))
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
    head = ws.head()  # read first: what comes after it is not in what is compared
    again = LogAgain(ws)
    read = _read(ws, ACTIVITY, path, mapping, tell, hidden=hidden)
    accepted, rejected, warnings = _taken(ws, again, told(read.given, "check", tell, SOME), head)
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


def _taken(
    ws: Workspace, again: LogAgain, given: Iterable[Given], head: int
) -> tuple[int, list[Problem], list[Problem]]:
    """Return how many rows of a log can be taken, what is rejected, and what is said of rows.

    Args:
        head: the ledger's last fact before; activities that are new are called by it.
    """
    rejected: list[Problem] = []
    warnings: list[Problem] = []
    months: list[Problem] = []
    accepted, whose = 0, Whose(ws)
    for number, row in enumerate(given):
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
    return accepted - len(again.left), rejected, [*again.moved(), *warnings]


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

    values = typed_of(ACTIVITY, row)
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
    return Activity(
        id=id_, agency=holder.id, items=tuple(whose.chosen(named)), **{"kind": "other", **clean}
    )
