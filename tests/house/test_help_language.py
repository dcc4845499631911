"""Help is in one language from the first line to the last, however the language was chosen."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from civtui import locale
from civtui.cli.main import civtui, run
from civtui.workspace.files.creating import init
from tests.frozen.kept import FOLDER

CHINESE_SIGNS = "：；，、。（）"


def of_process(*words: str, **environment: str) -> str:
    """Return what a fresh process prints: help is made as it starts, before it knows its words."""
    given = {k: v for k, v in os.environ.items() if k != "CIVTUI_LANG"} | environment
    command = [sys.executable, "-m", "civtui", *words]
    return subprocess.run(command, env=given, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("chosen", [("--lang", "en", "--help"), ("--help",)])
def test_the_first_help_page_is_in_english(chosen: tuple[str, ...]) -> None:
    said = of_process(*chosen, CIVTUI_LANG="en" if chosen == ("--help",) else "zh")
    assert "line by line" in said
    assert said.isascii()


def test_the_first_help_page_is_in_chinese() -> None:
    assert "逐行模式" in of_process("--help")


def groups(
    command: click.Command, words: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Group]]:
    if isinstance(command, click.Group):
        yield words, command
        context = click.Context(command, info_name="civtui")
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from groups(below, (*words, name))


def commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group, info_name="civtui")
    for name in group.list_commands(context):
        below = group.get_command(context, name)
        yield (*words, name)
        if isinstance(below, click.Group):
            yield from commands(below, (*words, name))


EVERY = [pytest.param(words, id=" ".join(words)) for words in ((), *commands(civtui))]


@pytest.mark.parametrize("words", EVERY)
def test_a_process_that_goes_on_says_help_in_the_language_asked_for_now(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = {}
    try:
        for turn in ("zh", "en", "zh again"):
            assert run([*words, "--lang", turn[:2], "--help"]) == 0
            said[turn] = capsys.readouterr().out
    finally:
        locale.use("zh")
    assert said["en"].isascii()
    assert said["zh"] == said["zh again"] and "显示帮助" in said["zh"]


NOUNS = [pytest.param(words, id=" ".join(words)) for words, _ in groups(civtui)]


@pytest.mark.parametrize("words", NOUNS)
def test_a_noun_takes_the_global_options_as_its_verbs_do(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    given = [*words, "--plain", "--as", "x", "-w", "."]
    try:
        assert run([*given, "--help", "--lang", "en"]) == 0
        help_in_english = capsys.readouterr().out
        assert run([*given, "--lang", "zh", "--help"]) == 0
        assert capsys.readouterr().out != help_in_english
    finally:
        locale.use("zh")
    assert help_in_english.isascii()


def test_what_stands_behind_a_noun_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    init(tmp_path / "w", name="甲市").close()
    assert run(["card", "-w", str(tmp_path / "w"), "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_no_english_help_has_chinese_signs() -> None:
    pages = json.loads((FOLDER / "help-en.json").read_text("utf-8"))
    assert pages
    assert not [name for name, page in pages.items() if set(CHINESE_SIGNS) & set("".join(page))]
