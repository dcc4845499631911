"""A new round out of what is typed into a form; what is wrong is said with its field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.model.errors import BadInput, CivtuiError, NotFound
from civtui.model.text import Message, msg
from civtui.workspace import openings, rounds
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.agencies import agency_rows, office_rows
from civtui.workspace.finding.fields import AGENCY, OFFICE, agency_record, office_record
from civtui.workspace.finding.query import parse
from civtui.workspace.seeing import What, hidden
from civtui.workspace.session import Workspace
from civtui.workspace.standards import find_standard
from civtui.workspace.subjects import agency_or_office, choose_subjects, judge

USUAL = "civilized-office"
MOST_JUDGES = 24
MOST_ANCHORS = 3
BETWEEN = re.compile(r"[,，、;；\n]+")
ASCII_COLON = str.maketrans("：／", ":/")


@contextmanager
def at(field: str) -> Iterator[None]:
    """Say of what is refused inside that it is this field's."""
    try:
        yield
    except CivtuiError as error:
        error.where = {"field": field}
        raise


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


def _judges(ws: Workspace, given: object) -> list[dict[str, Any]]:
    """Return the panel; who sat on an earlier round is known by id, or number in the list."""
    earlier = [text for text, _ in _known(ws)]
    known = {str(n): text for n, text in enumerate(earlier[:MOST_JUDGES], 1)}
    known |= {text.partition(":")[0]: text for text in earlier}
    texts = [part.translate(ASCII_COLON) for part in parts_of(given)]
    if not texts:
        raise BadInput(msg("roundwork.no-judges"))
    panel = [judge(ws, known.get(text, text)) for text in texts]
    openings.check_panel(panel)
    return panel


def _day(given: object, today: date) -> date | None:
    text = str(given or "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(msg("roundwork.no-day"), value=text, allowed=today.isoformat()) from None
    if day < today:
        raise BadInput(msg("roundwork.day-past"), value=text, allowed=f"≥ {today.isoformat()}")
    return day


def _one_of(given: object, allowed: Sequence[str], wrong: Message) -> str:
    text = str(given).strip()
    if text not in allowed:
        raise BadInput(wrong, value=text, allowed=allowed)
    return text


# scopes that take all there are where no subject is named
FROM_ALL = ("model-candidates", "agencies")
SCOPES = ("sampled-offices", "agency-offices", "model-candidates", "agencies")


def _new_id(ws: Workspace, id_: str) -> None:
    """Refuse what is no id, or one that a round has already."""
    if not re.fullmatch(r"\S{1,60}", id_):
        raise BadInput(msg("roundwork.bad-id"), value=id_)
    openings.id_free(id_)(ws.ledger.connection)


def _anchors(ws: Workspace, given: Any) -> list[str]:
    anchors = [agency_or_office(ws, one) for one in parts_of(given)]
    if len(set(anchors)) > MOST_ANCHORS:
        raise BadInput(msg("roundwork.many-anchors"), value=len(anchors), allowed="1–3")
    return anchors


def open_drafted(ws: Workspace, given: Mapping[str, Any]) -> rounds.RoundRow:
    """Open the round that was typed, field by field, and return it.

    Args:
        given: texts by field: `id`, `title`, `organizer` (an agency; the city where empty),
            `scope`, `subjects`, `judges`, `standard`, `overlay`, `anchors`, `due`, `blind`.

    Raises:
        BadInput, Refused, UsageFault: with `where["field"]`, the first field that is wrong.
    """

    def text(field: str) -> str:
        return str(given.get(field, "")).strip()

    with at("title"):
        if not text("title"):
            raise BadInput(msg("roundwork.no-title"))
    with at("id"):
        _new_id(ws, text("id"))
    with at("organizer"):
        owner = find_agency(ws, text("organizer")).id if text("organizer") else None
    with at("scope"):
        scope = text("scope") and _one_of(text("scope"), SCOPES, msg("roundwork.bad-scope"))
    with at("subjects"):
        agencies, offices = named_subjects(ws, text("subjects"))
        if not (agencies or offices or owner or scope in FROM_ALL):
            raise BadInput(msg("roundwork.no-subjects"))
        _, scope, subjects = choose_subjects(
            ws, agencies=agencies, offices=offices, organizer=owner, scope=scope or None
        )
        openings.check_scope(ws, scope, owner, subjects)
    with at("anchors"):
        anchors = _anchors(ws, given.get("anchors", ""))
        openings.check_scope(ws, scope, owner, anchors)
    with at("judges"):
        panel = _judges(ws, given.get("judges", ""))
    with at("standard"):
        standard = text("standard") or USUAL
        find_standard(ws, standard)
    with at("overlay"):
        openings.check_overlay(ws, text("overlay") or None, standard, owner)
    with at("due"):
        due = _day(given.get("due"), ws.today())
    with at("blind"):
        blind = _one_of(given.get("blind", "no"), ("no", "yes"), msg("roundwork.bad-blind"))
    return rounds.open_round(
        ws,
        text("id"),
        name=text("title"),
        standard=standard,
        subjects=subjects,
        assessors=panel,
        organizer="agency" if owner else "city",
        agency=owner,
        scope=scope,
        visibility="blind" if blind == "yes" else "open",
        due=due,
        anchors=anchors,
        overlay=text("overlay") or None,
    )
