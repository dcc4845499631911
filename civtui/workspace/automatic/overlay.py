"""Lets every reader see what the profile's choices have done by themselves, before it is on record.

The tables that they touch are copied into temporary ones of the same names, which SQLite reads in
the place of the others, and the facts that are due are projected into those. Nothing is written.
The next write takes the copies away, and records the same facts with its own.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from civtui.ledger.queries import statement
from civtui.profile.clock_lengths import Lengths, lengths
from civtui.profile.places import profile_path
from civtui.profile.standing_choices import Automatic, automatic, files
from civtui.workspace.automatic.soundness import fault_of

if TYPE_CHECKING:
    from civtui.ledger.ledger import Ledger
    from civtui.model.errors import CivtuiError
    from civtui.model.facts.envelope import Body, Fact
    from civtui.workspace.automatic.steps import Step, Steps

TABLES = ("title", "title_event", "standing_event", "card", "card_step")
# kinds of fact that write those tables, or that what comes about by itself rests on
KINDS = (
    "registered",
    "body-removed",
    "title-corrected",
    "reformed",
    "reform-taken-back",
    "granted",
    "withdrawn",
    "renewed",
    "restored",
    "appealed",
    "appeal-decided",
    "result-received",
    "carded",
    "card-stepped",
    "card-ended",
    "round-closed",
    "took-part",
    "voided",
)
OF_TITLES = frozenset(KINDS)
NOTHING = Automatic(falls=False)
MOST = 100_000  # steps; a chain of choices that never ends would be a fault of ours


class Open(Protocol):
    """What is asked of the open workspace."""

    dir: Path
    ledger: Ledger
    user: str

    @property
    def profile_path(self) -> str:
        """The profile it runs under."""

    def today(self) -> date:
        """Return the day that answers are as of."""


class Overlay:
    """What is due by itself in a workspace, as of its day.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Open) -> None:
        self.ws = ws
        self.up = False
        self._done: list[Step] = []  # what the tables that stand in hold
        self._path = profile_path(ws.profile_path, ws.dir)
        self._files = [str(self._path)]
        self._stamp: object = None
        self._bereft: bool | None = None  # whether model titles had lost their ground already
        self._chosen = Automatic()
        self._fault: CivtuiError | None = None
        self._seen: object = None  # what the tables were last looked at for
        self._pulse: object = None
        self.carried: list[Step] = []  # what the writes of the deed at work recorded
        self.touched = False  # whether the deed at work wrote what titles hang on
        self.rehearsing = False  # a write is undone at its end (see `telling.rehearsed`)

    @property
    def chosen(self) -> Automatic:
        """The profile's choices; read again when a file of it changes.

        A profile that cannot be read as a whole (see `fault`) chooses nothing.
        """
        stamp = self._stamps()
        if self._stamp != stamp:
            self._stamp, self._chosen = stamp, NOTHING  # whoever asks meanwhile
            self._bereft = None
            self._fault = fault_of(self.ws.ledger, self._path)
            if self._fault is None:
                self._chosen = automatic(self._path)
            self._files = [str(self._path), *(str(file) for file in files(self._path))]
            self._stamp = self._stamps()
        return self._chosen

    def _stamps(self) -> list[int]:
        """Return what tells that a file of the profile was changed."""
        found = []
        for file in self._files:
            try:
                found.append(os.stat(file).st_mtime_ns)  # noqa: PTH116 - asked with every query
            except OSError:
                found.append(-1)
        return found

    @property
    def fault(self) -> CivtuiError | None:
        """Why the profile cannot be read, and so does nothing by itself; None where it can."""
        _ = self.chosen
        return self._fault

    def refresh(self) -> None:
        """Bring the tables that stand in up to the day and the head."""
        connection = self.ws.ledger.connection
        if connection.in_transaction:
            return
        may_be = self._may_be_due()  # which reads a profile that was changed
        if not (may_be or self.up):
            return
        day = self.ws.today()
        pulse = (
            connection.execute("PRAGMA data_version").fetchone()[0],
            connection.total_changes,
            day,
            self._stamp,
            id(connection),
        )
        if pulse == self._pulse:
            return
        newest = connection.execute(
            statement("automatic", "newest"), (json.dumps(KINDS),)
        ).fetchone()[0]
        seen = (newest, day, self._stamp, id(connection))
        if seen != self._seen:
            self.bare()
            if may_be:
                self._stand_in(day)
            self._seen = seen
        self._pulse = (pulse[0], connection.total_changes, *pulse[2:])

    def _may_be_due(self) -> bool:
        """Return whether something may be due that no deed of a person's has just caused.

        A model title falls by the deed that ends the civilized one; without one where the profile
        chose so afterwards, which is looked for once.
        """
        if self.chosen.by_time or not self.chosen.falls:
            return self.chosen.by_time
        if self._bereft is None:
            found = self.ws.ledger.connection.execute(statement("automatic", "bereft-on-record"))
            self._bereft = found.fetchone() is not None
        return self._bereft

    def bare(self) -> None:
        """Take the tables away that stand in for others."""
        self._pulse = self._seen = None
        self._done = []
        if self.up:
            self.up = False
            with _writable_aside(self.ws.ledger.connection):
                for table in TABLES:
                    self.ws.ledger.connection.execute(f"DROP TABLE IF EXISTS temp.{table}")

    def _stand_in(self, day: date) -> None:
        """Put tables in the place of others where something is due."""
        if self._steps(day).next() is None:
            return
        with _writable_aside(self.ws.ledger.connection):
            self.up = True
            self._copy()
            self._done = self._carry_out(day)

    def standing(self) -> list[Step]:
        """Return what has come about by itself up to the day and is not on record yet."""
        self.refresh()
        return self._done

    def _steps(self, day: date) -> Steps:
        from civtui.workspace.automatic.steps import Steps

        asked = self.chosen.share or self.chosen.delists or self.chosen.per_round
        profile = lengths(self._path) if asked else Lengths()
        return Steps(self.ws.ledger.connection, self.chosen, profile, day)

    def _copy(self) -> None:
        connection = self.ws.ledger.connection
        found = connection.execute(statement("automatic", "tables"), (json.dumps(TABLES),))
        for kind, name, table, sql in found.fetchall():
            if kind == "table":
                made = sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1)
                connection.execute(made)
                connection.execute(f"INSERT INTO temp.{table} SELECT * FROM main.{table}")
            else:
                connection.execute(sql.replace(f" {name} ", f" temp.{name} ", 1))

    def _carry_out(self, day: date) -> list[Step]:
        """Project what is due up to a day, step by step, and return it."""
        from civtui.ledger.ledger import as_row
        from civtui.ledger.projections import project

        done: list[Step] = []
        steps = self._steps(day)
        cursor, seq = self.ws.ledger.connection.cursor(), self.ws.ledger.head().seq
        while (step := steps.next()) is not None and len(done) < MOST:
            for fact in self._facts(step, datetime.now(UTC)):
                seq += 1
                row, payload = as_row(fact)
                project(cursor, row._replace(seq=seq), payload)
            done.append(step)
        return done

    def foreseen(self, day: date) -> list[Step]:
        """Return what comes about by itself after today, up to `day`, if nobody does anything."""
        if not self.chosen.by_time:
            return []
        self.refresh()
        connection, today = self.ws.ledger.connection, self.ws.today()
        if connection.in_transaction:
            return []
        with _writable_aside(connection):
            connection.execute("SAVEPOINT foreseen")
            try:
                if not self.up:
                    self._copy()
                return [step for step in self._carry_out(day) if step.on > today]
            finally:
                connection.execute("ROLLBACK TO foreseen")
                connection.execute("RELEASE foreseen")
                self._pulse = None

    def due(self, bodies: Sequence[Body], moment: Callable[[], datetime]) -> Due | None:
        """Return what finds the facts that come about with a write of `bodies`; None for none.

        Marks change no title and record nothing. What was due before is a deed of its own, also
        of a write of nothing; what the write itself causes is part of its deed.

        Args:
            moment: gives a moment of its own to what was due before.
        """
        touches = any(body.kind in OF_TITLES for body in bodies)
        if bodies and all(body.kind in LIGHT for body in bodies):
            return None
        if self._may_be_due() or self.up:
            return Due(self, moment(), touches=touches)
        return Due(self, None, touches=touches) if touches and self.chosen.falls else None

    def _facts(self, step: Step, moment: datetime) -> list[Fact]:
        from civtui.locale import render
        from civtui.model.facts.envelope import Fact

        why = render(step.why)
        return [
            Fact(body=body, who=self.ws.user, recorded=moment, effective=step.on, why=why)
            for body in step.bodies
        ]


# kinds of fact of which no title knows, written by every key
LIGHT = frozenset({"marked", "mark-taken-back", "skipped", "noted", "marks-imported"})


class Due:
    """Finds, inside a write, what comes about by itself (see `Ledger.append`).

    Args:
        overlay: of the workspace.
        before: the moment of what came about before the write; None where nothing can have.
        touches: whether the write may cause something.
    """

    def __init__(self, overlay: Overlay, before: datetime | None, *, touches: bool) -> None:
        self.overlay = overlay
        self.before = before
        self.after: datetime | None = None  # the moment of the write
        self.touches = touches
        self.steps: dict[bool, Steps] = {}
        self.done: list[Step] = []
        self.caused: list[Step] = []  # those of `done` that the write itself caused

    def __call__(self, connection: sqlite3.Connection, caused: bool) -> list[Fact]:
        """Return the facts of the next step."""
        moment = self.after if caused else self.before
        if moment is None or (caused and not self.touches) or len(self.done) > MOST:
            return []
        if caused not in self.steps:
            self.steps[caused] = self.overlay._steps(self.overlay.ws.today())
        step = self.steps[caused].next()
        if step is None:
            return []
        self.done.append(step)
        if caused:
            self.caused.append(step)
        return self.overlay._facts(step, moment)


@contextmanager
def _writable_aside(connection: sqlite3.Connection) -> Iterator[None]:
    """Let temporary tables be made where the ledger itself can only be read."""
    (only,) = connection.execute("PRAGMA query_only").fetchone()
    if only:
        connection.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        if only:
            connection.execute("PRAGMA query_only = ON")
