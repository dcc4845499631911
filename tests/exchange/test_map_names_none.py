"""A mapping that names a column which the file lacks is refused, whatever else is found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet
from civtui.model.errors import BadInput

ROWS: list[list[Cell]] = [
    ["单位", "单位称号", "命名时间", "处室"],
    ["财政局", "市级文明单位", "2018.12", "办公室"],
]


@pytest.mark.parametrize("column", ["Z列", "没有的列"])
def test_a_column_that_is_none_is_named(tmp_path: Path, column: str) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'[agency]\nsince = "{column}"\n', encoding="utf-8")
    sheets = [Sheet("表", ROWS, {})]
    with pytest.raises(BadInput) as refused:
        read_registry(Path("a.xlsx"), Known(), mapping, sheets, how=How(today=date(2026, 6, 1)))
    assert (refused.value.where["key"], refused.value.value) == ("agency.since", column)
