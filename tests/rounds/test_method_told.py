"""A round's results by another scheme tell what its method left out, to whom the marks are open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.workspace.results.trace_text import method_told
from tests.titles.small import small_city

PANEL = ("k", "l", "m", "n")


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> str:
    """A round of two offices and four judges, of whom one did not mark the second office."""
    small_city(tmp_path / "city").close()
    monkeypatch.chdir(tmp_path / "city")
    people = [word for one in PANEL for word in ("--assessor", f"{one}:Judge-{one.upper()}")]
    assert run(["round", "new", "r", "--office", "o-1-1", "--office", "o-1-2", *people]) == 0
    capsys.readouterr()
    assert run(["round", "sheet", "r", "--json"]) == 0
    items = [one["id"] for one in json.loads(capsys.readouterr().out)["criteria"]]
    for office, judges in (("o-1-1", PANEL), ("o-1-2", PANEL[:3])):
        for place, judge in enumerate(judges):
            for item in items:
                assert (
                    run(["mark", "set", "r", office, item, f"{place / 2:g}", "--assessor", judge])
                    == 0
                )
    capsys.readouterr()
    return "r"


def said(capsys: Any, *words: str) -> str:
    assert run(list(words)) == 0
    return str(capsys.readouterr().out)


def test_trimmed_marks_and_who_is_missing_are_told(marked: str, capsys: Any) -> None:
    told = said(capsys, "results", marked, "--scheme", "trimmed-mean")
    assert "去掉最低" in told
    assert "没有评完全部项目、不计入：Judge-N" in told
    document = json.loads(said(capsys, "results", marked, "--scheme", "trimmed-mean", "--json"))
    assert document["details"]["absent"] == {"o-1-2": ["n"]}
    assert list(document["details"]["dropped"]) == ["o-1-1", "o-1-2"]


def test_the_own_scheme_adds_nothing(marked: str, capsys: Any) -> None:
    assert json.loads(said(capsys, "results", marked, "--json"))["details"] == {}


def test_a_scheme_that_a_round_cannot_feed_says_how_it_is_run(marked: str, capsys: Any) -> None:
    assert run(["results", marked, "--scheme", "deduction"]) != 0
    assert "civtui scheme run deduction --input" in capsys.readouterr().err


def test_how_ties_are_read_is_told_last() -> None:
    told = list(method_told({"ties": "shared", "steps": {"a": "by hand"}}, {"a": "Alpha"}))
    assert told[1:] == ["  Alpha  by hand", "shared"]


def test_draws_of_an_unfinished_round_say_what_they_leave_out(marked: str, capsys: Any) -> None:
    for words in (("round", "fairness", marked), ("results", marked, "--draws", "20")):
        run([*words, "--places", "1"])
        told = capsys.readouterr()
        assert "抽样只看已给的评分" in told.err
        assert "抽样名次" in told.out and "study" not in told.out
