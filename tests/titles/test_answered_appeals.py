"""An appeal is taken once, against what is still lost; its refusal ends nothing given since."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.ledger import queries
from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.workspace.answers.honor import will_appeal
from civtui.workspace.titles import appeals, endings, group
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.record import life_of
from tests.titles.test_one_day import HONOR, LATER, WHO, Story, spans

POLICIES = pytest.mark.parametrize("policy", ["suspended", "effective-at-once"])


def held(story: Story) -> bool:
    return any(ended is None for _, ended in spans(story.ws))


def refused(story: Story, *deeds: str) -> Refused:
    with pytest.raises(Refused) as error:
        story.tell(*deeds)
    return error.value


@POLICIES
@pytest.mark.parametrize("answer", ["uphold", "reject"])
def test_an_appeal_that_was_answered_is_not_taken_again(
    tmp_path: Path, policy: str, answer: str
) -> None:
    story = Story(tmp_path / "w", policy)
    story.tell("delist", "next_day", "appeal", "next_day", answer, "next_day")
    stood = held(story)
    assert refused(story, "appeal").where == {"rule": "appeal"}
    assert held(story) is stood is (answer == "uphold")


@POLICIES
def test_nothing_is_appealed_against_that_came_back_by_decision(
    tmp_path: Path, policy: str
) -> None:
    story = Story(tmp_path / "w", policy)
    story.tell("delist", "next_day", "restore", "next_day")
    assert refused(story, "appeal").where == {"rule": "appeal"}


def test_what_was_restored_by_decision_settles_the_appeal(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    story.tell("delist", "next_day", "appeal", "next_day", "restore", "next_day")
    assert refused(story, "reject").where == {"rule": "appeal"}
    assert held(story) and verify(story.ws.ledger) == []


def test_an_appeal_is_answered_on_the_decision_that_it_is_against(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    story.tell("delist", "next_day", "restore", "next_day")
    first = story.delisted
    story.tell("delist", "next_day", "appeal", "next_day")
    answer = story.ruled(f"appeal={WHO}", "refused")
    with pytest.raises(Refused) as error:
        appeals.answer_appeal(story.ws, WHO, first, answer, on=story.day)
    assert error.value.message.key == "titles.all-back"  # as its appeal would be


def test_a_title_is_given_up_by_a_letter_and_not_ahead_of_a_decision(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    against = story.ruled(f"delist:{HONOR}={WHO}")
    with pytest.raises(Refused) as error:
        endings.end(story.ws, HONOR, [WHO], "waived", against, on=story.day)
    assert error.value.message.key == "titles.no-letter"
    with pytest.raises(Refused) as error:
        endings.end(story.ws, HONOR, [WHO], "waived", "来函12号", on=story.day)
    assert error.value.where == {"rule": "decision-once"}
    assert [one.decision for one in undone(story.ws, LATER)] == [against]


def test_a_title_is_not_given_up_while_a_sitting_is_to_take_it(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    group.call(story.ws, "s9", [f"delist:{HONOR}={WHO}"], held_on=story.day)
    with pytest.raises(Refused) as error:
        endings.end(story.ws, HONOR, [WHO], "waived", "来函12号", on=story.day)
    assert error.value.where == {"rule": "agenda"}
    story.sittings.decide_called("s9", "refused")
    endings.end(story.ws, HONOR, [WHO], "waived", "来函12号", on=story.day)
    assert not held(story)


@pytest.mark.parametrize("second", ["renew", "withdraw", "expire"])
def test_no_body_keeps_and_takes_one_title(tmp_path: Path, second: str) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    story.ruled(f"delist:{HONOR}={WHO}")
    with pytest.raises(Refused) as error:
        story.ruled(f"{second}:{HONOR}={WHO}")
    assert error.value.where["rule"] in ("decision-once", "term")


@pytest.mark.parametrize("ends", ["withdraw", "delist"])
def test_an_upheld_appeal_brings_nothing_back_that_another_act_took(
    tmp_path: Path, ends: str
) -> None:
    story = Story(tmp_path / "w", "suspended")
    story.tell("delist", "next_day", "appeal", "next_day")
    first = story.delisted
    story.tell(ends, "next_day")
    answer = story.ruled(f"appeal={WHO}")
    done = appeals.answer_appeal(story.ws, WHO, first, answer, on=story.day)
    assert not held(story)
    stays = ["titles.appeal-upheld-void", "titles.appeal-stays"]  # the other may be appealed too
    assert [note.key for note in done.notes] == (
        stays if ends == "delist" else ["titles.appeal-upheld-too-late"]
    )
    assert verify(story.ws.ledger) == []


def test_a_title_comes_back_by_no_decision_of_before_it_was_lost(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")
    story.tell("delist", "next_day")
    early = story.ruled(f"restore:{HONOR}={WHO}")
    story.tell("appeal", "uphold", "next_day", "delist", "next_day")
    with pytest.raises(Refused) as error:
        endings.restore(story.ws, HONOR, [WHO], early, on=story.day)
    assert error.value.message.key == "titles.restored-before-lost"
    assert not held(story)


def test_what_was_overturned_bars_no_heir(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "effective-at-once")

    def delisted() -> list[str]:
        return [row[0] for row in queries.rows(story.ws.ledger, "titles", "delisted-agencies")]

    story.tell("delist")
    assert delisted() == [WHO]
    story.tell("next_day", "appeal", "uphold")
    assert delisted() == []
    story.tell("next_day", "delist")
    assert delisted() == [WHO]


def test_a_title_that_stands_by_its_appeal_alone_is_not_kept_for_a_term(tmp_path: Path) -> None:
    story = Story(tmp_path / "w", "suspended")
    story.tell("delist", "next_day", "appeal", "next_day")
    with pytest.raises(Refused) as kept:
        story.ruled(f"renew:{HONOR}={WHO}")
    assert kept.value.where == {"rule": "appeal"} and kept.value.hint


@POLICIES
@pytest.mark.parametrize("outcome", ["approved", "refused"])
def test_what_the_answer_to_an_appeal_does_is_said_before_and_after(
    tmp_path: Path, policy: str, outcome: group.Outcome
) -> None:
    story = Story(tmp_path / "w", policy)
    story.tell("delist", "next_day", "appeal", "next_day")
    answer = story.ruled(f"appeal={WHO}", outcome)
    given = {"agency": WHO, "decision": story.delisted, "answer": answer, "on": None}
    will = will_appeal(story.ws, given).key
    ends, comes = policy == "suspended", policy != "suspended"
    said = appeals.answer_appeal(story.ws, WHO, story.delisted, answer)
    if outcome == "refused":
        assert will == f"verbs/honor.will-reject{'' if ends else '-alone'}"
        assert ("titles.appeal-ends" in [note.key for note in said.notes]) is ends
        assert not held(story)
    else:
        assert will == f"verbs/honor.will-uphold{'' if comes else '-kept'}"
        assert held(story)


@POLICIES
@pytest.mark.parametrize("answer", ["uphold", "reject"])
def test_the_timeline_tells_each_answer(tmp_path: Path, policy: str, answer: str) -> None:
    story = Story(tmp_path / "w", policy)
    story.tell("delist", "next_day", "appeal", "next_day", answer)
    told = life_of(story.ws, WHO)
    days = [one.day for one in (*told.events, *told.answers)]
    assert days.count(story.day.isoformat()) == 1
