"""Data-only plugins beyond programs: a theme, words of the house, a standard."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.locale import render, t
from civtui.workspace.files.creating import init
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import row

HOUSE = """
    [plugin]
    id = "our-house"
    version = "1.0"
    title = { zh = "本市风格", en = "Our house" }

    [[themes]]
    id = "blue"
    title = { zh = "偏蓝", en = "Blue" }
    good = "bright_cyan"
    bad = "magenta"

    [[translations]]
    id = "words"
    title = { zh = "本市用语", en = "Our words" }
    lang = "zh"
    [translations.texts]
    "tui.mode-cards" = "督办与期限"
    "cli.verify-ok" = "台账无误：{seq} 条（{head}）"

    [[standards]]
    file = "hall.toml"
"""
HALL = """
id = "hall"
version = "1"
title = { zh = "大厅标准", en = "Hall" }
total = "10"
[[item]]
id = "order"
title = { zh = "秩序", en = "Order" }
points = "10"
kind = "points"
method = "materials"
"""


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    yield
    locale.reword("zh", {})


def folder(shelf: Shelf, text: str = HOUSE, hall: str = HALL) -> None:
    place = shelf.folder / "our-house"
    place.mkdir(exist_ok=True)
    (place / "plugin.toml").write_text(text, "utf-8")
    (place / "hall.toml").write_text(hall, "utf-8")


def test_it_lists_what_it_brings(shelf: Shelf) -> None:
    folder(shelf)
    found = row(shelf.host("our-house"), "our-house")
    assert (found.state, found.reason) == ("enabled", None)
    assert found.contributions == ("our-house:blue", "our-house:hall", "our-house:words")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tui.mode-cards", "tui.mode-crds", "tui.mode-crds（最接近：tui.mode-cards）"),
        ("{seq} 条", "{sec} 条", "head, seq"),
        ("督办与期限", "督办\\u001b[2J", "控制字符"),
        ("督办与期限", "督办 {", "占位"),
        ("magenta", "pink", "themes.0.bad"),
        ("hall.toml", "hal.toml", "hal.toml"),
        ("hall.toml", "../hall.toml", "standards.0.file"),
    ],
)
def test_a_slip_names_its_place(shelf: Shelf, old: str, new: str, said: str) -> None:
    folder(shelf, HOUSE.replace(old, new))
    found = row(shelf.host("our-house"), "our-house")
    assert found.state == "broken"
    assert found.reason is not None
    assert said in render(found.reason, "zh")


def test_a_changed_standard_is_seen(shelf: Shelf) -> None:
    folder(shelf)
    before = shelf.host("our-house").stamp("our-house")["sha256"]
    folder(shelf, hall=HALL.replace('total = "10"', 'total = "x"'))
    found = row(shelf.host("our-house"), "our-house")
    assert found.state == "broken"
    assert found.reason is not None
    assert "hall.toml" in render(found.reason, "zh")
    folder(shelf, hall=HALL.replace("大厅标准", "服务大厅"))
    assert shelf.host("our-house").stamp("our-house")["sha256"] != before


@pytest.fixture
def place(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.root / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(shelf.root / "data"))
    shelf.folder = shelf.root / "city" / "plugins"
    init(shelf.root / "city").close()
    folder(shelf)
    words = ["-w", str(shelf.root / "city")]
    rows = {"a": "单位名称,简称\n市教育局,教育局\n", "o": "单位名称,处室名称\n市教育局,办公室\n"}
    for name, text in rows.items():
        (shelf.root / f"{name}.csv").write_text(text, "utf-8")
        assert run([*words, "import", "registry", str(shelf.root / f"{name}.csv")]) == 0
    assert run([*words, "plugin", "enable", "our-house"]) == 0
    return words


def wear(shelf: Shelf, text: str) -> None:
    path = shelf.root / "city" / "civtui.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_its_standard_opens_a_round(place: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    new = ["round", "new", "hall-2026", "--standard", "hall", "--agency", "市教育局"]
    assert run([*place, *new, "--assessor", "kp1:考评员"]) == 0
    capsys.readouterr()
    assert run([*place, "round", "show", "hall-2026", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["standard"]["id"] == "hall"
    assert run([*place, "round", "new", "x", "--standard", "hal", *new[5:]]) != 0
    assert "our-house:hall" in capsys.readouterr().err


def test_its_words_are_said(
    shelf: Shelf, place: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    wear(shelf, 'terms = ["our-house:words"]\n')
    assert run([*place, "ledger", "verify"]) == 0
    assert "台账无误" in capsys.readouterr().out
    assert t("tui.mode-cards") == "督办与期限"
    assert t("tui.mode-cards", "en") == "Cards and deadlines"


def test_what_cannot_be_worn_is_said_and_costs_nothing(
    shelf: Shelf, place: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    wear(shelf, 'theme = "our-house:blu"\n')
    assert run([*place, "status"]) == 0
    said = capsys.readouterr()
    assert "our-house:blue" in said.err
    assert "0/1" in said.out


def test_its_colors_are_put_on_before_the_screen_is_loaded(shelf: Shelf, place: list[str]) -> None:
    wear(shelf, 'theme = "our-house:blue"\n')
    code = (
        "import sys; from pathlib import Path\n"
        "from civtui.workspace.session import open_workspace\n"
        "from civtui.workspace.appearance import put_on\n"
        "from civtui.tui.environment import prepare\n"
        "ws = open_workspace(Path(sys.argv[1])); assert put_on(ws) == []; prepare(ws.theme)\n"
        "from civtui.tui.looks import BAD, GOOD, WARN\n"
        "print(GOOD.color.name, BAD.color.name, WARN.color.name); ws.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, place[1]], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["bright_cyan", "magenta", "yellow"]
