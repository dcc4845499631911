"""Nothing of a title or a card is carried out before the day of its decision."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, endings, grants, party_group
from tests.titles.small import OFFICES, Sittings, small_city

CARDED, DECIDED = date(2026, 3, 2), date(2026, 6, 1)
OFFICE = OFFICES["a-1"][0]
Deed = Callable[[Workspace, Sittings], Callable[[date], object]]


def delist(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    ruled = group.decide("delist:municipal=a-1", DECIDED)
    return lambda on: endings.end(ws, "municipal", ["a-1"], "delisted", ruled, on=on)


def withdraw(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    ruled = group.decide("withdraw:municipal=a-1", DECIDED)
    return lambda on: endings.end(ws, "municipal", ["a-1"], "withdrawn", ruled, on=on)


def keep(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    ruled = group.decide("renew:municipal=a-1", DECIDED)
    return lambda on: grants.keep(ws, "municipal", ["a-1"], ruled, on=on)


def restore(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    lost = group.decide("delist:municipal=a-1", CARDED)
    endings.end(ws, "municipal", ["a-1"], "delisted", lost, on=CARDED)
    ruled = group.decide("restore:municipal=a-1", DECIDED)
    return lambda on: endings.restore(ws, "municipal", ["a-1"], ruled, on=on)


def grant(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    ruled = party_group.decide(ws, "a-1", "grant", [OFFICE], session="党组会", on=DECIDED)
    return lambda on: grants.grant(ws, "civilized-office", [OFFICE], ruled.id, on=on)


def card(ws: Workspace, group: Sittings) -> Callable[[date], object]:
    ruled = group.decide("card=a-1", DECIDED)
    return lambda on: card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=on)


def conclude(outcome: str, item: str) -> Deed:
    def deed(ws: Workspace, group: Sittings) -> Callable[[date], object]:
        made = card_steps.issue(
            ws, "a-1", "停滞", "整改", group.decide("card=a-1", CARDED), on=CARDED
        )
        card_steps.progress(
            ws, made.state.id, "re-inspected", met=outcome == "cleared", on=date(2026, 4, 1)
        )
        ruled = group.decide(f"{item}=a-1", DECIDED)
        return lambda on: card_steps.conclude(ws, made.state.id, outcome, ruled, on=on)

    return deed


DEEDS: dict[str, Deed] = {
    "grant": grant,
    "keep": keep,
    "delist": delist,
    "withdraw": withdraw,
    "restore": restore,
    "card": card,
    "clear": conclude("cleared", "clear-card"),
    "prolong": conclude("prolonged", "prolong-card"),
    "delist by card": conclude("delisted", "delist-card"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_waits_for_the_day_of_its_decision(tmp_path: Path, name: str) -> None:
    civilized = [(office, "civilized-office") for office in OFFICES["a-1"][1:]]
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal"), *civilized])
    carry_out = DEEDS[name](ws, Sittings(ws))
    before = ws.head()
    with pytest.raises(Refused) as refused:
        carry_out(DECIDED - timedelta(days=1))
    assert refused.value.where == {"rule": "order"}
    assert refused.value.message.values["day"] == DECIDED.isoformat()
    assert ws.head() == before
    carry_out(DECIDED)
    assert ws.head() > before
    ws.close()
