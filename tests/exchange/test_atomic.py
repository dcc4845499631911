"""An import is in the ledger as a whole or not at all: killed, failed, read, overtaken."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from civtui.ledger import projections
from civtui.ledger.projections import staged_marks
from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.workspace.agencies import registry_records
from civtui.workspace.building import intake, registers
from civtui.workspace.files import imports
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.killed import KINDS, cut_small, take_in
from tests.rounds.small import ITEMS, STANDARD
from tests.titles.city import City
from tests.titles.small import AGENCIES, OFFICES, small_city

FACTS = {
    "registry": "registered",
    "marks": "marks-imported",
    "staged": "marks-imported",
    "duty": "recorded",
    "activity": "activities-logged",
}
SUBJECTS = [office for agency in AGENCIES for office in OFFICES[agency]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace with a round of all offices, open for two judges, to copy."""
    folder = tmp_path_factory.mktemp("template") / "city"
    small_city(folder).close()
    (folder / "standards").mkdir()
    (folder / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    whom = [word for agency in AGENCIES for word in ("--agency", agency)]
    judges = ["--assessor", "k1:甲", "--assessor", "k2:乙"]
    City(folder).do("round", "new", "r", "--standard", "small", *whom, *judges)
    return folder


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "city"))


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (registry_records, intake, registers):
        monkeypatch.setattr(module, "SLICE", module.SLICE)
    monkeypatch.setattr(imports, "MARK_SLICE", imports.MARK_SLICE)
    monkeypatch.setattr(staged_marks, "STAGED_FROM", staged_marks.STAGED_FROM)
    cut_small()


def write_csv(path: Path, head: list[str], rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def file_of(kind: str, folder: Path) -> Path:
    """Return a file that makes at least seven facts of its kind."""
    path = folder / f"{kind}.csv"
    if kind == "registry":
        rows = [["市a-1局", f"新{n}处", f"人{n}"] for n in range(21)]
        return write_csv(path, ["机关名称", "处室名称", "负责人"], rows)
    if kind in ("marks", "staged"):
        marks = [
            [s, i, k, "是" if i == "place" else "2"]
            for s in SUBJECTS
            for i in ITEMS
            for k in ("k1", "k2")
        ]
        return write_csv(path, ["处室", "项目", "考评员", "评分"], marks)
    if kind == "activity":
        rows = [["市a-1局", f"2026-01-0{n % 5 + 1}", f"活动{n}"] for n in range(21)]
        return write_csv(path, ["agency", "on", "title"], rows)
    rows = [["市a-1局", "theory", "办公室", "12次", "running", str(2005 + n)] for n in range(21)]
    return write_csv(path, ["agency", "duty", "owner", "target", "state", "year"], rows)


def state(path: Path, kind: str) -> tuple[int, int]:
    """Return how many facts the ledger has, and how many of the import's kind."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(
            "SELECT count(*), total(kind = ?) FROM fact", (FACTS[kind],)
        ).fetchone()
    finally:
        connection.close()


def killed(folder: Path, kind: str, file: Path, number: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.exchange.killed", folder, kind, file, str(number)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_any_statement_nothing_is_there(kind: str, folder: Path, tmp_path: Path) -> None:
    file, ledger = file_of(kind, tmp_path), folder / "civtui.db"
    whole = shutil.copytree(folder, tmp_path / "whole")
    statements = int(killed(whole, kind, file, 0).stdout)
    before = state(ledger, kind)
    assert state(whole / "civtui.db", kind)[1] >= before[1] + 7
    chance = Random(kind)
    for number in sorted({1, statements, *(chance.randint(2, statements) for _ in range(5))}):
        assert killed(folder, kind, file, number).returncode == -9, number
        assert state(ledger, kind) == before, f"killed before statement {number}"
    ws = open_workspace(folder)
    assert verify(ws.ledger) == []
    ws.close()


@pytest.mark.usefixtures("small_slices")
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "staged"])
def test_a_fault_in_the_middle_leaves_nothing(
    kind: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, ws = file_of(kind, tmp_path), open_workspace(folder)
    before = tables(ws)
    apply, calls = projections.APPLY[FACTS[kind]], []

    def fail_late(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 5:
            raise OSError("no space left on device")
        apply(*args)

    monkeypatch.setitem(projections.APPLY, FACTS[kind], fail_late)
    with pytest.raises(OSError, match="no space"):
        take_in(ws, kind, file)
    assert tables(ws) == before
    monkeypatch.undo()
    assert take_in(ws, kind, file).written  # and the way is free again
    assert verify(ws.ledger) == []
    ws.close()


def tables(ws: Workspace) -> list[list[tuple[Any, ...]]]:
    """Return everything that the ledger's file holds of facts, persons and projections."""
    names = ("fact", "person", *projections.TABLES)
    return [sorted(ws.ledger.connection.execute(f"SELECT * FROM {n}"), key=repr) for n in names]


@pytest.mark.usefixtures("small_slices")
@pytest.mark.parametrize("kind", KINDS)
def test_a_session_beside_sees_none_or_all(kind: str, folder: Path, tmp_path: Path) -> None:
    file, ws = file_of(kind, tmp_path), open_workspace(folder)
    beside, seen = open_workspace(folder), set()
    before = beside.head()

    def look(_: str) -> None:
        seen.add(beside.head())

    ws.ledger.connection.set_trace_callback(look)
    take_in(ws, kind, file)
    ws.ledger.connection.set_trace_callback(None)
    assert seen <= {before, ws.head()}
    assert beside.head() == ws.head() >= before + 7
    ws.close()
    beside.close()


@pytest.mark.parametrize("kind", ["registry", "activity"])
def test_what_changed_since_the_file_was_compared_is_refused(
    kind: str, folder: Path, tmp_path: Path
) -> None:
    file, ws, other = file_of(kind, tmp_path), open_workspace(folder), open_workspace(folder)
    overtaken = False

    def overtake(statement: str) -> None:
        nonlocal overtaken
        if not overtaken and statement.startswith("BEGIN"):
            overtaken = True
            take_in(other, kind, file)

    ws.ledger.connection.set_trace_callback(overtake)
    with pytest.raises(Refused) as refused:
        take_in(ws, kind, file)
    ws.ledger.connection.set_trace_callback(None)
    assert refused.value.hint is not None
    assert verify(ws.ledger) == []
    ws.close()
    other.close()
