"""Two versions of a standard compared, and a round's marks under another table."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.model.errors import BadInput
from civtui.profile.standard_diff import diff
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.rerun import rerun
from tests.demos import demo
from tests.titles.city import City


def standard(**points: str) -> dict[str, Any]:
    """Return a standard of one group with an item of so many points each."""
    items = [
        {"id": id_, "title": {"zh": id_}, "kind": "points", "points": p, "step": "0.5"}
        for id_, p in points.items()
    ]
    return {
        "id": "s",
        "version": "1",
        "title": {"zh": "s"},
        "total": "10",
        "item": [{"id": "g", "title": {"zh": "g"}, "item": items}],
    }


def marks(**by: dict[str, str]) -> RoundMarks:
    """Return one assessor's marks: subject -> item -> text."""
    rows = tuple((s, item, "k", text) for s, own in by.items() for item, text in own.items())
    return RoundMarks(tuple(by), ("k",), rows)


def test_a_diff_names_what_came_went_moved_and_changed() -> None:
    old, new = standard(a="5", b="5"), standard(a="6", c="4")
    new["total"] = "12"
    new["item"].append({"id": "h", "title": {"zh": "h"}, "item": [old["item"][0]["item"][1]]})
    found = [(c.kind, c.item, c.field, c.before, c.after) for c in diff(old, new)]
    assert found == [
        ("changed", "", "total", "10", "12"),
        ("changed", "a", "points", "5", "6"),
        ("added", "c", "", None, "4"),
        ("added", "h", "", None, None),
        ("moved", "b", "parent", "g", "h"),
    ]
    assert ("removed", "b") in [(c.kind, c.item) for c in diff(old, standard(a="5"))]
    assert diff(old, old) == []


def test_a_diff_follows_new_ids_and_names_the_band_that_moved() -> None:
    old, new = standard(a="5", b="5"), standard(a="5", b="5")
    old["bands"] = [{"name": {"zh": "优"}, "min": "9"}, {"name": {"zh": "差"}, "min": "0"}]
    new["bands"] = [{"name": {"zh": "优"}, "min": "8.5"}, {"name": {"zh": "差"}, "min": "0"}]
    group = new["item"][0]
    group["id"] = "group"
    group["item"][1] |= {"id": "bb", "points": "6"}
    found = [(c.kind, c.item, c.field, c.before, c.after) for c in diff(old, new)]
    assert found == [
        ("changed", "", "bands[优].min", "9", "8.5"),
        ("renamed", "group", "id", "g", "group"),
        ("renamed", "bb", "id", "b", "bb"),
        ("changed", "bb", "points", "5", "6"),
    ]
    # of two of one title nobody can say which is which
    for document, ids in ((old, ("c", "d")), (new, ("e", "f"))):
        document["item"] += [
            {"id": id_, "title": {"zh": "同名"}, "kind": "veto", "months": 12} for id_ in ids
        ]
    kinds = [(c.kind, c.item) for c in diff(old, new)][4:]
    assert kinds == [("added", "e"), ("added", "f"), ("removed", "c"), ("removed", "d")]


def test_marks_of_items_that_stayed_mean_the_same() -> None:
    given_ = marks(x={"a": "5", "b": "1"}, y={"a": "3", "b": "4"})
    done = rerun(standard(a="5", b="5"), standard(a="5", b="5"), given_)
    assert not done.partial
    assert {c.how for c in done.carried} == {"same"}
    assert [(s.subject, s.before, s.after, s.change) for s in done.shifts] == [
        ("y", 7, 7, 0),
        ("x", 6, 6, 0),
    ]


def test_points_are_scaled_and_rounded_half_up_to_the_new_step() -> None:
    """a: 5 of 5 -> 10 of 10; b: 3.5 of 5 -> 1.4 of 2 -> 1.5; 3 of 5 -> 1.2 -> 1."""
    given_ = marks(x={"a": "5", "b": "3"}, y={"a": "4.5", "b": "3.5"})
    done = rerun(standard(a="5", b="5"), standard(a="10", b="2"), given_)
    assert {c.how for c in done.carried} == {"scaled"}
    after = {s.subject: s.after for s in done.shifts}
    assert after == {"x": Fraction(11), "y": Fraction(21, 2)}
    assert [(s.rank_before, s.rank_after) for s in done.shifts] == [(1, 1), (1, 2)]


def test_a_mapping_brings_an_old_table_onto_the_common_one() -> None:
    given_ = marks(x={"old": "5", "b": "1"}, y={"old": "1", "b": "4"})
    done = rerun(standard(old="5", b="5"), standard(a="5", b="5"), given_, {"old": "a"})
    assert (done.dropped, done.unmarked, done.partial) == ([], [], False)
    assert [s.subject for s in done.shifts] == ["x", "y"]


def test_several_old_items_go_together_onto_one_of_the_common_table() -> None:
    """x: 5 + 2 of 5 + 5 -> 7 of 10; y left b out, so no points of the two; z: 4 + 4.5 -> 8.5."""
    given_ = marks(x={"a": "5", "b": "2"}, y={"a": "4"}, z={"a": "4", "b": "4.5"})
    both = {"a": "common", "b": "common"}
    done = rerun(standard(a="5", b="5"), standard(common="10"), given_, both)
    assert [(c.old, c.how, c.marks, c.refused) for c in done.carried] == [
        ("a", "together", 2, 1),
        ("b", "together", 2, 0),
    ]
    after = {s.subject: (s.before, s.after, s.change) for s in done.shifts}
    assert after["x"] == (7, 7, 0)
    assert after["z"] == (Fraction(17, 2), Fraction(17, 2), 0)
    assert after["y"][1] is None
    with pytest.raises(BadInput) as caught:
        rerun(standard(a="5", b="5"), standard(a="10"), given_, {"b": "a"})
    assert caught.value.hint is not None


def test_a_word_of_a_scale_is_carried_by_what_it_earned() -> None:
    old = standard(a="5")
    old["item"][0]["item"][0] |= {
        "kind": "grades",
        "grades": [{"label": {"zh": "好"}, "points": "5"}, {"label": {"zh": "差"}, "points": "1"}],
    }
    done = rerun(old, standard(a="10"), marks(x={"a": "好"}, y={"a": "差"}))
    assert [(s.subject, s.before, s.after) for s in done.shifts] == [("x", 5, 10), ("y", 1, 2)]


def test_what_only_one_table_has_is_left_out_on_both_sides() -> None:
    given_ = marks(x={"a": "5", "gone": "0"}, y={"a": "3", "gone": "5"})
    done = rerun(standard(a="5", gone="5"), standard(a="5", new="5"), given_)
    assert (done.partial, done.dropped, done.unmarked) == (True, ["gone"], ["new"])
    assert [(s.subject, s.before, s.after) for s in done.shifts] == [("x", 5, 5), ("y", 3, 3)]


def test_a_mark_that_the_new_item_cannot_take_is_counted() -> None:
    new = standard(a="5")
    new["item"][0]["item"][0] |= {"kind": "yes-no"}
    done = rerun(standard(a="5"), new, marks(x={"a": "4"}))
    assert [(c.how, c.marks) for c in done.carried] == [("not", 0)]
    assert done.unmarked == ["a"]


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=8))
def test_under_the_same_table_nothing_moves(rows: list[tuple[int, int]]) -> None:
    table = standard(a="5", b="5")
    own = {
        f"s{n}": {"a": str(Fraction(a, 2)) if a % 2 == 0 else f"{a / 2}", "b": f"{b / 2:g}"}
        for n, (a, b) in enumerate(rows)
    }
    done = rerun(table, table, marks(**own))
    assert all(s.change == 0 and s.before == s.after for s in done.shifts)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("rerun") / "city"
    demo(folder).close()
    return City(folder)


def test_the_demos_round_under_another_years_table(city: City) -> None:
    shipped = Path(__file__).parents[2] / "profiles" / "standards" / "civilized-office.toml"
    text = shipped.read_text("utf-8").replace('version = "2026.2"', 'version = "2027.1"')
    old, new = 'id = "study.plan"', 'id = "study.programme"'
    assert old in text
    (city.folder / "standards").mkdir(exist_ok=True)
    (city.folder / "standards" / "next.toml").write_text(text.replace(old, new), "utf-8")
    found = city.do("standard", "diff", "civilized-office", "next")
    assert [(c["kind"], c["item"]) for c in found["changes"]] == [
        ("renamed", "study.programme"),
    ]
    seq = city.do("status")["ledger"]["seq"]
    part = city.do("standard", "rerun", _closed(city), "next")
    assert (part["partial"], part["dropped"]) == (True, ["study.plan"])
    table = city.folder / "map.toml"
    table.write_text('"study.plan" = "study.programme"\n', "utf-8")
    whole = city.do("standard", "rerun", _closed(city), "next", "--map", str(table))
    assert (whole["partial"], whole["dropped"], whole["unmarked"]) == (False, [], [])
    assert all(row["before"] == row["after"] and row["change"] == 0 for row in whole["results"])
    table.write_text('"study.plan" = "study.programe"\n', "utf-8")
    status, document = city.run("standard", "rerun", _closed(city), "next", "--map", str(table))
    assert status == 4
    assert document["error"]["nearest"] == "study.programme"
    assert city.do("status")["ledger"]["seq"] == seq


def _closed(city: City) -> str:
    return str(next(row["id"] for row in city.do("round", "list") if row["state"] == "closed"))
