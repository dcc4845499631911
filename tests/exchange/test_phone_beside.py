"""A telephone that says whose it is, beside one that does not."""

from __future__ import annotations

from pathlib import Path

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet


def read(*rows: list[Cell]) -> Plan:
    return read_registry(Path("a.xlsx"), Known(), None, [Sheet("表", list(rows), {})])


def test_both_telephones_are_read() -> None:
    plan = read(
        ["机关名称", "第一责任人", "联系电话", "联络员", "联络员电话"],
        ["甲局", "张三", "13800000001", "李四", "13900000001"],
    )
    (one,) = plan.agencies
    assert (one.chief_phone, one.phone, plan.warnings) == ("13800000001", "13900000001", [])


def test_a_column_near_to_one_that_is_read_is_told_to_be_the_one_to_rename() -> None:
    plan = read(
        ["机关名称", "联络员", "联络员电话", "联络员电话2"],
        ["甲局", "李四", "13900000001", "13900000002"],
    )
    (said,) = [one for one in plan.warnings if one.reason.key.startswith("exchange.unused")]
    assert (said.column, said.reason.key) == ("联络员电话2", "exchange.unused-taken")
    assert said.reason.values["column"] == "联络员电话"
