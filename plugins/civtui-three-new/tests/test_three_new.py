"""The three-new project as an agency uses it: figures, states and the rows of the report."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from civtui_three_new import figures, views

from civtui.conformance.testing import conformance_of

TODAY = "2026-06-30"


def measure(strand: str = "style", done: object = 0, due: str = "2026-12-31", **more: Any) -> Any:
    values = {"strand": strand, "measure": "首问负责制", "owner": "办公室", "due": due}
    return {"id": "m", "form": "measure", "values": {**values, "done": done, **more}}


def payload(*entries: Any) -> dict[str, Any]:
    return {"agency": {"id": "a", "name": "贸发局"}, "entries": list(entries), "today": TODAY}


def test_nothing_entered_is_nothing_achieved() -> None:
    assert figures.achievement(payload()) == 0
    assert figures.evidenced(payload()) == 0


def test_the_three_strands_weigh_the_same() -> None:
    entries = [measure("style", 100), measure("style", "50"), measure("image", 100)]
    assert figures.achievement(payload(*entries)) == Fraction(75 + 100, 3)


def test_only_finished_measures_need_evidence() -> None:
    entries = [measure(done=100, after=["photo-1"]), measure(done=100), measure(done=40)]
    assert figures.evidenced(payload(*entries)) == 50


@pytest.mark.parametrize(
    ("done", "due", "state"),
    [
        (100, "2026-01-01", "done"),
        (99, "2026-06-29", "overdue"),
        (99, "2026-06-30", "due soon"),
        (99, "2026-07-14", "due soon"),
        (99, "2026-07-15", "under way"),
    ],
)
def test_the_state_of_a_measure_follows_its_term(done: int, due: str, state: str) -> None:
    table = views.measures(payload(measure(done=done, due=due)))
    assert table.rows[0][-1].en == state


def test_milestones_and_terms_stand_in_order_of_days() -> None:
    stone = {
        "id": "s",
        "form": "milestone",
        "values": {"strand": "image", "name": "标识发布", "due": "2026-05-01"},
    }
    line = views.milestones(payload(measure(due="2026-08-01"), stone))
    assert [str(moment.on) for moment in line.moments] == ["2026-05-01", "2026-08-01"]
    assert line.moments[0].tone == "bad"


def test_the_latest_plan_is_shown() -> None:
    plans = [
        {"id": "p", "form": "plan", "values": {"year": 2026, "goal": goal, "lead": "办公室"}}
        for goal in ("旧", "新")
    ]
    shown = views.progress(payload(*plans))
    assert shown[1].paragraphs[0].zh == "2026 年目标：新（牵头：办公室）"


def test_the_report_has_a_row_an_agency() -> None:
    parts = [
        {"agency": {"id": id_, "name": id_}, "entries": [measure("style", done)]}
        for id_, done in (("甲", 100), ("乙", 30))
    ]
    table = views.report({"agencies": parts, "today": TODAY, "lang": "zh"})[0]
    assert table.rows == (
        ("甲", "1/1", "0.0", "100.0", "0.0", "33.3"),
        ("乙", "0/1", "0.0", "30.0", "0.0", "10.0"),
    )


test_conformance = conformance_of(str(Path(__file__).parents[1]))
