"""How fair a round is, on the screen: ranks with intervals, severity, agreement, profiles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.locale.width import width
from civtui.model.text import Lang
from civtui.tui.intervals import DASH, DOT, OTHER, against, whisker
from civtui.tui.modes.results import Results
from civtui.workspace.marks.marks import set_mark
from tests.tui.painted import matches
from tests.tui.session import Session, session

SIZE = (80, 24)
SHOWN = f"1–1 {DOT}"  # the first rank with its interval


@asynccontextmanager
async def results(city: Path, folder: Path, lang: Lang = "zh") -> AsyncIterator[Session]:
    """Open the results of the round that is half scored."""
    given: dict[str, object] = {"first": Results, "round_id": "city-2026"}
    async with session(city, folder, size=SIZE, lang=lang, **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        yield user


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_three_panels_each_a_key_away_and_the_same_without_color(
    city: Path, tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = f"fairness-{lang}"
    async with results(city, tmp_path / "w", lang) as user:
        await user.press("ctrl+r")
        await user.until(SHOWN)
        matches(user, f"{folder}/ranks")
        ranks = user.lines()
        await user.press("f6", "1")
        matches(user, f"{folder}/severity")
        await user.press("escape", "f6", "2")
        matches(user, f"{folder}/agreement")
        await user.press("escape", "escape")
        assert user.desk.mode.id == "results"
    monkeypatch.setenv("NO_COLOR", "1")
    async with results(city, tmp_path / "w", lang) as user:
        await user.press("ctrl+r")
        await user.until(SHOWN)
        assert user.lines() == ranks


async def test_the_cut_is_asked_for_and_its_chance_stands_in_the_profile(
    city: Path, tmp_path: Path
) -> None:
    async with results(city, tmp_path / "w") as user:
        await user.press("ctrl+r")
        await user.until(SHOWN)
        await user.press("f6", "3", "9", "9", "enter")
        user.expect("名额不对", "1–40")
        await user.press("backspace", "backspace", "5", "enter")
        await user.until("进入前 5 名的情形占")
        await user.press("down", "down", "down", "down", "down", "enter")
        assert user.desk.mode.id == "explain"
        await user.press("escape")
        user.expect("进入前 5 名的情形占")


async def test_what_a_colleague_marks_meanwhile_is_said_and_worked_out_on_asking(
    city: Path, tmp_path: Path
) -> None:
    async with results(city, tmp_path / "w") as user:
        await user.press("ctrl+r")
        await user.until(SHOWN)
        row = user.desk.grid.current
        assert row is not None
        before = row.cells[1]
        set_mark(user.ws, "city-2026", row.id, "study.plan", "1", "kp1")
        user.desk.reload()
        user.expect("有新评分", before)
        await user.press("f5")
        await user.until(DOT + DASH)
        user.absent("有新评分")
        changed = user.desk.grid.source[user.desk.grid.place_of(row.id)]
        assert float(changed.cells[1]) < float(before)


@given(
    st.lists(st.floats(-50, 50), min_size=3, max_size=3).map(sorted),
    st.integers(1, 60),
    st.booleans(),
)
def test_a_picture_is_as_wide_as_asked_and_in_order(
    values: list[float], cells: int, turned: bool
) -> None:
    low, value, high = values
    ends = (60.0, -60.0) if turned else (-60.0, 60.0)
    drawn = whisker(low, value, high, *ends, cells, axis=0)
    assert width(drawn) == cells and drawn.count(DOT) == 1
    bar = against(abs(value), abs(low), 50, cells)
    assert width(bar) == cells and bar.count(OTHER) == 1
