"""`mark set|undo|redo|skip|unskip|note|self`: single marks and what is said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from civtui.cli import remarks
from civtui.cli.face import Face, emit, json_option
from civtui.locale import t

if TYPE_CHECKING:
    from civtui.workspace.deeds import Done


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
    """Take the newest deed back."""
    from civtui.workspace import deeds

    done = deeds.undo(face.open(), round_id, assessor)
    if done is None:
        return emit({"round": round_id, "undone": None}, as_json, lambda: [t("cli.mark-none")])
    return emit(_document(done, "undone"), as_json, lambda: _lines(done, "deeds.undone"))


@mark.command("redo", help=t("deeds.help-redo"))
@click.argument("round_id", metavar="ROUND")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def redo(face: Face, round_id: str, assessor: str | None, as_json: bool) -> int:
    """Put again what was taken back last."""
    from civtui.workspace import deeds

    done = deeds.redo(face.open(), round_id, assessor)
    if done is None:
        none = t("deeds.nothing-undone")
        return emit({"round": round_id, "redone": None}, as_json, lambda: [none])
    return emit(_document(done, "redone"), as_json, lambda: _lines(done, "deeds.redone"))


def _document(done: Done, verb: str) -> dict[str, Any]:
    """Return what came of an undo or a redo: its last cell, as ever, and all of its cells."""
    last, judge = done.changes[-1], done.deed.assessor
    return {
        "round": done.deed.round,
        verb: {"subject": last.subject, "item": last.item, "assessor": judge},
        "value": last.new.text,
        "seq": done.seqs[-1],
        "kind": done.deed.kind,
        "cells": [
            {"subject": c.subject, "item": c.item, "was": c.old.text, "now": c.new.text}
            for c in done.changes
        ],
        "kept": [{"subject": k.subject, "item": k.item, "value": k.stands.text} for k in done.kept],
    }


def _lines(done: Done, key: str) -> list[str]:
    """Return the lines for people: the deed, each cell old -> new, what was left alone."""
    empty = t("cli.empty")
    lines = [t(key, kind=t(f"deeds.kind-{done.deed.kind}"))]
    for c in done.changes:
        old, new = (content.text or empty for content in (c.old, c.new))
        lines.append(t("deeds.cell", subject=c.subject, item=c.item, old=old, new=new))
    for k in done.kept:
        who, stands = k.writer.who if k.writer else "", k.stands.text or empty
        lines.append(t("deeds.kept", subject=k.subject, item=k.item, stands=stands, who=who))
    return lines


for _command in remarks.COMMANDS:
    mark.add_command(_command)
