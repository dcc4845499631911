"""Cells for persons: telephones split off, several joined, words for nobody: each of them said."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.exchange.plan import Known, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet


def read(*rows: list[Cell]) -> Plan:
    return read_registry(Path("a.xlsx"), Known(), None, [Sheet("表", [*map(list, rows)], {})])


@pytest.mark.parametrize(
    ("cell", "name", "phone", "said"),
    [
        ("李明", "李明", "", None),
        ("王　伟", "王伟", "", None),
        ("欧阳 修", "欧阳修", "", None),
        ("阿依古丽·买买提", "阿依古丽·买买提", "", None),
        ("李明 85911111", "李明", "85911111", "phone-in-name"),
        ("王强13900000001", "王强", "13900000001", "phone-in-name"),
        ("张三(13800000001)", "张三", "13800000001", "phone-in-name"),
        ("张三（手机：１３８０００００００１）", "张三", "13800000001", "phone-in-name"),
        ("李四、赵六", "李四、赵六", "", "several-persons"),
        ("孙一；周二", "孙一、周二", "", "several-persons"),
        ("钱七 吴八", "钱七、吴八", "", "several-persons"),
        ("钱七\n吴八", "钱七、吴八", "", "several-persons"),
        ("见附表", "", "", "no-person"),
        ("详见附件2", "", "", "no-person"),
        ("空缺", "", "", "no-person"),
        ("同上", "", "", "no-person"),
        ("13900000002", "", "", "no-person"),
        ("李明（2024年到任）", "李明（2024年到任）", "", "person-aside"),
    ],
)
def test_a_cell_names_a_person_or_says_why_not(
    cell: str, name: str, phone: str, said: str | None
) -> None:
    plan = read(["机关名称", "第一责任人"], ["市财政局", cell])
    (agency,) = plan.agencies
    assert (agency.chief, agency.chief_phone) == (name, phone)
    told = [(one.row, one.column, one.reason.key) for one in plan.warnings]
    assert told == ([(2, "第一责任人", f"exchange.{said}")] if said else [])


def test_several_with_their_telephones_keep_both_and_say_so() -> None:
    plan = read(["机关名称", "联系人"], ["市财政局", "李四13800000001、赵六13900000002"])
    (agency,) = plan.agencies
    assert (agency.contact, agency.phone) == ("李四、赵六", "13800000001、13900000002")
    keys = {one.reason.key for one in plan.warnings}
    assert keys == {"exchange.several-persons", "exchange.phone-in-name"}


def test_the_column_of_telephones_goes_before_the_one_in_the_name() -> None:
    plan = read(["机关名称", "联系人", "联系电话"], ["市财政局", "李四13800000001", "85911111"])
    (agency,) = plan.agencies
    assert (agency.contact, agency.phone) == ("李四", "85911111")
    assert [one.reason.key for one in plan.warnings] == ["exchange.phone-beside"]


def test_of_the_head_of_an_office_no_telephone_is_kept_and_that_is_said() -> None:
    offices: list[list[Cell]] = [["机关名称", "处室名称", "负责人"]]
    offices.append(["市财政局", "预算处", "李明 85911111"])
    agencies: list[list[Cell]] = [["机关名称", "简称"], ["市财政局", None]]
    sheets = [Sheet("机关", agencies, {}), Sheet("处室", offices, {})]
    plan = read_registry(Path("a.xlsx"), Known(), None, sheets)
    assert plan.offices[0].head == "李明"
    assert [one.reason.key for one in plan.warnings] == ["exchange.phone-not-kept"]


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("１３９００００００２２", "13900000022"),
        ("０５９２－５９１１１１１", "0592-5911111"),
        ("＋８６ 13900000022", "+86 13900000022"),
        ("0592-5911111转8001", "0592-5911111转8001"),
    ],
)
def test_a_telephone_is_kept_in_plain_digits(cell: str, phone: str) -> None:
    heads = ["机关名称", "第一责任人", "第一责任人电话", "联络员", "联络员电话"]
    (agency,) = read(heads, ["市财政局", "李明", cell, "王五", cell]).agencies
    assert (agency.chief_phone, agency.phone) == (phone, phone)
