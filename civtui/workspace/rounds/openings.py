"""What must hold when a round begins: its scope, its standard, the agency's overlay."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from civtui.ledger import queries
from civtui.ledger.statements import statements
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.agencies.rows import OfficeRow
from civtui.workspace.marks.admission import Check
from civtui.workspace.session import Workspace

CIVILIZED = "civilized-office"


def id_free(round_id: str) -> Check:
    """Return the check that no round has this id yet."""

    def check(connection: sqlite3.Connection) -> None:
        sql = statements("queries", "rounds")["round-state"]
        if connection.execute(sql, (round_id,)).fetchone():
            raise BadInput(msg("workspace.round-taken"), value=round_id)

    return check


def check_panel(assessors: Sequence[dict[str, Any]]) -> None:
    """Refuse a panel on which one id stands twice.

    Raises:
        BadInput: it names the id.
    """
    ids = [judge["id"] for judge in assessors]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
    if twice is not None:
        raise BadInput(
            msg("panel.judge-twice"), where={"key": "assessor"}, named={"key": ""}, value=twice
        )


def check_judged(
    ws: Workspace, assessors: Sequence[dict[str, Any]], subjects: Sequence[str]
) -> None:
    """Refuse a panel that may judge nothing of a round: every judge has a conflict of interest.

    Raises:
        Refused: it says how many subjects that leaves, and the way out.
    """
    from civtui.workspace.titles.holders import agency_of

    owners = {subject: agency_of(ws, subject) for subject in subjects}
    closed = [{judge["agency"], *judge["related"]} for judge in assessors]
    if subjects and all({s, owner} & each for s, owner in owners.items() for each in closed):
        own = {*owners.values()} == {judge["agency"] for judge in assessors}  # judging itself
        raise Refused(
            msg("panel.nobody-left", subjects=len(owners)),
            where={"rule": "conflict"},
            hint=msg("panel.widen-own" if own else "panel.widen-first"),
        )


MOST_ANCHORS = 3


def check_anchors(anchors: Sequence[str]) -> None:
    """Refuse more anchors than a panel marks before all else.

    Raises:
        BadInput: it says how many there are.
    """
    if len(set(anchors)) > MOST_ANCHORS:
        raise BadInput(msg("roundwork.many-anchors"), value=len(anchors), allowed="1–3")


def check_scope(ws: Workspace, scope: str, agency: str | None, subjects: Sequence[str]) -> None:
    """Refuse subjects that the scope does not take.

    Model offices are chosen out of civilized offices, as of today; an agency judges its own
    offices alone.

    Raises:
        Refused: it names the first of them, what is missing, and how many there are.
    """
    if scope != "model-candidates" and not agency:
        return
    offices = {office.id: office for office in office_rows(ws)}
    if scope == "model-candidates":
        wrong = [s for s in subjects if s not in offices or CIVILIZED not in offices[s].honors]
        key, rule = "panel.not-civilized", "holds-civilized-office"
    else:
        wrong = [s for s in subjects if s not in offices or offices[s].agency != agency]
        key, rule = "panel.not-own-office", "own-offices"
    if wrong:
        named = [_name(offices, subject) for subject in wrong]
        raise Refused(
            msg(key, day=ws.today().isoformat(), offices=named[:5], count=len(wrong)),
            where={"rule": rule},
            value=named[0],
            hint=msg("panel.leave-out"),
        )


def _name(offices: dict[str, OfficeRow], subject: str) -> str:
    office = offices.get(subject)
    return subject if office is None else f"{office.agency_name}/{office.name}"


def check_overlay(ws: Workspace, overlay: str | None, standard: str, agency: str | None) -> None:
    """Refuse an overlay in a city round, or one of another standard.

    Raises:
        Refused: the city organizes the round, or `standard check` finds what bars it.
        BadInput: the file is no overlay, or extends another standard than the one named.
    """
    if overlay is None:
        return
    from civtui.workspace.rounds.standards import find_standard, sound_standard

    if agency is None:
        raise Refused(
            msg("overlay.city-round"),
            where={"rule": "city-standard"},
            value=overlay,
            hint=msg("overlay.organizer"),
        )
    document = sound_standard(ws, overlay)[1]
    base = document.get("extends")
    if base is None:
        raise BadInput(msg("overlay.not-one"), where={"file": overlay})
    wanted = find_standard(ws, standard)[0]
    if base["id"] != wanted[0]:
        raise BadInput(
            msg("overlay.other-base", has=base["id"], needs=wanted[0]),
            where={"file": overlay},
            value=base["id"],
            allowed=wanted[0],
        )


def adopt_standard(ws: Workspace, name: str) -> tuple[str, str, str]:
    """Bring the standard `name` (an id of the profile, or a file) in, once; return what pins it.

    Returns:
        (id, version, sha256) of the standard.

    Raises:
        BadInput: the same id and version is known with another text.
        Refused: `standard check` finds what bars it.
    """
    from civtui.model.facts.rounds import StandardAdopted
    from civtui.workspace.rounds.standards import sound_standard

    pin, document = sound_standard(ws, name)
    for known in queries.rows(ws.ledger, "rounds", "standards"):
        if known[:2] == pin[:2]:
            if known[2] != pin[2]:
                raise BadInput(
                    msg("workspace.standard-changed", id=pin[0], version=pin[1]),
                    hint=msg("workspace.raise-version"),
                )
            return pin
    ws.write(
        StandardAdopted(id=pin[0], version=pin[1], sha256=pin[2], document=document),
        right=Right.KEEP,
    )
    return pin
