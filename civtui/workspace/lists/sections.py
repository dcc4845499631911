"""A list as a section of a report document, which every format writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from civtui.model.errors import NotFound, UsageFault, nearest
from civtui.model.text import msg
from civtui.tables import every_name, table_of
from civtui.tables.table import Table
from civtui.workspace.finding.query import parse
from civtui.workspace.lists import cells
from civtui.workspace.lists.listing import Listing
from civtui.workspace.reading.windows import Table as Long
from civtui.workspace.session import Workspace

ALONE = ("round", "sitting")  # what a list is always of one of


def asked_table(name: str, of: dict[str, str | None]) -> tuple[Table, str]:
    """Return a list by its name, and the id of what it is wanted of.

    Args:
        of: kind of thing -> the id that was given.

    Raises:
        NotFound: there is no such list.
        UsageFault: it is not kept by such a thing, or has to be of one.
    """
    known = [*every_name()]
    if name not in known:
        raise NotFound(msg("tables.none"), value=name, allowed=known, nearest=nearest(name, known))
    table = table_of(name)
    for kind, id_ in of.items():
        if id_ and kind != table.of:
            raise UsageFault(msg("tables.not-of", table=table.words, what=msg(f"tables.of-{kind}")))
    found = of.get(table.of) or ""
    if table.of in ALONE and not found:
        raise UsageFault(msg("tables.needs-of", table=table.words, what=table.of))
    return table, found


def section(ws: Workspace, table: Table, of: str, text: str = "") -> dict[str, Any]:
    """Return a list as a section: its title, the filter, and the rows that it finds.

    Raises:
        BadInput: the filter cannot be read.
    """
    here = cells.listing(ws, table, of)
    heads, rows = cells.cells(here, found(here, text))
    columns = [
        {"id": f"{one.id}-{place}", "title": head, "align": one.align}
        for place, (one, head) in enumerate(
            zip(cells.columns_of(here, "print"), heads, strict=True)
        )
    ]
    shown = {"text": [text]} if text else {}
    return {"title": cells.title(here), **shown, "table": {"columns": columns, "rows": rows}}


def found(here: Listing, text: str) -> Sequence[Any]:
    """Return the records that a filter finds; one without fields looks into what is shown."""
    records = cells.every_record(here)
    query = parse(text, cells.fields_of(here))
    if not query.terms:
        return records
    if isinstance(here.records, Long):
        wanted = here.records.filter(query, here.asked or dict)
        return [one for one in records if here.records.takes(one, wanted)]
    asked = here.asked or (lambda one: {"": " ".join(cells.row(here, one))})
    return [one for one in records if query.matches(asked(one))]
