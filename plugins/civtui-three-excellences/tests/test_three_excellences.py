"""The campaign as an agency lives it: strands from the settings, figures, and the signal."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from civtui_three_excellences import figures, views
from civtui_three_excellences.forms import forms
from civtui_three_excellences.strands import STANDARD, Settings
from pydantic import ValidationError

from civtui.api import state
from civtui.conformance.testing import conformance_of


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    state().clear()


test_conformance = conformance_of(str(Path(__file__).parents[1]))


def measure(strand: str, state: str) -> dict[str, Any]:
    return {"form": "measure", "values": {"strand": strand, "state": state}}


def survey(on: str, satisfied: int, asked: int = 100) -> dict[str, Any]:
    values = {"on": on, "asked": asked, "satisfied": satisfied}
    return {
        "form": "survey",
        "values": values,
        "program": "civtui-three-excellences:three-excellences",
    }


def payload(*entries: Any) -> dict[str, Any]:
    return {"agency": {"id": "a", "name": "甲局"}, "entries": list(entries), "today": "2026-06-30"}


def test_a_measure_under_way_counts_half_and_strands_weigh_the_same() -> None:
    entries = [measure("style", "done"), measure("style", "running"), measure("service", "done")]
    assert figures.excellence(payload(*entries)) == Fraction(75 + 100, 3)


def test_satisfaction_is_weighted_by_answers_of_this_year() -> None:
    entries = [survey("2026-01-01", 90), survey("2026-02-01", 10, 20), survey("2025-12-31", 0)]
    assert figures.satisfaction(payload(*entries)) == Fraction(100 * 100, 120)


def test_nobody_is_more_than_satisfied() -> None:
    assert figures.satisfaction(payload(survey("2026-01-01", 120))) == 100


def test_nothing_entered_is_no_figure_and_no_warning() -> None:
    assert figures.excellence(payload()) == figures.satisfaction(payload()) == 0
    assert figures.falls(payload()) == []


@pytest.mark.parametrize(
    ("now", "levels"), [(90, []), (85, []), (84, ["warning"]), (60, ["warning"]), (59, ["alarm"])]
)
def test_the_signal_looks_at_the_last_two_survey_days(now: int, levels: list[str]) -> None:
    entries = [survey("2026-01-01", 10), survey("2026-03-01", 90), survey("2026-06-01", now)]
    assert [alert.level for alert in figures.falls(payload(*entries))] == levels


def test_a_warning_says_since_when_until_it_is_over() -> None:
    low = survey("2026-01-01", 10)
    given = payload(low)
    first = figures.falls(given)[0]
    later = figures.falls({**given, "today": "2026-08-01"})[0]
    assert later.text.en == f"{first.text.en}; first said on 2026-06-30"
    assert figures.falls(payload(survey("2026-01-01", 95))) == []
    again = figures.falls({**given, "today": "2026-09-01"})[0]
    assert again.text.en == first.text.en


def test_a_survey_ahead_is_not_looked_at() -> None:
    assert figures.falls(payload(survey("2026-07-01", 0))) == []


def test_the_strands_are_those_that_are_set() -> None:
    made = Settings.model_validate({"strands": [{"id": "speed", "zh": "优快效率", "en": "Speed"}]})
    choices = forms(made.strands)[0].fields[0].choices
    assert [(choice.id, choice.title.zh) for choice in choices] == [("speed", "优快效率")]
    assert [choice.id for choice in forms(STANDARD)[0].fields[0].choices] == [
        "style",
        "service",
        "environment",
    ]


def test_strands_of_one_id_are_refused() -> None:
    twice = [{"id": "a", "zh": "甲", "en": "A"}, {"id": "a", "zh": "乙", "en": "B"}]
    with pytest.raises(ValidationError):
        Settings.model_validate({"strands": twice})


def test_the_report_puts_the_most_satisfied_public_first() -> None:
    parts = [
        {"agency": {"id": id_, "name": id_}, "entries": [survey("2026-01-01", value)]}
        for id_, value in (("甲", 70), ("乙", 95))
    ]
    table = views.report({"agencies": parts, "today": "2026-06-30"})[0]
    assert [(row[0], row[-2], row[-1]) for row in table.rows] == [
        ("乙", "95.0", 100),
        ("甲", "70.0", 100),
    ]


def test_the_chart_follows_the_days() -> None:
    chart = views.satisfaction_chart(payload(survey("2026-02-01", 50), survey("2026-01-01", 80)))
    assert [(point.label, point.value, point.tone) for point in chart.points] == [
        ("2026-01-01", 80, "plain"),
        ("2026-02-01", 50, "bad"),
    ]
