"""Guides and empty screens say how to go on, in both languages, and name what exists."""

import re
from pathlib import Path

import click
import pytest

from civtui.cli.main import civtui
from civtui.locale import guides
from civtui.model.text import Lang
from civtui.tui.keys.registry import DIGITS, MODES
from civtui.tui.markdown import rendered
from civtui.tui.widgets.lines import strip
from civtui.workspace.files.creating import init
from tests.tui.session import session

LANGS: tuple[Lang, ...] = ("zh", "en")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", guides.GUIDES)
def test_every_command_that_a_guide_names_exists(name: str, lang: Lang) -> None:
    named = re.findall(r"`civtui ([a-z -]+)", guides.guide(name, lang))
    for text in named:
        command: click.Command = civtui
        for word in text.split():
            if not isinstance(command, click.Group) or word.startswith("-"):
                break
            found = command.get_command(click.Context(command), word)
            assert found is not None, f"{name}: civtui {text}"
            command = found


@pytest.mark.parametrize("name", guides.GUIDES)
def test_both_languages_tell_the_same(name: str) -> None:
    zh, en = (guides.guide(name, lang).splitlines() for lang in LANGS)
    assert [line[:2] for line in zh] == [line[:2] for line in en] or (
        [line.count("#") for line in zh if line] == [line.count("#") for line in en if line]
    )
    keys = [set(re.findall(r"F\d+|Ctrl\+[A-Z]|`civtui [a-z]+", "\n".join(t))) for t in (zh, en)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("cells", [38, 80, 200])
def test_a_guide_fits_its_page(lang: Lang, cells: int) -> None:
    for name in guides.GUIDES:
        for spans in rendered(guides.guide(name, lang), cells):
            assert strip(spans, cells).cell_length == cells
            assert "`" not in "".join(span.text for span in spans)


async def test_help_twice_leads_to_a_guide(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("f1", "f1")
        user.expect("经办人的一年", "考评员的一小时", "插件作者的一下午")
        await user.press("down", "enter")
        user.expect("手不离数字键")
        await user.press("pagedown")
        user.absent("手不离数字键")
        await user.press("escape", "escape", "escape")
        assert user.desk.mode.id == "overview"


async def test_help_runs_the_line_under_the_cursor(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("9", "f1")
        user.desk.grid.go(user.desk.grid.place_of("verify"))
        await user.press("enter")
        user.expect("登记簿完好")


@pytest.mark.parametrize("lang", LANGS)
async def test_every_empty_screen_says_how_to_go_on(tmp_path: Path, lang: Lang) -> None:
    init(tmp_path / "w", user="tester", lang=lang).close()
    async with session(tmp_path / "w", tmp_path / "w", lang=lang) as user:
        for digit, name in zip(DIGITS, MODES, strict=True):
            await user.press(digit)
            if not len(user.desk.grid.source):
                said = user.desk.mode.empty()
                assert re.search(r"Ctrl\+|F\d|[0-9] ", said), name
                shown = "".join("".join(user.lines()).split())
                assert "".join(said.split())[:12] in shown, name


@pytest.mark.parametrize("lang", LANGS)
async def test_what_the_operators_guide_finds_by_f9_is_found(
    lang: Lang, city: Path, tmp_path: Path
) -> None:
    said = guides.guide("operator", lang)
    named = re.findall(r"F9 找“([^”]+)”|F9 “([^”]+)”", said)
    assert len(named) >= 8
    async with session(city, tmp_path / "w", lang=lang) as user:
        for text in ("".join(one) for one in named):
            await user.press("f9")
            await user.type(text)
            first = user.desk.mode.rows[0].id if user.desk.mode.rows else ""
            assert first.startswith(("verb:", "board:")), text
            await user.press("escape", "escape")
