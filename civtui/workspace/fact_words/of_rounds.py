"""What is said of facts about rounds, panels and marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from civtui.model.text import Message, msg
from civtui.workspace.fact_words.words import aside, more
from civtui.workspace.reading.names import FEW, Names, Said, clipped, file_of, several

Payload = dict[str, Any]


def _adopted(names: Names, p: Payload) -> Said:
    from civtui.scoring.pipeline.items import words

    title = words(p["document"].get("title"))
    return msg("facts.standard-adopted", title=title, version=p["version"])


def _opened(names: Names, p: Payload) -> Said:
    said = msg(
        "facts.round-opened", round=p["name"], subjects=len(p["subjects"]), items=len(p["items"])
    )
    judges = p["assessors"]  # empty where the panel is hidden
    panel = msg("facts.round-panel", count=len(judges)) if judges else ""
    blind = msg("facts.round-blind") if p["visibility"] == "blind" else ""
    due = msg("facts.round-due", day=p["due"]) if p.get("due") else ""
    return more(said, panel, blind, due)


def _closed(names: Names, p: Payload) -> Said:
    key = "facts.round-closed" if p["state"] == "closed" else "facts.round-reopened"
    said = msg(key, round=names.round(p["round"]))
    missing, reason = p.get("missing", 0), p.get("gap", "")
    if not missing:
        return said
    accepted = "facts.gap-accepted" if reason else "facts.gap-open"
    return more(said, msg(accepted, missing=missing, reason=reason))


def _cell(names: Names, p: Payload) -> Message:
    """Return the cell of a sheet: the office or agency, and the item."""
    subject = names.holder(p["subject"])
    if not p["item"]:
        return msg("facts.whole-subject", subject=subject)
    return msg("facts.cell", subject=subject, item=names.item(p["round"], p["item"]))


def _by(names: Names, p: Payload) -> Said:
    return names.judge(p["round"], p["assessor"])


def _marked(names: Names, p: Payload) -> Said:
    key = "facts.marked-again" if p["redoes"] else "facts.marked"
    return msg(key, judge=_by(names, p), cell=_cell(names, p), value=p["value"])


def _mark_taken_back(names: Names, p: Payload) -> Said:
    said = msg("facts.mark-taken-back", judge=_by(names, p), cell=_cell(names, p))
    if p.get("value") is not None:
        return more(said, msg("facts.back-to-mark", value=p["value"]))
    return more(said, msg("facts.back-to-skip") if p["skip"] else msg("facts.back-to-empty"))


def _imported(names: Names, p: Payload) -> Said:
    said = msg("facts.marks-imported", round=names.round(p["round"]), count=len(p["rows"]))
    judges = list(dict.fromkeys(row[2] for row in p["rows"]))
    by = several([names.judge(p["round"], one) for one in judges[:FEW]], len(judges))
    on = names.holders(list(dict.fromkeys(row[0] for row in p["rows"])))
    return aside(said, by, on, file_of(p["source"]))


def _recused(names: Names, p: Payload) -> Said:
    said = msg("facts.recused", judge=_by(names, p), subject=names.holder(p["subject"]))
    return aside(said, names.round(p["round"]))


def _dealt(names: Names, p: Payload) -> Said:
    return msg(
        "facts.dealt", round=names.round(p["round"]), judges=len(p["shares"]), each=p["per_subject"]
    )


def _handed_over(names: Names, p: Payload) -> Said:
    joins = p["newcomer"]
    to = joins["name"] if joins else names.judge(p["round"], p["to"])
    key = "facts.handed-to-newcomer" if joins else "facts.handed-over"
    said = msg(key, judge=_by(names, p), to=to, subjects=names.holders(p["subjects"]))
    return aside(said, names.round(p["round"]))


def _skipped(names: Names, p: Payload) -> Said:
    key = "facts.skipped" if p["skipped"] else "facts.unskipped"
    return msg(key, judge=_by(names, p), cell=_cell(names, p))


def _noted(names: Names, p: Payload) -> Said:
    key = "facts.noted" if p["text"] else "facts.note-removed"
    return msg(key, judge=_by(names, p), cell=_cell(names, p), text=clipped(p["text"]))


def _submitted(names: Names, p: Payload) -> Said:
    said = msg("facts.sheet-submitted", judge=_by(names, p))
    missing = msg("facts.sheet-missing", count=p["missing"]) if p["missing"] else ""
    return aside(more(said, missing), names.round(p["round"]))


def _unlocked(names: Names, p: Payload) -> Said:
    return aside(msg("facts.sheet-unlocked", judge=_by(names, p)), names.round(p["round"]))


KINDS: dict[str, Callable[[Names, Payload], Said]] = {
    "standard-adopted": _adopted,
    "round-opened": _opened,
    "round-closed": _closed,
    "marked": _marked,
    "mark-taken-back": _mark_taken_back,
    "marks-imported": _imported,
    "recused": _recused,
    "dealt": _dealt,
    "handed-over": _handed_over,
    "skipped": _skipped,
    "noted": _noted,
    "sheet-submitted": _submitted,
    "sheet-unlocked": _unlocked,
}
