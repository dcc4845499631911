"""The data-only program keeps every rule and counts what an agency enters."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.conformance.subject import subject
from civtui.conformance.testing import conformance_of

HERE = str(Path(__file__).parents[1])
test_conformance = conformance_of(HERE)


@pytest.mark.parametrize(
    ("indicator", "entries", "value"),
    [
        ("open-venues", [("venue", "state", "open"), ("venue", "state", "planned")], "50"),
        ("good-rounds", [("round", "verdict", "fix")], "0"),
        ("good-rounds", [], "0"),
        ("events", [("event", "kind", "lecture")] * 30, "24"),
    ],
)
def test_figures(indicator: str, entries: list[tuple[str, str, str]], value: str) -> None:
    one = subject(HERE)
    payload = {
        "agency": {"id": "a", "name": "教育局"},
        "entries": [{"form": form, "values": {field: v}} for form, field, v in entries],
        "today": "2026-06-30",
        "lang": "zh",
    }
    try:
        assert one.host.call("indicator", f"office-culture/{indicator}", payload) == value
    finally:
        one.close()
