"""An open workspace: folder, ledger, who acts, and the one way by which facts are written."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.files import read_toml, shown
from civtui.ledger import queries
from civtui.ledger.ledger import Ledger, Person, Rehearsed
from civtui.model.errors import BadInput, Refused
from civtui.model.progress import Tell, silent
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Message, msg
from civtui.workspace.agencies.founded import hold_founded
from civtui.workspace.automatic.overlay import Overlay
from civtui.workspace.automatic.rehearsal import Rehearsal
from civtui.workspace.days import hold_come
from civtui.workspace.forced_command import forced_session
from civtui.workspace.zone import local, zone_of

if TYPE_CHECKING:
    import sqlite3

    from civtui.model.facts.envelope import Body
    from civtui.plugin.host import Host
    from civtui.profile.document import Profile

SETTINGS = "civtui.toml"


A_MOMENT = timedelta(milliseconds=1)  # a ledger keeps no less


def no_right(user: str, role: Role | None, right: Right) -> Message:
    """Return in words that a user's role does not hold a right."""
    held = msg(f"verbs/user.role-{role.value}") if role else msg("workspace.no-role")
    needed = msg(f"workspace.right-{right.value}")
    return msg("workspace.no-right", user=user, role=held, right=needed)


class Visit(NamedTuple):
    """Up to which fact a user had seen the ledger, and on which day that was."""

    seq: int
    day: str


class Workspace:
    """One open workspace.

    Args:
        folder: holds `civtui.toml`, the database, `evidence/` and `out/`.
        settings: what `civtui.toml` says.
        ledger: the open ledger.
        user: who acts.
    """

    def __init__(self, folder: Path, settings: dict[str, Any], ledger: Ledger, user: str) -> None:
        self.dir = folder
        self.settings = settings
        self.ledger = ledger
        self.user = user
        self.plugins_allowed = True
        self.theme: dict[str, str] = {}
        self.visit: tuple[Visit | None] | None = None  # see `visits.last_visit`
        self.wanted: tuple[Any, ...] = ()  # see `due_records.due_records`
        self.kept: tuple[Any, ...] = ()  # see `kept.kept`
        self.asking = False  # see `titles.asked_deed`
        self.asides: list[Message] = []  # said beside what the verb at work answers
        self._now: datetime | None = None
        # moments of writes that one reading of the clock would not tell apart: first and last
        self._written = (datetime.min.replace(tzinfo=UTC),) * 2
        self._salt: Callable[[], str] | None = None
        self._host: Host | None = None
        self.automatic = Overlay(self)
        ledger.refresh, ledger.bare = self.automatic.refresh, self.automatic.bare

    @cached_property
    def role(self) -> Role | None:
        """The acting user's role; admin where there are no users, or a demo lets strangers in."""
        if queries.one(self.ledger, "places", "any-user") is None:
            return Role.ADMIN
        row = queries.one(self.ledger, "places", "user", (self.user,))
        if row:
            return Role(row[0])
        return Role.ADMIN if lets_strangers(self.settings) else None

    def require(self, right: Right) -> None:
        """Refuse (exit 3) what the acting user's role does not allow."""
        if self.role is None:
            raise Refused(msg("workspace.no-user", user=self.user), hint=msg("workspace.ask-admin"))
        if right not in RIGHTS[self.role]:
            may = [role.value for role, rights in RIGHTS.items() if right in rights]
            raise Refused(
                no_right(self.user, self.role, right),
                allowed=may,
                hint=msg("workspace.ask-admin"),
            )

    def now(self) -> datetime:
        """Return the moment that facts are recorded at."""
        return self._now or datetime.now(UTC)

    def set_clock(self, moment: datetime | None) -> None:
        """Fix the clock for facts that a generator writes; None lets it run again."""
        self._now = moment

    def set_salts(self, salt: Callable[[], str]) -> None:
        """Take the salt of facts (see `Salted`) from a generator, which gives 32 hex digits."""
        self._salt = salt

    def today(self) -> date:
        """Return the day that answers are as of: the demo city keeps its own."""
        if self._now:
            return self._now.date()
        fixed = self.settings.get("today")
        return fixed if isinstance(fixed, date) else datetime.now(self.zone).date()

    @cached_property
    def zone(self) -> tzinfo | None:
        """The zone of the city's day and of the moments that are shown; None: the system's."""
        return zone_of(self.dir, self.settings)

    def shown(self, recorded: str) -> str:
        """Return a stored moment as the city's clocks showed it, to the second."""
        return f"{local(recorded, self.zone):%Y-%m-%d %H:%M:%S}"

    def head(self) -> int:
        """Return the number of the last fact: it grows with every change, by anyone."""
        return self.ledger.head().seq

    def write(
        self,
        *bodies: Body,
        right: Right,
        effective: date | None = None,
        why: str = "",
        evidence: Sequence[str] = (),
        persons: Sequence[Person] = (),
        check: Callable[[sqlite3.Connection], None] | None = None,
        tell: Tell = silent,
        ahead: bool = False,
    ) -> list[int]:
        """Write facts, all or none, and return their numbers.

        Args:
            bodies: what happened, in order.
            right: what the acting user must be allowed.
            effective: the day from which they hold; today where none is given.
            why: the reason in a person's words.
            evidence: content addresses of papers.
            persons: details for the erasable side table.
            check: a rule to hold inside the transaction (see `Ledger.append`).
            tell: is told how far it is (see `Ledger.append`).
            ahead: `effective` may lie after today: the deed schedules something.

        Raises:
            Refused: the role does not allow it.
            BadInput: the day has not come (see `days`).
            Refused: it lies before a reform made whom the facts are about (see `founded`).
        """
        from civtui.model.facts.envelope import Fact

        if self.asking:  # whoever asks, whether or not he may write
            if check:
                check(self.ledger.connection)
            raise Rehearsed(True)
        self.require(right)
        if effective is not None and not ahead:
            hold_come(effective, self.today())
            if effective < self.today():
                hold_founded(self.ledger, bodies, effective)
        bodies = self._salted(bodies)
        due = self.automatic.due(bodies, self._moment)
        moment, day = self._moment(), effective or self.today()
        if due:
            due.after = moment
        told = {"why": why, "evidence": tuple(evidence)}
        facts = [
            Fact(body=body, who=self.user, recorded=moment, effective=day, **told)
            for body in bodies
        ]
        found = Rehearsal(due) if self.automatic.rehearsing else due
        numbers = self.ledger.append(facts, persons=persons, check=check, tell=tell, due=found)
        self.automatic.carried += due.done if due else ()
        self.automatic.touched |= due is not None and due.touches
        return numbers

    def _salted(self, bodies: Sequence[Body]) -> tuple[Body, ...]:
        """Return facts with the salt that hides what they say of persons."""
        from secrets import token_hex

        from civtui.model.facts.envelope import Salted

        salt = self._salt or (lambda: token_hex(16))
        return tuple(
            body.model_copy(update={"salt": salt()}) if isinstance(body, Salted) else body
            for body in bodies
        )

    def _moment(self) -> datetime:
        """Return the moment of a write, another than that of the one before: deeds differ by it."""
        moment = self.now()
        first, last = self._written
        if first <= moment < last + A_MOMENT:
            moment = last + A_MOMENT
        else:
            first = moment
        self._written = first, moment
        return moment

    @property
    def profile_path(self) -> str:
        """The profile this workspace runs under: a name, or a file in its folder."""
        return str(self.settings.get("profile", "standard"))

    def profile(self) -> Profile:
        """Return the profile, read again when its file changes.

        Raises:
            BadInput: it cannot be read.
        """
        from civtui.profile.read import kept_profile

        return kept_profile(self.profile_path, self.dir)

    @property
    def ledger_path(self) -> Path:
        """The file of the ledger."""
        return ledger_file(self.dir, self.settings)

    @property
    def host(self) -> Host:
        """The plugin host, made on first use."""
        if self._host is None:
            from civtui.workspace.plugins.enabled import make_host

            self._host = make_host(self.dir, self.ledger_path, allowed=self.plugins_allowed)
        return self._host

    def reload_plugins(self) -> None:
        """Forget the plugin host; the next use reads the enabled plugins anew."""
        if self._host is not None:
            self._host.close()
            self._host = None

    def reopen(self) -> None:
        """Open the ledger at the path anew, after it was put back, replaced or restored.

        Raises:
            BadInput: there is none that can be opened; the next call tries again.
            Refused: it is another ledger than the workspace's.
        """
        # closed first: two connections of one process to one file share the index of the log
        self.automatic.bare()
        self.ledger.close()
        opened = Ledger.open(self.ledger_path)
        try:
            _hold(self.dir, self.settings, opened)
        except BaseException:
            opened.close()
            raise
        self.ledger.connection, self.ledger.presence = opened.connection, opened.presence
        self.__dict__.pop("role", None)

    def close(self) -> None:
        """Stop the plugin worker, if one runs, and close the ledger."""
        self.reload_plugins()
        self.ledger.close()


def open_workspace(folder: Path, *, user: str | None = None) -> Workspace:
    """Open the workspace in `folder`.

    Args:
        folder: holds `civtui.toml`.
        user: who acts; the operating system's user where None.

    Raises:
        BadInput: no workspace there, or its settings or ledger cannot be read.
        Refused: the workspace has users and this is none of them, or the file at the path is
            another ledger than the workspace's.
    """
    settings = read_settings(folder)
    ledger = Ledger.open(ledger_file(folder, settings))
    workspace = Workspace(folder, settings, ledger, user or getpass.getuser())
    try:
        _ = workspace.zone  # one that is none is said now, not in the middle of a deed
        _hold(folder, settings, ledger)
        workspace.require(Right.READ)
    except BaseException:
        ledger.close()
        raise
    return workspace


def open_beside(ws: Workspace) -> Workspace:
    """Open a workspace once more for a thread of its own, as the same user, at the same clock.

    A connection of SQLite belongs to the thread that made it.

    Raises:
        BadInput, Refused: as `open_workspace`.
    """
    beside = open_workspace(ws.dir, user=ws.user)
    beside.plugins_allowed = ws.plugins_allowed
    beside.set_clock(ws._now)
    return beside


def _hold(folder: Path, settings: dict[str, Any], ledger: Ledger) -> None:
    """Hold the ledger to its id (see `identity.settle`, which a sound workspace never needs)."""
    found = dict(queries.rows(ledger, "places", "identity")).get("ledger", "")
    if not found or found != settings.get("ledger"):
        from civtui.workspace.files.identity import settle

        settle(folder, settings, ledger)


def ledger_file(folder: Path, settings: dict[str, Any]) -> Path:
    """Return the file of the ledger of the workspace in `folder`, as its settings say."""
    return folder / str(settings.get("database", "civtui.db"))


def is_demo(settings: dict[str, Any]) -> bool:
    """Return whether settings are a demo's, whose ledger only the program gives its id."""
    from civtui.workspace.files.identity import SETTING, demo_id

    seed = settings.get("demo")
    ids = [demo_id(size, seed) for size in ("city", "province")]
    return seed is not None and settings.get(SETTING) in ids


def lets_strangers(settings: dict[str, Any]) -> bool:
    """Return whether who is none of the workspace's users is its admin: of a demo on this machine.

    In a session that SSH forces on a key the key is the user, in a demo as anywhere.
    """
    return is_demo(settings) and not forced_session()


def read_settings(folder: Path) -> dict[str, Any]:
    """Return what `civtui.toml` in `folder` says.

    Raises:
        BadInput: the file is missing or is no TOML.
    """
    path = folder / SETTINGS
    if not path.exists():
        raise BadInput(
            msg("workspace.none-here"), where={"file": shown(folder)}, hint=msg("workspace.init")
        )
    found = read_toml(path, exact=False)[0]
    section = found.get("workspace", {})
    return section if isinstance(section, dict) else {}
