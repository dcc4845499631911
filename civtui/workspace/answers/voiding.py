"""Taking back the last step of what a row stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.locale import render
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.agencies.body_removal import Going, brought_with_others, going, remove_body
from civtui.workspace.answers import Answer
from civtui.workspace.answers.ledger import taken_back, would
from civtui.workspace.building.activities import activity
from civtui.workspace.fact_words import of_row
from civtui.workspace.people.users import voids_own_only
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.voiding import doing
from civtui.workspace.voiding.dependents import facts_of
from civtui.workspace.voiding.said import foreseen
from civtui.workspace.voiding.steps import last_step, named, newest_step, others
from civtui.workspace.voiding.ways import why_it_stays

BODIES = ("agency", "office")


def last(ws: Workspace, *, thing: str, why: str, of: str, dry_run: bool = False) -> Answer:
    """Take back the deed that the last step of a thing is part of; of a batch it alone goes."""
    if dry_run:
        said = will_last(ws, {"of": of, "thing": thing})
        return would(ws, said, lambda: last(ws, thing=thing, why=why, of=of))
    if (batch := _batch(ws, of, thing)) is not None:
        if of in BODIES:
            return _body_out(ws, thing, why, batch)
        return _taken_out(ws, thing, why, batch)
    done = taken_back(ws, last_step(ws, of, thing).seq, why, named(of, thing))
    if of == "sitting":
        _sitting_stands(ws, thing)
    return done


def _batch(ws: Workspace, of: str, thing: str) -> Row | None:
    """Return the deed that brought a thing with others, None where its last step is its own."""
    if of not in ("activity", *BODIES):
        return None
    row = newest_step(ws, of, thing)
    if of in BODIES:
        if not brought_with_others(ws, thing, row):
            return None
    elif row.kind != "activities-logged" or not others(ws, row, of, thing):
        return None
    refusal = voids_own_only(ws, row.who, {"fact": row.seq})
    if refusal is not None:
        raise refusal
    return row


def _alone(ws: Workspace, thing: str, row: Row) -> dict[str, Any]:
    """Return what is said of an activity that goes alone."""
    found = activity(ws, thing)
    standing = {
        f"activity:{id_}" for (id_,) in queries.rows(ws.ledger, "voiding", "activities-now")
    }
    count = len(others(ws, row, "activity", thing) & standing)
    return {"title": found.title, "agency": found.agency_name, "seq": row.seq, "count": count}


def _of_rest(key: str, said: Mapping[str, Any]) -> str:
    """Return the key of what is said of an activity, and of the rest of its deed if any stands."""
    return f"voiding.{key}-{'alone' if said['count'] else 'left'}"


def _taken_out(ws: Workspace, thing: str, why: str, row: Row) -> Answer:
    from civtui.workspace.building.activity_corrections import remove_activity

    said = _alone(ws, thing, row)
    written = remove_activity(ws, thing, why=why)
    done = msg(_of_rest("done", said), by=written, **said)
    what = of_row(ws, facts_of(ws, [written])[0])
    document = {"facts": [], "kinds": [row.kind], "by": written, "why": why, "what": render(what)}
    return Answer(document, lambda: [render(done)], brief=done)


def _body_said(ws: Workspace, found: Going) -> tuple[str, dict[str, Any]]:
    """Return which words tell of an agency or office that goes alone, and what stands in them."""
    said = {"what": found.said(Names(ws)), "seq": found.seq, "count": found.others}
    return ("body" if found.others else "whole-body"), said


def _body_out(ws: Workspace, thing: str, why: str, row: Row) -> Answer:
    words, said = _body_said(ws, going(ws, thing))
    _found, written = remove_body(ws, thing, why=why)
    done = msg(f"voiding.done-{words}", by=written, **said)
    what = of_row(ws, facts_of(ws, [written])[0])
    document = {"facts": [], "kinds": [row.kind], "by": written, "why": why, "what": render(what)}
    return Answer(document, lambda: [render(done)], brief=done)


def _sitting_stands(ws: Workspace, sitting: str) -> None:
    """Say beside the answer that a sitting stands as it was called before, and its agenda."""
    from civtui.workspace.titles.agenda_words import items_said
    from civtui.workspace.titles.sittings import sitting_rows

    for row in sitting_rows(ws):
        if row.id == sitting:
            agenda = items_said(ws, row.agenda)
            ws.asides.append(
                msg("verbs/group.still-stands", sitting=sitting, day=row.on, agenda=agenda)
            )


def may_last(ws: Workspace, thing: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why the last step of a thing stays, None where it can be taken back."""
    of = fixed["of"]
    try:
        if _batch(ws, of, thing) is not None:
            left = going(ws, thing).refusal if of in BODIES else None
            return None if left is None else why_it_stays(left)
        refusal = doing.taking(ws, last_step(ws, of, thing).seq, named(of, thing)).refusal
    except CivtuiError as error:
        refusal = error
    return None if refusal is None else why_it_stays(refusal)


def will_last(ws: Workspace, values: Mapping[str, Any]) -> Message | None:
    """Say which deed goes; of a preview nothing, for that says it."""
    if values.get("dry_run"):
        return None
    of, thing = values["of"], values["thing"]
    if (batch := _batch(ws, of, thing)) is not None:
        if of in BODIES:
            found = going(ws, thing)
            if found.refusal is not None:
                raise found.refusal
            words, said = _body_said(ws, found)
            return msg(f"voiding.will-{words}", **said)
        said = _alone(ws, thing, batch)
        return msg(_of_rest("will", said), **said)
    return foreseen(ws, last_step(ws, of, thing).seq, named(of, thing))
