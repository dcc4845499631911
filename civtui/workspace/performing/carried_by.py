"""Which waiting decision a verb's form may choose, what that fills in, and what a decision asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.rules.case_steps import CITY_TIER
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carried_once import Carries, card_spent_on, spent_on
from civtui.workspace.titles.carrying_out import (
    CARRIED_OUT_BY,
    ENDS_OF_CARDS,
    Undone,
    appeals_open,
    undone,
)

if TYPE_CHECKING:
    from civtui.workspace.titles.cases import CaseRow
    from civtui.workspace.titles.decided import DecisionRow
    from civtui.workspace.titles.next_steps import First

SUBMITTED = ("submitted", "granted", "refused-above")  # states of an application that went upward
# matter -> what a decision on it is carried out on (see `titles.spent`)
CARRIES: dict[str, Carries] = {
    **dict.fromkeys(("grant", "renew", "withdraw", "expire", "delist", "restore"), "titles"),
    **dict.fromkeys(ENDS_OF_CARDS, "card-end"),
    "card": "card",
    "appeal": "appeal",
}
Values = Mapping[str, Any]


class Next(NamedTuple):
    """What comes next of something: the verb, and what its form begins with."""

    verb: str
    given: dict[str, Any]


def waiting(ws: Workspace) -> list[Undone]:
    """Return the decisions that wait, with those whose applications have been made public."""
    return [*undone(ws, date.max), *_made_public(ws)]


def all_waiting(ws: Workspace) -> frozenset[str]:
    """Return the ids of all decisions that wait, those on appeals among them."""
    answers = (one.answer for one in appeals_open(ws) if one.answer)
    return frozenset((*(one.decision for one in waiting(ws)), *answers, *_noticed(ws, own=False)))


def carried_out(ws: Workspace, row: DecisionRow) -> bool:
    """Return whether a decision was carried out on all whom it names, or who goes on with them."""
    from civtui.workspace.titles.cases import case_rows

    line = Lineage(ws)
    if row.matter == "recommend":
        went = {c.agency for c in case_rows(ws) if c.decision == row.id and c.state in SUBMITTED}
        return {line.now(one) for one in row.subjects} <= {line.now(one) for one in went}
    if row.cards:
        return all(card_spent_on(ws, row.id, card) for card in row.cards)
    what = CARRIES.get(row.matter)
    return what is not None and all(
        any(spent_on(ws, row.id, whose, row.honor, what) for whose in {one, line.now(one)})
        for one in row.subjects
    )


def _noticed(ws: Workspace, *, own: bool) -> dict[str, list[CaseRow]]:
    """Return decision -> its applications under a public notice.

    Args:
        own: of the city's own honor, which it grants itself; else of those that go upward.
    """
    from civtui.workspace.titles.cases import case_rows

    found: dict[str, list[CaseRow]] = {}
    for case in case_rows(ws):
        if case.state == "noticed" and (case.honor == CITY_TIER) == own and case.decision:
            found.setdefault(case.decision, []).append(case)
    return found


def _made_public(ws: Workspace) -> list[Undone]:
    """Return the decisions on the city's own honor whose notice is out, the title not yet given."""
    return [
        Undone(
            id_,
            cases[0].decided or "",
            "grant",
            CITY_TIER,
            tuple(c.agency for c in cases),
            tuple(c.agency_name for c in cases),
            tuple(c.agency_name for c in cases),
            tuple(c.id for c in cases),
            public=True,
        )
        for id_, cases in _noticed(ws, own=True).items()
    ]


def fitting(ws: Workspace, matter: str, values: Values) -> list[Undone]:
    """Return the waiting decisions that a form may choose, those that name most of whom it names.

    Args:
        values: what the other fields hold, by keyword: an agency stands for its offices too.
    """
    whom, honor, card = _whom(ws, values), values.get("honor"), values.get("card")
    found = [
        one
        for one in waiting(ws)
        if one.verb == CARRIED_OUT_BY[matter]
        and (not whom or _of(ws, one) & whom)
        and (not honor or one.honor in (None, honor))
        and (not card or not one.ends_card or card in one.cases)
    ]
    return sorted(found, key=lambda one: -len({*one.holders} & whom))


def _whom(ws: Workspace, values: Values) -> set[str]:
    from civtui.workspace.titles.card_steps import card_detail

    found = {values.get("agency"), values.get("holder"), *(values.get("holders") or ())}
    if values.get("card"):
        found.add(card_detail(ws, str(values["card"])).state.agency)
    return {str(id_) for id_ in found if id_}


def _of(ws: Workspace, one: Undone) -> set[str]:
    """Return the holders of a decision, of offices their agencies too."""
    from civtui.workspace.titles.holders import agency_of

    return {*one.holders, *(agency_of(ws, id_) for id_ in one.holders)}


def brought(ws: Workspace, values: Values) -> dict[str, Any]:
    """Return what a form takes for its other fields by the decision that it names.

    Whom the form names stays where the decision names them all; else those take their place on
    whom it was not carried out.
    """
    one = next((one for one in waiting(ws) if one.decision == values.get("decision")), None)
    if one is None:
        return {}
    holders = values.get("holders") or ()
    kept = bool(holders) and {*holders} <= {*one.holders}
    honor = {"honor": one.honor or one.stands} if one.honor or one.stands else {}
    card = values.get("card") if values.get("card") in one.cases else next(iter(one.cases), None)
    cards = {"card": card} if one.ends_card else {}
    return {
        **honor,
        **cards,
        "holders": list(holders if kept else one.holders),
        "agency": one.holders[0],
    }


def next_of(ws: Workspace, decision: str) -> Next | None:
    """Return what carries a decision out, None where nothing of it waits."""
    one = next((one for one in waiting(ws) if one.decision == decision), None)
    if one is not None:
        if one.public:
            ripe = {case.agency for case in _ripe(ws, _noticed(ws, own=True)[decision])}
            one = one._replace(holders=tuple(whose for whose in one.holders if whose in ripe))
        return Next(one.verb, one.given)
    appeal = next((one for one in appeals_open(ws) if one.answer == decision), None)
    if appeal is not None:
        return Next("honor.appeal", appeal.given)
    cases = [case.id for case in _ripe(ws, _noticed(ws, own=False).get(decision, ()))]
    return Next("apply.submit", {"cases": cases}) if cases else None


def _ripe(ws: Workspace, cases: Sequence[CaseRow]) -> Sequence[CaseRow]:
    """Return those of a decision's applications that can be gone on with today, all if none can."""
    from civtui.workspace.titles.next_steps import what_first

    return [case for case in cases if what_first(ws, case, ws.today()) is None] or cases


def barred_by(ws: Workspace, decision: str, honor: str | None) -> First | None:
    """Return what bars carrying out a decision today; None where it can be, be it on one of many.

    Args:
        honor: of its applications.
    """
    from civtui.workspace.titles.cases import case_rows
    from civtui.workspace.titles.next_steps import what_first

    found = None
    for case in case_rows(ws, honor):
        if case.decision == decision and case.state in ("decided", "noticed"):
            first = what_first(ws, case, ws.today())
            if first is None:
                return None
            found = found or first
    return found


def refused_next(ws: Workspace, decision: str) -> Message:
    """Say why nothing of a decision waits to be carried out."""
    from civtui.workspace.titles.decided import decision_row

    row = decision_row(ws, decision)
    if row.outcome != "approved":
        return msg("titles.decided-against")
    known = row.matter in (*CARRIED_OUT_BY, "appeal")
    return msg("titles.carried-out-all" if known else "titles.nothing-to-carry-out")


def hold_next(ws: Workspace, decision: str) -> Next:
    """Return what carries a decision out.

    Raises:
        Refused: nothing of it waits.
    """
    found = next_of(ws, decision)
    if found is None:
        raise Refused(refused_next(ws, decision), where={"rule": "decision-once"}, value=decision)
    return found
