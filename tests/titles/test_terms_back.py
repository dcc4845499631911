"""Who gives a title back reads which term it has, and why, before and after."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.workspace.answers import honor as answers
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, endings, party_group
from civtui.workspace.titles.honors import held_on
from tests.policies.test_automatic import FOUR, dated, later
from tests.titles.small import START, Sittings, small_city

CIVILIZED = "civilized-office"
LOST, BACK = date(2026, 3, 2), date(2026, 3, 10)


def lost_city(folder: Path, until: str) -> tuple[Workspace, dict[str, Any]]:
    """Return a city in which an office lost its title, and the values of its restoration."""
    ws = small_city(folder, today=START)
    dated(ws, (FOUR[0], CIVILIZED, until))
    ws = later(ws, BACK)
    gone = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议", on=LOST)
    endings.end(ws, CIVILIZED, [FOUR[0]], "withdrawn", gone.id, on=LOST)
    ruled = Sittings(ws).decide(f"restore:{CIVILIZED}={FOUR[0]}", BACK)
    return ws, {"honor": CIVILIZED, "holders": [FOUR[0]], "decision": ruled, "on": None}


def until(ws: Workspace) -> list[str | None]:
    return [
        str(h.until) if h.until else None for h in held_on(ws, ws.today()) if h.holder == FOUR[0]
    ]


@pytest.mark.parametrize(
    ("was", "says"),
    [
        ("2027-05-01", "a-1局/处1沿用原称号的期限，至 2027-05-01"),
        ("2026-03-05", "a-1局/处1原称号的期限已于 2026-03-05 届满，自 2026-03-10 恢复起重新计期"),
    ],
)
def test_a_restoration_says_which_term_it_gives(tmp_path: Path, was: str, says: str) -> None:
    ws, given = lost_city(tmp_path / "w", was)
    assert says in render(answers.will_restore(ws, given), "zh")
    done = answers.restore(ws, **given)
    assert any(says in line for line in done.lines())
    stands = until(ws)
    assert done.document()["terms"] == {FOUR[0]: stands[0]}
    assert (stands == [was]) is ("沿用" in says)


def test_a_title_without_a_term_comes_back_without_a_word_of_one(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    ws = later(ws, BACK)
    group = Sittings(ws)
    endings.end(
        ws, "municipal", ["a-1"], "delisted", group.decide("delist:municipal=a-1", LOST), on=LOST
    )
    ruled = group.decide("restore:municipal=a-1", BACK)
    given = {"honor": "municipal", "holders": ["a-1"], "decision": ruled, "on": None}
    assert "期限" not in render(answers.will_restore(ws, given), "zh")
    done = answers.restore(ws, **given)
    assert "terms" not in done.document() and not any("期限" in line for line in done.lines())


def test_an_appeal_that_is_upheld_says_it_too(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"appeal": "effective-at-once"}, today=START)
    dated(ws, ("a-1", "municipal", "2026-03-05"), ("a-1", "agency-level", "2027-01-01"))
    ws = later(ws, BACK)
    group = Sittings(ws)
    ruled = group.decide("delist:municipal=a-1", LOST)
    endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=LOST)
    appeals.appeal(ws, "a-1", ruled, on=date(2026, 3, 4))
    done = appeals.answer_appeal(ws, "a-1", ruled, group.decide("appeal=a-1", BACK))
    said = [render(note, "zh") for note in done.notes]
    assert len(said) == 2 and "已于 2026-03-05 届满" in said[1]
