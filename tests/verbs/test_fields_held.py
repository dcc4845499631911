"""What a verb's field takes is the same on every face, and an empty deed writes nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.locale import render
from civtui.model import reading
from civtui.model.errors import BadInput, UsageFault
from civtui.model.fields import Field
from civtui.model.roles import Right, Role
from civtui.verbs import every_verb, verb_of
from civtui.verbs.agency import STAGES
from civtui.verbs.verb import Verb
from civtui.workspace.building import evenness
from civtui.workspace.people.users import set_user
from civtui.workspace.performing import foreseeing, performing
from civtui.workspace.rounds import submissions
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles.applications import apply, case_row
from tests.tui.session import session
from tests.verbs.test_faces import begin, stand_on, value

# verbs whose deed says something by itself, whatever of their options is left out
BY_THEMSELVES = {
    "agency.unreform",
    "apply.add",
    "apply.check",
    "card.clear",
    "card.delist",
    "card.prolong",
    "card.remind",
    "decide.add",
    "group.hold",
    "group.remove",
    "honor.appeal",
    "honor.delist",
    "honor.expire",
    "honor.grant",
    "honor.keep",
    "honor.restore",
    "honor.waive",
    "honor.withdraw",
    "mark.redo",
    "mark.undo",
    "mark.unskip",
    "notice.add",
    "plugin.disable",
    "plugin.enable",
    "round.close",
    "round.open",
    "round.submit",
    "score",
    "user.remove",
}
ONE_OF_THEM = {"round.propose"}  # exactly one says where the line is: else a fault of usage
NOTHING_TAKES_AWAY = {"mark.note"}  # an empty note takes the note away


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = run([*words, "-w", str(folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


@pytest.fixture
def case(folder: Path) -> str:
    ws = open_workspace(folder)
    made = apply(ws, "municipal", "a-43").id
    ws.close()
    return made


def test_each_verb_that_may_be_called_with_nothing_says_why_or_needs_something() -> None:
    for verb in every_verb():
        if not verb.writes or verb.hidden:
            continue
        needed = [f for f in verb.fields if f.required and f.type != "reference"]
        alone = verb.id in BY_THEMSELVES | ONE_OF_THEM | NOTHING_TAKES_AWAY
        pointing = all(f.type == "reference" for f in verb.fields)
        if not needed and not pointing:
            assert alone != bool(verb.some), f"{verb.id} wants `some`, or a line in BY_THEMSELVES"
        assert set(verb.some) <= {field.id for field in verb.fields}


@pytest.mark.parametrize("verb", [pytest.param(v, id=v.id) for v in every_verb() if v.some])
def test_nothing_given_is_refused_with_what_can_be(folder: Path, verb: Verb) -> None:
    ws, first = open_workspace(folder), verb.fields[0]
    given = {first.id: "a-1", "why": "改正"}
    days = ["on", *(field.id for field in verb.fields if field.type == "date" and field.required)]
    given |= {id_: ws.today().isoformat() for id_ in days if id_ not in verb.some}
    if first.catalogue == "office":
        given[first.id] = "o-1-1"
    if first.catalogue == "honor":
        given |= {first.id: "municipal", "holder": "a-1"}
    head = ws.head()
    with pytest.raises(BadInput) as caught:
        performing.perform(ws, verb, given)
    titles = {render(field.title or "") for field in performing.fields_of(ws, verb, {})}
    allowed = caught.value.allowed
    assert isinstance(allowed, list) and set(allowed) <= titles
    assert len(allowed) == len(verb.some) and ws.head() == head
    ws.close()


def test_nothing_given_on_the_command_line(folder: Path, capsys: Any) -> None:
    status, _ = told(folder, capsys, "agency", "set", "贸发局", "--on", "2026-01-05")
    assert status == 4
    assert told(folder, capsys, "agency", "set", "贸发局", "--stage", "已启动")[0] == 0


@pytest.mark.parametrize("text", ["-5", "1e3", "101", "85/100", "八十五又", "100.01", "nan"])
def test_a_score_that_is_none_is_refused_on_every_face(
    folder: Path, case: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = open_workspace(folder)
    head = ws.head()
    with pytest.raises(BadInput):
        performing.perform(ws, verb_of("apply.check"), {"case": case, "score": text})
    assert run(["-w", str(folder), "apply", "check", case, f"--score={text}"]) == 2
    assert ws.head() == head
    ws.close()


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("85", "85"),
        ("91.50", "91.50"),
        ("８５", "85"),
        ("八十五", "85"),
        ("0", "0"),
        ("1e1", "10"),
    ],
)
def test_a_score_is_stored_as_it_was_written(
    folder: Path, case: str, text: str, stored: str
) -> None:
    assert run(["-w", str(folder), "apply", "check", case, f"--score={text}"]) == 0
    ws = open_workspace(folder)
    assert case_row(ws, case).score == stored
    ws.close()


def test_a_stage_is_one_of_those_that_are_counted() -> None:
    assert tuple(choice.id for choice in STAGES) == evenness.STAGES


async def test_an_old_stage_of_any_words_is_shown_as_it_was_written(folder: Path) -> None:
    from civtui.workspace.titles.declaring import declare

    async with session(folder, folder) as user:
        declare(user.ws, "a-1", stage="试点")
        await user.press("2")
        await stand_on(user, "a-1")
        user.expect("推广阶段：试点").absent("tui.stage")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["agency", "set", "a-1", "--stage", "乱写"], 2),
        (["activity", "add", "a-1", "读书会", "--kind", "乱写"], 2),
        (["activity", "add", "a-1", "读书会", "--kind", "文体"], 0),
        (["activity", "add", "a-1", "读书会", "--people", "99999999999999999999"], 2),
        (["activity", "add", "a-1", "读书会", "--people=-3"], 2),
        (["user", "set", "li", "考评员"], 0),
        (["user", "set", "li", "Assessor"], 0),
        (["user", "set", "li", "assessor"], 0),
        (["user", "set", "li", "国王"], 2),
    ],
)
def test_the_command_line_takes_what_a_form_takes(
    folder: Path, words: list[str], status: int
) -> None:
    assert run(["-w", str(folder), *words]) == status


@pytest.mark.parametrize("verb", [pytest.param(verb, id=verb.id) for verb in every_verb()])
def test_every_choice_of_a_command_is_taken_by_its_titles(verb: Verb) -> None:
    from civtui.cli.declared import Named

    for field in verb.fields:
        if field.type != "choice" or field.late or verb.command:
            continue
        known = performing.titled(verb, field).choices
        for choice in known:
            for name in (choice.id, choice.name.zh, choice.name.en):
                if reading.choice_of(known, name) is not None:
                    assert Named(verb, field).convert(name, None, None) == choice.id


def test_a_count_has_bounds_whatever_it_says() -> None:
    field = Field("n", type="count")
    assert reading.read(field, "1000000000") == 10**9
    for text in ("-3", "1000000001", "9" * 20):
        with pytest.raises(BadInput):
            reading.read(field, text)
    assert reading.read(field._replace(minimum="-9"), "-3") == -3


async def test_a_count_out_of_bounds_stays_in_its_field(folder: Path) -> None:
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("activity.add"), {"agency": "a-1", "title": "读书会"})
        await user.settle()
        await user.press("escape")
        await stand_on(user, "people")
        await user.press("enter")
        await user.type("9" * 20)
        await user.press("enter")
        user.expect("不符合要求")
        assert not value(user, "people")


def clerk(folder: Path) -> Workspace:
    ws = open_workspace(folder)
    set_user(ws, "clerk", Role.CLERK)
    ws.close()
    return open_workspace(folder, user="clerk")


def test_who_judges_not_says_whose_sheet_is_submitted(folder: Path) -> None:
    ws = clerk(folder)
    head = ws.head()
    given = {"round": "city-2026", "partial": "yes", "why": "病假"}
    for deed in (performing.perform, foreseeing.announced):
        with pytest.raises(UsageFault) as caught:
            deed(ws, verb_of("round.submit"), given)
        assert caught.value.field == "assessor" and caught.value.allowed
    with pytest.raises(UsageFault):
        submissions.submit(ws, "city-2026", None, partial=True, why="病假")
    assert ws.head() == head
    ws.close()


def test_verbs_that_reach_a_judge_ask_who() -> None:
    for id_ in ("round.hand-over", "round.recuse", "round.unlock"):
        field = verb_of(id_).field("assessor")
        assert field is not None and field.required
    assert Right.MARK is verb_of("round.submit").right
