"""Marks that stand again: what was done in their cells since either goes along or is named."""

from pathlib import Path
from typing import Any

import pytest

from tests.rounds.small import Boss, scored_city
from tests.voiding.tables import head, tables, void

WHY = ("--why", "误录")
CELL = ("r", "o-1-1", "study")
SET, UNDO = ("mark", "set", *CELL, "1"), ("mark", "undo", "r")
SKIP = ("mark", "skip", *CELL, *WHY)
REDO, UNSKIP = ("mark", "redo", "r"), ("mark", "unskip", *CELL)


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "w")


def imported(city: Boss) -> int:
    path = city.folder / "marks.csv"
    path.write_text("处室,项目,考评员,评分\no-1-1,study,k1,3\no-1-1,style,k1,2\n", "utf-8")
    city.do("import", "marks", str(path), "--round", "r")
    return head(city)


def by_hand(city: Boss) -> int:
    city.do("--as", "jia", "mark", "set", *CELL, "3")
    return head(city)


@pytest.mark.parametrize("put", [imported, by_hand])
@pytest.mark.parametrize(
    "since",
    [(SET, UNDO), (SKIP, UNDO), (SET, UNDO, REDO, UNDO), (SET, (*SET[:-1], "2"), UNDO, UNDO)],
)
def test_what_was_undone_since_goes_when_marks_stand_again(
    city: Boss, put: Any, since: tuple[tuple[str, ...], ...]
) -> None:
    seq = put(city)
    before = tables(city)
    status, said = void(city, seq)
    assert status == 0
    for one in since:
        city.do("--as", "jia", *one)
    assert void(city, said["by"])[0] == 0
    assert tables(city)["mark"] == before["mark"]
    assert tables(city)["mark_skip"] == before["mark_skip"]


def test_a_mark_put_since_stays_over_the_one_that_stands_again(city: Boss) -> None:
    _, said = void(city, imported(city))
    city.do("--as", "jia", *SET)
    city.do("--as", "jia", *UNDO)
    city.do("--as", "jia", *SET)
    assert void(city, said["by"])[0] == 0
    assert sorted(str(row[4]) for row in tables(city)["mark"]) == ["1", "2"]


@pytest.mark.parametrize("since", [(SKIP,), (SKIP, UNSKIP)])
def test_a_cell_left_for_later_since_is_named_and_the_way_leads_on(
    city: Boss, since: tuple[tuple[str, ...], ...]
) -> None:
    seq = imported(city)
    before = tables(city)
    _, said = void(city, seq)
    for one in since:
        city.do("--as", "jia", *one)
    stood = tables(city)
    status, refused = void(city, said["by"])
    newest = head(city)
    assert status == 3 and str(newest) in str(refused)
    assert tables(city) == stood
    for back in range(len(since)):
        assert void(city, newest - back)[0] == 0
    assert void(city, said["by"])[0] == 0
    assert tables(city)["mark"] == before["mark"]
    assert tables(city)["mark_skip"] == before["mark_skip"]


def test_a_mark_set_before_is_undone_to_the_imported_one_again(city: Boss) -> None:
    """Set over an import, the import taken back, undone and put again: beneath stands its mark."""
    seq = imported(city)
    before = tables(city)
    city.do("--as", "jia", *SET)
    status, said = void(city, seq)
    assert status == 0
    city.do("--as", "jia", *UNDO)
    status, refused = void(city, said["by"])
    assert status == 3 and refused["error"]["hint"].endswith("civtui mark redo r")
    city.do("--as", "jia", *REDO)
    assert void(city, said["by"])[0] == 0
    city.do("--as", "jia", *UNDO)
    assert [row[:5] for row in tables(city)["mark"]] == [row[:5] for row in before["mark"]]


def test_the_way_to_put_a_mark_again_names_the_judge_of_whom_it_is(city: Boss) -> None:
    """A clerk who enters what a judge gave on paper undoes and redoes it for that judge."""
    seq = imported(city)
    city.do(*SET, "--assessor", "k1")
    status, said = void(city, seq)
    assert status == 0
    city.do(*UNDO, "--assessor", "k1")
    status, refused = void(city, said["by"])
    hint = refused["error"]["hint"]
    assert status == 3 and hint.endswith("civtui mark redo r --assessor k1")
    city.do(*hint.partition("civtui ")[2].split())
    assert void(city, said["by"])[0] == 0
