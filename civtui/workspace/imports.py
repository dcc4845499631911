"""Imports: what a file comes to, shown and written by one rule."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.exchange.plan import Change, Known, KnownAgency, KnownOffice, Left, Plan, Problem, Seen
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import TEXTS, WORKBOOKS
from civtui.files import read_bytes
from civtui.ledger import queries
from civtui.ledger.ledger import Person
from civtui.ledger.statements import statements
from civtui.model.errors import Refused
from civtui.model.progress import Tell, silent, told
from civtui.model.roles import Right, Role
from civtui.model.text import msg
from civtui.workspace.plugin_sheets import sheets_by_plugin
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.exchange.marks import MarkRow, RoundView
    from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
    from civtui.workspace.rounds import AssessorLine, ItemSpec, SubjectLine

SLICE = 500


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
            "cells": [cell._asdict() for cell in self.cells],
        }


def known(ws: Workspace) -> Known:
    """Return what the workspace has, for the reader to match rows against."""
    agencies = queries.rows(ws.ledger, "agencies", "known-agencies")
    offices = queries.rows(ws.ledger, "agencies", "known-offices")
    titles = queries.rows(ws.ledger, "agencies", "standing-titles")
    return Known(
        tuple(KnownAgency(*row[:4]) for row in agencies),
        tuple(KnownOffice(*row) for row in offices),
        frozenset((row[0], row[1]) for row in titles),
        frozenset(row[0] for row in queries.rows(ws.ledger, "agencies", "every-id")),
    )


def import_registry(
    ws: Workspace,
    path: Path,
    mapping: Path | None = None,
    *,
    dry_run: bool = False,
    skip_rejected: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take a registry in, or show what it would come to.

    Args:
        path: xlsx, ods, csv, or what the importer of an enabled plugin reads.
        mapping: a TOML file that names the columns.
        dry_run: write nothing.
        skip_rejected: write the rows that can be taken though others are rejected.
        tell: is told how far it is; what it raises ends it, and nothing is written.

    Raises:
        BadInput: the file cannot be read.
        Refused: the user may not, or somebody else changed the registry meanwhile.
    """
    ws.require(Right.KEEP)
    unchanged = _Unchanged(ws)
    ours = path.suffix.lower() in (*TEXTS, *WORKBOOKS)
    foreign = None if ours else sheets_by_plugin(ws, path)
    plan = read_registry(path, known(ws), mapping, foreign, tell)
    records = _Records(ws, plan)
    writes = not dry_run and (skip_rejected or not plan.rejected)
    if writes and records.any():
        digest = sha256(read_bytes(path)).hexdigest()
        ws.write(
            *records.slices(path.name, digest),
            right=Right.KEEP,
            persons=list(records.persons.values()),
            check=unchanged,
            tell=records.counting(tell),
        )
    return ImportAnswer(
        plan.accepted, plan.rejected, plan.warnings, records.changes(), writes and records.any(),
        seen=plan.seen, left=plan.left, cells=plan.cells,
    )  # fmt: skip


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


class _Records:
    """The plan as records of facts, without those that would change nothing.

    Args:
        ws: the workspace.
        plan: what the file comes to.
    """

    def __init__(self, ws: Workspace, plan: Plan) -> None:
        from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle

        self.persons: dict[str, Person] = {}
        self.connection = ws.ledger.connection
        self.agencies: list[AgencyRecord] = []
        for a in plan.agencies:
            old = self._row("SELECT name, short, category, code, sector, ord, declared_offices, "
                            "staff, chief, contact FROM agency WHERE id = ?", a.id)  # fmt: skip
            record = AgencyRecord(
                id=a.id, name=a.name, short=a.short, category=a.category, code=a.code,
                sector=a.sector, order=a.order or None, declared_offices=a.offices, staff=a.staff,
                chief=self._person(a.chief, "", old[8] if old else None),
                contact=self._person(a.contact, a.phone, old[9] if old else None),
            )  # fmt: skip
            if not _same(old, record, AGENCY_FIELDS):
                self.agencies.append(record)
        self.offices: list[OfficeRecord] = []
        for o in plan.offices:
            old = self._row("SELECT name, ord, staff, head FROM office WHERE id = ?", o.id)
            office = OfficeRecord(
                id=o.id, agency=o.agency, name=o.name, order=o.order, staff=o.staff,
                head=self._person(o.head, "", old[3] if old else None),
            )  # fmt: skip
            if not _same(old, office, OFFICE_FIELDS):
                self.offices.append(office)
        self.titles: list[OpeningTitle] = [
            OpeningTitle.model_validate(title._asdict()) for title in plan.titles
        ]

    def _row(self, query: str, id_: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(query, (id_,)).fetchone()
        return found

    def _person(self, name: str, phone: str, token: str | None) -> str | None:
        """Return the token of a person; the one there is where the details are the same."""
        if not name and not phone:
            return None
        if token:
            old = self._row("SELECT name, phone FROM person WHERE token = ?", token)
            if old == (name, phone):
                return token
        salt = token_hex(8)
        made = sha256(f"{salt}\n{name}\n{phone}".encode()).hexdigest()[:32]
        self.persons[made] = Person(made, salt, name, phone)
        return made

    def any(self) -> bool:
        return bool(self.agencies or self.offices or self.titles)

    def changes(self) -> dict[str, int]:
        models = {t.holder for t in self.titles if t.honor == "model-office"}
        # a model office's civilized title comes with it and is no change of its own
        own = [t for t in self.titles if t.honor != "civilized-office" or t.holder not in models]
        return {"agencies": len(self.agencies), "offices": len(self.offices), "honors": len(own)}

    def counting(self, tell: Tell) -> Tell:
        """Return what tells of records where the ledger tells of facts."""
        return counting(tell, len(self.agencies) + len(self.offices) + len(self.titles))

    def slices(self, source: str, digest: str) -> Iterator[Registered]:
        from civtui.model.facts.registry import Registered

        stamp = {"source": source, "source_sha256": digest}
        for start in range(0, len(self.agencies), SLICE):
            yield Registered(agencies=tuple(self.agencies[start : start + SLICE]), **stamp)
        for start in range(0, len(self.offices), SLICE):
            yield Registered(offices=tuple(self.offices[start : start + SLICE]), **stamp)
        for start in range(0, len(self.titles), SLICE):
            yield Registered(titles=tuple(self.titles[start : start + SLICE]), **stamp)


def counting(tell: Tell, records: int) -> Tell:
    """Return what tells of records, where the ledger tells of the facts that hold them."""

    def count(step: str, done: int, of: int) -> None:
        tell(step, done * records // of, records)

    return count


AGENCY_FIELDS = ("name", "short", "category", "code", "sector", "order", "declared_offices",
                 "staff", "chief", "contact")  # fmt: skip
OFFICE_FIELDS = ("name", "order", "staff", "head")


def _same(old: tuple[Any, ...] | None, record: Any, fields: tuple[str, ...]) -> bool:
    """Return whether writing `record` would change nothing; None keeps what there is."""
    if old is None:
        return False
    new = [getattr(record, field) for field in fields]
    return all(b is None or a == b for a, b in zip(old, new, strict=True))


def _round_view(
    subjects: Sequence[SubjectLine],
    items: dict[str, ItemSpec],
    panel: Sequence[AssessorLine],
    assessor: str | None,
) -> RoundView:
    """Return a round as the reader of a file of marks looks at it."""
    from civtui.exchange.marks import JudgeView, RoundView
    from civtui.workspace.rounds import barred_subjects, mine

    return RoundView(
        subjects={s.id: (s.name, s.agency_name) for s in subjects},
        items=items,
        judges={
            j.id: JudgeView(j.name, barred_subjects(j, subjects), mine(j, subjects), j.submitted)
            for j in panel
        },
        assessor=assessor,
    )


def import_marks(
    ws: Workspace,
    path: Path,
    round_id: str,
    *,
    assessor: str | None = None,
    dry_run: bool = False,
    skip_rejected: bool = False,
    tell: Tell = silent,
) -> ImportAnswer:
    """Take marks of a round in, or show what they would come to.

    Args:
        path: a table of (office, item, assessor, value) rows, or offices by items for `assessor`.
        assessor: whose marks a file without a column of assessors holds.
        tell: is told how far it is; what it raises ends it, and nothing is written.

    Raises:
        NotFound: no such round or assessor.
        BadInput: the file cannot be read.
        Refused: the round is closed, a sheet submitted, an assessor brings another one's marks or
            leaves the anchors out.
    """
    from civtui.exchange.marks import read_marks
    from civtui.workspace import rounds
    from civtui.workspace.admission import admits_all, anchors_covered

    ws.require(Right.MARK)
    round_ = rounds.round_row(ws, round_id)
    subjects = rounds.subjects_of(ws, round_)
    panel = rounds.assessors_of(ws, round_)
    if assessor is not None or ws.role == Role.ASSESSOR:
        own = rounds.assessor_for(ws, round_, assessor)
        assessor = own.id
        # an assessor brings in no marks but their own
        panel = [own] if ws.role == Role.ASSESSOR else panel
    items = {item.id: item for item in rounds.items_of(ws, round_)}
    plan = read_marks(path, _round_view(subjects, items, panel, assessor), tell)
    if ws.role == Role.ASSESSOR:
        anchors_covered(rounds.sheet(ws, round_id, assessor), plan.rows)
    admits_all(round_id, plan.rows)(ws.ledger.connection)
    writes = not dry_run and (skip_rejected or not plan.rejected) and bool(plan.rows)
    if writes:
        _store_marks(ws, path, round_id, plan.rows, counting(tell, len(plan.rows)))
    changes = {"agencies": 0, "offices": 0, "honors": 0, "marks": len(plan.rows)}
    return ImportAnswer(
        len(plan.rows), plan.rejected, plan.warnings, changes, writes,
        len({row[0] for row in plan.rows}), len({row[2] for row in plan.rows}),
    )  # fmt: skip


MARK_SLICE = 2000


def _store_marks(ws: Workspace, path: Path, round_id: str, rows: list[MarkRow], tell: Tell) -> None:
    """Write marks with the file that they come from, a slice a fact, all or none."""
    from civtui.model.facts.rounds import MarksImported
    from civtui.workspace.admission import admits_all

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
    ws.write(*slices, right=Right.MARK, check=admits_all(round_id, rows), tell=tell)
