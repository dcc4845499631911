"""`mark set|undo|skip|unskip|note|self`: single marks and what is said beside them."""

from __future__ import annotations

from typing import Any

import click

from civtui.cli import remarks
from civtui.cli.face import Face, emit, json_option
from civtui.locale import t


@click.group(help=t("cli.help-mark"))
def mark() -> None:
    """Marks."""


@mark.command("set", help=t("cli.help-mark-set"))
@click.argument("round_id", metavar="ROUND")
@click.argument("subject")
@click.argument("item")
@click.argument("value")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def set_(
    face: Face,
    round_id: str,
    subject: str,
    item: str,
    value: str,
    assessor: str | None,
    as_json: bool,
) -> int:
    """Store a mark."""
    from civtui.workspace.marks import set_mark

    saved = set_mark(face.open(), round_id, subject, item, value, assessor)
    document: dict[str, Any] = {
        "round": round_id,
        "subject": saved.subject,
        "item": saved.item,
        "assessor": saved.assessor,
        "value": saved.value_text,
        "points": None if saved.points is None else saved.points / 1000,
        "seq": saved.seq,
    }
    return emit(document, as_json, lambda: [t("cli.mark-saved", **document)])


@mark.command("undo", help=t("cli.help-mark-undo"))
@click.argument("round_id", metavar="ROUND")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def undo(face: Face, round_id: str, assessor: str | None, as_json: bool) -> int:
    """Take the newest mark back."""
    from civtui.workspace.marks import undo_mark

    taken = undo_mark(face.open(), round_id, assessor)
    if taken is None:
        return emit({"round": round_id, "undone": None}, as_json, lambda: [t("cli.mark-none")])
    document = {
        "round": round_id,
        "undone": {"subject": taken.subject, "item": taken.item, "assessor": taken.assessor},
        "value": taken.value_text,
        "seq": taken.seq,
    }
    return emit(
        document,
        as_json,
        lambda: [
            t(
                "cli.mark-undone",
                subject=taken.subject,
                item=taken.item,
                value=taken.value_text or t("cli.empty"),
            )
        ],
    )


for _command in remarks.COMMANDS:
    mark.add_command(_command)
