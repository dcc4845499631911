"""What a filter of the score sheet can name: the office, and how far its marks are."""

from __future__ import annotations

from collections import Counter

from civtui.workspace.finding.fields import SUBJECT, subject_record
from civtui.workspace.finding.query import Field, Fields, Record
from civtui.workspace.marks.own_totals import OwnTotals
from civtui.workspace.rounds.rounds import Sheet, SubjectLine
from civtui.workspace.sheet.entries import Entries

COUNTS = ("unscored", "skipped", "noted", "refused")
SHEET: Fields = (
    *SUBJECT,
    *(Field(name, "number", (f"finding.field-{name}",)) for name in (*COUNTS, "total")),
)


class Records:
    """The offices of a sheet as a filter reads them."""

    def __init__(self, sheet: Sheet, totals: OwnTotals, entries: Entries) -> None:
        self.sheet, self.totals = sheet, totals
        self.given = Counter(subject for subject, _ in sheet.marks)
        self.skipped = Counter(cell[0] for cell in sheet.skips if cell not in sheet.marks)
        self.noted = Counter(subject for subject, _ in sheet.notes)
        self.refused = Counter(subject for subject, _ in entries)

    def of(self, subject: SubjectLine) -> Record:
        """Return an office as a filter reads it; marks are expected of the own ones only."""
        id_ = subject.id
        expected = len(self.sheet.items) if id_ in self.sheet.mine else 0
        return {
            **subject_record(subject),
            "unscored": max(0, expected - self.given[id_]),
            "skipped": self.skipped[id_],
            "noted": self.noted[id_],
            "refused": self.refused[id_],
            "total": self.totals.of(self.sheet, id_),
        }
