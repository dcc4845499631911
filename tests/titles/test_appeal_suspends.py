"""An appeal that suspends a delisting suspends its bar; refused, the delisting stands as it was."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.answers.honor import will_appeal
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.record import circular
from tests.policies.test_decided_otherwise import choose
from tests.titles.small import Sittings, small_city

LOST, ASKED, ANSWERED = date(2026, 3, 2), date(2026, 5, 10), date(2026, 5, 16)
TODAY = date(2026, 6, 1)
CHOICES = pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])


def delisted(folder: Path, choice: str, *, titled: bool = True) -> tuple[Workspace, Sittings, str]:
    """Return a city whose first agency was delisted, and the decision by which it was.

    Args:
        titled: it lost a title by that; else a card without effect ended so.
    """
    titles = [("a-1", "municipal")] if titled else []
    ws = small_city(folder, titles=titles, policies={"appeal": choice}, today=TODAY)
    sittings = Sittings(ws)
    if not titled:
        return ws, sittings, card_without_effect(ws, sittings)
    ruled = sittings.decide("delist:municipal=a-1", LOST)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=LOST)
    return ws, sittings, ruled


def card_without_effect(ws: Workspace, sittings: Sittings) -> str:
    """Return the decision by which a card of the first agency ended in delisting."""
    carded = sittings.decide("card=a-1", LOST)
    card_steps.issue(ws, "a-1", "停滞", "整改", carded, card="c1", on=LOST)
    card_steps.progress(ws, "c1", "re-inspected", met=False, on=LOST)
    ruled = sittings.decide("delist-card=a-1", LOST)
    card_steps.conclude(ws, "c1", "delisted", ruled, on=LOST)
    return ruled


def bars(ws: Workspace, agency: str = "a-1") -> list[str]:
    """Return in words what of a delisting bars an agency from the municipal title."""
    _, answer = eligibility_of(ws, agency, "municipal")
    rules = answer.tiers[0].reasons
    return [render(one.why, "zh") for one in rules if one.rule == "not-delisted" and not one.holds]


def waits(ws: Workspace) -> list[str]:
    """Return the days on the due board from which a waiting time bars no more."""
    return [str(row.on) for row in due_rows(ws, days=900) if row.what == "waiting"]


def answer(ws: Workspace, sittings: Sittings, ruled: str, outcome: group.Outcome) -> None:
    ruled_on = sittings.decide("appeal=a-1", ANSWERED, outcome)
    appeals.answer_appeal(ws, "a-1", ruled, ruled_on, on=ANSWERED)


@CHOICES
def test_the_bar_runs_from_the_delisting_whatever_an_appeal_did(
    tmp_path: Path, choice: str
) -> None:
    ws, sittings, ruled = delisted(tmp_path / "w", choice)
    (before,) = bars(ws)
    assert before.startswith("2026-03-02") and waits(ws) == ["2027-03-03"]
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    free = choice == "suspended"
    assert bars(ws) == ([] if free else [before])
    assert waits(ws) == ([] if free else ["2027-03-03"])
    answer(ws, sittings, ruled, "refused")
    assert bars(ws) == [before] and waits(ws) == ["2027-03-03"]
    ws.close()


@CHOICES
@pytest.mark.parametrize("ruling", ["approved", "refused"])
@pytest.mark.parametrize("titled", [True, False])
def test_an_appeal_does_what_was_chosen_on_its_day(
    tmp_path: Path, choice: str, ruling: group.Outcome, titled: bool
) -> None:
    """What is changed while it waits is of the next appeal: bar, title and card go together."""
    told = []
    other = {"suspended": "effective-at-once", "effective-at-once": "suspended"}[choice]
    for changed in (False, True):
        ws, sittings, ruled = delisted(tmp_path / f"w{changed}", choice, titled=titled)
        appeals.appeal(ws, "a-1", ruled, on=ASKED)
        if changed:
            choose(ws, "appeal", choice, other)
        seen: list[object] = [bars(ws), waits(ws), held_on(ws, TODAY), card_rows(ws)]
        seen += [(one.id, one.card, one.honor) for one in agency_rows(ws)]
        answer(ws, sittings, ruled, ruling)
        seen += [bars(ws), waits(ws), held_on(ws, TODAY), card_rows(ws)]
        told.append(seen)
        assert verify(ws.ledger) == []
        ws.close()
    assert told[0] == told[1]


def test_a_bar_follows_from_the_delisting_too(tmp_path: Path) -> None:
    from tests.titles.test_life_policies import reform

    ws, sittings, ruled = delisted(tmp_path / "w", "suspended")
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    answer(ws, sittings, ruled, "refused")
    reform(ws, '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\n')
    (said,) = bars(ws, "a-4")
    assert "2026-03-02" in said and "2027-03-02" in said
    ws.close()


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("later", [0, 3])
def test_a_second_card_is_appealed_against_on_its_day_too(
    tmp_path: Path, later: int, titled: bool
) -> None:
    """What the policy did by itself on the day of the card is before the appeal of that day."""
    policies = {"appeal": "suspended", "second-card": "delists"}
    titles = [("a-1", "municipal")] if titled else []
    ws = small_city(tmp_path / "w", titles=titles, policies=policies, today=TODAY)
    sittings, first = Sittings(ws), date(2026, 1, 10)
    issued = sittings.decide("card=a-1", first)
    card_steps.issue(ws, "a-1", "停滞", "整改", issued, card="c1", on=first)
    card_steps.progress(ws, "c1", "re-inspected", met=True, on=first)
    card_steps.conclude(ws, "c1", "cleared", sittings.decide("clear-card=a-1", first), on=first)
    again = sittings.decide("card=a-1", LOST)
    card_steps.issue(ws, "a-1", "停滞", "整改", again, card="c2", on=LOST)
    assert bars(ws) and waits(ws) == ["2027-03-03"]
    appeals.appeal(ws, "a-1", "policy:second-card", on=LOST + timedelta(days=later))
    assert not bars(ws) and not waits(ws)
    answer(ws, sittings, "policy:second-card", "refused")
    assert bars(ws) and waits(ws) == ["2027-03-03"]
    ws.close()


@pytest.mark.parametrize(
    ("outcome", "counts"), [("refused", (1, 0)), ("approved", (0, 0)), (None, (0, 0))]
)
def test_the_circular_counts_a_title_that_an_appeal_kept_once_at_most(
    tmp_path: Path, outcome: group.Outcome | None, counts: tuple[int, int]
) -> None:
    ws, sittings, ruled = delisted(tmp_path / "w", "suspended")
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    if outcome is not None:
        answer(ws, sittings, ruled, outcome)
    found = circular(ws, 2026).annexes
    assert (len(found["revoked"]), len(found["restored"])) == counts
    assert [line["day"] for line in found["revoked"]] == ["2026-05-16"] * counts[0]
    ws.close()


def told(ws: Workspace, outcome: group.Outcome, ruled: str, series: str) -> tuple[str, list[str]]:
    """Return what the form says of an answer to the appeal, and what its command does then."""
    ruled_on = Sittings(ws, series).decide("appeal=a-1", ANSWERED, outcome)
    given = {"agency": "a-1", "decision": ruled, "answer": ruled_on, "on": ANSWERED}
    before = render(will_appeal(ws, given), "zh")
    return before, list(perform(ws, verb_of("honor.appeal"), given).lines())


@pytest.mark.parametrize(
    ("choice", "outcome", "before", "after"),
    [
        ("suspended", "approved", "摘牌不再有效，a-1局继续持有市级", "摘牌不再有效，称号继续持有"),
        ("effective-at-once", "approved", "a-1局恢复市级", "申诉成立，恢复称号"),
        ("suspended", "refused", "a-1局的市级文明单位自即日起终止", "随之终止"),
        ("effective-at-once", "refused", "a-1局的摘牌不变", "申诉不成立"),
    ],
)
def test_the_answer_to_an_appeal_says_what_becomes_of_the_title(
    tmp_path: Path, choice: str, outcome: group.Outcome, before: str, after: str
) -> None:
    ws, _, ruled = delisted(tmp_path / "w", choice)
    given = {"agency": "a-1", "decision": ruled, "on": ASKED}
    filed = list(perform(ws, verb_of("honor.appeal"), given).lines())
    assert filed[0] == "申诉已登记：a-1局"
    will, lines = told(ws, outcome, ruled, "t")
    assert before in will.replace("市a-1局", "a-1局")
    assert lines[0] == "申诉已答复：a-1局" and after in lines[-1]
    ways = perform(ws, verb_of("honor.timeline"), {"holder": "a-1"}).lines()
    last = [line.split("  ")[1] for line in ways][-1]
    kept = "申诉成立" if outcome == "approved" else "申诉驳回，摘牌"
    at_once = "恢复" if outcome == "approved" else "申诉不成立"
    assert last == (kept if choice == "suspended" else at_once)
    ws.close()


@CHOICES
def test_a_card_whose_end_is_appealed_says_so_and_names_the_answer(
    tmp_path: Path, choice: str
) -> None:
    """No decision clears it: what is waited for is the answer to the appeal."""
    ws, _, ruled = delisted(tmp_path / "w", choice, titled=False)
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    _, found = eligibility_of(ws, "a-1", "municipal")
    (tier,) = found.tiers
    said = [render(one.why, "zh") for one in tier.reasons if one.rule == "no-card"]
    missing = [render(one.text, "zh") for one in tier.missing]
    suspended = choice == "suspended"
    assert [f"于 {LOST} 以摘牌结束，摘牌因申诉暂缓" in one for one in said] == [suspended]
    assert ("须先答复对摘牌的申诉" in missing) is suspended
    assert "黄牌须经决定解除" not in missing
    ws.close()


@pytest.mark.parametrize("choice", ["delists", "flags", "nothing"])
def test_what_follows_from_a_second_card_is_told_where_it_is_put_and_decided(
    tmp_path: Path, choice: str
) -> None:
    """A sitting that decides on a warning knows that it comes to a delisting."""
    ws = small_city(tmp_path / "w", policies={"second-card": choice}, today=TODAY)
    sittings, first = Sittings(ws), date(2026, 1, 10)
    issued = sittings.decide("card=a-1", first)
    card_steps.issue(ws, "a-1", "停滞", "整改", issued, card="c1", on=first)
    card_steps.progress(ws, "c1", "re-inspected", met=True, on=first)
    card_steps.conclude(ws, "c1", "cleared", sittings.decide("clear-card=a-1", first), on=first)
    note = render(card_steps.second_of(ws, "a-1", TODAY)[0][0])
    assert "第二张黄牌" in note
    asked = {"sitting": "s9", "item": ["card=a-1,a-2"], "date": TODAY}
    called = perform(ws, verb_of("group.call"), asked)
    assert [one for one in called.aside if note in one] == [f"！a-1局：{note}"]
    group.hold_sitting(ws, "s9")
    decided = perform(ws, verb_of("decide.add"), {"sitting": "s9", "item": "1"})
    assert [one.strip() for one in decided.lines() if note in one] == [f"！a-1局：{note}"]
    ws.close()
