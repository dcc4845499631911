"""The inbox: files that wait to be taken in; Enter says what one could be and takes it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.model.progress import Tell
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import key_text, keys_of
from civtui.tui.long_deed import run_long
from civtui.tui.looks import BOLD, DIM, NOTE, WARN, Spans, line
from civtui.tui.modes.base import Choice, Mode
from civtui.tui.modes.begin import begin
from civtui.tui.places import place
from civtui.tui.widgets.grid import Column, Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace.building.guessing import (
    Guess,
    Looked,
    explained,
    kind_of,
    looks_like,
)
from civtui.workspace.building.inbox import folder, kept, waiting
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Inbox(Mode):
    """The files of the inbox, the newest first."""

    id = "inbox"
    home = "building"
    row_of = "inbox-file"
    beside_from = 100

    def title(self) -> str:
        """Return its name and folder."""
        return f"{t('inbox.title')} · {folder(self.ws)}"

    def load(self) -> None:
        """List the files; what is in them is looked at on Enter, and whether one is evidence."""
        self.found = {one.path.name: one for one in waiting(self.ws)}
        taken = kept(self.ws, self.found.values())
        self.rows = [
            Row(
                name,
                (name,
                 t(f"inbox.kind-{'kept' if name in taken else kind_of(self.ws, one.path)}"),
                 one.shown_size, str(one.day)),
                (DIM if name in taken else BOLD, NOTE, DIM, DIM),
            )
            for name, one in self.found.items()
        ]  # fmt: skip

    def columns(self) -> list[Column]:
        """Return name, kind, size, day."""
        return [
            Column(t("inbox.column-file"), 0),
            Column(t("inbox.column-kind"), 7),
            Column(t("inbox.column-size"), 8, "right"),
            Column(t("inbox.column-day"), 10),
        ]

    def empty(self) -> str:
        """Return where files go, and how to look again."""
        return t("tui.empty-inbox", folder=str(folder(self.ws)), key=_reload_key())

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the file's place, and how to go on."""
        if row is None:
            return []
        lies = paragraph(t("inbox.lies-in", path=str(self.found[row.id].path)), cells, DIM)
        keys = paragraph(t("inbox.keys", key=_reload_key()), cells)
        return [*paragraph(row.id, cells, BOLD), *lies, line(), *keys]

    def do_open(self, desk: Host) -> None:
        """Look into the file, beside the session, and show what it could be."""
        row = desk.grid.current
        if row is None:
            return
        name, path = row.id, self.found[row.id].path

        def look(ws: Workspace, tell: Tell) -> Looked:
            return looks_like(ws, path, tell)

        def show(looked: Looked) -> None:
            own = [_choice(guess) for guess in looked.guesses]
            own += [_no_table(looked.trouble)] if looked.trouble else []
            desk.push(place(desk.ws, "deeds", name=name, own=own, rows=(), home=self.home))
            if looked.trouble:
                desk.say(looked.trouble.message, WARN)

        run_long(desk, t("inbox.looking", file=name), look, show, desk.refuse)

    def do_deeds(self, desk: Host) -> None:
        """Show the same: what can be done with a file is to take it in."""
        self.do_open(desk)


def _choice(guess: Guess) -> Choice:
    return Choice(
        render(guess.title), _beginner(guess), guess.refused, guess.command,
        tuple(render(reason) for reason in guess.reasons),
    )  # fmt: skip


def _beginner(guess: Guess) -> Callable[[Host], object]:
    return lambda desk: begin(desk, verb_of(guess.verb), guess.given, deep=2)


def _no_table(error: CivtuiError) -> Choice:
    """Return why the file is no table, as a deed that cannot be done."""
    said = tuple(render(text) for text in explained(error)[1:])
    return Choice(t("inbox.as-table"), lambda desk: desk.refuse(error), error.message, more=said)


def _reload_key() -> str:
    return next((key_text(key) for key in keys_of(BY_ID["reload"])), "")
