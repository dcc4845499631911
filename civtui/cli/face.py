"""What every command shares: the workspace it works in, and how it says its answer."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui import locale
from civtui.locale.encoding import fits
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import lang_of, msg

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

json_option = click.option("--json", "as_json", is_flag=True, help="JSON")


@dataclass
class Face:
    """The global options of one call.

    Args:
        folder: the workspace folder (`-w`, `CIVTUI_WORKSPACE`, or the current folder).
        user: who acts (`--as`), None for the operating system's user.
        lang_chosen: `--lang` or `CIVTUI_LANG` says the language.
        plain: `--plain`: line by line instead of the screen.
        run: runs another command in this process; returns its exit status.
    """

    folder: Path
    run: Callable[[list[str]], int]
    user: str | None = None
    lang_chosen: bool = False
    plain: bool = False

    def speak(self, ws: Workspace) -> None:
        """Speak the workspace's language, unless the call or the environment chose one."""
        lang = lang_of(ws.settings.get("lang"))
        if not self.lang_chosen and lang:
            locale.use(lang)

    def speak_at(self, folder: Path) -> None:
        """Speak the language of a workspace whose ledger may not open."""
        from civtui.workspace.session import read_settings

        with suppress(CivtuiError):
            lang = lang_of(read_settings(folder).get("lang"))
            if not self.lang_chosen and lang:
                locale.use(lang)

    def working(self, needs: str, *, points: bool = False) -> Workspace | None:
        """Return the workspace as a verb needs it: open, open if there is one, or none.

        Args:
            needs: see `civtui.verbs.verb.Verb`.
            points: something of a workspace is named.
        """
        if needs in ("nothing", "folder") or (needs == "named" and not points):
            return None
        if needs == "maybe":
            from civtui.workspace.session import SETTINGS

            return self.open() if (self.folder / SETTINGS).is_file() else None
        return self.open()

    def open(self) -> Workspace:
        """Open the workspace; closed at the end of the command."""
        from civtui.workspace.session import open_workspace

        workspace = open_workspace(self.folder, user=self.user)
        click.get_current_context().call_on_close(workspace.close)
        self.speak(workspace)
        measure(workspace)
        if "theme" in workspace.settings or "terms" in workspace.settings:
            from civtui.workspace.appearance import put_on

            for fault in put_on(workspace):
                narrate(locale.error_line(fault))
        return workspace


def emit(
    document: Any, as_json: bool, lines: Callable[[], Iterable[str]], *, status: int = 0
) -> int:
    """Print one answer and return the exit status of the command.

    Args:
        document: the answer as JSON-ready data.
        as_json: print `document`, and nothing else, on stdout.
        lines: makes the text form; called only when it is shown.
        status: the exit status to hand on.
    """
    if as_json:
        write(as_text(document))
    else:
        for line in lines():
            say(line)
    return status


def as_text(document: Any) -> str:
    """Return an answer as JSON text; what the output's encoding lacks is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return text if fits(text) else json.dumps(document, indent=2)


def write(text: str, *, err: bool = False) -> None:
    """Write a line in the stream's own encoding; click would take another one for ASCII."""
    stream = sys.stderr if err else sys.stdout
    stream.write(f"{text}\n")
    stream.flush()


def say(text: str, *, err: bool = False) -> None:
    """Print text with every character that is no plain one shown as a visible sign."""
    for line in text.split("\n"):
        if not line.isprintable():
            from civtui.locale.width import clean

            line = clean(line)
        write(line, err=err)


def pour(content: bytes) -> int:
    """Write the content of a file to standard output, byte by byte, and return the status."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
    return 0


def narrate(text: str) -> None:
    """Say how the work goes, on stderr, where it never mixes with data."""
    say(text, err=True)


def measure(ws: Workspace) -> None:
    """Take over how the terminal draws, as `civtui.toml` says; the environment goes first."""
    ambiguous = ws.settings.get("ambiguous", 1)
    if ambiguous not in (1, 2):
        raise BadInput(
            msg("line.bad-ambiguous"),
            where={"file": str(ws.dir / "civtui.toml")},
            value=ambiguous,
            allowed=["1", "2"],
        )
    if ambiguous == 2:
        os.environ.setdefault("CIVTUI_AMBIGUOUS", "2")
    if ws.settings.get("ascii") is True:
        os.environ.setdefault("CIVTUI_ASCII", "1")
