"""`round submit|unlock`: the work of a panel's judges (commands of the group `round`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.submissions import Submission


def _said(done: Submission) -> str:
    key = "panel.is-submitted" if done.submitted else "panel.is-open"
    return t(key, assessor=done.assessor, given=done.given, expected=done.expected,
             skipped=done.skipped)  # fmt: skip


@click.command("submit", help=t("panel.help-submit"))
@click.argument("name", metavar="ROUND")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@click.option("--partial", is_flag=True, help=t("panel.help-partial"))
@click.option("--why", default="", help=t("panel.help-why"))
@json_option
@click.pass_obj
def submit(
    face: Face, name: str, assessor: str | None, partial: bool, why: str, as_json: bool
) -> int:
    """Submit and lock a judge's sheet."""
    from civtui.workspace import submissions

    done = submissions.submit(face.open(), name, assessor, partial=partial, why=why)
    return emit(done._asdict(), as_json, lambda: [_said(done)])


@click.command("unlock", help=t("panel.help-unlock"))
@click.argument("name", metavar="ROUND")
@click.argument("assessor")
@click.option("--why", required=True, help=t("panel.help-why"))
@json_option
@click.pass_obj
def unlock(face: Face, name: str, assessor: str, why: str, as_json: bool) -> int:
    """Let a submitted sheet take marks again."""
    from civtui.workspace import submissions

    done = submissions.unlock(face.open(), name, assessor, why=why)
    return emit(done._asdict(), as_json, lambda: [_said(done)])


COMMANDS = (submit, unlock)
