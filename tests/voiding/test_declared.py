"""A declaration on which an application passed its check stays until the check is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.applications import CaseChecked
from civtui.model.roles import Right
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from civtui.workspace.titles.declaring import declare
from civtui.workspace.voiding.doing import void
from tests.titles.small import START, small_city


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", today=START)
    yield made
    made.close()


def declared(ws: Workspace, agency: str, **said: bool) -> int:
    declare(ws, agency, **said)
    return ws.head()


def checked(ws: Workspace, agency: str, outcome: Literal["passed", "failed"] = "passed") -> int:
    case = applications.apply(ws, "municipal", agency).id
    failed = ("program",) if outcome == "failed" else ()
    ws.write(CaseChecked(case=case, outcome=outcome, failed=failed), right=Right.KEEP)
    return ws.head()


@pytest.mark.parametrize("said", ["runs_program", "has_conditions", "conditions_confirmed"])
def test_what_a_check_took_for_granted_stays(ws: Workspace, said: str) -> None:
    first = declared(ws, "a-1", **{said: True})
    check = checked(ws, "a-1")
    with pytest.raises(Refused) as told:
        void(ws, first, "误")
    assert told.value.hint is not None
    assert f"ledger void {check}" in render(told.value.hint, "zh")
    void(ws, check, "先撤")
    void(ws, first, "误")


def test_others_go_as_ever(ws: Workspace) -> None:
    other = declared(ws, "a-2", runs_program=True)
    stage = ws.head() + 1
    declare(ws, "a-1", stage="started")
    failed = declared(ws, "a-3", runs_program=True)
    checked(ws, "a-1")
    checked(ws, "a-3", "failed")
    later = declared(ws, "a-1", runs_program=True)
    for seq in (other, stage, failed, later):
        void(ws, seq, "误")
