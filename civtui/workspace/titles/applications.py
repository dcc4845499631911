"""Applications for an agency honor: filed, checked, submitted upward, answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right, Role
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.rules.eligibility import TierAnswer
from civtui.rules.gates import TIERS
from civtui.rules.quotas import Candidate, Places, Selection, places, select
from civtui.workspace import days
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids
from civtui.workspace.titles.applicant_scores import (
    ScoreGiven,
    score_of,
    scores_given,
    with_scores,
)
from civtui.workspace.titles.cases import CaseRow as CaseRow
from civtui.workspace.titles.cases import case_of as case_of
from civtui.workspace.titles.cases import case_row as case_row
from civtui.workspace.titles.cases import case_rows as case_rows
from civtui.workspace.titles.cases import next_tier as next_tier
from civtui.workspace.titles.cases import tier as tier
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.gates import guard, hold_gates, notes_of
from civtui.workspace.titles.refusing import hold

CITY_TIER = case_steps.CITY_TIER


def apply(
    ws: Workspace, honor: str, name: str, *, case: str | None = None, on: date | None = None
) -> CaseRow:
    """File an application of the agency `name` for `honor`, and return it.

    Whether the agency meets the gate is found by the check; filing is open to everyone whom no
    card, veto or waiting period bars, once at a time.

    Raises:
        Refused: an application of the agency for this honor is under way, a reporter files for
            another agency, or a gate bars it (see `civtui.rules.consequences`).
    """
    from civtui.model.facts.applications import Applied

    owner, day, honor = find_agency(ws, name), on or ws.today(), tier(honor)
    hold_own_agency(ws, owner.id)
    number = queries.one(ws.ledger, "titles", "cases-of-year", (str(day.year),))
    held = queries.one(ws.ledger, "titles", "standing-title", (owner.id, honor)) is not None
    again = guard(ws, "apply", [owner.id], day, honor)

    def write(made: str) -> None:
        def once(_: object) -> None:
            why = refused_filing(ws, owner.id, honor)
            if why is not None:
                raise Refused(
                    why,
                    where={"rule": "one-application"},
                    hint=msg("titles.way-finish", case=why.values["case"]),
                )
            again()
            ids.refuse_taken(ws, "case", made, "titles.case-taken")

        body = Applied(case=made, honor=honor, agency=owner.id, renewal=held)
        ws.write(body, right=Right.FILE, effective=day, check=once)

    stem, first = f"{day.year}-{honor}", (number[0] if number else 0) + 1
    return case_row(ws, ids.written(case, lambda: ids.free(ws, "case", stem, first), write))


def refused_filing(ws: Workspace, agency: str, honor: str) -> Message | None:
    """Return why the agency cannot apply for `honor`: one is under way; None where it can."""
    other = queries.one(ws.ledger, "titles", "open-case-of", (agency, honor))
    return msg("titles.under-way", case=other[0]) if other else None


def hold_own_agency(ws: Workspace, agency: str) -> None:
    """Refuse a reporter who files for another agency than its own.

    Raises:
        Refused: it is another one.
    """
    if ws.role is not Role.REPORTER:
        return
    row = queries.one(ws.ledger, "places", "user", (ws.user,))
    if row is None or row[1] != agency:
        raise Refused(
            msg("titles.not-your-agency"),
            where={"rule": "own-agency"},
            hint=msg("workspace.ask-admin"),
        )


class Check(NamedTuple):
    """What the check of an application found.

    Args:
        was: the score that `score` takes the place of; None where it takes none's.
    """

    case: str
    outcome: str
    answer: TierAnswer
    score: ScoreGiven
    was: ScoreGiven | None = None


def check(
    ws: Workspace, case: str, *, score: str | None = None, why: str = "", on: date | None = None
) -> Check:
    """Check an application against the gates of its honor, as of the day, and record the outcome.

    Args:
        score: the panel's total, typed, by which applicants are ranked city-wide; where it is
            None, that of the newest round over agencies of the last year that counted it.
        why: the reason for a typed one.

    Raises:
        BadInput: `score` is no number between 0 and 100.
        UsageFault: `score` takes the place of one that a round counted, and no reason says why.
        Refused: the application is past its check, or the agency holds a higher honor by now.
    """
    from civtui.model.facts.applications import CaseChecked

    day, row = on or ws.today(), case_row(ws, case)
    given, source, was = score_of(ws, case, row.agency, score, why, day)
    hold(case_steps.refuse_case(case_of(ws, row), "check", day))
    hold_gates(ws, "check", [row.agency], day, row.honor)
    _, answer = eligibility_of(ws, row.agency, row.honor, day)
    found = answer.tiers[0]
    outcome = "passed" if found.eligible else "failed"
    ws.write(
        CaseChecked(
            case=case,
            outcome="passed" if found.eligible else "failed",
            failed=() if found.eligible else _failed(found),
            policies=tuple((p.id, p.choice) for p in found.policies),
            score=given.score,
            source=source,
        ),
        right=Right.KEEP,
        effective=day,
        why=why,
        check=lambda _: hold(case_steps.refuse_case(case_of(ws, case_row(ws, case)), "check", day)),
    )
    return Check(case, outcome, found, given, was)


def _failed(found: TierAnswer) -> tuple[str, ...]:
    """Return the rules that keep an application from passing its check."""
    return tuple(reason.rule for reason in found.reasons if reason.holds is not True)


class Ranking(NamedTuple):
    """Applicants for an honor against the places left."""

    honor: str
    places: Places | None
    selection: Selection
    rows: dict[str, CaseRow]
    unscored: tuple[str, ...]

    def standing(self, group: str) -> Message:
        """Return what it is called to be of a group of the selection; all are within no limit."""
        free = group == "within" and self.places is None
        return msg(f"cli_titles.rank-{'unlimited' if free else group}")


def quota(ws: Workspace, honor: str, day: date) -> Places | None:
    """Return the places for `honor` in the year of `day`; None where the profile has no quota.

    Recommendations of the year use them (see `CaseRow.has_place`).
    """
    rule = ws.profile().quotas().get(honor)
    if rule is None:
        return None
    first, last = f"{day.year}-01-01", f"{day.year}-12-31"
    year = {"first": first, "last": last, "honor": honor}
    recommended = [row.decided for row in case_rows(ws, honor) if row.has_place]

    def count(name: str) -> int:
        row = queries.one(ws.ledger, "titles", name, year)
        return int(row[0]) if row else 0

    return places(
        rule,
        ended=count("ended-titles"),
        renewing=count("renewing-titles"),
        used=sum(first <= str(decided) <= last for decided in recommended),
    )


def over_quota(
    ws: Workspace, matter: str, honor: str | None, subjects: Sequence[str], day: date
) -> Message | None:
    """Return that a matter names more than there are places for in the year; None where not.

    An agenda may name more, since the group decides between applicants that are equal at the
    line; a decision may not.
    """
    if matter not in ("grant", "recommend") or honor not in TIERS:
        return None
    left = quota(ws, honor, day)
    if left is None or len(subjects) <= left.left:
        return None
    key = "titles.over-quota" if left.left else "titles.over-quota-none"
    given = {
        "matter": msg(f"titles.matter-{matter}"),
        **{"asked": len(subjects), "left": left.left, "used": left.used},
    }
    return msg(key, **given, year=str(day.year), why=left.why)


def ranking(ws: Workspace, honor: str, day: date | None = None) -> Ranking:
    """Rank the checked applications for `honor` city-wide against the quota left.

    Applicants equal at the line are shown as tied; the guidance group decides between them. Where
    the profile has no quota nothing limits, and all with a score are within.
    """
    day = day or ws.today()
    scored_now = with_scores(case_rows(ws, tier(honor)), scores_given(ws))
    rows = {row.id: row for row in scored_now if row.state == "checked"}
    scored = [Candidate(r.id, Fraction(r.score)) for r in rows.values() if r.score is not None]
    found = quota(ws, honor, day)
    unscored = tuple(r.id for r in rows.values() if r.score is None)
    selected = select(scored, found.left if found else len(scored))
    if found is None:
        selected = selected._replace(why=msg("rules.quota-unlimited", within=len(scored)))
    return Ranking(honor, found, selected, rows, unscored)


def hold_noticed(ws: Workspace, cases: Sequence[str], day: date, step: str = "submit") -> None:
    """Refuse where one of the `cases` cannot be submitted on `day`, or granted as `step` says.

    Raises:
        Refused: its public notice is not over, or the title is the city's own to grant.
    """
    from civtui.workspace.titles.notices import notice_of

    for case in cases:
        row = case_row(ws, case)
        hold(case_steps.refuse_case(case_of(ws, row), step, day, notice_of(ws, row)))


def hold_case_gates(
    ws: Workspace, deed: str, cases: Sequence[str], day: date
) -> tuple[Message, ...]:
    """Hold the gates of a deed with applications; return what is only noted.

    Raises:
        Refused: a shut gate bars it.
    """
    notes: list[Message] = []
    for case in cases:
        row = case_row(ws, case)
        notes += notes_of(ws, hold_gates(ws, deed, [row.agency], day, row.honor))
    return tuple(notes)


def submit(
    ws: Workspace, cases: Sequence[str], document: str, *, to: str = "", on: date | None = None
) -> list[CaseRow]:
    """Submit recommendations upward under a document number.

    Raises:
        Refused: the public notice is not over, or the title is the city's own to grant.
    """
    from civtui.model.facts.applications import Submitted

    day = on or ws.today()

    def ripe(_: object) -> None:
        hold_noticed(ws, cases, day)

    ripe(None)
    hold_case_gates(ws, "submit", cases, day)
    body = Submitted(cases=tuple(cases), document=document, to=to or "higher-body")
    ws.write(body, right=Right.KEEP, effective=day, check=ripe)
    return [case_row(ws, case) for case in cases]


def receive(ws: Workspace, case: str, **given: Any) -> CaseRow:
    """Record the higher body's answer to a recommendation, and return the application.

    Args:
        given: `granted` (bool), `document` and `by` (texts), `honor` where it differs from what
            was recommended, `until` (the end of the term), `on` (the day of the document).

    Raises:
        Refused: the application was not submitted, or the title is granted while an objection
            to it is unanswered or was upheld.
    """
    from civtui.model.facts.applications import ResultReceived

    day: date = given.get("on") or ws.today()
    row = case_row(ws, case)
    granted = bool(given["granted"])
    honor = tier(given.get("honor") or row.honor) if granted else None

    def awaited(_: object) -> None:
        hold_result(ws, case, day, granted=granted)

    awaited(None)
    days.hold_term(day, given.get("until"))
    until = given.get("until") or (term_end(ws, honor, day) if honor else None)
    ws.write(
        ResultReceived(
            case=case,
            outcome="granted" if granted else "refused",
            honor=honor,
            document=given["document"],
            by=given["by"],
            until=until,
        ),
        right=Right.KEEP,
        effective=day,
        check=awaited,
    )
    return case_row(ws, case)


def hold_result(ws: Workspace, case: str, day: date, *, granted: bool) -> None:
    """Refuse where the higher body's answer cannot be recorded on `day`.

    An objection may have come after the submission: its notice still stood.

    Raises:
        Refused: as `receive`.
    """
    from civtui.workspace.titles.notices import notice_of

    row = case_row(ws, case)
    hold(case_steps.refuse_case(case_of(ws, row), "result", day))
    if granted:
        hold(case_steps.refuse_objected(case_of(ws, row), day, notice_of(ws, row)))


def term_end(ws: Workspace, honor: str, day: date) -> date | None:
    """Return the end of a title's term that begins on `day`; None where it has no term."""
    from civtui.rules.terms import after_years

    years = next((h.term_years for h in ws.profile().honor if h.id == honor), None)
    return after_years(day, years) if years else None


def close(ws: Workspace, case: str, cause: str, *, on: date | None = None) -> CaseRow:
    """End an application without a title: the agency withdraws it, or an objection was upheld.

    Raises:
        Refused: it is over already, or no objection to it was upheld.
    """
    from civtui.model.facts.applications import CaseClosed
    from civtui.workspace.titles.notices import notice_of

    day = on or ws.today()

    def allowed(_: object) -> None:
        row = case_row(ws, case)
        hold(case_steps.refuse_case(case_of(ws, row), "withdraw", day))
        noticed = notice_of(ws, row)
        if cause == "objection-upheld" and not (noticed and noticed.upheld):
            raise Refused(
                msg("titles.none-upheld"),
                where={"rule": "objection"},
                hint=msg("titles.way-handle", objection=noticed.first_open)
                if noticed and noticed.open
                else msg("titles.way-withdraw-case", case=case),
            )
        if cause == "objection-upheld" and noticed:
            days.hold_order(day, noticed.answered, msg("titles.basis-answered"))

    allowed(None)
    body = CaseClosed(case=case, cause=cause)
    ws.write(body, right=Right.FILE, effective=day, check=allowed)
    return case_row(ws, case)
