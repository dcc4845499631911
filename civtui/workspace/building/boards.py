"""Boards over the registers: what stands, what is overdue, what falls apart; each a table."""

from __future__ import annotations

from collections.abc import Callable

from civtui.model.errors import NotFound, nearest
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.building import duties, log_boards, supervision, year_file
from civtui.workspace.building.board import Asked
from civtui.workspace.building.board import Board as Board
from civtui.workspace.session import Workspace


def board(ws: Workspace, name: str, agency: str | None = None, year: int | None = None) -> Board:
    """Return a board.

    Args:
        name: see `BOARDS`.
        agency: only this agency's part.
        year: the building year; the one of today where None.

    Raises:
        NotFound: no such board, or no such agency.
    """
    if name not in BOARDS:
        raise NotFound(
            msg("building.no-board"),
            value=name,
            allowed=list(BOARDS),
            nearest=nearest(name, BOARDS),
        )
    owner = find_agency(ws, agency) if agency else None
    return BOARDS[name](Asked(ws, owner, year or ws.today().year))


BOARDS: dict[str, Callable[[Asked], Board]] = {
    "chart": duties.duty_chart,
    "gate": duties.gate,
    "together": duties.together,
    "results": duties.results,
    "leads": duties.leads,
    "heard": duties.reports_heard,
    "chase": duties.chase,
    "self": duties.self_assessed,
    "guarantees": duties.guarantees,
    "coverage": supervision.coverage,
    "revisions": supervision.revisions,
    "findings": supervision.findings,
    "bulletin": supervision.bulletin,
    "oversight": supervision.oversight,
    "organs": log_boards.organs,
    "leaders": log_boards.leaders,
    "uneven": supervision.uneven,
    "spread": supervision.spread,
    "rewards": supervision.rewards,
    "dossier": year_file.dossier,
    "evidence": supervision.evidence,
}
