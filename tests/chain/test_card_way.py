"""What an open card bars names the step that ends the card now, as far as it came."""

import re
from pathlib import Path

from civtui.workspace.session import open_workspace
from civtui.workspace.titles.card_board import card_rows
from tests.chain.road import Road, strict_road
from tests.chain.test_chain import THREE

APPLY = ("apply", "add", "municipal", "a-1局")


def refused(city: Road) -> str:
    status, said = city.said(*APPLY)
    assert status == 3, said
    return said


def open_card(city: Road) -> str:
    ws = open_workspace(city.folder, user="tester")
    (row,) = card_rows(ws, open_only=True)
    ws.close()
    return row.id


def test_each_step_of_a_card_is_named_when_it_can_be_done(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "w")
    city.civilized(*THREE)
    city.carded(day="2026-02-20")
    card = open_card(city)
    assert f"civtui card inspect {card} met" in refused(city)
    city.do("card", "inspect", card, "not-met")
    assert f"civtui card inspect {card} met" in refused(city)
    city.do("card", "inspect", card, "met")
    said = refused(city)
    assert "card inspect" not in said
    put = re.search(r"civtui (group put clear-card \S+ --card \S+);", said)
    assert put is not None, said
    sitting = city.do(*put[1].split())["id"]
    said = refused(city)
    assert "group put" not in said and f"civtui decide add {sitting} 1" in said
    city.do("group", "hold", sitting)
    assert f"civtui decide add {sitting} 1" in refused(city)
    made = city.do("decide", "add", sitting, "1")["id"]
    clear = ("card", "clear", card, "--decision", made)
    assert " ".join(clear) in refused(city)
    city.do(*clear)
    assert city.said(*APPLY)[0] == 0
