"""`round`: rounds opened, looked at, closed and taken up again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from typing import Any

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.errors import CivtuiError
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.lists.cells import printed
from civtui.workspace.reading.names import Names
from civtui.workspace.results.schemes import check_scheme, read_options
from civtui.workspace.rounds import openings, round_life, rounds
from civtui.workspace.rounds.met import waited_for
from civtui.workspace.rounds.round_drafts import named_subjects
from civtui.workspace.rounds.round_state import round_document
from civtui.workspace.rounds.shares import note_idle, note_unjudged
from civtui.workspace.rounds.subjects import agency_or_office, choose_subjects, judges
from civtui.workspace.session import Workspace
from civtui.workspace.sheet import drafts
from civtui.workspace.titles import result_dependents

COLON = str.maketrans("：", ":")


def list_(ws: Workspace) -> Answer:
    """Answer with the rounds, newest first."""
    rows = rounds.round_rows(ws)
    document = [
        {
            "id": r.id,
            "name": r.name,
            "state": r.state,
            "organizer": {"kind": r.organizer, "agency": r.agency},
            "scope": r.scope,
            "marks": {"given": r.given, "expected": r.expected},
            "gap": r.gap,
        }
        for r in rows
    ]

    def lines() -> Iterator[str]:
        yield from printed(ws, "rounds", rows)
        for r in rows:
            if r.gap:
                yield f"{r.id}  {gap_said(r.id, r.gap)}"

    return Answer(document, lines)


def _shown(ws: Workspace, round: str, brief: Message | None = None) -> Answer:
    document = round_document(ws, round)
    return Answer(document, lambda: _lines(ws, document), brief=brief, row=("round", round))


def gap_said(round_id: str, gap: Mapping[str, Any]) -> str:
    """Return in words what a closed round lacks (see `RoundRow.gap`), and whether it counts."""
    key = "gap-accepted" if gap["accepted"] else "gap-open"
    return t(f"verbs/round.{key}", round=round_id, **gap)


def _lines(ws: Workspace, document: dict[str, Any]) -> Iterator[str]:
    yield f"{document['id']}  {document['name']}  {t('cli.state-' + document['state'])}"
    standard, names = document["standard"], Names(ws)
    for name in ("", "extends", "overlay"):
        pin = standard[name] if name else standard
        if pin:
            said = t(
                "overlay.pinned",
                standard=names.standard_named(pin["id"], pin["version"]),
                sha=pin["sha256"][:16],
            )
            yield t(f"overlay.{name}", pin=said) if name else said
    yield t("cli.round-marks", **document["marks"])
    if document["gap"]:
        yield gap_said(document["id"], document["gap"])
    anchors = [s["name"] for s in document["subjects"] if s["anchor"]]
    if anchors:
        yield t("panel.anchors", names=anchors)
    if document["per_subject"]:
        yield t("panel.dealt", count=document["per_subject"])
    for judge in document["assessors"]:
        state = t("panel.locked", day=judge["submitted"]) if judge["submitted"] else ""
        done = t("panel.share", **judge)
        yield "  ".join(("", judge["id"], judge["name"], done, state)).rstrip()
    if any(document["remarks"].values()) or document["self"]["given"]:
        yield t("panel.remarks", **document["remarks"], selves=document["self"]["given"])


def show(ws: Workspace, *, round: str) -> Answer:
    """Answer with one round: what is judged, by whom, how far each judge has come."""
    return _shown(ws, round)


@contextmanager
def _at(field: str) -> Iterator[None]:
    """Say of what is refused inside that it is this field's."""
    try:
        yield
    except CivtuiError as error:
        error.field = field
        raise


def new(
    ws: Workspace,
    *,
    id: str,
    title: str,
    subjects: str | None,
    agency: Sequence[str],
    office: Sequence[str],
    assessor: Sequence[str],
    organizer: str | None,
    scope: str | None,
    standard: str,
    overlay: str | None,
    anchor: Sequence[str],
    due: date | None,
    blind: bool,
    scheme: str,
    option: Sequence[str],
) -> Answer:
    """Open a round over offices or agencies with a panel."""
    with _at("subjects"):
        more_agencies, more_offices = named_subjects(ws, subjects or "")
        owner, taken, chosen = choose_subjects(
            ws,
            agencies=[*agency, *more_agencies],
            offices=[*office, *more_offices],
            organizer=organizer,
            scope=scope,
        )
    with _at("assessor"):
        panel = judges(ws, [one.translate(COLON) for one in assessor])
    with _at("anchor"):
        anchors = [agency_or_office(ws, one) for one in anchor]
    with _at("id"):
        openings.id_free(id)(ws.ledger.connection)
    _check_marked(ws, (taken, owner), panel, chosen, anchors)
    options = read_options(option)
    _check_counted(ws, owner, standard, overlay, scheme, options)
    row = round_life.open_round(
        ws,
        id,
        name=title or id,
        standard=standard,
        subjects=chosen,
        assessors=panel,
        organizer="agency" if owner else "city",
        agency=owner,
        scope=taken,
        scheme=scheme,
        options=options,
        visibility="blind" if blind else "open",
        due=due,
        anchors=anchors,
        overlay=overlay,
    )
    _past(ws, due)
    note_unjudged(ws, id)
    note_idle(ws, id)
    made = msg("roundwork.opened", name=row.name, subjects=row.subjects, judges=row.assessors)
    return _shown(ws, id, made)


def _check_marked(
    ws: Workspace,
    whose: tuple[str, str | None],
    panel: Sequence[dict[str, Any]],
    chosen: Sequence[str],
    anchors: Sequence[str],
) -> None:
    """Refuse a panel that marks nobody, and subjects or anchors that are not of the round.

    Args:
        whose: the round's scope, and the agency that organizes it.
    """
    with _at("assessor"):
        openings.check_panel(panel)
    with _at("subjects"):
        openings.check_scope(ws, *whose, chosen)
    with _at("anchor"):
        openings.check_anchors(anchors)
        openings.check_scope(ws, *whose, anchors)
    with _at("assessor"):
        openings.check_judged(ws, panel, [*chosen, *anchors])


def _check_counted(
    ws: Workspace,
    owner: str | None,
    standard: str,
    overlay: str | None,
    scheme: str,
    options: dict[str, Any],
) -> None:
    """Refuse a scheme, standard or overlay that a round could not be counted by."""
    from civtui.workspace.rounds.standards import sound_standard  # loads a standard's models

    with _at("option" if options else "scheme"):
        check_scheme(ws, scheme, options)
    with _at("standard"):
        sound_standard(ws, standard)
    with _at("overlay"):
        openings.check_overlay(ws, overlay, standard, owner)


def _past(ws: Workspace, due: date | None) -> None:
    """Say beside the answer that the last day of a round has passed already."""
    if due is not None and due < ws.today():
        ws.asides.append(msg("verbs/round.due-past", day=due))


def noteworthy(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is odd about a round that is about to be opened."""
    day = values["due"]
    if day is not None and day < ws.today():
        yield t("verbs/round.due-past", day=day)
    if not values["title"]:
        yield t("verbs/round.untitled", id=values["id"])
    if not values["assessor"]:
        yield t("verbs/round.judged-alone", user=ws.user)
    from civtui.workspace.rounds.standards import warnings

    with _at("overlay" if values["overlay"] else "standard"):
        for said in warnings(ws, values["overlay"] or values["standard"]):
            yield t("verbs/round.standard-says", said=said)


def correct(ws: Workspace, *, round: str, given: Mapping[str, Any], why: str) -> Answer:
    """Correct what a round is called, or by when it is due."""
    from civtui.workspace.rounds.round_corrections import correct_round

    row = correct_round(ws, round, given, why=why)
    _past(ws, date.fromisoformat(row.due) if row.due and given.get("due") else None)
    return _shown(ws, round, msg("roundwork.corrected", name=row.name, due=row.due or "—"))


def standing(ws: Workspace, values: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the form of a correction: title and due day."""
    from civtui.workspace.rounds import round_corrections

    if not values.get("round"):
        return {}
    return round_corrections.standing(rounds.round_row(ws, values["round"]))


def close(ws: Workspace, *, round: str, accept_gap: str) -> Answer:
    """Take no more marks; what is missing is said, and whether the gap was accepted."""
    vain = waited_for(ws.ledger.connection, round)
    row = round_life.close_round(ws, round, accept_gap=accept_gap)
    ws.asides.extend([vain] if vain and row.gap else [])
    ws.asides.extend(result_dependents.changes_said(ws, round, ws.today()))
    said = msg("roundwork.now-closed", name=row.name)
    if row.gap:
        said = msg("roundwork.closed-gap", said=said, gap=gap_said(row.id, row.gap))
    return _shown(ws, round, said)


def gap_ahead(ws: Workspace, values: Mapping[str, Any]) -> Foreseen:
    """Say on a screen that a round with marks missing ends only with a reason."""
    missing = rounds.round_row(ws, values["round"]).missing
    if not missing:
        return Foreseen([])
    vain = waited_for(ws.ledger.connection, values["round"])
    more = [render(vain)] if vain else []
    if not values["accept_gap"].strip():
        return Foreseen([t("verbs/round.gap-wants-reason", missing=missing), *more], ready=False)
    taken = t("verbs/round.gap-taken", missing=missing, reason=values["accept_gap"])
    return Foreseen([taken, *more])


def open_(ws: Workspace, *, round: str, why: str) -> Answer:
    """Take marks again; what rests on the results is said."""
    row = round_life.close_round(ws, round, reopen=True, why=why)
    said = result_dependents.reopening_said(ws, round)
    ws.asides.extend([said] if said else [])
    return _shown(ws, round, msg("roundwork.now-open", name=row.name))


def will_open(ws: Workspace, values: Mapping[str, Any]) -> Message | None:
    """Say who is decided on by the results of a round that takes marks again; None where nobody."""
    return result_dependents.reopening_said(ws, values["round"])


def will_close(ws: Workspace, values: Mapping[str, Any]) -> Message | None:
    """Say how many marks are missing, whose sheets are not submitted, whose cells not stored.

    Returns:
        None where nothing is missing and nothing waits.

    Raises:
        Refused: marks are missing, and the profile wants the reason why it counts all the same.
    """
    round_ = rounds.round_row(ws, values["round"])
    if round_.state != "open":
        return None
    round_life.hold_gap(ws, round_, (values.get("accept_gap") or "").strip())
    missing, panel = round_.expected - round_.given, rounds.assessors_of(ws, round_)
    kept = {a.name: count for a in panel if (count := drafts.kept_by(ws, round_.id, a.id))}
    unstored: Message | str = ""
    if kept:
        unstored = msg("verbs/round.close-unstored", count=sum(kept.values()), names=[*kept])
    if missing <= 0:
        whole = msg("verbs/round.will-close-whole", name=round_.name, unstored=unstored)
        return whole if kept else None
    waiting = [a.name for a in panel if not a.submitted]
    return msg(
        "verbs/round.will-close",
        name=round_.name,
        missing=missing,
        expected=round_.expected,
        count=len(waiting),
        names=waiting,
        unstored=unstored,
    )


def may_close(ws: Workspace, round: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say that a round is closed already."""
    state = rounds.round_row(ws, round).state
    return None if state == "open" else msg("verbs/round.is-closed")


def may_open(ws: Workspace, round: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say that a round is open already."""
    state = rounds.round_row(ws, round).state
    return None if state != "open" else msg("verbs/round.is-open")


def sheet(ws: Workspace, *, round: str) -> Answer:
    """Answer with the input that `scheme run` takes."""
    from civtui.workspace.rounds.round_marks import calculator_input

    document = calculator_input(ws, round)
    return Answer(document, lambda: [json.dumps(document, ensure_ascii=False, indent=2)])


def propose(
    ws: Workspace,
    *,
    round: str,
    first: int | None,
    least: str | None,
    subject: Sequence[str],
    honor: str | None,
) -> Answer:
    """Put those at the line on the agenda of the body that decides, with their results."""
    from civtui.workspace.reading.names import Names
    from civtui.workspace.results.totals import of_rows
    from civtui.workspace.titles.agenda_words import beside_proposed, past_said, proposed_said
    from civtui.workspace.titles.gates_ahead import bars_of_proposal
    from civtui.workspace.titles.proposing import propose as put

    line = None if least is None else Fraction(least)
    done = put(ws, round, first=first, least=line, subjects=subject, honor=honor)
    who = Names(ws).sitting(done.sitting)
    nothing = len(done.stood) == len(done.rows)
    tie = msg("roundwork.tied", first=first, count=len(done.rows), names=list(done.tied))
    notes = list(proposed_said(done, tie))
    beside = [*notes, *beside_proposed(done), *(() if nothing else past_said(ws, done.agency))]

    def lines() -> Iterator[str]:
        yield t(
            f"roundwork.{'stood' if nothing else 'proposed'}",
            body=who,
            sitting=done.sitting,
            count=len(done.rows),
            honor=t(f"cli.honor-{done.honor}"),
        )
        yield from map(render, beside)
        heads = [t(f"cli.column-{c}") for c in ("rank", "name", "total", "band")]
        totals = of_rows(done.rows)
        body = [
            [str(r.rank or "—"), r.name, totals.texts[r.subject], r.band or ""] for r in done.rows
        ]
        yield from table(heads, body)
        yield from map(render, totals.said)

    names = [row.name for row in done.rows]
    brief = msg(f"roundwork.{'stood-there' if nothing else 'on-agenda'}", body=who, names=names)
    # who is left out, and why, is read in full
    aside = [*map(render, bars_of_proposal(ws, done))]
    return Answer(done, lines, aside=aside, brief=None if notes else brief)


def may_propose(ws: Workspace, round: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say that a round is still open: nothing comes out of it."""
    row = rounds.round_row(ws, round)
    return None if row.state == "closed" else msg("titles.round-open", round=row.name)
