"""An office is found by its agency's name, short name, former name and id, by whoever asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.books import book
from tests.titles.city import City

HEADS = ["机关名称", "简称"]


def city_of(folder: Path) -> City:
    """Return a city with an agency without a short name, one with it, and one renamed."""
    city = City(folder / "w")
    city.run("init", str(folder / "w"))
    path = book(
        folder / "名册.xlsx",
        机关名册=[HEADS, ["市财政局", None], ["市审计局", "审计局"], ["市老干部局", "老干局"]],
        处室名册=[
            ["机关名称", "处室名称"],
            ["市财政局", "预算处"],
            ["市审计局", "法规处"],
            ["市老干部局", "综合处"],
        ],
    )
    city.do("import", "registry", str(path))
    city.do(
        "agency",
        "restructure",
        "g1",
        "--effective",
        "2026-01-01",
        "--document",
        "编发1号",
        "--rename",
        "市老干部局:市离退休干部局:离退局",
        "-y",
    )
    city.do(
        "round",
        "new",
        "r",
        "--agency",
        "a-1",
        "--agency",
        "a-2",
        "--agency",
        "a-3",
        "--assessor",
        "k1:甲",
    )
    return city


CALLED = {
    "o-1-1": ("市财政局/预算处", "a-1/预算处", "预算处", "o-1-1"),
    "o-2-1": ("市审计局/法规处", "审计局/法规处", "a-2/法规处", "法规处", "o-2-1"),
    "o-3-1": (
        "市离退休干部局/综合处",
        "离退局/综合处",
        "市老干部局/综合处",
        "老干局/综合处",
        "a-3/综合处",
    ),
}


def test_an_office_is_called_as_people_call_its_agency(tmp_path: Path) -> None:
    city = city_of(tmp_path)
    item = "学习计划与落实"
    for id_, many in CALLED.items():
        for called in many:
            path = tmp_path / "m.csv"
            owner, _, name = called.rpartition("/")
            for rows in (
                f"处室,{item}\n{called},4\n",
                f"机关,处室,{item}\n{owner},{name},4\n",
                f"机关,处室,{item}\n{owner},{called},4\n",
            ):
                path.write_text(rows, "utf-8")
                got = city.do(
                    "import", "marks", str(path), "--round", "r", "--assessor", "k1", "--dry-run"
                )
                assert (got["accepted"], got["rejected"]) == (1, []), (id_, rows)
            marked = city.do("mark", "set", "r", called, "study.plan", "4", "--assessor", "k1")
            assert marked["subject"] == id_, called
            assert city.do("explain", "r", called) == city.do("explain", "r", id_), called
            round_ = f"n-{id_}-{many.index(called)}"
            city.do("round", "new", round_, "--office", called, "--assessor", "k1:甲")


@pytest.mark.parametrize("row", ["市审计局,预算处", "市财政局,市审计局/法规处", "市人社局,预算处"])
def test_an_office_of_another_agency_is_none_of_this_one(tmp_path: Path, row: str) -> None:
    city = city_of(tmp_path)
    path = tmp_path / "m.csv"
    path.write_text(f"机关,处室,学习计划与落实\n{row},4\n", "utf-8")
    code, got = city.run(
        "import", "marks", str(path), "--round", "r", "--assessor", "k1", "--dry-run"
    )
    assert (code, got["accepted"]) == (4, 0)
    assert "round show" in got["rejected"][0]["reason"]
