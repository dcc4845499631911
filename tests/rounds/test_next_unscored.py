"""Which empty cell comes next: anchors first, round once from where one stands, skipped last."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from civtui.workspace.marks.marks import next_unscored
from civtui.workspace.rounds.rounds import Sheet

ITEMS, OFFICES = ("a", "b", "c"), ("1", "2", "3")
EVERY = [(subject, item) for subject in OFFICES for item in ITEMS]


def sheet(empty: str, *, anchors: str = "", mine: str = "123", skips: str = "") -> Sheet:
    """Return a sheet of three offices and items where only the cells of `empty` (1a 2b) are."""
    cells = {(cell[0], cell[1]) for cell in empty.split()}
    passed = {(cell[0], cell[1]): "" for cell in skips.split()}
    found: Any = SimpleNamespace(
        items=[SimpleNamespace(id=item) for item in ITEMS],
        subjects=[SimpleNamespace(id=subject) for subject in OFFICES],
        marks={cell: "1" for cell in EVERY if cell not in cells},
        skips=passed,
        mine=frozenset(mine),
        anchors=frozenset(anchors),
    )
    return cast("Sheet", found)


@pytest.mark.parametrize(
    ("empty", "after", "more", "found"),
    [
        ("1a 1b 3c", None, {}, "1a"),
        ("1a 1b 3c", "1a", {}, "1b"),
        ("1a 1b 3c", "1b", {}, "3c"),
        ("1a 1b 3c", "3c", {}, "1a"),
        ("1a", "1a", {}, "1a"),
        ("1a 1c", "1b", {}, "1c"),
        ("1a 2a", "1b", {}, "2a"),
        ("1a", "1b", {}, "1a"),
        ("2a 2c", "2b", {}, "2c"),
        ("2a", "2b", {}, "2a"),
        ("", None, {}, ""),
        ("", "2b", {}, ""),
        ("1a 2b", None, {"mine": "2"}, "2b"),
        ("1a", None, {"mine": "2"}, ""),
        ("1a", "1b", {"mine": "2"}, ""),
        ("1a 2b", None, {"anchors": "2"}, "2b"),
        ("1a 3a", None, {"anchors": "2"}, "1a"),
        ("1a 2b", "2b", {"anchors": "2"}, "2b"),
        ("1a 2b", None, {"skips": "1a"}, "2b"),
        ("1a 2b", None, {"skips": "1a 2b"}, "1a"),
        ("1a 2b", "1a", {"skips": "1a 2b"}, "2b"),
        ("1a 2b 3c", None, {"skips": "2b", "anchors": "2"}, "1a"),
        ("2b", None, {"skips": "2b", "anchors": "2"}, "2b"),
        ("1a 2b", "9z", {}, "1a"),
    ],
)
def test_the_next_empty_cell(
    empty: str, after: str | None, more: dict[str, str], found: str
) -> None:
    behind = (after[0], after[1]) if after else None
    cell = next_unscored(sheet(empty, **more), behind)
    assert (cell or ("", "")) == ((found[0], found[1]) if found else ("", ""))


@pytest.mark.parametrize("cell", EVERY)
def test_every_empty_cell_is_met_once_on_the_way_round(cell: tuple[str, str]) -> None:
    empty = {"".join(c) for c in EVERY}
    met, here = [], cell
    for _ in EVERY:
        nxt = next_unscored(sheet(" ".join(sorted(empty))), here)
        assert nxt is not None
        met.append(nxt)
        empty.discard("".join(nxt))
        here = nxt
    start = EVERY.index(cell) + 1
    assert met == [*EVERY[start:], *EVERY[:start]]
