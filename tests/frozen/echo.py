"""A plugin of one file, kept in the year's workspace: it reads text with bars between cells."""

from __future__ import annotations

from civtui.api import (
    Bilingual,
    Importer,
    Plugin,
    Sheet,
    hookimpl,
)

TITLE = Bilingual("竖线文本", "Bars")


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(title=TITLE, publisher="tests", api=">=1,<2")


@hookimpl
def civtui_importers() -> list[Importer]:
    """Give the importer."""
    return [Importer(id="bars", title=TITLE, extensions=(".psv",), entry="echo:read")]


def read(name: str, data: bytes) -> list[Sheet]:
    """Return the one sheet of a text whose cells are parted by bars."""
    lines = data.decode("utf-8").splitlines()
    rows = tuple(tuple(cell.strip() or None for cell in line.split("|")) for line in lines)
    return [Sheet(name=name, rows=rows)]
