"""Chooses what a new round judges and who judges it, from names as people give them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from civtui.exchange.names import same
from civtui.model.errors import BadInput, NotFound, UsageFault
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.rounds.openings import CIVILIZED
from civtui.workspace.session import Workspace

ASCII_COLON = str.maketrans("：", ":")
HAN = re.compile("[\u4e00-\u9fff]")
BODY = re.compile("(?:[\u4e00-\u9fff]{2,}[局厅署]|.{2,}(?:办公室|办公厅|委员会|中心))$")


def choose_subjects(
    ws: Workspace,
    *,
    agencies: Sequence[str],
    offices: Sequence[str],
    organizer: str | None,
    scope: str | None,
) -> tuple[str | None, str, list[str]]:
    """Return (organizing agency or None for the city, scope, ids of the subjects).

    Args:
        agencies: names of agencies; their offices are the subjects (the agencies themselves where
            the scope is `agencies`).
        offices: names of single offices, added to them.
        organizer: an agency that holds the round itself.
        scope: see `RoundOpened`; follows from the rest where None. `model-candidates` takes the
            civilized offices, of the agencies named or of all.

    Raises:
        UsageFault: nothing is named.
    """
    owner = find_agency(ws, organizer).id if organizer else None
    named = [find_agency(ws, name).id for name in agencies]
    if owner and not named and not offices:
        named = [owner]
    if scope == "agencies":
        subjects = named or [row.id for row in agency_rows(ws)]
    elif scope == "model-candidates" and not offices:
        subjects = [
            office.id
            for office in office_rows(ws)
            if CIVILIZED in office.honors and (not named or office.agency in named)
        ]
    else:
        subjects = [office.id for one in named for office in office_rows(ws, one)]
    subjects += [found for name in offices if (found := find_office(ws, name).id) not in subjects]
    if not subjects:
        raise UsageFault(msg("workspace.no-subjects"), hint=msg("workspace.name-subjects"))
    return owner, scope or ("agency-offices" if owner else "sampled-offices"), subjects


def judges(ws: Workspace, given: Sequence[str]) -> list[dict[str, Any]]:
    """Return the judges from `ID[:NAME[:AGENCY[:RELATED...]]]` texts; the acting user where none.

    The agency named with a judge, and every former or related agency or office behind it, are
    closed to them (conflict of interest); several may stand in one part, commas between.
    """
    return [judge(ws, text) for text in given or [ws.user]]


def judge(ws: Workspace, text: str) -> dict[str, Any]:
    """Return one judge from `ID[:NAME[:AGENCY[:RELATED...]]]`, or from `NAME:AGENCY` in Chinese.

    An agency taken for the judge's name would let a conflict of interest pass.

    Raises:
        NotFound: no such agency or office.
        BadInput: an agency stands where the judge's name does.
    """
    id_, name, owner, *related = (*text.translate(ASCII_COLON).split(":"), "", "")
    spoken = HAN.search(id_) is not None
    if name and name != id_ and _names_an_agency(ws, name, part=spoken):
        if not spoken:
            raise BadInput(
                msg("workspace.agency-as-judge"), value=text, hint=msg("workspace.write-judge")
            )
        name, owner, related = id_, name, [owner, *related]
    return {
        "id": id_,
        "name": name or id_,
        "agency": find_agency(ws, owner).id if owner else None,
        "related": [
            agency_or_office(ws, one.strip())
            for part in related
            for one in re.split("[,，、]", part)
            if one.strip()
        ],
    }


def _names_an_agency(ws: Workspace, text: str, *, part: bool) -> bool:
    """Return whether a text is what an agency is called, or ends as only an agency's name does.

    Args:
        part: a part of an agency's name is one, too.
    """
    called = {same(name) for row in agency_rows(ws) for name in (row.name, row.short) if name}
    if same(text) in called or BODY.search(text):
        return True
    return part and len(text) > 1 and any(same(text) in name for name in called)


def agency_or_office(ws: Workspace, name: str) -> str:
    """Return the id of the agency or the office that `name` means.

    Raises:
        NotFound: neither is known.
    """
    try:
        return find_agency(ws, name).id
    except NotFound as error:
        try:
            return find_office(ws, name).id
        except NotFound:
            if error.allowed:  # the name means several agencies
                raise error from None
            raise
