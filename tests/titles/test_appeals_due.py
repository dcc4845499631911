"""An appeal is due from its day until it is answered, and says what comes next."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.overview.day import deadlines
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, decisions, endings, group
from civtui.workspace.titles.agenda import placed, put_on_agenda
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.sittings import sitting_rows
from tests.titles.small import START, Sittings, let_pass, small_city
from tests.titles.test_carrying_out import MERGED, reform

DAY, LATER = START + timedelta(days=20), START + timedelta(days=40)


def waiting(ws: Workspace, on: date | None = None) -> list[DueRow]:
    return [row for row in due_rows(ws, on=on) if row.what == "appeal"]


def told(ws: Workspace) -> str:
    """Return how the overview tells the one appeal."""
    (found,) = (one.said for one in deadlines(ws) if one.what == "appeal")
    assert found is not None
    return found.key


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
@pytest.mark.parametrize("outcome", ["approved", "refused"])
def test_an_appeal_is_due_until_it_is_answered(
    tmp_path: Path, choice: str, outcome: group.Outcome
) -> None:
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "municipal")], policies={"appeal": choice}, today=START
    )
    sittings = Sittings(ws)
    ruled = sittings.decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    let_pass(ws, LATER)
    assert waiting(ws) == []
    appeals.appeal(ws, "a-1", ruled, on=DAY)
    (row,) = waiting(ws)
    assert (row.on, row.subject, row.name) == (DAY, "a-1", "a-1局")
    assert "civtui group put appeal a-1局" in render(row.why)
    assert placed(ws, {"appeal": ["a-1"]}).added
    assert told(ws) == "home.due-appeal"
    put_on_agenda(ws, {"appeal": ["a-1"]})
    (row,) = waiting(ws)
    (sitting,) = (s for s in sitting_rows(ws) if s.state == "called")
    assert f"civtui decide add {sitting.id} 1" in render(row.why)
    assert "group put" not in render(row.why) and told(ws) == "home.due-appeal-placed"
    group.hold_sitting(ws, sitting.id)
    answer = decisions.decide(ws, sitting.id, "1", outcome=outcome).id
    (row,) = waiting(ws)
    assert f"civtui honor appeal a-1局 --decision {ruled} --answer {answer}" in render(row.why)
    assert row.why.values["answer"] == answer and told(ws) == "home.due-appeal-decided"
    assert "group put" not in render(row.why) and "decide add" not in render(row.why)
    with pytest.raises(Refused) as twice:  # it is decided once, whatever was decided
        sittings.decide("appeal=a-1", LATER)
    assert twice.value.where["rule"] == "decision-once"
    assert f"--decision {ruled} --answer {answer}" in render(twice.value.hint)
    appeals.answer_appeal(ws, "a-1", ruled, answer, on=LATER)
    assert waiting(ws) == []
    assert [row.on for row in waiting(ws, DAY)] == [DAY]
    assert waiting(ws, DAY - timedelta(days=1)) == []
    ws.close()


def test_one_that_is_put_down_after_its_decision_is_decided(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=LATER)
    sittings = Sittings(ws)
    ruled = sittings.decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    answer = sittings.decide("appeal=a-1", DAY + timedelta(days=1), "refused")
    appeals.appeal(ws, "a-1", ruled, on=DAY)
    (row,) = waiting(ws)
    assert row.why.values["answer"] == answer
    appeals.answer_appeal(ws, "a-1", ruled, answer, on=LATER)
    assert waiting(ws) == []
    ws.close()


@pytest.mark.parametrize("decided", [False, True])
def test_a_reform_says_that_an_appeal_falls(tmp_path: Path, decided: bool) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=LATER)
    sittings = Sittings(ws)
    ruled = sittings.decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    appeals.appeal(ws, "a-1", ruled, on=DAY)
    if decided:
        sittings.decide("appeal=a-1", DAY)
    for dry_run in (True, False):
        notes = reform(ws, MERGED, dry_run=dry_run).notes
        assert not [n for n in notes if "appeal" in n.key]  # another's is none of it
        if dry_run:
            said = reform(ws, '[[abolish]]\nagency = "a-1"\n', dry_run=True).notes
            stage = "decided" if decided else "open"
            assert f"titles.appeal-falls-{stage}" in [n.key for n in said]


def test_an_appeal_that_fell_by_a_merger_waits_nowhere(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-2", "municipal")], today=LATER)
    sittings = Sittings(ws)
    told = sittings.decide("card=a-2", START)
    card = card_steps.issue(ws, "a-2", "停滞", "整改", told, on=START).state.id
    card_steps.progress(ws, card, "re-inspected", met=False, on=START)
    ruled = sittings.decide("delist-card=a-2", START)
    card_steps.conclude(ws, card, "delisted", ruled, on=START)
    appeals.appeal(ws, "a-2", ruled, on=DAY)
    assert [row.stage for row in card_rows(ws)] == ["appealed"]
    assert "titles.appeal-fell" in [n.key for n in reform(ws, MERGED).notes]
    assert [row.stage for row in card_rows(ws)] == ["delisted"]
    (heir,) = (row for row in agency_rows(ws) if row.short == "新局")
    for way in ("put", "call"):
        with pytest.raises(Refused) as none:
            if way == "put":
                put_on_agenda(ws, {"appeal": [heir.id]})
            else:
                sittings.decide(f"appeal={heir.id}", LATER)
        assert none.value.message.key == "titles.never-delisted"
        said = render(none.value.hint or "")
        assert "a-2局" in said and "civtui eligibility" in said and "honor appeal" not in said
    ws.close()


def test_an_answered_appeal_is_not_to_be_put_down_first(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=LATER)
    sittings = Sittings(ws)
    ruled = sittings.decide("delist:municipal=a-1", START)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=START)
    appeals.appeal(ws, "a-1", ruled, on=DAY)
    answer = sittings.decide("appeal=a-1", DAY, "refused")
    appeals.answer_appeal(ws, "a-1", ruled, answer, on=LATER)
    with pytest.raises(Refused) as twice:
        appeals.answer_appeal(ws, "a-1", ruled, answer, on=LATER)
    assert twice.value.message.key == "titles.appeal-answered"
    assert "honor restore" in render(twice.value.hint or "")
    ws.close()
