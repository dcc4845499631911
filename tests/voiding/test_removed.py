"""An activity taken out of its batch: it alone is gone, and everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.roles import Role
from civtui.verbs import verb_of
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.activity_corrections import remove_activity
from civtui.workspace.fact_words import sentence
from civtui.workspace.people.users import set_user
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading.history import fact_rows
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city
from tests.voiding.tables import tables_of
from tests.voiding.test_batches import activities

WHY = "误录"
VOID = verb_of("activity.void")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    activities(made)
    yield made
    made.close()


def take(ws: Workspace, thing: str = "x-1") -> int:
    answer = perform(ws, VOID, {"thing": thing, "why": WHY})
    return int(answer.document()["by"])


def test_it_is_said_before_and_after(ws: Workspace) -> None:
    said = announced(ws, VOID, {"thing": "x-1", "why": WHY})
    assert said is not None
    assert "读书会1" in render(said, "zh") and "1 项" in render(said, "zh")
    by = take(ws)
    assert [row.id for row in activity_rows(ws)] == ["x-2"]
    row = next(one for one in fact_rows(ws) if one.seq == by)
    assert "读书会1" in sentence(ws, row) and row.why == WHY


def test_a_correction_goes_first_then_the_activity(ws: Workspace) -> None:
    before = tables_of(ws)
    perform(ws, verb_of("activity.correct"), {"activity": "x-1", "title": "座谈会", "why": WHY})
    take(ws)
    assert tables_of(ws) == before
    take(ws)
    assert [row.id for row in activity_rows(ws)] == ["x-2"]


def test_the_batch_stays_until_what_was_taken_out_of_it_is_back(ws: Workspace) -> None:
    batch, before = ws.head(), tables_of(ws)
    by = take(ws)
    with pytest.raises(Refused) as told:
        void(ws, batch, WHY)
    assert told.value.message.key == "voiding.hangs"
    void(ws, by, WHY)
    assert tables_of(ws) == before
    void(ws, batch, WHY)
    assert activity_rows(ws) == []


def test_what_was_corrected_before_waits_for_it(ws: Workspace) -> None:
    perform(ws, verb_of("activity.correct"), {"activity": "x-1", "title": "座谈会", "why": WHY})
    corrected = ws.head()
    remove_activity(ws, "x-1", why=WHY)
    with pytest.raises(Refused):
        void(ws, corrected, WHY)


def test_a_reporter_takes_out_nothing_that_another_entered(ws: Workspace) -> None:
    set_user(ws, ws.user, Role.ADMIN)
    set_user(ws, "小李", Role.REPORTER, agency="a-1")
    other = open_workspace(ws.dir, user="小李")
    with pytest.raises(Refused) as told:
        take(other)
    assert told.value.message.key == "voiding.not-yours"
    other.close()
