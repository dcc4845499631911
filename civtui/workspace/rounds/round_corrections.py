"""What a round is called, and by when it is due, corrected at any time: no mark hangs on either."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from civtui.model import reading
from civtui.model.errors import BadInput, Refused
from civtui.model.fields import Field
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.rounds.rounds import RoundRow, round_row
from civtui.workspace.session import Workspace

FIELDS = {"title": "name", "due": "due"}


def standing(row: RoundRow) -> dict[str, Any]:
    """Return what may be corrected of a round, by field id."""
    return {"title": row.name, "due": row.due or ""}


def correct_round(ws: Workspace, round_id: str, given: Mapping[str, Any], *, why: str) -> RoundRow:
    """Correct the title or the due day of a round and return it.

    Args:
        given: `title`, `due` -> what was typed; an empty day means that none is set.
        why: the reason, in a person's words.

    Raises:
        NotFound: there is no such round.
        BadInput: a value is not what its field takes, or nothing would change.
        Refused: the user may not, or it was corrected meanwhile.
    """
    from civtui.model.facts.rounds import RoundCorrected

    ws.require(Right.KEEP)
    before = round_row(ws, round_id)
    stood = {"title": before.name, "due": before.due}
    now = {id_: _read(id_, value) for id_, value in given.items()}
    changes = [
        {"field": FIELDS[id_], "was": stood[id_], "now": value}
        for id_, value in now.items()
        if value != stood[id_]
    ]
    if not changes:
        raise BadInput(msg("building.nothing-changes"), value=before.name)

    def unchanged(_connection: sqlite3.Connection) -> None:
        if standing(round_row(ws, before.id)) != standing(before):
            raise Refused(msg("building.overtaken"), value=before.id, hint=msg("deeds.look-again"))

    body = RoundCorrected.model_validate({"round": before.id, "changes": changes})
    ws.write(body, right=Right.KEEP, why=reason(why), check=unchanged)
    return round_row(ws, before.id)


def _read(id_: str, value: Any) -> str | None:
    text = str(value or "").strip()
    title = msg(f"verbs/round.round.new.{id_}")
    if not text and id_ == "title":
        fault = BadInput(msg("building.not-empty"), where={"key": id_}, named={"key": title})
        fault.field = id_
        raise fault
    if not text:
        return None
    return str(
        reading.read(Field(id_, title, "date" if id_ == "due" else "text", ends=id_ == "due"), text)
    )
