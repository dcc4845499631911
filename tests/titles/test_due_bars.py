"""What bars applications is due on the first day on which it does not, and says that day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.workspace.overview.due import due_rows
from civtui.workspace.titles import card_steps, endings
from civtui.workspace.titles.eligibility import eligibility_of
from tests.titles.small import START, Sittings, small_city

BARS = {"veto": "not-vetoed", "waiting": "not-delisted"}


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize("last", ["last-day-still-bars", "corresponding-day-free"])
def test_the_day_that_is_due_is_the_first_free_one(tmp_path: Path, kind: str, last: str) -> None:
    policies = {"reapply-last-day": last}
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START, policies=policies)
    if kind == "veto":
        card_steps.veto(ws, "a-1", "事故", on=START)
    else:
        gone = Sittings(ws).decide("delist:municipal=a-1", START)
        endings.end(ws, "municipal", ["a-1"], "delisted", gone, on=START)
    (row,) = [row for row in due_rows(ws, days=2000) if row.what == kind]
    assert row.why.values["free"] == row.on

    def barred(day: object) -> bool:
        (tier, *_) = eligibility_of(ws, "a-1", "municipal", day)[1].tiers
        return any(one.rule == BARS[kind] and not one.holds for one in tier.reasons)

    assert barred(row.on - timedelta(days=1)) and not barred(row.on)
    for days, there in ((-1, True), (0, True), (1, False)):
        found = due_rows(ws, on=row.on + timedelta(days=days))
        assert (kind in [one.what for one in found]) is there
