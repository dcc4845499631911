"""A subject that nobody of the panel may judge is said when it comes to that, and refused early."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui import locale
from civtui.model.text import Lang
from civtui.tui.modes.round_deal import links_lines
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer
from civtui.workspace.performing import performing
from civtui.workspace.rounds import shares
from civtui.workspace.rounds.round_life import close_round
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, panel_city

OPEN = ("round", "new", "r", "--standard", "small", "--office", "o-1-1", "--office", "o-1-2")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return panel_city(tmp_path / "city")


def done(city: Boss, verb: str, **given: object) -> Answer:
    ws = open_workspace(city.folder, user="boss")
    try:
        return performing.perform(ws, verb_of(verb), given)
    finally:
        ws.close()


def test_a_panel_that_may_judge_nothing_opens_no_round(city: Boss) -> None:
    said = city.refused(*OPEN, "--assessor", "k1:甲:a-1局", rule="conflict")
    assert "2" in said
    _, document = city.run(*OPEN, "--assessor", "k1:甲:a-1局")
    assert "without their agency" in document["error"]["hint"]
    city.do(*OPEN, "--assessor", "k1:甲:a-1局", "--assessor", "k2:乙")


def test_what_nobody_may_judge_is_said_at_the_opening(city: Boss) -> None:
    given = {
        "id": "r",
        "standard": "small",
        "office": ["o-1-1", "o-2-1"],
        "assessor": ["k1:甲:a-1局"],
    }
    (said,) = done(city, "round.new", **given).aside
    assert "a-1局" in said and "a-2局" not in said
    status, links = city.run("round", "links", "r", "--json")
    assert status == 1 and links["links"]["subjects"] == 2
    assert links["short"] == [{"subject": "o-1-1", "judges": 0}]
    given = {"id": "r2", "standard": "small", "office": ["o-1-1", "o-2-1"], "assessor": ["k2:乙"]}
    assert not done(city, "round.new", **given).aside


def test_who_steps_back_last_leaves_a_word_and_no_rank(city: Boss) -> None:
    city.do(*OPEN, "--assessor", "k1:甲", "--assessor", "k2:乙")
    first = done(city, "round.recuse", round="r", assessor="k1", whom="a-1局", why="亲属")
    assert not first.aside
    (said,) = done(city, "round.recuse", round="r", assessor="k2", whom="a-1局", why="亲属").aside
    assert "2" in said
    status, links = city.run("round", "links", "r", "--json")
    assert (status, links["links"]["level"], links["links"]["subjects"]) == (1, "unjudged", 2)
    rows = city.do("results", "r")["results"]
    assert [(row["rank"], row["low"], row["high"]) for row in rows] == [(None, None, None)] * 2


def test_a_subject_that_is_judged_has_its_interval_though_another_is_not(city: Boss) -> None:
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--office",
        "o-1-1",
        "--office",
        "o-2-1",
        "--assessor",
        "k1:甲:a-1局",
    )
    for item in ITEMS:
        city.do("mark", "set", "r", "o-2-1", item, "1", "--assessor", "k1")
    ws = open_workspace(city.folder, user="boss")
    close_round(ws, "r")
    ws.close()
    rows = {row["subject"]: row for row in city.do("results", "r")["results"]}
    assert (rows["o-2-1"]["low"], rows["o-1-1"]["low"]) == (1, None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_links_are_not_sound_where_a_subject_has_no_judge(city: Boss, language: Lang) -> None:
    offices = [word for one in ("o-1-1", "o-2-1", "o-2-2") for word in ("--office", one)]
    panel = ("--assessor", "k1:甲:a-1局", "--assessor", "k2:乙:a-1局")
    city.do("round", "new", "r", "--standard", "small", *offices, "--anchor", "o-1-1", *panel)
    status, links = city.run("round", "links", "r", "--json")
    assert (status, links["links"]["level"], links["unjudged"]) == (1, "lacking", ["o-1-1"])
    ws = open_workspace(city.folder, user="boss")
    deal = shares.deal(ws, "r")
    wanted = deal.names["o-1-1"]
    assert wanted != "o-1-1"
    locale.use(language)
    try:
        said = "\n".join(performing.perform(ws, verb_of("round.links"), {"round": "r"}).lines())
        seen = "".join(span.text for line in links_lines(deal, 200) for span in line)
    finally:
        locale.use("zh")
        ws.close()
    for text in (said, seen):
        assert wanted in text and "o-1-1" not in text and "o-2-1" not in text
        assert "soundly" not in text and "可以互比" not in text


def test_links_are_sound_where_all_have_judges_and_tell_names(city: Boss) -> None:
    city.do(*OPEN, "--assessor", "k1:甲", "--assessor", "k2:乙")
    status, links = city.run("round", "links", "r", "--json")
    assert (status, links["links"]["level"], links["unjudged"]) == (0, "sound", [])
    ws = open_workspace(city.folder, user="boss")
    said = "\n".join(performing.perform(ws, verb_of("round.links"), {"round": "r"}).lines())
    ws.close()
    assert "可以互比" in said and "甲" in said and "k1" not in said and "o-1-1" not in said


def test_who_may_judge_nothing_is_named_at_the_opening_and_in_the_deal(city: Boss) -> None:
    given = {
        "id": "r",
        "standard": "small",
        "office": ["o-1-1", "o-1-2"],
        "assessor": ["k1:甲:a-1局", "k2:乙"],
    }
    (said,) = done(city, "round.new", **given).aside
    assert "甲" in said and "乙" not in said and "无可评对象" in said
    told = "\n".join(done(city, "round.links", round="r").lines())
    assert "无可评对象" in told
