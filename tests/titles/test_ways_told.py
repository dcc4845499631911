"""What a refusal names as the way on is one that goes on: of appeals, party groups, objections."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import error_line, render
from civtui.model.errors import BadInput, Refused
from civtui.rules.group import PARTY_GROUP_MATTERS
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    appeals,
    applications,
    card_steps,
    decisions,
    endings,
    group,
    notices,
    party_group,
)
from civtui.workspace.titles.record import life_of
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.titles.test_life_property import city

ONE = OFFICES["a-1"][0]


def refusal(ws: Workspace, agency: str, decision: str) -> Refused:
    with pytest.raises(Refused) as told:
        appeals.appeal(ws, agency, decision, on=START)
    assert told.value.where == {"rule": "appeal"} and told.value.hint
    assert "decide add" not in render(told.value.hint)
    return told.value


def test_what_delisted_nothing_is_no_matter_of_an_appeal(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), ("a-1", "agency-level"), (ONE, "civilized-office")]
    ws = small_city(tmp_path / "w", titles=titles, today=START)
    sittings = Sittings(ws)
    card = sittings.decide("card=a-1", START)
    card_steps.issue(ws, "a-1", "停滞", "整改", card, on=START)
    gone = sittings.decide("withdraw:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "withdrawn", gone, on=START)
    inside = party_group.decide(ws, "a-1", "withdraw", [ONE], session="会", on=START).id
    endings.end(ws, "civilized-office", [ONE], "withdrawn", inside, on=START)
    for who, decision in (("a-1", card), ("a-1", gone), (ONE, inside), ("a-1", "x")):
        told = refusal(ws, who, decision)
        assert told.message.key == "titles.not-delisted-by" and told.allowed == []
        assert told.hint is not None and told.hint.key == "titles.way-no-appeal"
    out = sittings.decide("delist:agency-level=a-1", START)
    endings.end(ws, "agency-level", ["a-1"], "delisted", out, on=START)
    told = refusal(ws, "a-1", card)
    assert told.allowed == [out] and out in render(told.hint or "")
    appeals.appeal(ws, "a-1", out, on=START)


def test_what_a_policy_withdrew_is_said_not_to_be_appealed(tmp_path: Path) -> None:
    titles = [("a-1", "municipal"), *((one, "civilized-office") for one in OFFICES["a-1"][:2])]
    policies = {"share-falls-below": "automatic"}
    ws = small_city(tmp_path / "w", titles=titles, today=START, policies=policies)
    act = "policy:share-falls-below"
    assert refusal(ws, "a-1", act).message.key == "titles.not-delisted-by"
    ruled = party_group.decide(ws, "a-1", "withdraw", [ONE], session="会", on=START).id
    endings.end(ws, "civilized-office", [ONE], "withdrawn", ruled, on=START)
    assert act in [event.decision for event in life_of(ws, "a-1").events]
    assert refusal(ws, "a-1", act).message.key == "titles.withdrawn-by"


def test_the_nearest_matter_is_one_that_a_party_group_has(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    for matter in ("restore", "delist", "grnt"):
        with pytest.raises(BadInput) as told:
            party_group.decide(ws, "a-1", matter, [ONE], session="会", on=START)
        assert told.value.nearest in (None, "", *PARTY_GROUP_MATTERS)
    assert told.value.nearest == "grant"


def test_a_used_decision_on_an_appeal_or_card_names_no_round(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    sittings = Sittings(ws)
    yes = ""
    for _ in range(2):
        out = sittings.decide("delist:municipal=a-1", START)
        endings.end(ws, "municipal", ["a-1"], "delisted", out, on=START)
        appeals.appeal(ws, "a-1", out, on=START)
        if yes:
            with pytest.raises(Refused) as told:
                appeals.answer_appeal(ws, "a-1", out, yes, on=START)
            assert told.value.where == {"rule": "decision-once"}
            said = render(told.value.hint or "")
            assert "round" not in said and "group put" in said
        yes = sittings.decide("appeal=a-1", START)
        appeals.answer_appeal(ws, "a-1", out, yes, on=START)


@pytest.fixture
def noticed(tmp_path: Path) -> tuple[Workspace, str, str]:
    """Return a city on the second day of a notice, the application and the notice."""
    ws = city(tmp_path / "w")
    case = applications.apply(ws, "municipal", "a-2", on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    Sittings(ws).decide("recommend:municipal=a-2", START)
    today = ws.today()
    notice, _ = notices.post(ws, [case], on=today)
    return ws, case, notice.id


def test_an_objection_upheld_ends_the_notice_for_whom_it_is_about(
    noticed: tuple[Workspace, str, str],
) -> None:
    ws, case, notice = noticed
    shown = perform(ws, verb_of("apply.show"), {"case": case})
    last = notices.notice_row(ws, notice).last
    assert last in "\n".join(shown.lines())
    made = notices.object_to(ws, notice, case, "有反映").id
    notices.handle(ws, made, upheld=True, finding="属实")
    shown = perform(ws, verb_of("apply.show"), {"case": case})
    text = "\n".join(shown.lines())
    assert "civtui apply close" in text and last not in text
    applications.close(ws, case, "objection-upheld")
    with pytest.raises(Refused) as told:
        notices.object_to(ws, notice, case, "又有反映")
    assert told.value.message.key == "titles.wrong-state" and told.value.hint


def test_the_id_of_a_sitting_names_its_decisions(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START)
    group.call(ws, "s1", ["card=a-1", "card=a-2"], held_on=START)
    with pytest.raises(Refused) as told:
        card_steps.issue(ws, "a-1", "停滞", "整改", "s1", on=START)
    assert "civtui decide add s1" in render(told.value.hint or "")
    group.hold_sitting(ws, "s1")
    ruled = [decisions.decide(ws, "s1", item).id for item in ("1", "2")]
    with pytest.raises(Refused) as told:
        card_steps.issue(ws, "a-1", "停滞", "整改", "s1", on=START)
    assert told.value.allowed == ruled and told.value.where == {"rule": "decision"}
    said = error_line(told.value, "zh")
    assert "会议的编号" in said and f"{ruled[0]}（黄牌警告）" in said
    with pytest.raises(Refused) as told:
        card_steps.issue(ws, "a-1", "停滞", "整改", "s2", on=START)
    assert told.value.message.key == "titles.no-decision"
    ws.close()
