"""Records: checked, refused with a reason, corrected, imported, rebuilt from the facts."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from civtui.locale import t
from civtui.model.registers import ACTIVITY, REGISTERS
from tests.faults.disks import call
from tests.titles.city import City
from tests.titles.small import START, small_city


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city", today=START).close()
    return City(tmp_path / "city")


DUTY = ["--duty", "theory", "--owner", "办公室", "--target", "12次", "--state", "running"]


def seq(city: City) -> int:
    found: int = city.do("status")["ledger"]["seq"]
    return found


def test_a_second_record_of_one_key_is_refused_and_set_changes_it(city: City) -> None:
    row = city.do("duty", "add", "a-1局", *DUTY)
    assert (row["id"], row["year"]) == ("a-1/theory/2026", 2026)
    status, document = city.run("duty", "add", "a-1局", *DUTY)
    assert status == 3
    assert "set" in document["error"]["hint"]
    changed = city.do("duty", "set", row["id"], "--state", "done", "--note", "提前完成")
    assert changed["values"]["owner"] == "办公室"
    assert changed["values"]["state"] == "done"
    emptied = city.do("duty", "set", row["id"], "--note", "")
    assert "note" not in emptied["values"]
    log = city.do("ledger", "log")
    assert sum(fact["kind"] == "recorded" for fact in log) == 3


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (["--duty", "theroy"], "duty"),
        (["--state", "soonish"], "state"),
        (["--due", "soon"], "due"),
        (["--year", "1999"], "year"),
        (["--owner", ""], "owner"),
        (["--owner", "长" * 61], "owner"),
    ],
)
def test_a_bad_value_names_its_field_and_writes_nothing(
    city: City, words: list[str], key: str
) -> None:
    before = seq(city)
    given = list(DUTY)
    if words[0] in given:
        at = given.index(words[0])
        given[at : at + 2] = []
    status, document = city.run("duty", "add", "a-1局", *given, *words)
    assert status == 4, document
    assert document["error"]["where"]["key"] == key
    assert seq(city) == before


def test_the_nearest_is_named(city: City) -> None:
    _, document = city.run("duty", "add", "a-1局", "--duty", "theroy", *DUTY[2:])
    assert document["error"]["nearest"] == "theory"
    _, document = city.run("duty", "show", "a-1/theory/2025")
    assert document["error"]["nearest"] is None
    city.do("duty", "add", "a-1局", *DUTY)
    _, document = city.run("duty", "show", "a-1/theory/2025")
    assert document["error"]["nearest"] == "a-1/theory/2026"


def test_a_record_entered_by_mistake_is_taken_out_with_its_reason(city: City) -> None:
    row = city.do("duty", "add", "a-1局", *DUTY)
    assert city.run("duty", "remove", row["id"])[0] == 2
    city.do("duty", "remove", row["id"], "--why", "录错单位")
    assert city.do("duty", "list") == []
    assert city.do("ledger", "log")[0]["why"] == "录错单位"
    assert city.do("ledger", "verify")["ok"]


def test_a_reporter_files_for_the_own_agency_only(city: City) -> None:
    city.do("user", "set", "boss", "admin")
    city.do("--as", "boss", "user", "set", "xiao", "reporter", "--agency", "a-1局")
    city.do("--as", "xiao", "duty", "add", "a-1局", *DUTY)
    city.do("--as", "xiao", "activity", "add", "a-1局", "读书会", "--on", "2026-01-05")
    before = city.do("--as", "boss", "status")["ledger"]["seq"]
    for words in (
        ["duty", "add", "a-2局", *DUTY],
        ["activity", "add", "a-2局", "读书会"],
        ["report", "filing", "add", "--title", "总结", "--due", "2026-12-01"],
        ["duty", "remove", "a-1/theory/2026", "--why", "x"],
        ["year", "roll", "2026"],
        ["agency", "correct", "a-1局", "--short", "x", "--why", "x"],
    ):
        assert city.run("--as", "xiao", *words)[0] == 3, words
    assert city.do("--as", "boss", "status")["ledger"]["seq"] == before


def test_a_workbook_full_of_errors_is_said_cell_by_cell(city: City, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "制度"
    sheet.append(["各机关制度登记表"])
    sheet.append(["单位名称", "制度", "版本", "责任条线", "施行日期", "应修订日期"])
    sheet.append(["a-1局", "考勤制度", "2024", "行政", "2024年3月1日", "2029-03-01"])
    sheet.append(["a-9局", "考勤制度", "2024", "行政", "2024-03-01", ""])
    sheet.append(["a-2局", "打卡制度", "2024", "行政", "2024-03-01", ""])
    sheet.append(["a-2局", "考勤制度", "2024", "后勤", "2024-03-01", ""])
    sheet.append(["a-3局", "考勤制度", "2024", "行政", "三月", ""])
    sheet.append(["a-3局", "考勤制度", "2024", "行政", "2024-03-01", "2020-01-01"])
    sheet.append(["", "考勤制度", "2024", "行政", "2024-03-01", ""])
    path = tmp_path / "book.xlsx"
    book.save(path)
    before = seq(city)
    status, answer = city.run("institution", "import", str(path))
    assert status == 4
    assert answer["accepted"] == 2  # an agency left blank is the one above
    assert [(p["sheet"], p["row"], p["column"]) for p in answer["rejected"]] == [
        ("制度", 4, "单位名称"),
        ("制度", 5, "制度"),
        ("制度", 6, "责任条线"),
        ("制度", 7, "施行日期"),
        ("制度", 8, "应修订日期"),
    ]
    assert all(p["reason"] for p in answer["rejected"])
    assert seq(city) == before
    status, answer = city.run("institution", "import", str(path), "--skip-rejected")
    assert (status, answer["written"]) == (4, True)
    assert [row["agency"] for row in city.do("institution", "list")] == ["a-1", "a-3"]
    status, answer = city.run("institution", "import", str(path), "--skip-rejected")
    assert answer["changes"]["records"] == 0


DUE = "2026-12-20"


def duty_file(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "duty.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return str(path)


def test_a_column_that_the_file_has_not_leaves_its_field(city: City, tmp_path: Path) -> None:
    city.do("duty", "add", "a-1局", *DUTY, "--year", "2026", "--due", DUE, "--note", "注")
    heads, row = "机关,年度,职责,责任人/处室,目标,状态", "a-1局,2026,theory,李四,12次,进行中"
    answer = city.do("duty", "import", duty_file(tmp_path, heads, row))
    assert [(c["field"], c["new"]) for c in answer["cells"]] == [("责任人/处室", "李四")]
    (held,) = city.do("duty", "list")
    assert (held["values"]["due"], held["values"]["note"]) == (DUE, "注")
    answer = city.do("duty", "import", duty_file(tmp_path, f"{heads},期限", f"{row},"))
    assert [(c["field"], c["old"], c["new"]) for c in answer["cells"]] == [("期限", DUE, "")]
    (held,) = city.do("duty", "list")
    assert "due" not in held["values"] and held["values"]["note"] == "注"


def test_what_is_kept_is_held_against_what_is_new(city: City, tmp_path: Path) -> None:
    city.do(
        "institution",
        "add",
        "a-1局",
        "--institution",
        "考勤制度",
        "--version",
        "1",
        "--line",
        "行政",
        "--in-force",
        "2024-03-01",
        "--review-by",
        "2025-03-01",
    )
    path = tmp_path / "book.csv"
    path.write_text("机关,制度,版本,责任条线,施行日期\na-1局,考勤制度,1,行政,2026-01-01\n", "utf-8")
    status, answer = city.run("institution", "import", str(path))
    assert status == 4 and len(answer["rejected"]) == 1 and not answer["written"]


def test_what_was_written_is_said_as_done(city: City, tmp_path: Path) -> None:
    city.do("duty", "add", "a-1局", *DUTY, "--year", "2026")
    rows = ("机关,年度,职责,责任人/处室,目标,状态", "a-1局,2026,theory,李四,12次,进行中")
    file = duty_file(tmp_path, *rows)
    before = call("-w", city.folder, "--lang", "zh", "duty", "import", file, "--dry-run")
    assert "将改为" in before.out
    after = call("-w", city.folder, "--lang", "zh", "duty", "import", file)
    assert "已改为" in after.out and "将改为" not in after.out


def test_changes_are_said_in_words_and_kept_by_id(city: City, tmp_path: Path) -> None:
    city.do("duty", "add", "a-1局", *DUTY, "--year", "2026")
    rows = ("机关,年度,职责,责任人/处室,目标,状态", "a-1局,2026,theory,张三,12次,已完成")
    file = duty_file(tmp_path, *rows)
    said = call("-w", city.folder, "--lang", "zh", "duty", "import", file, "--dry-run").out
    changed = [line for line in said.splitlines() if "状态" in line and "→" in line][-1]
    assert "已完成" in changed and "done" not in changed
    cells = city.do("duty", "import", file, "--dry-run")["cells"]
    assert {c["new"] for c in cells if c["field"] == "状态"} == {"done"}


def test_what_a_file_with_refused_rows_comes_to_is_said_as_it_is(
    city: City, tmp_path: Path
) -> None:
    heads, row = "机关,年度,职责,责任人/处室,目标,状态", "a-1局,2026,{},李四,12次,进行中"
    good, bad = row.format("theory"), row.format("无此职责")

    def last(*rows: str, more: tuple[str, ...] = ()) -> str:
        file = duty_file(tmp_path, heads, *rows)
        told = call("-w", city.folder, "--lang", "zh", "duty", "import", file, *more)
        assert told.status == 4
        return told.out

    assert t("cli_exchange.all-rejected") in last(bad)
    stopped = last(good, bad)
    assert stopped.splitlines()[0] == t("cli_exchange.stopped", count=1)
    assert t("cli_exchange.nothing-written") in stopped
    foreseen = last(good, bad, more=("--skip-rejected", "--dry-run"))
    assert "--skip-rejected" not in foreseen and t("cli_exchange.preview") in foreseen
    last(good, bad, more=("--skip-rejected",))
    for more in ((), ("--skip-rejected",)):
        again = last(good, bad, more=more)
        assert t("cli_exchange.rest-same") in again
        assert t("cli_exchange.same-already") not in again


def test_a_blank_agency_is_said_to_be_the_one_above(city: City, tmp_path: Path) -> None:
    heads = "机关,年度,职责,责任人/处室,目标,状态"
    rows = (
        "a-1局,2026,theory,甲,x,进行中",
        ",2026,ethics,乙,y,进行中",
        "同上,2025,theory,丙,z,进行中",
    )
    answer = city.do("duty", "import", duty_file(tmp_path, heads, *rows), "--dry-run")
    (warned,) = answer["warnings"]
    assert (warned["row"], warned["value"]) == (3, "a-1局") and "(3)" in warned["reason"]
    assert answer["changes"]["records"] == 3


def test_what_a_refusal_of_a_file_lists_is_taken(city: City, tmp_path: Path) -> None:
    heads, row = "机关,年度,职责,责任人/处室,目标,状态", "a-1局,2026,{},李四,12次,进行中"
    _, answer = city.run("duty", "import", duty_file(tmp_path, heads, row.format("无此职责")))
    assert "theory 理论教育" in answer["rejected"][0]["reason"]
    for word in ("theory 理论教育", "theory理论教育", "ｔｈｅｏｒｙ　理论教育"):
        file = duty_file(tmp_path, heads, row.format(word))
        assert not city.do("duty", "import", file, "--dry-run")["rejected"]


def test_a_file_that_is_no_register_names_what_is_wanted(city: City, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    status, document = city.run("institution", "import", str(path))
    assert status == 4
    assert "制度" in document["error"]["allowed"]


def test_a_wrong_fact_is_corrected_without_a_reform(city: City) -> None:
    city.do("honor", "list")
    row = city.do("agency", "correct", "a-1局", "--name", "市第一局", "--why", "登记错字")
    assert (row["id"], row["name"]) == ("a-1", "市第一局")
    status, document = city.run("agency", "correct", "a-1", "--name", "市a-2局", "--why", "x")
    assert status == 3
    assert "reform" in document["error"]["hint"]
    assert city.run("agency", "correct", "a-1", "--name", "x")[0] == 2
    office = city.do("office", "correct", "a-1/处1", "--name", "办公室", "--why", "登记错字")
    assert office["name"] == "办公室"
    assert city.do("ledger", "verify")["ok"]


@pytest.mark.parametrize("seed", range(3))
def test_random_records_are_rebuilt_from_the_facts(city: City, seed: int) -> None:
    rng = Random(seed)
    made: list[str] = []
    for n in range(25):
        what = rng.choice(("add", "set", "remove"))
        if what == "add" or not made:
            words = ["--what", rng.choice(("staff", "funds")), "--planned", str(n)]
            agency, year = rng.choice(("a-1局", "a-2局")), str(rng.randint(2024, 2027))
            status, row = city.run("guarantee", "add", agency, *words, "--year", year)
            made += [row["id"]] if status == 0 else []
        elif what == "set":
            city.run("guarantee", "set", rng.choice(made), "--actual", str(n))
        else:
            city.run("guarantee", "remove", made.pop(rng.randrange(len(made))), "--why", "x")
    assert city.do("ledger", "verify")["ok"]
    assert {row["id"] for row in city.do("guarantee", "list")} == set(made)


def test_every_register_says_itself_in_both_languages() -> None:
    for kind in (*REGISTERS.values(), ACTIVITY):
        texts: list[Any] = [kind.title, kind.wording]
        for field in kind.fields:
            texts += [field.title, *(choice.title for choice in field.choices)]
        assert all(text.zh and text.en for text in texts), kind.id
        assert kind.open[0] in ("", *(field.id for field in kind.fields))
        assert all(kind.field(name) for name in (*kind.key, *([kind.due] if kind.due else [])))
    assert t("building.board-chart", "en") == "duty chart"


def test_a_formula_in_a_list_taken_along_stays_text(city: City, tmp_path: Path) -> None:
    city.do("report", "filing", "add", "--title", "=1+1", "--due", "2026-01-01")
    path = tmp_path / "chase.csv"
    city.do("report", "chase", "-o", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(iter(list(csv.reader(file))[1:]))[1] == "'=1+1"


@pytest.mark.parametrize("office", ["处1", "a-1局/处1", "市a-1局/处1", "o-1-1"])
def test_an_office_may_bear_its_agency_before_its_name(city: City, office: str) -> None:
    """As in every other command; that of another agency is refused as any strange one."""
    given = ["--post", "主任", "--business", "业务", "--building", "创建"]
    given += ["--business-met", "open", "--building-met", "open"]
    assert (
        city.do("duty", "post", "add", "a-1局", "--office", office, *given)["values"]["office"]
        == "o-1-1"
    )
    assert city.run("duty", "post", "add", "a-1局", "--office", "a-2局/处1", *given)[0] != 0
