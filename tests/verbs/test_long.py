"""Verbs that take long: how far they are, stopped with nothing stored, on every face."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.cli.plain.deeds import do_row, do_verb
from civtui.cli.plain.talk import Talk
from civtui.cli.stopping import Told
from civtui.exchange import marks as reading
from civtui.exchange import tables
from civtui.ledger import ledger
from civtui.ledger.verify import verify
from civtui.locale import t
from civtui.model.errors import BadInput, Stopped
from civtui.model.progress import Tell, told
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.performing.step_words import step_said
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book
from tests.tui.session import Session, session

REQUIRED = {"duty": "theory", "owner": "办公室", "target": "十二次", "state": "running"}
ROUND, JUDGES = "long", ("k1", "k2")
HEADS = ["处室", "项目", "考评员", "评分"]
SECONDS = 20


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the city a round of five offices with two judges; the session begins elsewhere."""
    ws = open_workspace(folder)
    offices = [f"o-43-{n}" for n in range(1, 6)]
    judges = [{"id": j, "name": f"评委{j}", "agency": None, "related": []} for j in JUDGES]
    round_life.open_round(
        ws, ROUND, name="长轮次", standard="civilized-office", subjects=offices, assessors=judges
    )
    ws.close()
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    (folder / "inbox").mkdir(exist_ok=True)
    return folder


def points(ws: Workspace) -> str:
    return next(
        i.id for i in rounds.items_of(ws, rounds.round_row(ws, ROUND)) if i.kind == "points"
    )


def sheet(folder: Path, *more: list[Any], name: str = "评分.xlsx") -> Path:
    """Put a workbook of ten marks into the inbox."""
    ws = open_workspace(folder)
    item = points(ws)
    ws.close()
    rows = [[f"o-43-{n}", item, judge, 1] for n in range(1, 6) for judge in JUDGES]
    return book(folder / "inbox" / name, 表=[HEADS, *rows, *more])


def given(folder: Path) -> int:
    ws = open_workspace(folder)
    try:
        assert verify(ws.ledger) == []
        return rounds.round_row(ws, ROUND).given
    finally:
        ws.close()


class Gate:
    """Holds a step of a deed until it is let go, one part after its first."""

    def __init__(self, step: str) -> None:
        self.step, self.open, self.reached = step, Event(), Event()

    def told(self, parts: Sequence[Any], step: str, tell: Tell, size: int = 1) -> Iterator[Any]:
        tell(step, 0, len(parts))
        for place, part in enumerate(parts):
            tell(step, place, len(parts))
            yield part
            if step == self.step and not self.reached.is_set():
                tell(step, place + 1, len(parts))
                self.reached.set()
                assert self.open.wait(SECONDS)


@pytest.fixture
def checking(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate("check")
    monkeypatch.setattr(reading, "told", gate.told)
    return gate


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate("write")
    monkeypatch.setattr(ledger, "told", gate.told)
    return gate


async def foreseen(user: Session) -> None:
    """Let the file be looked through; F8 again would write it."""
    await user.press("f8")
    await user.until("将写入评分 10 个")


async def on_the_form(user: Session) -> None:
    """Go to the round, list its deeds, begin the import, and take the first file at hand."""
    await user.press("3")
    user.desk.grid.go(user.desk.grid.place_of(ROUND))
    await user.press("f7")
    names = [row.cells[1] for row in user.desk.mode.rows]
    await user.press(*["down"] * names.index(t("verbs/import.import.marks")), "enter")
    user.expect("评分.xlsx", "inbox")
    await user.press("1", "enter")


def values(user: Session) -> dict[str, Any]:
    found: dict[str, Any] = getattr(user.desk.mode, "values", {})
    return found


async def test_marks_come_in_from_a_workbook_of_the_inbox(opened: Path) -> None:
    sheet(opened)
    async with session(opened, opened) as user:
        head = user.ws.head()
        await on_the_form(user)
        await user.press("f8")
        await user.until("将写入评分 10 个：考评对象 5 个")
        user.expect("考评对象：贸发局（")
        user.expect("第 1 行是表头", t("verbs.f8-again"))
        assert user.ws.head() == head
        await user.press("f8")
        await user.until("已写入评分 10 个：考评对象 5 个，考评员 2 名")
        assert user.desk.mode.id == "rounds"
        assert user.ws.head() == head + 1
    assert given(opened) == 10


async def test_it_says_how_far_it_is_and_esc_stops_it(opened: Path, checking: Gate) -> None:
    sheet(opened)
    async with session(opened, opened) as user:
        head = user.ws.head()
        await on_the_form(user)
        await user.press("f8")
        await user.until("核对 1 / 10 行")
        for key in ("2", "f8", "f7", "ctrl+p", "x", "enter"):  # the screen lives and stays here
            await user.press(key)
            user.expect(t("verbs.under-way"))
            assert user.desk.mode.id == "running"
        await user.press("f2")
        await user.until("checked 1 of 10 rows")
        await user.press("f2", "escape")
        user.expect(t("verbs.ends"))
        assert user.desk.mode.id == "running"  # until it has ended
        checking.open.set()
        await user.until(t("verbs.stopped"))
        assert user.desk.mode.id == "form" and values(user)["file"].endswith("评分.xlsx")
        assert user.ws.head() == head
        await foreseen(user)
        assert user.ws.head() == head


async def test_a_stop_that_comes_too_late_says_what_was_stored(opened: Path, writing: Gate) -> None:
    sheet(opened)
    async with session(opened, opened) as user:
        head = user.ws.ledger.head()
        await on_the_form(user)
        await foreseen(user)
        await user.press("f8")
        await user.until("写入 10 / 10")
        assert user.ws.ledger.head() == head  # the others still see what was
        await user.press("escape")
        writing.step = ""
        writing.open.set()
        await user.until("已写入评分 10 个")  # the last part was under way: it is stored whole
    assert given(opened) == 10


async def test_stopped_between_two_writes_nothing_is_stored(
    opened: Path, writing: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("civtui.workspace.files.imports.MARK_SLICE", 3)
    sheet(opened)
    async with session(opened, opened) as user:
        head = user.ws.ledger.head()
        await on_the_form(user)
        await foreseen(user)
        await user.press("f8")
        await user.until("写入 2 / 10")
        await user.press("escape")
        writing.open.set()
        await user.until(t("verbs.stopped"))
        assert user.ws.ledger.head() == head and user.desk.mode.id == "form"
        await user.press("f8")
        await user.until("已写入评分 10 个")
    assert given(opened) == 10


async def test_what_is_wrong_in_a_file_is_said_with_its_place(opened: Path) -> None:
    ws = open_workspace(opened)
    item = points(ws)
    ws.close()
    sheet(opened, ["没有这个处", item, "k1", 1], ["o-43-1", item, "k9", 1])
    async with session(opened, opened) as user:
        head = user.ws.head()
        await on_the_form(user)
        await user.press("f8")
        await user.until("拒收 2 处")
        await user.settle()
        user.expect("第 12 行", "没有这个处", "第 13 行", "k9", "将写入评分 10 个")
        user.absent(t("verbs.f8-again"))
        await user.press("f8")  # it looks again, and does nothing
        await user.until("拒收 2 处")
        assert user.ws.head() == head and user.desk.mode.id == "form"
        user.desk.grid.go(user.desk.grid.place_of("skip-rejected"))
        await user.press("enter", "1", "f8")
        await user.until(t("verbs.f8-again"))
        await user.press("f8")
        await user.until("第 12 行")
        assert user.desk.mode.id == "said" and user.ws.head() == head + 1
    assert given(opened) == 10


async def test_a_file_that_is_not_there_keeps_its_field_open(opened: Path) -> None:
    sheet(opened)
    async with session(opened, opened) as user:
        begin(user.desk, verb_of("import.marks"), {"round": ROUND})
        await user.settle()
        await user.type("nowhere.csv")
        await user.press("enter")
        user.expect("nowhere.csv")
        assert "file" not in values(user) and user.desk.input is not None
        assert user.desk.grid.current.id == "file"
        await user.press("ctrl+u")
        await user.type("评分.xlsx")  # the name alone of one that is listed
        await user.press("enter")
        assert values(user)["file"] == str(opened / "inbox" / "评分.xlsx")


async def test_a_registry_comes_in_on_the_screen(opened: Path) -> None:
    rows = [AGENCY_HEADS, [901, "市样板局", "样板局", None, 1, None, None, None]]
    book(
        opened / "inbox" / "名册.xlsx", 机关名册=rows, 处室名册=[OFFICE_HEADS, ["样板局", "办公室"]]
    )
    async with session(opened, opened) as user:
        begin(user.desk, verb_of("import.registry"), {})
        await user.settle()
        await user.press("1", "enter", "f8")
        await user.until("将变动：机关 1，处室 1，称号 0")
        await user.press("f8")
        await user.until("变动：机关 1，处室 1，称号 0，评分 0")
        assert "市样板局" in {row.name for row in agency_rows(user.ws)}


LOGGED = {"on": "2026-01-05", "title": "读书会"}


@pytest.mark.parametrize(
    ("verb", "row", "stored"),
    [("duty.import", REQUIRED, "recorded"), ("activity.import", LOGGED, "activities-logged")],
)
async def test_a_register_comes_in_the_same_way(
    opened: Path, verb: str, row: dict[str, str], stored: str
) -> None:
    heads, cells = ["agency", *row], list(row.values())
    rows = [heads, ["贸发局", *cells], ["没有这个局", *cells]]
    book(opened / "inbox" / "册.xlsx", 册=rows)
    async with session(opened, opened) as user:
        head = user.ws.head()
        begin(user.desk, verb_of(verb), {})
        await user.settle()
        await user.press("1", "enter", "f8")
        await user.until("拒收 1 处")
        await user.settle()
        user.expect("如跳过被拒的行，将写入 1 条", "第 3 行", "没有这个局")
        stops = t("verbs/import.foreseen-nothing", count=1)
        shown = "".join(span.text for line in user.desk.mode.pane(None, 200) for span in line)
        assert shown.startswith(stops)
        for _ in range(2):  # F8 again says it again
            await user.until("拒收 1 处")
            assert user.lines()[-2].strip().startswith(stops)
            await user.press("f8")
        await user.until("拒收 1 处")
        assert user.ws.head() == head
        user.desk.grid.go(user.desk.grid.place_of("skip-rejected"))
        await user.press("enter", "1", "f8")
        await user.until(t("verbs.f8-again"))
        await user.press("f8")
        await user.until("变动：1 条")
        fact = user.ws.ledger.fact(user.ws.head())
        assert fact is not None and fact.kind == stored


def interrupting(step: str) -> Callable[..., Iterator[Any]]:
    """Return what sends the interrupt of Ctrl+C among the parts of a step."""

    def among(parts: Sequence[Any], at: str, tell: Tell, size: int = 1) -> Iterator[Any]:
        for place, part in enumerate(told(parts, at, tell, 1)):
            yield part
            if at == step and place == 0:
                os.kill(os.getpid(), signal.SIGINT)

    return among


@pytest.mark.parametrize("step", ["check", "prepare", "write"])
def test_ctrl_c_stops_a_command_with_nothing_stored(
    opened: Path, step: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("civtui.workspace.files.imports.MARK_SLICE", 3)
    path, before = sheet(opened), signal.getsignal(signal.SIGINT)
    words = ["-w", str(opened), "import", "marks", str(path), "--round", ROUND]
    with monkeypatch.context() as patch:
        patch.setattr(reading if step == "check" else ledger, "told", interrupting(step))
        assert run(words) == 130
    said = capsys.readouterr()
    assert said.out == "" and t("verbs.stopped") in said.err and t("verbs.stopping") in said.err
    assert given(opened) == 0 and signal.getsignal(signal.SIGINT) is before
    assert run([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] is True
    assert given(opened) == 10


def test_a_second_ctrl_c_ends_it_at_once(
    opened: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def insists(parts: Sequence[Any], at: str, tell: Tell, size: int = 1) -> Iterator[Any]:
        for part in parts:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)
            yield part

    path = sheet(opened)
    monkeypatch.setattr(reading, "told", insists)
    assert run(["-w", str(opened), "import", "marks", str(path), "--round", ROUND]) == 130
    assert t("verbs.stopped") not in capsys.readouterr().err
    assert given(opened) == 0


def test_the_process_that_reads_a_workbook_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **named: Any) -> None:
            super().__init__(*words, **named)
            made.append(self)

    def stop(step: str, done: int, of: int) -> None:
        raise Stopped(step_said("read", 0, 0))

    monkeypatch.setattr(subprocess, "Popen", Kept)
    with pytest.raises(Stopped):
        tables.read_tables(book(tmp_path / "a.xlsx", 表=[HEADS]), stop)
    assert [process.returncode for process in made] == [-signal.SIGKILL]


def test_questions_say_each_step_and_what_will_be(
    opened: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet(opened)
    # no such file; the first one; no judge, no map, nothing overwritten, hidden or skipped; go on
    answers = iter(["nowhere.csv", "1", "", "", "", "", "", "1"])
    monkeypatch.setattr(Talk, "ask", lambda self, prompt: next(answers))
    ws = open_workspace(opened)
    do_row(ws, Talk(), "import.marks", ROUND)
    ws.close()
    said = capsys.readouterr().out
    places = [
        said.index(part)
        for part in (
            "nowhere.csv",
            "核对 0 / 10 行",
            "将写入评分 10 个",
            "写入 0 / 10",
            "变动",
        )
    ]
    assert places == sorted(places) and given(opened) == 10


def test_ctrl_c_at_the_questions_goes_back_to_them(
    opened: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, answers = sheet(opened), iter([ROUND, "", "", "", "", "", "1"])
    monkeypatch.setattr(Talk, "ask", lambda self, prompt: next(answers))
    monkeypatch.setattr(ledger, "told", interrupting("write"))
    monkeypatch.setattr("civtui.workspace.files.imports.MARK_SLICE", 3)
    ws = open_workspace(opened)
    do_verb(ws, Talk(), verb_of("import.marks"), {"file": str(path)})
    ws.close()
    assert t("verbs.stopped") in capsys.readouterr().out and given(opened) == 0


def test_where_every_word_stays_a_step_is_told_a_few_times() -> None:
    lines: list[str] = []
    told_ = Told(lines.append)
    for done in range(0, 300_000, 1000):
        told_.tell("read", done, 0)
    for done in range(0, 300_000, 1000):
        told_.tell("check", done, 300_000)
    assert [line for line in lines if "已读取" in line] == [
        "已读取 1000 行……",
        "已读取 10000 行……",
        "已读取 100000 行……",
    ]
    assert len(lines) == 1 + 3 + 4


def test_what_is_told_is_told_before_each_piece() -> None:
    said: list[tuple[str, int, int]] = []
    parts = list(told(range(5), "check", lambda *at: said.append(at), 2))
    assert parts == [0, 1, 2, 3, 4]
    assert said == [("check", 0, 5), ("check", 2, 5), ("check", 4, 5)]
    assert list(told([], "check", lambda *at: said.append(at))) == []


def test_what_is_refused_has_no_file_behind_it(opened: Path) -> None:
    from civtui.workspace.performing.forming import at_hand

    field = next(f for f in verb_of("import.marks").fields if f.id == "file")
    ws = open_workspace(opened)
    for text in (str(opened), "~nobody-here/a.csv", "a\0b"):
        with pytest.raises(BadInput):
            at_hand(ws, field, text)
    ws.close()
