"""A column of offices under words of its own is read, or it is said how to name it."""

from pathlib import Path
from typing import Any

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from tests.exchange.test_combined import merged

ROWS: list[list[Any]] = [
    ["市财政局", "办公室", "甲", 12, "√"],
    [None, "预算处", "乙", 8, ""],
    ["市教育局", "办公室", "丙", 10, ""],
    [None, "基教处", "丁", 11, "√"],
]


def sheet(path: Path, heads: list[str], *, repeated: bool = False) -> Path:
    """Write the rows under heads, each agency's name merged over its offices, or repeated."""
    rows, last = [], None
    for row in ROWS:
        last = row[0] or last
        rows.append([last if repeated else row[0], *row[1:]])
    return merged(path, [["名册"], heads, *rows])


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("word", ["处室", "所属处室", "下属科室", "所在处室", "处室/科室"])
def test_agencies_over_offices_are_read_whatever_the_offices_are_called(
    tmp_path: Path, word: str, repeated: bool
) -> None:
    heads = ["单位", word, "负责人", "在编人数", "文明处室"]
    plan = read_registry(sheet(tmp_path / "a.xlsx", heads, repeated=repeated), Known())
    assert (len(plan.agencies), len(plan.offices), len(plan.titles)) == (2, 4, 2)
    assert not plan.rejected


def test_a_column_of_offices_under_unknown_words_says_how_to_name_it(tmp_path: Path) -> None:
    heads = ["单位", "名册内处室一览", "负责人", "在编人数", "文明处室"]
    path = sheet(tmp_path / "a.xlsx", heads, repeated=True)
    plan = read_registry(path, Known())
    said = {one.column: one.reason for one in plan.warnings}
    assert said["名册内处室一览"].key == "exchange.unused-offices"
    assert said["名册内处室一览"].values == {"agency": "A", "office": "B"}
    assert said["文明处室"].key == "exchange.unused-office"  # and not that it is near a number
    named = tmp_path / "m.toml"
    named.write_text('[office]\nagency = "A列"\nname = "B列"\n')
    plan = read_registry(path, Known(), named)
    assert (len(plan.agencies), len(plan.offices), plan.rejected) == (2, 4, [])
