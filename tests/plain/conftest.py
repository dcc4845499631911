"""A city told line by line: what is typed goes in, what is said comes back."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.model.text import Lang
from tests.demos import demo

Told = Callable[..., str]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo city, made once."""
    folder = tmp_path_factory.mktemp("plain") / "city"
    demo(folder).close()
    return folder


@pytest.fixture
def city(template: Path, tmp_path: Path) -> Path:
    """Return a copy to write in."""
    return Path(shutil.copytree(template, tmp_path / "city"))


@pytest.fixture
def told(city: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """Type lines at a command and return what was said; the status must be 0."""

    def tell(*typed: str, words: tuple[str, ...] = ("--plain",), lang: Lang = "zh") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        assert run(["-w", str(city), "--lang", lang, *words]) == 0
        captured = capsys.readouterr()
        assert not captured.err
        assert "\x1b" not in captured.out
        return captured.out

    return tell
