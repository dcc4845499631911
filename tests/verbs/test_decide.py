"""Decisions by every face: names within their sitting, its item, its members; what remains."""

import json
from datetime import date
from pathlib import Path

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform, refused
from civtui.workspace.references.meant import candidates, meant
from civtui.workspace.session import Workspace
from civtui.workspace.titles import group
from tests.titles.small import small_city

DAY = date(2026, 3, 1)
ADD = verb_of("decide.add")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path / "w")
    group.call(made, "s1", ["card=a-1,a-2"], held_on=DAY)
    return made


def test_a_sitting_that_was_not_held_decides_nothing_and_says_so(ws: Workspace) -> None:
    why = refused(ws, ADD, "s1")
    assert why is not None and why.key == "titles.not-held"
    group.hold_sitting(ws, "s1")
    assert refused(ws, ADD, "s1") is None
    perform(ws, ADD, {"sitting": "s1", "item": "1"})
    why = refused(ws, ADD, "s1")
    assert why is not None and why.key == "titles.all-decided"


def test_each_field_offers_what_the_fields_before_it_leave(ws: Workspace) -> None:
    group.hold_sitting(ws, "s1", present=["m1", "m2"])
    so_far = {"sitting": "s1", "item": "1"}
    assert [p.id for p in candidates(ws, "agenda", so_far)] == ["1"]
    assert [p.id for p in candidates(ws, "agenda-subject", so_far)] == ["a-1", "a-2"]
    assert [p.id for p in candidates(ws, "member", so_far)] == ["m1", "m2"]
    assert [p.id for p in candidates(ws, "member", {})] == ["m1", "m2", "m3"]


def test_a_name_of_another_holder_is_that_one_and_is_refused(ws: Workspace) -> None:
    group.hold_sitting(ws, "s1")
    so_far = {"sitting": "s1", "item": "1"}
    assert meant(ws, "agenda-subject", "a-2局", so_far) == "a-2"
    assert meant(ws, "agenda-subject", "a-3局", so_far) == "a-3"
    with pytest.raises(Refused) as refusal:
        perform(ws, ADD, {**so_far, "subject": ["市a-3局"]})
    assert refusal.value.message.key == "titles.not-on-agenda"


def test_letters_in_their_order_name_nobody(ws: Workspace) -> None:
    assert meant(ws, "holder", "市3局", {}) == "市3局"
    assert meant(ws, "holder", "a-3局", {}) == "a-3"


def test_it_says_what_will_be_on_record(ws: Workspace) -> None:
    group.hold_sitting(ws, "s1")
    given = {"sitting": "s1", "item": "1", "subject": ["a-2"], "votes": "2/1/0"}
    said = announced(ws, ADD, given)
    assert said is not None
    text = locale.render(said, "zh")
    assert "a-2局" in text and "a-1局" not in text and "赞成 2" in text


def test_the_command_line_takes_names_and_records_what_remains(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    group.hold_sitting(ws, "s1")
    folder = str(ws.dir)
    ws.close()

    def decide(*words: str) -> dict[str, object]:
        assert run(["-w", folder, "decide", "add", "s1", "1", *words, "--json"]) == 0
        found: dict[str, object] = json.loads(capsys.readouterr().out)
        return found

    first = decide("--subject", "a-1局", "--votes", "3：0：0")
    second = decide("refused", "--subject", "市a-2局")
    assert (first["id"], first["subjects"]) == ("s1-1", ["a-1"])
    assert (second["id"], second["subjects"], second["outcome"]) == ("s1-1-2", ["a-2"], "refused")
    assert run(["-w", folder, "decide", "add", "s1", "1", "--votes", "3-0"]) == 2


def test_a_party_group_is_asked_by_names_of_its_own_offices(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(ws.dir)
    ws.close()
    words = ["decide", "inside", "a-1局", "grant", "处1", "--session", "党组会"]
    assert run(["-w", folder, *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["subjects"] == ["o-1-1"]
    words[4] = "o-2-1"
    assert run(["-w", folder, *words, "--json"]) == 3
    words[3] = "card"
    assert run(["-w", folder, *words, "--json"]) == 4
