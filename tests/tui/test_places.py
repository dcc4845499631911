"""The places of the screen: each name leads to a mode, and is given what that asks for."""

import ast
import re
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

import pytest

import civtui
from civtui.tables import FILES, every_name, table_of
from civtui.tui.keys.registry import MODES
from civtui.tui.mode_index import LIST, PLACES
from civtui.tui.modes.base import Mode
from civtui.tui.modes.overview_links import SCREEN_OF

ROOT = Path(civtui.__file__).parent
# what takes the name of a place as its second argument; the last two pass it on
NAMING = ("place", "push_at", "_screen")
# where the name is not written out: it comes from the digits, from `SCREEN_OF`, or through the
# two above
PASSED_ON = {"switch", "push_at", "_screen", "_changed", "_register", "go"}


def maker(name: str) -> Any:
    """Return what makes the mode of a place."""
    id_ = name.partition(":")[0]
    module, _, what = (PLACES.get(id_) or LIST).partition(":")
    made = getattr(import_module(f"civtui.tui.modes.{module}"), what)
    return partial(made, name=name) if id_ in FILES else made


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield (file, function around it, call) of everything that names a place."""
    for path in [*(ROOT / "tui").rglob("*.py"), ROOT / "cli" / "screen.py"]:
        text, inner = path.read_text("utf-8"), dict[ast.AST, str]()
        if "civtui.tui.mode_index import" not in text and "civtui.tui.links import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):  # outer functions come first
            if isinstance(node, ast.FunctionDef):
                inner |= dict.fromkeys(ast.walk(node), node.name)
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in NAMING
                and len(node.args) > 1
            ):
                yield path.name, inner[node], node


def named(call: ast.Call) -> str | None:
    """Return the name that is written out in a call."""
    name = call.args[1]
    return name.value if isinstance(name, ast.Constant) and isinstance(name.value, str) else None


@pytest.mark.parametrize("name", sorted(PLACES))
def test_a_place_leads_to_a_mode(name: str) -> None:
    made = maker(name)
    made = made.func if isinstance(made, partial) else made
    if isinstance(made, type):
        assert issubclass(made, Mode)
    else:
        assert signature(made).return_annotation == "Mode"


@pytest.mark.parametrize("name", [*MODES, *sorted(set(SCREEN_OF.values()))])
def test_a_place_of_a_digit_or_of_a_fact_asks_for_nothing_more(name: str) -> None:
    signature(maker(name)).bind("ws")


def test_every_call_gives_a_place_what_it_asks_for() -> None:
    checked = 0
    for file, around, call in calls():
        name = named(call)
        if name is None:
            assert around in PASSED_ON, (file, call.lineno)
            assert {word.arg for word in call.keywords} <= {"text", None}, (file, call.lineno)
            continue
        given = {word.arg: None for word in call.keywords}
        assert None not in given, (file, call.lineno, "the names of what is given are written out")
        own = given if isinstance(call.func, ast.Name) and call.func.id == "place" else {}
        of = len(call.args) - 2 if own is given else 0
        made = maker(name)
        if isinstance(made, partial):
            signature(made.func).bind("ws", name, *["of"] * of, **own)
        else:
            signature(made).bind("ws", *["of"] * of, **own)
        checked += 1
    assert checked > len(PLACES) / 2


def led() -> Iterator[str]:
    """Yield the places that a list's declaration, or a function of it, leads to."""
    for table in map(table_of, every_name()):
        yield from (table.enter, *table.leads.values(), *table.views.values())
    for path in (ROOT / "workspace" / "lists").glob("*.py"):
        yield from re.findall(r'"([a-z_]+):?"', path.read_text("utf-8"))


def test_every_place_is_gone_to() -> None:
    found = {named(call) for _, _, call in calls()}
    assert PLACES.keys() - {*MODES, *SCREEN_OF.values(), *found, *led()} == set()
