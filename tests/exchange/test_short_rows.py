"""A row of agencies that gives the short name of one on record is that agency's."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

CODE = "11110000600037341L"
KNOWN = Known(
    (KnownAgency("a-1", "市贸易发展局", "贸发局", ""), KnownAgency("a-2", "市水务局", "水务局", ""))
)
HEADS: list[Cell] = ["单位", "现有称号"]


def read(*rows: list[Cell], known: Known = KNOWN) -> Plan:
    sheet = Sheet("表", [HEADS, *map(list, rows)], {})
    return read_registry(Path("a.xlsx"), known, None, [sheet])


def test_it_is_taken_for_that_one_and_said() -> None:
    plan = read(["贸发局", "市直机关文明单位(2023-01-10)"], ["水务局", None])
    assert [(one.id, one.name) for one in plan.agencies] == [
        ("a-1", "市贸易发展局"), ("a-2", "市水务局"),
    ]  # fmt: skip
    assert [title.holder for title in plan.titles] == ["a-1"]
    said = [(one.row, one.reason.key) for one in plan.warnings if "short" in one.reason.key]
    assert said == [(2, "exchange.by-short"), (3, "exchange.by-short")]
    assert plan.rejected == []


@pytest.mark.parametrize("rows", [("贸发局", "市贸易发展局"), ("市贸易发展局", "贸发局")])
def test_in_one_file_it_is_there_once(rows: tuple[str, str]) -> None:
    plan = read(*([name, None] for name in rows))
    assert [(one.row, one.reason.key) for one in plan.rejected] == [(3, "exchange.twice")]


def test_a_short_name_of_two_is_nobodys() -> None:
    both = Known((*KNOWN.agencies, KnownAgency("a-3", "市贸易发展促进局", "贸发局", "")))
    (one,) = read(["贸发局", None], known=both).agencies
    assert one.id not in ("a-1", "a-3")
