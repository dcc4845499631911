"""`mark`: single marks, and what is said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civtui.locale import t
from civtui.model.errors import UsageFault
from civtui.model.text import msg
from civtui.workspace.answers import Answer
from civtui.workspace.marks import deeds, marks, remarks, self_marks
from civtui.workspace.marks.deeds import Done
from civtui.workspace.references.meant import meant
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

MOST_WORDS = 2
SHOWN = 60


def set_(
    ws: Workspace, *, round: str, subject: str, item: str, value: str, assessor: str | None
) -> Answer:
    """Store a mark."""
    saved = marks.set_mark(ws, round, subject, item, value, assessor)
    document: dict[str, Any] = {
        "round": round,
        "subject": saved.subject,
        "item": saved.item,
        "assessor": saved.assessor,
        "value": saved.value_text,
        "points": None if saved.points is None else saved.points / 1000,
        "seq": saved.seq,
    }
    return Answer(document, lambda: [t("cli.mark-saved", **document)])


def clear(
    ws: Workspace, *, round: str, subject: str, item: str, assessor: str | None, why: str
) -> Answer:
    """Empty a cell."""
    found = marks.clear_mark(ws, round, subject, item, assessor, why)
    document = {"round": round, **found._asdict()}
    return Answer(document, lambda: [t("marks.cleared", **document)])


def undo(ws: Workspace, *, round: str, assessor: str | None) -> Answer:
    """Take the newest deed back."""
    done = deeds.undo(ws, round, assessor)
    if done is None:
        return Answer({"round": round, "undone": None}, lambda: [t("cli.mark-none")])
    return Answer(_document(done, "undone"), lambda: _lines(done, "deeds.undone"))


def redo(ws: Workspace, *, round: str, assessor: str | None) -> Answer:
    """Put again what was taken back last."""
    done = deeds.redo(ws, round, assessor)
    if done is None:
        return Answer({"round": round, "redone": None}, lambda: [t("deeds.nothing-undone")])
    return Answer(_document(done, "redone"), lambda: _lines(done, "deeds.redone"))


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


def skip(
    ws: Workspace, *, round: str, subject: str, item: str, why: str, assessor: str | None
) -> Answer:
    """Leave a cell for later."""
    done = remarks.skip(ws, round, subject, item, why=why, assessor=assessor)
    said = t("panel.is-skipped", subject=subject, item=item, why=done.why)
    return Answer(done._asdict(), lambda: [said])


def unskip(ws: Workspace, *, round: str, subject: str, item: str, assessor: str | None) -> Answer:
    """Take a skip back."""
    done = remarks.unskip(ws, round, subject, item, assessor=assessor)
    said = t("panel.is-unskipped", subject=subject, item=item)
    return Answer(done._asdict(), lambda: [said])


def note(
    ws: Workspace,
    *,
    round: str,
    subject: str,
    words: Sequence[str],
    item: str | None,
    text: str | None,
    assessor: str | None,
) -> Answer:
    """Put a note on an office or on one item of it; an empty text takes it away.

    Args:
        words: as the command line takes it: the text, before it the item where it is on one.
        item, text: as a form takes it.
    """
    if len(words) > MOST_WORDS:
        raise UsageFault(msg("panel.quote-text"), value=" ".join(words)[:SHOWN])
    if words:
        known = [one.id for one in rounds.items_of(ws, rounds.round_row(ws, round))]
        first = meant(ws, "item", words[0], {"round": round})
        if len(words) < MOST_WORDS and first in known:
            raise UsageFault(msg("panel.note-no-text", item=words[0]), value=words[0])
        item, text = (first if len(words) == MOST_WORDS else None), words[-1]
    done = remarks.note(ws, round, subject, text or "", item=item, assessor=assessor)
    key = "panel.is-noted" if done.text else "panel.is-unnoted"
    return Answer(done._asdict(), lambda: [t(key, subject=subject, text=done.text)])


def self_(ws: Workspace, *, round: str, subject: str, item: str, value: str) -> Answer:
    """Store the agency's own mark of an item, beside the assessed one."""
    done = self_marks.set_self(ws, round, subject, item, value)
    said = t("panel.self-saved", subject=subject, item=item, points=done.points)
    return Answer(done._asdict(), lambda: [said])
