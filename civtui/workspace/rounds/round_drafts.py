"""What a new round takes: an id nobody has, earlier judges, subjects by name or filter."""

from __future__ import annotations

import json
import re

from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.finding.fields import AGENCY, OFFICE, agency_record, office_record
from civtui.workspace.finding.query import parse
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.seeing import What, hidden
from civtui.workspace.rounds.subjects import agency_or_office
from civtui.workspace.session import Workspace

USUAL = "civilized-office"
MOST_JUDGES = 24
BETWEEN = re.compile(r"[,，、;；\n]+")
ASCII_COLON = str.maketrans("：／", ":/")


def free_id(ws: Workspace) -> str:
    """Return an id that no round has: the year and a running number."""
    year, taken = ws.today().year, {row.id for row in rounds.round_rows(ws)}
    return next(id_ for n in range(1, len(taken) + 2) if (id_ := f"{year}-{n}") not in taken)


def known_judges(ws: Workspace) -> list[tuple[str, str]]:
    """Return judges of earlier rounds, the city's newest first, as (what `judge` reads, name)."""
    return _known(ws)[:MOST_JUDGES]


def _known(ws: Workspace) -> list[tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    closed = hidden(ws, What.PANEL)
    for round_id, id_, name, agency, short, related in queries.rows(ws.ledger, "rounds", "judges"):
        if round_id in closed:
            continue
        text = ":".join((id_, name, agency or "", *json.loads(related)))
        found.setdefault(id_, (text.rstrip(":"), f"{name} {short}".strip()))
    return [*found.values()]


def parts_of(text: object) -> list[str]:
    """Return the parts of a text with commas or enumeration commas between them."""
    whole = ",".join(map(str, text)) if isinstance(text, list) else str(text)
    return [part.strip() for part in BETWEEN.split(whole) if part.strip()]


def named_subjects(ws: Workspace, text: object) -> tuple[list[str], list[str]]:
    """Return (ids of agencies, ids of offices) that a text names.

    Args:
        text: names, short names, codes or ids, `agency/office`, or filters of the lists of
            agencies and offices (`称号:文明处室`), with commas between them.

    Raises:
        NotFound: a part finds nothing, or several where one is meant.
        BadInput: a filter names a field that is in neither list.
    """
    agencies: list[str] = []
    offices: list[str] = []
    for part in parts_of(text):
        if ":" in part.translate(ASCII_COLON):
            more_agencies, more_offices = _filtered(ws, part)
            agencies += more_agencies
            offices += more_offices
        else:
            found = agency_or_office(ws, part.translate(ASCII_COLON))
            known = {row.id for row in agency_rows(ws)}
            (agencies if found in known else offices).append(found)
    return [*dict.fromkeys(agencies)], [*dict.fromkeys(offices)]


def _filtered(ws: Workspace, text: str) -> tuple[list[str], list[str]]:
    """Return what a filter finds among the agencies, else among the offices."""
    wrong: BadInput | None = None
    for of_agencies in (True, False):
        try:
            query = parse(text, AGENCY if of_agencies else OFFICE)
        except BadInput as error:
            wrong = wrong or error
            continue
        if of_agencies:
            found = [row.id for row in agency_rows(ws) if query.matches(agency_record(row))]
        else:
            found = [row.id for row in office_rows(ws) if query.matches(office_record(row))]
        if found:
            return (found, []) if of_agencies else ([], found)
    raise wrong or NotFound(msg("roundwork.finds-nothing"), value=text)
