"""The documentation is held to the code: signatures, examples, every block runs."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path
from types import FunctionType

import pytest

import civtui.api
from civtui import locale
from civtui.conformance.rules import RULES
from civtui.plugin import hookspecs
from civtui.plugin.answers import CALLS
from civtui.plugin.records import Record
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import row
from tests.plugin.zoo import AT_THE_DOOR, IN_A_CALL, STRAY

DOCS = Path(__file__).parents[2] / "docs" / "plugins"
HOOKS = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("civtui_")}


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_each_hook_that_brings_something_is_asked_for_it() -> None:
    about = {"civtui_describe", "civtui_config_model"}
    assert set(HOOKS) - about == set(hookspecs.KINDS)


@pytest.mark.parametrize(("hook", "given"), hookspecs.KINDS.items())
def test_what_a_hook_gives_has_a_public_record_words_and_a_way_to_be_called(
    hook: str, given: hookspecs.Given
) -> None:
    assert inspect.signature(HOOKS[hook]).return_annotation == f"Sequence[{given.record}]"
    record = getattr(civtui.api, given.record)
    assert issubclass(record, Record) and {"id", "title"} <= set(record.model_fields)
    assert locale.pattern(f"plugin.kind-{given.kind}", "zh")
    assert locale.pattern(f"plugin.kind-{given.kind}", "en")
    assert "entry" not in record.model_fields or given.kind in CALLS


@pytest.mark.parametrize("name", HOOKS)
def test_each_hook_is_documented_with_its_exact_signature(name: str) -> None:
    hook: FunctionType = HOOKS[name]
    signature = f"def {name}{inspect.signature(hook)}".replace("'", "")
    page = (DOCS / "hooks.md").read_text("utf-8")
    assert f"## {name}\n" in page
    assert signature in page
    assert inspect.getdoc(hook).splitlines()[0] in page  # type: ignore[union-attr]  # it has one


@pytest.mark.parametrize("name", HOOKS)
def test_the_example_in_each_docstring_runs(name: str) -> None:
    found = doctest.DocTestFinder().find(HOOKS[name], name, globs={})
    examples = [example for test in found for example in test.examples]
    assert examples
    for test in found:
        assert doctest.DocTestRunner().run(test).failed == 0


@pytest.mark.parametrize("page", ["hooks.md", "state.md", "views.md"])
def test_each_block_of_the_reference_runs(page: str) -> None:
    for code in blocks(page, "python"):
        exec(compile(code, page, "exec"), {"__name__": "block"})


@pytest.mark.parametrize("number", range(5))
def test_the_first_lines_of_each_kind_are_a_working_plugin(shelf: Shelf, number: int) -> None:
    code = blocks("first-lines.md", "python")[number]
    shelf.file("first", code)
    host = shelf.host("first")
    found = row(host, "first")
    assert (found.state, found.reason) == ("enabled", None)
    assert found.contributions


def test_the_data_only_program_is_a_working_plugin(shelf: Shelf) -> None:
    shelf.data("tea-room", blocks("data-only.md", "toml")[0])
    assert row(shelf.host("tea-room"), "tea-room").contributions == ("tea-room:tea-room",)


def test_the_state_and_the_dress_are_working_plugins(shelf: Shelf) -> None:
    shelf.file("silence", blocks("state.md", "python")[0])
    shelf.data("our-city", blocks("data-only.md", "toml")[1])
    host = shelf.host("silence", "our-city")
    assert row(host, "silence").contributions == ("silence:silence",)
    assert row(host, "our-city").contributions == ("our-city:calm", "our-city:words")


def test_every_rule_is_on_the_page() -> None:
    page = (DOCS / "checking.md").read_text("utf-8")
    assert all(f"| `{rule.id}` |" in page for rule in RULES)


def test_the_public_surface_is_what_its_types_say() -> None:
    source = inspect.getsource(civtui.api)
    typed = set(re.findall(r"import \w+ as (\w+)", source))
    assert typed == set(civtui.api.NAMES)
    for name in civtui.api.__all__:
        assert getattr(civtui.api, name) is not None


def test_every_animal_of_the_zoo_is_on_its_page() -> None:
    page = (DOCS / "zoo.md").read_text("utf-8")
    assert all(f"| {animal} |" in page for animal in (*AT_THE_DOOR, *IN_A_CALL, *STRAY))
