"""Entry forms: what they take, what they refuse, and that stored values are taken again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.api import Bilingual, Choice, CultureProgram, Field, Form
from civtui.model.errors import BadInput, NotFound
from civtui.plugin.forms import checked
from civtui.plugin.stored_records import Light

TITLE = Bilingual("栏", "field")
PROGRAM = CultureProgram(
    id="p",
    title=TITLE,
    forms=(
        Form(
            id="f",
            title=TITLE,
            fields=(
                Field(id="text", title=TITLE, required=False, max_length=10),
                Field(id="number", title=TITLE, type="number", required=False, maximum="9.5"),
                Field(id="percent", title=TITLE, type="percent", required=False),
                Field(id="count", title=TITLE, type="count", required=False),
                Field(id="from", title=TITLE, type="date", required=False),
                Field(id="to", title=TITLE, type="date", required=False, not_before="from"),
                Field(
                    id="choice",
                    title=TITLE,
                    type="choice",
                    required=False,
                    choices=(
                        Choice(id="study", title=Bilingual("学习", "Study")),
                        Choice(id="fun", title=Bilingual("娱乐", "Fun")),
                    ),
                ),
                Field(id="evidence", title=TITLE, type="evidence", required=False),
            ),
        ),
        Form(id="strict", title=TITLE, fields=(Field(id="must", title=TITLE),)),
    ),
)


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    [
        ("text", "  文明 ", "文明"),
        ("number", "1.50", "1.5"),
        ("number", "−３．５", "-3.5"),
        ("number", 0.1, "0.1"),
        ("percent", "80%", "80"),
        ("percent", "０％", "0"),
        ("count", "12", 12),
        ("count", "１２", 12),
        ("count", "3.0", 3),
        ("from", "2026-3-5", "2026-03-05"),
        ("from", "2026年3月5日", "2026-03-05"),
        ("from", date(2026, 3, 5), "2026-03-05"),
        ("choice", "娱乐", "fun"),
        ("choice", "Fun", "fun"),
        ("evidence", "a, b", ["a", "b"]),
    ],
)
def test_a_value_is_stored_exactly(field: str, typed: Any, stored: Any) -> None:
    assert checked(PROGRAM, "f", {field: typed}) == {field: stored}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("text", "十一个字的文字超过了上限"),
        ("number", "9.51"),
        ("number", "NaN"),
        ("number", "1e400"),
        ("number", "1_0"),
        ("number", True),
        ("percent", "101"),
        ("percent", "-1"),
        ("count", "2.5"),
        ("count", "-1"),
        ("from", "2026-13-01"),
        ("from", "tomorrow"),
        ("choice", "stduy"),
        ("evidence", 7),
    ],
)
def test_what_a_field_does_not_take_is_refused_with_its_place(field: str, typed: Any) -> None:
    with pytest.raises(BadInput) as caught:
        checked(PROGRAM, "f", {field: typed})
    assert caught.value.where == {"key": field}
    assert caught.value.allowed


def test_the_nearest_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        checked(PROGRAM, "f", {"choice": "stduy"})
    assert caught.value.nearest == "study"
    with pytest.raises(NotFound) as other:
        checked(PROGRAM, "f", {"numbr": "1"})
    assert other.value.nearest == "number"


def test_a_date_before_the_first_is_refused() -> None:
    with pytest.raises(BadInput):
        checked(PROGRAM, "f", {"from": "2026-03-02", "to": "2026-03-01"})
    assert checked(PROGRAM, "f", {"from": "2026-03-02", "to": "2026-03-02"})


def test_a_required_field_must_be_filled() -> None:
    for empty in ({}, {"must": ""}, {"must": "  "}, {"must": None}):
        with pytest.raises(BadInput):
            checked(PROGRAM, "strict", empty)


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "text": st.text(max_size=10),
        "number": st.decimals(-1000, 9, allow_nan=False, places=3).map(str),
        "percent": st.integers(0, 100),
        "count": st.integers(0, 10**9),
        "from": st.dates().map(date.isoformat),
        "choice": st.sampled_from(["study", "fun", "学习", "Fun"]),
        "evidence": st.lists(st.sampled_from(["a", "b1"])),
    },
)


@given(VALUES)
def test_what_is_stored_is_taken_again_unchanged(values: dict[str, Any]) -> None:
    stored = checked(PROGRAM, "f", values)
    assert checked(PROGRAM, "f", stored) == stored


@given(VALUES)
def test_a_light_record_checks_like_the_full_one(values: dict[str, Any]) -> None:
    light = Light(PROGRAM.model_dump(mode="json"))
    assert checked(light, "f", values) == checked(PROGRAM, "f", values)
