"""Two rows of one file for one record: alike they are one, else the second is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.workspace.building.intake import import_register
from tests.exchange.books import book
from tests.titles.small import small_city


@pytest.mark.parametrize(("second", "rejected"), [(92, []), (93, [3])])
def test_a_row_that_says_something_else_of_a_record_is_refused(
    tmp_path: Path, second: int, rejected: list[int]
) -> None:
    rows = [["a-1", "o-1-1", 2025, 92], ["a-1", "o-1-1", 2025, second]]
    path = book(tmp_path / "学习.xlsx", 学习=[["单位", "处室", "年度", "成绩"], *rows])
    ws = small_city(tmp_path / "w")
    found = import_register(ws, "study", path, dry_run=True)
    ws.close()
    assert [one.row for one in found.rejected] == rejected
    said = [one.row for one in found.warnings if one.row == 3]
    assert said == ([] if rejected else [3])
