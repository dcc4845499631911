"""Which files import each other in circles, imports inside functions and for types included."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import civtui

ROOT = Path(civtui.__file__).parent
# room -> sizes of the circles of more than two files that it has; they may only get smaller
LARGE = {"workspace": [7]}
TWO = 2
# who knows the class of the screen: the program, and the screen to practise on
OF_THE_SCREEN = {"civtui.tui.app", "civtui.tui.practice"}


def files() -> dict[str, Path]:
    """Return every file of the program by the name of its module."""
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(tree: ast.AST, known: dict[str, Path]) -> Iterator[str]:
    """Yield the program's own files that a file imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                name = whole if whole in known else str(node.module)
                if name in known:
                    yield name


@cache
def graph() -> dict[str, set[str]]:
    """Return each file with those that it imports."""
    known = files()
    return {
        name: {*imported(ast.parse(path.read_text("utf-8")), known)} - {name}
        for name, path in known.items()
    }


def reached(links: dict[str, set[str]], start: str) -> set[str]:
    """Return what can be reached from a file."""
    found: set[str] = set()
    ahead = [start]
    while ahead:
        for name in links[ahead.pop()] - found:
            found.add(name)
            ahead.append(name)
    return found


def circles(links: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of files that all reach each other, the largest first."""
    reach = {name: reached(links, name) for name in links}
    groups = {
        tuple(sorted(other for other in reach[name] if name in reach[other]))
        for name in links
        if name in reach[name]
    }
    return sorted(map(list, groups), key=len, reverse=True)


def test_a_circle_is_found_wherever_the_import_stands() -> None:
    known = {f"civtui.{name}": Path() for name in "abc"}
    texts = {
        "civtui.a": "from civtui.b import one",
        "civtui.b": "def f():\n    from civtui import c",
        "civtui.c": "if TYPE_CHECKING:\n    import civtui.a",
    }
    links = {name: {*imported(ast.parse(text), known)} for name, text in texts.items()}
    assert circles(links) == [["civtui.a", "civtui.b", "civtui.c"]]
    assert circles({**links, "civtui.c": set()}) == []


@pytest.mark.parametrize("room", sorted({name.split(".")[1] for name in files() if "." in name}))
def test_no_circle_of_more_than_two_files(room: str) -> None:
    found = [one for one in circles(graph()) if one[0].split(".")[1] == room and len(one) > TWO]
    known = LARGE.get(room, [])
    assert len(found) <= len(known), found
    for one, most in zip(found, known, strict=False):
        assert len(one) <= most, one


def test_the_known_circles_are_as_large_as_they_are_said_to_be() -> None:
    found: dict[str, list[int]] = {}
    for one in circles(graph()):
        if len(one) > TWO:
            found.setdefault(one[0].split(".")[1], []).append(len(one))
    assert found == LARGE, "write down what has become smaller"


def test_modes_do_not_know_the_class_of_the_screen() -> None:
    knows = {name for name, found in graph().items() if "civtui.tui.main_screen" in found}
    assert knows == OF_THE_SCREEN


def test_the_screen_imports_no_mode_but_the_type_of_all() -> None:
    for name in ("main_screen", "asking", "showing", "host", "practice", "mode_index"):
        modes = {one for one in graph()[f"civtui.tui.{name}"] if ".modes." in one}
        assert modes <= {"civtui.tui.modes.base"}, name
