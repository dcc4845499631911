"""Taking back the last step of what a row stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer
from civtui.workspace.answers.ledger import taken_back
from civtui.workspace.session import Workspace
from civtui.workspace.voiding import doing
from civtui.workspace.voiding.steps import last_step, named
from civtui.workspace.voiding.ways import why_it_stays


def last(ws: Workspace, *, thing: str, why: str, of: str) -> Answer:
    """Take back the deed that the last step of a thing is part of."""
    done = taken_back(ws, last_step(ws, of, thing).seq, why, named(of, thing))
    if of == "sitting":
        _sitting_stands(ws, thing)
    return done


def _sitting_stands(ws: Workspace, sitting: str) -> None:
    """Say beside the answer that a sitting stands as it was called before, and its agenda."""
    from civtui.workspace.answers.group import items_said
    from civtui.workspace.titles.group import sitting_rows

    for row in sitting_rows(ws):
        if row.id == sitting:
            agenda = items_said(ws, row.agenda)
            ws.asides.append(
                msg("verbs/group.still-stands", sitting=sitting, day=row.on, agenda=agenda)
            )


def may_last(ws: Workspace, thing: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why the last step of a thing stays, None where it can be taken back."""
    of = fixed["of"]
    refusal = doing.taking(ws, last_step(ws, of, thing).seq, named(of, thing)).refusal
    return None if refusal is None else why_it_stays(refusal)


def will_last(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which deed goes."""
    of, thing = values["of"], values["thing"]
    return doing.foreseen(ws, last_step(ws, of, thing).seq, named(of, thing))
