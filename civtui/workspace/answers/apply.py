"""`apply`: an honor's application, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from civtui.locale import render, t
from civtui.model.near import Figure, column
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.rules.gates import TIERS
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.answers import Answer, plain, rows_of, said
from civtui.workspace.answers.eligibility import GLYPHS
from civtui.workspace.lists.cells import printed
from civtui.workspace.lists.titles import lacking, source_of
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from civtui.workspace.titles.applicant_scores import (
    ScoreGiven,
    score_said,
    score_since,
    scores_given,
    since_said,
    with_scores,
)
from civtui.workspace.titles.applications import CaseRow
from civtui.workspace.titles.carrying_out import cards_to_come
from civtui.workspace.titles.gates import notes_of, shut_gates
from civtui.workspace.titles.gates_ahead import bars_of_tier
from civtui.workspace.titles.next_steps import next_step


def _case_line(ws: Workspace, row: CaseRow) -> str:
    return t(
        "cli_titles.case-line",
        case=row.id,
        honor=t(f"cli.honor-{row.honor}"),
        day=row.stepped,
        state=t(f"titles.state-{row.told_on(ws.today())}"),
    ) + (f"  {row.agency_name}" if row.was else "")


def _standing(ws: Workspace, row: CaseRow, *said: str) -> Iterator[str]:
    """Yield an application's line, what was granted in its place, `said`, what is to be done."""
    yield _case_line(ws, row)
    if row.granted not in (None, row.honor):
        yield t("cli_titles.case-granted", honor=t(f"cli.honor-{row.granted}"))
    yield from said
    yield "→ " + render(next_step(ws, row))


def _case(ws: Workspace, row: CaseRow, notes: Sequence[Message] = ()) -> Answer:
    """Answer with an application, and the shut gates that are noted with what was done."""

    def lines() -> Iterator[str]:
        yield from _standing(ws, row, *said(notes))

    return Answer({**plain(row), "notes": plain(notes)}, lines)


def _noted(ws: Workspace, deed: str, row: CaseRow, on: date | None) -> tuple[Message, ...]:
    """Return the shut gates that are noted with a deed."""
    day = on or ws.today()
    noted = notes_of(ws, shut_gates(ws, deed, [row.agency], day, row.honor))
    return (*noted, *cards_to_come(ws, [row.agency], day))


def add(ws: Workspace, *, honor: str, agency: str, id: str | None, on: date | None) -> Answer:
    """File an application."""
    row = applications.apply(ws, honor, agency, case=id, on=on)
    return _case(ws, row, _noted(ws, "apply", row, on))


def will_add(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say who applies for what, from which day, and whether the gates are open to it."""
    from civtui.workspace.titles.eligibility import eligibility_of, verdict

    honor, day = applications.tier(values["honor"]), values["on"] or ws.today()
    row, answer = eligibility_of(ws, values["agency"], honor, day)
    return msg(
        "verbs/apply.will-add",
        agency=row.name,
        honor=msg(f"cli.honor-{honor}"),
        day=day,
        eligible=verdict(row.honors, answer.tiers[0]),
    )


def reasons_ahead(ws: Workspace, values: Mapping[str, Any]) -> Iterator[str]:
    """Say of an agency that does not meet the gates what is missing, and which rules fail."""
    from civtui.workspace.titles.eligibility import eligibility_of

    honor, day = applications.tier(values["honor"]), values["on"] or ws.today()
    _, answer = eligibility_of(ws, values["agency"], honor, day)
    yield from lacking(answer.tiers[0])


def may_add(ws: Workspace, agency: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why nothing is filed for an agency: not a reporter's own, or barred from every honor."""
    applications.hold_own_agency(ws, agency)
    why = None
    for honor in TIERS:
        shut = shut_gates(ws, "apply", [agency], ws.today(), honor)
        why = next((one.why for one in shut if one.barred), None)
        if why is None:
            return None
    return why


def check(
    ws: Workspace, *, case: str, score: str | None, why: str | None, on: date | None
) -> Answer:
    """Check an application against the gates."""
    found = applications.check(ws, case, score=score, why=why or "", on=on)
    row, day = applications.case_row(ws, case), on or ws.today()
    passed = found.outcome == "passed"
    bars = bars_of_tier(ws, row.agency, row.honor, day) if passed else []

    def lines() -> Iterator[str]:
        yield t(f"cli_titles.check-{found.outcome}", case=found.case)
        yield "    " + render(score_said(ws, found.score))
        if found.was is not None:
            yield "    " + t("cli_titles.score-was", said=score_said(ws, found.was))
        for reason in found.answer.reasons:
            yield f"    {GLYPHS[reason.holds]} {render(reason.why)}"
        for missing in found.answer.missing:
            yield f"    → {render(missing.text)}"
        yield from (f"    {render(bar)}" for bar in bars)

    document = {"case": found.case, "outcome": found.outcome, **found.answer.document()}
    was = {"was": _scored(found.was)} if found.was is not None else {}
    return Answer({**document, "score": _scored(found.score), **was}, lines)


def _refused(ws: Workspace, case: str, step: str) -> Message | None:
    filed = applications.case_of(ws, applications.case_row(ws, case))
    found = case_steps.refuse_case(filed, step, ws.today())
    return found.why if found else None


def may_check(ws: Workspace, case: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an application cannot be checked today."""
    return _refused(ws, case, "check")


def list_(ws: Workspace, *, honor: str | None) -> Answer:
    """Answer with the applications, newest first."""
    given = scores_given(ws)
    rows = with_scores(applications.case_rows(ws, honor), given)
    return Answer(rows, lambda: printed(ws, "cases", rows, given))


def show(ws: Workspace, *, case: str) -> Answer:
    """Answer with one application, where its score came from, what is to be done next."""
    given = scores_given(ws).get(case, ScoreGiven(None))
    row = applications.case_row(ws, case)._replace(score=given.score)

    def lines() -> Iterator[str]:
        card = cards_to_come(ws, [row.agency], ws.today()) if row.state in case_steps.OPEN else ()
        since = score_since(ws, row, given)
        newer = [render(since_said(ws, case, since))] if since else []
        scored = (render(score_said(ws, given)), *newer)
        yield from _standing(ws, row, *scored, *map(render, card))

    return Answer({**plain(row), "scored": _scored(given)}, lines)


def _scored(given: ScoreGiven) -> dict[str, Any]:
    """Return a score's document; whom its round counted where that is somebody else."""
    return {key: value for key, value in plain(given).items() if key != "of" or value}


def _gone(ws: Workspace, given: ScoreGiven | None) -> str:
    """Return of an application without a score which round counts it no longer, if one did."""
    return render(score_said(ws, given)) if given and given.gone else ""


def rank(ws: Workspace, *, honor: str, on: date | None) -> Answer:
    """Rank the checked applicants city-wide against the quota left."""
    found = applications.ranking(ws, honor, on)
    selection, rows = found.selection, found.rows
    given = scores_given(ws)
    document = {
        "honor": honor,
        "places": plain(found.places),
        "within": selection.within,
        "tied": selection.tied,
        "tied_places": selection.tied_places,
        "beyond": selection.beyond,
        "unscored": found.unscored,
        "ranks": selection.ranks,
        "why": render(selection.why),
        "scores": {case: _scored(given[case]) for case in selection.ranks},
    }

    scores = column(
        {
            case: Figure(rows[case].agency_name, Fraction(rows[case].score or 0), rank)
            for case, rank in selection.ranks.items()
        }
    )

    names = Names(ws)

    def who(case: str) -> tuple[str, str]:
        return case, rows[case].agency_name

    def lines() -> Iterator[str]:
        if places := found.places:
            yield t("cli_titles.places", left=places.left, total=places.total, why=places.why)
        yield render(selection.why)
        body = [
            (
                *(str(selection.ranks[case]), render(found.standing(group))),
                *(scores.texts[case], source_of(names, given[case]), *who(case)),
            )
            for group in ("within", "tied", "beyond")
            for case in getattr(selection, group)
        ]
        body += [
            ("", t("cli_titles.rank-unscored"), "", _gone(ws, given.get(case)), *who(case))
            for case in found.unscored
        ]
        yield from rows_of(("rank", "standing", "score", "source", "case", "agency"), body)
        yield from map(render, scores.said)
        for case, row in rows.items():
            if since := score_since(ws, row, given.get(case)):
                yield f"{row.agency_name}  {render(since_said(ws, case, since))}"

    return Answer(document, lines)


def submit(
    ws: Workspace, *, cases: Sequence[str], document: str, to: str, on: date | None
) -> Answer:
    """Submit recommendations upward."""
    rows = applications.submit(ws, cases, document, to=to, on=on)
    notes = {row.id: _noted(ws, "submit", row, on) for row in rows}

    def lines() -> Iterator[str]:
        for row in rows:
            yield _case_line(ws, row)
            yield from said(notes[row.id])

    return Answer([{**plain(row), "notes": plain(notes[row.id])} for row in rows], lines)


def may_submit(ws: Workspace, case: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an application cannot be submitted today: its notice stands, or it is the city's."""
    applications.hold_noticed(ws, [case], ws.today())
    return None


def will_submit(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say how many recommendations go up, of whom and for which honors, under which document."""
    day = values["on"] or ws.today()
    applications.hold_noticed(ws, values["cases"], day)
    rows = [applications.case_row(ws, case) for case in values["cases"]]
    return msg(
        "verbs/apply.will-submit",
        count=len(rows),
        day=day,
        document=values["document"],
        honors=[msg(f"cli.honor-{honor}") for honor in dict.fromkeys(r.honor for r in rows)],
        agencies=[row.agency_name for row in rows],
        to=values["to"] or msg("rules.body-higher-body"),
    )


def result(
    ws: Workspace,
    *,
    case: str,
    outcome: str,
    document: str,
    by: str,
    honor: str | None,
    until: date | None,
    on: date | None,
) -> Answer:
    """Record the higher body's answer; the gates of the honor that it gave are noted with it."""
    granted, asked = outcome == "granted", applications.case_row(ws, case)
    given = asked._replace(honor=applications.tier(honor or asked.honor))
    notes = _noted(ws, "result", given, on) if granted else ()
    row = applications.receive(
        ws,
        case,
        granted=granted,
        document=document,
        by=by,
        honor=honor,
        until=until,
        on=on,
    )
    return _case(ws, row, notes)


def may_result(ws: Workspace, case: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why no answer is awaited: the application was not submitted."""
    return _refused(ws, case, "result")


def will_result(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say which title begins by the answer, or that none does."""
    day, granted = values["on"] or ws.today(), values["outcome"] == "granted"
    applications.hold_result(ws, values["case"], day, granted=granted)
    row = applications.case_row(ws, values["case"])
    return msg(
        f"verbs/apply.will-result-{values['outcome']}",
        agency=find_agency(ws, row.agency).name,
        by=values["by"],
        document=values["document"],
        honor=msg(f"cli.honor-{values['honor'] or row.honor}"),
        day=day,
    )


def close(ws: Workspace, *, case: str, cause: str, on: date | None) -> Answer:
    """End an application without a title."""
    return _case(ws, applications.close(ws, case, cause, on=on))


def may_close(ws: Workspace, case: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an application cannot be ended: it is over already."""
    return _refused(ws, case, "withdraw")


def will_close(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say whose application ends without a title, and why."""
    row = applications.case_row(ws, values["case"])
    return msg(
        "verbs/apply.will-close",
        agency=find_agency(ws, row.agency).name,
        honor=msg(f"cli.honor-{row.honor}"),
        case=row.id,
        cause=msg(f"verbs/apply.cause-{values['cause']}"),
    )
