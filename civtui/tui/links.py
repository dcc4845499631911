"""Typed links: from the row under the cursor to the agency, offices, round, scores it is about.

A link is pushed, so Esc comes back to the row. What a link needs of the workspace is loaded on its
first use: the first screen has none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from civtui.model.text import Message, msg
from civtui.tui.mode_index import place

if TYPE_CHECKING:
    from civtui.tui.host import Host
    from civtui.tui.modes.base import Mode


class About(NamedTuple):
    """What a row is about; empty where it is not about that."""

    agency: str = ""
    office: str = ""
    round: str = ""


def about(desk: Host) -> About:
    """Return what the row under the cursor, or else the mode, is about."""
    return about_row(desk, desk.mode)


def about_row(desk: Host, mode: Mode) -> About:
    """Return what the cursor's row means in a mode."""
    row = desk.grid.current if mode.layout != "alone" else None
    id_ = row.id if row else ""
    if mode.id == "overview":
        kind, _, rest = id_.partition(":")
        first, _, more = rest.partition("/")
        card = first in ("re-inspection", "decision")
        own = {
            "round": About(round=rest),
            "judge": About(round=first),
            "due": About(agency=more.rpartition("/")[0] if card else ""),
        }
        return own.get(kind, About())
    if mode.id in ("sheet", "results", "fairness", "explain", "cell"):
        here = getattr(mode, "here", None)
        office = here[0] if mode.id == "sheet" and here else getattr(mode, "subject", id_)
        return _of_office(desk, office or "")._replace(round=getattr(mode, "round_id", ""))
    if mode.id == "marks":
        return _of_office(desk, id_.partition("|")[0])._replace(round=getattr(mode, "of", ""))
    stands = dict(mode.stands_for(row)) if row else {}
    if "office" in stands:
        return _of_office(desk, stands["office"])
    record = getattr(mode, "found", {}).get(id_)
    agency = stands.get("agency") or getattr(record, "agency", "") or getattr(mode, "agency", "")
    return About(agency=agency if isinstance(agency, str) else "", round=stands.get("round", ""))


def _of_office(desk: Host, id_: str) -> About:
    """Return an office with its agency; a subject of a round may be an agency itself."""
    from civtui.workspace.agencies import agencies

    holder = agencies.holder_agency(desk.ws, id_)
    if holder is None:
        return About()
    return About(agency=holder, office="" if holder == id_ else id_)


# --- the links ---


def may_go_agency(desk: Host) -> Message | None:
    """Return why there is no agency to go to."""
    return None if about(desk).agency else msg("finding.no-agency-here")


def may_go_round(desk: Host) -> Message | None:
    """Return why there is no round to go to."""
    from civtui.workspace.agencies import agencies

    here = about(desk)
    if here.round or (here.office and agencies.rounds_of(desk.ws, here.office)):
        return None
    return msg("finding.no-round-here")


def do_go_agency(desk: Host) -> None:
    """Go to the agency among the agencies."""
    push_at(desk, "agencies", about(desk).agency)


def do_go_offices(desk: Host) -> None:
    """Go to the offices of the agency, on the office that one comes from."""
    _push_offices(desk, about(desk))


def do_go_titles(desk: Host) -> None:
    """Go to the agency's next rung."""
    desk.push(place(desk.ws, "rung", agency=about(desk).agency))


def do_go_evidence(desk: Host) -> None:
    """Go to the agency's evidence: what is kept, and what it serves."""
    desk.push(place(desk.ws, "board:evidence", about(desk).agency))


def do_go_registers(desk: Host) -> None:
    """Go to the agency's registers and boards."""
    desk.push(place(desk.ws, "registers", about(desk).agency))


def do_go_inbox(desk: Host) -> None:
    """Go to the files that wait to be taken in."""
    desk.push(place(desk.ws, "inbox"))


def do_go_round(desk: Host) -> None:
    """Go to the round, or to the newest that judges the office."""
    push_at(desk, "rounds", _round(desk))


def do_go_score(desk: Host) -> None:
    """Go to the score sheet of an open round, to the results of a closed one, on the office."""
    from civtui.workspace.rounds import rounds

    here, round_id = about(desk), _round(desk)
    if rounds.round_row(desk.ws, round_id).state == "open":
        desk.push(place(desk.ws, "sheet", round_id=round_id, office=here.office))
    else:
        desk.push(place(desk.ws, "results", round_id=round_id), here.office)


def _round(desk: Host) -> str:
    from civtui.workspace.agencies import agencies

    here = about(desk)
    return here.round or next(id_ for id_, _, _ in agencies.rounds_of(desk.ws, here.office))


def push_at(desk: Host, home: str, at: str) -> None:
    """Go to a row of a digit's mode; Esc comes back from there."""
    desk.push(place(desk.ws, home), at)


def push_holder(desk: Host, id_: str) -> None:
    """Go to an agency among the agencies, or to an office among those of its agency."""
    of = _of_office(desk, id_)
    if of.office:
        _push_offices(desk, of)
    elif of.agency:
        push_at(desk, "agencies", of.agency)


def _push_offices(desk: Host, of: About) -> None:
    desk.push(place(desk.ws, "offices", of.agency), of.office)


DEEDS: dict[str, Callable[[Host], object]] = {
    "go_agency": do_go_agency,
    "go_offices": do_go_offices,
    "go_titles": do_go_titles,
    "go_evidence": do_go_evidence,
    "go_registers": do_go_registers,
    "go_inbox": do_go_inbox,
    "go_round": do_go_round,
    "go_score": do_go_score,
}
REFUSALS: dict[str, Callable[[Host], Message | None]] = {
    "go_agency": may_go_agency,
    "go_offices": may_go_agency,
    "go_titles": may_go_agency,
    "go_evidence": may_go_agency,
    "go_registers": may_go_agency,
    "go_round": may_go_round,
    "go_score": may_go_round,
}
