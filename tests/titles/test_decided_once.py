"""No body decides a matter, or its contrary, while a decision on it waits to be carried out."""

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, decisions, endings, group, party_group
from tests.titles.small import Sittings, small_city

DAY, LATER = date(2026, 3, 2), date(2026, 6, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", titles=[("a-1", "municipal"), ("a-2", "municipal")])


def waits(sittings: Sittings, item: str, day: date, outcome: group.Outcome = "approved") -> None:
    with pytest.raises(Refused) as refused:
        sittings.decide(item, day, outcome)
    assert refused.value.where["rule"] == "decision-once", item
    assert refused.value.hint is not None


TWICE = [
    ("card=a-1", ["card=a-1", "card=a-2,a-1"]),
    ("withdraw:municipal=a-1", ["withdraw:municipal=a-1", "delist:municipal=a-1", "delist=a-1"]),
    ("delist=a-1", ["delist=a-1", "withdraw:municipal=a-1", "delist:municipal=a-1"]),
]


@pytest.mark.parametrize(("first", "others"), TWICE)
def test_the_group_decides_once(ws: Workspace, first: str, others: list[str]) -> None:
    sittings = Sittings(ws)
    sittings.decide(first, DAY)
    for other in others:
        waits(sittings, other, DAY)
        waits(sittings, other, LATER)
    ws.close()


def test_it_decides_anew_once_the_first_is_carried_out(ws: Workspace) -> None:
    sittings = Sittings(ws)
    issued = sittings.decide("card=a-1", DAY)
    card = card_steps.issue(ws, "a-1", "停滞", "整改", issued, on=DAY).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=LATER)
    cleared = sittings.decide("clear-card=a-1", LATER)
    waits(sittings, "clear-card=a-1", LATER)
    card_steps.conclude(ws, card, "cleared", cleared, on=LATER)
    sittings.decide("card=a-1", LATER)
    ruled = sittings.decide("withdraw:municipal=a-2", DAY)
    endings.end(ws, "municipal", ["a-2"], "withdrawn", ruled, on=DAY)
    sittings.decide("restore:municipal=a-2", LATER)
    ws.close()


def test_what_of_an_item_is_open_is_named(ws: Workspace) -> None:
    group.call(ws, "s1", ["card=a-1,a-2"], held_on=DAY)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1", subjects=["a-1"])
    with pytest.raises(Refused) as refused:
        decisions.decide(ws, "s1", "1")
    assert refused.value.message.values["left"] == ["a-2局"]
    assert refused.value.hint is not None and refused.value.hint.values["first"] == "a-2局"
    decisions.decide(ws, "s1", "1", subjects=["a-2局"])
    with pytest.raises(Refused) as refused:
        decisions.decide(ws, "s1", "1")
    assert refused.value.message.key == "titles.decided-already"
    ws.close()


def test_the_decision_is_named_that_was_taken_on_whom_it_is_asked_of(ws: Workspace) -> None:
    """Of an item that was decided in parts, with two outcomes."""
    group.call(ws, "s1", ["card=a-1,a-2"], held_on=DAY)
    group.hold_sitting(ws, "s1")
    parts = {
        "a-1": decisions.decide(ws, "s1", "1", subjects=["a-1"]).id,
        "a-2": decisions.decide(ws, "s1", "1", outcome="refused", subjects=["a-2"]).id,
    }
    for name, made in parts.items():
        with pytest.raises(Refused) as refused:
            decisions.decide(ws, "s1", "1", subjects=[name])
        assert refused.value.message.values["decision"] == [made]
    with pytest.raises(Refused) as refused:
        decisions.decide(ws, "s1", "1")
    assert refused.value.message.values["decision"] == [*parts.values()]
    ws.close()


def test_a_party_group_hears_that_a_title_is_not_held_before_what_it_lacks(tmp_path: Path) -> None:
    policies = {"title-needs-result": "required"}
    ws = small_city(tmp_path / "strict", policies=policies)
    with pytest.raises(Refused) as refused:
        party_group.decide(ws, "a-1", "renew", ["处1"], session="党组会议", on=DAY)
    assert refused.value.where["rule"] == "held"
    ws.close()


def test_no_sitting_delists_a_title_of_a_party_group(ws: Workspace) -> None:
    """Whoever gives it withdraws it: an approved delisting could be carried out by nobody."""
    with pytest.raises(Refused) as refused:
        group.call(ws, "s1", ["delist:civilized-office=o-1-1"], held_on=DAY)
    assert refused.value.message.key == "titles.no-delisting"
    assert refused.value.hint is not None
    group.call(ws, "s2", ["delist:municipal=a-1"], held_on=DAY)
    ws.close()
