"""The score of an application follows it to the successor, with the round that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions, group, reforms
from civtui.workspace.titles.applicant_scores import score_said, scores_given
from tests.titles.small import START, let_pass, small_city
from tests.titles.test_carrying_out import MERGED
from tests.titles.test_due_undecided import declare

NEXT = START + timedelta(days=1)
STANDARD = """id = "s"
version = "1"
title = "表"
total = "100"
[[item]]
id = "a"
title = "甲"
kind = "points"
points = "100"
"""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Two agencies that a round counted, one of which applied and passed its check."""
    made = small_city(tmp_path / "w", today=START)
    (tmp_path / "s.toml").write_text(STANDARD, "utf-8")
    judges = [{"id": "k1", "name": "k1", "agency": None, "related": []}]
    round_life.open_round(
        made,
        "r",
        name="实地考评",
        standard=str(tmp_path / "s.toml"),
        subjects=["a-2", "a-3"],
        assessors=judges,
        scope="agencies",
    )
    rows = [("a-2", "a", "k1", "70", None), ("a-3", "a", "k1", "81", None)]
    made.write(MarksImported(round="r", rows=tuple(rows), source="t"), right=Right.MARK)
    perform(made, verb_of("round.close"), {"round": "r"})
    declare(made, "a-1", "a-2", "a-3")
    applications.apply(made, "agency-level", "a-3", on=START, case="k")
    assert applications.check(made, "k").score.source == "r"
    yield made
    made.close()


def merge(ws: Workspace) -> None:
    let_pass(ws, NEXT)
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "r1"\neffective = {NEXT}\ndocument = "x"\n{MERGED}', "utf-8")
    reforms.reform(ws, file)


def said(ws: Workspace) -> str:
    return render(score_said(ws, scores_given(ws)["k"]), "zh")


def test_the_score_of_an_application_goes_over_with_its_round(ws: Workspace) -> None:
    before = said(ws)
    assert "81" in before and "实地考评" in before and "a-3局" not in before
    merge(ws)
    assert "81" in said(ws) and "实地考评" in said(ws) and "原a-3局" in said(ws)
    ranking = applications.ranking(ws, "agency-level")
    assert not ranking.unscored and ranking.rows["k"].score == "81"


def test_a_new_check_of_it_keeps_the_round(ws: Workspace) -> None:
    merge(ws)
    declare(ws, "a-4", on=NEXT)
    found = applications.check(ws, "k")
    assert (found.score.score, found.score.source, found.score.of) == ("81", "r", "a-3")
    assert scores_given(ws)["k"].source == "r" and "原a-3局" in said(ws)


def test_a_round_that_is_opened_again_counts_it_no_more(ws: Workspace) -> None:
    merge(ws)
    perform(ws, verb_of("round.open"), {"round": "r"})
    assert scores_given(ws)["k"].gone


def test_what_was_decided_says_whose_score_it_was(ws: Workspace) -> None:
    group.call(ws, "s1", ["grant:agency-level=a-3"], held_on=START)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1")
    merge(ws)
    assert "81" in said(ws) and "原a-3局" in said(ws)


@pytest.mark.parametrize("follows", [True, False])
def test_a_successor_that_files_itself_has_the_score_of_who_was_merged(
    ws: Workspace, follows: bool
) -> None:
    if not follows:
        profile = ws.dir / "profile.toml"
        text = profile.read_text("utf-8")
        choice = '[policy.merger-titles]\nchoice = "restart"\nwhen = { zh = "x", en = "x" }\n'
        text = re.sub(r"\[policy.merger-titles\]\n.*\n.*\n", "", text)
        profile.write_text(text + choice, "utf-8")
    applications.close(ws, "k", "withdrawn", on=START)
    merge(ws)
    declare(ws, "a-4", on=NEXT)
    applications.apply(ws, "agency-level", "a-4", on=NEXT, case="n")
    found = applications.check(ws, "n").score
    if not follows:
        assert found.score is None
        return
    assert (found.score, found.source, found.of) == ("81", "r", "a-3")
    told = scores_given(ws)["n"]
    assert (told.score, told.of) == ("81", "a-3")
    assert "原a-3局" in render(score_said(ws, told), "zh")
    group.call(ws, "s1", ["grant:agency-level=a-4"], held_on=NEXT)
    group.hold_sitting(ws, "s1")
    decisions.decide(ws, "s1", "1")
    assert scores_given(ws)["n"].of == "a-3"
    perform(ws, verb_of("round.open"), {"round": "r"})
    assert not scores_given(ws)["n"].gone  # what was decided stays
