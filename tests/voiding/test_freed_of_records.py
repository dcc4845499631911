"""Records and activities that were taken out one by one hold no agency any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import NotFound, Refused
from civtui.model.facts.voiding import Voided
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.building.registers import remove
from civtui.workspace.fact_words import sentence
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.reading.numbers import numbered
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city
from tests.voiding.tables import tables_of
from tests.voiding.test_batches import WHY, registry

HEAD = "单位,收到日期,渠道,性质,内容\n"
ROWS = ["市乙1局,2026-02-01,电话,表扬,好\n", "市乙1局,2026-02-02,电话,表扬,好\n"]
LOG = "单位,日期,活动\n"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    registry(made)
    yield made
    made.close()


def take(ws: Workspace, thing: str) -> int:
    done = perform(ws, verb_of("agency.void"), {"thing": thing, "why": WHY})
    return int(done.document()["by"])


def load(ws: Workspace) -> int:
    path = ws.dir / "in.csv"
    path.write_text(HEAD + "".join([*ROWS, "市乙2局,2026-02-01,电话,表扬,好\n"]), "utf-8")
    return import_register(ws, "complaint", path).fact


def own(ws: Workspace) -> list[str]:
    return [row.id for row in record_rows(ws, "complaint") if row.agency == "b-1"]


def test_an_agency_goes_once_its_own_records_are_out(ws: Workspace) -> None:
    fact, before = load(ws), tables_of(ws)
    with pytest.raises(Refused) as told:
        take(ws, "b-1")
    assert told.value.hint is not None
    hint = render(told.value.hint, "zh")
    first, second = own(ws)
    assert f"civtui inspection complaint remove {first} --why …" in hint and "2 条" in hint
    assert f"civtui ledger void {fact} " not in hint
    removed = []
    for id_ in (first, second):
        with pytest.raises(Refused):
            take(ws, "b-1")
        remove(ws, "complaint", id_, why=WHY)
        removed.append(ws.head())
    by = take(ws, "b-1")
    assert "b-1" not in [row.id for row in agency_rows(ws)]
    assert [row.agency for row in record_rows(ws, "complaint")] == ["b-2"]
    for seq in (*removed, fact):  # nothing is brought to an agency that is out, or from under it
        with pytest.raises(Refused):
            void(ws, seq, WHY)
    with pytest.raises(Refused) as told:
        void(ws, removed[0], WHY)
    assert told.value.message.key == "voiding.of-one-out"
    assert told.value.hint is not None
    assert f"civtui ledger void {by} " in render(told.value.hint, "zh")
    for seq in (by, *reversed(removed)):
        void(ws, seq, WHY)
    assert tables_of(ws) == before and verify(ws.ledger) == []


def test_so_it_is_with_activities(ws: Workspace) -> None:
    path = ws.dir / "in.csv"
    path.write_text(LOG + "市乙1局,2026-02-01,读书会\n市乙2局,2026-02-01,读书会\n", "utf-8")
    import_activities(ws, path)
    before = tables_of(ws)
    with pytest.raises(Refused) as told:
        take(ws, "b-1")
    (thing,) = [row.id for row in activity_rows(ws) if row.agency == "b-1"]
    assert told.value.hint is not None
    assert f"civtui activity void {thing} --why …" in render(told.value.hint, "zh")
    out = int(perform(ws, verb_of("activity.void"), {"thing": thing, "why": WHY}).document()["by"])
    by = take(ws, "b-1")
    with pytest.raises(Refused) as told:
        void(ws, out, WHY)
    assert told.value.message.key == "voiding.of-one-out"
    void(ws, by, WHY)
    void(ws, out, WHY)
    assert tables_of(ws) == before and verify(ws.ledger) == []


def test_one_that_was_added_alone(ws: Workspace) -> None:
    perform(ws, verb_of("agency.add"), {"name": "市新局"})
    (new,) = [row.id for row in agency_rows(ws) if row.name == "市新局"]
    path = ws.dir / "in.csv"
    path.write_text(HEAD + "市新局,2026-02-01,电话,表扬,好\n" + ROWS[0], "utf-8")
    import_register(ws, "complaint", path)
    before = tables_of(ws)
    with pytest.raises(Refused) as told:
        take(ws, new)
    (id_,) = [row.id for row in record_rows(ws, "complaint") if row.agency == new]
    assert told.value.hint is not None
    assert f"complaint remove {id_} --why" in render(told.value.hint, "zh")
    remove(ws, "complaint", id_, why=WHY)
    out = ws.head()
    perform(ws, verb_of("agency.void"), {"thing": new, "why": WHY})
    by = ws.head()
    with pytest.raises(Refused) as told:
        void(ws, out, WHY)
    assert told.value.message.key == "voiding.of-one-out"
    assert "市新局" in render(told.value.message, "zh")
    void(ws, by, WHY)
    void(ws, out, WHY)
    assert tables_of(ws) == before


def test_of_a_batch_only_what_stands_is_said_to_stay(ws: Workspace) -> None:
    path = ws.dir / "in.csv"
    path.write_text(LOG + "".join(f"市乙1局,2026-02-01,读书会{n}\n" for n in (1, 2, 3)), "utf-8")
    import_activities(ws, path)
    said = []
    for row in activity_rows(ws):
        given = {"thing": row.id, "why": WHY}
        will = announced(ws, verb_of("activity.void"), given)
        done = perform(ws, verb_of("activity.void"), given).lines()
        assert will is not None
        said.append((render(will, "zh"), " ".join(done)))
    assert [("另外 2 项" in will, "其他 2 项" in done) for will, done in said[:1]] == [(True, True)]
    assert [("另外 1 项" in will, "其他 1 项" in done) for will, done in said[1:2]] == [
        (True, True)
    ]
    assert not any(word in text for text in said[2] for word in ("另外", "其他"))
    take(ws, "b-1")
    left = announced(ws, verb_of("agency.void"), {"thing": "b-2", "why": WHY})
    assert left is not None and "另外" not in render(left, "zh")
    with pytest.raises(NotFound):
        announced(ws, verb_of("agency.void"), {"thing": "b-1", "why": WHY})


def test_numbers_that_do_not_follow_each_other_are_listed() -> None:
    assert numbered([37, 56]) == ["#37", "#56"]
    assert numbered([38, 37, 39, 56]) == ["#37–#39", "#56"]
    assert numbered([7]) == ["#7"]
    assert numbered(range(1, 20, 2)) == ["#1", "#3", "#5", "#7", "#9", "#11", "…"]


def test_a_taking_back_of_two_apart_says_so(ws: Workspace) -> None:
    ws.write(Voided(facts=(2, ws.head())), right=Right.KEEP, why=WHY)
    told = next(row for row in fact_rows(ws) if row.kind == "voided")
    assert f"#2、#{told.seq - 1} " in sentence(ws, told) and "共 2 条" in sentence(ws, told)
