"""A term that lies in the new year goes along with what is carried into it."""

from contextlib import closing
from pathlib import Path

import pytest

from civtui.verbs import verb_of
from civtui.workspace.building.records import record_rows
from civtui.workspace.performing.performing import perform
from tests.titles.small import small_city


@pytest.mark.parametrize(("due", "kept"), [("2027-01-31", "2027-01-31"), ("2026-11-30", None)])
def test_a_term_of_the_new_year_stays(tmp_path: Path, due: str, kept: str | None) -> None:
    with closing(small_city(tmp_path / "w")) as ws:
        given = {
            "agency": "a-1",
            "duty": "archive",
            "year": "2026",
            "owner": "王",
            "target": "甲",
            "state": "running",
            "due": due,
        }
        perform(ws, verb_of("duty.add"), given)
        perform(ws, verb_of("year.roll"), {"year": "2026"})
        (carried,) = record_rows(ws, "duty", year=2027)
        assert carried.values.get("due") == kept
