"""Made-up panels of which the truth is known: who is severe, and what every office is worth."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline.marks import Table

CRITERIA = 5
ITEMS = 5


def standard(**more: Any) -> dict[str, Any]:
    """Return a standard of five criteria with five items of 10 points each."""
    groups = [
        {
            "id": f"g{g}",
            "title": {"zh": f"标准{g}", "en": f"criterion {g}"},
            "item": [
                {
                    "id": f"g{g}.{n}",
                    "title": {"zh": f"项目{g}{n}"},
                    "kind": "points",
                    "points": "10",
                    "step": "0.1",
                }
                for n in range(ITEMS)
            ],
        }
        for g in range(CRITERIA)
    ]
    return {"id": "s", "version": "1", "title": {"zh": "s"}, "total": "250", "item": groups, **more}


def items() -> list[str]:
    """Return the ids of the items."""
    return [f"g{g}.{n}" for g in range(CRITERIA) for n in range(ITEMS)]


def sheets(
    judged: Mapping[str, Mapping[str, Fraction]], document: dict[str, Any] | None = None
) -> Table:
    """Return a round in which each assessor gives each subject a mark, the same on every item.

    Args:
        judged: assessor -> subject -> points of each item.
    """
    subjects = list(dict.fromkeys(s for own in judged.values() for s in own))
    rows = tuple(
        (subject, item, assessor, f"{float(points):g}")
        for assessor, own in judged.items()
        for subject, points in own.items()
        for item in items()
    )
    given = RoundMarks(tuple(subjects), tuple(judged), rows)
    return Table(document or standard(), given)
