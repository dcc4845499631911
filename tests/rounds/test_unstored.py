"""A sheet is not locked, and no round ends unsaid, while cells of it wait to be stored."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.answers import panel, round
from civtui.workspace.session import open_workspace
from tests.rounds.small import scored_city

CELL = ["o-1-1", "study"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return scored_city(tmp_path / "w").folder


def keep(folder: Path, name: str) -> Path:
    """Leave a cell as a window that ended with it leaves it."""
    path = folder / "places" / f"{name}.draft"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": [[*CELL, "1"]], "noting": None, "note": ""}))
    return path


def test_a_sheet_with_cells_that_wait_is_not_submitted(folder: Path) -> None:
    ws = open_workspace(folder, user="jia")
    own = keep(folder, "jia@r@k1@0a0b")
    with pytest.raises(Refused) as refused:
        panel.submit(ws, round="r", assessor="k1", partial=True, why="试")
    assert refused.value.message.values["count"] == 1
    own.unlink()
    keep(folder, "jia@r@k2@0a0b")
    keep(folder, "bing@r@k1@0a0b")
    panel.submit(ws, round="r", assessor="k1", partial=True, why="试")
    ws.close()


def test_closing_says_whose_cells_could_not_be_stored_afterwards(folder: Path) -> None:
    ws = open_workspace(folder, user="clerk")
    said = round.will_close(ws, {"round": "r"})
    assert said is not None and "未存" not in render(said)
    keep(folder, "jia@r@k1@0a0b")
    keep(folder, "jia@other@k2@0a0b")
    told = round.will_close(ws, {"round": "r"})
    assert told is not None
    assert "录入未存 1 格，结束后不能再存：甲" in render(told)
    ws.close()
