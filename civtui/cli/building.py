"""The nouns of the building year: one way to make each register's verbs, and its boards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui.cli.face import Face, emit, json_option, narrate, pour
from civtui.cli.imports import say_import
from civtui.cli.values import YEAR
from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.errors import UsageFault
from civtui.model.registers import REGISTERS, Field, Register
from civtui.model.text import msg
from civtui.workspace.answers import plain

if TYPE_CHECKING:
    from civtui.workspace.building.boards import Board
    from civtui.workspace.building.registers import RecordRow
    from civtui.workspace.session import Workspace

SHOWN = 6


def said_fields(values: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, by field id."""
    return {name.replace("_", "-"): value for name, value in values.items() if value is not None}


def _options(kind: Register) -> list[click.Option]:
    made = []
    for field in kind.fields:
        flags = [f"--{field.id}", field.id.replace("-", "_")]
        help_ = _help(field)
        if field.type == "evidence":
            made.append(click.Option(flags, multiple=True, metavar="FILE|HASH", help=help_))
        else:
            metavar = "|".join(c.id for c in field.choices) or field.catalogue.upper() or None
            made.append(click.Option(flags, metavar=metavar or field.type.upper(), help=help_))
    return made


def _help(field: Field) -> str:
    return render(field.title) + ("" if field.required else t("cli_building.optional"))


def _evidence(ws: Workspace, values: dict[str, Any]) -> dict[str, Any]:
    """Put the files that were named into the store."""
    from civtui.workspace.building.evidence import taken_in

    if not values.get("evidence"):
        return {name: value for name, value in values.items() if name != "evidence"}
    return {**values, "evidence": taken_in(ws, values["evidence"])}


def rows_of(ws: Workspace, kind: Register, rows: Sequence[RecordRow]) -> Iterator[str]:
    """Yield records as a table: the id, whose, and the first fields."""
    from civtui.workspace.building.registers import shown, titles_of

    fields = [f for f in kind.fields if f.type != "evidence" and f.id != "note"][:SHOWN]
    titles = {f.id: titles_of(ws, f) for f in fields if f.catalogue}
    heads = ["id", t("building.column-agency"), *(render(f.title) for f in fields)]
    body = [
        [
            row.id,
            row.agency_name,
            *(shown(ws, f, row.values.get(f.id), titles.get(f.id)) for f in fields),
        ]
        for row in rows
    ]
    yield from table(heads, body)


class Verbs:
    """What can be done with the records of one register, from the command line.

    Args:
        kind: the register.
    """

    def __init__(self, kind: Register) -> None:
        self.kind = kind

    def add(
        self, face: Face, /, as_json: bool, why: str, agency: str | None = None, **given: Any
    ) -> int:
        """Put a record down."""
        from civtui.workspace.building.registers import add

        ws = face.open()
        row = add(ws, self.kind.id, agency, _evidence(ws, said_fields(given)), why=why)
        return emit(row._asdict(), as_json, lambda: rows_of(ws, self.kind, [row]))

    def set(self, face: Face, /, id_: str, as_json: bool, why: str, **given: Any) -> int:
        """Change fields of a record."""
        from civtui.workspace.building.registers import change

        ws = face.open()
        row = change(ws, self.kind.id, id_, _evidence(ws, said_fields(given)), why=why)
        return emit(row._asdict(), as_json, lambda: rows_of(ws, self.kind, [row]))

    def remove(self, face: Face, /, id_: str, as_json: bool, why: str) -> int:
        """Take a record out."""
        from civtui.workspace.building.registers import remove

        row = remove(face.open(), self.kind.id, id_, why=why)
        return emit(row._asdict(), as_json, lambda: [t("cli_building.removed", id=row.id)])

    def list(
        self, face: Face, /, as_json: bool, agency: str | None, year: int | None, open_only: bool
    ) -> int:
        """List records."""
        from civtui.workspace.building.registers import record_rows

        ws = face.open()
        rows = record_rows(ws, self.kind.id, agency, year=year, open_only=open_only)
        return emit([row._asdict() for row in rows], as_json, lambda: rows_of(ws, self.kind, rows))

    def show(self, face: Face, /, id_: str, as_json: bool) -> int:
        """Show one record, field by field."""
        from civtui.workspace.building.registers import record, shown

        ws = face.open()
        row = record(ws, self.kind.id, id_)

        def lines() -> Iterator[str]:
            yield f"{row.id}  {row.agency_name}"
            for field in self.kind.fields:
                if field.id in row.values:
                    yield f"  {render(field.title)}  {shown(ws, field, row.values[field.id])}"

        return emit(row._asdict(), as_json, lines)

    def import_(
        self, face: Face, /, file: Path, as_json: bool, dry_run: bool, skip_rejected: bool
    ) -> int:
        """Take records in from a workbook."""
        from civtui.workspace.building.intake import import_register

        answer = import_register(
            face.open(), self.kind.id, file, dry_run=dry_run, skip_rejected=skip_rejected
        )
        return say_import(answer, as_json)


def register_group(kind: Register, boards: Sequence[str] = ()) -> click.Group:
    """Return the noun of a register with its verbs.

    Args:
        boards: names of boards that stand under it.
    """
    said = t("cli_building.group", title=kind.title, wording=kind.wording)
    group = click.Group(kind.id, help=said)
    verbs, fields = Verbs(kind), _options(kind)
    whose = [click.Argument(["agency"])] if kind.whose == "agency" else []
    id_ = click.Argument(["id_"], metavar="ID")
    why = click.Option(["--why"], default="", help=t("cli_building.help-why"))
    reason = click.Option(["--why"], required=True, help=t("cli_building.help-why"))
    filters = [
        click.Option(["--agency"], help=t("cli_building.help-agency")),
        click.Option(["--year"], type=YEAR, help=t("cli_building.help-year")),
        click.Option(["--open", "open_only"], is_flag=True, help=t("cli_building.help-open")),
    ]
    file = [
        click.Argument(["file"], type=click.Path(path_type=Path)),
        click.Option(["--dry-run"], is_flag=True, help=t("cli_exchange.help-dry-run")),
        click.Option(["--skip-rejected"], is_flag=True, help=t("cli_exchange.help-skip")),
    ]
    _command(group, "add", verbs.add, [*whose, *fields, why])
    _command(group, "set", verbs.set, [id_, *fields, why])
    _command(group, "remove", verbs.remove, [id_, reason])
    _command(group, "list", verbs.list, filters)
    _command(group, "show", verbs.show, [id_])
    _command(group, "import", verbs.import_, file)
    for name in boards:
        board_command(group, name)
    return group


def _command(group: click.Group, name: str, body: Any, params: Iterable[click.Parameter]) -> None:
    """Hang a verb on a noun, with `--json` as its last option."""
    wrapped = json_option(click.pass_obj(body))
    made = click.command(name, help=t(f"cli_building.help-{name}"))(wrapped)
    made.params = [*params, *made.params]
    group.add_command(made)


def board_command(group: click.Group, name: str) -> None:
    """Hang a board on a noun."""

    @group.command(VERBS.get(name, name), help=t(f"building.board-{name}"))
    @click.argument("agency", required=False)
    @click.option("--year", type=YEAR, help=t("cli_building.help-year"))
    @click.option("-o", "file", type=click.Path(path_type=Path), help=t("cli_building.help-csv"))
    @json_option
    @click.pass_obj
    def show(
        face: Face, agency: str | None, year: int | None, file: Path | None, as_json: bool
    ) -> int:
        from civtui.workspace.building.boards import board

        found = board(face.open(), name, agency, year)
        if file is not None:
            from civtui.workspace.building.written import csv_bytes, write_csv

            heads = [column_title(column) for column in found.columns]
            rows = [[render(cell) for cell in row.cells] for row in found.rows]
            if file == Path("-"):
                if as_json:
                    raise UsageFault(msg("output.json-too"))
                return pour(csv_bytes(heads, rows))
            write_csv(file, heads, rows)
            narrate(t("cli_exchange.exported", file=file))
        return emit(board_document(found), as_json, lambda: board_lines(found))


def board_document(found: Board) -> dict[str, Any]:
    """Return a board as `--json` prints it: a row is an object by column."""
    return {
        "board": found.id,
        "rows": [
            {
                "id": row.id,
                **{c: plain(cell) for c, cell in zip(found.columns, row.cells, strict=True)},
                "tone": row.tone,
            }
            for row in found.rows
        ],
        "notes": [render(note) for note in found.notes],
    }


def column_title(name: str) -> str:
    """Return a board's column as people read it."""
    kind, _, id_ = name.partition(":")
    return id_ if kind == "institution" and id_ else t(f"building.column-{name}")


def board_lines(found: Board) -> Iterator[str]:
    """Yield a board as a table with its notes."""
    body = [[render(cell) for cell in row.cells] for row in found.rows]
    yield from table([column_title(name) for name in found.columns], body)
    yield from (render(note) for note in found.notes)


def noun(name: str) -> click.Group:
    """Return a noun with the registers and boards that stand under it."""
    boards, below = NOUNS[name]
    group = register_group(REGISTERS[name], boards)
    for part in below:
        group.add_command(register_group(REGISTERS[part]))
    return group


# what a board is called where its own name is a noun
VERBS = {"together": "matrix", "guarantees": "compare", "self": "compare"}
NOUNS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "duty": (
        ("chart", "gate", "leads", "together", "results"),
        ("post", "lead", "together", "result"),
    ),
    "report": (("heard", "chase", "self"), ("filing", "filed", "self")),
    "guarantee": (("guarantees",), ()),
    "institution": (("coverage", "revisions"), ()),
    "inspection": (("findings", "bulletin"), ("finding",)),
    "exemplar": (("spread",), ("takeover",)),
}
duty, report, guarantee = noun("duty"), noun("report"), noun("guarantee")
institution, inspection, exemplar = noun("institution"), noun("inspection"), noun("exemplar")
