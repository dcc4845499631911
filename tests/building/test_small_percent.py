"""A percentage up to 1 beside others above may be a ratio: it is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.workspace.building.intake import import_register
from tests.exchange.books import book
from tests.titles.small import small_city


@pytest.mark.parametrize(
    ("scores", "rows"), [([92, 0.9, 85], [3]), ([0.9, 0.8, 1], []), ([92, 85, 0], [])]
)
def test_a_ratio_among_percentages_is_in_doubt(
    tmp_path: Path, scores: list[Any], rows: list[int]
) -> None:
    lines = [[f"a-{n}", f"o-{n}-1", 2025, score] for n, score in enumerate(scores, 1)]
    path = book(tmp_path / "学习.xlsx", 学习=[["单位", "处室", "年度", "成绩"], *lines])
    ws = small_city(tmp_path / "w")
    found = import_register(ws, "study", path, dry_run=True)
    ws.close()
    doubted = [one.row for one in found.warnings if "%" in one.document()["reason"]]
    assert (found.accepted, doubted) == (3, rows)
