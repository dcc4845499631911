"""The list of sittings."""

from __future__ import annotations

from civtui.locale import t
from civtui.workspace.lists.listing import Lines, Listing, Said
from civtui.workspace.titles import group
from civtui.workspace.titles.group import SittingRow
from civtui.workspace.titles.holders import names_of
from civtui.workspace.wording import Topic


def sittings(here: Listing) -> list[SittingRow]:
    """Return the sittings of the guidance group, newest first."""
    return group.sitting_rows(here.ws)


def items(here: Listing, row: SittingRow) -> int:
    """Return how many items an agenda has."""
    return len(row.agenda)


def agenda(here: Listing, row: SittingRow) -> Lines:
    """Return the agenda."""
    lines: Lines = []
    for item in row.agenda:
        title = f"{item.item}. {t('titles.matter-' + item.matter)}"
        names = "、".join(names_of(here.ws, item.subjects)) or item.title
        lines += [Said(title, "strong"), Said(names, "quiet", 2)]
    return lines


def topics(here: Listing, row: SittingRow | None) -> list[Topic]:
    """Return the rule of the guidance group's sittings."""
    return [Topic("group")]
