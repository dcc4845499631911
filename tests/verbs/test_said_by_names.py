"""What a deed on titles says of itself names things as people call them, in either language."""

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.text import Lang
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.lists.listing import Told
from civtui.workspace.lists.titles import application
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group
from tests.titles.small import OFFICES, START, small_city

HONOR = "agency-level"
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def done(ws: Workspace, verb: str, **given: Any) -> Answer:
    return perform(ws, verb_of(verb), given)


def brief(answer: Answer, lang: Lang) -> str:
    """Return what the status line says of an answer."""
    assert answer.brief is not None
    return render(answer.brief, lang)


def applied(folder: Path) -> Workspace:
    held = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(folder, titles=held, today=START)
    applications.apply(ws, HONOR, "a-1", case="c1")
    applications.check(ws, "c1", score="80", why="现场考评")
    return ws


@LANGS
def test_an_application_is_told_by_whose_it_is(tmp_path: Path, lang: Lang) -> None:
    ws = applied(tmp_path / "w")
    made = done(ws, "apply.add", honor="agency-level", agency="a-2")
    then = application(ws, "a-2", HONOR).then
    assert then is not None
    told = then(made)
    assert isinstance(told, Told)
    said = render(told.text, lang)
    assert "a-2局" in said and made.document()["id"] not in said


@LANGS
def test_a_sitting_is_told_by_its_day_and_body(tmp_path: Path, lang: Lang) -> None:
    ws = applied(tmp_path / "w")
    put = done(ws, "group.put", matter="grant", holders=["a-1"], honor=HONOR)
    said = brief(put, lang)
    assert START.isoformat() in said and put.document()["id"] not in said.replace(str(START), "")
    called = done(ws, "group.call", sitting="x-9", item=["other=工作汇报"])
    assert "x-9" not in brief(called, lang)


@LANGS
def test_a_notice_and_an_objection_are_told_by_whose_they_are(tmp_path: Path, lang: Lang) -> None:
    ws = applied(tmp_path / "w")
    group.call(ws, "s1", [f"grant:{HONOR}=a-1"], held_on=START)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1")
    posted = done(ws, "notice.add", cases=["c1"])
    assert "a-1局" in next(iter(posted.lines()))
    notice = posted.document()["id"]
    heard = done(ws, "notice.object", notice=notice, case="c1", matter="材料不实", name="甲")
    objection = heard.document()["id"]
    answered = done(
        ws, "notice.handle", objection=objection, outcome="rejected", finding="查无此事"
    )
    for answer in (heard, answered):
        said = brief(answer, lang)
        assert "a-1局" in said and objection not in said and notice not in said
