"""What people decide after a choice has acted stands: it does not act on the same cause again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.workspace.honors import held_on
from civtui.workspace.session import Workspace
from civtui.workspace.titles import clocks, endings, party_group
from tests.policies.test_automatic import FOUR, SHARE, later
from tests.titles.small import START, Sittings, small_city

CARDS = (date(2026, 2, 2), date(2026, 3, 2))
AFTER = (CARDS[1], date(2026, 3, 9))  # on the very day, and later


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(h.holder, h.honor) for h in held_on(ws, ws.today())}


@pytest.mark.parametrize("back", AFTER)
def test_a_title_given_back_after_a_second_card_stays(tmp_path: Path, back: date) -> None:
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "municipal")], policies={"second-card": "delists"},
        today=START,
    )  # fmt: skip
    ws = later(ws, date(2026, 3, 10))
    sittings = Sittings(ws)

    def card(day: date) -> str:
        ruled = sittings.decide("card=a-1", day)
        return clocks.issue(ws, "a-1", "停滞", "整改", ruled, on=day).state.id

    first = card(CARDS[0])
    clocks.progress(ws, first, "re-inspected", met=True, on=CARDS[0])
    cleared = sittings.decide("clear-card=a-1", CARDS[0])
    clocks.conclude(ws, first, "cleared", cleared, on=CARDS[0])
    card(CARDS[1])
    assert held(ws) == set()
    ruled = sittings.decide("restore:municipal=a-1", back)
    endings.restore(ws, "municipal", ["a-1"], ruled, on=back)
    assert held(ws) == {("a-1", "municipal")}
    card(date(2026, 3, 10))
    assert held(ws) == set()  # another card is another cause
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("back", AFTER)
def test_a_title_given_back_after_a_share_fell_stays(tmp_path: Path, back: date) -> None:
    chosen = {"share-falls-below": "automatic"}
    ws = small_city(tmp_path / "w", titles=SHARE, policies=chosen, today=START)
    ws = later(ws, date(2026, 3, 10))
    gone = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议", on=CARDS[1])
    endings.end(ws, "civilized-office", [FOUR[0]], "withdrawn", gone.id, on=CARDS[1])
    left = {(FOUR[1], "civilized-office")}
    assert held(ws) == left
    ruled = Sittings(ws).decide("restore:municipal=a-1", back)
    endings.restore(ws, "municipal", ["a-1"], ruled, on=back)
    assert held(ws) == {("a-1", "municipal"), *left}
    assert verify(ws.ledger) == []
