"""A list that calls an office or agency as before a correction hears of a correction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.verbs import verb_of
from civtui.workspace.files.imports import import_registry
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from tests.exchange.books import book
from tests.titles.small import small_city


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def told(ws: Workspace, path: Path) -> list[str]:
    answer = import_registry(ws, path, dry_run=True)
    assert all(render(one.reason, "en") for one in (*answer.warnings, *answer.rejected))
    return [render(one.reason, "zh") for one in (*answer.warnings, *answer.rejected)]


def test_an_office(ws: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 处室=[["所属机关", "处室名称"], ["a-1局", "预算処"]])
    import_registry(ws, path)
    (id_,) = [
        row[0]
        for row in ws.ledger.connection.execute("SELECT id FROM office WHERE name LIKE '预算%'")
    ]
    given = {"office": id_, "name": "预算与绩效管理科", "why": "错字"}
    perform(ws, verb_of("office.correct"), given)
    said = " ".join(told(ws, path))
    assert (
        f"更正（root，{ws.today()}，理由：错字），现为：预算与绩效管理科" in said
        and "更名" not in said
    )


def test_an_agency(ws: Workspace, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", 机关=[["机关名称", "机关简称"], ["滨海县审记局", "审记局"]])
    import_registry(ws, path)
    given = {"agency": "审记局", "name": "滨海县审计局", "short": "审计局", "why": "错字"}
    perform(ws, verb_of("agency.correct"), given)
    said = " ".join(told(ws, path))
    assert (
        f"更正（root，{ws.today()}，理由：错字），现为：滨海县审计局" in said and "更名" not in said
    )
