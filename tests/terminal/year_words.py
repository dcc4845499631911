"""Kinds of deeds that a year is told in: what is done, in what people call things.

Each teller (`year_by_keys`, `year_by_commands`) writes them in its own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple


class Made(NamedTuple):
    """What an earlier deed made: on the screen it is picked by its number.

    Args:
        by: the name that the deed gives it.
        called: what its line among the candidates shows; empty where the form fills the field,
            or has one candidate alone.
    """

    by: str
    called: str = ""


class Record(NamedTuple):
    """A record in a field: on the screen asked part by part, by a command one text.

    Args:
        parts: what the parts are called -> what they hold.
    """

    text: str
    parts: Mapping[str, str]


One = str | Made | Record
Value = One | tuple[One, ...]


def each(value: Value) -> tuple[One, ...]:
    """Return the values of a field, one alone as well."""
    return (value,) if isinstance(value, str | Made | Record) else value


class Deed(NamedTuple):
    """A verb with its values as people call them.

    Args:
        makes: what later deeds call what it made (see `Made`).
        by: the keys that open its form where that is shorter than to find it by name: a mode's
            digit, a line of its list, Insert or F7 (see `Seen.keys`).
        foresees: what the screen says of it before the second F8.
        shows: what the screen shows once it is done.
    """

    verb: str
    given: Mapping[str, Value] = {}
    makes: str = ""
    by: str = ""
    foresees: str = ""
    shows: str = ""


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
        keys: names of keys (see `year_by_keys.KEYS`) and lines to stand on, blanks between.
        shows: texts that stand on the screen then.
        words: of the command that says as much, empty where none does.
    """

    keys: str
    shows: tuple[str, ...]
    words: str = ""


class Kept(NamedTuple):
    """The workspace as a backup beside it, which is then put back in a folder of its own.

    Args:
        file: what the program calls the backup.
        to: the folder, beside the workspace.
    """

    file: str
    to: str


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


Told = OnDay | Kept | Deed | TakenIn | TakenBack | Dealt | Scored | Written | Seen | Refused


class Stage(NamedTuple):
    """A part of the year, from one day of the city on."""

    name: str
    day: date
    deeds: tuple[Told, ...]
