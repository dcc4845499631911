"""A round as it stands, for `round show`: what is judged, by whom, how far each judge has come."""

from __future__ import annotations

from typing import Any

from civtui.workspace import remarks, rounds
from civtui.workspace.self_marks import self_marks
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
        "subjects": [
            {
                "id": s.id,
                "name": s.name,
                "agency": s.agency,
                "given": s.given,
                "anchor": s.anchor,
                "judges": [a.id for a in panel if s.id in own[a.id]],
            }
            for s in subjects
        ],
        "items": list(round_.items),
        "assessors": [
            {
                "id": a.id,
                "name": a.name,
                "agency": a.agency,
                "related": list(a.related),
                "subjects": len(own[a.id]),
                "given": a.given,
                "expected": a.expected,
                "skipped": sum(k.assessor == a.id and k.subject in own[a.id] for k in skips),
                "submitted": a.submitted,
            }
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
