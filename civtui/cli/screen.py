"""`tui` and `score`: open the screen, the latter straight in the score sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from civtui.cli import spoken
from civtui.cli.face import Face

if TYPE_CHECKING:
    from civtui.tui.modes.base import Mode
    from civtui.workspace.session import Workspace


plain_option = spoken.option("--plain", is_flag=True, says="plain.help")
driver_option = spoken.option("--driver", type=click.Choice(["stock"]), says="cli.help-driver")


def open_face(
    face: Face,
    ws: Workspace,
    round_id: str | None = None,
    assessor: str | None = None,
    *,
    driver: str | None = None,
    plain: bool = False,
) -> int:
    """Open the screen, or the workspace line by line where that is wished or the terminal's way."""
    from civtui.cli.plain.choosing import plain_terminal
    from civtui.workspace.files.folders import make_lacking

    make_lacking(ws)
    if plain or face.plain or plain_terminal():
        from civtui.cli.plain.main_menu import open_plain

        return open_plain(ws, face, round_id, assessor)
    return open_screen(ws, round_id, assessor, driver)


def open_screen(
    ws: Workspace,
    round_id: str | None = None,
    assessor: str | None = None,
    driver: str | None = None,
) -> int:
    """Open the screen on `ws`, in the score sheet of a round where one is named."""
    from civtui.locale.encoding import plain_signs
    from civtui.tui.environment import prepare

    plain_signs()
    prepare(ws.theme)
    from civtui.tui.app import run

    first: Mode | None = None
    if round_id is not None:
        from civtui.tui.mode_index import place

        first = place(ws, "sheet", round_id=round_id, assessor=assessor)
    return run(ws, first, driver)


@spoken.command("tui")
@driver_option
@plain_option
@click.pass_obj
def tui(face: Face, driver: str | None, plain: bool) -> int:
    """Open the screen."""
    return open_face(face, face.open(), driver=driver, plain=plain)


@spoken.command("score")
@click.argument("round_id", metavar="ROUND")
@spoken.option("--assessor", metavar="ID", says="cli.help-mark-assessor")
@driver_option
@plain_option
@click.pass_obj
def score(face: Face, round_id: str, assessor: str | None, driver: str | None, plain: bool) -> int:
    """Open the score sheet on the next unscored mark."""
    from civtui.workspace.rounds.rounds import assessor_for, round_row

    ws = face.open()
    judge = assessor_for(ws, round_row(ws, round_id), assessor)
    return open_face(face, ws, round_id, judge.id, driver=driver, plain=plain)
