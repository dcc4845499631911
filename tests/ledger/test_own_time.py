"""A deed that was taken back is told in the words of its own time, whatever bears its ids now."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.fact_words import sentence
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import apply, close
from civtui.workspace.titles.card_steps import veto
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", titles=[("a-1", "municipal")])
    yield made
    made.close()


def told(ws: Workspace) -> dict[int, str]:
    names = Names(ws)
    return {fact.seq: sentence(ws, fact, names) for fact in fact_rows(ws)}


def named(ws: Workspace, id_: str, name: str, *, why: str = "更正") -> int:
    body = Registered(agencies=(AgencyRecord(id=id_, name=name, short=name),))
    return ws.write(body, right=Right.KEEP, why=why)[0]


def test_an_id_that_something_else_bears_now_is_called_by_what_bore_it(ws: Workspace) -> None:
    day = date(2026, 1, 5)
    apply(ws, "provincial", "a-1", case="k1", on=day)
    first = ws.head()
    void(ws, first, "误录")
    apply(ws, "municipal", "a-2", case="k1", on=day)
    second = ws.head()
    close(ws, "k1", "withdrawn", on=day)
    closed = ws.head()
    void(ws, closed, "误录")
    said = told(ws)
    assert "a-1局" in said[first] and "a-2局" in said[second]
    assert "a-2局的市级文明单位申报" in said[closed]  # by then it was this one already
    void(ws, second, "误录")
    apply(ws, "municipal", "a-3", case="k1", on=day)
    assert "a-2局的市级文明单位申报" in told(ws)[closed]
    assert "a-1局" in told(ws)[first]


def test_a_void_fact_calls_an_agency_as_it_was_called(ws: Workspace) -> None:
    veto(ws, "a-1", "事故", months=3, on=date(2026, 1, 5))
    early = ws.head()
    named(ws, "a-1", "甲局")
    veto(ws, "a-1", "失火", months=3, on=date(2026, 1, 5))
    later = ws.head()
    veto(ws, "a-1", "爆炸", months=3, on=date(2026, 1, 5))
    kept = ws.head()
    void(ws, early, "误录")
    void(ws, later, "误录")
    named(ws, "a-1", "乙局")
    said = told(ws)
    assert said[early].startswith("a-1局") and said[later].startswith("甲局")
    assert said[kept].startswith("乙局")


def test_corrections_say_what_stood_as_each_was_written(ws: Workspace) -> None:
    first, second = named(ws, "a-1", "甲局"), named(ws, "a-1", "乙局")
    said = told(ws)
    assert said[first] == "更正登记：乙局，全称 市a-1局 → 甲局、简称 a-1局 → 甲局"
    assert said[second] == "更正登记：乙局，全称 甲局 → 乙局、简称 甲局 → 乙局"
    void(ws, second, "误录")
    third = named(ws, "a-1", "丙局")
    said = told(ws)
    assert said[second] == "更正登记：乙局，全称 甲局 → 乙局、简称 甲局 → 乙局"
    assert said[third] == "更正登记：丙局，全称 甲局 → 丙局、简称 甲局 → 丙局"
    office = ws.write(
        Registered(offices=(OfficeRecord(id="o-1-1", agency="a-1", name="办公室"),)),
        right=Right.KEEP,
    )[0]
    assert told(ws)[office] == "更正登记：丙局/办公室，名称 处1 → 办公室"


def test_what_is_new_is_called_in_the_facts_own_words(ws: Workspace) -> None:
    made = named(ws, "a-9", "新局", why="")
    void(ws, made, "误录")
    assert told(ws)[made] == "登记名册：新局"
