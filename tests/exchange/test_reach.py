"""A telephone column belongs to the person it stands behind, or in whose group it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.exchange.plan import Known, KnownAgency, Plan
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Cell, Sheet

ROW = "市甲局"


def read(*rows: list[Cell], mapping: Path | None = None) -> Plan:
    width = max(map(len, rows))
    sheet = Sheet("表", [[*row, *[None] * (width - len(row))] for row in rows], {})
    return read_registry(Path("a.xlsx"), Known(), mapping, [sheet])


def reached(plan: Plan) -> tuple[str, str, str, str]:
    (one,) = plan.agencies
    return one.chief, one.chief_phone, one.contact, one.phone


def warned(plan: Plan) -> list[tuple[str, str]]:
    return [(one.column, one.reason.key.partition(".")[2]) for one in plan.warnings]


@pytest.mark.parametrize("word", ["联系电话", "电话", "手机", "手机号码", "办公电话", "联系方式"])
def test_a_telephone_right_behind_the_chief_is_the_chiefs(word: str) -> None:
    plan = read(["单位", "第一责任人", word], [ROW, "张三", "13800000001"])
    assert reached(plan) == ("张三", "13800000001", "", "")
    assert warned(plan) == []


def test_the_same_word_twice_is_each_ones_own() -> None:
    plan = read(
        ["单位", "第一责任人", "联系电话", "联络员", "联系电话"],
        [ROW, "张三", "111111", "李四", "222222"],
    )
    assert reached(plan) == ("张三", "111111", "李四", "222222")
    swapped = read(
        ["单位", "联络员", "联系电话", "第一责任人", "联系电话"],
        [ROW, "李四", "222222", "张三", "111111"],
    )
    assert reached(swapped) == ("张三", "111111", "李四", "222222")


def test_a_reporter_between_has_the_telephone() -> None:
    plan = read(["单位", "第一责任人", "联系人", "联系电话"], [ROW, "张三", "李四", "222222"])
    assert reached(plan) == ("张三", "", "李四", "222222")
    assert warned(plan) == []


def test_the_post_of_a_person_may_stand_between() -> None:
    plan = read(["单位", "第一责任人", "职务", "手机"], [ROW, "张三", "局长", "111111"])
    assert reached(plan)[:2] == ("张三", "111111")
    assert warned(plan) == [("职务", "unused")]


@pytest.mark.parametrize(
    "group",
    [
        ["单位", "第一责任人", None, "联络员", None],
        ["单位", "第一责任人", "第一责任人", "联络员", "联络员"],
    ],
)
@pytest.mark.parametrize("word", ["电话", "手机", "办公电话"])
def test_a_group_says_whose_it_is(group: list[Cell], word: str) -> None:
    plan = read(group, ["单位", "姓名", word, "姓名", word], [ROW, "张三", "1111", "李四", "2222"])
    assert reached(plan) == ("张三", "1111", "李四", "2222")
    assert warned(plan) == []


def test_a_person_whom_nothing_takes_keeps_the_telephone() -> None:
    plan = read(["单位", "第一责任人", "分管领导", "联系电话"], [ROW, "张三", "王五", "333333"])
    assert reached(plan) == ("张三", "", "", "")
    assert [column for column, _ in warned(plan)] == ["分管领导", "联系电话"]


def test_the_second_telephone_of_a_person_is_said() -> None:
    plan = read(["单位", "第一责任人", "办公电话", "手机"], [ROW, "张三", "5555", "13800000001"])
    assert reached(plan) == ("张三", "5555", "", "")
    assert [column for column, _ in warned(plan)] == ["手机"]


@pytest.mark.parametrize(
    ("heads", "row", "found"),
    [
        (["单位", "联系电话", "第一责任人"], [ROW, "4444", "张三"], ("张三", "", "", "4444")),
        (
            ["单位", "第一责任人", "编制数", "电话"],
            [ROW, "张三", 9.0, "4444"],
            ("张三", "4444", "", ""),
        ),
    ],
)
def test_what_the_place_does_not_surely_tell_is_said(
    heads: list[Cell], row: list[Cell], found: tuple[str, ...], tmp_path: Path
) -> None:
    plan = read(heads, row)
    assert reached(plan) == found
    phone = next(str(head) for head in heads if str(head).endswith("电话"))
    assert warned(plan) == [(phone, "whose-phone")]
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'[agency]\nphone = "{phone}"\n', encoding="utf-8")
    told = read(heads, row, mapping=mapping)
    assert reached(told) == ("张三", "", "", "4444")
    assert warned(told) == []


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            ["单位", "第一责任人", "联系人", "手机", "办公电话", "手机"],
            ("张三", "", "李四", "1111"),
        ),
        (
            ["单位", "第一责任人", "职务", "联系人", "职务", "手机", "办公电话", "手机"],
            ("张三", "", "李四", "1111"),
        ),
        (
            ["单位", "第一责任人", "职务", "联系人", "职务", "手机", "手机"],
            ("张三", "1111", "李四", "2222"),
        ),
        (["单位", "第一责任人", "联系人", "手机", "办公电话"], ("张三", "", "李四", "1111")),
        (
            ["单位", "第一责任人", "职务", "联系人", "办公电话", "手机"],
            ("张三", "", "李四", "5555"),
        ),
    ],
)
def test_telephones_behind_two_persons_are_in_doubt(
    heads: list[Cell], found: tuple[str, ...]
) -> None:
    cells = {"单位": ROW, "第一责任人": "张三", "联系人": "李四", "职务": "职", "办公电话": "5555"}
    given = iter(["1111", "2222"])
    plan = read(heads, [cells.get(str(head)) or next(given) for head in heads])
    assert reached(plan) == found
    phones = [column for column, key in warned(plan) if key == "whose-phone"]
    assert phones and set(phones) <= {"手机", "办公电话"}
    said = "".join(locale.render(one.reason) for one in plan.warnings)
    assert "[agency] " in said and "列" in said


def test_a_post_between_persons_leaves_a_telephone_sure() -> None:
    plan = read(
        ["单位", "第一责任人", "手机", "职务", "联系人", "办公电话"],
        [ROW, "张三", "1111", "局长", "李四", "2222"],
    )
    assert reached(plan) == ("张三", "1111", "李四", "2222")
    assert [key for _, key in warned(plan)] == ["unused"]


def test_a_telephone_alone_is_the_reporters_and_its_own_words_come_first() -> None:
    assert reached(read(["单位", "联系电话"], [ROW, "4444"])) == ("", "", "", "4444")
    plan = read(
        ["单位", "联络员电话", "第一责任人", "第一责任人电话"], [ROW, "1111", "张三", "2222"]
    )
    assert reached(plan) == ("张三", "2222", "", "1111")


def test_the_telephone_of_an_offices_head_is_not_its_agencys() -> None:
    plan = read(
        ["单位", "处室", "负责人", "联系电话"],
        [ROW, "办公室", "张三", "1111"],
        ["市乙局", "办公室", "李四", "2222"],
    )
    assert [(one.name, one.phone, one.chief_phone) for one in plan.agencies] == [
        ("市甲局", "", ""),
        ("市乙局", "", ""),
    ]
    assert ("联系电话", "unused") in [(column, key[:6]) for column, key in warned(plan)]


def test_a_chiefs_telephone_in_a_table_of_both() -> None:
    plan = read(
        ["单位", "第一责任人", "联系电话", "处室"],
        [ROW, "张三", "1111", "办公室"],
        ["市乙局", "李四", "2222", "人事处"],
    )
    assert [(one.chief, one.chief_phone, one.phone) for one in plan.agencies] == [
        ("张三", "1111", ""),
        ("李四", "2222", ""),
    ]


def test_importing_again_reaches_a_known_agency_alike() -> None:
    sheet = Sheet("表", [["单位", "第一责任人", "电话"], [ROW, "张三", "1111"]], {})
    known = Known((KnownAgency("a-1", ROW, "", ""),))
    plan = read_registry(Path("a.xlsx"), known, None, [sheet])
    assert (plan.agencies[0].id, plan.agencies[0].chief_phone) == ("a-1", "1111")
