"""Institutions of one's own, versions that revise, oversight by the masses, reports by interval."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.text import Bilingual, msg
from civtui.workspace.answers.honor import due
from civtui.workspace.answers.registers import list_
from civtui.workspace.answers.workspace import overview_lines
from civtui.workspace.building import registers
from civtui.workspace.building.boards import board
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.reward_figures import Figure
from civtui.workspace.building.rewards import RewardRow
from civtui.workspace.overview.day import deadlines
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.overview.overview import overview
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

TODAY = date(2026, 6, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path, today=TODAY)


def late_records(ws: Workspace) -> list[DueRow]:
    return [row for row in due_rows(ws) if row.what == "record" and row.days < 0]


def put(ws: Workspace, register: str, agency: str = "a-1", **values: Any) -> str:
    given = {key.replace("_", "-"): value for key, value in values.items()}
    return registers.add(ws, register, agency, given).id


def version(ws: Workspace, name: str, since: str, agency: str = "a-1", **more: str) -> str:
    given = {"institution": "attendance", "version": name, "line": "administration"}
    return put(ws, "institution", agency, **given, in_force=since, **more)


def test_an_agency_has_institutions_of_its_own(ws: Workspace) -> None:
    own = put(ws, "own", title="保密制度", line="party")
    put(ws, "institution", institution="保密制度", version="1", line="party", in_force="2025-01-01")
    version(ws, "1", "2025-01-01")
    with pytest.raises(CivtuiError):
        put(
            ws,
            "institution",
            "a-2",
            institution="保密制度",
            version="1",
            line="party",
            in_force="2025-01-01",
        )
    mine = board(ws, "coverage", "a-1")
    assert render(mine.heads[f"institution:{own}"]) == "保密制度"
    assert mine.rows[0].cells[-3:] == ("✓", "1/7", 1)
    city = board(ws, "coverage")
    assert [row.cells[-2:] for row in city.rows] == [("1/7", 1), ("0/7", ""), ("0/7", "")]


def test_heads_are_names(ws: Workspace) -> None:
    found = board(ws, "coverage")
    named = [found.head(column) for column in found.columns if column.startswith("institution:")]
    assert "考勤制度" in named or "Attendance" in named
    assert "attendance" not in named


def test_an_inspection_inspects_an_institution(ws: Workspace) -> None:
    put(ws, "inspection", on="2026-05-05", plan="scheduled", by="party", institution="考勤制度")
    (row,) = board(ws, "bulletin").rows
    assert row.cells[3] in ("考勤制度", "Attendance")


def test_a_second_version_says_what_it_revises(ws: Workspace) -> None:
    version(ws, "2019", "2019-05-01", revised_from="旧制度")
    for more in ({}, {"revised_from": "nothing"}, {"revised_from": "2026"}):
        with pytest.raises(CivtuiError) as refused:
            version(ws, "2026", "2026-03-01", **more)
        assert refused.value.where["rule"] == "revised-from"
        assert refused.value.allowed == ["2019"]
    version(ws, "2026", "2026-03-01", revised_from="2019")
    version(ws, "1", "2020-01-01", agency="a-2")  # another agency's begins its own
    with pytest.raises(CivtuiError):
        registers.change(ws, "institution", "a-1/attendance/2026", {"revised-from": ""})
    registers.change(ws, "institution", "a-1/attendance/2026", {"review-by": "2028-01-01"})


def test_an_import_is_held_to_it_too(ws: Workspace, tmp_path: Path) -> None:
    def taken(name: str, *rows: tuple[str, str, str]) -> Any:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            heads = ["机关", "制度", "责任条线", "版本", "施行日期", "修订自"]
            written = [["市a-1局", "考勤制度", "行政", *row] for row in rows]
            csv.writer(file).writerows([heads, *written])
        return import_register(ws, "institution", path)

    first, second = ("2019", "2019-05-01", ""), ("2026", "2026-03-01", "2019")
    assert len(taken("bad.csv", first, ("2026", "2026-03-01", "")).rejected) == 1
    assert taken("good.csv", first, second).rejected == []
    assert taken("again.csv", first, second).changes["records"] == 0
    assert len(taken("emptied.csv", first, ("2026", "2026-03-01", "")).rejected) == 1


def test_what_the_public_says_is_answered_in_time(ws: Workspace) -> None:
    said = {"way": "phone", "sort": "complaint"}
    late = put(ws, "complaint", on="2026-05-01", text="窗口无人", term="2026-05-15", **said)
    put(ws, "complaint", on="2026-05-20", text="态度差", term="2026-06-15", **said)
    put(
        ws,
        "complaint",
        "a-2",
        on="2026-04-01",
        text="指路牌旧",
        term="2026-04-20",
        answered="2026-04-12",
        answer="已换",
        **said,
    )
    assert [(row.subject, row.why.values["count"], str(row.on)) for row in late_records(ws)] == [
        ("complaint", 1, "2026-05-15")
    ]
    tones = [row.tone for row in board(ws, "oversight").rows]
    assert sorted(tones) == ["", "bad", "good"]
    with pytest.raises(CivtuiError):
        registers.change(ws, "complaint", late, {"answered": "2026-04-30"})
    registers.change(ws, "complaint", late, {"answered": "2026-05-30", "answer": "已增派"})
    assert late_records(ws) == []
    assert {row.tone for row in board(ws, "oversight", "a-1").rows} == {"warn", ""}


def test_praise_wants_no_answer(ws: Workspace) -> None:
    said = {"way": "letter", "on": "2026-05-01", "term": "2026-05-15"}
    put(ws, "complaint", text="服务好", sort="praise", **said)
    assert late_records(ws) == []
    assert record_rows(ws, "complaint", open_only=True) == []
    (row,) = board(ws, "oversight").rows
    assert (row.tone, row.cells[5], render(row.cells[-1])) == (
        "",
        "—",
        render(msg("building.said-none")),
    )
    put(ws, "complaint", "a-2", text="加张椅子", sort="advice", **said)
    assert len(late_records(ws)) == len(record_rows(ws, "complaint", open_only=True)) == 1


def test_a_list_of_complaints_says_by_when_each_is_to_be_answered(ws: Workspace) -> None:
    said = {"way": "box", "sort": "complaint"}
    put(ws, "complaint", on="2026-05-20", text="态度差", term="2026-06-15", **said)
    answer = list_(ws, register="complaint", agency=None, year=None, open=False)
    (line,) = [line for line in answer.lines() if "态度差" in line]
    assert "2026-06-15" in line


def test_what_registers_want_is_told_with_all_that_is_due(tmp_path: Path) -> None:
    ws = quarterly(tmp_path)
    put(
        ws,
        "complaint",
        on="2026-05-01",
        way="box",
        sort="complaint",
        text="无人",
        term="2026-05-15",
    )
    put(
        ws,
        "complaint",
        "a-2",
        on="2026-07-01",
        way="box",
        sort="advice",
        text="椅",
        term="2026-07-20",
    )
    put(
        ws,
        "institution",
        institution="attendance",
        version="1",
        line="party",
        in_force="2024-01-01",
        review_by="2026-08-01",
    )
    looked = put(ws, "inspection", on="2026-05-05", plan="scheduled", by="party")
    put(
        ws,
        "finding",
        inspection=looked,
        text="台账不全",
        grave="minor",
        outcome="open",
        term="2026-06-01",
    )
    want = [
        ("2026-03-31", "report", 6),
        ("2026-05-15", "complaint", 1),
        ("2026-06-01", "finding", 1),
        ("2026-07-20", "complaint", 1),
        ("2026-08-01", "institution", 1),
        ("2026-09-30", "report", 3),
    ]
    rows = due_rows(ws)
    assert [(str(r.on), r.subject, r.why.values["count"]) for r in rows] == want
    assert [(d.on, d.subject, d.much) for d in deadlines(ws)] == want
    told = list(overview_lines(ws, overview(ws)))
    assert all(any(render(row.why) in line for line in told) for row in rows)
    answer = due(ws, days=90, on=None)
    assert [one["subject"] for one in answer.document()] == [subject for _, subject, _ in want]
    assert all("civtui " in render(row.why) for row in rows)
    assert [row for row in due_rows(ws, ahead=False) if row.what == "record"] == []


def quarterly(tmp_path: Path) -> Workspace:
    return small_city(tmp_path, today=date(2026, 7, 2), own={"hearing": {"months": 3}})


def test_reports_fall_due_by_themselves(tmp_path: Path) -> None:
    ws = quarterly(tmp_path)
    put(ws, "report", due="2026-03-20", body="party-group", topic="一季度", heard="2026-03-18")
    put(ws, "report", due="2026-06-30", body="chief", topic="不算")
    rows = {row.id: row.tone for row in board(ws, "heard", "a-1").rows}
    assert rows == {
        "a-1/2026-03-20/party-group": "good",
        "a-1/2026-06-30/chief": "bad",
        "a-1/2026-06-30/party-group": "bad",
        "a-1/2026-09-30/party-group": "",
        "a-1/2026-12-31/party-group": "",
    }
    (late,) = late_records(ws)
    # two quarters of two agencies, one of the first, and the one that was typed
    assert (late.subject, late.why.values["count"]) == ("report", 6)
    assert late.on == date(2026, 3, 31)


def test_a_profile_without_an_interval_lets_none_fall_due(ws: Workspace) -> None:
    assert board(ws, "heard").rows == ()
    assert late_records(ws) == []


def test_what_wants_an_answer_wants_a_term(ws: Workspace) -> None:
    said = {"way": "box", "on": "2026-05-20"}
    with pytest.raises(BadInput) as refused:
        put(ws, "complaint", text="态度差", sort="complaint", **said)
    assert (refused.value.where["key"], refused.value.hint is not None) == ("term", True)
    put(ws, "complaint", text="谢谢", sort="praise", **said)
    put(ws, "complaint", text="当场答复", sort="advice", answered="2026-05-20", **said)
    assert len(record_rows(ws, "complaint")) == 2


def test_a_gate_that_is_only_noted_is_told_apart_from_the_reason() -> None:
    figure = Figure(
        "l",
        Bilingual("名单", "list"),
        "y",
        "a-1",
        "甲",
        Fraction(9),
        Fraction(8),
        msg("building.below", at_least="8"),
    )
    row = RewardRow(figure, listed=True, noted=(msg("building.listed"),))
    assert render(row.why()).endswith("（仅提示、不影响列入：列入）")
