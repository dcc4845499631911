"""Lines of what is due: each thing has its own, says whose it is, and names a way that works."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.model.facts.applications import Renewed
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.answers.workspace import status
from civtui.workspace.overview.due import DueRow, due_rows
from civtui.workspace.overview.due_records import DueRecords
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, card_steps, group, notices, reforms
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.titles.test_life_property import city

POSTED = START + timedelta(days=3)
UPHELD = "titles.due-notice-upheld"


def of(ws: Workspace, what: str) -> list[DueRow]:
    return [row for row in due_rows(ws) if row.what == what]


def noticed(ws: Workspace) -> tuple[dict[str, str], str, str]:
    """Return two applications under one notice (agency -> id), the notice, and an objection."""
    cases = {a: applications.apply(ws, "municipal", a, on=START).id for a in ("a-1", "a-2")}
    for case in cases.values():
        assert applications.check(ws, case, score="95", on=START).outcome == "passed"
    Sittings(ws).decide("recommend:municipal=a-1,a-2", START + timedelta(days=1))
    notice, _ = notices.post(ws, [*cases.values()], on=POSTED)
    made = notices.object_to(ws, notice.id, cases["a-1"], "有反映", on=POSTED)
    return cases, notice.id, made.id


def test_an_upheld_objection_has_its_own_line_at_once(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    cases, _, objection = noticed(ws)
    (asks,) = of(ws, "objection")
    assert "civtui notice handle" in render(asks.why) and objection in render(asks.why)
    notices.handle(ws, objection, upheld=True, finding="属实", on=POSTED)
    lines = of(ws, "notice")
    (upheld,) = [row for row in lines if row.why.key == UPHELD]
    assert upheld.on == POSTED
    assert f"civtui apply close {cases['a-1']} objection-upheld" in render(upheld.why)
    (other,) = [row for row in lines if row.why.key != UPHELD]
    assert other.why.values["case"] == cases["a-2"]
    assert len({(row.what, row.subject, row.on, row.about) for row in lines}) == 2
    applications.close(ws, cases["a-1"], "objection-upheld", on=POSTED)
    assert [row.why.values["case"] for row in of(ws, "notice")] == [cases["a-2"]]
    ws.close()


def test_a_notice_that_a_bar_holds_up_names_how_to_close_it(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    cases, _, objection = noticed(ws)
    notices.handle(ws, objection, upheld=False, finding="不实", on=POSTED)
    ruled = Sittings(ws, "x").decide("card=a-1", POSTED)
    card_steps.veto(ws, "a-1", "事故", on=POSTED)
    card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=POSTED)
    (row,) = of(ws, "notice")
    said = render(row.why)
    assert f"civtui apply close {cases['a-1']} withdrawn" in said
    assert f"civtui apply close {cases['a-2']} withdrawn" not in said
    ws.close()


def test_a_party_groups_sitting_names_a_way_that_works(tmp_path: Path) -> None:
    titles = [(office, "civilized-office") for office in OFFICES["a-1"]]
    ws = small_city(tmp_path / "w", titles=titles, today=START + timedelta(days=9))
    office = OFFICES["a-1"][0]
    item = f"withdraw:civilized-office={office}"
    group.call(ws, "p1", [item], held_on=START, agency="a-1")
    group.hold_sitting(ws, "p1")
    (row,) = of(ws, "sitting")
    assert "group put" not in render(row.why)
    words = row.why.values
    given = {"sitting": words["next"], "body": words["body"], "item": [words["text"]]}
    perform(ws, verb_of("group.call"), given)
    assert [row.subject for row in of(ws, "sitting")] == [words["next"]]
    ws.close()


def carded(folder: Path, today: date) -> Workspace:
    """Return a city with a card on two agencies, both found not met."""
    ws = small_city(folder, titles=[("a-3", "municipal")], today=today)
    ruled = Sittings(ws, "r").decide("card=a-1,a-2", START)
    for agency in ("a-1", "a-2"):
        card = card_steps.issue(ws, agency, "停滞", "整改", ruled, on=START).state.id
        card_steps.progress(ws, card, "re-inspected", met=False, note="未改", on=START)
    return ws


def test_the_end_of_a_card_names_the_way_and_then_its_agenda(tmp_path: Path) -> None:
    ws = carded(tmp_path / "w", START + timedelta(days=100))
    first, second = of(ws, "decision")
    assert "civtui group put delist-card a-1局" in render(first.why)
    assert re.search("a-1局[：:]", "\n".join(status(ws).lines()))
    perform(ws, verb_of("group.put"), {"matter": "delist-card", "holders": ["a-1"]})
    first, second = of(ws, "decision")
    assert first.why.key == "titles.due-card-placed"
    assert second.why.key == "titles.due-card-put"
    ws.close()


def test_two_cards_of_one_agency_are_told_apart(tmp_path: Path) -> None:
    ws = carded(tmp_path / "w", START + timedelta(days=100))
    file = ws.dir / "reform.toml"
    day = START + timedelta(days=50)
    merge = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市新局"\nshort = "新局"\n'
    file.write_text(f'id = "r1"\neffective = {day}\ndocument = "x"\n{merge}', "utf-8")
    reforms.reform(ws, file)
    rows = of(ws, "decision")
    assert len({row.name for row in rows}) == 2
    for row in rows:
        card = str(row.why.values["card"])
        assert row.name == f"新局 {card}"
        assert f"group put delist-card 新局 --card {card}" in render(row.why)
        assert row.name in "\n".join(status(ws).lines())
    ws.close()


def test_a_term_says_on_which_agenda_it_stands(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-3", "municipal")], today=START)
    until = START + timedelta(days=60)
    kept = Renewed(honor="municipal", holders=("a-3",), decision="d", until=until)
    ws.write(kept, right=Right.KEEP, effective=START)
    (row,) = of(ws, "term")
    assert row.why.key == "titles.due-term-put"
    assert "civtui group put renew a-3局 --honor municipal" in render(row.why)
    group.call(ws, "t1", ["renew:municipal=a-3"], held_on=START + timedelta(days=5))
    (row,) = of(ws, "term")
    assert row.why.key == "titles.due-term-placed" and "议程" in render(row.why, "zh")
    ws.close()


def test_what_is_not_on_record_is_counted_apart() -> None:
    late = DueRecords("filing", START, 9, 9).why(START + timedelta(days=1))
    assert late.key == "titles.due-records-late-owed" and "9 条尚无记录" in render(late, "zh")
    assert DueRecords("duty", START, 9).why(START).key == "titles.due-records"


def test_a_plan_says_something(tmp_path: Path) -> None:
    ws = carded(tmp_path / "w", START)
    for step in ("plan", "evidence"):
        with pytest.raises(BadInput):
            perform(ws, verb_of(f"card.{step}"), {"card": "card-2026-1"})
    perform(ws, verb_of("card.plan"), {"card": "card-2026-1", "note": "整改方案"})
    paper = tmp_path / "plan.pdf"
    paper.write_bytes(b"%PDF-1.4 plan")
    perform(ws, verb_of("card.plan"), {"card": "card-2026-2", "evidence": [str(paper)]})
    assert card_steps.card_detail(ws, "card-2026-2").steps[-1].papers
    ws.close()
