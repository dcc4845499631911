"""What the rules refuse to carry out on a day is neither put on an agenda nor decided for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.errors import BadInput, Refused
from civtui.model.facts.applications import Renewed
from civtui.model.facts.group import AgendaItem, SittingCalled
from civtui.model.facts.titles import Decided
from civtui.model.roles import Right
from civtui.tables import table_of
from civtui.verbs import verb_of
from civtui.workspace.answers.card import may_step
from civtui.workspace.lists.cells import listing
from civtui.workspace.lists.due import stands
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing import carried_by
from civtui.workspace.performing.foreseeing import announced, foreseen
from civtui.workspace.performing.forming import completed
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import (
    appeals,
    card_steps,
    decisions,
    endings,
    grants,
    group,
    party_group,
)
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.decided import decision_row
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.gates import shut_gates
from civtui.workspace.voiding.doing import void
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city
from tests.titles.test_carrying_out import MERGED, reform

OFFICE = OFFICES["a-1"][0]
TITLES = [("a-1", "municipal"), (OFFICE, "civilized-office")]
ISSUED, TERM = date(2026, 3, 2), date(2026, 6, 2)
MEND = "card-re-inspection"


def city(folder: Path, today: date = TERM) -> Workspace:
    ws = small_city(folder, titles=TITLES, today=today)
    ruled = Sittings(ws, "c").decide("card=a-2", ISSUED)
    card_steps.issue(ws, "a-2", "停滞", "整改", ruled, card="c1", on=ISSUED)
    return ws


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as error:
        act()
    assert error.value.hint
    return str(error.value.where["rule"])


def inspected(ws: Workspace, met: bool | None, on: date = ISSUED) -> None:
    if met is not None:
        card_steps.progress(ws, "c1", "re-inspected", met=met, on=on)


@pytest.mark.parametrize(
    ("met", "day", "open_"),
    [
        (True, TERM, False),
        (None, TERM, False),
        (True, TERM + timedelta(days=1), False),
        (False, ISSUED, True),
        (None, TERM + timedelta(days=1), True),
    ],
)
def test_a_card_ends_in_delisting_where_the_mend_had_no_effect(
    tmp_path: Path, met: bool | None, day: date, open_: bool
) -> None:
    ws = city(tmp_path / "w", day)
    inspected(ws, met)
    assert (may_step(ws, "c1", {"outcome": "delisted"}) is None) == open_
    if open_:
        ruled = Sittings(ws).decide("delist-card=a-2", day)
        assert card_steps.conclude(ws, "c1", "delisted", ruled, on=day).state.state == "delisted"
        return
    assert refused(lambda: group.call(ws, "s1", ["delist-card=a-2"], held_on=day)) == MEND


@pytest.mark.parametrize("met", [True, None])
def test_an_agenda_tells_that_a_card_is_not_re_inspected_yet(
    tmp_path: Path, met: bool | None
) -> None:
    """Beforehand and in the answer, of `group put` and `group call` alike."""
    ws = city(tmp_path / "w")
    inspected(ws, met)
    put = verb_of("group.put"), {"matter": "clear-card", "holders": ["a-2"]}
    call = verb_of("group.call"), {"sitting": "s1", "item": ["clear-card=a-2"]}
    will = announced(ws, *put)
    told = [render(will) if will else "", "".join(foreseen(ws, *call).lines)]
    told.append("".join(perform(ws, *call).aside))
    void(ws, ws.head(), "误录")
    told.append("".join(perform(ws, *put).aside))
    for text in told:
        assert ("尚未复查" in text and "civtui card inspect c1 met" in text) is (met is None)


@pytest.mark.parametrize("met", [True, False, None])
def test_a_card_that_met_its_demands_is_not_prolonged(tmp_path: Path, met: bool | None) -> None:
    """One whose term is over gets a term from the day on, which the form says beforehand."""
    late = TERM + timedelta(days=62)
    ws = city(tmp_path / "w", late)
    group.call(ws, "s1", ["prolong-card=a-2"], held_on=late)
    inspected(ws, met, late)
    group.hold_sitting(ws, "s1")
    if met:
        assert refused(lambda: decisions.decide(ws, "s1", "1")) == MEND
        given = {"matter": "prolong-card", "holders": ["a-2"]}
        assert refused(lambda: perform(ws, verb_of("group.put"), given)) == MEND
        assert refused(lambda: group.call(ws, "s2", ["prolong-card=a-2"], held_on=late)) == MEND
        return
    ruled = decisions.decide(ws, "s1", "1").id
    until = date(2026, 9, 3)
    said = announced(ws, verb_of("card.prolong"), {"card": "c1", "decision": ruled})
    assert said is not None and str(until) in render(said)
    assert card_steps.conclude(ws, "c1", "prolonged", ruled, on=late).state.term_ends == until


@pytest.mark.parametrize("met", [True, False, None])
def test_a_card_is_cleared_where_its_re_inspection_found_the_demands_met(
    tmp_path: Path, met: bool | None
) -> None:
    """Asked at the agenda, at the sitting and at the deed alike."""
    ws = city(tmp_path / "w")
    inspected(ws, met)

    def call() -> object:
        return group.call(ws, "s1", ["clear-card=a-2"], held_on=TERM)

    if met is not False:  # the re-inspection may come between the agenda and the sitting
        call()
        inspected(ws, None if met is None else False, TERM)
        group.hold_sitting(ws, "s1")
        assert refused(lambda: decisions.decide(ws, "s1", "1")) == MEND
        assert decisions.decide(ws, "s1", "1", outcome="refused").outcome == "refused"
        return
    assert refused(call) == MEND
    given = {"matter": "clear-card", "holders": ["a-2"]}
    assert refused(lambda: perform(ws, verb_of("group.put"), given)) == MEND
    inspected(ws, True, TERM)
    ruled = Sittings(ws).decide("clear-card=a-2", TERM)
    assert card_steps.conclude(ws, "c1", "cleared", ruled, on=TERM).state.state == "cleared"


def test_what_changes_after_the_agenda_is_asked_again(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    inspected(ws, False)
    for sitting in ("s1", "s2"):
        group.call(ws, sitting, ["delist-card=a-2"], held_on=TERM)
        group.hold_sitting(ws, sitting)
    ruled = decisions.decide(ws, "s1", "1").id
    group.call(ws, "s3", ["delist-card=a-2"], held_on=TERM)
    inspected(ws, True, TERM)
    assert refused(lambda: card_steps.conclude(ws, "c1", "delisted", ruled, on=TERM)) == MEND
    assert refused(lambda: decisions.decide(ws, "s2", "1")) == "decision-once"
    void(ws, decision_row(ws, ruled).seq, "误录")
    assert refused(lambda: decisions.decide(ws, "s2", "1")) == MEND
    assert decisions.decide(ws, "s2", "1", outcome="refused").outcome == "refused"
    # what stands on a called agenda does not keep anything else from it
    assert len(group.call(ws, "s3", ["delist-card=a-2", "card=a-3"], held_on=TERM).agenda) == 2


@pytest.mark.parametrize(
    ("item", "rule"),
    [
        ("expire:municipal=a-1", "term"),
        ("expire:municipal=a-3", "held"),
        ("withdraw:municipal=a-3", "held"),
        ("delist:municipal=a-3", "held"),
        ("delist=a-3", "held"),
        ("renew:municipal=a-3", "held"),
        ("renew:model-office=o-1-2", "held"),
        ("delist-card=a-3", "one-card"),
        ("prolong-card=a-3", "one-card"),
        ("clear-card=a-3", "one-card"),
        ("card=a-2", "one-card"),
        ("appeal=a-3", "appeal"),
        ("restore:municipal=a-1", "restored"),
        ("restore:municipal=a-3", "restored"),
    ],
)
def test_one_rule_for_agenda_and_deed(tmp_path: Path, item: str, rule: str) -> None:
    ws = city(tmp_path / "w")
    assert refused(lambda: group.call(ws, "s1", [item], held_on=TERM)) == rule


def test_a_delisting_names_the_only_title_that_is_held(tmp_path: Path) -> None:
    """On an agenda, by the command and in its form alike; of several titles it is asked for."""
    titles = [("a-1", "municipal"), ("a-2", "municipal"), ("a-2", "agency-level")]
    ws = small_city(tmp_path / "w", titles=titles, today=TERM)
    (item,) = group.call(ws, "s1", ["delist=a-1"], held_on=TERM).agenda
    assert item.honor == "municipal"
    group.call(ws, "s1", ["other=空"], held_on=TERM)
    put = verb_of("group.put")
    given = {"matter": "delist", "holders": ["a-1"]}
    assert completed(ws, put.fields, given)["honor"] == "municipal"
    done = perform(ws, put, given).document()
    assert [i["honor"] for i in done["agenda"] if i["matter"] == "delist"] == ["municipal"]
    two = {**given, "holders": ["a-2"]}
    assert completed(ws, put.fields, two).get("honor") is None
    for ask in (
        lambda: perform(ws, put, two),
        lambda: group.call(ws, "s2", ["delist=a-2"], held_on=TERM),
    ):
        with pytest.raises(BadInput) as which:
            ask()
        assert [*which.value.allowed] == ["agency-level", "municipal"]
    none = {**given, "holders": ["a-3"]}
    assert refused(lambda: perform(ws, put, none)) == "held"


def test_a_running_title_does_not_expire_by_a_decision(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=TITLES, today=START)
    until = START + timedelta(days=9)
    body = Renewed(honor="municipal", holders=("a-1",), decision="文1", until=until)
    ws.write(body, right=Right.KEEP, effective=START)
    item, day = "expire:municipal=a-1", until + timedelta(days=1)
    let_pass(ws, day)
    assert refused(lambda: group.call(ws, "e1", [item], held_on=until)) == "term"
    ruled = Sittings(ws, "e").decide(item, day)
    endings.end(ws, "municipal", ["a-1"], "expired", ruled, on=day)
    assert queries.one(ws.ledger, "titles", "standing-title", ("a-1", "municipal")) is None


def test_a_party_group_is_asked_the_same(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    never = [("withdraw", "o-1-2", "held"), ("renew", "o-1-2", "held")]
    for matter, office, rule in (("expire", OFFICE, "term"), *never):
        decide = partial(party_group.decide, ws, "a-1", matter, [office], session="党组会")
        assert refused(decide) == rule


def test_a_title_that_is_kept_for_less_is_said_before_and_after(tmp_path: Path) -> None:
    offices = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal"), *offices], today=TERM)
    sooner, later = TERM + timedelta(days=10), TERM + timedelta(days=900)
    for until, said in ((later, False), (sooner, True), (sooner, False)):
        ruled = Sittings(ws, f"k{said}{until}").decide("renew:municipal=a-1", TERM)
        given = {"honor": "municipal", "holders": ["a-1"], "decision": ruled, "until": until}
        before = announced(ws, verb_of("honor.keep"), given)
        assert before is not None and (before.key == "verbs/honor.will-with") == said
        done = grants.keep(ws, "municipal", ["a-1"], ruled, until=until, on=TERM)
        assert [n.key for n in done.notes if n.key == "titles.shortened"] == (
            ["titles.shortened"] if said else []
        )


@pytest.mark.parametrize("item", ["card=a-1", "withdraw:municipal=a-1", "restore:municipal=a-3"])
def test_what_cannot_be_approved_any_more_is_put_down_as_refused(tmp_path: Path, item: str) -> None:
    titles = [("a-1", "municipal"), ("a-3", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, today=TERM)
    sittings = Sittings(ws, "w")
    matter, _, whose = item.partition("=")
    if matter.startswith("restore"):
        gone = sittings.decide("withdraw:municipal=a-3", START)
        endings.end(ws, "municipal", [whose], "withdrawn", gone, on=START)
    for sitting in ("s1", "s2"):
        group.call(ws, sitting, [item], held_on=START)
        group.hold_sitting(ws, sitting)
    ruled = decisions.decide(ws, "s1", "1").id
    if matter == "card":
        card_steps.issue(ws, whose, "停滞", "整改", ruled, on=START)
    elif matter.startswith("restore"):
        endings.restore(ws, "municipal", [whose], ruled, on=START)
    else:
        endings.end(ws, "municipal", [whose], "withdrawn", ruled, on=START)
    with pytest.raises(Refused) as told:
        decisions.decide(ws, "s2", "1")
    way = "civtui decide add s2 1 refused"
    assert way in render(told.value.hint)
    for row in due_rows(ws):
        assert row.what != "sitting" or way in render(row.why)
    perform(ws, verb_of("decide.add"), {"sitting": "s2", "item": "1", "outcome": "refused"})
    assert not [row for row in due_rows(ws) if row.what == "sitting"]


def test_a_party_groups_sitting_is_called_by_its_body(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=TERM)
    group.call(ws, "p1", [f"grant:civilized-office={OFFICE}"], held_on=START, agency="a-1")
    group.hold_sitting(ws, "p1")
    (row,) = (row for row in due_rows(ws) if row.what == "sitting")
    said = render(row.why)
    assert "a-1局" in row.name and "指导小组" not in row.name
    assert "civtui decide add p1 1 refused" in said


@pytest.mark.parametrize("policy", ["suspended", "effective-at-once"])
@pytest.mark.parametrize("answer", ["approved", "refused"])
def test_a_card_that_took_no_title_is_appealed_against_too(
    tmp_path: Path, policy: str, answer: group.Outcome
) -> None:
    ws = small_city(tmp_path / "w", policies={"appeal": policy}, today=TERM)
    rule = refused(lambda: group.call(ws, "s1", ["appeal=a-2"], held_on=TERM))
    assert rule == "appeal"
    issued = Sittings(ws, "c").decide("card=a-2", ISSUED)
    card_steps.issue(ws, "a-2", "停滞", "整改", issued, card="c1", on=ISSUED)
    inspected(ws, met=False)
    ruled = Sittings(ws, "d").decide("delist-card=a-2", TERM)
    card_steps.conclude(ws, "c1", "delisted", ruled, on=TERM)
    assert barred(ws)
    appeals.appeal(ws, "a-2", ruled, on=TERM)
    assert barred(ws) is (policy != "suspended")
    assert card_bars(ws) is (policy == "suspended")
    if policy == "suspended":
        (way,) = (
            one.way
            for one in shut_gates(ws, "apply", ["a-2"], TERM, "agency-level")
            if one.gate == "open-card"
        )
        assert way.key == "titles.way-appeal"
    assert state_of_card(ws) == "appealed"
    ruled_on = Sittings(ws, "e").decide("appeal=a-2", TERM, answer)
    given = {"agency": "a-2", "decision": ruled, "answer": ruled_on}
    assert carried_by.next_of(ws, ruled_on) == ("honor.appeal", given)
    assert ruled_on in carried_by.all_waiting(ws)
    said = appeals.answer_appeal(ws, "a-2", ruled, ruled_on, on=TERM)
    assert [note.key for note in said.notes] == [
        "titles.appeal-upheld-card" if answer == "approved" else "titles.appeal-rejected"
    ]
    assert barred(ws) is (answer == "refused") and not card_bars(ws)
    assert refused(lambda: appeals.appeal(ws, "a-2", ruled, on=TERM)) == "appeal"
    assert carried_by.next_of(ws, ruled_on) is None
    assert state_of_card(ws) == ("overturned" if answer == "approved" else "delisted")
    word = "restored" if answer == "approved" else "appeal-rejected"
    noted = [note.key for note in card_steps.card_detail(ws, "c1").notes]
    assert noted == ["titles.card-appeal", f"titles.card-{word}"]
    assert [row for row in due_rows(ws) if row.what == "appeal"] == []


def state_of_card(ws: Workspace) -> str:
    here = listing(ws, table_of("all_cards"))
    stage: str = here.records[0].stage
    return stage


def barred(ws: Workspace, rule: str = "not-delisted") -> bool:
    """Return whether a rule keeps the second agency from applying; a delisting's by default."""
    reasons = eligibility_of(ws, "a-2", "agency-level", TERM)[1].tiers[0].reasons
    return any(one.rule == rule and one.holds is False for one in reasons)


def card_bars(ws: Workspace) -> bool:
    return barred(ws, "no-card")


def test_of_two_cards_that_a_merger_brought_together_each_ends_as_it_was_found(
    tmp_path: Path,
) -> None:
    ws = small_city(tmp_path / "w", titles=TITLES, today=TERM)
    for card, agency in (("c1", "a-2"), ("c2", "a-3")):
        ruled = Sittings(ws, card).decide(f"card={agency}", ISSUED)
        card_steps.issue(ws, agency, "停滞", "整改", ruled, card=card, on=ISSUED)
        card_steps.progress(ws, card, "re-inspected", met=card == "c1", on=ISSUED)
    reform(ws, MERGED)

    def decisions() -> list[object]:
        """Return the cards that are due a decision, as the deeds of their lines are of."""
        here = listing(ws, table_of("cards"))
        found = [stands(here, row) for row in here.records if row.what == "decision"]
        assert all(one[1:] == [("agency", "a-4")] for one in found)
        return sorted(one[0] for one in found)

    assert decisions() == [("card", "c1"), ("card", "c2")]
    for matter, card in (("delist-card", "c2"), ("clear-card", "c1")):
        ruled = Sittings(ws, matter[0]).decide(f"{matter}=a-4", TERM)
        (waiting,) = undone(ws, TERM)
        assert waiting.cases == (card,)
        # the other one's end is still to be decided
        assert decisions() == ([("card", "c1")] if card == "c2" else [])
        card_steps.conclude(ws, card, "cleared" if card == "c1" else "delisted", ruled, on=TERM)
    assert not undone(ws, TERM)


@pytest.mark.parametrize("way", ["call", "put", "decide"])
@pytest.mark.parametrize("state", ["none", "failed", "passed"])
def test_an_application_is_on_no_agenda_before_it_passed_its_check(
    tmp_path: Path, state: str, way: str
) -> None:
    ws = small_city(
        tmp_path / "w", titles=[(o, "civilized-office") for o in OFFICES["a-3"]], today=TERM
    )
    who = "a-3" if state == "passed" else "a-1"
    if way == "decide":  # it was called before there was such a rule
        item = AgendaItem(
            item="1", matter="recommend", honor="municipal", subjects=(who,), title="", papers=()
        )
        ws.write(SittingCalled(sitting="s1", on=TERM, agenda=(item,)), right=Right.KEEP)
        group.hold_sitting(ws, "s1")
    if state != "none":
        perform(ws, verb_of("apply.add"), {"honor": "municipal", "agency": who, "id": "k1"})
        answer = perform(ws, verb_of("apply.check"), {"case": "k1"})
        assert answer.document()["outcome"] == state
    acts: dict[str, Callable[[], object]] = {
        "call": lambda: group.call(ws, "s1", [f"recommend:municipal={who}"], held_on=TERM),
        "put": lambda: perform(
            ws,
            verb_of("group.put"),
            {"matter": "recommend", "honor": "municipal", "holders": [who]},
        ),
        "decide": lambda: decisions.decide(ws, "s1", "1"),
    }
    if state == "passed":
        acts[way]()
    else:
        assert refused(acts[way]) == ("application" if state == "none" else "order")


def test_a_renewal_of_what_is_held_no_more_is_told_with_the_way_to_settle_it(
    tmp_path: Path,
) -> None:
    """Such a decision is of an earlier release: the line that is due names no deed for it."""
    ws = city(tmp_path / "w")
    body = Decided(
        decision="d1",
        body="guidance-group",
        matter="renew",
        honor="municipal",
        subjects=("a-3",),
        outcome="approved",
        session="s",
        item="1",
    )
    ws.write(body, right=Right.DECIDE, effective=TERM)
    (line,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
    said = render(line.why)
    assert "目前不持有该称号" in said and "civtui decide void d1" in said
    assert "honor keep" not in said
