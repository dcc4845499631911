"""Digits are ASCII's and the full-width ones, wherever something is typed or read."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import civtui
from civtui.cli.plain.talk import half_width
from civtui.model.digits import digits, folded, whole
from civtui.model.errors import BadInput
from civtui.model.reading import day_of, decimal_of, whole_of
from civtui.model.text import Bilingual
from civtui.profile.toml_file import line_at
from civtui.scoring.numbers import parse_exact
from civtui.scoring.pipeline.items import ItemSpec, parse_mark
from civtui.scoring.pipeline.texts import possible, read
from civtui.tui.blocks import parsed
from civtui.tui.modes.round_deal import number_of_judges
from civtui.workspace.finding.query import Field, parse

STRANGE = "²³¹₂๓٣①⑫⒈½㈠𝟑"
ROOM = Path(civtui.__file__).parent
# a label is refused as a number where it begins with any digit: none may pass as a word
ALLOWED = {"model/digits.py": 1, "scoring/agreement/ratings.py": 1}
ITEMS = {
    "points": {},
    "count": {"per": "1"},
    "penalty": {"per": "1"},
    "vote": {},
    "rank": {},
    "ratio": {"thresholds": []},
    "veto": {"months": 12},
    "bonus": {},
    "yes-no": {},
    "grades": {},
}


def item(kind: str) -> ItemSpec:
    no = Bilingual("x")
    return ItemSpec(
        "i", (), "i", no, no, kind, Fraction(99), Fraction(1), (), (), no, "", ITEMS[kind]
    )


def test_no_other_test_of_digits_is_used() -> None:
    found: dict[str, int] = {}
    for path in ROOM.rglob("*.py"):
        for line in path.read_text("utf-8").splitlines():
            if re.search(r"\.is(digit|decimal|numeric)\(", line) or (
                "\\d" in line and not re.search(r"\brb['\"]", line)
            ):
                name = str(path.relative_to(ROOM))
                found[name] = found.get(name, 0) + 1
    assert found == ALLOWED


@given(st.text())
def test_a_whole_number_is_read_or_refused_and_never_breaks(text: str) -> None:
    number = whole(text)
    plain = [chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in text.strip()]
    assert (number is None) == (
        not plain or len(plain) > 18 or any(c not in "0123456789" for c in plain)
    )
    assert digits(text) == bool(re.fullmatch("[0-9]+", text) and "\n" not in text)


@pytest.mark.parametrize("char", STRANGE)
def test_a_strange_digit_is_none_wherever_one_is_typed(char: str) -> None:
    assert whole(char) is whole("1" + char) is None and not digits(char)
    assert folded(f"３{char}４") == f"3{char}4"
    assert half_width(f"３{char}") == f"3{char}"
    assert parsed(f"３{char}\t２") == [[f"3{char}", "2"]]
    assert whole_of("1" + char) is whole_of(char) is None
    assert day_of(f"20{char}1-03") is day_of(f"2021-{char}") is None
    assert decimal_of("1" + char) is decimal_of(char) is None
    for text in (char, "1" + char):
        with pytest.raises(BadInput):
            number_of_judges(text, 40)
        with pytest.raises(BadInput):
            parse_exact(text)
        with pytest.raises(BadInput):
            parse("n:>" + text, (Field("n", "number"),))
    assert line_at("[[item]]\nx = 1\n", ["item", char, "x"]) == 2


@pytest.mark.parametrize("char", STRANGE)
@pytest.mark.parametrize("kind", ITEMS)
def test_a_strange_digit_is_no_mark(kind: str, char: str) -> None:
    for text in (char, "1" + char, f"1/{char}", f"1{char}/20", f"1/{char}/0", f"2026010{char}"):
        assert read(item(kind), text) is None and not possible(item(kind), text)
        with pytest.raises(BadInput):
            parse_mark(item(kind), text)


def test_full_width_digits_are_taken_as_before() -> None:
    assert whole(" １２ ") == 12 and whole_of("１２个") == 12 and decimal_of("３．５") is not None
    assert day_of("２０２１年３月") == date(2021, 3, 1) and number_of_judges("３", 5) == 3
    assert parsed("３．５\t２") == [["3.5", "2"]] and half_width("３。") == "3."
    mark: Any = read(item("points"), "１２")
    assert mark.points == 12 and whole("9" * 5000) is None
