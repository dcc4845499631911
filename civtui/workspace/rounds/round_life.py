"""Opens rounds, closes them, and takes closed ones up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.rules.policies import choice, said
from civtui.workspace.rounds.met import waited_for
from civtui.workspace.rounds.rounds import RoundRow, parsed_items, round_row
from civtui.workspace.session import Workspace


def open_round(
    ws: Workspace,
    round_id: str,
    *,
    name: str,
    standard: str,
    subjects: Sequence[str],
    assessors: Sequence[dict[str, Any]],
    organizer: str = "city",
    agency: str | None = None,
    scope: str = "sampled-offices",
    scheme: str = "weighted-sum",
    options: Mapping[str, str] | None = None,
    visibility: str = "open",
    due: date | None = None,
    anchors: Sequence[str] = (),
    overlay: str | None = None,
) -> RoundRow:
    """Open a round and return it.

    Args:
        standard: id of a standard of the profile, or a file.
        subjects: ids of the offices or agencies it judges.
        options: of the scheme, pinned with it.
        assessors: `{id, name, agency, related}` of each judge.
        anchors: one to three subjects that every judge marks before any other; judged, too.
        overlay: the agency's overlay of the standard, a name or a file.

    Raises:
        BadInput, Refused: see `openings`, which holds what must hold.
    """
    from civtui.model.facts.rounds import RoundOpened
    from civtui.workspace.rounds import openings

    ws.require(Right.KEEP)
    free = openings.id_free(round_id)
    free(ws.ledger.connection)
    openings.check_panel(assessors)
    judged = list(dict.fromkeys([*subjects, *anchors]))
    openings.check_scope(ws, scope, agency, judged)
    openings.check_overlay(ws, overlay, standard, agency)
    pin = openings.adopt_standard(ws, overlay or standard)
    opened = {
        "round": round_id,
        "name": name,
        "organizer": organizer,
        "agency": agency,
        "scope": scope,
        **_pinned(ws, pin),
        "scheme": scheme,
        "options": dict(options or {}),
        "visibility": visibility,
        "subjects": judged,
        "anchors": list(dict.fromkeys(anchors)),
        "assessors": list(assessors),
        "due": due,
    }
    body = RoundOpened.model_validate(opened)
    ws.write(body, right=Right.KEEP, check=free)
    return round_row(ws, round_id)


def _pinned(ws: Workspace, pin: tuple[str, str, str]) -> dict[str, Any]:
    """Return what a round pins of a standard: id, version, hash, items, edition of the sheet."""
    from civtui.scoring.pipeline.sheet import EDITION

    document = queries.one(ws.ledger, "rounds", "standard", pin[:2])
    assert document is not None
    return {
        **dict(zip(("standard", "standard_version", "standard_sha256"), pin, strict=True)),
        "items": [item.id for item in parsed_items(document[0])],
        "sheet": EDITION,
    }


def close_round(
    ws: Workspace, round_id: str, *, reopen: bool = False, accept_gap: str = "", why: str = ""
) -> RoundRow:
    """Close a round (or take a closed one up again) and return it.

    Args:
        accept_gap: why it counts though marks are missing; without it the gap is on record as
            not accepted.
        why: the reason, which a round that is taken up again may have.

    Raises:
        Refused: as `hold_gap`.
    """
    from civtui.model.facts.rounds import RoundClosed

    round_, reason = round_row(ws, round_id), accept_gap.strip()
    hold_gap(ws, round_, "" if reopen else reason, reopen=reopen)
    if round_.state == ("closed" if reopen else "open"):
        missing = 0 if reopen else round_.missing
        state: Literal["closed", "open"] = "open" if reopen else "closed"
        body = RoundClosed(round=round_.id, state=state, missing=missing, gap=reason)
        ws.write(body, right=Right.KEEP, why=why.strip())
    return round_row(ws, round_id)


def hold_gap(ws: Workspace, round_: RoundRow, reason: str, *, reopen: bool = False) -> None:
    """Refuse a reason where no mark is missing, and none where the profile wants one.

    Titles come out of complete rounds alone where title-needs-result is `required`.

    Raises:
        Refused: a gap is accepted where no mark is missing, the round is closed already, a gap
            is accepted by nobody, or nobody may give a single mark.
    """
    if not reopen and round_.state == "open" and not round_.expected:
        raise Refused(
            msg("verbs/round.nothing-to-mark"),
            where={"rule": "gap"},
            value=round_.id,
            hint=msg("verbs/round.way-nothing-to-mark", round=round_.id),
        )
    if reason and (round_.state != "open" or not round_.missing):
        key = "no-gap" if round_.state == "open" else "is-closed"
        raise Refused(
            msg(f"verbs/round.{key}"),
            where={"rule": "gap"},
            value=round_.id,
            hint=msg(f"verbs/round.way-{key}", round=round_.id),
        )
    if reopen or reason or round_.state != "open" or not round_.missing:
        return
    if choice(ws.profile().policies, "title-needs-result") == "required":
        way = msg("verbs/round.way-gap", round=round_.id)
        vain = waited_for(ws.ledger.connection, round_.id)
        raise Refused(
            msg(
                "verbs/round.gap-unaccepted",
                missing=round_.missing,
                policy=said("title-needs-result", "required"),
            ),
            where={"rule": "gap"},
            value=round_.id,
            hint=way if vain is None else msg("workspace.met-way", way=way, vain=vain),
        )
