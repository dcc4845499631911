"""The list of sittings."""

from __future__ import annotations

from civtui.locale import t
from civtui.workspace.lists.listing import Lines, Listing, Said
from civtui.workspace.titles.decisions import DecisionRow
from civtui.workspace.titles.group import SittingRow
from civtui.workspace.titles.holders import names_of


def agenda(here: Listing, row: SittingRow) -> Lines:
    """Return the agenda."""
    lines: Lines = []
    for item in row.agenda:
        title = f"{item.item}. {t('titles.matter-' + item.matter)}"
        names = "、".join(names_of(here.ws, item.subjects)) or item.title
        lines += [Said(title, "strong"), Said(names, "quiet", 2)]
    return lines


def holders(here: Listing, row: DecisionRow) -> str | int:
    """Return on how many was decided, or on what."""
    return row.title or len(row.subjects)
