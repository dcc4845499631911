"""Exemplars are of model offices, and of agencies that hold a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.model.errors import CivtuiError
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.building import registers
from civtui.workspace.building.boards import board
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from tests.titles.small import small_city

TITLES = (
    ("o-1-1", "civilized-office"),
    ("o-1-1", "model-office"),
    ("o-1-2", "civilized-office"),
    ("a-2", "municipal"),
)


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


def test_a_practice_is_taken_over_by_others_once_it_is_written_up(tmp_path: Path) -> None:
    ws = small_city(tmp_path, titles=TITLES, today=date(2026, 6, 1))
    practice = written(ws, "a-2")

    def refused(agency: str, on: str) -> str:
        with pytest.raises(CivtuiError) as found:
            registers.add(ws, "takeover", agency, {"exemplar": practice, "on": on})
        assert found.value.hint is not None
        return str(found.value.message.key)

    assert refused("a-2", "2026-05-20") == "building.own-exemplar"
    assert refused("a-3", "2026-04-30") == "building.before-exemplar"
    taken = registers.add(ws, "takeover", "a-3", {"exemplar": practice, "on": "2026-05-01"}).id
    with pytest.raises(CivtuiError):
        registers.change(ws, "takeover", taken, {"on": "2026-04-30"})
    with pytest.raises(CivtuiError) as later:
        registers.change(ws, "exemplar", practice, {"on": "2026-05-02"})
    assert later.value.message.key == "building.taken-over-before"
    registers.change(ws, "takeover", taken, {"result": "好转", "on": "2026-05-10"})
    registers.change(ws, "exemplar", practice, {"on": "2026-05-02"})


def test_what_was_taken_over_before_a_merger_stays(tmp_path: Path) -> None:
    ws = small_city(tmp_path, titles=TITLES, today=date(2026, 6, 1))
    practice = written(ws, "a-2")
    taken = registers.add(ws, "takeover", "a-3", {"exemplar": practice, "on": "2026-05-20"}).id
    file = ws.dir / "reform.toml"
    file.write_text(
        'id = "r1"\neffective = 2026-06-01\n[[merge]]\nagencies = ["a-2", "a-3"]\n'
        'name = "市新局"\nshort = "新局"\n',
        "utf-8",
    )
    reforms.reform(ws, file)
    heir = agency(ws, "新局").id
    registers.change(ws, "takeover", taken, {"result": "好转", "on": "2026-05-21"})
    with pytest.raises(CivtuiError) as own:
        registers.add(ws, "takeover", heir, {"exemplar": practice, "on": "2026-06-01"})
    assert own.value.message.key == "building.own-exemplar"
