"""A round whose own scheme goes by whole sheets, with marks missing: intervals, traces, words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline.by_scheme import open_ranks, scheme_node
from civtui.workspace.plugins.plugins import enable
from tests.titles.small import small_city

PANEL = ("k", "l", "m", "n")
OFFICES = ("o-1-1", "o-1-2", "o-2-1")


def spoken(*words: str) -> str:
    out = StringIO()
    with redirect_stdout(out):
        assert run(list(words)) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A round by trimmed mean: k is of the first agency, l is a mark short, n marked one office."""
    folder = tmp_path_factory.mktemp("own") / "city"
    made = small_city(folder)
    enable(made, "civtui-schemes")
    made.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        own = next(a["name"] for a in json.loads(spoken("agency", "list", "--json")))
        people = [f"k:Judge-K:{own}", *(f"{one}:Judge-{one.upper()}" for one in PANEL[1:])]
        offices = [word for one in OFFICES for word in ("--office", one)]
        judges = [word for one in people for word in ("--assessor", one)]
        spoken("round", "new", "r", "--scheme", "trimmed-mean", *offices, *judges)
        sheet = json.loads(spoken("round", "sheet", "r", "--json"))
        items = [one["id"] for one in sheet["criteria"]]
        cells = [("l", "o-1-1", items[:-1]), ("m", "o-1-1", items), ("l", "o-1-2", items)]
        cells += [("m", "o-1-2", items), ("n", "o-1-2", items)]
        for place, (judge, office, marked) in enumerate(cells):
            for item in marked:
                text = f"{(place % 4 + 1) / 2:g}"
                spoken("mark", "set", "r", office, item, text, "--assessor", judge)
        yield "r"


def document(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(spoken(*words, "--json"))
    return found


def rows(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["subject"]: row for row in found["results"]}


@pytest.mark.parametrize("scheme", ["trimmed-mean", "mean", "median"])
def test_the_interval_is_what_missing_marks_can_still_make_of_it(short: str, scheme: str) -> None:
    found = rows(document("results", short, "--scheme", scheme))
    for office in OFFICES[:2]:
        assert found[office]["low"] < found[office]["high"], office
    assert found["o-2-1"]["rank"] is None
    assert (found["o-2-1"]["low"], found["o-2-1"]["high"]) == (1, 3)
    own = rows(document("results", short))
    if scheme == "trimmed-mean":
        assert own == found


def test_a_scheme_that_compares_subjects_gives_no_interval_and_says_so(short: str) -> None:
    found = document("results", short, "--scheme", "rank-sum")
    assert {row["low"] for row in found["results"]} == {None}
    assert any("不列名次区间" in one for one in found["warnings"])


def test_a_total_is_traced_by_the_scheme_that_made_it(short: str) -> None:
    stated = rows(document("results", short))
    for office in OFFICES[:2]:
        trace = document("explain", short, office)
        assert trace["exact"] == stated[office]["exact"]
    first = document("explain", short, "o-1-1")
    assert [child["value"] for child in first["children"]] == [stated["o-1-1"]["total"]]
    told = " ".join(f"{one['label']} {one['source']}" for one in first["set_aside"])
    assert "Judge-K" in told and "利害关系" in told
    assert "Judge-L" in told and "只评了" in told
    other = document("explain", short, "o-1-1", "--scheme", "weighted-sum")
    plain = rows(document("results", short, "--scheme", "weighted-sum"))
    assert other["exact"] == plain["o-1-1"]["exact"] != first["exact"]


def test_a_trace_by_a_plugin_says_whose_figure_it_is(short: str) -> None:
    stated = rows(document("results", short, "--scheme", "rank-sum"))
    trace = document("explain", short, "o-1-2", "--scheme", "rank-sum")
    assert trace["value"] == stated["o-1-2"]["total"]
    assert "名次和法" in trace["said"][0]


def test_a_subject_is_found_by_its_agencys_full_name(short: str) -> None:
    agencies = json.loads(spoken("agency", "list", "--json"))
    full = next(a["name"] for a in agencies if a["id"] == "a-1")
    name = rows(document("results", short))["o-1-1"]["name"]
    by_id = document("explain", short, "o-1-1")
    assert document("explain", short, f"{full}/{name.partition('/')[2]}") == by_id
    assert document("explain", short, name) == by_id


def test_an_item_of_such_a_round_says_that_the_total_is_anothers(short: str) -> None:
    item = json.loads(spoken("round", "sheet", short, "--json"))["criteria"][0]["id"]
    assert "不是那个总分" in document("explain", short, "o-1-2", item)["said"][-1]


def test_what_the_scheme_says_names_offices_and_counts_sheets(short: str) -> None:
    warnings = document("results", short)["warnings"]
    assert not any("o-1-1" in one or "o-2-1" in one for one in warnings)
    assert any("评完全部项目的只有 1 人" in one for one in warnings)
    assert any("没有人评完全部项目" in one for one in warnings)
    told = spoken("results", short)
    assert "不评这一对象：Judge-K" in told
    assert "去掉最低的总分 、" not in told


STANDARD = {
    "id": "s",
    "version": "1",
    "item": [{"id": "a", "title": {"zh": "甲"}, "kind": "points", "points": "10", "step": "1"}],
}


def test_the_bounds_hold_for_each_filling() -> None:
    given = [("x", "a", "p", "4"), ("x", "a", "q", "6"), ("y", "a", "p", "5"), ("y", "a", "r", "9")]
    base = RoundMarks(("x", "y"), ("p", "q", "r"), tuple(given))
    found = open_ranks(STANDARD, base, "trimmed-mean", {"drop": 1})
    assert found is not None
    seen: dict[str, set[int]] = {"x": set(), "y": set()}
    for one in range(11):
        for other in range(11):
            more = (*given, ("x", "a", "r", str(one)), ("y", "a", "q", str(other)))
            full = base._replace(marks=more)
            values = {
                s: scheme_node(STANDARD, full, s, "trimmed-mean", {"drop": 1}).value
                for s in ("x", "y")
            }
            for s, value in values.items():
                assert value is not None
                seen[s].add(1 + sum(v is not None and v > value for v in values.values()))
    assert {s: (min(ranks), max(ranks)) for s, ranks in seen.items()} == found


def test_a_missing_value_is_told_by_office_and_item(
    short: str, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    assert run(["results", short, "--scheme", "topsis"]) == 4
    said = capfd.readouterr().err
    assert "values[" not in said
    assert rows(document("results", short))["o-2-1"]["name"] in said


def test_without_ballots_it_is_said_what_they_are_made_of(short: str) -> None:
    warnings = document("results", short, "--scheme", "borda")["warnings"]
    assert any("须评完全部对象的全部项目" in one for one in warnings)
