"""Ids that the program makes never collide with any that is there, whoever gave it."""

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    agenda,
    applications,
    card_steps,
    decisions,
    group,
    ids,
    party_group,
)
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.titles.sittings import new_sitting, sitting_rows
from tests.titles.small import OFFICES, START, Sittings, small_city

DAY = date(2026, 3, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w")


def held(ws: Workspace, sitting: str, item: str, day: date = DAY) -> str:
    group.call(ws, sitting, [item], held_on=day)
    group.hold_sitting(ws, sitting)
    return sitting


def test_what_remains_of_an_item_is_decided_under_an_id_of_its_own(ws: Workspace) -> None:
    held(ws, "s1", "card=a-1,a-2,a-3")
    made = [decisions.decide(ws, "s1", "1", subjects=[agency]).id for agency in ("a-1", "a-2")]
    made.append(decisions.decide(ws, "s1", "1", outcome="refused", subjects=["a-3"]).id)
    assert made == ["s1-1", "s1-1-2", "s1-1-3"]
    with pytest.raises(Refused) as refused:
        decisions.decide(ws, "s1", "1", subjects=["a-1"])
    assert refused.value.message.key == "titles.decided-already"


def test_a_sitting_whose_name_another_decision_bears_is_decided_all_the_same(
    ws: Workspace,
) -> None:
    held(ws, "s", "card=a-1")
    decisions.decide(ws, "s", "1", decision="s2-1")
    held(ws, "s2", "card=a-2")
    assert decisions.decide(ws, "s2", "1").id == "s2-1-2"


def test_a_party_groups_decision_passes_over_what_is_taken(ws: Workspace) -> None:
    one, two, *_ = OFFICES["a-1"]
    party_group.decide(ws, "a-1", "grant", [one], session="党组会", decision="2026-a-1-2", on=DAY)
    made = party_group.decide(ws, "a-1", "grant", [two], session="党组会", on=DAY)
    assert made.id == "2026-a-1-3"


def test_an_application_passes_over_what_is_taken(ws: Workspace) -> None:
    applications.apply(ws, "agency-level", "a-1", case="2026-agency-level-2", on=DAY)
    assert applications.apply(ws, "agency-level", "a-2", on=DAY).id == "2026-agency-level-3"


def test_a_card_passes_over_what_is_taken_and_refuses_an_id_given_twice(ws: Workspace) -> None:
    by = Sittings(ws).decide("card=a-1,a-2,a-3", DAY)
    card_steps.issue(ws, "a-1", "x", "y", by, card="card-2026-2", on=DAY)
    with pytest.raises(Refused) as refused:
        card_steps.issue(ws, "a-2", "x", "y", by, card="card-2026-2", on=DAY)
    assert refused.value.message.key == "titles.id-taken"
    assert card_steps.issue(ws, "a-2", "x", "y", by, on=DAY).state.id == "card-2026-3"


def test_a_sitting_made_for_what_awaits_one_is_new(ws: Workspace) -> None:
    year = ws.today().year
    held(ws, f"{year}-2", "plan=年度计划", START)
    assert agenda.put_on_agenda(ws, {"card": ["a-1"]}).id == f"{year}-3"


def test_an_id_that_somebody_took_meanwhile_is_proposed_anew(ws: Workspace) -> None:
    held(ws, "s1", "card=a-1,a-2")
    proposals = iter(["s1-1", "s1-1", "s1-9"])
    decisions.decide(ws, "s1", "1", subjects=["a-1"])
    tried: list[str] = []

    def write(made: str) -> None:
        tried.append(made)
        ids.refuse_taken(ws, "decision", made)

    assert ids.written(None, lambda: next(proposals), write) == "s1-9"
    assert tried == ["s1-1", "s1-1", "s1-9"]
    with pytest.raises(Refused):
        ids.written("s1-1", lambda: "never", write)


def test_another_refusal_ends_the_search() -> None:
    calls: list[str] = []

    def write(made: str) -> None:
        calls.append(made)
        raise Refused(msg("titles.id-taken"), where={"rule": "other"}, value=made)

    with pytest.raises(Refused):
        ids.written(None, lambda: "x", write)
    assert calls == ["x"]


@pytest.mark.parametrize(
    ("ids", "whose", "next_"),
    [
        ([], "", "2026-1"),
        ([], "a-1", "2026-a-1-1"),
        (["s-2026-9"], "", "s-2026-10"),
        (["s-2025-3"], "", "s-2026-1"),
        (["s-2026-2", "s-2026-7", "autumn"], "", "s-2026-8"),
        (["autumn", "2026-10-28"], "", "2026-1"),
        (["2026-a-1-4", "2026-9"], "a-1", "2026-a-1-5"),
    ],
)
def test_a_new_sitting_is_numbered_as_those_before(
    tmp_path: Path, ids: list[str], whose: str, next_: str
) -> None:
    ws = small_city(tmp_path / "w", today=START)
    for place, id_ in enumerate(ids):
        body = {"agency": whose, "items": [f"grant:civilized-office={OFFICES['a-1'][place]}"]}
        group.call(ws, id_, **(body if whose and whose in id_ else {"items": ["plan=计划"]}))
    assert new_sitting(ws, whose) == next_
    assert not any(row.id == next_ for row in sitting_rows(ws))
    ws.close()


def test_no_sitting_and_no_decision_bear_one_id(ws: Workspace) -> None:
    office = OFFICES["a-1"][0]
    year = ws.today().year
    inside = party_group.decide(ws, "a-1", "grant", [office], session="党组会议").id
    assert inside == f"{year}-a-1-1"
    assert new_sitting(ws, "a-1") == f"{year}-a-1-2"
    item = f"grant:civilized-office={OFFICES['a-1'][1]}"
    group.call(ws, new_sitting(ws, "a-1"), [item], held_on=ws.today(), agency="a-1")
    other = party_group.decide(ws, "a-1", "grant", [OFFICES["a-1"][2]], session="党组会议").id
    assert other == f"{year}-a-1-3"
    # item 2 of a sitting that somebody called so is no decision of that agency's own
    held(ws, f"{year}-a-1", "card=a-2")
    assert decisions.decide(ws, f"{year}-a-1", "1").id == f"{year}-a-1-1-2"
    made = [row.id for row in decision_rows(ws)]
    assert len({*made, *(row.id for row in sitting_rows(ws))}) == len(made) + len(sitting_rows(ws))
