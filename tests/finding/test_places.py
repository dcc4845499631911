"""Jumping by any way of writing a name; the best fit first."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.workspace.finding.names import pinyin, plain, readings, says, spelled
from civtui.workspace.finding.places import Place, ranked
from civtui.workspace.people.uses import KEPT, used, uses
from tests.titles.small import small_city

PLACES = [
    Place("agency", "a-3", "贸发局", ("市贸易发展局", "11330000"), "财贸委"),
    Place("agency", "a-4", "公安局", ("市公安局",), "政法委"),
    Place("office", "o-3-1", "会计处", ("贸发局会计处",), "贸发局"),
    Place("office", "o-3-2", "贸易处", ("贸发局贸易处",), "贸发局"),
    Place("round", "city-2026", "2026年文明处室考评", ("city-2026",)),
    Place("person", "city-2026|kp1", "李明", ("kp1",), "2026年文明处室考评"),
    Place("action", "language", "En"),
]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mfj", "a-3"),
        ("MFJ", "a-3"),
        ("ｍｆｊ", "a-3"),
        ("maofaju", "a-3"),
        ("maofj", "a-3"),
        ("贸发局", "a-3"),
        ("贸局", "a-3"),
        ("市贸易", "a-3"),
        ("11330000", "a-3"),
        ("a-3", "a-3"),
        ("kjc", "o-3-1"),
        ("hjc", "o-3-1"),
        ("kuaiji", "o-3-1"),
        ("贸发 会计", "o-3-1"),
        ("mfj myc", "o-3-2"),
        ("liming", "city-2026|kp1"),
        ("kp1", "city-2026|kp1"),
        ("city-2026", "city-2026"),
        ("gaj", "a-4"),
        ("政法", "a-4"),
    ],
)
def test_the_best_fit_stands_first(text: str, first: str) -> None:
    assert ranked(text, PLACES)[0].id == first


def test_what_fits_nothing_finds_nothing_and_nothing_typed_finds_all() -> None:
    assert ranked("xyz", PLACES) == []
    assert ranked(" ", PLACES) == PLACES


@settings(deadline=None)
@given(st.text(max_size=12))
def test_what_is_found_was_there_and_its_own_name_finds_it(text: str) -> None:
    found = ranked(text, PLACES)
    assert {place.id for place in found} <= {place.id for place in PLACES}
    own = [*PLACES, Place("office", "new", text)]
    if text.split():
        assert "new" in {place.id for place in ranked(text, own)}


@settings(deadline=None)
@given(st.text(alphabet="市贸易发展局公安厅会计处行长重庆abc12", min_size=1, max_size=8))
def test_pinyin_and_initials_of_any_part_find_it(name: str) -> None:
    whole, initials = pinyin(name)
    assert says(whole, name)
    assert says(initials, name)
    assert says(initials[1:], name)


@given(
    st.text("贸发局会计处行abc1 ー", max_size=8),
    st.text("mfjkuaihjcxg1ab", min_size=1, max_size=6),
)
def test_the_fast_test_of_a_word_says_what_its_spelling_means(name: str, word: str) -> None:
    assert says(word, name) is (word in plain(name) or spelled(word, readings(name)))


def test_what_is_used_most_comes_first_of_those_that_fit_as_well() -> None:
    one, other, better = (
        Place("agency", id_, name)
        for id_, name in (("a-1", "市水利局"), ("a-2", "市水务局"), ("a-3", "市水"))
    )
    places = [one, other, better]
    assert ranked("", places, {other.key: 2, better.key: 1}) == [other, better, one]
    assert ranked("水", places, {other.key: 2})[0] is other
    assert ranked("市水", places, {other.key: 2}) == [better, other, one]


def test_uses_are_counted_for_each_user_and_the_least_are_forgotten(tmp_path: Path) -> None:
    with closing(small_city(tmp_path / "w")) as ws:
        for place in ("agency:a-1", *(f"agency:b-{n}" for n in range(KEPT)), "agency:a-1"):
            used(ws, place)
        found = uses(ws)
        assert found["agency:a-1"] == 2 and len(found) == KEPT
        used(ws, "agency:new")
        assert "agency:new" in uses(ws) and len(uses(ws)) == KEPT
        ws.user = "别人"
        assert uses(ws) == {}
