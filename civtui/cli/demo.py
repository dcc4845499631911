"""`demo`: a whole city made by the program, to look at and to learn on."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from civtui.cli import spoken
from civtui.cli.face import Face, emit, json_option, narrate
from civtui.cli.values import COUNT
from civtui.locale import current, t


@spoken.command("demo")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--size", type=click.Choice(["city", "province"]), default="city", show_default=True)
@click.option("--seed", type=COUNT, default=1, show_default=True)
@spoken.option("--headless", is_flag=True, says="cli.help-demo-headless")
@json_option
@click.pass_obj
def demo(
    face: Face, folder: Path | None, size: str, seed: int, headless: bool, as_json: bool
) -> int:
    """Make or open the demo city."""
    from civtui.workspace.answers.workspace import status
    from civtui.workspace.demo import demo as make

    target = folder or face.folder
    ws = make(
        target,
        size="province" if size == "province" else "city",
        seed=seed,
        lang=current(),
        user=face.user,
    )
    click.get_current_context().call_on_close(ws.close)
    face.speak(ws)
    screen = sys.stdin.isatty() and sys.stdout.isatty()
    if headless or as_json or not screen:
        narrate(t("cli.demo-at", folder=target))
        answer = status(ws)
        return emit(answer.document(), as_json, answer.lines, status=answer.status)
    from civtui.cli.screen import open_face

    return open_face(replace(face, folder=target), ws)
