"""What agencies did before a reform follows to their successor, marked, and comes back exactly."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.ledger.verify import verify
from civtui.model.errors import NotFound, Refused
from civtui.model.registers import REGISTERS
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency, office
from civtui.workspace.building import registers
from civtui.workspace.building.activities import activity, activity_rows
from civtui.workspace.building.activity_corrections import correct_activity
from civtui.workspace.building.boards import BOARDS, board
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.rollover import roll
from civtui.workspace.files.imports import ImportAnswer, import_registry
from civtui.workspace.finding.places import ranked
from civtui.workspace.overview.due_records import due_records
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.destinations import destinations
from civtui.workspace.references.meant import candidates, meant
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.card_board import card_rows
from tests.rounds.small import panel_city
from tests.titles.merger import (
    HEIR,
    LAST,
    MERGE,
    OTHER,
    PARENTS,
    counts,
    merge,
    merged_city,
    summed,
)
from tests.titles.small import Sittings
from tests.voiding.tables import tables_of


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    locale.use("zh")
    made = merged_city(tmp_path / "w")
    yield made
    made.close()


def text(ws: Workspace, name: str, agency_: str | None) -> list[list[str]]:
    return [[locale.render(cell) for cell in row.cells] for row in board(ws, name, agency_).rows]


def test_every_board_counts_of_the_successor_what_its_parents_did(ws: Workspace) -> None:
    before = [counts(ws, one) for one in PARENTS]
    other, tables = counts(ws, OTHER), tables_of(ws)
    named = {key.split()[1] for key in before[0] if key.startswith("board ")}
    assert named == set(BOARDS) - {"evidence"}
    evidence = board(ws, "evidence").rows
    merge(ws)
    assert counts(ws, HEIR) == summed(before)
    assert counts(ws, OTHER) == other
    assert board(ws, "evidence").rows == evidence
    assert verify(ws.ledger) == []
    reforms.take_back(ws, "r1")
    now = tables_of(ws)
    assert {name for name in now if now[name] != tables[name]} == {"reform"}
    assert [counts(ws, one) for one in PARENTS] == before


def test_each_record_says_whose_it_was(ws: Workspace) -> None:
    merge(ws)
    for kind in REGISTERS.values():
        for row in record_rows(ws, kind.id, HEIR):
            assert row.agency == HEIR and row.was in PARENTS and row.id.startswith(row.was)
            assert row.agency_name == f"新局（原{row.was}局）"
    assert {a.agency_name for a in activity_rows(ws, HEIR)} == {
        "新局（原a-1局）",
        "新局（原a-2局）",
    }
    # what both had under one key stands twice
    owners = [row[2] for row in text(ws, "chart", HEIR)]
    assert owners[:2] == ["张三（原a-1局）", "张三（原a-2局）"]
    leads = next(row for row in text(ws, "leads", None) if row[0] == "新局")
    assert leads[2] == "办公室1（原a-1局）、办公室2（原a-2局）" and leads[4]
    assert [row[2] for row in text(ws, "chase", HEIR)] == [
        "新局（原a-2局）",
        "新局（原a-1局）",
        "新局（原a-2局）",
    ]


def test_the_successor_files_for_all_and_owes_what_is_asked_later_once(ws: Workspace) -> None:
    merge(ws)
    late, coming = (f.id for f in record_rows(ws, "filing"))
    registers.add(ws, "filed", HEIR, {"filing": late, "on": "2026-12-15"})
    assert [row.id for row in board(ws, "chase", HEIR).rows] == [f"{coming} a-1", f"{coming} a-2"]
    new = registers.add(ws, "filing", None, {"title": "新要求", "due": "2026-12-31"}).id
    assert [row.id for row in board(ws, "chase", HEIR).rows if new in row.id] == [f"{new} {HEIR}"]


def test_what_the_parents_filed_stays_filed_whenever_it_was_asked_for(ws: Workspace) -> None:
    done = {(row.agency, row.values["filing"]) for row in record_rows(ws, "filed")}
    for parent in PARENTS:
        for filing in record_rows(ws, "filing"):
            if (parent, filing.id) not in done:
                registers.add(ws, "filed", parent, {"filing": filing.id, "on": "2026-03-01"})
    merge(ws)
    past, _ = (f.id for f in record_rows(ws, "filing"))
    registers.change(ws, "filing", past, {"title": "改过的要求"})
    assert not board(ws, "chase", HEIR).rows


def test_as_many_filings_are_due_as_the_board_shows(ws: Workspace) -> None:
    for step in (lambda: None, lambda: merge(ws)):
        step()
        found = due_records(ws, LAST, date(2027, 12, 31))
        count = sum(one.records for one in found if one.register == "filing")
        assert count == len(board(ws, "chase").rows) > 0


def test_what_a_parent_put_down_is_corrected_under_its_own_id(ws: Workspace) -> None:
    merge(ws)
    row = registers.change(ws, "result", "a-1/2026", {"business": "90"})
    assert (row.id, row.was, row.values["business"]) == ("a-1/2026", "a-1", "90")
    held = activity_rows(ws, HEIR)[0]
    correct_activity(ws, held.id, {"title": "改名"}, why="误录")
    assert activity(ws, held.id)._replace(title=held.title) == held
    registers.remove(ws, "result", "a-1/2026", why="误录")
    assert [row.was for row in record_rows(ws, "result", HEIR)] == ["a-2"]
    assert verify(ws.ledger) == []


def test_the_end_of_the_year_carries_on_what_both_had_under_one_key(ws: Workspace) -> None:
    merge(ws)
    open_ = [row for row in record_rows(ws, "duty", year=2026) if row.values["state"] != "done"]
    roll(ws, 2026)
    on = record_rows(ws, "duty", year=2027)
    assert [(r.by, r.values["duty"]) for r in on] == [(r.by, r.values["duty"]) for r in open_]


# --- former names ---


def asides(ws: Workspace) -> list[str]:
    found = [locale.render(one) for one in ws.asides]
    ws.asides.clear()
    return found


@pytest.mark.parametrize("name", ["a-1", "a-1局", "市a-1局"])
def test_a_former_name_or_id_leads_to_the_successor(ws: Workspace, name: str) -> None:
    merge(ws)
    said = f"{name} 已于 2026-12-10 并入 市新局"
    assert agency(ws, name).id == HEIR and asides(ws) == [said]
    for kind in ("agency", "holder", "share"):
        assert meant(ws, kind, name, {}) == HEIR, kind
    answer = perform(ws, verb_of("activity.list"), {"agency": name})
    assert answer.aside == (said,) and len(answer.document()) > 0
    places = ranked(name, destinations(ws))
    assert ("agency", HEIR) in {(p.kind, p.id) for p in places if p.name == name}
    assert "并入" in next(p.under for p in places if p.name == name)
    assert next(p.id for p in candidates(ws, "agency", {}, name)) == HEIR
    ws.asides.clear()
    reforms.take_back(ws, "r1")
    assert agency(ws, name).id == "a-1" and asides(ws) == []


def test_an_office_is_found_under_its_former_agency(ws: Workspace) -> None:
    merge(ws)
    assert office(ws, "市a-2局/处3").id == "o-2-3"
    assert asides(ws) == ["市a-2局 已于 2026-12-10 并入 市新局"]
    with pytest.raises(NotFound):
        office(ws, "市新局/处3")


def reform(ws: Workspace, id_: str, steps: str) -> None:
    file = ws.dir / "more.toml"
    file.write_text(f'id = "{id_}"\neffective = 2026-12-11\n{steps}', "utf-8")
    reforms.reform(ws, file)


def test_names_given_up_twice_lead_to_who_stands_today(ws: Workspace) -> None:
    merge(ws)
    reform(ws, "r2", '[[rename]]\nagency = "市新局"\nname = "市更局"\nshort = "更局"\n')
    reform(ws, "r3", '[[merge]]\nagencies = ["市更局", "a-3"]\nname = "市大局"\nshort = "大局"\n')
    for name in ("a-1", "市a-1局", "市新局", "市更局", "a-3局"):
        assert agency(ws, name).id == "a-5", name
    assert len(record_rows(ws, "result", "a-5")) == 3


def test_a_name_that_was_split_is_refused_with_its_candidates(ws: Workspace) -> None:
    steps = (
        '[[rename]]\nagency = "a-3"\nname = "市丙局"\nshort = "丙局"\n'
        '[[split]]\nagency = "a-3"\nname = "市丁局"\noffices = ["处4"]\n'
        '[[split_office]]\noffice = "o-3-1"\ninto = ["处甲", "处乙"]\n'
    )
    reform(ws, "r2", steps)
    with pytest.raises(NotFound) as told:
        agency(ws, "市a-3局")
    assert "拆分" in locale.render(told.value.message)
    assert told.value.allowed == ["a-3 市丙局", "a-4 市丁局"]
    with pytest.raises(NotFound) as told:
        office(ws, "市丙局/处1")
    assert told.value.allowed == ["o-3-1 丙局/处甲", "o-3-5 丙局/处乙"]


def test_a_name_that_somebody_bears_is_theirs(ws: Workspace) -> None:
    merge(ws)
    perform(ws, verb_of("agency.correct"), {"agency": "a-3", "name": "市a-1局", "why": "误录"})
    assert agency(ws, "市a-1局").id == "a-3" and asides(ws) == []


def test_a_register_that_names_a_former_agency_comes_in_under_it(ws: Workspace) -> None:
    merge(ws)
    file = ws.dir / "results.csv"
    file.write_text("机关,年度,业务考核,创建考核\n市a-1局,2026,77,88\n", "utf-8")
    found = import_register(ws, "result", file)
    assert found.written and not found.rejected
    said = [locale.render(one.reason) for one in found.warnings]
    assert any("已于 2026-12-10 并入 市新局" in one for one in said), said
    rows: dict[str, Any] = {r.id: r for r in record_rows(ws, "result", HEIR)}
    assert rows.keys() == {"a-1/2026", "a-2/2026"} and rows["a-1/2026"].values["business"] == "77"


def test_a_reporter_of_the_successor_keeps_what_its_parents_put_down(ws: Workspace) -> None:
    merge(ws)
    boss = ws.user
    perform(ws, verb_of("user.set"), {"name": boss, "role": "admin"})
    perform(ws, verb_of("user.set"), {"name": "rep", "role": "reporter", "agency": HEIR})
    ws.user = "rep"
    ws.__dict__.pop("role", None)
    words = {"record": "a-1/2026", "business": "91"}
    perform(ws, verb_of("duty.result.set"), words)
    with pytest.raises(Refused):
        perform(ws, verb_of("duty.result.set"), {**words, "record": "a-3/2026"})


# --- registries and marks ---


def registry(ws: Workspace, text_: str) -> ImportAnswer:
    file = ws.dir / "registry.csv"
    file.write_text(text_, "utf-8")
    return import_registry(ws, file)


def test_a_registry_founds_no_agency_anew_that_was_merged(ws: Workspace) -> None:
    merge(ws)
    found = registry(ws, "机关名称,简称\n市a-1局,a-1局\n市别局,别局\n")
    assert not found.written
    assert ["并入 市新局" in locale.render(one.reason) for one in found.rejected] == [True]
    offices = registry(ws, "机关名称,处室名称,编制数\n市a-2局,处九,7\n")
    assert offices.written and "并入" in locale.render(offices.warnings[0].reason)
    assert office(ws, "市新局/处九").staff == 7


def test_a_registry_of_before_gives_no_agency_its_old_name_back(ws: Workspace) -> None:
    reform(ws, "r2", '[[rename]]\nagency = "a-3"\nname = "市更局"\nshort = "更局"\n')
    found = registry(ws, "机关名称,编制数\n市a-3局,31\n")
    assert found.written and "更名" in locale.render(found.warnings[0].reason)
    assert agency(ws, "a-3").name == "市更局"


def test_marks_name_an_office_with_its_agency_of_before(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "city")
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k3:丙",
    )
    file = city.folder / "reform.toml"
    file.write_text(MERGE.replace("2026-12-10", "2026-01-05"), "utf-8")
    city.do("agency", "reform", str(file))
    marks = city.folder / "marks.csv"
    marks.write_text(
        "处室,项目,考评员,评分\n市a-2局/处1,study,k3,1\na-1局/处1,study,k3,2\n", "utf-8"
    )
    city.do("import", "marks", str(marks), "--round", "r")
    with closing(open_workspace(city.folder, user="boss")) as ws:
        given = ws.ledger.connection.execute("SELECT subject, value FROM mark").fetchall()
    assert sorted(given) == [("o-1-1", "2"), ("o-2-1", "1")]


def test_a_card_that_was_closed_before_says_whose_it_was(ws: Workspace) -> None:
    ws.set_clock(datetime(2026, 12, 1, 4, tzinfo=UTC))
    perform(ws, verb_of("card.inspect"), {"card": "c1", "finding": "met", "on": "2026-02-01"})
    ruled = Sittings(ws, "t").decide("clear-card=a-1", date(2026, 2, 2))
    perform(ws, verb_of("card.clear"), {"card": "c1", "decision": ruled, "on": "2026-02-03"})
    ws.set_clock(datetime(LAST.year, LAST.month, LAST.day, 4, tzinfo=UTC))
    merge(ws)
    assert [(c.agency, c.agency_name, c.state) for c in card_rows(ws)] == [
        (HEIR, "市新局（原市a-1局）", "cleared")
    ]


def test_what_was_put_down_for_an_office_goes_where_it_moves(ws: Workspace) -> None:
    before = {one: counts(ws, one) for one in ("a-1", OTHER)}
    reform(ws, "r2", '[[move]]\noffice = "o-1-1"\nto = "a-3"\n')
    for kind in ("post", "study", "self", "exemplar"):
        row = next(r for r in record_rows(ws, kind, OTHER) if "o-1-1" in r.id)
        assert (row.was, row.agency_name) == ("a-1", "a-3局（原a-1局）"), kind
        assert record_rows(ws, kind, "a-1") == []
    assert [row[1] for row in text(ws, "gate", OTHER)] == ["处1", "处1"]
    after = {one: counts(ws, one) for one in ("a-1", OTHER)}
    assert summed(list(after.values())) == summed(list(before.values()))
    row = registers.change(ws, "study", "a-1/o-1-1/2026", {"score": "80"})
    assert (row.id, row.agency, row.was) == ("a-1/o-1-1/2026", OTHER, "a-1")
