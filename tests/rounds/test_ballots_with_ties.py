"""A judge who gave totals alike has a vote by ballots too, in which a tie favours nobody."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.facts.rounds import MarksImported
from civtui.model.roles import Right
from civtui.model.text import Lang
from civtui.scoring.pipeline import RoundMarks, calculator_sheet
from civtui.scoring.pipeline.sheet import with_ties
from civtui.workspace.plugins.plugins import enable
from civtui.workspace.results.calculators import run_scheme
from civtui.workspace.results.results import results
from civtui.workspace.results.traces import explain
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.rounds.round_marks import calculator_input
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

SCHEMES = ("borda", "copeland", "kemeny", "schulze")
DOCUMENT = {
    "id": "s",
    "version": "1",
    "item": [{"id": "i", "title": {"zh": "i"}, "kind": "points", "points": "9"}],
}
Given = dict[str, dict[str, int]]  # judge -> subject -> mark


def sheet(given: Given, subjects: list[str], **more: Any) -> dict[str, Any]:
    marks = [(s, "i", judge, str(row[s])) for judge, row in given.items() for s in subjects]
    return calculator_sheet(DOCUMENT, RoundMarks(tuple(subjects), tuple(given), marks), **more)


def ranks(scheme: str, given: Given, subjects: list[str]) -> dict[str, int]:
    found = run_scheme(scheme, sheet(given, subjects))["results"]
    return {row["subject"]: row["rank"] for row in found}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("seed", range(12))
def test_no_order_or_name_breaks_a_tie_and_who_ties_all_changes_nothing(
    scheme: str, seed: int
) -> None:
    random = Random(seed)
    subjects = [f"s{n}" for n in range(random.randrange(2, 6))]
    given = {
        f"k{n}": {s: random.randrange(3) for s in subjects} for n in range(random.randrange(1, 5))
    }
    found = ranks(scheme, given, subjects)
    turned = {judge: given[judge] for judge in random.sample([*given], len(given))}
    assert ranks(scheme, turned, random.sample(subjects, len(subjects))) == found
    names = dict(zip(subjects, random.sample("abcdefgh", len(subjects)), strict=True))
    renamed = {
        f"x{judge}": {names[s]: mark for s, mark in row.items()} for judge, row in given.items()
    }
    again = ranks(scheme, renamed, sorted(names.values()))
    assert {s: again[names[s]] for s in subjects} == found
    assert ranks(scheme, {**given, "all": dict.fromkeys(subjects, 2)}, subjects) == found


@pytest.mark.parametrize("scheme", SCHEMES)
def test_judges_who_all_have_ties_make_a_result(scheme: str) -> None:
    given = {"k": {"a": 3, "b": 3, "c": 1}, "l": {"a": 2, "b": 1, "c": 1}}
    assert ranks(scheme, given, ["c", "b", "a"]) == {"a": 1, "b": 2, "c": 3}


def test_a_judge_with_ties_weighs_as_one_without() -> None:
    made = sheet({"k": {"a": 3, "b": 2, "c": 1}, "l": {"a": 1, "b": 2, "c": 2}}, ["a", "b", "c"])
    assert made["ballots"] == [
        {"order": ["a", "b", "c"], "count": 2},
        {"order": ["b", "c", "a"], "count": 1},
        {"order": ["c", "b", "a"], "count": 1},
    ]
    assert with_ties(made) == 1


def test_where_nobody_has_ties_the_ballots_are_those_of_before() -> None:
    given = {"k": {"a": 3, "b": 2}, "l": {"a": 1, "b": 2}}
    assert sheet(given, ["a", "b"]) == sheet(given, ["a", "b"], edition=2)


def opened(folder: Path, edition: int, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a city with a round of an edition: two judges, one with a tie."""
    monkeypatch.setattr("civtui.scoring.pipeline.sheet.EDITION", edition)
    ws = small_city(folder)
    enable(ws, "civtui-schemes")
    offices = ["o-1-1", "o-1-2", "o-2-1"]
    judges = [{"id": id_, "name": id_, "agency": None, "related": []} for id_ in ("k", "l")]
    round_life.open_round(
        ws, "r", name="r", standard="civilized-office", subjects=offices, assessors=judges
    )
    row = rounds.round_row(ws, "r")
    items = [item.id for item in rounds.items_of(ws, row)]
    best = {"k": (2, 1, 0), "l": (1, 0, 1)}
    rows = tuple(
        (office, item, judge, str(marks[place]) if item == items[0] else "0", None)
        for judge, marks in best.items()
        for place, office in enumerate(offices)
        for item in items
    )
    ws.write(MarksImported(round="r", rows=rows, source="test"), right=Right.MARK)
    return ws


def test_a_round_keeps_the_ballots_with_which_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = opened(tmp_path / "w", 2, monkeypatch)
    monkeypatch.undo()
    assert calculator_input(ws, "r")["ballots"] == [
        {"order": ["o-1-1", "o-1-2", "o-2-1"], "count": 1}
    ]
    found = results(ws, "r", "borda")
    assert [(row.subject, row.exact) for row in found.rows] == [
        ("o-1-1", "2"),
        ("o-1-2", "1"),
        ("o-2-1", "0"),
    ]
    assert found.tied == 0
    said = [render(one) for one in explain(ws, "r", "o-1-1", scheme="borda").said]
    ws.close()
    assert not any("选票" in one for one in said)


@pytest.mark.parametrize(
    ("language", "word"), [("zh", "各按并列者的正、反两种顺序投一票"), ("en", "casts two ballots")]
)
def test_the_trace_says_how_ties_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Lang, word: str
) -> None:
    ws = opened(tmp_path / "w", 3, monkeypatch)
    found = results(ws, "r", "borda")
    assert [(row.subject, row.exact, row.rank) for row in found.rows] == [
        ("o-1-1", "7", 1),
        ("o-2-1", "3", 2),
        ("o-1-2", "2", 3),
    ]
    said = [render(one, language) for one in explain(ws, "r", "o-1-1", scheme="borda").said]
    by_sum = [render(one, language) for one in explain(ws, "r", "o-1-1").said]
    ws.close()
    assert any(word in one for one in said) and not any(word in one for one in by_sum)
