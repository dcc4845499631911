"""Titles as dated facts: who held what on a day, and by whose word."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg
from civtui.workspace.agencies import agencies
from civtui.workspace.agencies.agencies import TitleRow
from civtui.workspace.agencies.handed_over import HandedOver, said
from civtui.workspace.session import Workspace
from civtui.workspace.titles.terms_then import title_terms

HONORS = ("provincial", "municipal", "agency-level", "model-office", "civilized-office")


class HeldRow(NamedTuple):
    """A title held on the day asked for; dates are ISO texts.

    Args:
        was: ids, with commas, of whose it was before a merger; `former` their names.
    """

    holder: str
    name: str
    honor: str
    since: str
    until: str | None
    awarded_by: str
    decision: str | None
    was: str = ""
    former: str = ""

    @property
    def called(self) -> str:
        """Its holder's name, marked where the title was somebody else's before a merger."""
        return said(self.name, self.former)


def held_on(ws: Workspace, day: date, honor: str | None = None) -> list[HeldRow]:
    """Return the titles held on `day`: begun by then and not ended by then.

    Raises:
        BadInput: `honor` is no honor.
    """
    if honor is not None and honor not in HONORS:
        raise BadInput(
            msg("workspace.no-honor"),
            value=honor,
            allowed=HONORS,
            told=[msg(f"cli.honor-{one}") for one in HONORS],
            nearest=nearest(honor, HONORS),
        )
    params = {"day": day.isoformat(), "honor": honor}
    then = title_terms(ws, day) if day < ws.today() else {}
    rows = queries.rows(ws.ledger, "honors", "held-on", params)
    found = [
        row._replace(until=then.get((row.holder, row.honor), row.until))
        for row in (HeldRow(*row) for row in rows)
    ]
    over = HandedOver(ws)
    if not over.titles:
        return found
    marks = ((row, *over.title((row.holder, row.honor, row.since))) for row in found)
    return [row._replace(was=was, former=former) for row, was, former in marks]


def timeline(ws: Workspace, name: str) -> list[TitleRow]:
    """Return every title of an agency or office, oldest first.

    Raises:
        NotFound: nobody answers to `name`.
    """
    try:
        holder = agencies.agency(ws, name).id
    except NotFound:
        holder = agencies.office(ws, name).id
    return agencies.titles_of(ws, holder)
