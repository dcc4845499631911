"""Of one title, or one card, a body decides one: beside it all due lines and agendas agree."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import CivtuiError, Refused
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.lists import group as lists
from civtui.workspace.lists.cells import listing
from civtui.workspace.lists.due import enter_key, lead
from civtui.workspace.lists.listing import Go, Listing
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, decisions, group, party_group
from civtui.workspace.titles.carrying_out import refuse_waiting
from tests.titles.small import START, Sittings, let_pass, small_city

AGENCY = "agency-level"


def due(ws: Workspace, what: str) -> list[str]:
    return [render(row.why, "zh") for row in due_rows(ws) if row.what == what]


def outcome(ws: Workspace, sitting: str, item: int) -> str:
    here = listing(ws, table_of("sitting"), sitting)
    return render(lists.outcome(here, here.records[item - 1]), "zh")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """A city where a sitting left the review of a title undecided that is applied for."""
    ws = small_city(
        tmp_path / "w", titles=[("a-1", AGENCY), ("o-1-1", "civilized-office")], today=START
    )
    applications.apply(ws, AGENCY, "a-1", case="c1")
    group.call(ws, "s1", [f"renew:{AGENCY}=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    return ws


def test_a_review_falls_with_the_application_that_is_its_renewal(ws: Workspace) -> None:
    (line,) = due(ws, "sitting")
    assert "civtui decide add s1 1" in line
    applications.check(ws, "c1", score="80", why="现场考评")
    answer = perform(
        ws, verb_of("group.put"), {"matter": "grant", "holders": ["a-1"], "honor": AGENCY}
    )
    assert any("复查" in said and "s1" in said for said in answer.aside)
    assert outcome(ws, "s1", 1) == "已取消"
    (line,) = due(ws, "sitting")
    assert "s1" not in line
    with pytest.raises(Refused) as told:
        decisions.decide(ws, "s1", "1")
    assert told.value.message.key == "titles.fell"


def test_what_is_decided_of_a_title_lets_the_contrary_fall(ws: Workspace) -> None:
    group.call(ws, "s2", [f"delist:{AGENCY}=a-1"], held_on=START)
    group.hold_sitting(ws, "s2")
    assert len(due(ws, "sitting")) == 2
    made = decisions.decide(ws, "s2", "1").id
    assert not due(ws, "sitting") and outcome(ws, "s1", 1) == "已取消"
    with pytest.raises(Refused) as told:
        decisions.decide(ws, "s1", "1", outcome="refused")
    assert made in render(told.value.message)
    with pytest.raises(Refused):
        refuse_waiting(ws, "renew", AGENCY, ["a-1"])


def test_a_renewal_decided_lets_no_grant_be_decided_beside_it(ws: Workspace) -> None:
    decisions.decide(ws, "s1", "1")
    with pytest.raises(Refused) as told:
        refuse_waiting(ws, "grant", AGENCY, ["a-1"])
    assert told.value.where == {"rule": "decision-once"}


@pytest.fixture
def carded(tmp_path: Path) -> Workspace:
    """A city with a card whose demands were found met, in the last days of its term."""
    ws = small_city(tmp_path / "w", today=START)
    ruled = Sittings(ws, "r").decide("card=a-1,a-2", START)
    for agency in ("a-1", "a-2"):
        card_steps.issue(ws, agency, "停滞", "整改", ruled, on=START)
    let_pass(ws, START + timedelta(days=80))
    card_steps.progress(ws, "card-2026-1", "re-inspected", met=True, on=ws.today())
    return ws


def test_a_card_is_told_with_all_that_is_put_of_it_and_then_what_to_decide(
    carded: Workspace,
) -> None:
    for matter in ("clear-card", "prolong-card"):  # before its re-inspection either may come
        perform(carded, verb_of("group.put"), {"matter": matter, "holders": ["a-2"]})
    card_steps.progress(carded, "card-2026-2", "re-inspected", met=True, on=carded.today())

    def lines() -> list[str]:
        return [line for line in due(carded, "decision") if "clear-card a-1局" not in line]

    (line,) = lines()
    assert "解除黄牌" in line and "延长整改" in line

    def enter() -> tuple[str, Go | None]:
        here = Listing(carded, table_of("cards"), "")
        told = [r for r in due_rows(carded) if (r.what, r.subject) == ("decision", "a-2")]
        return enter_key(told[0]), lead(here, told[0])

    opened = ("due-enter-sitting", Go("sitting", ("2026-1",)))
    assert enter() == opened  # nothing is put that stands there already
    group.hold_sitting(carded, "2026-1")
    (line,) = lines()
    assert "group put" not in line and "civtui decide add 2026-1 1" in line
    assert enter() == opened
    decisions.decide(carded, "2026-1", "1")
    assert not lines() and not due(carded, "sitting")
    assert outcome(carded, "2026-1", 2) == "已取消"


def test_after_a_refusal_another_way_is_told(carded: Workspace) -> None:
    card_steps.progress(carded, "card-2026-2", "re-inspected", met=False, on=carded.today())
    group.call(carded, "s3", ["delist-card=a-2"], held_on=carded.today())
    group.hold_sitting(carded, "s3")
    decisions.decide(carded, "s3", "1", outcome="refused")
    assert any("group put prolong-card a-2局" in line for line in due(carded, "decision"))
    (row,) = [row for row in due_rows(carded) if "prolong-card" in render(row.why, "zh")]
    go = lead(listing(carded, table_of("cards")), row)
    assert go is not None and go.given["matter"] == "prolong-card"


def test_what_was_refused_before_a_re_inspection_says_nothing_of_what_it_found(
    carded: Workspace,
) -> None:
    let_pass(carded, START + timedelta(days=95))  # its term ran out without a re-inspection
    group.call(carded, "s3", ["delist-card=a-2"], held_on=carded.today())
    group.hold_sitting(carded, "s3")
    decisions.decide(carded, "s3", "1", outcome="refused")
    let_pass(carded, START + timedelta(days=96))
    card_steps.progress(carded, "card-2026-2", "re-inspected", met=False, on=carded.today())
    assert any("group put delist-card a-2局" in line for line in due(carded, "decision"))


def test_a_prolonged_term_is_told_as_prolonged_and_reminds_of_no_day_before(
    carded: Workspace,
) -> None:
    card_steps.progress(carded, "card-2026-2", "re-inspected", met=False, on=carded.today())
    made = Sittings(carded, "p").decide("prolong-card=a-2", carded.today())
    on = carded.today()
    done = card_steps.conclude(carded, "card-2026-2", "prolonged", made, on=on)
    with pytest.raises(Refused) as told:
        group.call(carded, "s4", ["delist-card=a-2"], held_on=on)
    said = render(told.value.message, "zh")
    assert "已延长至" in said and str(done.state.term_ends) in said
    reminders = [row.on for row in due_rows(carded) if row.what == "reminder"]
    assert reminders and min(reminders) >= on


@pytest.mark.parametrize("matter", ["clear-card", "prolong-card", "delist-card"])
def test_the_card_of_another_agency_is_refused_with_its_agency(
    carded: Workspace, matter: str
) -> None:
    given = {"matter": matter, "holders": ["a-1"], "card": ["card-2026-2"]}
    with pytest.raises(CivtuiError) as told:
        perform(carded, verb_of("group.put"), given)
    assert "a-2局" in render(told.value.message, "zh")


def test_the_card_of_another_agency_than_decided_on_is_named_with_its_agency(
    carded: Workspace,
) -> None:
    made = Sittings(carded, "d").decide("clear-card=a-1", carded.today())
    day: date = carded.today()
    with pytest.raises(Refused) as told:
        card_steps.conclude(carded, "card-2026-2", "cleared", made, on=day)
    said = render(told.value.message, "zh")
    assert "card-2026-2" in said and "a-2局" in said and "card-2026-1" in said


OFFICE = "civilized-office"


@pytest.mark.parametrize("answer", ["approved", "refused"])
def test_what_is_decided_apart_leaves_nothing_to_decide_on_an_agenda(
    tmp_path: Path, answer: group.Outcome
) -> None:
    held = [(f"o-1-{n}", OFFICE) for n in (1, 2)]
    ws = small_city(tmp_path / "w", titles=held, today=START)
    group.call(ws, "p1", [f"withdraw:{OFFICE}=o-1-1,o-1-2"], held_on=START, agency="a-1")
    group.hold_sitting(ws, "p1")
    for left, office in ((1, "o-1-1"), (0, "o-1-2")):
        given = {"session": "另一次党组会", "outcome": answer, "on": START}
        party_group.decide(ws, "a-1", "withdraw", [office], **given)
        here = listing(ws, table_of("sitting"), "p1")
        assert len(here.about.rest["1"] or ()) == left == len(due(ws, "sitting"))
    assert outcome(ws, "p1", 1) == "已另行决定"
    told = "\n".join(str(line) for line in lists.item_pane(here, here.records[0]))
    assert "fell-apart" in told and "sitting-fell" not in told
    ws.close()


def test_what_was_refused_before_a_sitting_may_be_decided_otherwise_there(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("o-1-1", OFFICE)], today=START)
    day = START + timedelta(days=5)
    group.call(ws, "p1", [f"withdraw:{OFFICE}=o-1-1"], held_on=day, agency="a-1")
    given = {"session": "党组会", "outcome": "refused", "on": START}
    party_group.decide(ws, "a-1", "withdraw", ["o-1-1"], **given)
    let_pass(ws, day)
    group.hold_sitting(ws, "p1")
    assert outcome(ws, "p1", 1) == "" and len(due(ws, "sitting")) == 1
    assert party_group.decide_item(ws, "p1", "1").outcome == "approved"
    ws.close()
