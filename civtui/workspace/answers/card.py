"""`card`: yellow cards issued, worked on, re-inspected, and ended by a decision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui.locale import t
from civtui.model.text import Message, msg
from civtui.workspace.answers import Answer, plain
from civtui.workspace.answers import said as told
from civtui.workspace.lists.cells import printed
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows

if TYPE_CHECKING:
    from civtui.workspace.titles.card_steps import CardDetail


def list_(ws: Workspace, *, open: bool) -> Answer:
    """Answer with the cards, soonest term first."""
    rows = card_rows(ws, open_only=open)
    return Answer(rows, lambda: printed(ws, "all_cards", rows))


def _detail(found: CardDetail) -> Answer:
    state = found.state

    def lines() -> Iterator[str]:
        word = t(f"cli.card-{found.stage}")
        yield f"{state.id}  {found.name}  {word}  {state.issued} – {state.term_ends or '—'}"
        yield found.cause
        if found.demands:
            yield t("cli_titles.demands", text=found.demands)
        for step in found.steps:
            met = "" if step.met is None else t(f"cli_titles.met-{step.met}")
            papers = t("common.joint").join(step.papers)
            said = t(f"cli_titles.step-{step.step}")
            parts = (step.day, said, met, step.note, step.decision, papers)
            yield "    " + "  ".join(part for part in parts if part)
        yield from told(found.notes, found.policies)

    return Answer(_document(found), lines)


def _document(found: CardDetail) -> dict[str, Any]:
    """Return a card for `--json`; of a step with no evidence nothing is said of it."""
    made: dict[str, Any] = plain(found)
    for step in made["steps"]:
        if not step["papers"]:
            del step["papers"]
    return made


def show(ws: Workspace, *, card: str) -> Answer:
    """Answer with one card and its steps."""
    from civtui.workspace.titles import card_steps

    return _detail(card_steps.card_detail(ws, card))


def add(
    ws: Workspace,
    *,
    agency: str,
    cause: str,
    demands: str,
    decision: str,
    months: int | None,
    id: str | None,
    on: date | None,
) -> Answer:
    """Issue a card by the group's decision."""
    from civtui.workspace.titles import card_steps

    made = card_steps.issue(ws, agency, cause, demands, decision, months=months, card=id, on=on)
    return _detail(made)


def will_issue(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say what issuing does: to whom, by which decision, until when."""
    from civtui.workspace.agencies.agencies import agency as find_agency
    from civtui.workspace.titles import card_steps

    day = values["on"] or ws.today()
    return msg(
        "verbs/card.will-issue",
        agency=find_agency(ws, values["agency"]).name,
        decision=values["decision"],
        term=card_steps.term_of(ws, day, values["months"]),
    )


def step(ws: Workspace, *, card: str, step: str, note: str, on: date | None) -> Answer:
    """Record a plan or a reminder."""
    return material(ws, card=card, step=step, evidence=(), note=note, on=on)


def material(
    ws: Workspace,
    *,
    card: str,
    step: str,
    evidence: tuple[str, ...],
    note: str,
    on: date | None,
) -> Answer:
    """Record a step with the evidence that stands behind it."""
    from civtui.workspace.titles import card_steps

    return _detail(card_steps.progress(ws, card, step, note=note, evidence=evidence, on=on))


def inspect(
    ws: Workspace,
    *,
    card: str,
    finding: str,
    evidence: tuple[str, ...],
    note: str,
    on: date | None,
) -> Answer:
    """Record a re-inspection and its finding."""
    from civtui.workspace.titles import card_steps

    found = card_steps.progress(
        ws, card, "re-inspected", note=note, met=finding == "met", evidence=evidence, on=on
    )
    return _detail(found)


def conclude(ws: Workspace, *, card: str, outcome: str, decision: str, on: date | None) -> Answer:
    """End a card, or prolong it, by a decision."""
    from civtui.workspace.titles import card_steps

    return _detail(card_steps.conclude(ws, card, outcome, decision, on=on))


def will_conclude(ws: Workspace, values: Mapping[str, Any]) -> Message:
    """Say what a decision does to a card, and whose it is."""
    from civtui.workspace.agencies.agencies import agency as find_agency
    from civtui.workspace.titles import card_steps

    state, outcome = card_steps.card_detail(ws, values["card"]).state, values["outcome"]
    agency = find_agency(ws, state.agency).name
    if outcome == "delisted" and not card_steps.delistings(ws, state.agency, values["decision"]):
        outcome = "delisted-alone"
    given = {"agency": agency, "decision": values["decision"]}
    day = values["on"] or ws.today()
    if outcome == "prolonged":
        given["until"] = card_steps.prolonged_to(ws, state, day)
    will = msg(f"verbs/card.will-{outcome}", **given)
    if values["outcome"] != "delisted":
        return will
    left = card_steps.early(ws, [values["card"]], day)
    return msg("verbs/honor.will-with", will=will, terms=left) if left else will


def may_step(ws: Workspace, card: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why a step cannot be taken on a card today, None where it can."""
    from civtui.workspace.titles import card_steps

    step = fixed.get("step") or fixed.get("outcome") or "re-inspected"
    return card_steps.refused_step(ws, card, step)


def may_issue(ws: Workspace, agency: str, fixed: Mapping[str, Any]) -> Message | None:
    """Say why an agency can get no card: one is open on it."""
    from civtui.workspace.titles import card_steps

    return card_steps.refused_card(ws, agency)
