"""Whatever stands in cells, selected, staged or being typed: every line as wide as asked."""

import os
import random
import subprocess
import sys

import pytest
from textual.app import App, ComposeResult

from civtui.locale.width import width
from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.tui.looks import BAD, BOLD, PLAIN
from civtui.tui.widgets.grid import Column, Grid, Row
from civtui.tui.widgets.selection import Place
from civtui.tui.widgets.staging import look
from civtui.workspace.sheet.entries import Entry, State
from tests.tui.hostile import NAMES

CASES = 150
TEXTS = [*NAMES, "", "·", "3.5", "ΩαЖ①…—", "▲↑", "\t\n", "a" * 300, "处" * 300]
FAULT = BadInput(msg("tui.no-cell"))


class Alone(App[None]):
    """A grid with the screen to itself."""

    def compose(self) -> ComposeResult:
        yield Grid()


def shuffled(grid: Grid, rng: random.Random) -> None:
    """Fill the grid, its selection and its staged cells at random."""
    count = rng.randint(1, 7)
    frozen = rng.randint(0, min(2, count))
    columns = [
        Column(rng.choice(TEXTS), rng.choice([0, 1, 2, 5, 12, 40]), rng.choice(["left", "right"]))
        for _ in range(count)
    ]
    rows = [
        Row(str(n), tuple(rng.choices(TEXTS, k=count)), (BOLD, BAD, PLAIN)[: rng.randint(0, 3)])
        for n in range(rng.randint(0, 30))
    ]
    entries = [Entry(rng.choice(TEXTS)), Entry(rng.choice(TEXTS), State.REFUSED, FAULT)]
    staged = [None, *map(look, entries)]
    grid.staged = lambda row, column: staged[(int(row) + column) % 3]
    order = rng.sample(range(count), count)
    grid.show(
        columns,
        rows,
        frozen=frozen,
        cell_cursor=rng.random() < 0.5 and frozen < count,
        order=None if rng.random() < 0.5 else order,
        sorted_by=(rng.randrange(count), rng.random() < 0.5),
    )
    if rows:
        grid.go(rng.randrange(len(rows)))
        first, last = rng.randrange(len(rows)), rng.randrange(len(rows))
        grid.selection.whole(Place(str(first), first, 0), Place(str(last), last, count - 1))
        if rng.random() < 0.5:
            grid.selection.begin(Place(str(first), first, rng.randrange(count)))
        grid.edit(rng.choice([None, *TEXTS]))


@pytest.mark.parametrize("size", [(3, 4), (40, 12), (80, 24), (120, 40)])
async def test_every_line_is_as_wide_as_the_grid(size: tuple[int, int]) -> None:
    app = Alone()
    async with app.run_test(size=size):
        grid, rng = app.query_one(Grid), random.Random(size[0])
        for _ in range(CASES):
            shuffled(grid, rng)
            for y in range(size[1]):
                strip = grid.render_line(y)
                text = "".join(segment.text for segment in strip)
                assert width(text) == size[0] == strip.cell_length
                assert not set(text) & set("\x1b\x9b\n\t\u202e\u200d\u200b")


def test_ambiguous_signs_two_cells_wide_shift_nothing() -> None:
    script = (
        "import asyncio\n"
        "from tests.tui.test_grid_lines import test_every_line_is_as_wide_as_the_grid as lines\n"
        "asyncio.run(lines((40, 12)))\n"
    )
    wide = {**os.environ, "CIVTUI_AMBIGUOUS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=wide, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


async def test_the_sign_of_a_selected_row_cuts_no_name_that_has_room() -> None:
    app = Alone()
    async with app.run_test(size=(20, 5)):
        grid = app.query_one(Grid)
        columns = [Column("甲", 8), Column("乙", 4)]
        grid.show(columns, [Row("1", ("办公室", "1")), Row("2", ("机关党委", "2"))])
        grid.selection.whole(Place("1", 0, 0), Place("2", 1, 1))
        lines = ["".join(s.text for s in grid.render_line(y)) for y in (1, 2)]
        assert [line.rstrip() for line in lines] == ["*办公室  1", "*机关党… 2"]
