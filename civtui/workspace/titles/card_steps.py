"""Yellow cards: issued, worked on, re-inspected, and ended by a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.rules import cards as rules
from civtui.rules.cards import CardState
from civtui.rules.policies import choice as chosen
from civtui.rules.refusal import Refusal
from civtui.rules.terms import after_months
from civtui.workspace import days
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.handed_over import HandedOver
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.carried_once import refuse_spent, refuse_spent_card
from civtui.workspace.titles.needed_decision import need
from civtui.workspace.titles.refusing import hold

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body

# a decision's matter -> what it does to a card
MATTER = {"cleared": "clear-card", "prolonged": "prolong-card", "delisted": "delist-card"}


class Step(NamedTuple):
    """A step on a card; `papers` are the names of the evidence that stands behind it."""

    day: str
    step: str
    met: bool | None
    note: str
    decision: str | None
    papers: tuple[str, ...] = ()


class CardDetail(NamedTuple):
    """A card with its steps; what the verb did beside it, and the policies that had a say.

    Args:
        name: of the agency, with the former one's where it was issued to that.
        stage: where it stands (see `cards.CardRow`).
        was: id of the agency that it was issued to, where a reform merged that; `former` its name.
    """

    state: CardState
    cause: str
    demands: str
    decision: str
    ended: str | None
    closing: str | None
    steps: tuple[Step, ...]
    notes: tuple[Message, ...] = ()
    policies: tuple[tuple[str, str], ...] = ()
    was: str = ""
    former: str = ""
    name: str = ""
    stage: str = ""


def card_detail(ws: Workspace, card: str) -> CardDetail:
    """Return the card `card` with its steps.

    Raises:
        NotFound: there is none.
    """
    row = queries.one(ws.ledger, "titles", "card", (card,))
    if row is None:
        known = [r.id for r in card_rows(ws)]
        raise NotFound(msg("titles.no-card"), value=card, nearest=nearest(card, known))
    id_, agency, state, opened, term, prolonged, met, cause, demands, decision, ended, by = row
    found = CardState(
        *(id_, agency, state, date.fromisoformat(opened)),
        date.fromisoformat(term) if term else None,
        *(prolonged, None if met is None else bool(met)),
    )
    steps = [
        Step(day, step, None if was is None else bool(was), note, decision, (*json.loads(papers),))
        for day, step, was, note, decision, papers in queries.rows(
            ws.ledger, "titles", "card-steps", (card,)
        )
    ]
    over = HandedOver(ws)
    was = over.cards.get(id_, "")
    former = over.line.heirs[was].full if was else ""
    listed = next(one for one in card_rows(ws) if one.id == id_)
    asked = {"agency": agency, "decision": by if state == "delisted" else None}
    notes = [
        msg(f"titles.card-{event}", day=day)
        for event, day in queries.rows(ws.ledger, "titles", "appeals-against", asked)
    ]
    second, policies = second_of(ws, agency, date.fromisoformat(opened), card=id_)
    notes += second if ("second-card", "flags") in policies else ()
    return CardDetail(
        found,
        cause,
        demands,
        decision,
        ended,
        by,
        tuple(steps),
        tuple(notes),
        was=was,
        former=former,
        name=listed.agency_name,
        stage=listed.stage,
    )


def issue(
    ws: Workspace,
    agency: str,
    cause: str,
    demands: str,
    decision: str,
    *,
    months: int | None = None,
    card: str | None = None,
    on: date | None = None,
) -> CardDetail:
    """Issue a yellow card with its demands and term.

    A second card within the profile's years is what the policy `second-card` says: noted, or a
    delisting.

    Raises:
        Refused: no decision to card names the agency, or a card is open on it.
    """
    from civtui.model.facts.titles import Carded

    owner, day = find_agency(ws, agency), on or ws.today()
    need(ws, decision, ("card",), [owner.id], None, day)
    ends = term_of(ws, day, months)
    number = queries.one(ws.ledger, "titles", "card-count", (str(day.year),))

    def none_open(_: object) -> None:
        hold_no_card(ws, owner.id)

    none_open(None)
    refuse_spent(ws, decision, [owner.id], None, "card")
    notes, policies = second_of(ws, owner.id, day)

    def write(made: str) -> None:
        def free(_: object) -> None:
            none_open(None)
            ids.refuse_taken(ws, "card", made)

        body = Carded(
            card=made,
            agency=owner.id,
            decision=decision,
            cause=cause,
            demands=demands,
            term_ends=ends,
        )
        ws.write(body, right=Right.KEEP, effective=day, check=free)

    stem, first = f"card-{day.year}", (number[0] if number else 0) + 1
    made = ids.written(card, lambda: ids.free(ws, "card", stem, first), write)
    return card_detail(ws, made)._replace(notes=notes, policies=policies)


def term_of(ws: Workspace, day: date, months: int | None) -> date:
    """Return the last day of the term of a card issued on `day`; the profile's where None."""
    return after_months(day, months or ws.profile().card.months)


def refused_card(ws: Workspace, agency: str) -> Message | None:
    """Return why the agency can get no card: one is open on it; None where it can."""
    other = any(card.agency == agency for card in card_rows(ws, open_only=True))
    return msg("titles.card-open") if other else None


def hold_no_card(ws: Workspace, agency: str) -> None:
    """Hold that an agency can get a card.

    Raises:
        Refused: one is open on it.
    """
    if (why := refused_card(ws, agency)) is not None:
        ended = not queries.rows(ws.ledger, "titles", "open-cards-of", (agency,))
        hint = msg("titles.way-appeal" if ended else "titles.way-end-card")
        raise Refused(why, where={"rule": "one-card"}, value=agency, hint=hint)


def refused_step(ws: Workspace, card: str, step: str) -> Message | None:
    """Return why `step` cannot be taken on a card today, None where it can."""
    found = refusal_of(ws, card, step, ws.today())
    return found.why if found else None


def early(ws: Workspace, cards: Iterable[str], day: date) -> list[Message]:
    """Return how much of their terms cards have left on a day, of those that are not over."""
    profile, found = ws.profile(), []
    policy = chosen(profile.policies, "card-without-term")
    for card in cards:
        ends = rules.term_of(card_detail(ws, card).state, profile.card_rule(), policy)
        if ends and ends > day:
            left = (ends - day).days
            found.append(msg("titles.card-early", card=card, ends=ends, days=left))
    return found


def refusal_of(ws: Workspace, card: str, step: str, day: date) -> Refusal | None:
    """Return the refusal of `step` on a card on a day by the profile, None where it may be."""
    profile = ws.profile()
    policy = chosen(profile.policies, "card-without-term")
    state = card_detail(ws, card).state
    return rules.refuse_step(state, step, day, profile.card_rule(), policy)


def second_of(
    ws: Workspace, agency: str, day: date, card: str = ""
) -> tuple[tuple[Message, ...], tuple[tuple[str, str], ...]]:
    """Return what the policy `second-card` says of a card after another.

    Those of agencies merged into this one count before it. Where it delists, that comes about by
    itself with the card (see `workspace.automatic`).

    Args:
        card: its id, where it is on record.
    """
    years = ws.profile().card.second_within_years
    others = [row for row in card_rows(ws) if row.agency == agency and row.id != card]
    opened = [date.fromisoformat(row.opened) for row in others]
    before = sorted((on, False) for on in opened if on <= day)
    if not rules.second_cards([*before, (day, True)], years):
        return (), ()
    choice = chosen(ws.profile().policies, "second-card")
    note = msg(f"titles.second-{choice}", years=years)
    return (note,), (("second-card", choice),)


def delistings(ws: Workspace, agency: str, decision: str) -> list[Body]:
    """Return the facts that take every agency honor from `agency`."""
    from civtui.model.facts.titles import Withdrawn

    honors = [r[0] for r in queries.rows(ws.ledger, "titles", "titles-of-agency", (agency,))]
    return [
        Withdrawn(honor=honor, holders=(agency,), decision=decision, cause="delisted")
        for honor in honors
    ]


def progress(
    ws: Workspace,
    card: str,
    step: str,
    *,
    note: str = "",
    met: bool | None = None,
    evidence: Sequence[str] = (),
    on: date | None = None,
) -> CardDetail:
    """Record a plan, evidence, a reminder or a re-inspection on an open card.

    Args:
        met: a re-inspection's finding.
        evidence: files, which are put into the store, or hashes of what is kept already.

    Raises:
        BadInput: a file is not what is taken as evidence.
        Refused: the card is over.
    """
    from civtui.model.facts.applications import CardStepped
    from civtui.workspace.building.evidence import taken_in

    day = on or ws.today()
    right = Right.FILE if step in ("plan", "evidence") else Right.KEEP

    def open_(_: object) -> None:
        hold(refusal_of(ws, card, step, day))

    open_(None)
    body = CardStepped(card=card, step=step, met=met, note=note)
    papers = taken_in(ws, evidence)
    ws.write(body, right=right, effective=day, evidence=papers, check=open_)
    return card_detail(ws, card)


def conclude(
    ws: Workspace, card: str, outcome: str, decision: str, *, on: date | None = None
) -> CardDetail:
    """Clear a card, prolong it, or end it in delisting, by the guidance group's decision.

    Raises:
        Refused: no decision says so, the re-inspection does not allow it, or the card was
            prolonged as often as may be.
    """
    from civtui.model.facts.titles import CardEnded

    day = on or ws.today()
    state = card_detail(ws, card).state
    need(ws, decision, (MATTER[outcome],), [state.agency], None, day, card=card)
    last = max((step.day for step in card_detail(ws, card).steps), default=None)
    days.hold_order(day, last, msg("titles.basis-step"))

    def allowed(_: object) -> None:
        hold(refusal_of(ws, card, outcome, day))

    allowed(None)
    refuse_spent_card(ws, decision, card, state.agency)
    ends = prolonged_to(ws, state, day) if outcome == "prolonged" else None
    body = CardEnded(card=card, decision=decision, outcome=outcome, term_ends=ends)
    bodies = delistings(ws, state.agency, decision) if outcome == "delisted" else []
    ws.write(body, *bodies, right=Right.KEEP, effective=day, check=allowed)
    return card_detail(ws, card)


def prolonged_to(ws: Workspace, card: CardState, day: date) -> date:
    """Return the last day of the term of a card that is prolonged on a day."""
    profile = ws.profile()
    policy = chosen(profile.policies, "card-without-term")
    return rules.prolonged_to(card, profile.card_rule(), policy, day)


def veto(
    ws: Workspace, agency: str, event: str, *, months: int | None = None, on: date | None = None
) -> date:
    """Record a serious event that bars an agency, and return the last day of its window.

    Args:
        months: length of the window; the profile's where None.
    """
    from civtui.model.facts.titles import Vetoed

    owner, day = find_agency(ws, agency), on or ws.today()
    window = months or ws.profile().veto.months
    ws.write(Vetoed(agency=owner.id, event=event, months=window), right=Right.KEEP, effective=day)
    return veto_end(ws, day, window)


def veto_end(ws: Workspace, day: date, months: int | None) -> date:
    """Return the last day of the window of an event of `day`; the profile's length where None."""
    return after_months(day, months or ws.profile().veto.months)
