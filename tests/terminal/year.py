"""A small city's year as data: its stages, and in each what a secretariat does, told once.

`year_by_keys` tells it on the screen, `year_by_commands` by commands; what people call things
stands here, and each teller writes it in its own way. `python -m tests.terminal.year` tells it both
ways and prints, stage by stage, the keys that were pressed and the facts that came of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tests.building.pictures import picture
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book, code

CITY, BOSS = "小市", "zhang"
NAMES = ("市发展和改革局", "市财政局", "市教育局", "市贸易发展局")
SHORTS = ("发改局", "财政局", "教育局", "贸发局")
OFFICES = ("办公室", "法规处", "业务处", "人事处")
HELD = {0: "市直机关文明单位", 1: "市级文明单位", 2: "市直机关文明单位"}
WITHOUT = (2, 3)  # places of agencies whose offices hold no title to begin with


class Made(NamedTuple):
    """What an earlier deed made: on the screen it is picked by what it is called.

    Args:
        by: the name that the deed gives it.
        called: what is typed to pick it; empty where the form proposes it.
    """

    by: str
    called: str = ""


Value = str | Made | tuple[str | Made, ...]


class Deed(NamedTuple):
    """A verb with its values as people call them.

    Args:
        makes: what later deeds call what it made (see `Made`).
        proposed: fields that the form fills by itself: nothing is typed there.
    """

    verb: str
    given: Mapping[str, Value] = {}
    makes: str = ""
    proposed: frozenset[str] = frozenset()


class TakenIn(NamedTuple):
    """A file of the inbox, taken in by the verb that its columns call for."""

    file: str
    verb: str
    given: Mapping[str, Value] = {}


class TakenBack(NamedTuple):
    """The newest deed, taken back in the ledger with a reason."""

    why: str


class Dealt(NamedTuple):
    """A round, dealt to its panel as it is proposed: so many judges a subject."""

    round: Made
    per_subject: int


class Scored(NamedTuple):
    """A judge's sheet, mark by mark in the order of the sheet."""

    round: Made
    judge: str
    marks: tuple[str, ...]


class Written(NamedTuple):
    """A report, written in mode 8.

    Args:
        line: what its line there says.
        format: how the command calls the format.
        file: what it is called in `out/`.
        round: of which round it is, None where of the whole city.
    """

    line: tuple[str, ...]
    format: str
    file: str
    round: Made | None = None


class Seen(NamedTuple):
    """A screen that is reached by keys, and what it shows; by commands the same is read.

    Args:
        keys: names of keys, blanks between (see `year_by_keys.KEYS`).
        shows: texts that stand on the screen then.
        words: of the command that says as much, empty where none does.
    """

    keys: str
    shows: tuple[str, ...]
    words: str = ""


class OnDay(NamedTuple):
    """The city's next day on which something happens."""

    day: date


class Refused(NamedTuple):
    """A verb that somebody may not do: the reason is shown, nothing is written.

    Args:
        words: that its command wants.
    """

    user: str
    verb: str
    shows: str
    words: tuple[str, ...] = ()


Told = OnDay | Deed | TakenIn | TakenBack | Dealt | Scored | Written | Seen | Refused


class Stage(NamedTuple):
    """A part of the year, from one day of the city on."""

    name: str
    day: date
    deeds: tuple[Told, ...]


def files(folder: Path) -> None:
    """Write the files that come by mail, once for both tellings."""
    agencies = [
        [n + 1, name, SHORTS[n], code(n + 1), len(OFFICES), HELD.get(n, ""),
         date(2024, 12, 20) if n in HELD else "", f"592-{n}"]
        for n, name in enumerate(NAMES)
    ]  # fmt: skip
    offices = [
        [name, office, "王伟" if office == OFFICES[0] else "", 5,
         *(("文明处室", date(2025, 12, 20)) if n not in WITHOUT and office != "人事处" else ("", ""))]
        for n, name in enumerate(NAMES)
        for office in OFFICES
    ]  # fmt: skip
    sheets = {"机关": [AGENCY_HEADS, *agencies], "处室": [OFFICE_HEADS, *offices]}
    book(folder / "名册.xlsx", **sheets)
    picture(folder / "读书会.jpg", "2026-03-20")
    heads = ["处室", "理论学习", "工作作风", "处室环境"]
    rows = [[f"{SHORTS[a]}/{o}", *SECOND[n]] for n, (a, o) in enumerate(SAMPLE)]
    book(folder / "评分.xlsx", 评分=[heads, *rows])


SAMPLE = tuple((a, office) for a in (0, 1, 2) for office in OFFICES[:2])
SECOND = (("3", "3", "是"), ("2", "3", "是"), ("4", "3", "是"), ("3", "2", "否"), ("2", "2", "是"),
          ("1", "2", "否"))  # fmt: skip
