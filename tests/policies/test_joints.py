"""Where policies meet reforms, single days and titles given back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.rules.consequences import CONSEQUENCES
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, endings, reforms
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.gates import hold_gates
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, dated, kinds, later
from tests.titles.small import START, Sittings, small_city

WEEK = timedelta(days=7)
CIVILIZED = [(one, "civilized-office") for one in FOUR[:2]]
MERGE = """id = "r1"
effective = 2026-02-20
[[merge]]
agencies = ["a-1局", "a-2局"]
name = "新局"
"""


def free(ws: Workspace, agency: str, rule: str = "no-card") -> bool:
    """Return whether a rule of the gate to the municipal title holds for an agency."""
    reasons = eligibility_of(ws, agency, "municipal")[1].tiers[0].reasons
    return all(reason.holds for reason in reasons if reason.rule == rule)


def test_cards_of_two_agencies_that_merge_are_no_second_card(tmp_path: Path) -> None:
    titles = [("a-1", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, policies={"second-card": "delists"}, today=START)
    ws = later(ws, date(2026, 3, 10))
    sittings = Sittings(ws)
    for number, agency in enumerate(("a-1", "a-2"), 1):
        day = date(2026, 2, number)
        ruled = sittings.decide(f"card={agency}", day)
        card_steps.issue(ws, agency, "停滞", "整改", ruled, on=day)
    path = tmp_path / "reform.toml"
    path.write_text(MERGE, encoding="utf-8")
    heir = reforms.reform(ws, path).content["agencies"][0]["id"]
    assert kinds(ws) == []
    assert {(c.agency, c.state) for c in card_rows(ws)} == {(heir, "open")}
    assert free(ws, heir, "not-delisted")
    assert not free(ws, heir)
    reforms.take_back(ws, "r1")  # nothing came of it that would keep it


@pytest.mark.parametrize("cleared", ["before", "after"])
@pytest.mark.parametrize("choice", ["flags", "delists"])
def test_a_card_of_an_heir_is_second_to_that_of_a_parent(
    tmp_path: Path, choice: str, cleared: str
) -> None:
    chosen = {"second-card": choice}
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies=chosen, today=START)
    ws, day = later(ws, date(2026, 3, 10)), date(2026, 2, 2)
    sittings = Sittings(ws)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", sittings.decide("card=a-1", day), on=day)

    def clear(agency: str, on: date) -> None:
        card_steps.progress(ws, card.state.id, "re-inspected", met=True, on=on)
        ruled = sittings.decide(f"clear-card={agency}", on)
        card_steps.conclude(ws, card.state.id, "cleared", ruled, on=on)

    if cleared == "before":
        clear("a-1", date(2026, 2, 10))
    path = tmp_path / "reform.toml"
    path.write_text(MERGE, encoding="utf-8")
    heir = reforms.reform(ws, path).content["agencies"][0]["id"]
    if cleared == "after":
        clear(heir, date(2026, 2, 25))
    day = date(2026, 3, 2)
    second = card_steps.issue(
        ws, heir, "又停滞", "整改", sittings.decide(f"card={heir}", day), on=day
    )
    assert second.policies == (("second-card", choice),)
    held = [(h.holder, h.honor) for h in held_on(ws, ws.today())]
    states = {c.id: c.state for c in card_rows(ws)}
    if choice == "delists":
        assert (held, states[second.state.id]) == ([], "delisted")
        assert not free(ws, heir, "not-delisted")
    else:
        assert (held, states[second.state.id]) == ([(heir, "municipal")], "open")
        told = [r.why.key for r in eligibility_of(ws, heir, "municipal")[1].tiers[0].reasons]
        assert "rules.second-card" in told


def test_a_card_that_is_cleared_on_the_day_of_its_issue_bars_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    ws = later(ws, date(2026, 3, 10))
    sittings, day = Sittings(ws), date(2026, 3, 2)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", sittings.decide("card=a-1", day), on=day)
    assert not free(ws, "a-1")
    card_steps.progress(ws, card.state.id, "re-inspected", met=True, on=day)
    card_steps.conclude(
        ws, card.state.id, "cleared", sittings.decide("clear-card=a-1", day), on=day
    )
    assert free(ws, "a-1")
    again = card_steps.issue(ws, "a-1", "停滞", "整改", sittings.decide("card=a-1", START), on=None)
    assert again.state.state == "open"
    assert not free(ws, "a-1")


def test_a_title_given_back_after_its_term_begins_a_term_anew(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    dated(ws, (FOUR[0], "civilized-office", "2026-02-28"))
    ws = later(ws, date(2026, 3, 10))
    assert held_on(ws, ws.today()) == []
    ruled = Sittings(ws).decide(f"restore:civilized-office={FOUR[0]}", date(2026, 3, 10))
    endings.restore(ws, "civilized-office", [FOUR[0]], ruled)
    assert [(h.holder, h.honor) for h in held_on(ws, ws.today())] == [(FOUR[0], "civilized-office")]


def test_a_second_card_is_noted_when_both_have_ended_though_an_open_one_would_bar(
    tmp_path: Path,
) -> None:
    chosen = {"second-card": "flags", "open-card": "barred"}
    city = small_city(tmp_path / "w", titles=CIVILIZED, policies=chosen, today=START)
    ws = later(city, date(2026, 6, 1))
    sittings = Sittings(ws)
    for day in (date(2026, 3, 2), date(2026, 4, 7)):
        ruled = sittings.decide("card=a-1", day)
        card = card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=day).state.id
        card_steps.progress(ws, card, "re-inspected", met=True, on=day + WEEK)
        clearing = sittings.decide("clear-card=a-1", day + 2 * WEEK)
        card_steps.conclude(ws, card, "cleared", clearing, on=day + 2 * WEEK)
    case = applications.apply(ws, "municipal", "a-1").id
    assert applications.check(ws, case).answer.eligible
    assert applications.case_row(ws, case).state == "checked"
    (doors,) = [one.deeds for one in CONSEQUENCES if one.gate == "open-card"]
    for door in doors:
        shut = hold_gates(ws, door, ["a-1"], ws.today(), "municipal")
        assert ("second-card", "flags") in [(one.gate, one.choice) for one in shut], door


def test_an_heir_of_two_open_cards_is_free_when_both_have_ended(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    ws = later(ws, date(2026, 3, 10))
    sittings = Sittings(ws)
    for number, agency in enumerate(("a-1", "a-2"), 1):
        day = date(2026, 2, number)
        ruled = sittings.decide(f"card={agency}", day)
        card_steps.issue(ws, agency, "停滞", "整改", ruled, card=f"c{number}", on=day)
    path = tmp_path / "reform.toml"
    path.write_text(MERGE, encoding="utf-8")
    heir = reforms.reform(ws, path).content["agencies"][0]["id"]
    for day, card in ((date(2026, 3, 2), "c2"), (date(2026, 3, 4), "c1")):
        assert not free(ws, heir)
        card_steps.progress(ws, card, "re-inspected", met=True, on=day)
        card_steps.conclude(ws, card, "cleared", sittings.decide(f"clear-card={card}", day), on=day)
    assert free(ws, heir)


def test_the_end_of_a_card_stays_beneath_the_card_after_it(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    ws = later(ws, date(2026, 3, 10))
    sittings, ends = Sittings(ws), []
    for card, first in (("c1", 2), ("c2", 12)):
        day = date(2026, 2, first)
        ruled = sittings.decide("card=a-1", day)
        card_steps.issue(ws, "a-1", "停滞", "整改", ruled, card=card, on=day)
        card_steps.progress(ws, card, "re-inspected", met=True, on=day)
        card_steps.conclude(ws, card, "cleared", sittings.decide("clear-card=a-1", day), on=day)
        ends.append(ws.head())
    assert free(ws, "a-1")
    with pytest.raises(Refused) as error:  # the second was decided on since the first was over
        void(ws, ends[0], "误")
    assert error.value.message.key == "voiding.hangs"
    void(ws, ends[1], "误")
    assert not free(ws, "a-1")
