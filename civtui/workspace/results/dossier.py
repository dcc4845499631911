"""What stands beside a subject's total: parts by method, notes, skipped cells, self-assessment."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NamedTuple

from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.methods import MethodPart, by_method, item_values
from civtui.workspace.marks import remarks
from civtui.workspace.marks.remarks import Remark
from civtui.workspace.marks.self_marks import self_marks
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.rounds.seeing import What, need
from civtui.workspace.session import Workspace


class TwoScores(NamedTuple):
    """One item, scored by the agency itself and by the panel (None where nobody marked it)."""

    item: str
    self: Fraction
    assessed: Fraction | None


class Dossier(NamedTuple):
    """What there is on one subject of a round beside the trace of its total."""

    methods: list[MethodPart]
    notes: list[Remark]
    skips: list[Remark]
    selves: list[TwoScores]

    def document(self) -> dict[str, Any]:
        """Return it as keys of `explain --json`."""
        both = [(two.self, two.assessed) for two in self.selves if two.assessed is not None]
        totals = [sum(side, Fraction(0)) for side in zip(*both, strict=True)] or [Fraction(0)] * 2
        return {
            "methods": [
                {**p._asdict(), "points": exact_text(p.points), "most": exact_text(p.most)}
                for p in self.methods
            ],
            "notes": [note._asdict() for note in self.notes],
            "skips": [
                {"subject": s.subject, "item": s.item, "assessor": s.assessor, "why": s.text}
                for s in self.skips
            ],
            "self": {
                "items": [
                    {"item": i, "self": exact_text(own), "assessed": _text(assessed)}
                    for i, own, assessed in self.selves
                ],
                "self_total": exact_text(totals[0]),
                "assessed_total": exact_text(totals[1]),
            },
        }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def dossier(ws: Workspace, round_id: str, subject: str, item: str | None = None) -> Dossier:
    """Return what stands beside the total of `subject`, or beside one `item` of it.

    Raises:
        NotFound: no such round.
    """
    round_ = rounds.round_row(ws, round_id)
    view = need(ws, round_, What.TRACE)
    document, marks = rounds.document_of(ws, round_), marks_of(ws, round_)
    values = item_values(document, marks, subject)
    own = self_marks(ws, round_) if view.sees(What.SELF) else {}
    remarked = view.sees(What.NOTES)

    def wanted(one: Remark) -> bool:
        return remarked and (item is None or one.item == item)

    return Dossier(
        methods=by_method(document, marks, subject) if item is None else [],
        notes=[n for n in remarks.notes_of(ws, round_, subject) if wanted(n)],
        skips=[s for s in remarks.skips_of(ws, round_, subject) if wanted(s)],
        selves=[
            TwoScores(id_, own[subject, id_], value)
            for id_, value in values.items()
            if (subject, id_) in own and item in (None, id_)
        ],
    )
