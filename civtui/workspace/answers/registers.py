"""Registers: records put down, changed, taken out, shown, taken in; the boards over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.model.progress import Tell
from civtui.model.registers import REGISTERS
from civtui.model.text import Message, msg
from civtui.tables import table_of
from civtui.verbs.registers import SEVERAL
from civtui.workspace.answers import Answer, Foreseen, plain
from civtui.workspace.answers.intake import foreseen, imported
from civtui.workspace.lists.cells import cells, printed
from civtui.workspace.lists.listing import Listing
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.building.boards import Board
    from civtui.workspace.building.records import RecordRow


@contextmanager
def _fields_named() -> Iterator[None]:
    """Let a fault of a field say which one, so that a form stands on it."""
    try:
        yield
    except CivtuiError as error:
        error.field = error.field or str(error.where.get("key", ""))
        raise


def _typed(ws: Workspace, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, by field id; files that are named as evidence are kept first."""
    from civtui.workspace.building.evidence import taken_in

    values = {
        id_: ",".join(value) if isinstance(value, list | tuple) and id_ != "evidence" else value
        for id_, value in given.items()
    }
    if values.get("evidence"):
        parts = values["evidence"]
        try:
            values["evidence"] = taken_in(ws, [parts] if isinstance(parts, str) else parts)
        except CivtuiError as error:
            error.field = "evidence"
            raise
    return values


def _stored(ws: Workspace, register: str, row: RecordRow) -> Answer:
    from civtui.workspace.building.catalogues import Catalogues

    name = Catalogues(ws).name_of(REGISTERS[register], row)
    return Answer(
        row.document(),
        lambda: printed(ws, f"records:{register}", [row]),
        brief=msg("tui.record-stored", name=name),
        row=(f"record:{register}", row.id),
    )


def add(
    ws: Workspace, *, register: str, agency: str | None, given: Mapping[str, Any], why: str
) -> Answer:
    """Put a record down."""
    return add_one(ws, register=register, agency=agency, given=given, why=why, another=False)


def add_one(
    ws: Workspace,
    *,
    register: str,
    agency: str | None,
    given: Mapping[str, Any],
    why: str,
    another: bool,
) -> Answer:
    """Put a record down that no key tells from others: it may be said to be another one."""
    from civtui.workspace.building import registers

    with _fields_named():
        row = registers.add(ws, register, agency, _typed(ws, given), why=why, another=another)
    return _stored(ws, register, row)


def set_(
    ws: Workspace, *, register: str, record: str, given: Mapping[str, Any], why: str
) -> Answer:
    """Change fields of a record."""
    from civtui.workspace.building.registers import change

    with _fields_named():
        row = change(ws, register, record, _typed(ws, given), why=why)
    return _stored(ws, register, row)


def may_set(ws: Workspace, record: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a record cannot be changed: it is not seen now."""
    from civtui.workspace.building import records

    records.record(ws, fixed["register"], record)
    return None


def beginning(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a new record: this year, where it is of one."""
    year = REGISTERS[fixed["register"]].field("year")
    return {"year": str(ws.today().year)} if year else {}


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a record that is changed: what it holds."""
    from civtui.workspace.building import records

    if not values.get("record"):
        return {}
    held = records.record(ws, fixed["register"], values["record"]).values
    return {
        id_: value.split(",") if id_ in SEVERAL and isinstance(value, str) else value
        for id_, value in held.items()
    }


def may_remove(ws: Workspace, record: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a record stays: others point to it."""
    from civtui.workspace.building import records
    from civtui.workspace.building.record_dependents import hold_rested

    row = records.record(ws, fixed["register"], record)
    hold_rested(ws, fixed["register"], record, row.by, row.values)
    return None


def remove(ws: Workspace, *, register: str, record: str, why: str) -> Answer:
    """Take a record out."""
    from civtui.workspace.building import registers
    from civtui.workspace.building.catalogues import Catalogues

    row = registers.remove(ws, register, record, why=why)
    name = Catalogues(ws).name_of(REGISTERS[register], row)
    return Answer(row.document(), lambda: [t("cli_building.removed", name=name)])


def list_(
    ws: Workspace, *, register: str, agency: str | None, year: int | None, open: bool
) -> Answer:
    """Answer with the records of a register."""
    from civtui.workspace.building.records import record_rows

    rows = record_rows(ws, register, agency, year=year, open_only=open)
    return Answer([r.document() for r in rows], lambda: printed(ws, f"records:{register}", rows))


def show(ws: Workspace, *, register: str, record: str) -> Answer:
    """Answer with one record, field by field."""
    from civtui.workspace.building import records
    from civtui.workspace.building.catalogues import Catalogues

    row, once, kind = records.record(ws, register, record), Catalogues(ws), REGISTERS[register]

    def lines() -> Iterator[str]:
        yield f"{row.id}  {row.agency_name}"
        if row.carried:
            yield f"  {render(records.carried_said(row))}  {row.carried}"
        for field in kind.fields:
            if field.id in row.values and not (row.carried and field.id == kind.open[0]):
                yield f"  {render(field.title)}  {once.told(field, row.values)}"

    return Answer(row.document(), lines)


def import_(
    ws: Workspace,
    *,
    register: str,
    file: Path,
    map: Path | None,
    hidden: bool,
    dry_run: bool,
    skip_rejected: bool,
    tell: Tell,
) -> Answer:
    """Take records in from a workbook."""
    from civtui.workspace.building.intake import import_register

    return imported(
        import_register(
            ws,
            register,
            file,
            mapping=map,
            hidden=hidden,
            dry_run=dry_run,
            skip_rejected=skip_rejected,
            tell=tell,
        ),
        skips=skip_rejected,
    )


def import_foreseen(ws: Workspace, values: Mapping[str, Any], tell: Tell) -> Foreseen:
    """Say how many records would come in, and what is wrong and where."""
    from civtui.workspace.building.intake import import_register

    found = import_register(
        ws,
        values["register"],
        values["file"],
        mapping=values["map"],
        hidden=values["hidden"],
        dry_run=True,
        tell=tell,
    )
    return foreseen(found, msg("verbs/import.foreseen-records", **found.changes), values)


def board(
    ws: Workspace, *, name: str, agency: str | None, year: int | None, file: Path | None
) -> Answer:
    """Answer with a board; a file takes its rows as CSV, `-` in place of them."""
    from civtui.workspace.building import boards

    found = boards.board(ws, name, agency, year)
    document, aside = _board_document(found), tuple[str, ...]()
    if file is not None:
        from civtui.workspace.building.written import csv_bytes, write_csv

        heads, rows = cells(Listing(ws, table_of(f"board:{name}"), about=found), found.rows)
        if file == Path("-"):
            return Answer(document, list, content=partial(csv_bytes, heads, rows))
        write_csv(file, heads, rows)
        aside = (t("cli_exchange.exported", file=file),)
    return Answer(document, lambda: _board_lines(ws, found), aside=aside)


def _board_document(found: Board) -> dict[str, Any]:
    """Return a board as a document: a row is an object by column."""
    return {
        "board": found.id,
        "rows": [
            {
                "id": row.id,
                **{c: plain(cell) for c, cell in zip(found.columns, row.cells, strict=True)},
                **row.ids,
                "tone": row.tone,
            }
            for row in found.rows
        ],
        "notes": [render(note) for note in found.notes],
    }


def _board_lines(ws: Workspace, found: Board) -> Iterator[str]:
    """Yield a board as a table with its notes."""
    yield from printed(ws, f"board:{found.id}", found.rows, found)
    yield from (render(note) for note in found.notes)
