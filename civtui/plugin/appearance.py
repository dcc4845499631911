"""What data-only plugins bring beside programs: themes, wordings, standards."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import Field, ValidationError

from civtui import locale
from civtui.model.errors import near_aside, nearest
from civtui.model.invalid import toml_fault
from civtui.model.standard import Standard
from civtui.model.text import Bilingual, Lang
from civtui.plugin.faults import Fault
from civtui.plugin.records import Id, Record, Text

ANSI = (
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
    "default",
)
Color = Annotated[str, Field(pattern=f"^({'|'.join(ANSI)})$")]
MOST_TEXT = 400


class Theme(Record):
    """Colors by meaning, out of the terminal's own sixteen.

    Args:
        good, bad, warn, note: what each meaning is colored with; the usual one where left out.
    """

    id: Id
    title: Text
    good: Color = "green"
    bad: Color = "red"
    warn: Color = "yellow"
    note: Color = "cyan"


class Translation(Record):
    """Words of the house instead of civtui's own.

    Args:
        lang: the language they are in.
        texts: catalogue key (`area.name`) -> text, with the same `{places}` as the original.
    """

    id: Id
    title: Text
    lang: Lang
    texts: dict[str, str] = Field(min_length=1, max_length=5000)


class StandardFile(Record):
    """A standard, in a file beside `plugin.toml`."""

    file: str = Field(pattern=r"^[\w.-]+\.toml$")


class StandardRef(Record):
    """A standard as the catalogue lists it: its id, version, and where its file is."""

    id: str
    title: Text
    version: str
    file: str


def check_texts(translation: Translation, place: str) -> None:
    """Refuse a text that does not fit the catalogue.

    Raises:
        Fault: an unknown key (with the nearest), other places, or control characters.
    """
    for key, text in translation.texts.items():
        area = key.partition(".")[0]
        original = locale.pattern(key, translation.lang)
        if original is None:
            known = [f"{area}.{name}" for name in locale.names(area)]
            raise Fault("no-such-text", key=key, near=near_aside(nearest(key, known)))
        try:
            same = places(text) == places(original)
        except ValueError:
            same = False
        if not same:
            shown = ", ".join(sorted(places(original))) or "-"
            raise Fault("other-places", key=key, places=shown)
        if not text.isprintable() or len(text) > MOST_TEXT:
            raise Fault("not-printable", place=f"{place}.{key}")


def places(pattern: str) -> set[str]:
    """Return the names of a text's `{places}`.

    Raises:
        ValueError: a brace stands alone.
    """
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def standard_of(part: StandardFile, folder: Path) -> StandardRef:
    """Return the standard in a plugin's file as the catalogue lists it.

    Raises:
        Fault: the file is missing or no standard.
    """
    path = folder / part.file
    try:
        found = Standard.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise Fault("no-toml", file=part.file, what=toml_fault(str(error))) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        at = ".".join(str(step) for step in first["loc"])
        raise Fault("bad-standard", file=part.file, what=f"{at}: {first['msg']}") from None
    return StandardRef(
        id=found.id,
        title=Bilingual(found.title.zh, found.title.en),
        version=found.version,
        file=str(path.absolute()),
    )
