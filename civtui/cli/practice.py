"""`practice`: an assessor's first steps on a sample workspace that is thrown away afterwards."""

from __future__ import annotations

import getpass
import sys

import click

from civtui.cli.face import Face, emit
from civtui.cli.screen import driver_option
from civtui.locale import t


@click.command(help=t("practice.help"))
@driver_option
@click.pass_obj
def practice(face: Face, driver: str | None) -> int:
    """Practise scoring."""
    from civtui.tui.environment import prepare

    prepare()
    from civtui.tui.practice import run_practice, steps_text

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        lines = steps_text()
        return emit({"steps": lines}, False, lambda: lines)
    return run_practice(face.user or getpass.getuser(), driver)
