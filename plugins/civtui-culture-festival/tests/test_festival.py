"""The festival as an agency holds it: programme, points, photos, year on year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from civtui_culture_festival import figures, views
from hypothesis import given
from hypothesis import strategies as st

from civtui.conformance.testing import conformance_of

test_conformance = conformance_of(str(Path(__file__).parents[1]))
TODAY = "2026-06-30"


def event(name: str, kind: str = "contest", on: str = "2026-05-01", **more: Any) -> dict[str, Any]:
    return {"form": "event", "values": {"event": name, "kind": kind, "on": on, **more}}


def sign_up(name: str, office: str, people: int = 5) -> dict[str, Any]:
    return {"form": "sign-up", "values": {"event": name, "office": office, "people": people}}


def result(name: str, office: str, place: int) -> dict[str, Any]:
    return {"form": "result", "values": {"event": name, "office": office, "place": place}}


def photo(name: str) -> dict[str, Any]:
    return {"form": "photos", "values": {"event": name, "evidence": ["p1"]}}


def payload(*entries: Any) -> dict[str, Any]:
    return {"agency": {"id": "a", "name": "教育局"}, "entries": list(entries), "today": TODAY}


def test_points_for_taking_part_and_for_the_best_place() -> None:
    entries = [
        event("拔河"),
        sign_up("拔河", "办公室"),
        sign_up("拔河", "人事处"),
        result("拔河", "办公室", 4),
        result("拔河", "人事处", 3),
        result("拔河", "人事处", 1),
        result("拔河", "财务处", 9),
    ]
    assert figures.points(payload(*entries), "2026") == {"办公室": 1, "人事处": 6, "财务处": 1}


def test_what_is_not_in_the_programme_gives_no_points_and_is_said() -> None:
    made = payload(event("拔河"), sign_up("拔可", "办公室"))
    assert figures.points(made, "2026") == {}
    assert views.sign_ups(made).rows[0][-1].en == "not in the programme"


def test_equal_points_share_the_smaller_rank() -> None:
    entries = [
        event("棋"),
        *(result("棋", office, place) for office, place in (("甲", 2), ("乙", 2), ("丙", 3))),
    ]
    rows = views.standings(payload(*entries)).rows
    assert [(row[0], row[2]) for row in rows] == [(1, 4), (1, 4), (3, 3)]


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("棋书"), st.integers(1, 9))))
def test_the_order_of_entries_decides_nothing(results: list[tuple[str, str, int]]) -> None:
    entries = [result(name, office, place) for office, name, place in results]
    program = [event("棋"), event("书")]
    there = figures.points(payload(*program, *entries), "2026")
    assert figures.points(payload(*program, *reversed(entries)), "2026") == there


@pytest.mark.parametrize(
    ("entries", "variety", "documented"),
    [
        ([], 0, 0),
        ([event("a", "study"), event("b", "study")], 25, 0),
        ([event("a", "study"), event("b", "contest"), photo("a")], 50, 50),
        ([event("a", on="2026-07-01"), photo("a")], 0, 0),
        ([event("a", on="2025-05-01"), photo("a")], 0, 0),
    ],
)
def test_variety_and_photos_of_events_held(entries: Any, variety: int, documented: int) -> None:
    assert figures.variety(payload(*entries)) == variety
    assert figures.documented(payload(*entries)) == documented


def test_an_event_entered_again_stands_as_entered_last() -> None:
    made = payload(event("棋", on="2026-05-01"), event("棋", on="2026-05-09"))
    assert [e["on"] for e in figures.events(made, "2026")] == ["2026-05-09"]


def test_the_years_stand_side_by_side() -> None:
    entries = [
        event("去年", on="2025-05-01"),
        sign_up("去年", "甲", 7),
        event("今年"),
        sign_up("今年", "甲", 9),
    ]
    charts = views.years(payload(*entries))
    assert [(p.label, p.value) for p in charts[1].points] == [("2025", 7), ("2026", 9)]
    part = {"agency": {"id": "a", "name": "教育局"}, "entries": entries}
    row = views.report({"agencies": [part], "today": TODAY})[0].rows[0]
    assert row[:5] == ("教育局", 1, 1, 9, 7)
