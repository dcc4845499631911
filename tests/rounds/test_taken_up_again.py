"""Who takes up again what was ended may say why, and is told what is still wanting."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, scored_city
from tests.rounds.test_gaps import said


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "city")


@pytest.mark.parametrize("why", ["", "补评一处"])
def test_a_reopening_has_the_reason_that_is_given(city: Boss, why: str) -> None:
    city.do("round", "close", "r")
    city.do("round", "open", "r", *(["--why", why] if why else []))
    ws = open_workspace(city.folder)
    newest = fact_rows(ws, kind="round-closed")[0]
    ws.close()
    assert newest.why == why


def test_unlocking_says_what_the_sheet_lacks_and_that_the_round_waits(city: Boss) -> None:
    city.do("mark", "set", "r", "o-1-1", ITEMS[0], "3", "--assessor", "k1")
    city.do("mark", "skip", "r", "o-1-1", ITEMS[1], "--assessor", "k1", "--why", "待核实")
    city.do("round", "submit", "r", "--assessor", "k1", "--partial", "--why", "缺材料")
    told = said(city, "round", "unlock", "r", "k1", "--why", "补评")
    assert "已评 1/6，暂缓 1，空白 4" in told
    way = told.partition("civtui ")[2].split()
    assert way[:5] == ["round", "submit", "r", "--assessor", "k1"]
    assert city.run(*way[:5])[0] == 3  # it parses; four cells are blank


def test_a_plan_tells_who_may_not_do_the_reform_that_an_admin_must(
    city: Boss, capfd: pytest.CaptureFixture[str]
) -> None:
    city.do("user", "set", "wen", "clerk")
    plan = city.folder / "reform.toml"
    plan.write_text(
        'id = "x"\neffective = 2031-01-01\n[[abolish]]\nagency = "a-1"\n', encoding="utf-8"
    )
    for user, wanted in (("wen", True), ("boss", False)):
        for words in (("reform", str(plan), "--dry-run"), ("reform-plan", str(plan))):
            capfd.readouterr()
            assert run(["-w", str(city.folder), "--as", user, "agency", *words]) == 0
            assert ("须由管理员" in capfd.readouterr().err) == wanted, words
