"""The dossier of an agency's year: on record, lacking, ending, and as one bundle."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.answers import agency as answers
from civtui.workspace.building import registers
from civtui.workspace.building.activities import log_activity
from civtui.workspace.building.board import Asked
from civtui.workspace.building.boards import board
from civtui.workspace.building.year_file import bundle_bytes, dossier
from civtui.workspace.session import Workspace
from tests.building.pictures import picture
from tests.titles.small import small_city

TODAY = date(2026, 6, 1)


def city(tmp_path: Path) -> Workspace:
    ws = small_city(tmp_path / "w", titles=(("a-1", "municipal"),), today=TODAY)
    shot = picture(tmp_path / "reading.jpg", "2026-03-08")
    log_activity(ws, "a-1", "读书会", on=date(2026, 3, 8), evidence=[str(shot)])
    log_activity(ws, "a-1", "党课", on=date(2026, 4, 8))
    log_activity(ws, "a-1", "去年的", on=date(2026, 1, 5))
    registers.add(
        ws,
        "institution",
        "a-1",
        {
            "institution": "attendance",
            "version": "1",
            "line": "administration",
            "in-force": "2025-01-01",
            "review-by": "2026-05-01",
        },
    )
    registers.add(ws, "guarantee", "a-1", {"what": "funds", "planned": "10"})
    return ws


def test_what_is_there_what_lacks_and_what_ends(tmp_path: Path) -> None:
    ws = city(tmp_path)
    rows = {row.id: row for row in board(ws, "dossier", "a-1").rows}
    assert rows["log"].cells[1:3] == (3, 1)
    assert "2" in render(rows["log"].cells[3])
    assert rows["institution"].cells[4] == "2026-05-01"
    assert rows["institution"].tone == "bad"
    assert "6" in render(rows["institution"].cells[3])
    assert rows["titles"].cells[1] == 1
    assert rows["guarantee"].tone == "warn"
    city_rows = {row.id: row.cells for row in board(ws, "dossier").rows}
    assert city_rows["a-1"][1] > city_rows["a-2"][1]
    assert city_rows["a-1"][4] == "2026-05-01"


def test_the_bundle_holds_tables_and_evidence(tmp_path: Path) -> None:
    ws = city(tmp_path)
    answer = answers.bundle(ws, agency="a-1", year=None, output=None)
    path = Path(answer.document()["file"])
    assert path == ws.dir / "out" / "a-1-2026.zip"
    with zipfile.ZipFile(path) as pack:
        names = pack.namelist()
        log = pack.read("records/log.csv").decode("utf-8-sig")
    assert {"dossier.csv", "records/institution.csv", "records/guarantee.csv"} <= set(names)
    assert [name.partition("-")[2] for name in names if name.startswith("evidence/")] == [
        "reading.jpg"
    ]
    assert log.count("\r\n") == 4
    asked = Asked(ws, agency(ws, "a-1"), 2026)
    assert bundle_bytes(asked) == path.read_bytes()
    assert dossier(asked).rows


def test_a_bundle_goes_over_no_file_of_the_workspace(tmp_path: Path) -> None:
    ws = city(tmp_path)
    before = (ws.dir / "civtui.toml").read_bytes()
    try:
        answers.bundle(ws, agency="a-1", year=None, output=ws.dir / "civtui.toml")
    except Refused:
        assert (ws.dir / "civtui.toml").read_bytes() == before
    else:
        raise AssertionError("it was written over the workspace's settings")
