"""An office that is denied the title of civilized office and given that of a model one."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.locale import render


def read(tmp_path: Path, civilized: str, model: str) -> Plan:
    path = tmp_path / "r.csv"
    text = f"机关名称,机关简称,处室名称,文明处室,标兵\n市乙局,乙局,办公室,{civilized},{model}\n"
    path.write_text(text, "utf-8")
    return read_registry(path, Known())


@pytest.mark.parametrize("no", ["×", "否", "No"])
def test_it_is_refused_with_place_and_values(tmp_path: Path, no: str) -> None:
    plan = read(tmp_path, no, "√")
    (one,) = plan.rejected
    assert (one.row, one.column, one.value) == (2, "文明处室", no)
    said = render(one.reason, "zh")
    assert no in said and "√" in said and "标兵" in said and "矛盾" in said


@pytest.mark.parametrize(
    ("civilized", "model", "held"),
    [
        ("", "√", {"civilized-office", "model-office"}),
        ("√", "√", {"civilized-office", "model-office"}),
        ("√", "×", {"civilized-office"}),
        ("×", "×", set()),
    ],
)
def test_what_agrees_is_taken(tmp_path: Path, civilized: str, model: str, held: set[str]) -> None:
    plan = read(tmp_path, civilized, model)
    assert plan.rejected == [] and {one.honor for one in plan.titles} == held
