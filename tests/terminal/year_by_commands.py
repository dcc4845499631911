"""Tells the year by commands, as a script does: ids are what earlier commands answered."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from civtui import locale
from civtui.cli.main import run
from civtui.model.fields import Field
from civtui.verbs import verb_of
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS
from tests.terminal.year_words import (
    Dealt,
    Deed,
    Kept,
    Made,
    OnDay,
    Record,
    Refused,
    Scored,
    Seen,
    Stage,
    TakenBack,
    TakenIn,
    Told,
    Value,
    Written,
    each,
)
from tests.terminal.year_workspace import BOSS, CITY, furnish, on_day


def state(document: dict[str, Any]) -> dict[str, Any]:
    """Return what a card's answer says of it: it stands one level deeper."""
    found = document["state"]
    return found if isinstance(found, dict) else {}


class ByCommands:
    """The year of a workspace below `root`, by commands.

    Args:
        mail: the folder of the files that come by mail.
    """

    def __init__(self, root: Path, mail: Path) -> None:
        self.root, self.city, self.mail = root, root / CITY, mail
        self.made: dict[str, str] = {}

    def begin(self) -> None:
        """Make the workspace."""
        self.run("init", str(self.city), "--name", CITY, here=False)
        furnish(self.city)

    def tell(self, stage: Stage) -> None:
        """Tell a stage."""
        on_day(self.city, stage.day)
        for deed in stage.deeds:
            self.do(deed)

    def run(self, *words: str, status: int = 0, here: bool = True, user: str = BOSS) -> Any:
        """Run a command, hold it to its status and return its document."""
        out, err, as_ = StringIO(), StringIO(), ["--as", user]
        place = ["-w", str(self.city)] if here else []
        with redirect_stdout(out), redirect_stderr(err):
            code = run([*place, *as_, "--lang", "zh", *words, "--json"])
        locale.use("zh")
        assert code == status, (words, code, err.getvalue())
        return json.loads(out.getvalue()) if out.getvalue() else None

    def do(self, told: Told) -> None:
        """Do what is told by its command."""
        if isinstance(told, OnDay):
            on_day(self.city, told.day)
        elif isinstance(told, Deed):
            self.deed(told)
        elif isinstance(told, TakenIn):
            shutil.copy(self.mail / told.file, self.city / "inbox")
            file = str(self.city / "inbox" / told.file)
            self.deed(Deed(told.verb, {"file": file, **told.given}))
        elif isinstance(told, TakenBack):
            newest = self.run("ledger", "log", "-n", "1")[0]["seq"]
            self.run("ledger", "void", str(newest), "--why", told.why)
        elif isinstance(told, Dealt):
            words = ["--per-subject", str(told.per_subject)]
            self.run("round", "assign", self.id(told.round), *words)
        elif isinstance(told, Scored):
            self.score(told)
        elif isinstance(told, Written):
            (self.city / "out").mkdir(exist_ok=True)
            of = ["--round", self.id(told.round)] if told.round else []
            self.run("export", told.format, "-o", str(self.city / "out" / told.file), *of)
        elif isinstance(told, Seen):
            words = [self.made.get(word, word) for word in told.words.split()]
            if words:
                self.run(*words)
        elif isinstance(told, Kept):
            file, folder = str(self.root / told.file), str(self.root / told.to)
            self.run("backup", file)
            self.run("-w", folder, "restore", file, here=False)
        elif isinstance(told, Refused):
            verb = verb_of(told.verb)
            self.run(*verb.noun.split(), verb.name, *told.words, status=3, user=told.user)

    def deed(self, told: Deed) -> None:
        """Do a verb by its command."""
        verb = verb_of(told.verb)
        words = [*verb.noun.split(), verb.name]
        for field in verb.fields:
            words += self.words(field, told.given.get(field.id))
        document = self.run(*words)
        if told.makes:
            answered = (
                document if "state" not in document else {**dict(document), **state(document)}
            )
            self.made[told.makes] = str(answered.get("id") or answered["sitting"])

    def words(self, field: Field, value: Value | None) -> Iterator[str] | list[str]:
        """Return the words that give a field its value."""
        if value is None:
            if field.argument and field.new_id:
                return [self.new(field)]
            return []
        values = each(value)
        if field.type == "evidence":
            values = tuple(str(self.mail / str(one)) for one in values)
        given = [
            self.id(one) if isinstance(one, Made) else one.text if isinstance(one, Record) else one
            for one in values
        ]
        if field.argument:
            return given
        flag = field.flags[0] if field.flags else f"--{field.id}"
        if field.type in ("yes-no", "flag"):
            return [flag.split("/")[0 if given == ["是"] else -1]]
        return [word for one in given for word in (flag, one)]

    def id(self, made: Made) -> str:
        """Return the id of what an earlier deed made."""
        return self.made[made.by]

    def new(self, field: Field) -> str:
        """Return the id that a form would propose."""
        module, _, name = field.new_id.partition(":")
        ws = open_workspace(self.city, user=BOSS)
        try:
            return str(getattr(import_module(module), name)(ws))
        finally:
            ws.close()

    def score(self, told: Scored) -> None:
        """Set the marks of a judge in the order of the sheet."""
        panel = self.run("round", "show", self.id(told.round))
        judge = next(one["id"] for one in panel["assessors"] if one["name"] == told.judge)
        cells = [(office["id"], item) for office in panel["subjects"] for item in ITEMS]
        for (office, item), mark in zip(cells, told.marks, strict=True):
            self.run("mark", "set", self.id(told.round), office, item, mark, "--assessor", judge)
