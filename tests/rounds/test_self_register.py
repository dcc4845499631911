"""A self-assessment by the register is held to its round as one by `mark self` is."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.workspace.rounds.rounds import items_of, round_row
from civtui.workspace.session import open_workspace
from tests.rounds.small import Boss, panel_city


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    offices = ("--office", "a-1局/处1", "--office", "a-1局/处2")
    made.do("round", "new", "r", "--standard", "small", *offices, "--assessor", "k1:甲")
    return made


def own(item: str, points: str, office: str = "处1", round_: str = "r") -> list[str]:
    words = ["--round", round_, "--office", office, "--item", item, "--points", points]
    return ["report", "self", "add", "a-1局", *words]


def test_an_item_is_meant_by_id_number_and_title_and_stands_once(city: Boss) -> None:
    ws = open_workspace(city.folder)
    spec = items_of(ws, round_row(ws, "r"))[0]
    ws.close()
    row = city.do(*own(spec.title.zh, str(spec.max_points)))
    assert row["values"]["item"] == spec.id
    for again in (spec.id, spec.title.zh, "1.1"):
        assert city.run(*own(again, "0"))[0] == 3, again  # one stands there: `set` changes it


def test_what_no_item_of_the_round_takes_is_refused(city: Boss, tmp_path: Path) -> None:
    ws = open_workspace(city.folder)
    spec = items_of(ws, round_row(ws, "r"))[0]
    ws.close()
    more = str(spec.max_points + 1)
    for words in (
        own(spec.id, more),
        own("没有这一项", "1"),
        own(spec.id, "1", round_="没有这一轮"),
        own(spec.id, "1", office="处3"),
    ):
        assert city.run(*words)[0] == 4, words
    file = tmp_path / "self.csv"
    head, good = "单位,考评轮次,处室,项目,自评分", f"a-1局,r,处2,{spec.title.zh},1"
    bad = f"a-1局,r,处1,{spec.id},{more}\na-1局,r,处1,没有这一项,1\na-1局,没有,处1,{spec.id},1"
    file.write_text(f"{head}\n{good}\n{bad}\n", encoding="utf-8")
    status, answer = city.run("report", "self", "import", str(file))
    assert (status, answer["accepted"]) == (4, 1)
    places = [(p["row"], p["column"]) for p in answer["rejected"]]
    assert places == [(3, "自评分"), (4, "项目"), (5, "考评轮次")]
