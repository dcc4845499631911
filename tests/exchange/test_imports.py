"""Imports through the workspace and the command line: one rule for preview and writing."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.exchange.export import write_atomically
from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import BadInput, NotFound, Refused
from civtui.model.faults import MachineFault
from civtui.model.progress import silent
from civtui.model.roles import Role
from civtui.workspace.answers.intake import marks_foreseen
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_marks, import_registry
from civtui.workspace.marks.deeds import undo
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.marks.remarks import skip, skips_of
from civtui.workspace.overview.overview import overview
from civtui.workspace.people.users import set_user
from civtui.workspace.rounds.round_life import open_round
from civtui.workspace.rounds.rounds import items_of, round_row
from civtui.workspace.rounds.subjects import judge as read_judge
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
REGISTRY, ERRORS = SHARED / "registry.xlsx", SHARED / "registry_with_errors.xlsx"
needs_shared = pytest.mark.skipif(
    not REGISTRY.exists(), reason="the sample registries are not here"
)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Give an empty workspace."""
    made = init(tmp_path / "w", name="样例市")
    yield made
    made.close()


def small(tmp_path: Path, *more: list[Any], honor: str = "省级文明单位") -> Path:
    agencies = [AGENCY_HEADS, [1, "市财政局", "财政局", None, 2, honor, "2021年3月", "0592"], *more]
    offices = [
        OFFICE_HEADS,
        ["财政局", "办公室", "王伟", 4, "标兵处室", "2022年"],
        ["财政局", "预算处"],
    ]
    return book(tmp_path / "名册.xlsx", 机关名册=agencies, 处室名册=offices)


def test_a_preview_writes_nothing_and_says_what_writing_says(ws: Workspace, tmp_path: Path) -> None:
    head = ws.head()
    preview = import_registry(ws, small(tmp_path), dry_run=True)
    assert (preview.written, ws.head()) == (False, head)
    written = import_registry(ws, small(tmp_path))
    assert written == preview._replace(written=True, fact=head + 1)
    assert written.changes == {"agencies": 1, "offices": 2, "honors": 2}
    assert overview(ws).agencies == 1
    assert verify(ws.ledger) == []


def test_importing_again_writes_nothing_and_a_change_alone_is_written(
    ws: Workspace, tmp_path: Path
) -> None:
    import_registry(ws, small(tmp_path))
    head = ws.head()
    again = import_registry(ws, small(tmp_path))
    assert (again.changes, ws.head()) == ({"agencies": 0, "offices": 0, "honors": 0}, head)
    more = import_registry(ws, small(tmp_path, [2, "市教育局"]))
    assert more.changes == {"agencies": 1, "offices": 0, "honors": 0}


def test_with_a_refusal_nothing_is_written_unless_it_may_be_skipped(
    ws: Workspace, tmp_path: Path
) -> None:
    path, head = small(tmp_path, [2, "市教育局", None, "1"]), ws.head()
    assert not import_registry(ws, path).written
    assert ws.head() == head
    answer = import_registry(ws, path, skip_rejected=True)
    assert (answer.written, answer.accepted, len(answer.rejected)) == (True, 3, 1)


def test_names_and_phones_stay_out_of_the_facts(ws: Workspace, tmp_path: Path) -> None:
    import_registry(ws, small(tmp_path))
    payloads = [row.payload for row in ws.ledger.rows()]
    assert not [p for p in payloads if "王伟" in p or "0592" in p]
    persons = ws.ledger.connection.execute("SELECT name, phone FROM person").fetchall()
    assert sorted(map(tuple, persons)) == [("", "0592"), ("王伟", "")]


def test_a_person_keeps_the_phone_that_a_file_does_not_say(ws: Workspace, tmp_path: Path) -> None:
    def persons(heads: list[str], *cells: str) -> tuple[bool, list[tuple[str, str]]]:
        rows = [["机关名称", *heads], ["市教育局", *cells]]
        written = import_registry(ws, book(tmp_path / "b.xlsx", 机关=rows)).written
        query = "SELECT p.name, p.phone FROM person p JOIN agency ON contact = token"
        return written, list(map(tuple, ws.ledger.connection.execute(query)))

    assert persons(["联系人", "联系电话"], "李四", "0592")[1] == [("李四", "0592")]
    assert persons(["联系人"], "李四") == (False, [("李四", "0592")])
    assert persons(["联系电话"], "0593") == (True, [("李四", "0593")])
    assert persons(["联系人"], "王伟") == (True, [("王伟", "")])  # somebody else's is not known


def test_a_registry_changed_meanwhile_is_not_written_over(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from civtui.workspace.files import imports

    other, reading = open_workspace(ws.dir), imports.read_registry

    def slow(*args: Any) -> Any:
        plan = reading(*args)
        monkeypatch.setattr(imports, "read_registry", reading)
        import_registry(other, book(tmp_path / "b.xlsx", 机关=[AGENCY_HEADS, [1, "市教育局"]]))
        return plan

    monkeypatch.setattr(imports, "read_registry", slow)
    with pytest.raises(Refused):
        import_registry(ws, small(tmp_path))
    other.close()
    import_registry(ws, small(tmp_path))
    rows = ws.ledger.connection.execute("SELECT id, name FROM agency ORDER BY id").fetchall()
    assert list(map(tuple, rows)) == [("a-1", "市教育局"), ("a-2", "市财政局")]


def opened(ws: Workspace, tmp_path: Path) -> str:
    """Open a round of both offices with two judges; return an item of points."""
    import_registry(ws, small(tmp_path))
    judges = [
        {"id": "k1", "name": "甲", "agency": None, "related": []},
        {"id": "k2", "name": "乙", "agency": None, "related": []},
    ]
    open_round(
        ws,
        "r",
        name="轮次",
        standard="civilized-office",
        subjects=["o-1-1", "o-1-2"],
        assessors=judges,
    )
    return next(i.id for i in items_of(ws, round_row(ws, "r")) if i.kind == "points")


def marks_file(tmp_path: Path, item: str, *rows: list[Any]) -> Path:
    heads = ["处室", "项目", "考评员", "评分"]
    return book(tmp_path / "评分.xlsx", 表=[heads, *([s, item, k, v] for s, k, v in rows)])


def test_marks_come_in_and_are_counted(ws: Workspace, tmp_path: Path) -> None:
    item = opened(ws, tmp_path)
    path = marks_file(tmp_path, item, ["办公室", "k1", 1], ["预算处", "乙", 2])
    answer = import_marks(ws, path, "r")
    assert (answer.accepted, answer.rejected, answer.changes["marks"]) == (2, [], 2)
    assert round_row(ws, "r").given == 2
    assert verify(ws.ledger) == []


def test_an_assessor_brings_in_no_marks_but_their_own(ws: Workspace, tmp_path: Path) -> None:
    item = opened(ws, tmp_path)
    set_user(ws, ws.user, Role.ADMIN)
    set_user(ws, "judge", Role.ASSESSOR, assessor="k1")
    own = open_workspace(ws.dir, user="judge")
    path = marks_file(tmp_path, item, ["办公室", "k1", 1], ["办公室", "k2", 1])
    answer = import_marks(own, path, "r")
    assert [(p.row, p.reason.key) for p in answer.rejected] == [(3, "exchange.not-your-marks")]
    with pytest.raises(Refused):
        import_marks(own, path, "r", assessor="k2")
    own.close()


@needs_shared
def test_the_sample_registry_comes_in_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    w = str(tmp_path / "w")
    run(["init", w])
    before = said(capsys, ["-w", w, "status", "--json"])
    answer = said(capsys, ["-w", w, "import", "registry", str(ERRORS), "--json"], status=4)
    assert {p["row"] for p in answer["rejected"]} == {2, 3, 4, 6, 7, 8, 10}
    assert (answer["warnings"], answer["accepted"]) == ([], 3)
    assert {"sheet", "row", "column", "value", "reason"} == answer["rejected"][0].keys()
    assert said(capsys, ["-w", w, "status", "--json"]) == before
    answer = said(capsys, ["-w", w, "import", "registry", str(REGISTRY), "--json"])
    assert (answer["accepted"], answer["rejected"]) == (924, [])
    # who filled the sheet in; and of each sheet that its days are months alone
    columns = [w["column"] for w in answer["warnings"]]
    assert columns == ["填报人", "命名时间", "命名时间"]
    status = said(capsys, ["-w", w, "status", "--json"])
    assert (status["agencies"], status["offices"]) == (85, 839)
    assert status["honors"] == {"provincial": 25, "municipal": 30, "agency-level": 15, "none": 15}
    command = ["-w", w, "import", "registry", str(ERRORS), "--skip-rejected", "--json"]
    answer = said(capsys, command, status=4)
    assert ({p["row"] for p in answer["warnings"]}, answer["changes"]["agencies"]) == ({11}, 3)


def said(capsys: pytest.CaptureFixture[str], argv: list[str], status: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert run(argv) == status
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_no_name_of_a_file_acts_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    w, path = str(tmp_path / "w"), tmp_path / "a.csv"
    path.write_text("机关名称,处室数\n市\x1b[31m局\u202e,-3\n市\x1b[31m局\u202e,1\n", "utf-8")
    run(["init", w])
    assert run(["-w", w, "import", "registry", str(path)]) == 4
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "第 2 行" in out


@pytest.mark.parametrize(("mask", "mode"), [(0o027, 0o640), (0, 0o666)])
def test_a_file_is_for_those_whom_the_users_mask_lets(tmp_path: Path, mask: int, mode: int) -> None:
    path, before = tmp_path / "a.csv", os.umask(mask)
    try:
        write_atomically(path, b"x")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o7777 == mode


def test_a_folder_that_goes_away_meanwhile_is_told_of_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    path = tmp_path / "out" / "a.csv"
    monkeypatch.setattr("os.fsync", lambda _: shutil.rmtree(tmp_path / "out"))
    with pytest.raises(MachineFault) as gone:
        write_atomically(path, b"x")
    assert gone.value.where["file"] == str(path)


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    write_atomically(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MachineFault):
        write_atomically(path, b"new")
    assert (path.read_bytes(), sorted(p.name for p in tmp_path.iterdir())) == (b"old", ["a.csv"])
    with pytest.raises(MachineFault):
        write_atomically(tmp_path / "none" / "a.csv", b"x")


def mark(ws: Workspace, subject: str, item: str, judge: str) -> str | None:
    query = "SELECT value FROM mark WHERE subject = ? AND item = ? AND assessor = ?"
    found = ws.ledger.connection.execute(query, (subject, item, judge)).fetchone()
    return found[0] if found else None


def test_a_mark_given_by_hand_is_not_overwritten_unless_that_is_chosen(
    ws: Workspace, tmp_path: Path
) -> None:
    item = opened(ws, tmp_path)
    set_mark(ws, "r", "o-1-1", item, "2", assessor="k1")
    path = marks_file(tmp_path, item, ["办公室", "k1", 1], ["预算处", "k1", 1])
    answer = import_marks(ws, path, "r")
    assert [(p.row, p.reason.key) for p in answer.rejected] == [(2, "exchange.by-hand")]
    said = answer.rejected[0].reason.values  # whose mark it is, who put it there and when
    assert (said["standing"], said["who"], said["day"]) == ("2", ws.user, str(ws.today()))
    assert (answer.written, mark(ws, "o-1-1", item, "k1")) == (False, "2")
    skipped = import_marks(ws, path, "r", skip_rejected=True)
    assert (skipped.changes["marks"], mark(ws, "o-1-1", item, "k1")) == (1, "2")
    over = import_marks(ws, path, "r", overwrite=True)
    assert [(c.row, c.old, c.new) for c in over.cells] == [(2, "2", "1")]
    assert (over.changes["marks"], mark(ws, "o-1-1", item, "k1")) == (1, "1")


def test_marks_are_counted_by_their_cells_and_not_by_rows(ws: Workspace, tmp_path: Path) -> None:
    opened(ws, tmp_path)
    first, second = items_of(ws, round_row(ws, "r"))[:2]
    rows = [["处室", "考评员", first.title.zh, second.title.zh], ["办公室", "k1", "很好", "也好"]]
    values = {
        "file": book(tmp_path / "cells.xlsx", 评分=rows),
        "round": "r",
        "assessor": None,
        "map": None,
        "overwrite": False,
        "hidden": False,
        "skip_rejected": False,
    }
    for lang, first_line in (("zh", "2 个单元格被拒"), ("en", "2 cells rejected")):
        locale.use(lang)
        said = marks_foreseen(ws, values, silent).lines
        assert first_line in said[0]
        assert not re.search(r"\d 行|\d rows? rejected", "".join(said[:2]))


def test_a_cell_that_was_skipped_by_hand_keeps_its_reason_unless_that_is_chosen(
    ws: Workspace, tmp_path: Path
) -> None:
    item = opened(ws, tmp_path)
    skip(ws, "r", "o-1-1", item, why="缺材料", assessor="k1")
    path = marks_file(tmp_path, item, ["办公室", "k1", 1], ["预算处", "k1", 3])
    for answer in (import_marks(ws, path, "r", dry_run=True), import_marks(ws, path, "r")):
        (wrong,) = answer.rejected
        assert (wrong.row, wrong.reason.key) == (2, "exchange.skipped")
        assert "缺材料" in render(wrong.reason, "zh") and render(wrong.reason, "en")
        assert not answer.written and skips_of(ws, round_row(ws, "r"))
    over = import_marks(ws, path, "r", overwrite=True)
    assert [(c.row, c.old, c.new) for c in over.cells] == [(2, "暂缓（缺材料）", "1")]
    assert (over.changes["marks"], skips_of(ws, round_row(ws, "r"))) == (2, [])


def test_what_a_file_brought_is_updated_by_the_next_and_the_same_is_left(
    ws: Workspace, tmp_path: Path
) -> None:
    item = opened(ws, tmp_path)
    import_marks(ws, marks_file(tmp_path, item, ["办公室", "k1", 1], ["预算处", "k1", 1]), "r")
    set_mark(ws, "r", "o-1-2", item, "2", assessor="k1")
    undo(ws, "r", assessor="k1")  # what the file brought stands again
    path = marks_file(tmp_path, item, ["办公室", "k1", 2], ["预算处", "k1", 3])
    answer = import_marks(ws, path, "r")
    assert answer.rejected == []
    assert [(c.what, c.old, c.new) for c in answer.cells] == [
        ("财政局/办公室", "1", "2"),
        ("财政局/预算处", "1", "3"),
    ]
    head = ws.head()
    again = import_marks(ws, path, "r")
    assert (again.accepted, again.changes["marks"], again.written) == (2, 0, False)
    assert ws.head() == head


def test_a_mark_given_meanwhile_is_not_written_over(
    ws: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from civtui.exchange import marks as reading

    item, other, read = opened(ws, tmp_path), open_workspace(ws.dir), reading.read_marks

    def slow(*args: Any, **more: Any) -> Any:
        plan = read(*args, **more)
        set_mark(other, "r", "o-1-1", item, "2", assessor="k1")
        return plan

    monkeypatch.setattr(reading, "read_marks", slow)
    with pytest.raises(Refused):
        import_marks(ws, marks_file(tmp_path, item, ["办公室", "k1", 1]), "r")
    other.close()
    assert mark(ws, "o-1-1", item, "k1") == "2"


def test_marks_by_the_full_name_of_the_agency_and_by_a_map(ws: Workspace, tmp_path: Path) -> None:
    item = opened(ws, tmp_path)
    heads = ["被考评单位", "被考评处室", "项目", "考评员", "打分"]
    path = book(
        tmp_path / "a.xlsx",
        表=[heads, ["市财政局", "办公室", item, "甲", 1], [None, "预算处", item, "甲", 2]],
    )
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[marks]\nagency = "被考评单位"\nsubject = "被考评处室"\nvalue = "打分"\n', "utf-8"
    )
    answer = import_marks(ws, path, "r", mapping=mapping)
    assert (answer.rejected, answer.changes["marks"]) == ([], 2)


@pytest.mark.parametrize(
    ("text", "judge"),
    [
        ("王志强:市财政局", ("王志强", "王志强", "a-1")),
        ("王志强：财政局", ("王志强", "王志强", "a-1")),
        ("k1:王志强:财政局", ("k1", "王志强", "a-1")),
        ("k1:王志强", ("k1", "王志强", None)),
        ("王志强", ("王志强", "王志强", None)),
    ],
)
def test_an_assessor_is_name_and_agency(
    ws: Workspace, tmp_path: Path, text: str, judge: tuple[str, str, str | None]
) -> None:
    import_registry(ws, small(tmp_path))
    found = read_judge(ws, text)
    assert (found["id"], found["name"], found["agency"]) == judge


def test_an_agency_in_the_place_of_a_name_is_refused(ws: Workspace, tmp_path: Path) -> None:
    import_registry(ws, small(tmp_path))
    with pytest.raises(BadInput) as caught:
        read_judge(ws, "k1:财政局")
    assert caught.value.hint is not None
    with pytest.raises(NotFound):
        read_judge(ws, "王志强:市不存在局")


def test_a_map_is_remembered_for_the_next_file_with_the_same_header(
    ws: Workspace, tmp_path: Path
) -> None:
    heads = ["全称", "处室总数", "荣誉"]
    mapping = tmp_path / "map.toml"
    mapping.write_text('[agency]\nname = "全称"\noffices = "处室总数"\n', "utf-8")
    first = book(tmp_path / "a.xlsx", 表=[heads, ["市甲局", 3, None]])
    with pytest.raises(BadInput):
        import_registry(ws, first)
    import_registry(ws, first, mapping, dry_run=True)  # what only was looked at is not remembered
    with pytest.raises(BadInput):
        import_registry(ws, first)
    import_registry(ws, first, mapping)
    moved = book(tmp_path / "b.xlsx", 表=[["荣誉", "全称", "处室总数"], [None, "市乙局", 4]])
    found = import_registry(ws, moved)
    assert (found.changes["agencies"], found.seen[0].remembered) == (1, True)
    other = book(tmp_path / "c.xlsx", 表=[["全称", "处室总数"], ["市丙局", 4]])
    with pytest.raises(BadInput):
        import_registry(ws, other)


def test_a_map_of_marks_is_remembered_too(ws: Workspace, tmp_path: Path) -> None:
    item = opened(ws, tmp_path)
    mapping = tmp_path / "map.toml"
    mapping.write_text('[marks]\nsubject = "被考评者"\nvalue = "打分"\n', "utf-8")
    for value in (1, 2):
        rows = [["被考评者", "项目", "考评员", "打分"], ["办公室", item, "甲", value]]
        path = book(tmp_path / f"{value}.xlsx", 表=rows)
        answer = import_marks(ws, path, "r", mapping=mapping if value == 1 else None)
        assert (answer.changes["marks"], answer.seen[0].remembered) == (1, value == 2)
