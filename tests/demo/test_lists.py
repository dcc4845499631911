"""Every list of the command line's reference shows something in the demo, or says why it can't."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from tests.demos import demo

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
# last words of commands that list; a board says so by its `-o`
LISTS = {"list", "people", "reforms", "sittings", "due", "log", "signals", "items", "eligibility"}
# what is empty in the demo, and why
EMPTY = {
    "inbox list": "files wait there until somebody takes them in; the demo has nobody's files",
}


def lists() -> Iterator[str]:
    """Yield the commands of the reference that list something and need no word more."""
    for line in REFERENCE.read_text("utf-8").splitlines():
        found = re.match(r"\| `civtui ([a-z -]+?)((?: [\[{<A-Z-].*)?)`", line)
        words, rest = (found[1], found[2]) if found else ("", "")
        needs = re.match(r" ([A-Z{]|--)", rest)
        if "--json" in rest and not needs and (words.split()[-1] in LISTS or " [-o]" in rest):
            yield words


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists") / "city"
    demo(folder).close()
    return folder


def asked(city: Path, words: str, capsys: pytest.CaptureFixture[str]) -> Any:
    assert run(["-w", str(city), *words.split(), "--json"]) in (0, 1)
    return json.loads(capsys.readouterr().out)


def test_the_reference_is_read_whole() -> None:
    assert {"agency list", "report heard", "inspection complaint list", "honor due"} <= {*lists()}
    assert {*EMPTY} <= {*lists()}


@pytest.mark.parametrize("words", list(lists()))
def test_a_list_shows_something_or_says_why_not(
    city: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked(city, words, capsys)
    if isinstance(found, dict):
        found = found["rows"] if "rows" in found else min(found.values(), key=len)
    assert bool(found) == (words not in EMPTY), found
