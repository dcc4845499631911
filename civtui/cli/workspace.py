"""`init` and `restore`, made by hand: both work where no workspace stands open."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from civtui.cli import spoken
from civtui.cli.face import Face, emit, json_option, narrate
from civtui.locale import t

if TYPE_CHECKING:
    pass


@spoken.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@spoken.option("--profile", default="standard", says="cli.help-init-profile")
@spoken.option("--name", default="", says="cli.help-init-name")
@json_option
@click.pass_obj
def init(face: Face, folder: Path | None, profile: str, name: str, as_json: bool) -> int:
    """Make a workspace."""
    from civtui import locale
    from civtui.workspace.files.creating import init as make

    target = folder or face.folder
    ws = make(
        target, profile=profile, name=name, lang=locale.current(), user=face.user, strict=True
    )
    click.get_current_context().call_on_close(ws.close)
    narrate(t("cli.init-done", folder=target))
    from civtui.workspace.answers.workspace import status

    answer = status(ws)
    return emit(answer.document(), as_json, answer.lines)


@spoken.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@spoken.option("--other-city", is_flag=True, says="cli.help-restore-other")
@json_option
@click.pass_obj
def restore(face: Face, file: Path, other_city: bool, as_json: bool) -> int:
    """Put a checked backup in place of the workspace."""
    from civtui.workspace.files.identity import Identity
    from civtui.workspace.files.restoring import restore as put

    def agree(found: Identity, wanted: Identity) -> bool:
        """Ask where somebody can answer."""
        if other_city or not sys.stdin.isatty():
            return other_city
        question = t("cli.restore-other", found=str(found), wanted=str(wanted))
        return click.confirm(question, err=True)

    face.speak_at(face.folder)
    done = put(face.folder, file, agree=agree, user=face.user)
    for kept in done.kept:
        narrate(t("cli.restore-kept", file=kept))
    return emit({"restored": str(file)}, as_json, lambda: [t("cli.restore-done", file=file)])
