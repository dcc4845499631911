"""Exemplars are of model offices, and of agencies that hold a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import CivtuiError
from civtui.workspace.building import registers
from civtui.workspace.building.boards import board
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

TITLES = (("o-1-1", "civilized-office"), ("o-1-1", "model-office"), ("o-1-2", "civilized-office"),
          ("a-2", "municipal"))  # fmt: skip


def written(ws: Workspace, agency: str, office: str = "", on: str = "2026-05-01") -> str:
    values = {"office": office, "title": "一次办结", "text": "如下", "on": on}
    return registers.add(ws, "exemplar", agency, values).id


def test_only_what_holds_the_title_is_put_before_others(tmp_path: Path) -> None:
    ws = small_city(tmp_path, titles=TITLES, today=date(2026, 6, 1))
    model, agency = written(ws, "a-1", "o-1-1"), written(ws, "a-2")
    for whose, office, day in (
        ("a-1", "o-1-2", "2026-05-01"),  # civilized, no model office
        ("a-1", "", "2026-05-01"),  # an agency without a title
        ("a-2", "o-2-1", "2026-05-01"),  # an office without one
        ("a-1", "o-1-1", "2025-12-01"),  # before it held it
    ):
        with pytest.raises(CivtuiError) as refused:
            written(ws, whose, office, day)
        assert refused.value.where["rule"] == "holds-title"
    registers.add(ws, "takeover", "a-3", {"exemplar": agency, "on": "2026-05-20"})
    rows = {row.id: row.cells for row in board(ws, "spread").rows}
    assert rows[model][1] == "处1"
    assert rows[agency][1:4] == ("—", "一次办结", "a-3局")
