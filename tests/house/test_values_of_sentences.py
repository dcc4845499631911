"""Each sentence that is asked for by its key is given all the values that it names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import civtui
from civtui import locale
from civtui.model.text import Lang

ASKED = ("t", "msg")
ROOM = Path(civtui.__file__).parent


def asked() -> Iterator[tuple[str, str, set[str]]]:
    """Yield (place, key, values) of each call with a literal key whose values are all named."""
    for file in ROOM.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id not in ASKED or not call.args:
                continue
            key, given = call.args[0], {one.arg for one in call.keywords}
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and None not in given:
                place = f"{file.relative_to(ROOM)}:{call.lineno}"
                yield place, key.value, {one for one in given if one}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_sentence_is_given_what_it_names(lang: Lang) -> None:
    lacking = [
        (place, key, lacks)
        for place, key, given in asked()
        if (lacks := _named(locale.pattern(key, lang) or "") - given)
    ]
    assert not lacking, lacking


def _named(text: str) -> set[str]:
    return {name.partition(":")[0] for _, name, _, _ in Formatter().parse(text) if name}
