"""The inbox: files that wait to be taken in; Enter says what one could be and takes it in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from civtui.locale import render, t
from civtui.model.errors import CivtuiError
from civtui.model.progress import Tell
from civtui.tui.doing import does
from civtui.tui.keys.actions import BY_ID
from civtui.tui.keys.registry import key_text, keys_of
from civtui.tui.long_deed import run_long
from civtui.tui.looks import WARN, Spans
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Choice
from civtui.tui.modes.begin import begin
from civtui.tui.modes.table import TableMode
from civtui.tui.widgets.grid import Row
from civtui.tui.widgets.lines import paragraph
from civtui.verbs import verb_of
from civtui.workspace.building.guessing import (
    Guess,
    Looked,
    explained,
    looks_like,
)
from civtui.workspace.building.inbox import folder, imported, in_the_way
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Inbox(TableMode):
    """The files of the inbox, the newest first."""

    def empty(self) -> str:
        """Return where files go, and how to look again; a file in the folder's place is told."""
        wrong = in_the_way(self.ws)
        if wrong is not None:
            return render(wrong)
        return t("tui.empty-inbox", folder=str(folder(self.ws)), key=_reload_key())

    def pane(self, row: Row | None, cells: int) -> list[Spans]:
        """Return the file's place, and how to go on."""
        keys = paragraph(t("inbox.keys", key=_reload_key()), cells)
        return [*super().pane(row, cells), *keys] if row else []

    @does("open")
    def do_open(self, host: Host) -> None:
        """Look into the file, beside the session, and show what it could be."""
        row = host.grid.current
        if row is None:
            return
        name, path = row.id, self.found[row.id].path
        before = imported(self.ws, [self.found[row.id]]).get(name)

        def look(ws: Workspace, tell: Tell) -> Looked:
            return looks_like(ws, path, tell)

        def show(looked: Looked) -> None:
            own = [_choice(guess) for guess in looked.guesses]
            own += [_no_table(looked.trouble)] if looked.trouble else []
            host.push(place(host.ws, "deeds", name=name, own=own, rows=(), home=self.home))
            if looked.trouble:
                host.say(looked.trouble.message, WARN)
            elif before:
                host.say(before.said())

        run_long(host, t("inbox.looking", file=name), look, show, host.refuse, opens=True)

    @does("deeds")
    def do_deeds(self, host: Host) -> None:
        """Show the same: what can be done with a file is to take it in."""
        self.do_open(host)


def _choice(guess: Guess) -> Choice:
    return Choice(
        render(guess.title),
        _beginner(guess),
        guess.refused,
        guess.command,
        tuple(render(reason) for reason in guess.reasons),
    )


def _beginner(guess: Guess) -> Callable[[Host], object]:
    return lambda host: begin(host, verb_of(guess.verb), guess.given, deep=2)


def _no_table(error: CivtuiError) -> Choice:
    """Return why the file is no table, as a deed that cannot be done."""
    said = tuple(render(text) for text in explained(error)[1:])
    return Choice(t("inbox.as-table"), lambda host: host.refuse(error), error.message, more=said)


def _reload_key() -> str:
    return next((key_text(key) for key in keys_of(BY_ID["reload"])), "")
