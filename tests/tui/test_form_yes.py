"""In a form 1 is yes, as wherever yes is read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from civtui.model.reading import yes_of
from civtui.tui.modes.form import options


def test_the_first_answer_is_yes() -> None:
    fields: Any = (SimpleNamespace(id="skip", type="flag"), SimpleNamespace(id="a", type="text"))
    nobody: Any = None
    (answers,) = options(nobody, fields).values()
    assert [value for value, _ in answers] == ["yes", "no"]
    assert yes_of("1") and yes_of(answers[0][0])
