"""Titles begin and are kept, each by a decision on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.workspace import days
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import case_of, case_row, term_end
from civtui.workspace.titles.carrying_out import cards_to_come
from civtui.workspace.titles.cases import way_anew
from civtui.workspace.titles.followed_reforms import with_parts
from civtui.workspace.titles.gates import (
    changed_results,
    hold_gates,
    hold_shut,
    notes_of,
    policies_of,
)
from civtui.workspace.titles.holders import (
    AGENCY_HONORS,
    agency_of,
    holder_ids,
    holds,
    honor_of,
    names_of,
)
from civtui.workspace.titles.late_renewals import ended_in_between, overtaken_since, undone
from civtui.workspace.titles.needed_decision import GROUP, need, refuse_model
from civtui.workspace.titles.notices import notice_of
from civtui.workspace.titles.refusing import hold

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

MODEL, CIVILIZED = "model-office", "civilized-office"


class Outcome(NamedTuple):
    """What a verb did: the titles it touched, and the policies that had a say."""

    honor: str
    holders: tuple[str, ...]
    until: date | None = None
    policies: tuple[tuple[str, str], ...] = ()
    notes: tuple[Message, ...] = ()
    terms: Mapping[str, date] = {}  # holder -> the last day of the term that it got back
    kept: tuple[str, ...] = ()  # who held the title that was granted: it goes on


def grant(
    ws: Workspace,
    honor: str,
    names: Sequence[str],
    decision: str,
    *,
    document: str = "",
    until: date | None = None,
    on: date | None = None,
) -> Outcome:
    """Grant a title of the city or of an agency's party group.

    Agency level: after the guidance group's decision and the public notice. Civilized office: by
    the party group of the agency. Model office: by the guidance group, out of civilized offices
    of a closed selection round. Municipal and provincial titles come by `apply result` alone.

    Raises:
        Refused: the decision is missing or says something else, the notice stands, the holder
            has the title already, or it is not the city's to grant.
    """
    from civtui.model.facts.titles import Granted

    holders, day = holder_ids(ws, names), on or ws.today()
    if honor_of(honor) in AGENCY_HONORS and honor != case_steps.CITY_TIER:
        raise Refused(
            msg("titles.not-ours"), where={"rule": "awarded-by"}, hint=msg("titles.way-submit")
        )
    ruled = need(ws, decision, ("grant",), holders, honor, day, once=True)
    hold_body(ws, ruled.body, honor)

    late: dict[str, date] = {}
    if honor == MODEL:
        late = overtaken_since(ws, honor, holders, date.fromisoformat(ruled.decided))

    def allowed(_: object) -> None:
        for holder in holders:
            _refuse_grant(ws, honor, holder, day, goes_on=holder in late)

    allowed(None)
    shut = hold_gates(
        ws, "grant" if honor in AGENCY_HONORS else "office-grant", holders, day, honor
    )
    shut += hold_shut(ws, changed_results(ws, honor, ruled.seq, holders, day))
    days.hold_term(day, until)
    ends = until or term_end(ws, honor, day)
    those = with_parts(ws, ruled, holders, holding=False)
    kept = tuple(h for h in holders if h in late or holds(ws, h, honor))
    fresh = tuple(h for h in those if h not in kept)
    bodies: list[Body] = undone(ws, [*late], min(late.values())) if late else []
    if fresh:
        given = {"honor": honor, "holders": fresh, "decision": decision, "document": document}
        by = _awarding(ws, honor, holders[0])
        bodies.append(Granted(**given, awarded_by=by, until=ends))
    bodies += _renewals(honor, kept, decision, document, ends)
    ws.write(*bodies, right=Right.KEEP, effective=day, check=allowed)
    notes = (*notes_of(ws, shut), *cards_to_come(ws, holders, day))
    return Outcome(honor, tuple(those), ends, policies_of(shut), notes, kept=kept)


def _renewals(
    honor: str,
    held: Sequence[str],
    decision: str,
    document: str,
    until: date | None,
    cases: Sequence[str] = (),
) -> list[Body]:
    from civtui.model.facts.applications import Renewed

    if not held:
        return []
    body = Renewed(
        honor=honor,
        holders=tuple(held),
        decision=decision,
        document=document,
        until=until,
        cases=tuple(cases),
    )
    return [body]


def _settled(ws: Workspace, honor: str, holders: Sequence[str]) -> tuple[str, ...]:
    """Return the applications of holders that no decision was taken on: the title is kept now."""
    open_ = (queries.one(ws.ledger, "titles", "open-case-of", (h, honor)) for h in holders)
    rows = [case_row(ws, found[0]) for found in open_ if found]
    return tuple(row.id for row in rows if row.state in case_steps.FROM["check"])


def _awarding(ws: Workspace, honor: str, holder: str) -> str:
    """Return who awards an honor by the profile: a body, or the agency whose party group it is."""
    body = next((h.awarded_by for h in ws.profile().honor if h.id == honor), GROUP)
    return agency_of(ws, holder) if body == "party-group" else body


def hold_body(ws: Workspace, body: str, honor: str) -> None:
    """Refuse a decision of another body than the profile lets decide on an honor."""
    wanted = next((h.decided_by for h in ws.profile().honor if h.id == honor), GROUP)
    if body != wanted:
        raise Refused(
            msg("titles.wrong-body", body=msg(f"rules.body-{wanted}")),
            where={"rule": "awarded-by"},
            hint=msg("titles.way-group" if wanted == GROUP else "titles.way-party-group"),
        )


def _refuse_grant(
    ws: Workspace, honor: str, holder: str, day: date, *, goes_on: bool = False
) -> None:
    if honor == case_steps.CITY_TIER:
        found = queries.one(ws.ledger, "titles", "open-case-of", (holder, honor))
        if found is None:
            raise Refused(
                msg("titles.not-applied"),
                where={"rule": "application"},
                value=holder,
                hint=way_anew(ws, holder, honor),
            )
        row = case_row(ws, found[0])
        hold(case_steps.refuse_case(case_of(ws, row), "grant", day, notice_of(ws, row)))
        return
    hold_free(ws, honor, holder, day)
    last = queries.one(ws.ledger, "titles", "last-title", (holder, honor))
    if last and last[0] >= day.isoformat() and not goes_on:
        raise Refused(
            msg("titles.same-day", day=last[0]),
            where={"rule": "held"},
            value=holder,
            hint=msg("titles.way-after"),
        )
    if honor == MODEL:
        refuse_model(ws, holder)


def hold_free(ws: Workspace, honor: str, holder: str, day: date) -> None:
    """Refuse to give a title to who holds it, but for a model office that was selected anew.

    Raises:
        Refused: it is held.
    """
    if holds(ws, holder, honor) and not (honor == MODEL and selected_anew(ws, holder, day)):
        raise Refused(
            msg("titles.held"), where={"rule": "held"}, value=holder, hint=msg("titles.way-keep")
        )


def selected_anew(ws: Workspace, office: str, day: date) -> bool:
    """Return whether a model office came out of a later selection, and titles are a round's each.

    Then it is given the title anew: it goes on (policy model-title-term).
    """
    from civtui.workspace.automatic.selections import Selections

    if not ws.automatic.chosen.per_round:
        return False
    row = queries.one(ws.ledger, "titles", "standing-title", (office, MODEL))
    found = Selections(ws.ledger.connection, day, ws.profile().policies)
    return row is not None and found.as_of(office, day.isoformat()) > found.of(office, row[0])


def keep(
    ws: Workspace,
    honor: str,
    names: Sequence[str],
    decision: str,
    *,
    document: str = "",
    until: date | None = None,
    on: date | None = None,
) -> Outcome:
    """Keep titles on review: their term runs anew from the day.

    One that a policy ended, its term or a later selection over, stands on where the decision was
    taken in time: what the policies did since is taken back with it, and done again where it is
    due all the same.

    Raises:
        Refused: somebody does not hold the title, or no decision to renew names it.
    """
    holders, day = holder_ids(ws, names), on or ws.today()
    ruled = need(ws, decision, ("renew",), holders, honor, day, once=True)
    if honor_of(honor) not in AGENCY_HONORS:
        hold_body(ws, ruled.body, honor)
    days.hold_term(day, until)
    ends = until or term_end(ws, honor, day)

    decided = date.fromisoformat(ruled.decided)
    late = ended_in_between(ws, honor, holders, decided)
    back = next(iter(late.values()), None)

    def held(_: object) -> None:
        hold_held(ws, honor, [holder for holder in holders if holder not in late])
        hold_unsuspended(ws, honor, holders)

    held(None)
    if late and (len(late) < len(holders) or len(set(late.values())) > 1):
        raise Refused(
            msg("titles.keep-apart", ended=sorted({str(day) for day in late.values()})),
            where={"rule": "term"},
            hint=msg("titles.way-keep-apart"),
        )
    if back is not None and day >= back:
        day = decided
        ends = until or term_end(ws, honor, day)
    shut = hold_gates(ws, "keep" if honor in AGENCY_HONORS else "office-keep", holders, day, honor)
    cases = _settled(ws, honor, holders)
    those = with_parts(ws, ruled, holders, holding=True)
    bodies, notes = _renewals(honor, those, decision, document, ends, cases), list[Message]()
    notes += cards_to_come(ws, holders, day)
    notes += shortened(ws, honor, holders, until)
    if back is not None:
        bodies = [*undone(ws, holders, back), *bodies]
        notes = [*notes, msg("titles.kept-late", decided=ruled.decided, day=back)]
    ws.write(*bodies, right=Right.KEEP, effective=day, check=held)
    return Outcome(honor, tuple(those), ends, policies_of(shut), (*notes, *notes_of(ws, shut)))


def shortened(
    ws: Workspace, honor: str, holders: Sequence[str], until: date | None
) -> list[Message]:
    """Return a line for each title that would end sooner than it does, if kept until a day.

    Args:
        until: the new last day where one was given; no line where None.
    """
    said: list[Message] = []
    for holder, name in zip(holders, names_of(ws, holders), strict=True) if until else ():
        row = queries.one(ws.ledger, "titles", "standing-title", (holder, honor))
        if row and row[1] and until and row[1] > until.isoformat():
            said.append(msg("titles.shortened", name=name, was=row[1], until=until))
    return said


def by_appeal_alone(ws: Workspace, agency: str) -> list[str]:
    """Return the honors that an agency holds by no more than that its appeal suspends the end."""
    found = queries.rows(ws.ledger, "titles", "held-by-appeal", {"agency": agency})
    return [str(honor) for (honor,) in found]


def hold_unsuspended(ws: Workspace, honor: str, holders: Sequence[str]) -> None:
    """Refuse to keep a title for a term while an appeal against its end awaits an answer.

    Raises:
        Refused: a refusal of the appeal would end the new term without a word.
    """
    for holder in holders:
        if honor in by_appeal_alone(ws, holder):
            raise Refused(
                msg("titles.stands-by-appeal"),
                where={"rule": "appeal"},
                value=names_of(ws, [holder])[0],
                hint=msg("titles.way-appeal"),
            )


def hold_held(ws: Workspace, honor: str, holders: Sequence[str]) -> None:
    """Refuse where somebody does not hold the title."""
    for holder in holders:
        if not holds(ws, holder, honor):
            raise Refused(
                msg("titles.not-held-by"),
                where={"rule": "held"},
                value=holder,
                hint=msg("titles.way-timeline"),
            )
