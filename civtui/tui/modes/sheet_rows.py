"""The rows of a score sheet: offices with a cell an item, or the items of one office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civtui.locale import render
from civtui.locale.width import fit, width
from civtui.tui.looks import BOLD, DIM, FIRST, GOOD, NOTE, PLAIN
from civtui.tui.widgets.grid import Row
from civtui.workspace.marks.own_totals import OwnTotals, two_places
from civtui.workspace.rounds.rounds import ItemSpec, Sheet, SubjectLine, numbered, spoken

EMPTY = "·"
BARRED, OTHERS, SKIPPED, NOTED = "x", "-", "~", "*"
WIDEST = 10  # cells of a column, whatever the labels of its grades


def so_far(totals: OwnTotals, sheet: Sheet, subject: str) -> str:
    """Return what a subject's marks on this sheet come to, as text."""
    total = totals.of(sheet, subject)
    return "" if total is None else two_places(total)


def count_of(sheet: Sheet, subject: str) -> str:
    """Return how many of a subject's items are marked, for where its total is hidden."""
    return f"{sum((subject, item.id) in sheet.marks for item in sheet.items)}/{len(sheet.items)}"


def numbers(items: list[ItemSpec]) -> Iterator[str]:
    """Yield a short number for each item: criterion and place in it (`2.3`)."""
    yield from (fit(number, 4).strip() for number in numbered(items))


def cell_text(sheet: Sheet, subject: str, spec: ItemSpec) -> str:
    """Return what a cell shows: its mark, or a sign why there is none; `*` where a note is."""
    item = spec.id
    text = sheet.marks.get((subject, item))
    if text is not None:
        text = render(spoken(spec, text))
    else:
        if subject in sheet.barred:
            text = BARRED
        elif subject not in sheet.mine:
            text = OTHERS
        else:
            text = SKIPPED if (subject, item) in sheet.skips else EMPTY
    return text + NOTED if (subject, item) in sheet.notes else text


def cell_width(item: ItemSpec, least: int) -> int:
    """Return the cells that the marks of an item take: labels of grades need more than digits."""
    labels = [width(render(grade.label)) + len(NOTED) for grade in item.grades]
    return max([least, *(min(wide, WIDEST) for wide in labels)])


def office_text(sheet: Sheet, subject: SubjectLine) -> str:
    """Return an office's name with its signs: comes first, has a note."""
    first = f"{FIRST} " if subject.id in sheet.anchors else ""
    note = NOTED if (subject.id, "") in sheet.notes else ""
    return f"{first}{note}{subject.agency_name}/{subject.name}"


class SheetRows:
    """The sheet as rows of the grid, one an office, made as they are asked for.

    Args:
        totals: says what the marks of a row come to.
        hidden: show how many items are marked instead of the total.
    """

    def __init__(self, sheet: Sheet, totals: OwnTotals, *, hidden: bool = False) -> None:
        self.sheet, self.totals = sheet, totals
        self.hidden = hidden
        self.places = {subject.id: n for n, subject in enumerate(sheet.subjects)}

    def __len__(self) -> int:
        return len(self.sheet.subjects)

    def index_of(self, id_: str) -> int:
        """Return the place of a subject."""
        return self.places.get(id_, 0)

    def __iter__(self) -> Iterator[Row]:
        return (self[n] for n in range(len(self)))

    def __getitem__(self, place: int) -> Row:
        sheet = self.sheet
        subject = sheet.subjects[place]
        given = [sheet.marks.get((subject.id, item.id)) for item in sheet.items]
        cells = [cell_text(sheet, subject.id, item) for item in sheet.items]
        done = None not in given
        total = (
            count_of(sheet, subject.id) if self.hidden else so_far(self.totals, sheet, subject.id)
        )
        styles = [PLAIN, GOOD if done else DIM, *(DIM if m is None else BOLD for m in given)]
        return Row(subject.id, (office_text(sheet, subject), total, *cells), tuple(styles))


class CardRows:
    """One office as rows of the grid, one an item.

    Args:
        subject: id of the office.
        beside: columns of other marks to stand before the own, each item id -> text.
    """

    def __init__(self, sheet: Sheet, subject: str, *beside: Mapping[str, str]) -> None:
        self.sheet, self.subject, self.beside = sheet, subject, beside
        self.numbers = list(numbers(sheet.items))
        self.places = {item.id: n for n, item in enumerate(sheet.items)}

    def __len__(self) -> int:
        return len(self.sheet.items)

    def index_of(self, id_: str) -> int:
        """Return the place of an item."""
        return self.places.get(id_, 0)

    def __iter__(self) -> Iterator[Row]:
        return (self[n] for n in range(len(self)))

    def __getitem__(self, place: int) -> Row:
        item = self.sheet.items[place]
        given = (self.subject, item.id) in self.sheet.marks
        text = cell_text(self.sheet, self.subject, item)
        others = [column.get(item.id, "") for column in self.beside]
        return Row(
            item.id,
            (self.numbers[place], render(item.title), *others, text),
            (NOTE, PLAIN, *(DIM for _ in others), BOLD if given else DIM),
        )
