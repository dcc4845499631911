"""Records without a key that were put down again are not put back beside those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.registers import REGISTERS, register_of
from civtui.workspace.building.intake import import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.registers import add, change, remove
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city

WHY = "误录"
HEAD = "单位,收到日期,渠道,性质,内容,答复期限\n"
ROWS = [f"市a-{n}局,2026-02-0{n},电话,投诉,排队久,2026-03-03\n" for n in (1, 2, 3)]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def load(ws: Workspace, *rows: str, register: str = "complaint", head: str = HEAD) -> int:
    """Import rows and return their fact."""
    path = ws.dir / "in.csv"
    path.write_text(head + "".join(rows), "utf-8")
    answer = import_register(ws, register, path)
    assert answer.rejected == []
    return answer.fact


def texts(ws: Workspace, register: str = "complaint") -> int:
    return len(record_rows(ws, register))


def refused(ws: Workspace, seq: int) -> Refused:
    count = texts(ws)
    with pytest.raises(Refused) as told:
        void(ws, seq, WHY)
    assert told.value.message.key.startswith("voiding.recorded-since")
    assert texts(ws) == count
    return told.value


def test_an_import_taken_back_and_taken_in_again_comes_back_once(ws: Workspace) -> None:
    _, by = void(ws, load(ws, *ROWS), WHY)
    anew = load(ws, *(row.replace("排队久", "排队 久。") for row in ROWS[:2]))
    told = refused(ws, by)
    said = render(told.message, "zh")
    assert told.message.values["count"] == 2 and "a-1局 2026-02-01 电话 投诉 排队久" in said
    assert told.hint is not None and f"civtui ledger void {anew} " in render(told.hint, "zh")
    _, gone = void(ws, anew, WHY)
    void(ws, by, WHY)
    assert texts(ws) == 3
    refused(ws, gone)  # and the other way round


def test_those_that_came_later_may_be_removed_one_by_one(ws: Workspace) -> None:
    _, by = void(ws, load(ws, *ROWS), WHY)
    load(ws, *ROWS[:1], "市a-3局,2026-02-03,电话,投诉,停车难,2026-03-03\n")
    told = refused(ws, by)
    assert told.hint is not None
    id_ = told.hint.values["id"]
    assert f"civtui inspection complaint remove {id_} " in render(told.hint, "zh")
    remove(ws, "complaint", str(id_), why=WHY)
    void(ws, by, WHY)
    assert texts(ws) == 4


def test_a_single_removal_and_a_correction_too(ws: Workspace) -> None:
    load(ws, *ROWS)
    one, two, _ = record_rows(ws, "complaint")
    remove(ws, "complaint", one.id, why=WHY)
    out = ws.head()
    change(ws, "complaint", two.id, {"text": "停车难"})
    changed = ws.head()
    load(ws, *ROWS[:2])
    assert texts(ws) == 2  # what was removed by hand stays out; of the second it says what stood
    said = {"on": "2026-02-02", "way": "phone", "sort": "complaint", "term": "2026-03-03"}
    add(ws, "complaint", "a-2", {**said, "text": "排队久"})
    add(ws, "complaint", one.agency, {**one.values})
    assert texts(ws) == 4
    refused(ws, out)
    refused(ws, changed)


def test_two_alike_of_one_file_come_back_both_and_are_counted(ws: Workspace) -> None:
    _, by = void(ws, load(ws, ROWS[0], ROWS[0]), WHY)
    _, again = void(ws, by, WHY)
    assert texts(ws) == 2
    _, out = void(ws, again - 2, WHY)
    load(ws, ROWS[0])
    assert refused(ws, out).message.values["count"] == 1
    again = load(ws, ROWS[0], ROWS[0])  # one more of a kind
    assert texts(ws) == 2
    assert refused(ws, out).message.values["count"] == 2
    assert again == ws.head()


def test_one_that_stood_beside_it_before_may_do_so_again(ws: Workspace) -> None:
    values = {"on": "2026-02-01", "way": "phone", "sort": "praise", "text": "好"}
    for _ in range(2):
        add(ws, "complaint", "a-1", values, another=True)
    _, by = void(ws, ws.head(), WHY)
    void(ws, by, WHY)
    assert texts(ws) == 2


@pytest.mark.parametrize("register", [one for one in REGISTERS if not register_of(one).key])
def test_every_register_without_a_key(ws: Workspace, register: str) -> None:
    values = {
        "finding": {"text": "台账缺页", "grave": "minor", "outcome": "open", "term": "2026-09-01"},
        "filing": {"title": "半年小结", "due": "2026-06-30"},
        "complaint": {"on": "2026-02-01", "way": "phone", "sort": "praise", "text": "好"},
    }[register]
    whose = "a-1" if register_of(register).whose == "agency" else None
    if register == "finding":
        seen = {"on": "2026-01-05", "plan": "scheduled", "by": "secretariat"}
        values = {**values, "inspection": add(ws, "inspection", "a-1", seen).id}
    add(ws, register, whose, values)
    _, by = void(ws, ws.head(), WHY)
    add(ws, register, whose, values)
    with pytest.raises(Refused):
        void(ws, by, WHY)
    assert texts(ws, register) == 1
