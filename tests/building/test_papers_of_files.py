"""What a file says of evidence: what is in the store, or nothing; no text counts as a paper."""

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.registers import REGISTERS
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.evidence import keep
from civtui.workspace.building.intake import columns_of, import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer
from civtui.workspace.session import Workspace
from tests.titles.small import small_city

HEAD = "单位,收到日期,渠道,性质,内容,答复期限,佐证"
ROW = "市a-1局,2025-03-05,来信,投诉,排队太久,2025-05-20,"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w")


def load(ws: Workspace, cell: str) -> ImportAnswer:
    path = ws.dir / "in.csv"
    path.write_text(f"{HEAD}\n{ROW}{cell}\n", "utf-8")
    return import_register(ws, "complaint", path)


def kept(ws: Workspace, name: str, data: bytes) -> str:
    path = ws.dir / name
    path.write_bytes(data)
    return keep(ws, path)[0].sha256


def test_a_paper_in_the_store_is_named_by_its_name_or_hash(ws: Workspace) -> None:
    sha = kept(ws, "回函.pdf", b"%PDF-1.4 a")
    assert not load(ws, "回函.pdf").rejected
    assert not load(ws, sha[:12]).rejected  # again
    (row,) = record_rows(ws, "complaint")
    assert row.values["evidence"] == [sha]


@pytest.mark.parametrize("cell", ["没有的.jpg", "纪要第3号", "/etc/hostname"])
def test_any_other_text_is_refused(ws: Workspace, cell: str) -> None:
    found = load(ws, cell)
    assert [(one.column, one.value) for one in found.rejected] == [("佐证", cell)]
    assert "不是已入库的佐证" in render(found.rejected[0].reason, "zh")
    assert record_rows(ws, "complaint") == []


def test_a_log_says_that_its_pictures_are_not_read(ws: Workspace) -> None:
    path = ws.dir / "log.csv"
    path.write_text("单位,活动名称,日期,照片\n市a-1局,读书会,2025-03-05,a.jpg\n", "utf-8")
    found = import_activities(ws, path)
    (column,) = [one for one in found.seen[0].columns if one.title == "照片"]
    assert column.field == "" and [one.column for one in found.warnings] == ["照片"]
    (row,) = activity_rows(ws)
    assert row.evidence == ()


def test_every_other_register_has_its_column() -> None:
    own: dict[str, Any] = {id_: {f.id for f in kind.fields} for id_, kind in REGISTERS.items()}
    assert all(fields <= {*columns_of(REGISTERS[id_])} for id_, fields in own.items())
