"""An office that a corrected file no longer names stays, and that is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from civtui.exchange.plan import Known, KnownAgency, KnownOffice, Plan
from civtui.exchange.registry import How, read_registry
from civtui.exchange.tables import Cell, Sheet

KNOWN = Known(
    (KnownAgency("a-1", "市财政局", "财政局", ""), KnownAgency("a-2", "市审计局", "审计局", "")),
    (
        KnownOffice("o-1-1", "a-1", "办公室"),
        KnownOffice("o-1-2", "a-1", "预算外"),
        KnownOffice("o-2-1", "a-2", "办公室"),
    ),
)


def read(*rows: list[Cell]) -> Plan:
    sheet = Sheet("表", [["机关", "处室名称"], *rows], {})
    return read_registry(Path("a.xlsx"), KNOWN, None, [sheet], how=How(today=date(2026, 6, 1)))


def gone(plan: Plan) -> list[tuple[int, list[str]]]:
    key = "exchange.offices-gone"
    return [(w.row, w.reason.values["offices"]) for w in plan.warnings if w.reason.key == key]


def test_an_office_that_the_file_does_not_name_is_said_once() -> None:
    plan = read(["市财政局", "办公室"], ["市财政局", "预算处"])
    assert gone(plan) == [(2, ["预算外"])]


def test_a_file_that_names_all_says_nothing() -> None:
    assert gone(read(["市财政局", "办公室"], ["财政局", "预算 外"])) == []


def test_a_file_of_new_offices_alone_is_an_addition() -> None:
    plan = read(["市审计局", "经贸处"])
    assert gone(plan) == []
    added = [
        (w.row, w.reason.values["agencies"])
        for w in plan.warnings
        if w.reason.key == "exchange.offices-added"
    ]
    assert added == [(2, ["市审计局"])]


def test_an_agency_none_of_whose_offices_a_file_names_is_said_beside_others() -> None:
    plan = read(["市审计局", "综合处"], ["市财政局", "办公室"], ["市财政局", "预算外"])
    assert gone(plan) == [(2, ["办公室"])]
    plan = read(["市财政局", "综合处"], ["市财政局", "预算一处"], ["市审计局", "办公室"])
    assert gone(plan) == [(2, ["办公室", "预算外"])]


def test_what_stays_is_said_at_a_row_that_is_taken() -> None:
    sheet = Sheet(
        "表",
        [
            ["机关", "处室名称", "在编人数"],
            ["市财政局", "办公室", "约9"],
            ["市财政局", "预算处", "9"],
        ],
        {},
    )
    plan = read_registry(Path("a.xlsx"), KNOWN, None, [sheet], how=How(today=date(2026, 6, 1)))
    assert [one.row for one in plan.rejected] == [2]
    assert gone(plan) == [(3, ["预算外"])]


def test_agencies_whose_offices_a_whole_list_leaves_out_are_said_once() -> None:
    more = KNOWN._replace(
        agencies=(*KNOWN.agencies, KnownAgency("a-3", "市统计局", "", "")),
        offices=(*KNOWN.offices, KnownOffice("o-3-1", "a-3", "办公室")),
    )
    rows: list[list[Cell]] = [
        ["市财政局", "办公室"],
        ["市财政局", "预算外"],
        ["市审计局", "办公室"],
    ]
    sheet = Sheet("表", [["机关", "处室名称"], *rows], {})
    plan = read_registry(Path("a.xlsx"), more, None, [sheet], how=How(today=date(2026, 6, 1)))
    assert [(w.row, w.reason.values["agencies"]) for w in plan.warnings] == [(2, ["市统计局"])]
    one = read_registry(Path("a.xlsx"), more, None, [sheet._replace(rows=sheet.rows[:2])])
    assert [w for w in one.warnings if w.reason.key == "exchange.no-offices-of"] == []
