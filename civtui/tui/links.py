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


def about(host: Host) -> About:
    """Return what the row under the cursor, or else the mode, is about."""
    return about_row(host, host.mode)


def about_row(host: Host, mode: Mode) -> About:
    """Return what the cursor's row means in a mode."""
    row = host.grid.current if mode.layout != "alone" else None
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
        return _of_office(host, office or "")._replace(round=getattr(mode, "round_id", ""))
    if mode.id == "marks":
        return _of_office(host, id_.partition("|")[0])._replace(round=getattr(mode, "of", ""))
    stands = dict(mode.stands_for(row)) if row else {}
    if "office" in stands:
        return _of_office(host, stands["office"])
    record = getattr(mode, "found", {}).get(id_)
    agency = stands.get("agency") or getattr(record, "agency", "") or getattr(mode, "agency", "")
    return About(agency=agency if isinstance(agency, str) else "", round=stands.get("round", ""))


def _of_office(host: Host, id_: str) -> About:
    """Return an office with its agency; a subject of a round may be an agency itself."""
    from civtui.workspace.agencies import agencies

    holder = agencies.holder_agency(host.ws, id_)
    if holder is None:
        return About()
    return About(agency=holder, office="" if holder == id_ else id_)


# --- the links ---


def may_go_agency(host: Host) -> Message | None:
    """Return why there is no agency to go to."""
    return None if about(host).agency else msg("finding.no-agency-here")


def may_go_round(host: Host) -> Message | None:
    """Return why there is no round to go to."""
    from civtui.workspace.agencies import agencies

    here = about(host)
    if here.round or (here.office and agencies.rounds_of(host.ws, here.office, by_name=True)):
        return None
    return msg("finding.no-round-here")


def do_go_agency(host: Host) -> None:
    """Go to the agency among the agencies."""
    push_at(host, "agencies", about(host).agency)


def do_go_offices(host: Host) -> None:
    """Go to the offices of the agency, on the office that one comes from."""
    _push_offices(host, about(host))


def do_go_titles(host: Host) -> None:
    """Go to the agency's next rung."""
    host.push(place(host.ws, "rung", agency=about(host).agency))


def do_go_evidence(host: Host) -> None:
    """Go to the agency's evidence: what is kept, and what it serves."""
    host.push(place(host.ws, "board:evidence", about(host).agency))


def do_go_registers(host: Host) -> None:
    """Go to the agency's registers and boards."""
    host.push(place(host.ws, "registers", about(host).agency))


def do_go_inbox(host: Host) -> None:
    """Go to the files that wait to be taken in."""
    host.push(place(host.ws, "inbox"))


def do_go_round(host: Host) -> None:
    """Go to the round, or to the newest that judges the office."""
    push_at(host, "rounds", _round(host))


def do_go_score(host: Host) -> None:
    """Go to the score sheet of an open round, to the results of a closed one, on the office."""
    from civtui.workspace.rounds import rounds

    here, round_id = about(host), _round(host)
    if rounds.round_row(host.ws, round_id).state == "open":
        host.push(place(host.ws, "sheet", round_id=round_id, office=here.office))
    else:
        host.push(place(host.ws, "results", round_id=round_id), here.office)


def _round(host: Host) -> str:
    from civtui.workspace.agencies import agencies

    here = about(host)
    return here.round or next(
        id_ for id_, _, _ in agencies.rounds_of(host.ws, here.office, by_name=True)
    )


def push_at(host: Host, home: str, at: str) -> None:
    """Go to a row of a digit's mode; Esc comes back from there."""
    host.push(place(host.ws, home), at)


def push_holder(host: Host, id_: str) -> None:
    """Go to an agency among the agencies, or to an office among those of its agency."""
    of = _of_office(host, id_)
    if of.office:
        _push_offices(host, of)
    elif of.agency:
        push_at(host, "agencies", of.agency)


def _push_offices(host: Host, of: About) -> None:
    host.push(place(host.ws, "offices", of.agency), of.office)


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
