"""An appeal is about the delisting that it names: the bar of another one stands, whatever comes."""

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.rules.bars import delisted as bars_of
from civtui.rules.facts import AgencyFacts
from civtui.rules.situation import Situation
from civtui.verbs import verb_of
from civtui.workspace.overview.day import deadlines
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, decisions, endings, group
from civtui.workspace.titles.appeals import delisting_acts
from civtui.workspace.titles.carrying_out import appeals_open
from civtui.workspace.titles.eligibility_facts import read_facts
from civtui.workspace.titles.holders import holds
from tests.titles.small import Sittings, small_city
from tests.titles.test_appeal_suspends import bars, waits

TODAY = date(2026, 9, 1)
FIRST, SECOND, ASKED, ANSWERED = (date(2026, month, 2) for month in (3, 4, 5, 6))


def twice(folder: Path, choice: str) -> tuple[Workspace, Sittings, list[str]]:
    """Return a city whose first agency lost two titles, and the decisions by which it did."""
    titles = [("a-1", "municipal"), ("a-1", "provincial")]
    ws = small_city(folder, titles=titles, policies={"appeal": choice}, today=TODAY)
    sittings, acts = Sittings(ws), list[str]()
    for honor, day in (("municipal", FIRST), ("provincial", SECOND)):
        acts.append(sittings.decide(f"delist:{honor}=a-1", day))
        endings.end(ws, honor, ["a-1"], "delisted", acts[-1], on=day)
    return ws, sittings, acts


def barred_since(ws: Workspace) -> str | None:
    """Return the day of the delisting that bars the agency, "" where two say it otherwise."""
    found = bars(ws)
    assert len(found) == len(waits(ws)) <= 1
    return found[0].split(" ")[0] if found else None


@pytest.mark.parametrize("which", [0, 1])
def test_an_appeal_lifts_the_bar_of_its_delisting_alone(tmp_path: Path, which: int) -> None:
    ws, sittings, acts = twice(tmp_path / "w", "suspended")
    assert barred_since(ws) == str(SECOND)
    other = str((SECOND, FIRST)[which])
    appeals.appeal(ws, "a-1", acts[which], on=ASKED)
    assert barred_since(ws) == other
    with pytest.raises(Refused, match="appeal-open"):  # one of each act
        appeals.appeal(ws, "a-1", acts[which], on=ASKED)
    ruled = sittings.decide("appeal=a-1", ANSWERED)
    appeals.answer_appeal(ws, "a-1", acts[which], ruled, on=ANSWERED)
    assert barred_since(ws) == other
    appeals.appeal(ws, "a-1", acts[1 - which], on=ANSWERED)
    assert barred_since(ws) is None
    ruled = sittings.decide("appeal=a-1", ANSWERED, "refused")
    appeals.answer_appeal(ws, "a-1", acts[1 - which], ruled, on=ANSWERED)
    assert barred_since(ws) == other


@pytest.mark.parametrize("which", [0, 1])
def test_where_an_appeal_suspends_nothing_its_success_ends_its_bar_alone(
    tmp_path: Path, which: int
) -> None:
    ws, sittings, acts = twice(tmp_path / "w", "effective-at-once")
    appeals.appeal(ws, "a-1", acts[which], on=ASKED)
    assert barred_since(ws) == str(SECOND)
    ruled = sittings.decide("appeal=a-1", ANSWERED)
    appeals.answer_appeal(ws, "a-1", acts[which], ruled, on=ANSWERED)
    assert barred_since(ws) == str((SECOND, FIRST)[which])
    assert acts[1 - which] in delisting_acts(ws, "a-1")


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
def test_appeals_against_two_acts_await_their_own_answers(tmp_path: Path, choice: str) -> None:
    ws, _, acts = twice(tmp_path / "w", choice)
    for act in acts:
        appeals.appeal(ws, "a-1", act, on=ASKED)
    lines = [row for row in due_rows(ws) if row.what == "appeal"]
    assert len({row.key for row in lines}) == 2
    told = sorted(render(row.why) for row in lines)
    assert "--honor municipal" in told[0] and "--honor provincial" in told[1]
    with pytest.raises(Refused, match="which-appeal"):
        group.call(ws, "x1", ["appeal=a-1"], held_on=ANSWERED)
    group.call(ws, "x1", ["appeal:municipal=a-1", "appeal:provincial=a-1"], held_on=ANSWERED)
    group.hold_sitting(ws, "x1")
    made = [
        decisions.decide(ws, "x1", "1").id,
        decisions.decide(ws, "x1", "2", outcome="refused").id,
    ]
    assert [one.answer for one in appeals_open(ws)] == made
    with pytest.raises(Refused, match="appeal-other-honor"):
        appeals.answer_appeal(ws, "a-1", acts[0], made[1], on=ANSWERED)
    appeals.answer_appeal(ws, "a-1", acts[0], made[0], on=ANSWERED)
    assert barred_since(ws) == (None if choice == "suspended" else str(SECOND))
    assert holds(ws, "a-1", "municipal") and holds(ws, "a-1", "provincial") == (
        choice == "suspended"
    )
    done = appeals.answer_appeal(ws, "a-1", acts[1], made[1], on=ANSWERED)
    assert not holds(ws, "a-1", "provincial") and holds(ws, "a-1", "municipal")
    assert not any("市级" in render(note, "zh") for note in done.notes)
    assert barred_since(ws) == str(SECOND) and not appeals_open(ws)


def test_an_appeal_is_put_on_agendas_once(tmp_path: Path) -> None:
    ws, _, acts = twice(tmp_path / "w", "effective-at-once")
    appeals.appeal(ws, "a-1", acts[0], on=ASKED)
    perform(ws, verb_of("group.put"), {"matter": "appeal", "holders": ["a-1"]})
    for honor in (None, "municipal"):
        with pytest.raises(Refused) as told:
            given = {"matter": "appeal", "holders": ["a-1"], "honor": honor}
            perform(ws, verb_of("group.put"), given)
        assert "2026-1" in render(told.value.message)
    with pytest.raises(Refused, match="appeal-put"):
        items = ["appeal=a-1", "appeal:municipal=a-1"]
        group.call(ws, "2026-1", items, held_on=ws.today())


@pytest.mark.parametrize("which", [0, 1])
def test_a_title_given_back_ends_the_bar_of_the_act_that_took_it(
    tmp_path: Path, which: int
) -> None:
    ws, sittings, acts = twice(tmp_path / "w", "effective-at-once")
    honor = ("municipal", "provincial")[which]
    back = sittings.decide(f"restore:{honor}=a-1", ANSWERED)
    endings.restore(ws, honor, ["a-1"], back, on=ANSWERED)
    assert barred_since(ws) == str((SECOND, FIRST)[which])
    assert acts[1 - which] in delisting_acts(ws, "a-1")


def test_a_title_given_back_after_a_refused_appeal_ends_its_bar(tmp_path: Path) -> None:
    ws, sittings, acts = twice(tmp_path / "w", "suspended")
    appeals.appeal(ws, "a-1", acts[1], on=ASKED)
    no = sittings.decide("appeal=a-1", ANSWERED, "refused")
    appeals.answer_appeal(ws, "a-1", acts[1], no, on=ANSWERED)
    assert barred_since(ws) == str(SECOND)
    back = sittings.decide("restore:provincial=a-1", TODAY)
    endings.restore(ws, "provincial", ["a-1"], back, on=TODAY)
    assert barred_since(ws) == str(FIRST)


def test_an_appeal_is_not_answered_by_a_decision_about_another_title(tmp_path: Path) -> None:
    ws, sittings, acts = twice(tmp_path / "w", "suspended")
    early = sittings.decide("appeal:municipal=a-1", SECOND)  # before there is an appeal
    appeals.appeal(ws, "a-1", acts[1], on=ASKED)  # against the end of the provincial title
    with pytest.raises(Refused, match="appeal-other-honor"):
        appeals.answer_appeal(ws, "a-1", acts[1], early, on=ANSWERED)
    with pytest.raises(Refused, match="appeal-other-honor"):
        sittings.decide("appeal:municipal=a-1", ANSWERED)
    before = bars(ws)
    ruled = sittings.decide("appeal:provincial=a-1", ANSWERED)
    assert bars(ws) == before
    appeals.answer_appeal(ws, "a-1", acts[1], ruled, on=ANSWERED)
    assert barred_since(ws) == str(FIRST)


def facts(*events: tuple[str, str, str]) -> AgencyFacts:
    """Return what a file of facts says: (day, kind, decision)."""
    rows = [{"on": on, "kind": kind, **({"decision": by} if by else {})} for on, kind, by in events]
    return read_facts({"as_of": "2026-09-01", "events": rows}, "f.toml")


def since(choice: str, *events: tuple[str, str, str]) -> str | None:
    policies = {
        "appeal": choice,
        "reapply-after-years": "1",
        "reapply-last-day": "last-day-still-bars",
        "second-card": "delists",
    }
    found = bars_of(Situation(facts(*events), policies, "municipal"))
    return found[0].has.removeprefix("delisted ") if found else None


BOTH = (("2026-03-02", "delisted", "d1"), ("2026-04-02", "delisted", "d2"))


@pytest.mark.parametrize(
    ("events", "suspended", "at_once"),
    [
        ([("2026-05-02", "appeal", "d1")], "2026-04-02", "2026-04-02"),
        ([("2026-05-02", "appeal", "d2")], "2026-03-02", "2026-04-02"),
        ([("2026-05-02", "appeal", "")], "2026-03-02", "2026-04-02"),
        ([("2026-05-02", "restored", "d1")], "2026-04-02", "2026-04-02"),
        ([("2026-05-02", "restored", "d2")], "2026-03-02", "2026-03-02"),
        ([("2026-05-02", "restored", "")], None, None),
        (
            [("2026-05-02", "appeal", "d2"), ("2026-06-02", "appeal-rejected", "d2")],
            "2026-04-02",
            "2026-04-02",
        ),
    ],
)
def test_a_file_of_facts_may_name_the_decision(
    events: list[tuple[str, str, str]], suspended: str | None, at_once: str | None
) -> None:
    assert since("suspended", *BOTH, *events) == suspended
    assert since("effective-at-once", *BOTH, *events) == at_once


def test_the_act_of_the_policy_is_told_from_a_decision() -> None:
    cards = (("2026-01-05", "yellow-card", ""), ("2026-04-02", "yellow-card", ""))
    told = (BOTH[0], *cards, ("2026-05-02", "appeal", "policy:second-card"))
    assert since("suspended", *told) == "2026-03-02"
    assert since("effective-at-once", *told) == "2026-04-02"


def test_an_appeal_without_a_delisting_is_about_nothing() -> None:
    assert since("suspended", ("2026-05-02", "appeal", "")) is None


def test_two_appeals_of_one_agency_are_told_apart_by_what_they_are_against(tmp_path: Path) -> None:
    ws, _, acts = twice(tmp_path / "w", "suspended")
    appeals.appeal(ws, "a-1", acts[0], on=ASKED)
    assert [row.name for row in due_rows(ws) if row.what == "appeal"] == ["a-1局"]
    appeals.appeal(ws, "a-1", acts[1], on=ASKED)
    names = [f"a-1局 {act}" for act in acts]
    assert [row.name for row in due_rows(ws) if row.what == "appeal"] == names
    said = [render(one.said, "zh") for one in deadlines(ws) if one.what == "appeal" and one.said]
    assert [text.partition("：")[2] for text in said] == names
    group.call(ws, "s9", ["appeal:municipal=a-1", "appeal:provincial=a-1"], held_on=TODAY)
    group.hold_sitting(ws, "s9")
    said = [render(one.said, "zh") for one in deadlines(ws) if one.what == "appeal" and one.said]
    assert len(said) == 2 and all("已上会" in text for text in said)
    ws.close()
