"""What was decided before a merger is carried out after it; nothing is of the heir before it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, endings, grants, notices, reforms
from civtui.workspace.titles.honors import held_on
from tests.titles.merger import HEIR, MERGE
from tests.titles.small import AGENCIES, START, Sittings
from tests.titles.test_life_property import city

POSTED = START + timedelta(days=3)
MERGED = date(2026, 2, 10)
LATER = date(2026, 2, 20)


def declared(ws: Workspace) -> Workspace:
    """Return the city once every agency runs a program."""
    for agency in AGENCIES:
        given = {"agency": agency, "runs-program": True, "has-conditions": True, "on": START}
        perform(ws, verb_of("agency.set"), given)
    return ws


def merge(ws: Workspace, first: str, second: str) -> None:
    file = ws.dir / "reform.toml"
    text = MERGE.replace("2026-12-10", str(MERGED))
    file.write_text(text.replace('"a-1", "a-2"', f'"{first}", "{second}"'), "utf-8")
    reforms.reform(ws, file)


def noticed(ws: Workspace, honor: str, agency: str, matter: str) -> tuple[str, str]:
    """Return an application in its public notice, and the decision that it rests on."""
    case = applications.apply(ws, honor, agency, on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    ruled = Sittings(ws).decide(f"{matter}:{honor}={agency}", START + timedelta(days=1))
    notices.post(ws, [case], on=POSTED)
    return case, ruled


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(one.holder, one.honor) for one in held_on(ws, ws.today())}


def test_an_application_in_its_notice_goes_through_after_a_merger(tmp_path: Path) -> None:
    ws = declared(city(tmp_path / "w"))
    endings.end(ws, "agency-level", ["a-2"], "waived", "来函1号", on=START)
    case, ruled = noticed(ws, "agency-level", "a-3", "grant")
    merge(ws, "a-2", "a-3")
    with pytest.raises(Refused) as told:  # on the day before there is one
        grants.grant(ws, "agency-level", [HEIR], ruled, on=MERGED - timedelta(days=1))
    assert told.value.where["rule"] == "order"
    grants.grant(ws, "agency-level", [HEIR], ruled, on=LATER)
    assert applications.case_row(ws, case).state == "granted"
    assert (HEIR, "agency-level") in held(ws)
    with pytest.raises(Refused):  # nor is it given twice by one decision
        grants.grant(ws, "agency-level", [HEIR], ruled, on=LATER)
    assert verify(ws.ledger) == []


def test_one_that_is_only_decided_is_posted_and_granted(tmp_path: Path) -> None:
    ws = declared(city(tmp_path / "w"))
    endings.end(ws, "agency-level", ["a-2"], "waived", "来函1号", on=START)
    case = applications.apply(ws, "agency-level", "a-3", on=START).id
    assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    ruled = Sittings(ws).decide("grant:agency-level=a-3", START + timedelta(days=1))
    merge(ws, "a-2", "a-3")
    notice, _ = notices.post(ws, [case], on=MERGED)
    day = date.fromisoformat(notice.last) + timedelta(days=1)
    grants.grant(ws, "agency-level", [HEIR], ruled, on=day)
    assert (HEIR, "agency-level") in held(ws) and verify(ws.ledger) == []


def test_a_decision_to_card_is_carried_out_on_the_heir_once(tmp_path: Path) -> None:
    ws = declared(city(tmp_path / "w"))
    ruled = Sittings(ws).decide("card=a-3", START)
    merge(ws, "a-2", "a-3")
    with pytest.raises(Refused) as told:
        card_steps.issue(ws, HEIR, "停滞", "整改", ruled, on=MERGED - timedelta(days=1))
    assert told.value.where["rule"] == "order"
    assert card_steps.issue(ws, HEIR, "停滞", "整改", ruled, on=MERGED).state.agency == HEIR


def test_what_was_decided_against_a_parent_is_not_done_to_the_heir(tmp_path: Path) -> None:
    ws = declared(city(tmp_path / "w"))
    ruled = Sittings(ws).decide("delist=a-2", START)
    merge(ws, "a-2", "a-3")
    with pytest.raises(Refused) as told:
        endings.end(ws, "agency-level", [HEIR], "delisted", ruled, on=LATER)
    assert told.value.message.key == "titles.not-named"


def test_no_result_makes_the_heir_a_holder_before_there_is_one(tmp_path: Path) -> None:
    ws = declared(city(tmp_path / "w"))
    case, _ = noticed(ws, "municipal", "a-2", "recommend")
    applications.submit(ws, [case], "文号", on=POSTED + timedelta(days=20))
    merge(ws, "a-2", "a-3")
    given = {"granted": True, "document": "x", "by": "y"}
    with pytest.raises(Refused) as told:
        applications.receive(ws, case, **given, on=MERGED - timedelta(days=1))
    assert told.value.where["rule"] == "order"
    assert applications.receive(ws, case, **given, on=MERGED).state == "granted"
    assert (HEIR, "municipal") in held(ws) and verify(ws.ledger) == []
