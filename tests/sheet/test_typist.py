"""The rule of a text: the issue's own table, then random keys against a reading of the rule."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.model.errors import CivtuiError
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.workspace.rounds.rounds import Sheet, SubjectLine
from civtui.workspace.sheet.entries import Cell, Entries, State
from civtui.workspace.sheet.model import SheetModel
from civtui.workspace.sheet.typist import Typist
from civtui.workspace.sheet.writer import Put
from tests.sheet.items import ITEMS, item
from tests.sheet.reading import Reading, read


class InMemory:
    """Stands for the ledger of a session: the marks of one row."""

    def __init__(self, sheet: Row) -> None:
        self.sheet = sheet

    def take_back(self, put: Put) -> None:
        before = self.sheet.was.pop(id(put), None)
        if before is None:
            self.sheet.marks.pop(put.cell, None)
        else:
            self.sheet.marks[put.cell] = before


class Row(SheetModel):
    """One office's items in memory; where to go on is the session's own code."""

    def __init__(self, items: list[ItemSpec], *, by_band: bool = False) -> None:
        own = [spec._replace(id=str(n)) for n, spec in enumerate(items)]
        self.items = {spec.id: spec for spec in own}
        self.marks: dict[Cell, str] = {}
        office = SubjectLine._make(("o", *(None,) * (len(SubjectLine._fields) - 1)))
        nobody: frozenset[str] = frozenset()
        self.sheet = Sheet(
            None,
            None,
            [office],
            own,
            self.marks,
            {},
            nobody,
            frozenset(["o"]),
            nobody,
            {},
            {},  # type: ignore[arg-type]  # no step looks at round and judge
        )
        self.shown, self.strange = self.sheet, {}
        self.at: Cell | None = ("o", "0")
        self.by_band, self.chosen, self.question = by_band, (), None
        self.entries, self.news, self.query = Entries(), [], None
        self.was: dict[int, str | None] = {}
        self.facts = self.upto = 0
        self.typist = Typist(self)
        self.writer = InMemory(self)  # type: ignore[assignment]  # writes to a dict

    def standing(self, cell: Cell) -> str | None:
        return self.marks.get(cell)

    seen = standing

    def closed(self, subject: str) -> CivtuiError | None:
        return None

    def put(self, cell: Cell, text: str, seen: str | None) -> Put | None:
        made = Put(cell, parse_mark(self.item_of(cell), text).value_text, seen)
        self.was[id(made)] = self.marks.get(cell)
        self.kept = [*getattr(self, "kept", []), made]
        self.marks[cell] = made.value
        self.entries.pop(cell, None)
        self.facts += 1
        return made

    def keys(self, keys: str) -> Row:
        for key in keys:
            if key in "⏎⇥":
                self.typist.enter(faults=key == "⇥")
            else:
                self.typist.key(key)
        return self

    def row(self) -> list[str | None]:
        def cell(name: str) -> str | None:
            entry = self.entries.get(("o", name))
            if entry is not None and entry.state is State.REFUSED:
                return "!" + entry.text
            return self.marks.get(("o", name))

        return [cell(name) for name in self.items]


THREE, FIVE, TEN = item("points", "3"), item("points", "5"), item("points", "10")
HALF3, HALF4 = item("points", "3", "0.5"), item("points", "4", "0.5")
BANDS = item("points", "4", "0.5", bands=("4", "3", "2"))


@pytest.mark.parametrize(
    ("spec", "keys", "cells"),
    [
        (THREE, "3.5⏎", ["!3.5", None]),
        (FIVE, "5.0⏎", ["5", None]),
        (FIVE, "5.0⏎4", ["5", "4"]),
        (FIVE, "345", ["3", "4", "5"]),
        (FIVE, "375⏎", ["3", "!75", None]),
        (FIVE, "3⏎4⏎", ["3", "4", None]),
        (FIVE, "5⇥4⇥", ["5", "4", None]),
        (THREE, "4⏎3⏎3.5⏎2", ["!4", "3", "!3.5", "2"]),
        (HALF3, "4⏎3⏎3.5⏎2", ["!4", "3", "!3.5", None]),
        (HALF3, "4⏎3⏎3.5⏎2⏎", ["!4", "3", "!3.5", "2"]),
        (HALF4, "3.50⏎2.5⏎", ["3.5", "2.5", None]),
        (HALF4, "42⏎", ["4", "2", None]),
        (HALF4, "4.5⏎2⏎", ["!4.5", "2"]),
        (THREE, "42⏎1", ["!42", "1"]),
        (TEN, "10", ["10", None]),
        (TEN, "1⏎29", ["1", "2", "9"]),
        (FIVE, ".5⏎", ["5", None]),
        (FIVE, "３。０⏎４", ["3", "4"]),
    ],
)
def test_what_keys_come_to(spec: ItemSpec, keys: str, cells: list[str | None]) -> None:
    found = Row([spec] * 5).keys(keys).row()
    assert found == cells + [None] * (5 - len(cells))


@pytest.mark.parametrize(
    ("keys", "cells"), [("12", ["4", "3.5"]), ("3.5⏎1", ["3.5", "4"]), ("1.5⏎", ["1.5", None])]
)
def test_a_band_that_is_typed_on_is_points(keys: str, cells: list[str | None]) -> None:
    assert Row([BANDS] * 2, by_band=True).keys(keys).row() == cells


def test_a_point_that_spells_the_same_mark_costs_no_fact() -> None:
    row = Row([FIVE] * 2).keys("5.0⏎")
    assert (row.facts, row.row()) == (1, ["5", None])


def test_a_text_gone_on_to_another_mark_shows_at_its_first_key_that_it_is_another() -> None:
    row = Row([HALF4] * 2).keys("4.")
    assert row.row() == ["4", None], "4. is still 4"
    assert row.keys("5").row() == [None, None]
    assert row.typist.wrong, "4.5 of at most 4"


KEYS = st.text("0123456789.⏎⇥。．５", min_size=1, max_size=24)
ROWS = st.lists(st.integers(0, len(ITEMS) - 1), min_size=2, max_size=7)


@cache
def reading(place: int) -> Reading:
    return Reading(ITEMS[place])


def _compare(row: list[int], keys: str, by_band: bool) -> None:
    session = Row([ITEMS[n] for n in row], by_band=by_band).keys(keys)
    assert session.row() == read([reading(n) for n in row], keys, by_band=by_band)


@settings(deadline=None, max_examples=3000)
@given(ROWS, KEYS, st.booleans())
def test_random_texts_are_what_a_reader_of_the_rule_says(
    row: list[int], keys: str, by_band: bool
) -> None:
    _compare(row, keys, by_band)


@pytest.mark.parametrize("kind", range(len(ITEMS)))
@settings(deadline=None, max_examples=300)
@given(keys=KEYS)
def test_and_for_every_kind_of_item(kind: int, keys: str) -> None:
    _compare([kind] * 6, keys, False)
