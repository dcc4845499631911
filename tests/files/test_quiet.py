"""Libraries' words never stand beside an answer: what is on stderr is civtui's own."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from civtui.quiet_imports import quietly
from tests.exchange.books import book
from tests.exchange.test_workbook import RUINOUS, raw
from tests.titles.small import small_city


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    small_city(tmp_path / "city").close()
    return tmp_path / "city"


def civtui(folder: Path, *words: str, python: tuple[str, ...] = ()) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *python, "-m", "civtui", "-w", str(folder), "--lang", "en", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "content", [b"no picture", b"\xff\xd8\xff\xe1\x00\x08Exif\0\0", b"II*\0" * 9]
)
def test_a_picture_that_is_none(folder: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    status, out, said = civtui(folder, "evidence", "add", str(tmp_path / "a.jpg"), "--json")
    assert (status, said) == (0, "")
    assert json.loads(out)


def test_a_workbook_read_and_a_workbook_refused(folder: Path, tmp_path: Path) -> None:
    good = book(tmp_path / "a.xlsx", 表=[["机关名称", "处室数"], ["市甲局", 3]])
    assert civtui(folder, "import", "registry", str(good), "--json")[::2] == (0, "")
    bad = raw(tmp_path / "b.xlsx", RUINOUS["a column that there is not"])
    status, out, said = civtui(folder, "import", "registry", str(bad), "--json")
    assert status == 4
    assert json.loads(out)["error"]["code"] == "bad-input"
    assert said.count("\n") == 1 and "gave up" in said  # one line of our own


def test_who_listens_to_a_library_still_hears_it(caplog: pytest.LogCaptureFixture) -> None:
    quietly("exifread")
    log = logging.getLogger("exifread")
    log.addHandler(caplog.handler)
    log.warning("heard")
    log.removeHandler(caplog.handler)
    assert "heard" in caplog.text
