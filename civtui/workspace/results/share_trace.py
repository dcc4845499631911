"""Where an agency's share of advanced offices comes from, and what hangs on it."""

from __future__ import annotations

from typing import NamedTuple

from civtui.rules.eligibility import AgencyAnswer
from civtui.workspace.agencies.agencies import office_rows, titles_of
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.session import Workspace
from civtui.workspace.titles.eligibility import eligibility_of


class Part(NamedTuple):
    """One office of the agency: the titles it holds, each with the day it has held it since."""

    office: OfficeRow
    held: tuple[tuple[str, str], ...]


class ShareTrace(NamedTuple):
    """The offices that a share counts, those with a title first, and the titles it decides."""

    agency: AgencyRow
    parts: list[Part]
    answer: AgencyAnswer


def share_trace(ws: Workspace, name: str) -> ShareTrace:
    """Return the trace of the share of the agency `name`.

    Raises:
        NotFound: no agency answers to `name`.
    """
    agency, answer = eligibility_of(ws, name)
    parts = [Part(office, _held(ws, office)) for office in office_rows(ws, agency.id)]
    return ShareTrace(agency, sorted(parts, key=lambda part: -len(part.held)), answer)


def _held(ws: Workspace, office: OfficeRow) -> tuple[tuple[str, str], ...]:
    if not office.honors:
        return ()
    titles = [title for title in titles_of(ws, office.id) if title.ended is None]
    return tuple((title.honor, title.since) for title in titles)
