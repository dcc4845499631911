"""A file refused for its header is told which row is one but for a column, and which."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.columns import read_mapping
from civtui.exchange.headers import MARKS
from civtui.exchange.plan import Known
from civtui.exchange.registers import read_rows
from civtui.exchange.registry import read_registry
from civtui.locale import render, t
from civtui.model.errors import BadInput


def written(folder: Path, text: str) -> Path:
    path = folder / "名册.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_registry_without_a_column_of_offices_names_it_and_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "名册\n机关,考评处室\n商务局,办公室\n")
    with pytest.raises(BadInput) as told:
        read_registry(path, Known())
    said = render(told.value.message)
    assert "第 2 行像是表头，有“机关”一列，缺“处室名称”一列（或许是“考评处室”）" in said


def test_a_register_names_the_column_that_it_lacks(tmp_path: Path) -> None:
    path = written(tmp_path, "单位,日期\n商务局,2026-01-05\n")
    fields = {"agency": ("单位",), "title": ("活动名称",)}
    with pytest.raises(BadInput) as told:
        read_rows(path, fields, {"agency", "title"})
    said = render(told.value.message)
    assert "有“单位”一列，缺“活动名称”一列" in said
    assert "或许" not in said


def test_a_file_with_nothing_of_the_kind_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, "物品,数量\n桌子,3\n")
    with pytest.raises(BadInput) as told:
        read_registry(path, Known())
    assert render(told.value.message) == "没有找到名册的表头"


def test_the_hints_show_a_map_as_it_is_read(tmp_path: Path) -> None:
    for key, kinds in (("verbs.field-map-hint", {"marks": MARKS}), ("verbs/import.map-hint", None)):
        for lang in ("zh", "en"):
            said = t(key, lang)
            lines = said[said.index("[") :].replace("] ", "]\n").replace("，", "\n")
            path = tmp_path / "map.toml"
            path.write_text(lines.replace(", [", "\n["), encoding="utf-8")
            assert read_mapping(path, kinds)
