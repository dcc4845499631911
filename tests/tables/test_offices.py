"""What the columns of offices say of an office that has several titles."""

from __future__ import annotations

from civtui.locale import t
from civtui.tables import table_of
from civtui.workspace.lists import cells
from civtui.workspace.session import Workspace


def test_an_office_with_both_titles_shows_the_higher_one(ws: Workspace) -> None:
    here = cells.listing(ws, table_of("offices"), "")
    (column,) = (c for c in cells.columns_of(here, "screen") if c.id == "honor")
    seen: dict[tuple[str, ...], set[str]] = {}
    for row in cells.every_record(here):
        said = column.said.format(cells.content(here, column.content, row))
        seen.setdefault(tuple(sorted(row.honors)), set()).add(t(said) if row.honors else "")
    assert seen == {
        (): {""},
        ("civilized-office",): {t("tui.short-civilized-office")},
        ("civilized-office", "model-office"): {t("tui.short-model-office")},
    }
