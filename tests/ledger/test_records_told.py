"""The sentence of a record names it by its title, and says whether it stood before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui import locale
from civtui.locale import render
from civtui.model.facts.records import Recorded, RecordPart
from civtui.model.registers import REGISTERS
from civtui.model.roles import Right
from civtui.workspace.building.registers import add, change, remove
from civtui.workspace.fact_words import sentence
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w", today=date(2026, 3, 2))


def newest(ws: Workspace) -> str:
    return sentence(ws, fact_rows(ws, limit=1)[0])


def put(ws: Workspace, noun: str, id_: str, **values: str) -> str:
    part = RecordPart(noun=noun, id=id_, agency="a-1", values=values)
    ws.write(Recorded(records=(part,)), right=Right.FILE)
    return newest(ws)


def test_every_register_with_a_title_is_named_by_it(ws: Workspace) -> None:
    for noun, kind in REGISTERS.items():
        telling = [one for one in ("title", "text", "topic") if one in {f.id for f in kind.fields}]
        if telling and noun != "activity":
            said = put(ws, noun, f"{noun}-x", **{telling[0]: "窗口服务"})
            assert said.startswith(f"a-1局登记{render(kind.title)}") and "窗口服务" in said


def test_what_points_to_a_record_says_its_title(ws: Workspace) -> None:
    put(ws, "exemplar", "ex1", title="一窗通办", on="2026-02-01")
    said = put(ws, "takeover", "t1", exemplar="ex1", on="2026-02-03")
    assert "一窗通办" in said and "ex1" not in said
    put(ws, "inspection", "in1", on="2026-02-05")
    said = put(ws, "finding", "f1", inspection="in1", text="地面不洁")
    assert "2026-02-05" in said and "地面不洁" in said


def test_set_again_is_a_correction_and_taken_out_names_it(ws: Workspace) -> None:
    record = add(ws, "own", "a-1", {"title": "档案制度", "line": "党组织"})
    assert newest(ws) == "a-1局登记本单位制度，档案制度、党组织"
    change(ws, "own", record.id, {"line": "群团"})
    assert newest(ws) == "a-1局更正本单位制度，档案制度、群团"
    locale.use("en")
    assert "corrected" in newest(ws)
    locale.use("zh")
    remove(ws, "own", record.id, why="误录")
    assert newest(ws) == "a-1局删除误录的本单位制度，档案制度、群团"
    add(ws, "own", "a-1", {"title": "档案制度", "line": "党组织"})
    assert newest(ws) == "a-1局登记本单位制度，档案制度、党组织"  # nothing stood


def test_a_record_whose_entry_was_taken_back_did_not_stand(ws: Workspace) -> None:
    assert "登记" in put(ws, "own", "own-x", title="档案制度")
    void(ws, ws.head(), "误录")
    assert "登记" in put(ws, "own", "own-x", title="档案制度")
    assert "更正" in put(ws, "own", "own-x", title="保密制度")
