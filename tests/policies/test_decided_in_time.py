"""A renewal decided while the title stood counts from its day, however late it is put down."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.rules.policies import CHOICES
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, grants, group, party_group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, dated, later, selected, withdraw
from tests.titles.small import START, Sittings, small_city

CIVILIZED, MODEL = "civilized-office", "model-office"
LAST, IN_TIME, AFTER = date(2026, 3, 31), date(2026, 3, 20), date(2026, 4, 10)


def city(folder: Path) -> Workspace:
    titles = [(FOUR[0], MODEL), (FOUR[2], CIVILIZED), (FOUR[3], CIVILIZED)]
    ws = small_city(folder, titles=titles, policies={"term-lapsed": "ends"}, today=START)
    dated(ws, (FOUR[0], CIVILIZED, str(LAST)), ("a-1", "municipal", str(LAST)))
    return later(ws, AFTER)


def kept(ws: Workspace, day: date) -> str:
    return party_group.decide(ws, "a-1", "renew", [FOUR[0]], session="党组会", on=day).id


def held(ws: Workspace, day: date) -> set[tuple[str, str]]:
    return {(row.holder, row.honor) for row in held_on(ws, day)}


@pytest.mark.parametrize("recorded", [False, True])
def test_it_stands_on_without_a_gap_with_what_fell_with_it(tmp_path: Path, recorded: bool) -> None:
    ws = city(tmp_path / "w")
    others = {(FOUR[2], CIVILIZED), (FOUR[3], CIVILIZED)}
    assert held(ws, AFTER) == others
    if recorded:  # another write has put the end on record
        dated(ws, ("a-2", "municipal", "2027-01-01"))
    done = grants.keep(ws, CIVILIZED, [FOUR[0]], kept(ws, IN_TIME), until=date(2028, 3, 31))
    # that no round ever counted it is noted beside
    assert [note.key for note in done.notes] == ["titles.kept-late", "titles.gate-noted"]
    for day in (LAST, date(2026, 4, 1), date(2026, 4, 5), AFTER):
        assert {(FOUR[0], CIVILIZED), (FOUR[0], MODEL)} <= held(ws, day), day
    until = {row.holder: row.until for row in held_on(ws, AFTER, CIVILIZED)}
    assert until[FOUR[0]] == "2028-03-31"
    assert verify(ws.ledger) == []


def test_an_agencys_title_is_kept_so_too(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    ruled = Sittings(ws).decide("renew:municipal=a-1", IN_TIME)
    grants.keep(ws, "municipal", ["a-1"], ruled, on=IN_TIME)
    assert ("a-1", "municipal") in held(ws, AFTER)
    assert verify(ws.ledger) == []


def test_decided_after_its_end_it_is_gone_and_the_way_named(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    given = {"matter": "renew", "holders": ["a-1"], "honor": "municipal"}
    for act in (
        lambda: kept(ws, date(2026, 4, 1)),
        lambda: perform(ws, verb_of("group.put"), given),
        lambda: group.call(ws, "s1", ["renew:municipal=a-1"], held_on=AFTER),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.where["rule"] == "term"
        assert refused.value.hint and refused.value.hint.key == "titles.way-anew"
    assert (FOUR[0], CIVILIZED) not in held(ws, AFTER) and undone(ws, AFTER) == []


@pytest.mark.parametrize("recorded", [False, True])
def test_decided_in_time_it_is_due_though_it_ended_meanwhile(
    tmp_path: Path, recorded: bool
) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    dated(ws, (FOUR[0], CIVILIZED, str(LAST)))
    ws = later(ws, IN_TIME)
    ruled = kept(ws, IN_TIME)
    ws = later(ws, AFTER)
    if recorded:  # another write has put the end on record
        dated(ws, ("a-2", "municipal", "2027-01-01"))
    assert (FOUR[0], CIVILIZED) not in held(ws, AFTER)
    (due,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
    assert (due.subject, due.why.key) == (ruled, "titles.due-carrying-out")
    grants.keep(ws, CIVILIZED, [FOUR[0]], ruled)
    assert (FOUR[0], CIVILIZED) in held(ws, AFTER) and undone(ws, AFTER) == []


def test_those_that_ended_and_those_that_stand_are_kept_apart(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    dated(ws, (FOUR[1], CIVILIZED, "2027-01-01"))
    both = [FOUR[0], FOUR[1]]
    ruled = party_group.decide(ws, "a-1", "renew", both, session="党组会", on=IN_TIME).id
    with pytest.raises(Refused) as refused:
        grants.keep(ws, CIVILIZED, both, ruled)
    assert refused.value.hint and refused.value.hint.key == "titles.way-keep-apart"
    for one in both:
        grants.keep(ws, CIVILIZED, [one], ruled)
    assert {(one, CIVILIZED) for one in both} <= held(ws, AFTER)


@pytest.mark.parametrize("share", ["automatic", "yellow-card"])
def test_what_fell_meanwhile_stands_again_with_it(tmp_path: Path, share: str) -> None:
    chosen = {"term-lapsed": "ends", "share-falls-below": share}
    titles = [("a-1", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, policies=chosen, today=START)
    dated(ws, *((office, CIVILIZED, str(LAST)) for office in FOUR[:2]))
    ws = later(ws, AFTER)
    assert (("a-1", "municipal") in held(ws, AFTER)) is (share == "yellow-card")
    assert len(card_rows(ws)) == (share == "yellow-card")
    ruled = party_group.decide(ws, "a-1", "renew", FOUR[:2], session="党组会", on=IN_TIME).id
    before = ws.head()
    grants.keep(ws, CIVILIZED, FOUR[:2], ruled)
    assert ("a-1", "municipal") in held(ws, AFTER) and card_rows(ws) == []
    since = {row.holder: row.since for row in held_on(ws, AFTER, CIVILIZED)}
    assert {since[office] for office in FOUR[:2]} == {"2025-12-20"}
    assert verify(ws.ledger) == []
    assert ws.head() > before
    _, back = void(ws, ws.head(), "误录")
    assert not {(office, CIVILIZED) for office in FOUR[:2]} & held(ws, AFTER)
    void(ws, back, "复原")
    assert {(office, CIVILIZED) for office in FOUR[:2]} <= held(ws, AFTER)
    assert card_rows(ws) == [] and verify(ws.ledger) == []


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("policy", ["model-title-term", "term-lapsed"])
@pytest.mark.parametrize("days", [0, 3])
def test_the_half_of_a_decision_that_is_left_is_due_whatever_ended_by_itself(
    tmp_path: Path, policy: str, days: int, recorded: bool
) -> None:
    chosen = {"model-title-term": "per-round", "term-lapsed": "ends"}
    titles = [(office, CIVILIZED) for office in FOUR]
    ws = small_city(tmp_path / "w", titles=titles, policies=chosen, today=START)
    dated(ws, (FOUR[0], MODEL, str(LAST)))
    ws = later(ws, IN_TIME)
    selected(ws, "m", FOUR[:2], IN_TIME)
    ruled = Sittings(ws).decide(f"grant:model-office={FOUR[0]},{FOUR[1]}", IN_TIME)
    (due,) = [row for row in due_rows(ws, days=0) if row.what == "carrying-out"]
    assert due.why.values["count"] == 2
    day = IN_TIME if policy == "model-title-term" else date(2026, 4, 1)
    ws = later(ws, day + timedelta(days))
    grants.grant(ws, MODEL, [FOUR[1]], ruled)
    assert (FOUR[0], MODEL) not in held(ws, ws.today())
    if recorded:
        dated(ws, ("a-2", "municipal", "2027-01-01"))
    (left,) = [row for row in due_rows(ws, days=0) if row.what == "carrying-out"]
    assert (left.subject, left.why.key) == (ruled, "titles.due-carrying-out")
    assert left.why.values["names"] == ["a-1局/处1"]
    assert left.why.values["verb"] == f"honor grant model-office a-1局/处1 --decision {ruled}"
    grants.grant(ws, MODEL, [FOUR[0]], ruled)
    assert {(office, MODEL) for office in FOUR[:2]} <= held(ws, ws.today())
    assert not [row for row in due_rows(ws, days=0) if row.what == "carrying-out"]
    assert undone(ws, ws.today()) == [] and verify(ws.ledger) == []


def test_one_that_later_steps_of_a_card_bar_says_so_on_the_due_board(tmp_path: Path) -> None:
    chosen = {"term-lapsed": "ends", "share-falls-below": "yellow-card"}
    titles = [("a-1", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, policies=chosen, today=START)
    dated(ws, *((office, CIVILIZED, str(LAST)) for office in FOUR[:2]))
    ws = later(ws, AFTER)
    ruled = party_group.decide(ws, "a-1", "renew", FOUR[:2], session="党组会", on=IN_TIME).id
    (card,) = card_rows(ws)
    card_steps.progress(ws, card.id, "plan", note="计划")
    step, head = ws.head(), ws.head()
    with pytest.raises(Refused) as refused:
        grants.keep(ws, CIVILIZED, FOUR[:2], ruled)
    (due,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
    assert due.why.key == "titles.due-carrying-out-first" and ws.head() == head
    assert due.why.values["why"] == refused.value.message
    void(ws, step, "误录")
    (due,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
    assert due.why.key == "titles.due-carrying-out"
    grants.keep(ws, CIVILIZED, FOUR[:2], ruled)


@pytest.mark.parametrize("policy", ["term-lapsed", "share-falls-below"])
@pytest.mark.parametrize("recorded", [False, True])
def test_what_nobody_can_carry_out_any_more_stays_due_with_its_way(
    tmp_path: Path, policy: str, recorded: bool
) -> None:
    ws = small_city(
        tmp_path / "w", titles=[(FOUR[0], CIVILIZED), (FOUR[1], CIVILIZED)], today=START
    )
    until = LAST if policy == "term-lapsed" else LAST.replace(year=2027)
    dated(ws, ("a-1", "municipal", str(until)))
    ws = later(ws, AFTER)
    ruled = Sittings(ws).decide("renew:municipal=a-1", AFTER)
    path, choice = ws.dir / "profile.toml", CHOICES[policy][-1]
    chosen = f'\n[policy.{policy}]\nchoice = "{choice}"\nwhen = {{ zh = "试", en = "t" }}\n'
    path.write_text(path.read_text("utf-8") + chosen, "utf-8")
    if policy == "share-falls-below":
        withdraw(ws, FOUR[0], AFTER)
    if recorded:
        dated(ws, ("a-2", "municipal", "2027-01-01"))
    assert ("a-1", "municipal") not in held(ws, AFTER)
    (due,) = [row for row in due_rows(ws) if row.what == "carrying-out"]
    assert (due.subject, due.why.key) == (ruled, "titles.due-carrying-out-gone")
    assert f"decide void {ruled}" in render(due.why)
    with pytest.raises(Refused):
        grants.keep(ws, "municipal", ["a-1"], ruled)
