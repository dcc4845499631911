"""What the functions of a list are given and return: no styles, no sentence in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.model.text import Bilingual, Message
from civtui.tables.table import Meaning, Table

if TYPE_CHECKING:
    from civtui.workspace.answers import Answer
    from civtui.workspace.finding.query import Record as Asked
    from civtui.workspace.session import Workspace

Text = str | Message | Bilingual


@dataclass
class Listing:
    """A list as it is shown: whose, and what its rows function read.

    Args:
        of: id of the thing whose rows alone are shown, empty for all.
        about: what the rows function found for the others.
        chosen: the records that are selected, or the one under the cursor.
        asked: how a filter reads a record; set by the rows function of a list that has fields.
    """

    ws: Workspace
    table: Table
    of: str = ""
    about: Any = None
    asked: Callable[[Any], Asked] | None = None
    chosen: Sequence[Any] = ()
    records: Any = ()  # in order; of a long list its window's table (`windows.Table`)


class Said(NamedTuple):
    """A text with its meaning; alone a paragraph, in a list of them a piece of one line."""

    text: Text = ""
    meaning: Meaning = "plain"
    indent: int = 0


class Bar(NamedTuple):
    """A bar filled to a part of a whole, `most` cells long, with `beside` cells left behind it."""

    part: int
    whole: int
    most: int = 30
    meaning: Meaning = "good"
    beside: int = 0


class Picture(NamedTuple):
    """A picture of `tui/pictures.py` by its name, and by keyword what it is drawn from."""

    name: str
    figures: Mapping[str, Any]


Line = Said | Bar | Picture | Sequence[Said | Bar]
Lines = list[Line]


class Told(NamedTuple):
    """What is said when a verb is done, and where the cursor goes then."""

    text: Text
    meaning: Meaning = "good"
    at: str = ""
    go: Go | None = None


class Go(NamedTuple):
    """Where a key leads.

    Args:
        to: a place (a table by its name, or another mode), or the id of a verb.
        of: what the place is of, by its place.
        at: the row to stand on there.
        text: the filter it begins with.
        given: the values that a verb's form begins with.
        then: tells what a verb has come to.
        told: what is said on arrival.
        home: it is a digit's mode, which is gone to and not stacked.
    """

    to: str
    of: tuple[str, ...] = ()
    at: str = ""
    text: str = ""
    given: Mapping[str, Any] = {}
    then: Callable[[Answer], Told] | None = None
    told: Told | None = None
    home: bool = False


def title_line(text: Text) -> Said:
    """Return a name that stands above all else."""
    return Said(text, "strong")
