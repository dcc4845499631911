"""What is put on the agenda of a called sitting leaves the sitting its day and its papers."""

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.workspace.answers import group as answers
from civtui.workspace.performing import foreseeing
from civtui.workspace.session import Workspace
from civtui.workspace.titles import group
from civtui.workspace.titles.agenda import put_on_agenda
from civtui.workspace.titles.sittings import parse_item, sitting_row, sitting_rows
from tests.titles.small import small_city

LATER = date(2030, 2, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    agencies = [("a-1", "municipal"), ("a-2", "municipal")]
    return small_city(tmp_path / "w", titles=[*agencies, ("o-1-1", "model-office")])


def test_a_called_sitting_keeps_its_day_and_its_papers(ws: Workspace) -> None:
    group.call(ws, "s", ["card=a-1"], held_on=LATER, papers=["通报.pdf"])
    row = put_on_agenda(ws, {"delist": ["a-2"]})
    assert (row.id, row.on) == ("s", LATER.isoformat())
    assert [(i.matter, i.subjects, i.papers) for i in row.agenda] == [
        ("card", ("a-1",), ("通报.pdf",)),
        ("delist", ("a-2",), ()),
    ]


def test_who_stands_on_an_agenda_is_not_put_there_again(ws: Workspace) -> None:
    group.call(ws, "s", ["card=a-1,a-2"], held_on=LATER)
    head = ws.head()
    assert put_on_agenda(ws, {"card": ["a-2"]}).id == "s"
    assert ws.head() == head
    with pytest.raises(Refused) as refused:
        answers.put(ws, matter="card", holders=["a-1"], honor=None)
    assert refused.value.message.key == "titles.on-agenda-already"
    answers.put(ws, matter="card", holders=["a-1", "a-3"], honor=None)
    (item,) = sitting_row(ws, "s").agenda
    assert item.subjects == ("a-1", "a-2", "a-3")


def test_an_item_of_one_called_sitting_is_not_repeated_in_the_next(ws: Workspace) -> None:
    group.call(ws, "s1", ["card=a-1"], held_on=LATER)
    group.call(ws, "s2", ["card=a-2"], held_on=date(2030, 3, 1))
    put_on_agenda(ws, {"card": ["a-1", "a-2", "a-3"]})
    found = [n for s in sitting_rows(ws) for i in s.agenda for n in i.subjects]
    assert sorted(found) == ["a-1", "a-2", "a-3"]


def test_a_round_that_proposes_who_stands_there_is_noted_with_him(ws: Workspace) -> None:
    group.call(ws, "s", ["renew:model-office=o-1-1"], held_on=LATER)
    row = put_on_agenda(ws, {"renew": ["o-1-1"]}, honor="model-office", round_id="r")
    assert (row.on, row.agenda[0].rounds) == (LATER.isoformat(), {"o-1-1": "r"})


def test_the_command_says_on_which_agenda_of_which_day(ws: Workspace) -> None:
    from civtui.verbs import verb_of

    given = {"matter": "card", "holders": ["a-1"]}
    made = foreseeing.foreseen(ws, verb_of("group.put"), given).lines
    assert ws.today().isoformat() in made[0]
    group.call(ws, "s", ["card=a-2"], held_on=LATER)
    (said,) = foreseeing.foreseen(ws, verb_of("group.put"), given).lines
    assert LATER.isoformat() in said
    assert "会议日期不变" in said


def test_no_other_sitting_is_called_for_what_stands_on_an_agenda(ws: Workspace) -> None:
    group.call(ws, "s1", ["card=a-1", "delist=a-2"], held_on=LATER)
    group.call(ws, "s1", ["card=a-1,a-3", "delist=a-2"], held_on=LATER)
    head = ws.head()
    for item in ("card=a-1", "card=a-2,a-1", "delist=a-2"):
        with pytest.raises(Refused) as refused:
            group.call(ws, "s2", [item], held_on=LATER)
        assert refused.value.message.key == "titles.on-agenda-already"
    assert ws.head() == head
    group.call(ws, "s2", ["card=a-2", "delist=a-1"], held_on=LATER)


@pytest.mark.parametrize("matter", ["plan", "standard"])
def test_a_plan_and_a_standard_are_put_before_the_group_by_title(
    ws: Workspace, matter: str
) -> None:
    group.call(ws, "s", [f"{matter}=2030年实施方案"], held_on=LATER)
    (item,) = sitting_row(ws, "s").agenda
    assert (item.matter, item.title, item.subjects) == (matter, "2030年实施方案", ())


@pytest.mark.parametrize("word", ["撤销黄牌", "解除黄牌", "clear-card"])
def test_a_matter_is_understood_by_the_word_it_was_called_before(ws: Workspace, word: str) -> None:
    assert parse_item(ws, 1, f"{word}=a-1").matter == "clear-card"
