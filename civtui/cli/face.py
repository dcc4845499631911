"""What every command shares: the workspace it works in, and how it says its answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from civtui import locale

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

json_option = click.option("--json", "as_json", is_flag=True, help="JSON")
pass_face = click.make_pass_decorator(object)


@dataclass
class Face:
    """The global options of one call.

    Args:
        folder: the workspace folder (`-w`, `CIVTUI_WORKSPACE`, or the current folder).
        user: who acts (`--as`), None for the operating system's user.
        lang_chosen: `--lang` or `CIVTUI_LANG` says the language.
    """

    folder: Path
    user: str | None = None
    lang_chosen: bool = False

    def speak(self, ws: Workspace) -> None:
        """Speak the workspace's language, unless the call or the environment chose one."""
        lang = ws.settings.get("lang")
        if not self.lang_chosen and lang in ("zh", "en"):
            locale.use(lang)

    def open(self) -> Workspace:
        """Open the workspace; closed at the end of the command."""
        from civtui.workspace.session import open_workspace

        workspace = open_workspace(self.folder, user=self.user)
        click.get_current_context().call_on_close(workspace.close)
        self.speak(workspace)
        if "theme" in workspace.settings or "terms" in workspace.settings:
            from civtui.workspace.dress import put_on

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
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in lines():
            click.echo(line)
    return status


def narrate(text: str) -> None:
    """Say how the work goes, on stderr, where it never mixes with data."""
    click.echo(text, err=True)
