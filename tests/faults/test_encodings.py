"""A terminal or pipe whose encoding lacks a sign gets a substitute as wide; JSON keeps its data."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from civtui.locale.encoding import SUBSTITUTES, substitute
from tests.faults.disks import call
from tests.terminal.driving import Terminal


def cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "gb2312", "latin-1", "big5"])
def test_every_sign_becomes_one_that_can_be_written_and_is_as_wide(encoding: str) -> None:
    for sign in [*SUBSTITUTES, "\udc80", "\ud800", "宋", "╭", "│", "🙂", "é"]:
        try:
            sign.encode(encoding)
        except UnicodeEncodeError as error:
            made, end = substitute(error)
            assert isinstance(made, str) and end == 1
            made.encode(encoding)
            assert cells(made) == cells(sign), (sign, made)


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "gbk:strict"])
def test_a_pipe_of_another_encoding(city: Path, encoding: str) -> None:
    given = {"PYTHONIOENCODING": encoding, "CIVTUI_LANG": "zh"}
    said = call("-w", city, "doctor", environment=given)
    shown = said.out.encode("utf-8", "surrogateescape").decode(encoding.partition(":")[0])
    assert said.status == 0 and ("√" if "gbk" in encoding else "v") in shown.splitlines()[0]
    document = call("-w", city, "agency", "list", "--json", environment=given)
    raw = document.out.encode("utf-8", "surrogateescape").decode(encoding.partition(":")[0])
    assert json.loads(raw)[0]["name"] == "市委办公厅"


def test_a_lone_surrogate_in_an_argument_ends_in_one_line(city: Path) -> None:
    said = call("-w", city, "agency", "show", "\udcff\udcfe", "--json")
    assert said.status in (2, 4) and json.loads(said.out)["error"]


def test_the_screen_of_another_encoding_stays_and_keeps_its_columns(city: Path) -> None:
    given = {"PYTHONIOENCODING": "ascii", "CIVTUI_LANG": "en"}
    screen = Terminal("-w", city, "tui", environment=given)
    text = screen.wait("Ctrl+Q")
    assert text.isascii() and "1Home" in text
    assert screen.leave() == 0


def test_an_encoding_that_does_not_tell_its_name_gets_plain_signs() -> None:
    with pytest.raises(UnicodeEncodeError) as caught:
        "✓".encode("cp437")
    assert caught.value.encoding == "charmap"
    assert substitute(caught.value) == ("v", 1)
