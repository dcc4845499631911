"""Tax culture as a bureau lives it: pledges, how they are kept, and who is told when not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from civtui_tax_culture import figures, views

from civtui.conformance.testing import conformance_of

test_conformance = conformance_of(str(Path(__file__).parents[1]))


def keeping(area: str, on: str, cases: int, kept: int) -> dict[str, Any]:
    values = {"area": area, "on": on, "cases": cases, "kept": kept}
    return {"form": "keeping", "values": values, "program": "civtui-tax-culture:tax-culture"}


def pledge(area: str, days: int = 3) -> dict[str, Any]:
    values = {"area": area, "text": "限时办结", "days": days, "since": "2026-01-01"}
    return {"form": "pledge", "values": values}


def payload(*entries: Any) -> dict[str, Any]:
    return {
        "agency": {"id": "a", "name": "地税局"},
        "entries": list(entries),
        "today": "2026-06-30",
    }


def test_every_case_weighs_the_same() -> None:
    entries = [keeping("counter", "2026-01-31", 100, 99), keeping("refund", "2026-02-28", 50, 30)]
    assert figures.kept(payload(*entries)) == Fraction(129 * 100, 150)


def test_only_this_year_up_to_today_counts() -> None:
    entries = [keeping("counter", "2025-12-31", 9, 0), keeping("counter", "2026-07-01", 9, 0)]
    assert figures.this_year(payload(*entries)) == []
    assert figures.kept(payload(*entries)) == 0


def test_a_case_is_kept_once_at_most() -> None:
    assert figures.kept(payload(keeping("counter", "2026-01-31", 10, 12))) == 100


def test_the_fields_of_service_with_a_pledge() -> None:
    assert figures.pledged(payload(pledge("counter"), pledge("counter"), pledge("refund"))) == 40


@pytest.mark.parametrize(("kept", "warned"), [(90, 0), (89, 1), (0, 1)])
def test_a_pledge_kept_too_rarely_is_told(kept: int, warned: int) -> None:
    alerts = figures.broken(payload(keeping("refund", "2026-05-31", 100, kept)))
    assert len(alerts) == warned
    assert all(alert.evidence == ("refund",) for alert in alerts)


def test_the_code_stands_in_the_order_of_its_sides() -> None:
    rules = [
        {"form": "conduct", "values": {"side": side, "text": side}} for side in ("manners", "duty")
    ]
    table = views.creed(payload(*rules))[1]
    assert [row[1] for row in table.rows] == ["duty", "manners"]


def test_the_months_stand_in_order() -> None:
    entries = [keeping("counter", "2026-03-31", 4, 3), keeping("counter", "2026-01-31", 2, 2)]
    chart = views.months(payload(*entries))
    assert [(p.label, p.value) for p in chart.points] == [("2026-01", 100), ("2026-03", 75)]


def test_an_agency_without_cases_has_no_share_in_the_report() -> None:
    part = {"agency": {"id": "a", "name": "地税局"}, "entries": [pledge("counter")]}
    table = views.report({"agencies": [part], "today": "2026-06-30"})[0]
    assert table.rows == (("地税局", 0, "20", 0, None, 0),)
