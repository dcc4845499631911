"""Help is in one language from the first line to the last, however the language was chosen."""

import json
import os
import subprocess
import sys

import pytest

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


def test_no_english_help_has_chinese_signs() -> None:
    pages = json.loads((FOLDER / "help-en.json").read_text("utf-8"))
    assert pages
    assert not [name for name, page in pages.items() if set(CHINESE_SIGNS) & set("".join(page))]
