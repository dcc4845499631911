"""A refusal that the status line cuts stands whole at the head of the pane, until the next key."""

from pathlib import Path
from typing import get_args

import pytest

from civtui import locale
from civtui.locale import names, pattern
from civtui.model.errors import Refused
from civtui.model.text import Lang, msg
from civtui.tui.fitting import way_on
from tests.tui.session import session


def longest(lang: Lang) -> list[Refused]:
    """Return the ten refusals of titles with the longest ways on."""
    ways = [name for name in names("titles") if name.startswith("way-")]
    ways.sort(key=lambda name: -len(pattern(f"titles.{name}", lang) or ""))
    return [
        Refused(msg("titles.same-day", day="2026-10-28"), hint=msg(f"titles.{name}", **given))
        for name in ways[:10]
        for text in [pattern(f"titles.{name}", lang) or ""]
        for given in [{part.split("}")[0].split(":")[0]: "s-9" for part in text.split("{")[1:]}]
    ]


@pytest.mark.parametrize("first", ["cases", "agencies", "sittings", "cards"])
@pytest.mark.parametrize("lang", get_args(Lang))
async def test_the_way_on_is_read_to_its_end(
    city: Path, tmp_path: Path, lang: Lang, first: str
) -> None:
    async with session(city, tmp_path / "w", first=first, lang=lang) as user:
        before = user.lines()
        for error in longest(lang):
            user.desk.refuse(error)
            await user.settle()
            whole = "".join(way_on(error).split())
            left = user.desk.pane_widget.region.x
            shown = "".join("".join(_from(line, left).split()) for line in user.lines()[2:-2])
            assert whole[-24:] in shown, locale.render(error.hint or "")
            await user.press("up")
        assert user.lines()[3:-2] == before[3:-2]


def _from(line: str, left: int) -> str:
    """Return a line of the screen from a cell on."""
    used = 0
    for place, char in enumerate(line):
        if used >= left:
            return line[place:]
        used += 2 if ord(char) > 0x2E80 else 1
    return ""
