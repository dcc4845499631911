"""Cells of a spreadsheet, moments, bounds, units and choices; what is stored is shown and read."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Sheet
from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.model.fields import Field as VerbField
from civtui.model.reading import (
    READERS,
    day_of,
    decimal_of,
    moment_of,
    read,
    show,
    whole_of,
    yes_of,
)
from civtui.model.reading.days import last_day_of
from civtui.model.reading.numerals import DIGITS, chinese_number
from civtui.model.registers import Field
from civtui.model.registers.fields import choices
from civtui.model.text import Bilingual, msg
from civtui.verbs import verb_of
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.performing.typed_values import read as read_value
from civtui.workspace.rounds.rounds import round_row
from civtui.workspace.session import open_workspace
from civtui.workspace.titles.eligibility_facts import read_facts
from tests.exchange.books import AGENCY_HEADS, book
from tests.titles.small import small_city

HAN = "〇一二三四五六七八九"
TITLE = Bilingual("栏", "field")
# cell of a workbook -> the day that it means
CELLS: list[tuple[Any, date | None]] = [
    (date(2021, 3, 5), date(2021, 3, 5)),
    (datetime(2021, 3, 5, 23, 30), date(2021, 3, 5)),
    (2021.3, date(2021, 3, 1)),
    (2021.12, date(2021, 12, 1)),
    (44260.0, date(2021, 3, 5)),
    (44260.75, date(2021, 3, 5)),
    (202103.0, date(2021, 3, 1)),
    (20210305.0, date(2021, 3, 5)),
    (2021.0, date(2021, 1, 1)),
    (2021.1, None),  # a spreadsheet writes 2021.10 so too
    (12.0, None),
    (-1.0, None),
    (1e300, None),
    (True, None),
]


@pytest.mark.parametrize(("cell", "day"), CELLS)
def test_a_cell_is_the_same_day_in_a_registry_and_alone(cell: Any, day: date | None) -> None:
    assert day_of(cell) == day
    row = [None, "市财政局", None, None, None, "省级文明单位", cell]
    plan = read_registry(Path("a.xlsx"), Known(), sheets=[Sheet("s", [[*AGENCY_HEADS], row], {})])
    assert [title.since for title in plan.titles] == ([day] if day else [])


def test_a_cell_is_the_same_day_in_the_workbook_of_a_register(tmp_path: Path) -> None:
    small_city(tmp_path / "city").close()
    rows = [[f"n{n}", cell] for n, (cell, _) in enumerate(CELLS)]
    path = book(tmp_path / "a.xlsx", 表=[["事项", "期限"], *rows])
    with closing(open_workspace(tmp_path / "city")) as ws:
        answer = import_register(ws, "filing", path, skip_rejected=True)
        found = {row.values["title"]: row.values["due"] for row in record_rows(ws, "filing")}
    # of a deadline a month, or year, alone means its last day
    wanted = {f"n{n}": str(last_day_of(cell)) for n, (cell, day) in enumerate(CELLS) if day}
    assert found == wanted
    assert len(answer.rejected) == len(CELLS) - len(wanted)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2026-03-05 8:30", "2026-03-05T08:30"),
        ("2026/3/5 08:30:15", "2026-03-05T08:30:15"),
        ("2026年3月5日8时", "2026-03-05T08:00"),
        ("2026年3月5日 8点半", "2026-03-05T08:30"),
        ("二〇二六年三月五日 下午3点05分", "2026-03-05T15:05"),
        ("2026-3-5 中午12:10", "2026-03-05T12:10"),
        ("2026-3-5", "2026-03-05T00:00"),
        (datetime(2026, 3, 5, 8, 0), "2026-03-05T08:00"),
        (date(2026, 3, 5), "2026-03-05T00:00"),
        (44260.75, "2021-03-05T18:00"),
        ("2026-3-5 上午12:10", None),
        ("2026-3-5 晚上12:10", None),
        ("2026-3-5 24:00", None),
        ("2026-3-58:30", None),
        ("8:30", None),
        (datetime(2026, 3, 5, tzinfo=UTC), None),
        ("2026-03-05 " * 10, None),
    ],
)
def test_a_moment(typed: Any, stored: str | None) -> None:
    field = Field("at", TITLE, "moment")
    if stored is None:
        assert moment_of(typed) is None
        with pytest.raises(BadInput):
            read(field, typed)
    else:
        assert read(field, typed) == stored
        assert read(field, stored) == stored
        assert read(field, show(field, stored)) == stored


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (18_263, None),
        (18_264, date(1950, 1, 1)),
        (73_415, date(2100, 12, 31)),
        (73_415.75, date(2100, 12, 31)),
        (73_416, None),
    ],
)
def test_a_number_is_a_spreadsheets_day_from_1950_to_2100(number: float, day: date | None) -> None:
    assert day_of(number) == day_of(float(number)) == day


def test_a_full_date_of_any_year_is_one_and_the_registry_bounds_its_own() -> None:
    assert day_of("0987-06-05") == date(987, 6, 5)
    row = [None, "市财政局", None, None, None, "省级文明单位", "1899-12-31"]
    plan = read_registry(Path("a.xlsx"), Known(), sheets=[Sheet("s", [[*AGENCY_HEADS], row], {})])
    assert [problem.reason.key for problem in plan.rejected] == ["exchange.no-date"]


def test_bounds_are_held_and_said() -> None:
    count = Field("n", TITLE, "count", minimum="1", maximum="60")
    for typed in ("〇", "六十一"):
        with pytest.raises(BadInput) as caught:
            read(count, typed)
        assert render(caught.value.allowed) == "1 至 60"
    day = Field("d", TITLE, "date", minimum="2026-01-01", maximum="2026-12-31")
    assert read(day, "2026年12月31日") == "2026-12-31"
    for typed in ("2025年12月31日", "2027.1"):
        with pytest.raises(BadInput):
            read(day, typed)


def test_a_fields_own_unit_may_stand_behind_its_number() -> None:
    months = Field("months", TITLE, "count", unit=Bilingual("个月", "months"))
    assert [read(months, text) for text in ("12个月", "十二 个月", "12 months")] == [12, 12, 12]
    with pytest.raises(BadInput):
        read(months, "1年")
    money = Field("money", TITLE, "number", unit=Bilingual("万元"))
    assert read(money, "１．５万元") == "1.5"


def test_a_number_below_nought_is_said_or_signed() -> None:
    field = Field("n", TITLE, "number")
    typed = ("-5", "－５", "−5", "负5", "负五", "负三点五", "- 3")
    assert [decimal_of(text) for text in typed] == [-5, -5, -5, -5, -5, Decimal("-3.5"), None]
    assert read(field, "负三点五") == "-3.5"
    assert decimal_of("负-5") is decimal_of("负") is None


def test_a_choice_that_two_share_is_refused_and_the_nearest_named() -> None:
    field = Field("c", TITLE, "choice", choices=choices(a=("甲", "Same"), b=("乙", "same")))
    assert [read(field, text) for text in ("Same", "same", "乙", "B")] == ["a", "b", "b", "b"]
    with pytest.raises(BadInput) as caught:
        read(field, "SAME")
    assert caught.value.allowed == ["a", "b"]
    with pytest.raises(BadInput) as caught:
        read(field, "Sane")
    assert caught.value.nearest == "a"


def test_a_text_takes_what_a_cell_holds() -> None:
    field = Field("t", TITLE, max_length=12)
    assert [read(field, value) for value in (12, 12.0, 1.5, date(2026, 3, 5))] == [
        "12",
        "12",
        "1.5",
        "2026-03-05",
    ]
    for value in (True, None, "长" * 13):
        with pytest.raises(BadInput):
            read(field, value)


def test_a_record_without_the_attributes_is_a_field_too() -> None:
    class Bare:
        id = "bare"

    assert read(Bare, "字") == "字"
    for kind in ("number", "count", "date", "moment", "percent", "yes-no", "evidence"):
        with pytest.raises(BadInput) as caught:
            READERS[kind](Bare, object())
        assert caught.value.where == {"key": "bare"}


def test_what_is_stored_is_shown_in_words() -> None:
    choice = Field("c", TITLE, "choice", choices=choices(a=("甲", "first")))
    yes = Field("y", TITLE, "yes-no")
    shown = [
        (choice, "a"),
        (yes, True),
        (yes, False),
        (Field("p", TITLE, "percent"), "80"),
        (Field("e", TITLE, "evidence"), ["x", "y"]),
        (Field("n", TITLE, "count"), 0),
        (choice, None),
    ]
    assert [render(show(field, value)) for field, value in shown] == [
        "甲",
        "是",
        "否",
        "80 %",
        "2 件",
        "0",
        "",
    ]


@given(st.text() | st.integers() | st.floats() | st.decimals() | st.none() | st.binary())
def test_whatever_is_put_in_is_read_or_refused(value: object) -> None:
    field = Field("f", TITLE, choices=choices(a=("甲", "first")))
    for reader in READERS.values():
        try:
            reader(field, value)
        except BadInput as error:
            assert error.where == {"key": "f"}
            assert error.allowed is not None


def spoken(number: int) -> str:
    """Return a number below ten thousand as it is said."""
    characters, text, gap = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        text += "零" if gap and digit and text else ""
        text += characters[digit] + name if digit else ""
        gap = (gap or bool(text)) and not digit
    return text or "零"


def digits(text: str, to: str) -> str:
    """Return `text` with the digits of another script, from nought on."""
    return text.translate(str.maketrans("0123456789", to))


def counted(number: int) -> str:
    """Return a number as it is said in a date: 十二, not 一十二."""
    said = spoken(number)
    return said[1:] if said.startswith("一十") else said


@given(st.integers(0, 9999))
def test_every_number_is_read_as_it_is_said(number: int) -> None:
    assert chinese_number(spoken(number)) == number
    assert whole_of(spoken(number)) == number
    assert whole_of(digits(str(number), HAN)) == number


@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
def test_a_number_is_exact_however_it_is_grouped(number: Any) -> None:
    assert decimal_of(f"{number:,f}") == number
    assert decimal_of(digits(str(number), "０１２３４５６７８９")) == number


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_is_read_in_every_way_of_writing(day: date) -> None:
    ways = (
        *(day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}"),
        *(f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d 8:30}"),
        f"{digits(str(day.year), HAN)}年{counted(day.month)}月{counted(day.day)}日",
    )
    assert {day_of(way) for way in ways} == {day}


def test_the_day_of_a_facts_file_and_of_a_round_are_read_alike(tmp_path: Path) -> None:
    assert read_facts({"as_of": "2026年3月5日"}, "a.toml").as_of == date(2026, 3, 5)
    with pytest.raises(BadInput):
        read_facts({"as_of": 20260305}, "a.toml")
    with closing(small_city(tmp_path / "city")) as ws:
        given = {
            "id": "r",
            "title": "轮",
            "organizer": "1局",
            "assessor": ["j1:甲:a-2"],
            "subjects": "1局",
        }
        perform(ws, verb_of("round.new"), {**given, "due": "二〇二六年十二月三日"})
        assert round_row(ws, "r").due == "2026-12-03"
        for n, answer in enumerate(("√", "×")):
            perform(ws, verb_of("round.new"), {**given, "id": f"b{n}", "blind": answer})
            assert round_row(ws, f"b{n}").visibility == ("blind", "open")[n]
        with pytest.raises(BadInput) as caught:
            perform(ws, verb_of("round.new"), {**given, "id": "s", "due": "年底"})
        assert caught.value.field == "due"


def test_no_sign_means_yes_and_no() -> None:
    assert yes_of("√") is True
    assert yes_of("×") is False
    assert yes_of(2) is None
    assert set(DIGITS.values()) == set(range(10))


@pytest.mark.parametrize("text", ["6.30", "6月30日", "6/30", "06-30", "2.29", "六月三十日"])
def test_a_day_without_its_year_is_refused_as_that(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_value(verb_field("date"), text)
    assert raised.value.allowed == msg("reading.a-date-with-year")


@pytest.mark.parametrize("text", ["13.30", "2.30", "明天", "630"])
def test_what_is_no_day_of_a_year_is_refused_as_no_date(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_value(verb_field("date"), text)
    assert raised.value.allowed == msg("reading.a-date")


@pytest.mark.parametrize("text", ["5:0", "9", "9/1", "九比一"])
def test_votes_that_are_not_three_counts_hear_which_three(text: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_value(verb_field("votes"), text)
    assert raised.value.allowed == msg("reading.votes")


def verb_field(type_: Any) -> VerbField:
    return VerbField("it", Bilingual("某项", "something"), type_)
