"""The recipes hold: each path and name that they and the map of the house say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui.model import registers
from civtui.model.fields import Field
from civtui.model.registers import common
from civtui.model.roles import Right
from civtui.tables import table, table_of
from civtui.verbs import verb, verb_of
from civtui.verbs.registers import register_verbs

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "contributing.md"
PAGES = [RECIPES, ROOT / "docs" / "architecture.md"]
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"([\w<>*{},./-]+\.(?:py|md|sql|toml|json|txt)|tests/[\w/]+)(?::([\w, `]+))?")
# where what a page names may lie
ROOMS = (
    *("civtui", "civtui/workspace", "civtui/locale", "civtui/locale/zh_CN"),
    *("tests", "docs", "profiles", "."),
)
# files of a workspace, a user's own keys
OF_USERS = {"civtui.toml", "profile.toml", "keys.toml"}


def said() -> list[tuple[str, str, str]]:
    """Return (page, path, name in it) of everything that the pages name by its path."""
    found = []
    for page in PAGES:
        for text in CODE.findall(page.read_text("utf-8")):
            for word in text.removeprefix("pytest ").split():
                at = PATH.fullmatch(word)
                if at and at[1] not in OF_USERS and "<id>" not in word:
                    found.append((page.name, at[1], at[2] or ""))
    return sorted(set(found))


def files(path: str) -> list[Path]:
    """Return the files that a path of a page may mean: `<noun>` is any, `{a,b}` is each."""
    if braces := re.search(r"{(.+)}", path):
        each = [path.replace(braces[0], one) for one in braces[1].split(",")]
        return [file for one in each for file in files(one)] if all(map(files, each)) else []
    glob = re.sub(r"<\w+>", "*", path)
    return [
        found
        for room in ROOMS
        for found in (ROOT / room).glob(glob if "/" in glob or room == "." else f"**/{glob}")
    ]


@pytest.mark.parametrize(("page", "path", "name"), said())
def test_what_a_page_names_is_there(page: str, path: str, name: str) -> None:
    found = files(path)
    assert found, f"{page} names {path}"
    if name:
        held = re.compile(rf"^\s*(?:def |class )?{re.escape(name)}\b", re.MULTILINE)
        texts = [file.read_text("utf-8") for file in found if file.is_file()]
        assert any(held.search(text) for text in texts), f"{page} names {name} in {path}"


def examples() -> list[str]:
    """Return the pieces of code in the recipes."""
    text = RECIPES.read_text("utf-8")
    found = re.findall(r"^( *)```python\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{pad}", "", code, flags=re.MULTILINE) for pad, code in found]


def example(word: str) -> str:
    """Return the one example that has `word`."""
    (found,) = [code for code in examples() if word in code]
    return found


def test_the_verb_of_the_recipe_is_the_one_that_there_is() -> None:
    known = {**vars(verb), "Right": Right, "HERE": verb_of("card.remind").call.partition(":")[0]}
    known["HERE"] += ":"
    made = eval(example("Verb(").strip().rstrip(","), known)
    there = verb_of("card.remind")
    assert made == there._replace(until=made.until, inverse=made.inverse)


def test_the_register_of_the_recipe_has_its_verbs() -> None:
    known = {**vars(registers), **vars(common), "Text": registers.fields.Text, "Field": Field}
    exec(example("TRAINING"), known)
    names = [one.id for one in register_verbs(known["TRAINING"])]
    assert names[0] == "report.training.add" and len(names) == 6


def test_the_table_of_the_recipe_is_one_of_the_lists() -> None:
    known = {**vars(table), "HERE": "civtui.workspace.lists.notices:"}
    exec(example("NOTICES"), known)
    made, there = known["NOTICES"], table_of("notices")
    assert (made.id, made.home, made.title, made.reads) == (
        *(there.id, there.home, there.title, there.reads),
    )
    assert made.pane == there.pane and made.row == there.row
    assert {column.id for column in made.columns} <= {column.id for column in there.columns}
