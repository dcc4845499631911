"""After a reform the persons of the former agencies are told, until the new one has its own."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.tables import table_of
from civtui.workspace.agencies.agencies import agency, office_rows
from civtui.workspace.agencies.people import Contact, correct_people, people
from civtui.workspace.answers import agency as answers
from civtui.workspace.answers import office as offices
from civtui.workspace.answers import voiding
from civtui.workspace.building import registers
from civtui.workspace.building.boards import board
from civtui.workspace.files.reports import export
from civtui.workspace.lists.agencies import agency_pane
from civtui.workspace.lists.listing import Listing, Said
from civtui.workspace.reading.destinations import destinations
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from tests.titles.small import OFFICES, small_city
from tests.voiding.tables import tables_of

TODAY = date(2026, 6, 1)
KNOWN = {"a-1": ("王一把", "0001", "李联络", "0002"), "a-2": ("张一把", "0003", "刘联络", "0004")}
MERGE = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市并局"\nshort = "并局"\n'
NAMES = ("并局（原a-1局）", "并局（原a-2局）")


def reform(ws: Workspace, steps: str, id_: str = "r1", **more: Any) -> reforms.ReformAnswer:
    file = ws.dir / "reform.toml"
    file.write_text(f'id = "{id_}"\neffective = {TODAY}\n{steps}', encoding="utf-8")
    return reforms.reform(ws, file, **more)


def named(ws: Workspace, id_: str, *who: str) -> None:
    keys = ("chief", "chief_phone", "reporter", "reporter_phone")
    correct_people(ws, id_, why="登记", **dict(zip(keys, who, strict=True)))


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path / "w", today=TODAY)
    for id_, who in KNOWN.items():
        named(made, id_, *who)
    return made


def told(ws: Workspace, id_: str) -> list[tuple[str, ...]]:
    """Return the lines that tell the persons of an agency."""
    return [(o.agency_name, *o.chief, *o.reporter) for o in people(ws, id_)[id_].lines()]


def test_all_are_told_and_whose_they_were_wherever_persons_are(ws: Workspace) -> None:
    registers.add(ws, "filing", None, {"title": "总结", "due": "2026-05-01"})
    registers.add(ws, "filing", None, {"title": "年报", "due": "2026-12-01"})
    reform(ws, MERGE)
    both = [(name, *who) for name, who in zip(NAMES, KNOWN.values(), strict=True)]
    assert told(ws, "a-4") == both
    listed = "\n".join(answers.people(ws, text="0004").lines())
    shown = "\n".join(answers.show(ws, agency="a-4").lines())
    pane = agency_pane(Listing(ws, table_of("agencies")), agency(ws, "a-4"))
    page = "\n".join(render(line.text, "zh") for line in pane if isinstance(line, Said))
    for text in (shown, page):
        assert "王一把 0001（原a-1局）、张一把 0003（原a-2局）" in text
        assert "李联络 0002（原a-1局）、刘联络 0004（原a-2局）" in text
    assert all(text in listed for text in (*NAMES, "刘联络"))
    place = next(one for one in destinations(ws) if (one.kind, one.id) == ("agency", "a-4"))
    assert {part for who in KNOWN.values() for part in who} <= {*place.also}
    (document,) = answers.people(ws, text="张一把").document()
    assert document["chief"] == {"name": "", "phone": ""}
    assert [one["agency"] for one in document["former"]] == ["a-1", "a-2"]
    path = ws.dir.parent / "out.csv"
    export(ws, "csv", path)
    written = path.read_text("utf-8-sig")
    assert all(part in written for part in (*NAMES, *KNOWN["a-1"], *KNOWN["a-2"]))


def test_whom_to_ring_up_is_who_was_asked(ws: Workspace) -> None:
    registers.add(ws, "filing", None, {"title": "总结", "due": "2026-05-01"})
    reform(ws, MERGE)
    registers.add(ws, "filing", None, {"title": "年报", "due": "2026-12-01"})
    rows = {(r.cells[1], r.cells[2]): r.cells[-2:] for r in board(ws, "chase").rows}
    assert rows["总结", NAMES[0]] == ("李联络", "0002")
    assert rows["总结", NAMES[1]] == ("刘联络", "0004")
    assert rows["年报", "并局"] == ("李联络（原a-1局）、刘联络（原a-2局）", "0002、0004")
    assert all(cells[0] for (_, whose), cells in rows.items() if "并局" in whose)
    correct_people(ws, "a-4", why="到任", reporter="周联络", reporter_phone="0009")
    rows = {(r.cells[1], r.cells[2]): r.cells[-2:] for r in board(ws, "chase").rows}
    assert {cells for (_, whose), cells in rows.items() if "并局" in whose} == {("周联络", "0009")}


def test_the_own_ones_take_the_place_of_the_former_each_for_itself(ws: Workspace) -> None:
    reform(ws, MERGE)
    correct_people(ws, "a-4", why="到任", chief="赵一把")
    assert told(ws, "a-4") == [
        ("并局", "赵一把", "", "", ""),
        (NAMES[0], "", "", "李联络", "0002"),
        (NAMES[1], "", "", "刘联络", "0004"),
    ]
    voiding.last(ws, of="agency", thing="a-4", why="弄错")
    assert told(ws, "a-4")[0] == (NAMES[0], *KNOWN["a-1"])
    correct_people(ws, "a-4", why="都不在了", chief="", reporter="")  # nobody is known to be there
    assert told(ws, "a-4") == [("并局", "", "", "", "")]
    with pytest.raises(BadInput):
        correct_people(ws, "a-4", why="没有变化", chief="")


def test_what_goes_on_twice_is_told_of_whom_it_was_first(ws: Workspace) -> None:
    named(ws, "a-3", "孙一把", "", "", "")
    reform(ws, MERGE)
    again = '[[merge]]\nagencies = ["a-3", "a-4"]\nname = "市大局"\nshort = "大局"\n'
    reform(ws, again, "r2")
    assert {line[:2] for line in told(ws, "a-5")} == {
        ("大局（原a-3局）", "孙一把"),
        ("大局（原a-1局）", "王一把"),
        ("大局（原a-2局）", "张一把"),
    }


SPLIT = (
    '[[split]]\nagency = "a-1"\nname = "市分局"\nshort = "分局"\n'
    f"offices = {json.dumps(OFFICES['a-1'][:2])}\n"
)


def test_who_is_split_keeps_its_own_and_gives_them_where_it_ends(ws: Workspace) -> None:
    reform(ws, SPLIT)
    assert told(ws, "a-4") == [("分局", "", "", "", "")] and told(ws, "a-1")[0][1] == "王一把"
    reforms.take_back(ws, "r1")
    answer = reform(ws, SPLIT + '[[abolish]]\nagency = "a-1"\n', "r2")
    assert told(ws, "a-5") == [("分局（原a-1局）", *KNOWN["a-1"])]
    assert any(one.key == "titles.persons-stand" for one in answer.follows)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (MERGE, ["a-1", "a-2"]),
        ('[[merge]]\nagencies = ["a-2", "a-3"]\nname = "市并局"\n', ["a-2"]),
        (SPLIT, []),
        ('[[abolish]]\nagency = "a-1"\n', []),
    ],
)
def test_a_reform_says_so_and_is_taken_back_exactly(
    ws: Workspace, steps: str, said: list[str]
) -> None:
    before, stood = tables_of(ws), people(ws)
    foreseen = reform(ws, steps, dry_run=True)
    lines = [one for one in foreseen.follows if one.key == "titles.persons-stand"]
    names = [f"市{id_}局" for id_ in said]
    assert [one.values["names"] for one in lines] == ([names] if said else [])
    assert reform(ws, steps).follows == foreseen.follows
    reforms.take_back(ws, "r1")
    assert people(ws) == stood
    after = tables_of(ws)
    assert {name for name in after if after[name] != before[name]} <= {"reform"}


def test_a_person_of_the_own_stays_alone(ws: Workspace) -> None:
    assert people(ws, "a-1")["a-1"].rung("a-1") == Contact("李联络", "0002")
    assert people(ws, "a-1")["a-1"].former == ()


def test_who_headed_merged_offices_is_told_until_the_new_one_has_a_head(ws: Workspace) -> None:
    one, other, *_ = OFFICES["a-1"]
    for id_, who in ((one, "钱处长"), (other, "吴处长")):
        offices.correct(ws, office=id_, name=None, head=who, why="登记")
    steps = f'[[merge_office]]\noffices = ["{one}", "{other}"]\nname = "并处"\n'
    foreseen = reform(ws, steps, dry_run=True).follows
    assert any(note.key == "titles.heads-stand" for note in foreseen)
    assert reform(ws, steps).follows == foreseen
    (made,) = (row.id for row in office_rows(ws, "a-1") if row.name == "并处")
    shown = offices.show(ws, office=made)
    text = "\n".join(shown.lines())
    assert "钱处长（原处1）" in text and "吴处长（原处2）" in text
    assert [row["name"] for row in shown.document()["former_heads"]] == ["钱处长", "吴处长"]
    offices.correct(ws, office=made, name=None, head="冯处长", why="到任")
    shown = offices.show(ws, office=made)
    assert "冯处长" in "\n".join(shown.lines()) and "former_heads" not in shown.document()
