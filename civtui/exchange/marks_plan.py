"""What a file of marks comes to, and the marks that its blank cells leave standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from civtui.exchange.columns import Header
from civtui.exchange.plan import Problem, Told
from civtui.exchange.round_view import MarkRow, Standing
from civtui.exchange.rows import numbered
from civtui.model.text import msg


@dataclass
class MarksPlan(Told):
    """What a file of marks comes to.

    Args:
        rows: (subject, item, assessor, mark as stored, points in thousandths or None) of all that
            can be taken; `fresh` those of them that do not stand already.
    """

    rows: list[MarkRow] = field(default_factory=list)
    fresh: list[MarkRow] = field(default_factory=list)


class Blanked:
    """The blank cells of a sheet for which marks stand: the file takes none of them back.

    Args:
        sheet: its name.
        header: its columns.
    """

    def __init__(self, sheet: str, header: Header) -> None:
        self.sheet, self.header = sheet, header
        self.marks: dict[int, list[str]] = {}  # number of a row -> marks that stand

    def look(self, number: int, stands: Standing | None) -> None:
        """Note a blank cell, where the mark that stands for it may be seen."""
        if stands is not None and stands.value is not None:
            self.marks.setdefault(number, []).append(stands.value)

    def said(self) -> Iterator[Problem]:
        """Yield one warning for all of them."""
        if self.marks:
            first = min(self.marks)
            count = sum(map(len, self.marks.values()))
            reason = msg("exchange.mark-blank", count=count, rows=numbered(sorted(self.marks)))
            title = self.header.titles.get("value", self.header.titles.get("subject", ""))
            yield Problem(self.sheet, first, title, self.marks[first][0], reason)
