"""Keys in the score sheet of a real pseudo-terminal, at the pace of a paste and of hands.

Whatever the pace, the ledger holds what a reader of the rule of a text says; no mark depends on
time. Beside the table below, texts are drawn at random and read by `tests.sheet.reading`.
"""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.sheet.items import item
from tests.sheet.reading import Reading, read
from tests.terminal.driving import Terminal
from tests.titles.city import City
from tests.titles.small import small_city

pytestmark = pytest.mark.deep
CELLS = 6
PACES = (0, 30, 300)
SIGNS = {"⏎": "\r", "⇥": "\t"}


class Sequence(NamedTuple):
    """Keys typed from the first cell of a row, and what its first cells hold afterwards.

    Args:
        most, step: points of every item of the row.
        keys: with ⏎ for Enter and ⇥ for Tab.
        cells: points, or None where nothing is stored; the cells behind them are empty.
        facts: how many marks are on record, those taken back included; None where it is open.
    """

    most: str
    step: str
    keys: str
    cells: tuple[str | None, ...]
    facts: int | None = None


TABLE = (
    Sequence("3", "1", "3.5", (None,)),
    Sequence("3", "0.5", "3.5", (None,)),
    Sequence("5", "1", "5.0", ("5",), 1),
    Sequence("5", "1", "5。0", ("5",), 1),
    Sequence("9", "1", "345", ("3", "4", "5"), 3),
    Sequence("4", "1", "354", ("3", None)),
    Sequence("4", "1", "35⏎4", ("3", None, "4")),
    Sequence("5", "1", "3⏎4⏎", ("3", "4"), 2),
    Sequence("5", "1", "5⇥4⇥", ("5", "4"), 2),
    Sequence("3", "1", "4⏎3⏎3.5⏎2", (None, "3", None, "2")),
    Sequence("3", "0.5", "4⏎3⏎3.5⏎2", (None, "3", None, None)),
    Sequence("3", "0.5", "4⏎3⏎3.5⏎2⏎", (None, "3", None, "2")),
    Sequence("5", "0.5", "3.5⏎", ("3.5",), 1),
    Sequence("5", "0.5", "3.50⏎", ("3.5",), 1),
    Sequence("5", "0.5", "3.50⏎4⏎", ("3.5", "4"), 2),
)


def office(folder: Path, most: str, step: str) -> None:
    """Make a workspace with a round whose offices have a row of equal items."""
    small_city(folder).close()
    kind = f'kind = "points", points = "{most}", step = "{step}"'
    items = "".join(f'{{ id = "i{n}", title = "第{n}项", {kind} }},' for n in range(CELLS))
    total = Fraction(most) * CELLS
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "row.toml").write_text(
        f'id = "row"\nversion = "1"\ntitle = "一行"\ntotal = "{total}"\nitem = [{items}]\n', "utf-8"
    )
    City(folder).do(
        "round", "new", "r", "--standard", "row", "--agency", "a-1", "--assessor", "k1:甲"
    )


def typed(folder: Path, keys: str, pace: int) -> tuple[list[str | None], list[str], int]:
    """Type `keys`, one every `pace` ms, leave, and return what the ledger holds.

    Returns:
        the points of the first row, the cells stored anywhere else, and the number of marks on
        record.
    """
    terminal = Terminal("-w", folder, "score", "r", "--assessor", "k1")
    terminal.wait("Ctrl+Q")
    signs = [SIGNS.get(key, key) for key in keys]
    if pace:
        for sign in signs:
            terminal.send(sign)
            terminal.read(pace / 1000)
    else:
        terminal.send("".join(signs))
    terminal.settle()
    assert terminal.leave() == 0
    ws = open_workspace(folder)
    sheet = rounds.sheet(ws, "r", "k1")
    facts = ws.ledger.connection.execute("SELECT count(*) FROM fact WHERE kind = 'marked'")
    number = facts.fetchone()[0]
    ws.close()
    row = [sheet.marks.get(("o-1-1", f"i{n}")) for n in range(CELLS)]
    others = [f"{s}/{i}" for s, i in sheet.marks if s != "o-1-1"]
    return row, others, number


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("case", TABLE, ids=[f"{c.most}-{c.step}-{c.keys}" for c in TABLE])
def test_the_ledger_holds_what_the_rule_says(tmp_path: Path, case: Sequence, pace: int) -> None:
    office(tmp_path / "city", case.most, case.step)
    row, others, facts = typed(tmp_path / "city", case.keys, pace)
    assert row == [*case.cells, *[None] * (CELLS - len(case.cells))]
    assert others == []
    assert case.facts in (None, facts)


@pytest.mark.parametrize("seed", range(12))
def test_random_texts_are_read_by_the_rule_at_every_pace(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    most, step = rng.choice([("3", "1"), ("5", "0.5"), ("9", "1"), ("12", "0.5")])
    keys = "".join(rng.choice("0123456789..⏎⏎⇥") for _ in range(rng.randint(3, 10)))
    found = read([Reading(item("points", most, step))] * CELLS, keys)
    wanted = [None if mark is None or mark.startswith("!") else mark for mark in found]
    for pace in (0, 30):
        folder = tmp_path / f"at-{pace}"
        office(folder, most, step)
        row, others, _ = typed(folder, keys, pace)
        assert (row, others) == (wanted, []), (keys, pace)
