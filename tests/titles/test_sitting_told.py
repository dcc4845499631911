"""A sitting tells apart what is decided, what was carried out, and what is not to be done."""

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.locale import render, t
from civtui.tables import table_of
from civtui.workspace.lists.cells import listing
from civtui.workspace.lists.group import item_pane
from civtui.workspace.lists.listing import Said
from civtui.workspace.performing.carried_by import hold_next
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications, notices
from tests.chain.road import Road, strict_road
from tests.titles.merger import MERGE
from tests.titles.small import OFFICES, Sittings, let_pass
from tests.titles.test_life_property import city as life_city


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


def outcome(city: Road, sitting: str) -> str:
    """Return what `group show` says of the first item of a sitting, after whom it names."""
    _, said = city.said("group", "show", sitting)
    line = next(line for line in said.splitlines() if line.startswith("1 "))
    return line.split("  ")[-1].strip()


def test_a_card_is_decided_then_issued(city: Road) -> None:
    ruled = city.decided("s1", "2026-02-20", "card=a-1")
    assert outcome(city, "s1") == "approved, to carry out"
    city.do("card", "add", "a-1局", "停滞", "--demands", "整改", "--decision", ruled)
    assert outcome(city, "s1") == "approved, carried out"


def test_what_was_refused_or_asks_for_nothing_is_decided_alone(city: Road) -> None:
    city.sit("s1", "2026-02-20", "card=a-1")
    city.do("decide", "add", "s1", "1", "refused")
    assert outcome(city, "s1") == "refused"
    city.sit("s2", "2026-02-21", "measure=办法")
    city.do("decide", "add", "s2", "1")
    assert outcome(city, "s2") == "approved"


def test_one_of_two_carried_out_still_waits(city: Road) -> None:
    ruled = city.decided("s1", "2026-02-20", "card=a-1,a-2")
    for agency, said in (("a-1局", "to carry out"), ("a-2局", "carried out")):
        city.do("card", "add", agency, "停滞", "--demands", "整改", "--decision", ruled)
        assert outcome(city, "s1") == f"approved, {said}"


def test_of_an_item_decided_in_part_the_rest_is_told_too(city: Road) -> None:
    city.sit("s1", "2026-02-20", "card=a-1,a-2")
    city.do("decide", "add", "s1", "1", "--subject", "a-1局")
    assert outcome(city, "s1") == "1 decided, 1 left, to carry out"


def test_a_recommendation_is_to_do_until_it_went_upward(city: Road) -> None:
    city.civilized(*OFFICES["a-1"][:3])
    city.at("2026-03-01")
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    assert city.do("apply", "check", case)["outcome"] == "passed"
    city.decided("s1", "2026-03-20", "recommend:municipal=a-1")
    assert outcome(city, "s1") == "approved, to carry out"
    city.do("notice", "add", case, "--id", "n1")
    city.at("2026-04-10")
    assert outcome(city, "s1") == "approved, to carry out"
    ws = open_workspace(city.folder, user="tester")
    assert hold_next(ws, "s1-1") == ("apply.submit", {"cases": [case]})
    ws.close()
    city.do("apply", "submit", case, "--document", "3号")
    assert outcome(city, "s1") == "approved, carried out"


def test_what_was_carried_out_on_the_successor_is_carried_out(city: Road, tmp_path: Path) -> None:
    ruled = city.decided("s1", "2026-02-20", "card=a-1")
    city.do("card", "add", "a-1局", "停滞", "--demands", "整改", "--decision", ruled)
    ruled = city.decided("s2", "2026-02-21", "prolong-card=a-1")
    merge = MERGE.replace("2026-12-10", "2026-02-22")
    (tmp_path / "r.toml").write_text(merge, encoding="utf-8")
    city.at("2026-02-22")
    city.do("agency", "reform", str(tmp_path / "r.toml"))
    assert outcome(city, "s2") == "approved, to carry out"
    city.do("card", "prolong", "card-2026-1", "--decision", ruled)
    assert outcome(city, "s1") == outcome(city, "s2") == "approved, carried out"


def told(ws: Workspace, sitting: str) -> str:
    """Return what the pane of the first item of a sitting ends with."""
    here = listing(ws, table_of("sitting"), sitting)
    last = item_pane(here, here.records[0])[-1]
    assert isinstance(last, Said)
    return render(last.text, "zh")


def test_an_item_whose_notice_stands_says_from_when_it_can_go_on(tmp_path: Path) -> None:
    ws = life_city(tmp_path / "w")
    case = applications.apply(ws, "municipal", "a-1").id
    applications.check(ws, case, score="95")
    Sittings(ws).decide("recommend:municipal=a-1", ws.today())
    assert told(ws, "s1") == t("tui.sitting-to-do", "zh")
    notices.post(ws, [case])
    said = told(ws, "s1")
    assert "还不能办理" in said and "起可以办" in said and "回车" not in said
    let_pass(ws, ws.today() + timedelta(days=30))
    assert told(ws, "s1") == t("tui.sitting-to-do", "zh")
    ws.close()
