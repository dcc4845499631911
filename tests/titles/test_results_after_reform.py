"""What rounds counted goes to who came out of a reform: named, once, held back by its gates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.model.registers import REGISTERS
from civtui.model.text import Message
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows, office_rows, rounds_of
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.answers import honor as honors
from civtui.workspace.building import registers
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.boards import board
from civtui.workspace.building.culture import participations
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.rewards import RewardRow, reward_rows
from civtui.workspace.fact_words.details import details
from civtui.workspace.files.matching import known as on_record
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.gates import shut_gates
from civtui.workspace.titles.next_title import rung
from tests.titles.merger import HEIR, LAST, OTHER, PARENTS, judged, merge, merged_city
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.titles.test_due_undecided import declare
from tests.words.listed import opened

BUILDING, STUDY, POSTS = "leadership-record", "outstanding", "target-office"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    locale.use("zh")
    made = small_city(tmp_path / "w", today=START)
    yield made
    made.close()


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Workspace]:
    """Two agencies with all on record, and a round that counted them."""
    locale.use("zh")
    made = merged_city(tmp_path / "year")
    yield made
    made.close()


def reform(ws: Workspace, steps: str, id_: str = "r1", *, dry_run: bool = False) -> Any:
    file = ws.dir / f"{id_}.toml"
    file.write_text(f'id = "{id_}"\neffective = {ws.today()}\n{steps}', "utf-8")
    return reforms.reform(ws, file, dry_run=dry_run)


def merger(*agencies: str, name: str = "新局") -> str:
    named = ", ".join(f'"{one}"' for one in agencies)
    return f'[[merge]]\nagencies = [{named}]\nname = "市{name}"\nshort = "{name}"\n'


def listed(ws: Workspace, link: str) -> dict[str, RewardRow]:
    """Return what a reward link judges, by name; each name stands once."""
    found = [row for row in reward_rows(ws) if row.figure.link == link]
    names = [row.figure.name for row in found]
    assert len({*names}) == len(names), names
    shown = [render_all(cells) for cells in board(ws, "rewards").rows]
    assert len(shown) == len(opened(ws, "board:rewards").rows)  # no two of one key
    return {row.figure.name: row for row in found}


def render_all(row: Any) -> list[str]:
    return [locale.render(cell) for cell in row.cells]


def carded(ws: Workspace, agency: str) -> None:
    ruled = Sittings(ws).decide(f"card={agency}", ws.today())
    words = {"agency": agency, "cause": "停滞", "demands": "整改", "decision": ruled}
    perform(ws, verb_of("card.add"), words)


def post(ws: Workspace, office: str, met: str, agency: str = "a-1") -> None:
    values = {"office": office, "post": "处长", "business": "完成", "building": "完成"}
    registers.add(ws, "post", agency, {**values, "business-met": "met", "building-met": met})


# --- the list of rewards ---


def test_a_card_holds_back_who_goes_on_with_what_a_round_counted(ws: Workspace) -> None:
    judged(ws, {"a-1": 90, "a-2": 90})
    carded(ws, "a-1")
    before = reward_rows(ws)
    assert [row.listed for row in before] == [True, False]
    reform(ws, merger(*PARENTS))
    found = listed(ws, BUILDING)
    assert {*found} == {"新局（原a-1局）", "新局（原a-2局）"}
    for name, was in (("新局（原a-1局）", "a-1"), ("新局（原a-2局）", "a-2")):
        figure = found[name].figure
        assert (figure.subject, figure.was, figure.value) == (HEIR, was, 90)
        assert not found[name].listed and found[name].held_back
    assert {row.document()["was"] for row in found.values()} == {*PARENTS}
    reforms.take_back(ws, "r1")
    assert reward_rows(ws) == before


def test_what_a_round_counted_goes_before_what_was_typed_as_before(ws: Workspace) -> None:
    judged(ws, {"a-1": 80})
    for agency in PARENTS:
        registers.add(ws, "result", agency, {"business": "70", "building": "85"})
    reform(ws, merger(*PARENTS))
    values = {name: row.figure.value for name, row in listed(ws, BUILDING).items()}
    assert values == {"新局（原a-1局）": 80, "新局（原a-2局）": 85}
    rows = {row[0]: (row[2], row[5]) for row in map(render_all, board(ws, "results").rows)}
    assert rows == {
        "新局（原a-1局）": ("80", "考评“年度考评”"),
        "新局（原a-2局）": ("85", "录入"),
    }


def test_what_was_merged_twice_goes_to_the_last_and_its_own_stands_beside(ws: Workspace) -> None:
    judged(ws, {"a-1": 90, "a-2": 84, "a-3": 88})
    reform(ws, merger(*PARENTS))
    judged(ws, {HEIR: 95}, "later")
    reform(ws, merger(HEIR, OTHER, name="大局"), "r2")
    found = listed(ws, BUILDING)
    assert {name: row.figure.value for name, row in found.items()} == {
        "大局（原a-1局）": 90,
        "大局（原a-2局）": 84,
        "大局（原a-3局）": 88,
        "大局（原新局）": 95,
    }
    assert {row.figure.subject for row in found.values()} == {"a-5"}


def test_who_was_renamed_is_called_as_today_and_who_is_no_more_is_not_listed(ws: Workspace) -> None:
    judged(ws, {"a-1": 90, "a-2": 90})
    for agency in (*PARENTS, OTHER):
        office = OFFICES[agency][0]
        registers.add(ws, "study", agency, {"office": office, "score": "91"})
        post(ws, office, "met", agency)
    registers.add(ws, "result", OTHER, {"business": "70", "building": "85"})
    steps = '[[rename]]\nagency = "a-1"\nname = "市更局"\nshort = "更局"\n'
    steps += '[[abolish]]\nagency = "a-2"\n[[abolish]]\nagency = "a-3"\n'
    reform(ws, steps)
    assert {*listed(ws, BUILDING)} == {"更局"}
    assert {*listed(ws, STUDY)} == {*listed(ws, POSTS)} == {"更局/处1"}


def test_an_office_is_followed_where_it_was_moved_or_merged(ws: Workspace) -> None:
    for office, score in zip(OFFICES["a-1"], ("91", "92", "93", "94"), strict=True):
        registers.add(ws, "study", "a-1", {"office": office, "score": score})
    reform(ws, '[[move]]\noffice = "o-1-3"\nto = "a-2"\n')
    registers.add(ws, "study", "a-2", {"office": "o-1-3", "score": "70"})
    steps = '[[merge_office]]\noffices = ["o-1-1", "o-1-2"]\nname = "合处"\n'
    reform(ws, f'{steps}[[abolish_office]]\noffice = "o-1-4"\n', "r2")
    found = {name: row.figure.value for name, row in listed(ws, STUDY).items()}
    assert found == {
        "a-1局/合处（原处1）": 91,
        "a-1局/合处（原处2）": 92,
        "a-2局（原a-1局）/处3": 93,
        "a-2局/处3": 70,
    }


def test_a_missed_target_shuts_the_gate_to_who_the_office_was_merged_into(ws: Workspace) -> None:
    post(ws, "o-1-1", "missed")
    post(ws, "o-1-2", "met")
    reform(ws, '[[merge_office]]\noffices = ["o-1-1", "o-1-2"]\nname = "合处"\n')
    shut = shut_gates(ws, "reward", ["o-1-5", "o-1-3"], ws.today())
    assert [(one.gate, one.holder) for one in shut] == [("one-post-two-duties", "o-1-5")]
    (row,) = listed(ws, POSTS).values()
    assert row.figure.value == 50
    assert [why.key for why in row.noted] == ["titles.post-shut"]  # the profile only notes it


def test_an_office_that_is_no_more_is_named_on_boards(ws: Workspace) -> None:
    post(ws, "o-1-1", "met")
    reform(ws, '[[abolish_office]]\noffice = "o-1-1"\n')
    assert [render_all(row)[1] for row in board(ws, "gate").rows] == ["处1（已撤销）"]
    (row,) = opened(ws, "records:post").rows
    assert "处1（已撤销）" in row.cells


# --- other lists ---


def test_rounds_that_judged_a_predecessor_are_among_those_of_the_successor(ws: Workspace) -> None:
    judged(ws, {"a-1": 90, "a-2": 80})
    judged(ws, {"o-1-1": 90}, "own", scope="agency-offices", body="a-1")
    reform(ws, merger(*PARENTS) + '[[merge_office]]\noffices = ["o-3-1", "o-3-2"]\nname = "合处"\n')
    assert [row[0] for row in rounds_of(ws, HEIR)] == ["units"]
    assert rounds_of(ws, HEIR, by_name=True) == []


def test_the_offices_nearest_to_a_title_are_told_by_the_rounds_before_the_reform(
    tmp_path: Path,
) -> None:
    titles = [(agency, "agency-level") for agency in PARENTS]
    ws = small_city(tmp_path / "near", titles=titles, today=START)
    points = dict(zip(OFFICES["a-1"], (60, 90, 70, 80), strict=True))
    judged(ws, points, "own-1", scope="agency-offices", body="a-1")
    judged(ws, {"o-3-1": 95}, "own-3", scope="agency-offices", body="a-3")
    declare(ws, *PARENTS)
    assert near(ws, "a-1")[:2] == [("o-1-2", "90"), ("o-1-4", "80")]
    steps = '[[move]]\noffice = "o-3-1"\nto = "a-1"\n'
    reform(ws, f'{steps}[[merge_office]]\noffices = ["o-1-1", "o-1-2"]\nname = "合处"\n')
    reform(ws, merger(*PARENTS), "r2")
    found = near(ws, HEIR)
    assert found == [("o-3-1", "95"), ("o-1-5", "90"), ("o-1-4", "80")]
    ws.close()


def near(ws: Workspace, agency: str) -> list[tuple[str, str | None]]:
    return [(one.id, one.total) for one in rung(ws, agency).offices or ()]


def test_what_is_said_to_go_over_is_what_the_successor_has(year: Workspace) -> None:
    merge(year)
    file = merger(HEIR, OTHER, name="大局")
    said = [one for one in reform(year, file, "r2", dry_run=True).follows if goes(one)]
    reform(year, file, "r2")
    assert [one.values["parent"] for one in said] == ["市新局", "市a-3局"]
    line = Lineage(year)
    for one, owned in zip(said, ((HEIR, *PARENTS), (OTHER,)), strict=True):
        assert {line.now(id_) for id_ in owned} == {"a-5"}
        records = [r for kind in REGISTERS for r in record_rows(year, kind, "a-5")]
        activities = activity_rows(year, "a-5")
        assert one.values["records"] == sum(row.was in owned for row in records) > 0
        assert one.values["activities"] == sum(row.was in owned for row in activities) > 0
    assert sum(int(one.values["entries"]) for one in said) == 3
    assert [row.entries for row in participations(year) if row.agency == "a-5"] == [3]


def goes(said: Message) -> bool:
    return said.key == "titles.records-go"


def test_records_of_an_office_are_counted_where_that_goes(year: Workspace) -> None:
    reform(year, '[[move]]\noffice = "o-1-1"\nto = "a-3"\n')
    own = len([r for kind in REGISTERS for r in record_rows(year, kind, "a-1")])
    (first, second) = [
        one.values["records"]
        for one in reform(year, merger("a-1", "a-2"), "r2", dry_run=True).follows
        if goes(one)
    ]
    assert first == own
    away = '[[move]]\noffice = "o-2-1"\nto = "a-3"\n'
    less = reform(year, away + merger("a-1", "a-2"), "r2", dry_run=True).follows
    known = [r for kind in REGISTERS for r in record_rows(year, kind, "a-2")]
    named = [row for row in known if row.values.get("office") == "o-2-1"]
    assert [one.values["records"] for one in less if goes(one)] == [own, second - len(named)]
    reform(year, away + merger("a-1", "a-2"), "r2")
    gone = len([r for kind in REGISTERS for r in record_rows(year, kind, HEIR)])
    assert gone == own + second - len(named)


SPLIT = '[[split]]\nagency = "a-1"\nname = "市分局"\noffices = ["处1"]\n'
MOVED = {
    "out of it": ('[[move]]\noffice = "o-2-1"\nto = "a-3"\n', "o-2-1", "a-3"),
    "into it": ('[[move]]\noffice = "o-3-1"\nto = "a-1"\n', "o-3-1", "a-4"),
    "split off": (SPLIT, "o-1-1", "a-4"),
}


@pytest.mark.parametrize("how", MOVED)
@pytest.mark.parametrize("ends", ["merged", "abolished"])
def test_an_office_goes_where_a_reform_says_whatever_becomes_of_agencies_beside(
    ws: Workspace, how: str, ends: str
) -> None:
    steps, office, home = MOVED[how]
    before = {row.id: row.agency for row in office_rows(ws)}
    reform(ws, steps + (merger(*PARENTS) if ends == "merged" else ENDED))
    now = {row.id: row.agency for row in office_rows(ws)}
    standing = {row.id for row in agency_rows(ws)}
    assert {*now.values()} <= standing
    assert now.get(office) == (None if (how, ends) == ("into it", "abolished") else home)
    reforms.take_back(ws, "r1")
    assert {row.id: row.agency for row in office_rows(ws)} == before


ENDED = "".join(f'[[abolish]]\nagency = "{one}"\n' for one in PARENTS)


# --- what came from whom ---


def timeline(ws: Workspace, holder: str) -> list[str]:
    return list(honors.timeline(ws, holder=holder).lines())


def test_the_timeline_says_which_office_came_and_not_that_the_agency_did(ws: Workspace) -> None:
    reform(ws, '[[move]]\noffice = "o-1-1"\nto = "a-3"\n[[move]]\noffice = "o-1-2"\nto = "a-3"\n')
    reform(ws, '[[move]]\noffice = "o-2-4"\nto = "a-3"\n', "r2")
    assert timeline(ws, "a-3") == [
        f"{START} 处1、处2 由 a-1局 划入",
        f"{START} 处4 由 a-2局 划入",
    ]
    facts = [row for row in fact_rows(ws) if row.kind == "reformed"]
    told = "\n".join(text for row in facts for _, text in details(Names(ws), row))
    assert "a-1局有处室划入a-3局" in told and "而来" not in told
    reforms.take_back(ws, "r2")
    assert timeline(ws, "a-3") == [f"{START} 处1、处2 由 a-1局 划入"]


def test_the_timeline_tells_of_all_that_were_merged_before(year: Workspace) -> None:
    merge(year)
    reform(year, merger(HEIR, OTHER, name="大局"), "r2")
    told = timeline(year, "a-5")
    assert [line for line in told if "而来" in line] == [
        f"{LAST} 由 a-3局 合并而来",
        f"{LAST} 由 新局 合并而来",
    ]
    assert any(line.endswith("(a-1局)") for line in told)


def test_who_gave_an_office_away_and_was_abolished_goes_on_in_nobody(ws: Workspace) -> None:
    reform(ws, '[[move]]\noffice = "o-1-1"\nto = "a-3"\n')
    ends = reform(ws, '[[abolish]]\nagency = "a-1"\n', "r2")
    assert not on_record(ws).formers["市a-1局"].goes_on
    assert any(one.key == "titles.ends-with-it" for one in ends.follows)
