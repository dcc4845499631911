"""`practice`: an assessor's first steps on a sample workspace that is thrown away afterwards."""

from __future__ import annotations

import getpass
import sys

import click

from civtui.cli import spoken
from civtui.cli.face import Face, emit
from civtui.cli.screen import driver_option
from civtui.locale import t


@spoken.command("practice")
@driver_option
@click.pass_obj
def practice(face: Face, driver: str | None) -> int:
    """Practise scoring."""
    return practise(face, driver)


def practise(face: Face, driver: str | None) -> int:
    """Practise on the screen, line by line where that is wished; without a terminal say how."""
    from civtui.tui.environment import prepare

    prepare()
    from civtui.tui.practice import steps_text

    user = face.user or getpass.getuser()
    if face.plain:
        return _plain(face, user)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        lines = steps_text()
        return emit({"steps": lines}, False, lambda: lines)
    from civtui.tui.app import run_practice

    return run_practice(user, driver)


def _plain(face: Face, user: str) -> int:
    """Practise line by line, on the same samples."""
    from civtui.cli.plain.main_menu import open_plain
    from civtui.workspace.files import practice

    ws = practice.begin(user, t("practice.name"))
    try:
        return open_plain(ws, face, practice.ROUND, practice.JUDGE)
    finally:
        practice.end(ws)
