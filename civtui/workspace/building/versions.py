"""Versions of institutions: a new one revises one that is on record, and begins no second set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.exchange.names import saying
from civtui.ledger import queries
from civtui.model.errors import Refused, nearest
from civtui.model.text import msg

if TYPE_CHECKING:
    from civtui.workspace.building.records import RecordRow
    from civtui.workspace.session import Workspace

INSTITUTION = "institution"
Versions = dict[str, str]  # version -> since when it is in force


def hold_version(
    ws: Workspace,
    agency: str,
    values: Mapping[str, Any],
    stood: Mapping[str, Any],
    known: dict[tuple[str, str], Versions],
) -> str:
    """Refuse a version that comes after another one and is revised from none of them.

    "修订完善现有制度，切忌另起炉灶" (section C): the first version that an agency puts down may
    have come from anywhere; each later one says which of those on record it revises.

    Args:
        agency: id of the agency that puts it down.
        values: the record, as it is stored.
        stood: what the record held before; one of an earlier release may stay as it is.
        known: versions by agency and institution, as a bulk has seen them so far.

    Returns:
        Which it is revised from, as that one is written on record; empty where it names none.

    Raises:
        Refused: it names none, or one that is not on record.
    """
    of, version, since = (str(values[key]) for key in (INSTITUTION, "version", "in-force"))
    before = known.setdefault((agency, of), _on_record(ws, agency, of))
    there = version in before
    others = [name for name, day in before.items() if name != version and day <= since]
    before[version] = since
    same = (INSTITUTION, "in-force", "revised-from")
    source = str(values.get("revised-from") or "")
    source = next((one for one in before if saying(one) == saying(source)), source)
    if not others or (stood and all(stood.get(key) == values.get(key) for key in same)):
        return source
    if there and not source and not stood:
        return source  # a row of a file on what is on record: it is asked again with what stood
    if source not in before or source == version:
        raise Refused(
            msg("building.second-set"),
            value=source or version,
            allowed=others,
            nearest=nearest(source, others) if source else None,
            where={"rule": "revised-from", "key": "revised-from"},
            named={"key": ""},
            hint=msg("building.name-revised", version=max(others, key=before.__getitem__)),
        )
    return source


def _on_record(ws: Workspace, agency: str, of: str) -> Versions:
    found = queries.rows(ws.ledger, "building", "versions", {"agency": agency, "institution": of})
    return {str(version): str(since) for version, since in found}


def newest_versions(rows: list[RecordRow], today: str) -> list[RecordRow]:
    """Return the version of each institution in force on a day; each merged agency had its own."""
    newest: dict[tuple[str, str], RecordRow] = {}
    for row in sorted(rows, key=lambda row: row.values["in-force"]):
        if row.values["in-force"] <= today:
            newest[row.values[INSTITUTION], row.by] = row
    return list(newest.values())
