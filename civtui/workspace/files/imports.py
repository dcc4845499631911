"""Imports: what a file comes to, shown and written by one rule."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.exchange.headers import KINDS, MARKS
from civtui.exchange.plan import (
    Change,
    Left,
    Problem,
    Seen,
)
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import TEXTS, WORKBOOKS
from civtui.files import read_bytes
from civtui.ledger.statements import statements
from civtui.model.errors import Refused
from civtui.model.progress import Tell, silent, told
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.rules.policies import choice
from civtui.workspace.agencies.agencies import agency_rows, city_called
from civtui.workspace.agencies.registry_records import Records, counting
from civtui.workspace.agencies.taken_out import leave_out_bodies
from civtui.workspace.files.column_memory import remember, remembered
from civtui.workspace.files.matching import known, round_view
from civtui.workspace.plugins.plugin_sheets import sheets_by_plugin
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.exchange.marks_plan import MarksPlan
    from civtui.exchange.round_view import MarkRow, RoundView

Check = Callable[[sqlite3.Connection], None]


class ImportAnswer(NamedTuple):
    """What came of an import.

    Args:
        accepted: rows that can be taken.
        changes: kind -> how many were added or changed.
        written: whether anything was written.
        subjects: how many have marks in it.
        judges: how many gave them.
        seen: how each sheet was understood, column by column.
        left: rows that are no data, and what they were taken for.
        cells: values that stand and change, old and new.
        fact: number of its first fact, by which it is taken back as a whole; 0 where none was
            written.
        brought: titles that come with another one and are not counted: those of model offices as
            civilized ones.
        same: rows of a register that say what stands already.
        out: rows that name what was taken out as a mistake, and are left.
        on: agency -> its subjects that marks are on.
    """

    accepted: int
    rejected: list[Problem]
    warnings: list[Problem]
    changes: dict[str, int]
    written: bool
    subjects: int = 0
    judges: int = 0
    seen: Sequence[Seen] = ()
    left: Sequence[Left] = ()
    cells: Sequence[Change] = ()
    fact: int = 0
    brought: int = 0
    same: int = 0
    out: int = 0
    on: Mapping[str, Sequence[str]] = MappingProxyType({})

    def document(self) -> dict[str, Any]:
        """Return the answer as `import --json` prints it."""
        return {
            "accepted": self.accepted,
            "rejected": [problem.document() for problem in self.rejected],
            "warnings": [problem.document() for problem in self.warnings],
            "changes": self.changes,
            "written": self.written,
            "sheets": [
                {**sheet._asdict(), "columns": [column._asdict() for column in sheet.columns]}
                for sheet in self.seen
            ],
            "left_out": [row._asdict() for row in self.left],
            "cells": [cell.document() for cell in self.cells],
            "fact": self.fact or None,
        }


def import_registry(
    ws: Workspace,
    path: Path,
    mapping: Path | None = None,
    *,
    dry_run: bool = False,
    skip_rejected: bool = False,
    hidden: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take a registry in, or show what it would come to.

    Args:
        path: xlsx, ods, csv, or what the importer of an enabled plugin reads.
        mapping: a TOML file that names the columns.
        dry_run: write nothing.
        skip_rejected: write the rows that can be taken though others are rejected.
        hidden: also take the rows and columns that the file hides.
        tell: is told how far it is; what it raises ends it, and nothing is written.

    Raises:
        BadInput: the file cannot be read.
        Refused: the user may not, or somebody else changed the registry meanwhile.
    """
    ws.require(Right.KEEP)
    unchanged = _Unchanged(ws)
    ours = path.suffix.lower() in (*TEXTS, *WORKBOOKS)
    foreign = None if ours else sheets_by_plugin(ws, path)
    mismatch = choice(ws.profile().policies, "roster-mismatch")
    kept = {kind: remembered(ws, kind) for kind in KINDS}
    how = How(refuse_mismatch=mismatch == "refuse", hidden=hidden, kept=kept, today=ws.today())
    plan = read_registry(path, known(ws), mapping, foreign, tell, how)
    out = leave_out_bodies(ws, plan, city_called(ws, agency_rows(ws)))
    records = Records(ws, plan)
    writes = not dry_run and (skip_rejected or not plan.rejected)
    facts: list[int] = []
    if writes:
        remember(ws, mapping, None, plan.seen)
    if writes and records.any():
        digest = sha256(read_bytes(path)).hexdigest()
        facts = ws.write(
            *records.slices(path.name, digest),
            right=Right.KEEP,
            persons=list(records.persons.values()),
            check=unchanged,
            tell=records.counting(tell),
        )
    return ImportAnswer(
        plan.accepted,
        plan.rejected,
        plan.warnings,
        records.changes(),
        writes and records.any(),
        seen=plan.seen,
        left=plan.left,
        cells=records.cells,
        fact=min(facts, default=0),
        brought=records.brought(),
        out=out,
    )


class _Unchanged:
    """Holds that nobody else has changed agencies or offices since the file was compared.

    Two people who import at once would else give the same new id to two agencies.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.last = self._newest(ws.ledger.connection)

    def __call__(self, connection: sqlite3.Connection) -> None:
        if self._newest(connection) != self.last:
            raise Refused(msg("exchange.changed-meanwhile"), hint=msg("exchange.import-again"))

    @staticmethod
    def _newest(connection: sqlite3.Connection) -> int:
        query = statements("queries", "agencies")["newest-change"]
        newest: int = connection.execute(query).fetchone()[0]
        return newest


def import_marks(
    ws: Workspace,
    path: Path,
    round_id: str,
    *,
    assessor: str | None = None,
    mapping: Path | None = None,
    overwrite: bool = False,
    hidden: bool = False,
    dry_run: bool = False,
    skip_rejected: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take marks of a round in, or show what they would come to.

    A mark that stands already is left; one that a file brought gives way to this one's; one given
    by hand is rejected where this one differs, and one for a cell that was skipped.

    Args:
        path: a table of (office, item, assessor, value) rows, or offices by items for `assessor`.
        assessor: whose marks a file without a column of assessors holds.
        mapping: a TOML file that names the columns.
        overwrite: marks given by hand give way, too.
        hidden: also take the rows and columns that the file hides.
        tell: is told how far it is; what it raises ends it, and nothing is written.

    Raises:
        NotFound: no such round or assessor.
        BadInput: the file cannot be read.
        Refused: the round is closed, a sheet submitted, an assessor brings another one's marks or
            leaves the anchors out.
    """
    from civtui.exchange.marks import read_marks

    ws.require(Right.MARK)
    head = ws.head()  # read first: what comes after it is not in what is compared
    view = round_view(ws, round_id, assessor)._replace(overwrite=overwrite)
    plan = read_marks(path, view, tell, mapping, remembered(ws, "marks"), hidden=hidden)
    _hold_theirs(ws, round_id, view, plan)
    takes = not dry_run and (skip_rejected or not plan.rejected)
    if takes:
        remember(ws, mapping, {"marks": MARKS}, plan.seen)
    facts: list[int] = []
    if writes := takes and bool(plan.fresh):
        check = _marks_unchanged(round_id, plan.fresh, head)
        facts = _store_marks(ws, path, round_id, plan.fresh, check, counting(tell, len(plan.fresh)))
    return ImportAnswer(
        len(plan.rows),
        plan.rejected,
        plan.warnings,
        {"agencies": 0, "offices": 0, "honors": 0, "marks": len(plan.fresh)},
        writes,
        len({row[0] for row in plan.rows}),
        len({row[2] for row in plan.rows}),
        seen=plan.seen,
        left=plan.left,
        cells=plan.cells,
        fact=min(facts, default=0),
        on=view.whose(plan.rows),
    )


def _hold_theirs(ws: Workspace, round_id: str, view: RoundView, plan: MarksPlan) -> None:
    """Hold that the user may put down the marks of a file.

    Raises:
        Refused: the round is closed, a sheet submitted, an assessor brings another one's marks or
            leaves the anchors out.
    """
    from civtui.workspace.marks.admission import admits_all, anchors_covered
    from civtui.workspace.rounds import rounds

    if ws.role == Role.ASSESSOR:
        anchors_covered(rounds.sheet(ws, round_id, view.assessor), plan.rows)
    admits_all(round_id, plan.rows)(ws.ledger.connection)


def _marks_unchanged(round_id: str, rows: list[MarkRow], head: int) -> Check:
    """Return the check that the cells of `rows` are what they were at fact `head`, and are open.

    Raises:
        Refused: somebody marked one of them meanwhile.
    """
    from civtui.workspace.marks.admission import admits_all

    admits = admits_all(round_id, rows)

    def check(connection: sqlite3.Connection) -> None:
        admits(connection)
        query = statements("queries", "rounds")["marks-since"]
        since = set(connection.execute(query, {"round": round_id, "seq": head}))
        if since and since.intersection(row[:3] for row in rows):
            raise Refused(msg("exchange.changed-meanwhile"), hint=msg("exchange.import-again"))

    return check


MARK_SLICE = 2000


def _store_marks(
    ws: Workspace, path: Path, round_id: str, rows: list[MarkRow], check: Check, tell: Tell
) -> list[int]:
    """Write marks with the file that they come from, a slice a fact, all or none."""
    from civtui.model.facts.rounds import MarksImported

    digest = sha256(read_bytes(path)).hexdigest()
    slices = [
        MarksImported(
            round=round_id,
            rows=tuple(rows[start : start + MARK_SLICE]),
            source=path.name,
            source_sha256=digest,
        )
        for start in told(range(0, len(rows), MARK_SLICE), "pack", tell, 1)
    ]
    return ws.write(*slices, right=Right.MARK, check=check, tell=tell)
