"""`decide`: what the guidance group, or an agency's party group, has decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from civtui.locale import render, t
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.answers import Answer, plain, said
from civtui.workspace.lists.cells import printed
from civtui.workspace.reading.names import Names, round_name
from civtui.workspace.session import Workspace
from civtui.workspace.titles import decisions, gates, party_group
from civtui.workspace.titles.agenda_after_reform import followed, remaining, undecided
from civtui.workspace.titles.cards_put import card_said
from civtui.workspace.titles.carrying_out import appeals_open, undone
from civtui.workspace.titles.decided import DecisionRow, decision_row, decision_rows
from civtui.workspace.titles.gates_ahead import second_cards_ahead
from civtui.workspace.titles.group import Outcome
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.result_basis import (
    Basis,
    changed_line,
    changed_since,
    counted_name,
    line_of,
    stored_basis,
)
from civtui.workspace.titles.sittings import sitting_row

VOTES = ("for_", "against", "abstained")


def _how(votes: Mapping[str, int] | None) -> Message:
    if votes is None:
        return msg("cli_titles.by-consensus")
    return msg(
        "cli_titles.by-vote", yes=votes["for_"], no=votes["against"], none=votes["abstained"]
    )


def _document(row: DecisionRow) -> dict[str, Any]:
    """Return a decision for `--json`; what it is about where it names no holder."""
    return {key: value for key, value in plain(row).items() if key != "title" or value}


def _line(ws: Workspace, row: DecisionRow) -> str:
    how: Message | str = _how(row.votes)
    if row.body != "guidance-group":
        how = t("rules.body-party-group") + (f"  {render(how)}" if row.votes else "")
    return t(
        "cli_titles.decision-line",
        id=row.id,
        day=row.decided,
        matter=t(f"titles.matter-{row.matter}"),
        outcome=t(f"cli_titles.outcome-{row.outcome}"),
        holders=names_of(ws, row.subjects) or row.title,
        how=how,
    )


def add(
    ws: Workspace,
    *,
    sitting: str,
    item: str,
    outcome: Outcome,
    subject: Sequence[str],
    votes: tuple[int, int, int] | None,
    recused: Sequence[str],
    id: str | None,
    resolution: str,
) -> Answer:
    """Record what the group, or a party group, decided on an item of its agenda."""
    called, found = decisions.agenda_item(ws, sitting, item)
    named = next(one for one in called.agenda if one.item == item)
    stood = undecided(ws, called, named)
    decide = party_group.decide_item if found.agency else decisions.decide
    with decisions.of_its_day(ws, found, subject):
        row = decide(
            ws,
            sitting,
            item,
            outcome=outcome,
            subjects=subject,
            votes=votes,
            recused=recused,
            decision=id,
            resolution=resolution,
        )
    ws.asides += followed(ws, stood, row.subjects)
    return _made(ws, row)


def _made(ws: Workspace, row: DecisionRow) -> Answer:
    """Answer with a decision, the results it rests on, and the shut gates noted with it."""
    shut: list[gates.Shut] = []
    deed = decisions.deed_of(row.matter, row.honor) if row.outcome == "approved" else None
    if deed:
        day = date.fromisoformat(row.decided)
        shut = gates.shut_gates(ws, deed, row.subjects, day, row.honor)
    basis, notes = stored_basis(ws, row.seq), gates.notes_of(ws, shut)
    if row.outcome == "approved":
        on = date.fromisoformat(row.decided)
        notes = (*notes, *second_cards_ahead(ws, row.matter, row.subjects, on))

    def lines() -> Iterator[str]:
        yield _line(ws, row)
        yield from _card_lines(ws, row)
        yield from _basis_lines(ws, basis)
        yield from said(notes, gates.policies_of(shut))
        yield from _next_lines(ws, row)

    document = {**_document(row), "basis": plain(basis), "notes": plain(notes)}
    return Answer(document, lines)


def _card_lines(ws: Workspace, row: DecisionRow) -> Iterator[str]:
    """Yield the yellow cards that a decision is about."""
    yield from (f"    {render(card_said(ws, card))}" for card in row.cards)


def _next_lines(ws: Workspace, row: DecisionRow) -> Iterator[str]:
    """Yield how what was decided is carried out; nothing where that was done, or asks no deed."""
    for one in undone(ws, date.max):
        if one.decision == row.id:
            yield t("cli_titles.carry-out", verb=one.command)
    for appeal in appeals_open(ws):
        if appeal.answer == row.id:
            yield t("cli_titles.carry-out", verb=appeal.command)


def _basis_lines(ws: Workspace, basis: Sequence[Basis]) -> Iterator[str]:
    """Yield a line a result: score, place, band, round."""
    names = names_of(ws, [one.subject for one in basis])
    for name, one in zip(names, basis, strict=True):
        gap = t("cli_titles.basis-gap", why=one.gap) if one.gap else ""
        named = counted_name(ws, one.subject, name, one.round)
        yield f"    {render(line_of(named, one, round_name(ws, one.round)))}{gap}"


def will_add(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say what the group is put on record with, on whom, and how it voted."""
    found = decisions.agenda_item(ws, values["sitting"], values["item"])[1]
    votes = values["votes"]
    return _recorded(
        ws,
        found.matter,
        found.honor,
        values["subject"] or found.subjects,
        values["outcome"],
        title=found.title,
        body=msg("rules.body-party-group" if found.agency else "rules.body-guidance-group"),
        how=_how(dict(zip(VOTES, votes, strict=True)) if votes else None),
    )


def _recorded(
    ws: Workspace,
    matter: str,
    honor: str | None,
    subjects: Sequence[str],
    outcome: str,
    *,
    body: Message,
    how: Message,
    title: str = "",
) -> Message:
    """Return the sentence that says what a decision puts on record."""
    return msg(
        f"verbs/decide.will-record{'' if subjects else '-title' if title else '-matter'}",
        body=body,
        how=how,
        outcome=msg(f"cli_titles.outcome-{outcome}"),
        matter=msg(f"titles.matter-{matter}"),
        count=len(subjects),
        honor=msg(f"cli.honor-{honor}") if honor else "",
        holders=names_of(ws, subjects) or title,
    )


def heading_add(ws: Workspace, given: Mapping[str, Any]) -> Message | None:
    """Name the party group whose sitting decides; None of the guidance group's."""
    agency = sitting_row(ws, given["sitting"]).agency if given.get("sitting") else ""
    if not agency:
        return None
    return msg("verbs/decide.heading-party-group", agency=names_of(ws, [agency])[0])


def may_add(ws: Workspace, sitting: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a sitting decides nothing now: it was not held, or all of its items are decided."""
    row = sitting_row(ws, sitting)
    if row.state != "held":
        return msg("titles.not-held", sitting=Names(ws).sitting(sitting))
    open_ = any(remaining(ws, row, item) is not None for item in row.agenda)
    return None if open_ else msg("titles.all-decided", sitting=Names(ws).sitting(sitting))


def inside(
    ws: Workspace,
    *,
    agency: str,
    matter: str,
    subjects: Sequence[str],
    session: str,
    honor: str,
    outcome: Outcome,
    id: str | None,
    resolution: str,
    on: date | None,
) -> Answer:
    """Record what an agency's party group decided on its own offices."""
    row = party_group.decide(
        ws,
        agency,
        matter,
        subjects,
        session=session,
        honor=honor,
        outcome=outcome,
        decision=id,
        resolution=resolution,
        on=on,
    )
    return _made(ws, row)


def will_inside(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say what an agency's party group is put on record with."""
    return _recorded(
        ws,
        values["matter"],
        values["honor"],
        values["subjects"],
        values["outcome"],
        body=msg("rules.body-party-group"),
        how=msg(
            "verbs/decide.of-agency",
            agency=find_agency(ws, values["agency"]).name,
            session=values["session"],
        ),
    )


def list_(ws: Workspace) -> Answer:
    """Answer with the decisions, newest first."""
    rows = decision_rows(ws)
    return Answer([_document(row) for row in rows], lambda: printed(ws, "decisions", rows))


def show(ws: Workspace, *, decision: str) -> Answer:
    """Answer with one decision."""
    row = decision_row(ws, decision)
    basis = stored_basis(ws, row.seq)
    of = [one.subject for one in basis]
    changed = changed_since(ws, row.honor or "", row.seq, of, ws.today())

    def lines() -> Iterator[str]:
        yield _line(ws, row)
        yield from _card_lines(ws, row)
        yield from _basis_lines(ws, basis)
        for was, now in changed:
            yield f"    {render(changed_line(names_of(ws, [was.subject])[0], was, now))}"
        if row.resolution:
            yield row.resolution
        yield from _next_lines(ws, row)

    return Answer({**_document(row), "basis": plain(basis)}, lines)
