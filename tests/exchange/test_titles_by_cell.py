"""A cell that names another title than its column does: that one is registered, or refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet

CIVIL, MODEL = "civilized-office", "model-office"
BOTH = {CIVIL, MODEL}
TODAY = date(2026, 6, 1)
AGENCIES = Sheet("机关", [["机关名称", "级别"], ["甲局", "市级"]], {})


def read(*rows: list[Cell], more: tuple[Sheet, ...] = ()) -> Plan:
    sheets = [*more, Sheet("表", list(rows), {})]
    return read_registry(Path("a.xlsx"), Known(), None, sheets, how=How(today=TODAY))


def held(plan: Plan) -> dict[str, date | None]:
    return {one.honor: one.since for one in plan.titles if one.holder.startswith("o-")}


@pytest.mark.parametrize(
    ("cell", "under"),
    [
        # cell: what becomes under 文明处室, 标兵处室, 处室称号, 级别; None where it is refused
        ("√", ({CIVIL}, BOTH, None, None)),
        ("文明处室", ({CIVIL}, None, {CIVIL}, {CIVIL})),
        ("标兵", (BOTH, BOTH, BOTH, BOTH)),
        ("标兵处室", (BOTH, BOTH, BOTH, BOTH)),
        ("标兵文明处室", (BOTH, BOTH, BOTH, BOTH)),
        ("√（标兵）", (BOTH, BOTH, None, None)),
        ("是（标兵处室）", (BOTH, BOTH, None, None)),
        ("文明处室、标兵处室", (BOTH, BOTH, BOTH, BOTH)),
        ("市级", (None, None, None, None)),
        ("无", (set(), set(), set(), set())),
    ],
)
@pytest.mark.parametrize("place", range(4))
def test_what_a_cell_names_is_registered_or_refused(
    cell: str, under: tuple[set[str] | None, ...], place: int
) -> None:
    title = ("文明处室", "标兵处室", "处室称号", "级别")[place]
    rows: list[list[Cell]] = [["机关名称", "处室", title], ["甲局", "一处", cell]]
    rows += [["甲局", "二处", "标兵处室"]] if title == "级别" else []
    plan = read(*rows, more=(AGENCIES,))
    (first,) = [one.id for one in plan.offices if one.name == "一处"] or [None]
    found = {one.honor for one in plan.titles if one.holder == first} if first else None
    assert found == under[place]
    assert bool(plan.rejected) is (found is None)


def test_the_day_behind_the_named_title_is_its_day() -> None:
    rows: list[list[Cell]] = [
        ["机关名称", "处室", "文明处室"],
        ["甲局", "一处", "标兵处室（2023.5.6）"],
    ]
    day = date(2023, 5, 6)
    assert held(read(*rows, more=(AGENCIES,))) == {CIVIL: day, MODEL: day}


def test_several_titles_of_agencies_under_one_are_all_registered() -> None:
    plan = read(["机关名称", "市级文明单位"], ["甲局", "市级、省级"])
    assert {one.honor for one in plan.titles} == {"municipal", "provincial"}


def test_another_import_shows_and_writes_that_the_office_is_a_model_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.exchange.books import book

    space = str(tmp_path / "w")
    run(["--lang", "zh", "-w", space, "init", space, "--name", "示范市"])

    def taken(cell: str, *more: str) -> str:
        rows = [["机关名称", "处室", "文明处室", "命名时间"], ["甲局", "一处", cell, "2022-06-01"]]
        path = book(tmp_path / "a.xlsx", 机关=AGENCIES.rows, 处室=rows)
        run(["--lang", "zh", "-w", space, "import", "registry", str(path), *more])
        return capsys.readouterr().out

    taken("√")
    assert "称号 1" in taken("标兵处室", "--dry-run")
    taken("标兵处室")
    run(["--lang", "zh", "-w", space, "honor", "list"])
    assert "标兵处室" in capsys.readouterr().out
    assert "称号 0" in taken("标兵处室", "--dry-run")
