"""What a file of marks comes to, and the marks that its blank cells leave standing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from civtui.exchange.columns import Header
from civtui.exchange.plan import Change, Problem, Told
from civtui.exchange.round_view import MarkRow, RoundView, Standing
from civtui.exchange.rows import numbered
from civtui.model.text import Message, msg

Cell = tuple[str, str, str]  # subject, item, judge
MOST_ROWS = 1 << 32  # of a sheet


class Given(NamedTuple):
    """One mark as a file has it; `column` is the title over the value, `place` where it stands."""

    row: int
    subject: str
    item: str
    assessor: str
    value: str
    column: str
    place: int


@dataclass
class MarksPlan(Told):
    """What a file of marks comes to.

    Args:
        rows: (subject, item, assessor, mark as stored, points in thousandths or None) of all that
            can be taken; `fresh` those of them that do not stand already.
    """

    rows: list[MarkRow] = field(default_factory=list)
    fresh: list[MarkRow] = field(default_factory=list)

    def change(self, view: RoundView, sheet: str, row: int, cell: Cell, old: str, new: str) -> None:
        """Note that a row changes what stands in a cell."""
        self.cells.append(Change(sheet, row, *view.called(cell), old, new, of=cell))


class Once:
    """Holds that a file gives each mark once; of two that differ it gives none.

    Args:
        plan: what the file comes to.
    """

    def __init__(self, plan: MarksPlan) -> None:
        self.plan = plan
        self.places: dict[Cell, int] = {}  # its number among `plan.rows`, and so in `rows`
        self.rows = array("q")
        self.sheets: list[str] = []
        self.torn: set[Cell] = set()

    def __contains__(self, cell: Cell) -> bool:
        return cell in self.places

    def add(self, cell: Cell, sheet: str, row: int) -> None:
        """Note where a cell's mark stands, just before it is taken."""
        if sheet not in self.sheets[-1:]:
            self.sheets.append(sheet)
        self.places[cell] = len(self.rows)
        self.rows.append((len(self.sheets) - 1) * MOST_ROWS + row)

    def twice(self, cell: Cell, sheet: str, row: int, column: str, mark: str) -> Message:
        """Return why a further mark for a cell is refused; one that differs takes both out."""
        place = self.places[cell]
        at, number = divmod(self.rows[place], MOST_ROWS)
        first, stands = self.sheets[at], self.plan.rows[place][3]
        if stands == mark:
            return msg("exchange.mark-twice", sheet=first, row=number)
        if cell not in self.torn:
            self.torn.add(cell)
            reason = msg("exchange.mark-differs", sheet=sheet, row=row, other=mark)
            self.plan.rejected.append(Problem(first, number, column, stands, reason))
        return msg("exchange.mark-differs", sheet=first, row=number, other=stands)

    def settle(self) -> None:
        """Take out of the plan what two rows say differently."""
        if self.torn:
            plan, torn = self.plan, self.torn
            plan.rows = [one for one in plan.rows if one[:3] not in torn]
            plan.fresh = [one for one in plan.fresh if one[:3] not in torn]
            plan.cells = [one for one in plan.cells if one.of not in torn]


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
