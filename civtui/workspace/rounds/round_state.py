"""A round as it stands, for `round show`: what is judged, by whom, how far each judge has come."""

from __future__ import annotations

from typing import Any

from civtui.workspace.marks import remarks
from civtui.workspace.marks.self_marks import self_marks
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace


def round_document(ws: Workspace, round_id: str) -> dict[str, Any]:
    """Return the round as `round show --json` prints it.

    Who may not know who judges reads of no judge.
    """
    round_ = rounds.round_row(ws, round_id)
    subjects, panel = rounds.subjects_of(ws, round_), rounds.panel_seen(ws, round_)
    document = rounds.document_of(ws, round_)
    skips = remarks.skips_of(ws, round_)
    own = {judge.id: rounds.mine(judge, subjects) for judge in panel}
    return {
        "id": round_.id,
        "name": round_.name,
        "state": round_.state,
        "organizer": {"kind": round_.organizer, "agency": round_.agency},
        "scope": round_.scope,
        "standard": {
            "id": round_.standard,
            "version": round_.standard_version,
            "sha256": round_.standard_sha256,
            "extends": document.get("extends"),
            "overlay": document.get("overlay"),
        },
        "scheme": round_.scheme,
        "options": rounds.pinned_of(ws, round_id).options,
        "visibility": round_.visibility,
        "opened": round_.opened,
        "due": round_.due,
        "subjects": [_subject(s, [a.id for a in panel if s.id in own[a.id]]) for s in subjects],
        "items": list(round_.items),
        "assessors": [
            _judge(
                a, len(own[a.id]), sum(k.assessor == a.id and k.subject in own[a.id] for k in skips)
            )
            for a in panel
        ],
        "per_subject": round_.per_subject,
        "self": {"given": len(self_marks(ws, round_))},
        "remarks": {
            "notes": len(remarks.notes_of(ws, round_)),
            "skips": len(skips),
        },
        "marks": {"given": round_.given, "expected": round_.expected},
        "gap": round_.gap,
    }


def _subject(line: rounds.SubjectLine, judges: list[str]) -> dict[str, Any]:
    """Return a subject of the round with those who judge it."""
    return {
        "id": line.id,
        "name": line.name,
        "agency": line.agency,
        "given": line.given,
        "anchor": line.anchor,
        "judges": judges,
    }


def _judge(judge: rounds.AssessorLine, subjects: int, skipped: int) -> dict[str, Any]:
    """Return a judge with how many subjects are dealt to the judge, and cells skipped in them."""
    return {
        "id": judge.id,
        "name": judge.name,
        "agency": judge.agency,
        "related": list(judge.related),
        "subjects": subjects,
        "given": judge.given,
        "expected": judge.expected,
        "skipped": skipped,
        "submitted": judge.submitted,
    }
