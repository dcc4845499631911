"""A choice that does something by itself: a state as of a day, the same for every reader."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.registry import OpeningTitle, Registered
from civtui.model.facts.rounds import Assessor, Marked, RoundClosed, RoundOpened, StandardAdopted
from civtui.model.roles import Right
from civtui.workspace.agencies.agencies import agency_rows, office_rows
from civtui.workspace.fact_words import of_row
from civtui.workspace.overview.due import due_rows
from civtui.workspace.overview.overview import overview
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import card_steps, endings, grants, party_group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.declaring import idle_since, record_part
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.dependents import facts_of
from civtui.workspace.voiding.doing import void
from tests.titles import small
from tests.titles.small import OFFICES, START, Sittings
from tests.voiding.tables import tables_of

FOUR = OFFICES["a-1"]
small_city = partial(small.small_city, today=START)  # the days of a term are yet to come


def later(ws: Workspace, day: date) -> Workspace:
    """Return the workspace opened anew on another day."""
    settings = ws.dir / "civtui.toml"
    text = settings.read_text("utf-8")
    lines = [x if not x.startswith("today") else f"today = {day}" for x in text.splitlines()]
    settings.write_text("\n".join(lines), encoding="utf-8")
    ws.close()
    return open_workspace(ws.dir, user="tester")


def kinds(ws: Workspace) -> list[tuple[str, str, str]]:
    """Return (kind, decision, day) of the facts that policies recorded."""
    found = []
    for row in ws.ledger.rows():
        decision = str(json.loads(row.payload).get("decision", ""))
        if decision.startswith("policy:"):
            found.append((row.kind, decision, row.effective))
    return found


def dated(ws: Workspace, *titles: tuple[str, str, str]) -> None:
    """Take in titles (holder, honor, until)."""
    ws.write(
        Registered(
            titles=tuple(
                OpeningTitle(
                    holder=h, honor=honor, since=date(2025, 12, 20), until=date.fromisoformat(until)
                )
                for h, honor, until in titles
            )
        ),
        right=Right.KEEP,
    )


def test_before_its_day_it_stands_on_the_due_board(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"})
    dated(ws, ("a-1", "municipal", "2026-03-31"), (FOUR[0], "civilized-office", "2026-02-28"))
    head = ws.head()
    found = {(d.on, d.what, d.subject) for d in due_rows(ws)}
    assert found == {
        (date(2026, 4, 1), "by-itself", "a-1"),
        (date(2026, 3, 1), "by-itself", FOUR[0]),
    }
    assert all("“期限已过的称号”：自动终止" in render(d.why) for d in due_rows(ws))
    assert overview(ws).honors["municipal"] == 1 and ws.head() == head
    ws = later(ws, date(2026, 3, 15))
    assert [(d.on, d.subject) for d in due_rows(ws)] == [(date(2026, 4, 1), "a-1")]
    assert due_rows(later(ws, date(2026, 4, 2))) == []


SHARE = [("a-1", "municipal"), (FOUR[0], "civilized-office"), (FOUR[1], "civilized-office")]


def withdraw(ws: Workspace, office: str, day: date) -> None:
    ruled = party_group.decide(ws, "a-1", "withdraw", [office], session="党组会议", on=day)
    endings.end(ws, "civilized-office", [office], "withdrawn", ruled.id, on=day)


@pytest.mark.parametrize("choice", ["at-renewal", "yellow-card", "automatic"])
def test_a_share_that_falls_under_its_gate(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": choice})
    ws = later(ws, date(2026, 3, 10))
    withdraw(ws, FOUR[0], date(2026, 3, 2))  # one of four is 25 %
    assert overview(ws).honors["municipal"] == int(choice != "automatic")
    assert overview(ws).cards == int(choice == "yellow-card")
    want = {
        "at-renewal": [],
        "yellow-card": [("carded", "policy:share-falls-below", "2026-03-02")],
        "automatic": [("withdrawn", "policy:share-falls-below", "2026-03-02")],
    }
    assert kinds(ws) == want[choice]
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    assert kinds(ws) == want[choice]
    assert verify(ws.ledger) == []


def test_a_restored_title_does_not_fall_again_for_the_same_fall(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE, policies={"share-falls-below": "automatic"})
    ws = later(ws, date(2026, 4, 10))
    withdraw(ws, FOUR[0], date(2026, 3, 2))
    back = Sittings(ws).decide("restore:municipal=a-1", date(2026, 4, 1))
    endings.restore(ws, "municipal", ["a-1"], back, on=date(2026, 4, 1))
    assert overview(ws).honors["municipal"] == 1
    assert len(kinds(ws)) == 1


def test_a_term_of_an_office_lets_the_share_fall_and_a_second_card_delists(tmp_path: Path) -> None:
    chosen = {
        "term-lapsed": "ends",
        "share-falls-below": "yellow-card",
        "second-card": "delists",
    }
    ws = small_city(tmp_path / "w", titles=SHARE[:2], policies=chosen)
    dated(ws, (FOUR[1], "civilized-office", "2026-03-31"))
    ws = later(ws, date(2026, 3, 1))
    group = Sittings(ws)
    card = card_steps.issue(
        ws, "a-1", "停滞", "整改", group.decide("card=a-1", date(2026, 2, 2)), on=date(2026, 2, 2)
    ).state.id
    card_steps.progress(ws, card, "re-inspected", met=True, on=date(2026, 2, 20))
    clearing = group.decide("clear-card=a-1", date(2026, 2, 21))
    card_steps.conclude(ws, card, "cleared", clearing, on=date(2026, 2, 21))
    found = [(d.on, d.what, d.subject) for d in due_rows(ws, days=40)]
    assert found == [(date(2026, 4, 1), "by-itself", s) for s in ("a-1",) * 3 + (FOUR[1],)]
    ws = later(ws, date(2026, 4, 5))
    assert overview(ws).honors["municipal"] == 0 and overview(ws).cards == 0
    head, cards = ws.head(), [(c.opened, c.state) for c in card_rows(ws)]
    assert ("2026-04-01", "delisted") in cards
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    assert [(kind, day) for kind, _, day in kinds(ws)] == [
        ("withdrawn", "2026-04-01"),
        ("carded", "2026-04-01"),
        ("card-ended", "2026-04-01"),
        ("withdrawn", "2026-04-01"),
    ]
    assert ws.head() == head + 5
    assert [(c.opened, c.state) for c in card_rows(ws)] == cards
    assert verify(ws.ledger) == []


def test_what_a_policy_did_is_told_as_a_sentence_and_stays(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"})
    dated(ws, ("a-1", "municipal", "2026-03-31"))
    granted = ws.head()
    ws = later(ws, date(2026, 4, 1))
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    row = facts_of(ws, [granted + 1])[0]
    said = render(of_row(ws, row))
    assert row.kind == "withdrawn" and "口径“期限已过的称号”" in said
    assert "2026-03-31" in row.why
    with pytest.raises(Refused) as refused:
        void(ws, granted + 1, "误")
    assert refused.value.message.key == "voiding.by-policy" and refused.value.hint
    void(ws, granted, "误")  # what it did goes with what it rests on
    assert overview(ws).honors["municipal"] == 1
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("choice", ["no-expiry", "per-round"])
def test_model_titles_of_an_earlier_selection_end_with_the_first_of_a_later_one(
    tmp_path: Path, choice: str
) -> None:
    titles = [*((o, "civilized-office") for o in FOUR), *((o, "model-office") for o in FOUR[:3])]
    ws = small_city(tmp_path / "w", titles=titles, policies={"model-title-term": choice})
    ws = later(ws, date(2026, 4, 1))
    selected(ws, "s1", FOUR, date(2026, 3, 1))
    group = Sittings(ws)
    if choice == "per-round":  # selected anew, the first goes on
        both = group.decide(f"grant:model-office={FOUR[0]},{FOUR[3]}", date(2026, 3, 6))
        grants.grant(ws, "model-office", [FOUR[0], FOUR[3]], both, on=date(2026, 3, 7))
    else:
        ruled = group.decide(f"grant:model-office={FOUR[3]}", date(2026, 3, 5))
        grants.grant(ws, "model-office", [FOUR[3]], ruled, on=date(2026, 3, 7))
    stay = {FOUR[0], FOUR[3]} if choice == "per-round" else set(FOUR)
    assert {t.holder for t in held_on(ws, date(2026, 3, 7), "model-office")} == stay
    assert overview(ws).office_honors["model-office"] == len(stay)
    _, answer = eligibility_of(ws, "a-1", "provincial")
    assert [r.has for r in answer.tiers[0].reasons if r.rule == "count-of"] == [str(len(stay))]
    ended = [("withdrawn", "policy:model-title-term", "2026-03-07")]
    assert kinds(ws) == (ended * 2 if choice == "per-round" else [])
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("days", [0, 1, 20])
def test_a_model_title_that_a_later_selection_ended_is_restored_without_one(
    tmp_path: Path, days: int
) -> None:
    titles = [*((o, "civilized-office") for o in FOUR), (FOUR[0], "model-office")]
    policies = {"model-title-term": "per-round"}
    ws = later(small_city(tmp_path / "w", titles=titles, policies=policies), date(2026, 4, 1))
    selected(ws, "s1", FOUR[3:], date(2026, 3, 7))
    group, ended = Sittings(ws), date(2026, 3, 7)
    ruled = group.decide(f"grant:model-office={FOUR[3]}", ended)
    grants.grant(ws, "model-office", [FOUR[3]], ruled, on=ended)
    assert {t.holder for t in held_on(ws, ended, "model-office")} == {FOUR[3]}
    back = date(2026, 3, 7 + days)
    decision = group.decide(f"restore:model-office={FOUR[0]}", back)
    endings.restore(ws, "model-office", [FOUR[0]], decision, on=back)
    ws = later(ws, date(2026, 5, 1))
    held = {t.holder for t in held_on(ws, date(2026, 5, 1), "model-office")}
    assert held == {FOUR[0], FOUR[3]}
    endings.end(ws, "civilized-office", [FOUR[0]], "waived", "函")
    with pytest.raises(Refused) as refused:
        again = Sittings(ws, "t").decide(f"restore:model-office={FOUR[0]}", date(2026, 5, 1))
        endings.restore(ws, "model-office", [FOUR[0]], again)
    assert refused.value.message.key == "titles.model-not-civilized"
    assert verify(ws.ledger) == []


def selected(ws: Workspace, round_: str, offices: Sequence[str], day: date) -> None:
    """Let a selection of model offices close on a day, every office at full points."""
    opened = RoundOpened(
        round=round_,
        name="标兵",
        organizer="city",
        scope="model-candidates",
        standard=f"s-{round_}",
        standard_version="1",
        standard_sha256="0" * 64,
        subjects=tuple(offices),
        items=("i",),
        assessors=(Assessor(id="k", name="甲"),),
    )
    item = {"id": "i", "title": {"zh": "创建"}, "kind": "points", "points": "4"}
    document = {"id": f"s-{round_}", "version": "1", "total": "4", "item": [item]}
    standard = StandardAdopted(id=f"s-{round_}", version="1", sha256="0" * 64, document=document)
    marks = [
        Marked(round=round_, subject=office, item="i", assessor="k", value="4", points=4000)
        for office in offices
    ]
    closed = RoundClosed(round=round_, state="closed")
    ws.write(standard, opened, *marks, closed, right=Right.MANAGE, effective=day)


def test_a_lapsed_office_title_is_named_where_it_counts(tmp_path: Path) -> None:
    for choice, has in (("flag-until-decided", "1/4"), ("ends", "0/4")):
        ws = small_city(tmp_path / choice, policies={"term-lapsed": choice})
        dated(ws, (FOUR[0], "civilized-office", "2026-01-31"))
        _, answer = eligibility_of(ws, "a-1", "municipal", date(2026, 2, 2))
        found = {r.rule: r for r in answer.tiers[0].reasons}
        assert found["share-of"].has == has
        assert found["term-lapsed"].why.values["count"] == 1
        assert {p.id: p.choice for p in answer.tiers[0].policies}["term-lapsed"] == choice


@pytest.mark.parametrize("choice", ["self-declared", "confirmed"])
def test_an_undeclared_condition_says_that_nobody_declared_it(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", policies={"has-conditions": choice}, titles=SHARE[1:])
    (tier,) = eligibility_of(ws, "a-1", "agency-level")[1].tiers
    (found,) = [r for r in tier.reasons if r.rule == "has-conditions"]
    assert found.has == "undeclared" and "unsaid" in found.why.key
    lacks = [m.text.key for m in tier.missing if m.what == "conditions"]
    assert lacks == (["rules.lacks-conditions-unsaid"] if choice == "confirmed" else [])
    (runs,) = [r for r in tier.reasons if r.rule == "runs-program"]
    assert (runs.has, runs.why.key) == ("undeclared", "rules.runs-by-titles")


@pytest.mark.parametrize("choice", ["all-offices", "taking-part"])
def test_an_office_takes_no_part_since_a_day(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE[1:], policies={"denominator": choice})
    ws = later(ws, date(2026, 3, 1))
    before = tables_of(ws)
    record_part(ws, FOUR[2], takes=False, on=date(2026, 2, 1), why="派出机构")
    assert idle_since(ws, FOUR[2]) == "2026-02-01"

    def share(day: date) -> tuple[str, dict[str, str], list[str]]:
        (tier,) = eligibility_of(ws, "a-1", "municipal", day)[1].tiers
        has = {r.rule: r.has for r in tier.reasons}
        return has["share-of"], dict(tier.policies), [r.why.key for r in tier.reasons]

    has, named, _ = share(date(2026, 1, 31))
    assert has == "2/4" and "denominator" not in named
    has, named, told = share(date(2026, 2, 1))
    assert has == ("2/3" if choice == "taking-part" else "2/4")
    assert named["denominator"] == choice and f"rules.denominator-{choice}" in told
    record_part(ws, FOUR[2], takes=True, on=date(2026, 2, 20))
    assert idle_since(ws, FOUR[2]) is None and share(date(2026, 2, 20))[0] == "2/4"
    assert "参加创建" in render(of_row(ws, facts_of(ws, [ws.head()])[0]))
    for seq in (ws.head(), ws.head() - 1):
        void(ws, seq, "误")
    assert tables_of(ws) == before and verify(ws.ledger) == []


def test_a_share_falls_as_those_who_take_part_are_counted(tmp_path: Path) -> None:
    chosen = {"share-falls-below": "automatic", "denominator": "taking-part"}
    ws = small_city(tmp_path / "w", titles=SHARE[:2], policies=chosen)  # one of four is 25 %
    ws = later(ws, date(2026, 3, 1))
    assert overview(ws).honors["municipal"] == 1
    record_part(ws, FOUR[3], takes=False, on=date(2026, 2, 1))  # one of three
    assert overview(ws).honors["municipal"] == 1
    record_part(ws, FOUR[3], takes=True, on=date(2026, 2, 10))
    assert overview(ws).honors["municipal"] == 0
    assert kinds(ws) == [("withdrawn", "policy:share-falls-below", "2026-02-10")]


@pytest.mark.parametrize("choice", ["falls-with-it", "stays-until-withdrawn"])
def test_a_model_title_falls_with_a_civilized_one_that_ran_out(tmp_path: Path, choice: str) -> None:
    chosen = {"term-lapsed": "ends", "model-title-when-civilized-lost": choice}
    ws = small_city(tmp_path / "w", titles=[(FOUR[0], "model-office")], policies=chosen)
    dated(ws, (FOUR[0], "civilized-office", "2026-03-31"))
    ws = later(ws, date(2026, 4, 1))
    stays = int(choice == "stays-until-withdrawn")
    assert overview(ws).office_honors == {"civilized-office": 0, "model-office": stays}
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    policy = "policy:model-title-when-civilized-lost"
    falls = [("withdrawn", policy, "2026-04-01")] * (1 - stays)
    assert kinds(ws) == [("withdrawn", "policy:term-lapsed", "2026-04-01"), *falls]
    assert verify(ws.ledger) == []


def test_two_processes_record_it_once(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"})
    dated(ws, ("a-1", "municipal", "2026-03-31"))
    ws = later(ws, date(2026, 4, 1))
    other = open_workspace(ws.dir, user="other")
    assert overview(ws).honors["municipal"] == overview(other).honors["municipal"] == 0
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    assert overview(other).honors["municipal"] == 1
    dated(other, ("a-3", "municipal", "2027-01-01"))
    assert len(kinds(ws)) == 1 and overview(ws).honors["municipal"] == 2
    assert verify(ws.ledger) == verify(other.ledger) == []


def test_a_ledger_that_can_only_be_read_tells_it_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"})
    dated(ws, ("a-1", "municipal", "2026-03-31"))
    ws = later(ws, date(2026, 3, 1))
    ws.ledger.connection.execute("PRAGMA query_only = ON")
    ws.settings["today"] = date(2026, 4, 1)
    assert overview(ws).honors["municipal"] == 0
    assert ws.ledger.connection.execute("PRAGMA query_only").fetchone() == (1,)


def test_a_mark_records_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"})
    mark = Marked(round="r", subject="o-1-1", item="i", assessor="k", value="1")
    assert ws.automatic.due([mark], ws.now) is None
    assert ws.automatic.due([Registered()], ws.now) is not None


def test_a_profile_without_such_choices_is_never_looked_at(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=SHARE)
    assert not ws.automatic.chosen.by_time
    asked: list[str] = []
    ws.ledger.connection.set_trace_callback(asked.append)
    overview(ws)
    assert not [sql for sql in asked if "temp." in sql or "data_version" in sql]


@pytest.mark.parametrize("choice", ["flag-until-decided", "ends"])
def test_a_term_ends_for_every_reader_and_is_recorded_once(tmp_path: Path, choice: str) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": choice})
    dated(ws, ("a-1", "municipal", "2026-03-31"), (FOUR[0], "civilized-office", "2026-03-31"))
    head = ws.head()
    assert later(ws, date(2026, 3, 31)).ledger.head().seq == head
    ws = later(ws, date(2026, 3, 31))
    assert overview(ws).honors["municipal"] == 1
    ws = later(ws, date(2026, 4, 1))
    stands = int(choice != "ends")
    for _ in range(2):
        assert overview(ws).honors["municipal"] == stands
        assert overview(ws).office_honors["civilized-office"] == stands
        assert overview(ws).lapsed == 2 * stands
        assert next(r.honor for r in agency_rows(ws)) == ("municipal" if stands else "")
        assert office_rows(ws, "a-1")[0].honors == (("civilized-office",) * stands)
        assert len(held_on(ws, date(2026, 4, 1), "municipal")) == stands
        assert len(held_on(ws, date(2026, 3, 31), "municipal")) == 1
        assert ws.head() == head and verify(ws.ledger) == []
    _, answer = eligibility_of(ws, "a-1", "municipal")
    assert ("municipal" in {r.rule for r in answer.tiers[0].reasons}) is False
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    expected = [("withdrawn", "policy:term-lapsed", "2026-04-01")] * 2
    assert kinds(ws) == (expected if choice == "ends" else [])
    dated(ws, ("a-3", "municipal", "2027-01-01"))
    assert kinds(ws) == (expected if choice == "ends" else [])
    assert overview(ws).honors["municipal"] == 2 + stands
    assert verify(ws.ledger) == []
