"""The lists of who may apply for which title, and of applications."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from civtui.locale import render, t
from civtui.model.errors import Refused
from civtui.model.figures import shown_text
from civtui.model.text import Message, msg
from civtui.rules.eligibility import TierAnswer
from civtui.workspace.answers import Answer
from civtui.workspace.finding.records import case_record
from civtui.workspace.lists.agenda import to_agenda
from civtui.workspace.lists.listing import Go, Lines, Listing, Said, Text, Told, title_line
from civtui.workspace.lists.notices import objected, to_answer
from civtui.workspace.lists.signs import SIGNS, VERDICTS
from civtui.workspace.reading.names import Names
from civtui.workspace.reading.policy_words import said
from civtui.workspace.results.wording import Topic
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applicant_scores, applications, notices
from civtui.workspace.titles.applications import CaseRow
from civtui.workspace.titles.decided import decision_row
from civtui.workspace.titles.eligibility import OUTRANKED, Judged, eligibility_of, mark, verdict
from civtui.workspace.titles.gates_ahead import bars_of_tier
from civtui.workspace.titles.honors import HeldRow, held_on
from civtui.workspace.titles.next_steps import next_step, stands_before

TYPED_SIGN = "*"  # behind a score that no round counted

# --- who may apply ---


def eligible_pane(here: Listing, one: Judged) -> Lines:
    """Return every tier with its reasons, what is missing, and the policies that decided."""
    lines: Lines = [title_line(one.agency.name)]
    for tier in one.answer.tiers:
        sign = mark(one.agency.honors, tier)
        look = VERDICTS[tier.eligible] if sign != OUTRANKED else "quiet"
        may = Said(verdict(one.agency.honors, tier), look)
        head = f" {t('cli.honor-' + tier.tier)} "
        lines += [Said(), [Said(SIGNS[sign], look), Said(head, "strong"), may]]
        if tier.eligible and sign != OUTRANKED:
            bars = bars_of_tier(here.ws, one.agency.id, tier.tier, here.ws.today())
            lines += [Said(bar, "warn", 2) for bar in bars]
        lines += [Said(f"→ {render(missing.text)}", "warn", 2) for missing in tier.missing]
        for reason in tier.reasons:
            why = f"{SIGNS[reason.holds]} {render(reason.why)}"
            lines.append(Said(why, VERDICTS[reason.holds], 2))
            if reason.wording.zh:
                lines.append(Said(f"“{render(reason.wording)}”", "quiet", 4))
        lines += [Said(said(policy.id, policy.choice), "note", 2) for policy in tier.policies]
    return [*lines, Said(), Said(msg("cli_eligibility.right-not-award"), "quiet")]


def lacking(tier: TierAnswer) -> Iterator[str]:
    """Yield what a tier lacks, then each of its rules that does not hold, in words."""
    if not tier.eligible:
        yield from (f"→ {render(missing.text)}" for missing in tier.missing)
        yield from (
            f"{SIGNS[reason.holds]} {render(reason.why)}"
            for reason in tier.reasons
            if not reason.holds
        )


def apply(here: Listing, one: Judged | None) -> Go | None:
    """Apply for the next rung of the agency."""
    return one and application(here.ws, one.agency.id, applications.next_tier(one.agency.honors))


def application(ws: Workspace, agency: str, tier: str | None) -> Go:
    """Go to the application for a tier; once it is filed, to the applications.

    Raises:
        Refused: there is no rung above.
    """
    if tier is None:
        raise Refused(msg("cli_titles.at-the-top"))

    def filed(answer: Answer) -> Told:
        made = answer.document()["id"]
        return Told(msg("tui.filed", case=Names(ws).case(made)), go=Go("cases", at=made))

    return Go("apply.add", given={"honor": tier, "agency": agency}, then=filed)


def tier_topics(here: Listing, one: Judged | None) -> list[Topic]:
    """Return the tiers with their gates, those not held first, and what policies decided."""
    if one is None:
        return [Topic("advanced")]
    tiers = sorted(one.answer.tiers, key=lambda tier: tier.tier in one.agency.honors)
    policies = dict.fromkeys(p.id for tier in one.answer.tiers for p in tier.policies)
    honors = (Topic("honor", tier.tier) for tier in tiers)
    return [*honors, *(Topic("policy", id_) for id_ in policies)]


def held(here: Listing) -> list[HeldRow]:
    """Return the titles held today."""
    return held_on(here.ws, here.ws.today())


# --- applications ---


def file(here: Listing, row: CaseRow | None) -> Go:
    """Apply, whoever is under the cursor; once it is filed, stand on the application."""

    def filed(answer: Answer) -> Told:
        made = answer.document()["id"]
        return Told(msg("tui.filed", case=Names(here.ws).case(made)), at=made)

    return Go("apply.add", then=filed)


def cases(here: Listing) -> list[CaseRow]:
    """Return the applications, newest first; keep where their scores came from."""
    here.about, called = applicant_scores.scores_given(here.ws), notices.called(here.ws)
    today = here.ws.today()
    here.asked = lambda row: case_record(row, today, called.get(row.notice or "", ""))
    return applicant_scores.with_scores(applications.case_rows(here.ws), here.about)


def told_state(here: Listing, row: CaseRow) -> str:
    """Return the state of an application as people call it today."""
    return row.told_on(here.ws.today())


def score(here: Listing, row: CaseRow) -> str:
    """Return a score."""
    return shown_text(row.score) if row.score else ""


def marked_score(here: Listing, row: CaseRow) -> str:
    """Return a score; one that somebody typed is marked, the pane says by whom."""
    given = here.about.get(row.id)
    return score(here, row) + TYPED_SIGN * bool(row.score and given and given.typed)


def source(here: Listing, row: CaseRow) -> Text:
    """Return the round of a score, or that somebody typed it."""
    return source_of(Names(here.ws), here.about[row.id]) if row.score else ""


def source_of(names: Names, given: applicant_scores.ScoreGiven) -> Text:
    """Return the round of a score, or that somebody typed it."""
    if given.typed:
        return msg("cli_titles.typed", by=given.by or "—")
    source: Text = names.round(given.source)
    return source


def case_pane(here: Listing, row: CaseRow) -> Lines:
    """Return the application: its steps so far, and what comes next."""
    from civtui.tables.titles import STATES

    state = told_state(here, row)
    look = STATES.get(state, STATES["*"])
    notice = notices.notice_row(here.ws, row.notice) if row.notice else None
    won = f"cli.honor-{row.granted}" if row.granted not in (None, row.honor) else ""
    told = {
        "applied": row.applied,
        "decision": _decided(here.ws, row),
        "notice": f"{notice.posted} – {notice.last}" if notice else "",
        "document": row.document,
        "result": row.result,
        "granted": t(won) if won else "",
    }
    lines: Lines = [
        title_line(row.agency_name),
        Said(msg(f"cli.honor-{row.honor}"), "quiet"),
        Said(f"{t('titles.state-' + state)}  {row.stepped}", look),
        Said(),
        Said(_enter(here, row, state), "warn" if row.open else "quiet"),
        Said(),
        *(Said(f"{t('tui.case-' + key)}  {text}") for key, text in told.items() if text),
    ]
    lines += _standing(here, row)
    if notice:
        against = [o for o in notices.objection_rows(here.ws, notice.id) if o.case == row.id]
        lines += objected(here.ws, against)
    if given := here.about.get(row.id):
        lines.append(Said(applicant_scores.score_said(here.ws, given), "quiet"))
    return [*lines, *([Said(), *_places(here, row)] if row.state == "checked" else [])]


def _enter(here: Listing, row: CaseRow, state: str) -> Message:
    """Return what Enter does with an application; one that stands before a sitting opens that."""
    if row.state == "checked" and (at := stands_before(here.ws, row)):
        return msg("tui.case-enter-placed", sitting=Names(here.ws).sitting(at.sitting))
    return msg(f"tui.case-enter-{state}{_above(row)}")


def _standing(here: Listing, row: CaseRow) -> Lines:
    """Return what an application that is to be checked lacks, or lacked at its check."""
    if row.state not in ("applied", "check-failed"):
        return []
    ws, checked = here.ws, row.state == "check-failed"
    now = eligibility_of(ws, row.agency, row.honor, ws.today())[1].tiers[0]
    then = now
    if checked and not row.was:  # what a merger brought was not there at the check
        day = date.fromisoformat(row.stepped)
        then = eligibility_of(ws, row.agency, row.honor, day)[1].tiers[0]
    lines: Lines = [Said(text, "bad" if checked else "warn") for text in lacking(then)]
    if checked and now.eligible:
        lines.append(Said(msg("tui.case-lacks-no-more"), "good"))
    return lines


def _places(here: Listing, row: CaseRow) -> Lines:
    """Return where the application stands against the quota."""
    found = applications.ranking(here.ws, row.honor)
    lines: Lines = []
    if found.places:
        p = found.places
        lines.append(Said(msg("cli_titles.places", left=p.left, total=p.total, why=p.why), "quiet"))
    lines.append(Said(found.selection.why, "quiet"))
    for group in ("within", "tied", "beyond"):
        if row.id in getattr(found.selection, group):
            rank = f"#{found.selection.ranks[row.id]}  {render(found.standing(group))}"
            lines.append(Said(rank, "note"))
    return lines


def _decided(ws: Workspace, row: CaseRow) -> str:
    """Return the decision on an application with its day and what it says; empty without one."""
    if not row.decision:
        return ""
    said = decision_row(ws, row.decision).resolution
    return f"{row.decision} {row.decided} {said}".rstrip()


def case_stands(here: Listing, row: CaseRow) -> list[tuple[str, str]]:
    """Return what an application's row stands for: it, its notice, the objection to be answered."""
    found = [("case", row.id)]
    if row.notice:
        found.append(("notice", row.notice))
        rows = notices.objection_rows(here.ws, row.notice)
        found += to_answer(here.ws, [one for one in rows if one.case == row.id])
    return found


def case_topics(here: Listing, row: CaseRow | None) -> list[Topic]:
    """Return the rule of the title applied for, and that of the public notice."""
    return [*([Topic("honor", row.honor)] if row else []), Topic("notice"), Topic("group")]


def _above(row: CaseRow) -> str:
    """Return the ending of the words for a notice's application that goes upward after it."""
    goes_up = row.state == "noticed" and row.honor != applications.CITY_TIER
    return "-above" if goes_up else ""


def next_of(here: Listing, row: CaseRow | None) -> Go | Told | None:
    """Take the next step of the application, or say what it is."""
    if row is None:
        return None
    step = STEPS.get(row.state)
    return step(here, row) if step else Told(next_step(here.ws, row), "warn")


def _check(here: Listing, row: CaseRow) -> Go:
    given, begun = here.about.get(row.id), {"case": row.id}
    if given is not None and given.score is not None and given.typed:
        begun |= {"score": given.score, **({"why": given.why} if given.why else {})}

    def checked(answer: Answer) -> Told:
        found = answer.document()
        told = msg(f"cli_titles.check-{found['outcome']}", case=row.id)
        if found["outcome"] == "passed":
            return Told(told)
        lacks = [text for one in found["missing"] if (text := one["text"])]
        return Told(msg("tui.check-lacks", told=told, lacks=lacks) if lacks else told, "bad")

    return Go("apply.check", given=begun, then=checked)


def _put(here: Listing, row: CaseRow) -> Go:
    same = [r.agency for r in here.chosen if (r.state, r.honor) == (row.state, row.honor)]
    matter = "grant" if row.honor == applications.CITY_TIER else "recommend"
    return to_agenda(here.ws, matter, same, row.honor)


def _post(here: Listing, row: CaseRow) -> Go:
    alike = (row.state, row.decision)
    same = [r.id for r in here.records if (r.state, r.decision) == alike]
    return Go("notice.add", given={"cases": same}, then=lambda answer: Told(answer.lines()[0]))


def _settle(here: Listing, row: CaseRow) -> Go:
    own = row.honor == applications.CITY_TIER
    today = here.ws.today()
    applications.hold_noticed(here.ws, [row.id], today, "grant" if own else "submit")
    if not own:
        return Go("apply.submit", given={"cases": [row.id]}, then=_become("submitted"))
    given = {"honor": row.honor, "holders": [row.agency], "decision": row.decision or ""}
    return Go("honor.grant", given=given, then=_become("granted"))


def _receive(here: Listing, row: CaseRow) -> Go:
    given = {"case": row.id, "by": t("rules.body-higher-body")}
    return Go("apply.result", given=given, then=_become(""))


def _become(state: str) -> Callable[[Answer], Told]:
    """Return what says that an application has come to a state; empty: that of the answer."""

    def told(answer: Answer) -> Told:
        if state == "submitted":
            return Told(msg("titles.state-submitted"))
        made = answer.document()
        goes_on = made.get("renewal") and made.get("granted") == made.get("honor")
        kept = made.get("kept") or (made.get("state") == "granted" and goes_on)
        return Told(msg(f"titles.state-{'kept' if kept else state or made['state']}"))

    return told


STEPS: dict[str, Callable[[Listing, CaseRow], Go]] = {
    "applied": _check,
    "check-failed": _check,
    "checked": _put,
    "decided": _post,
    "noticed": _settle,
    "submitted": _receive,
}
