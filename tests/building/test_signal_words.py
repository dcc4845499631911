"""A level of a signal has one word, on the screen and in the command's answer."""

from __future__ import annotations

from civtui.locale import t
from civtui.model.text import Bilingual
from civtui.workspace.building.signals import SignalRow

STATES = ("clear", "warning", "not-checked")


def test_each_level_has_a_word_of_its_own() -> None:
    rows = [SignalRow("s", Bilingual("一", "one"), "a-1", "一局", state) for state in STATES]
    rows += [rows[1]._replace(level=level) for level in ("notice", "alarm")]
    assert len({t(row.word) for row in rows}) == len(rows)
    assert rows[1]._replace(level="warning").word == rows[1].word
