"""From when on reports are owed: by the workspace's own day, and since the agency is on record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from civtui.model.facts.registry import AgencyRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.building.hearings import owed_reports
from civtui.workspace.files.creating import init
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from tests.titles.small import let_pass, small_city

HEARING = {"hearing": {"months": 3}}
QUARTERS = ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]


def owed(ws: Workspace, agency: str) -> list[str]:
    return [one.due for one in owed_reports(ws, 2026, [agency])]


def test_the_machine_s_clock_has_no_say(tmp_path: Path) -> None:
    today = date(2026, 7, 2)
    made = datetime(2031, 11, 28, 9, tzinfo=UTC)  # the machine's, when the workspace was made
    ws = init(tmp_path / "w", today=today, began=made, own=HEARING)
    ws.write(Registered(agencies=(AgencyRecord(id="a-1", name="甲局"),)), right=Right.KEEP)
    ws.set_clock(None)
    assert ws.today() == today
    assert owed(ws, "a-1") == QUARTERS


def test_an_agency_owes_since_it_is_on_record(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=date(2026, 7, 2), own=HEARING)
    new = Registered(agencies=(AgencyRecord(id="a-9", name="新局"),))
    ws.write(new, right=Right.KEEP, effective=date(2026, 5, 4))
    assert owed(ws, "a-1") == QUARTERS
    assert owed(ws, "a-9") == QUARTERS[1:]


def test_a_merger_owes_what_its_parents_did(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", own=HEARING, today=date(2026, 1, 6))
    let_pass(ws, date(2026, 7, 2))
    file = ws.dir / "reform.toml"
    file.write_text(
        'id = "r1"\neffective = 2026-06-01\n[[merge]]\nagencies = ["a-1", "a-2"]\nname = "合局"\n'
        '[[split]]\nagency = "a-3"\nname = "分局"\noffices = ["处1"]\n',
        "utf-8",
    )
    made = {one["name"]: one["id"] for one in reforms.reform(ws, file).content["agencies"]}
    assert owed(ws, made["合局"]) == QUARTERS
    assert owed(ws, made["分局"]) == QUARTERS[1:]
