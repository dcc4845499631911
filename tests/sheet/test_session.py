"""A scoring session without a screen: two at one cell, a locked ledger, what outlives a break."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.text import msg
from civtui.workspace.marks import deeds
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import round_life, submissions
from civtui.workspace.rounds.handovers import hand_over
from civtui.workspace.rounds.shares import assign
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.sheet import drafts
from civtui.workspace.sheet.committing import commit
from civtui.workspace.sheet.entries import Cell, State
from civtui.workspace.sheet.leftovers import unstored
from civtui.workspace.sheet.model import SheetModel
from civtui.workspace.sheet.undoing import redo, undo
from civtui.workspace.voiding.doing import void
from tests.rounds.small import scored_city

ROUND = "r"
CELLS = [("o-1-1", "study"), ("o-1-1", "style"), ("o-2-1", "study")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return scored_city(tmp_path / "w").folder


@pytest.fixture
def ws(folder: Path) -> Iterator[Workspace]:
    opened = open_workspace(folder, user="jia")
    yield opened
    opened.close()


@pytest.fixture
def sheet(ws: Workspace) -> SheetModel:
    return begun(ws)


def begun(ws: Workspace) -> SheetModel:
    model = SheetModel(ws, ROUND, "k1")
    model.load()
    model.at = (model.sheet.subjects[0].id, model.sheet.items[0].id)
    return model


def keys(model: SheetModel, text: str) -> SheetModel:
    for key in text:
        if key in "⏎⇥":
            model.typist.enter(faults=key == "⇥")
        else:
            model.typist.key(key)
    return model


def stored(ws: Workspace, model: SheetModel) -> dict[tuple[str, str], str]:
    """Return what is on disk, in the order of the sheet."""
    other = SheetModel(ws, ROUND, model.assessor)
    other.load()
    cells = [(s.id, i.id) for s in other.sheet.subjects for i in other.sheet.items]
    return {cell: other.sheet.marks[cell] for cell in cells if cell in other.sheet.marks}


def said(model: SheetModel) -> list[str]:
    return [s.message.key if s.message else s.error.message.key for s in model.told() if s]  # type: ignore[union-attr]  # one of the two is there


# --- two at one cell ---


def a_colleague_marks(folder: Path, model: SheetModel, text: str) -> tuple[str, str]:
    assert model.at is not None
    colleague = open_workspace(folder, user="clerk")
    set_mark(colleague, ROUND, *model.at, text, "k1")
    colleague.close()
    return model.at


def test_a_mark_over_a_value_not_shown_is_held_and_one_key_stores_it(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    cell = a_colleague_marks(folder, sheet, "2")
    keys(sheet, "3⏎")
    assert stored(ws, sheet)[cell] == "2"
    assert sheet.entries[cell].state is State.HELD
    assert sheet.question == cell
    (held,) = [s for s in sheet.told() if s.message and s.message.key == "sheet.held"]
    assert held.message is not None
    values = held.message.values
    assert (values["who"], values["standing"], values["wanted"]) == ("clerk", "2", "3")
    sheet.writer.overrule(cell)
    assert stored(ws, sheet)[cell] == "3"
    assert cell not in sheet.entries


def test_a_staged_block_holds_only_the_cells_that_changed(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    cells = CELLS
    sheet.stage([(cell, "2") for cell in cells])
    a_colleague_marks(folder, sheet, "1")
    commit(sheet)
    found = stored(ws, sheet)
    assert [found.get(cell) for cell in cells] == ["1", "2", "2"]
    assert [sheet.entries[cell].state for cell in sheet.entries] == [State.HELD]


# --- a locked ledger ---


@pytest.fixture
def lock(ws: Workspace) -> Iterator[sqlite3.Connection]:
    other = sqlite3.connect(ws.ledger_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_marks_wait_in_order_while_the_ledger_is_locked(
    ws: Workspace, sheet: SheetModel, lock: sqlite3.Connection
) -> None:
    first = sheet.at
    keys(sheet, "3⏎2⏎1⏎")
    assert first is not None
    assert stored(ws, sheet) == {}
    assert [entry.state for entry in sheet.entries.values()] == [State.WAITING] * 3
    assert not sheet.writer.flush()
    lock.execute("ROLLBACK")
    assert sheet.writer.flush()
    assert list(sheet.entries) == []
    assert list(stored(ws, sheet).values()) == ["3", "2", "是"]
    assert verify(ws) == []


def test_a_waiting_mark_is_called_back_before_it_is_written(
    ws: Workspace, sheet: SheetModel, lock: sqlite3.Connection
) -> None:
    keys(sheet, "3⏎2⏎")
    undo(sheet)
    assert "sheet.recalled" in said(sheet)
    lock.execute("ROLLBACK")
    sheet.writer.flush()
    assert list(stored(ws, sheet).values()) == ["3"]


def test_a_text_typed_on_while_its_mark_waits_is_the_last_word(
    ws: Workspace, sheet: SheetModel, lock: sqlite3.Connection
) -> None:
    keys(sheet, "4.5⏎")  # of at most 4: the 4 is taken back and nothing is stored
    lock.execute("ROLLBACK")
    sheet.writer.flush()
    assert stored(ws, sheet) == {}
    assert [entry.text for entry in sheet.entries.values()] == ["4.5"]


# --- correcting, undo, redo ---


def test_who_corrects_goes_to_the_neighbor_and_is_told_old_and_new(sheet: SheetModel) -> None:
    start = sheet.at
    assert start is not None
    keys(sheet, "3⏎2⏎1⏎")
    sheet.at = start
    sheet.told()
    keys(sheet, "4⏎")
    assert sheet.at == (start[0], sheet.sheet.items[1].id)
    (told,) = [s.message for s in sheet.told() if s.message]
    assert told.key == "sheet.changed"
    assert (told.values["old"], told.values["value"]) == ("3", "4")


def test_a_text_that_was_gone_on_is_one_deed(ws: Workspace, sheet: SheetModel) -> None:
    keys(sheet, "4.0⏎")
    head = ws.head()
    assert list(stored(ws, sheet).values()) == ["4"]
    undo(sheet)
    assert stored(ws, sheet) == {}
    assert ws.head() == head + 1
    redo(sheet)
    assert list(stored(ws, sheet).values()) == ["4"]


def test_a_block_comes_back_in_one_step(ws: Workspace, sheet: SheetModel) -> None:
    sheet.stage([(cell, "2") for cell in CELLS])
    commit(sheet)
    undo(sheet)
    assert stored(ws, sheet) == {}
    redo(sheet)
    assert list(stored(ws, sheet).values()) == ["2"] * 3
    assert "sheet.redone-block" in said(sheet)


def test_the_only_cell_that_is_left_is_gone_on_to_from_itself(sheet: SheetModel) -> None:
    keys(sheet, "3⏎2⏎0⏎1⏎2⏎")
    last = sheet.at
    keys(sheet, "⇥⏎⇥")
    assert sheet.at == last
    keys(sheet, "1")
    assert "tui.sheet-done" in said(sheet)


def test_a_point_at_the_beginning_is_left_out_and_the_mark_says_so(sheet: SheetModel) -> None:
    keys(sheet, ".3⏎")
    assert said(sheet) == ["sheet.no-point-first", "sheet.stored", "sheet.point-left-out"]
    keys(sheet, "2⏎")
    assert said(sheet) == ["sheet.stored"]


# --- what outlives a break ---


def test_unstored_cells_and_a_note_outlive_a_break_a_half_typed_mark_does_not(
    ws: Workspace, sheet: SheetModel
) -> None:
    keys(sheet, "99⏎")
    office = sheet.sheet.subjects[1].id
    cell = (office, sheet.sheet.items[0].id)
    sheet.stage([(cell, "2")])
    sheet.typist.key("3")
    sheet.keep((office, ""), "材料待补")
    again = begun(ws)
    draft = again.take_up()
    assert (draft.noting, draft.note) == ((office, ""), "材料待补")
    assert {e.text: e.state for e in again.entries.values()} == {
        "99": State.REFUSED,
        "2": State.STAGED,
    }
    assert again.typist.text is None
    commit(again)
    again.entries.clear()
    again.keep()
    assert begun(ws).take_up().cells == ()


def test_a_spoilt_draft_is_none(ws: Workspace, sheet: SheetModel) -> None:
    sheet.stage([((sheet.sheet.subjects[0].id, sheet.sheet.items[0].id), "2")])
    sheet.keep()
    (path,) = (ws.dir / "places").glob("*.draft")
    for spoilt in ('{"cells": 3}', "[]", "\x00", '{"cells": [["x", "y", "z"]], "noting": 0}'):
        path.write_text(spoilt, "utf-8")
        assert begun(ws).take_up().cells == ()


# --- what a kept text was put over ---


def kept_and_again(ws: Workspace, sheet: SheetModel) -> SheetModel:
    """Keep what stands unstored, and take it up in another session."""
    sheet.keep()
    again = begun(ws)
    again.take_up()
    return again


def test_a_staged_mark_is_held_though_the_sheet_was_read_anew_since(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    sheet.stage([(cell, "2") for cell in CELLS])
    a_colleague_marks(folder, sheet, "1")
    sheet.load()
    commit(sheet)
    assert [stored(ws, sheet).get(cell) for cell in CELLS] == ["1", "2", "2"]
    assert [entry.state for entry in sheet.entries.values()] == [State.HELD]
    assert "sheet.stored-but" in said(sheet)
    assert sheet.question == CELLS[0] == sheet.at
    sheet.writer.overrule(CELLS[0])
    assert stored(ws, sheet)[CELLS[0]] == "2"


def test_a_staged_mark_is_held_after_a_break_and_the_others_are_stored(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    sheet.stage([(cell, "2") for cell in CELLS])
    sheet.keep()
    a_colleague_marks(folder, sheet, "1")
    again = begun(ws)
    again.take_up()
    assert [again.entries[cell].state for cell in CELLS] == [State.HELD, State.STAGED, State.STAGED]
    commit(again)
    assert [stored(ws, sheet).get(cell) for cell in CELLS] == ["1", "2", "2"]


def test_a_held_mark_is_still_held_after_breaks(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    cell = a_colleague_marks(folder, sheet, "2")
    keys(sheet, "3⏎")
    for _ in range(3):
        sheet = kept_and_again(ws, sheet)
        assert sheet.entries[cell].state is State.HELD
        commit(sheet)
        assert stored(ws, sheet)[cell] == "2"
    sheet.writer.overrule(cell)
    assert stored(ws, sheet)[cell] == "3"


def test_a_mark_staged_over_a_refused_text_knows_what_that_was_put_over(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    cell = sheet.at
    assert cell is not None
    keys(sheet, "9⏎")
    sheet.at = cell
    a_colleague_marks(folder, sheet, "2")
    again = kept_and_again(ws, sheet)
    assert again.entries[cell].state is State.REFUSED
    again.stage([(cell, "3")])
    commit(again)
    assert (stored(ws, again)[cell], again.entries[cell].state) == ("2", State.HELD)


def test_a_draft_without_memory_is_held_over_anothers_mark_alone(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    sheet.stage([(cell, "2") for cell in CELLS])
    sheet.keep()
    (file,) = drafts.file_of(ws, ROUND, "k1").parent.glob("*.draft")
    data = json.loads(file.read_text("utf-8"))
    del data["over"]
    file.write_text(json.dumps(data), encoding="utf-8")
    a_colleague_marks(folder, sheet, "1")
    set_mark(ws, ROUND, *CELLS[1], "1", "k1")
    again = begun(ws)
    again.take_up()
    assert [again.entries[cell].state for cell in CELLS] == [State.HELD, State.STAGED, State.STAGED]


def test_the_same_mark_anew_by_a_colleague_counts_as_a_change_but_the_own_does_not(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    for cell in CELLS[:2]:
        set_mark(ws, ROUND, *cell, "1", "k1")
    sheet.load()
    sheet.stage([(cell, "2") for cell in CELLS])
    a_colleague_marks(folder, sheet, "1")
    set_mark(ws, ROUND, *CELLS[1], "1", "k1")
    commit(sheet)
    assert [stored(ws, sheet).get(cell) for cell in CELLS] == ["1", "2", "2"]


def test_undo_says_once_what_it_leaves_alone_and_goes_on_at_the_next_press(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    keys(sheet, "3⏎2⏎")
    last = CELLS[1] if CELLS[1] in stored(ws, sheet) else list(stored(ws, sheet))[-1]
    first = next(cell for cell in stored(ws, sheet) if cell != last)
    sheet.at = last
    a_colleague_marks(folder, sheet, "1")
    sheet.load()
    sheet.told()
    undo(sheet)
    (told,) = sheet.told()
    assert told.error is not None
    assert (told.error.message.key, told.error.message.values["who"]) == ("deeds.newer", "clerk")
    assert told.error.hint is not None
    assert told.error.hint.key == "sheet.undo-goes-on"
    assert first in stored(ws, sheet)
    undo(sheet)
    assert "sheet.undone" in said(sheet)
    assert stored(ws, sheet) == {last: "1"}
    redo(sheet)
    assert stored(ws, sheet) == {first: "3", last: "1"}
    colleague = open_workspace(folder, user="clerk")
    deeds.undo(colleague, ROUND, "k1")
    colleague.close()
    undo(sheet)  # what was passed over stands again: it is the newest
    assert stored(ws, sheet) in ({first: "3"}, {last: "2"})


# --- the step, the way out ---


def test_the_step_does_not_jump_over_a_refused_text(sheet: SheetModel, ws: Workspace) -> None:
    first, second = CELLS[0], CELLS[1]
    sheet.at = second
    keys(sheet, "9⏎")
    assert sheet.entries[second].state is State.REFUSED
    sheet.at = first
    keys(sheet, "1⏎")
    assert sheet.at == second
    keys(sheet, "1⏎")
    assert stored(ws, sheet) == {first: "1", second: "1"} and not sheet.entries


WINDOW = """
import sys
from pathlib import Path
from civtui.workspace.session import open_workspace
from civtui.workspace.sheet.model import SheetModel
folder, *cells = sys.argv[1:]
ws = open_workspace(Path(folder), user="jia")
model = SheetModel(ws, "r", "k1")
model.load()
model.stage([((cell.split()[0], cell.split()[1]), cell.split()[2]) for cell in cells])
model.keep()
print("kept", flush=True)
sys.stdin.readline()
"""


class Window:
    """Another window of the same user: a process that keeps cells and lives until it is killed."""

    def __init__(self, folder: Path, *cells: tuple[Cell, str]) -> None:
        texts = [f"{subject} {item} {text}" for (subject, item), text in cells]
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder), *texts],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"kept\n"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def test_two_windows_keep_each_their_own_and_none_is_taken_over_while_it_lives(
    folder: Path, ws: Workspace, sheet: SheetModel
) -> None:
    one = Window(folder, (CELLS[0], "1"))
    two = Window(folder, (CELLS[2], "2"))
    try:
        assert begun(ws).take_up().cells == ()
    finally:
        two.kill()
    assert dict(begun(ws).take_up().cells) == {CELLS[2]: "2"}
    one.kill()
    sheet.take_up()
    assert {cell: entry.text for cell, entry in sheet.entries.items()} == {
        CELLS[0]: "1",
        CELLS[2]: "2",
    }
    commit(sheet)
    sheet.keep()
    assert [path.name for path in (ws.dir / "places").iterdir()] == []


def test_a_sheet_whose_judge_is_named_like_another_takes_nothing_of_it(
    ws: Workspace, sheet: SheetModel
) -> None:
    places = ws.dir / "places"
    places.mkdir(exist_ok=True)
    other = places / "jia@r@k1.x@0a0b.draft"
    other.write_text(json.dumps({"cells": [[*CELLS[0], "1"]], "noting": None, "note": ""}))
    assert sheet.take_up().cells == () and other.exists()


def two_windows_differ(folder: Path, model: SheetModel) -> Cell:
    """Let two windows keep different texts of a cell, the older 1, the newer 2; stand there."""
    windows = [Window(folder, (CELLS[0], text)) for text in ("1", "2")]
    for window in windows:
        window.kill()
    model.take_up()
    model.at = CELLS[0]
    return CELLS[0]


@pytest.mark.parametrize(("newer", "text"), [(True, "2"), (False, "1")])
def test_where_two_windows_differ_both_are_shown_and_one_key_decides(
    folder: Path, ws: Workspace, sheet: SheetModel, newer: bool, text: str
) -> None:
    cell = two_windows_differ(folder, sheet)
    assert sheet.entries[cell].state is State.HELD
    commit(sheet)
    assert stored(ws, sheet) == {}, "nothing is stored undecided"
    again = begun(ws)  # a break before anything was decided
    again.take_up()
    again.told()
    assert again.writer.ask(cell) and again.question == cell
    (told,) = again.told()
    assert told.message is not None
    assert (told.message.values["newer"], told.message.values["other"]) == ("2", "1")
    if newer:
        again.writer.overrule(cell)
    else:
        again.writer.give_way(cell)
    assert again.entries[cell][:2] == (text, State.STAGED)
    commit(again)
    assert stored(ws, sheet) == {cell: text}


def test_of_two_begun_notes_one_goes_on_and_the_other_is_not_lost(
    ws: Workspace, sheet: SheetModel
) -> None:
    places = ws.dir / "places"
    places.mkdir(exist_ok=True)
    for n, note in enumerate(("早的", "晚的")):
        data = {"cells": [], "noting": [CELLS[2 * n][0], ""], "note": note}
        path = places / f"jia@r@k1@{n}.draft"
        path.write_text(json.dumps(data), "utf-8")
        os.utime(path, (n, n))
    assert sheet.take_up().note == "晚的"
    sheet.keep()  # the note is written or given up
    assert begun(ws).take_up().note == "早的"


def test_a_sheet_with_texts_that_wait_is_not_given_out_of_hand(sheet: SheetModel) -> None:
    assert unstored(sheet) is None
    sheet.at = CELLS[2]
    keys(sheet, "9⏎")
    sheet.stage([(CELLS[0], "1")])
    refused = unstored(sheet)
    assert refused is not None
    parts = refused.message.values["parts"]
    assert parts == [msg("sheet.unstored-staged", count=1), msg("sheet.unstored-faults", count=1)]
    assert unstored(sheet, {CELLS[0][0]}) is not None
    del sheet.entries[CELLS[0]]
    assert unstored(sheet, {CELLS[0][0]}) is None


def test_storing_leaves_the_cursor_where_the_work_is(sheet: SheetModel) -> None:
    sheet.at = CELLS[2]
    keys(sheet, "9⏎")
    sheet.at = CELLS[0]
    sheet.stage([(CELLS[0], "1")])
    commit(sheet)
    assert sheet.at == CELLS[0] and CELLS[2] in sheet.entries


def test_a_refused_text_with_a_point_before_it_blames_no_later_mark(sheet: SheetModel) -> None:
    keys(sheet, ".9⏎")
    assert sheet.entries
    said(sheet)
    keys(sheet, "2⏎")
    assert said(sheet) == ["sheet.stored"]


def test_repeated_is_what_was_typed_last_by_hand_and_it_is_said(
    ws: Workspace, sheet: SheetModel
) -> None:
    first, second, other = CELLS
    sheet.at = first
    keys(sheet, "2⏎")
    sheet.stage([(second, "1"), (other, "3")])
    commit(sheet)
    undo(sheet)
    redo(sheet)
    assert sheet.last == "2", "a block is not typed, and redo neither"
    said(sheet)
    sheet.at = other
    sheet.repeat()
    assert stored(ws, sheet)[other] == "2"
    (told,) = [s.message for s in sheet.told() if s.message and s.message.key == "sheet.repeated"]
    assert str(told.values["old"]) == "3" and str(told.values["value"]) == "2"
    sheet.at = first
    sheet.chosen = (first, other)
    keys(sheet, "1⏎")
    assert sheet.last == "1", "typed by hand over a range, and staged"


def test_what_is_stored_beside_a_far_refused_text_says_how_to_get_there(sheet: SheetModel) -> None:
    sheet.at = CELLS[2]
    keys(sheet, "9⏎")
    sheet.stage([(CELLS[0], "1")])
    said(sheet)
    for key in ("sheet.committed-partly", "sheet.none-to-store"):
        sheet.at = CELLS[1]
        commit(sheet)
        (told,) = sheet.told()
        assert told.message is not None
        values = told.message.values
        message = values["rest"] if told.message.key == "sheet.and-why" else told.message
        assert message.key == key
        assert message.values["at"] == sheet.place_of(CELLS[2])
        assert sheet.at == CELLS[1]


def another_window(ws: Workspace, cells: list[list[str]], name: str = "jia@r@k1@0a0b") -> Path:
    """Leave a draft as a window of its own keeps it."""
    places = ws.dir / "places"
    places.mkdir(exist_ok=True)
    other = places / f"{name}.draft"
    other.write_text(json.dumps({"cells": cells, "noting": None, "note": ""}))
    return other


def test_a_sheet_is_not_submitted_while_another_window_keeps_cells(
    ws: Workspace, sheet: SheetModel
) -> None:
    other = another_window(ws, [[*CELLS[0], "1"]])
    with other.with_suffix(".live").open("w") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        refused = unstored(sheet)
        assert refused is not None and refused.message.key == "sheet.unstored-elsewhere"
        assert unstored(sheet, {CELLS[2][0]}) is None
        other.unlink()
        assert unstored(sheet) is None


def test_what_a_window_that_is_gone_kept_is_taken_up_before_a_sheet_is_submitted(
    ws: Workspace, sheet: SheetModel
) -> None:
    other = another_window(ws, [[*CELLS[0], "1"]])
    refused = unstored(sheet)
    assert refused is not None and refused.message.key == "sheet.unstored"
    assert not other.exists()
    commit(sheet)
    assert stored(ws, sheet) == {CELLS[0]: "1"}


# --- what others write while keys are on their way ---


@pytest.fixture
def clerk(folder: Path) -> Iterator[Workspace]:
    opened = open_workspace(folder, user="clerk")
    yield opened
    opened.close()


def of_another(clerk: Workspace, cell: Cell, text: str) -> None:
    set_mark(clerk, ROUND, *cell, text, "k1")


def test_a_cell_that_was_filled_meanwhile_is_not_passed_over(
    sheet: SheetModel, clerk: Workspace
) -> None:
    of_another(clerk, CELLS[1], "4")
    sheet.load()
    keys(sheet, "2⏎")
    assert sheet.at == CELLS[1]
    assert said(sheet)[-1] == "sheet.filled-since"
    keys(sheet, "3⏎")
    assert sheet.sheet.marks[CELLS[1]] == "4"
    assert sheet.entries[CELLS[1]].state is State.HELD
    sheet.writer.overrule(CELLS[1])
    assert sheet.sheet.marks[CELLS[1]] == "3"


def test_enter_passes_a_cell_that_was_filled_meanwhile_and_the_next_round_passes_it_by_itself(
    sheet: SheetModel, clerk: Workspace
) -> None:
    of_another(clerk, CELLS[1], "4")
    sheet.load()
    keys(sheet, "2⏎⏎")
    assert sheet.at not in (CELLS[0], CELLS[1]) and not sheet.strange


def test_a_mark_over_one_that_came_under_the_cursor_is_held(
    sheet: SheetModel, clerk: Workspace
) -> None:
    of_another(clerk, CELLS[0], "1")
    sheet.load()
    keys(sheet, "4⏎")
    assert sheet.entries[CELLS[0]].state is State.HELD
    assert sheet.sheet.marks[CELLS[0]] == "1"


def test_a_mark_over_one_that_came_and_was_taken_back_since_is_held(
    sheet: SheetModel, clerk: Workspace
) -> None:
    of_another(clerk, CELLS[1], "4")
    came = clerk.head()
    sheet.load()
    keys(sheet, "2⏎")
    assert sheet.at == CELLS[1] and said(sheet)[-1] == "sheet.filled-since"
    void(clerk, came, "错了")  # the screen still shows the 4
    keys(sheet, "3⏎")
    assert sheet.entries[CELLS[1]].state is State.HELD
    held = sheet.writer.held(CELLS[1])
    assert held is not None and (held.seen, held.standing, held.wanted) == ("4", None, "3")
    told = next(t.message for t in sheet.told() if t.message and "held" in t.message.key)
    assert told.key == "sheet.held-nobody" and "  " not in render(told)
    assert CELLS[1] not in stored(clerk, sheet)
    sheet.writer.overrule(CELLS[1])
    assert stored(clerk, sheet)[CELLS[1]] == "3"


def test_what_was_said_of_a_mark_that_came_is_taken_back_with_it(
    sheet: SheetModel, clerk: Workspace
) -> None:
    of_another(clerk, CELLS[1], "4")
    came = clerk.head()
    sheet.load()
    keys(sheet, "2⏎")
    void(clerk, came, "错了")
    sheet.load()
    assert said(sheet)[-1] == "sheet.gone-since" and not sheet.strange
    keys(sheet, "3⏎")
    assert stored(clerk, sheet)[CELLS[1]] == "3"


def test_what_one_stores_oneself_as_a_block_is_no_surprise(sheet: SheetModel) -> None:
    sheet.stage([(CELLS[1], "3")])
    commit(sheet)
    assert not sheet.strange
    sheet.at = CELLS[0]
    keys(sheet, "2⏎")
    assert sheet.at not in (CELLS[0], CELLS[1])


# --- an office that goes to somebody else and comes back ---


PLACE = [("o-1-1", "place"), ("o-2-1", "place")]


def dealt(clerk: Workspace) -> None:
    """Deal both offices to the judge k1, who has marked something in each."""
    for cell in PLACE:
        set_mark(clerk, ROUND, *cell, "1", "k1")
    assign(clerk, ROUND, 1)


def hand(clerk: Workspace, subject: str, of: str, to: str) -> None:
    hand_over(clerk, ROUND, of, to, subjects=[subject], why="轮换")


def test_the_keys_of_a_row_that_goes_to_somebody_else_stay_in_that_row(
    ws: Workspace, sheet: SheetModel, clerk: Workspace
) -> None:
    dealt(clerk)
    sheet.load()
    assert sheet.at is not None
    keys(sheet, "3⏎")
    hand(clerk, "o-1-1", "k1", "k2")
    sheet.load()
    assert "sheet.row-given" in said(sheet)
    keys(sheet, "2⏎4⏎1⏎")
    assert sheet.at[0] == "o-1-1"
    assert {cell[0] for cell in sheet.entries} == {"o-1-1"}
    assert stored(ws, sheet).keys() == {CELLS[0], *PLACE}


def test_what_an_office_kept_out_is_staged_again_once_it_is_back(
    ws: Workspace, sheet: SheetModel, clerk: Workspace
) -> None:
    dealt(clerk)
    sheet.load()
    sheet.stage([(CELLS[1], "3")])
    hand(clerk, "o-1-1", "k1", "k2")
    sheet.load()
    assert sheet.entries[CELLS[1]].state is State.REFUSED
    hand(clerk, "o-1-1", "k2", "k1")
    sheet.load()
    assert sheet.entries[CELLS[1]].state is State.STAGED
    assert said(sheet)[-1] == "sheet.may-store"
    commit(sheet)
    assert stored(ws, sheet)[CELLS[1]] == "3"


def test_undo_says_that_it_ends_at_an_office_that_went_to_somebody_else(
    sheet: SheetModel, clerk: Workspace
) -> None:
    dealt(clerk)
    sheet.load()
    keys(sheet, "3⏎")
    hand(clerk, "o-1-1", "k1", "k2")
    sheet.load()
    sheet.told()
    undo(sheet)
    (told,) = sheet.told()
    assert told.error is not None and told.error.hint is not None
    assert told.error.hint.key == "sheet.undo-given"


@pytest.mark.parametrize("typed", ["3⏎2⏎4⏎", "3", "3⏎"])
def test_keys_in_the_moment_of_a_hand_over_stand_in_their_cells(
    ws: Workspace, sheet: SheetModel, clerk: Workspace, typed: str
) -> None:
    dealt(clerk)
    sheet.load()
    sheet.stage([(CELLS[2], "2")])
    hand(clerk, "o-1-1", "k1", "k2")
    keys(sheet, typed)
    sheet.typist.end()
    assert sheet.at is not None and sheet.at[0] == "o-1-1"
    row = [entry.text for cell, entry in sheet.entries.items() if cell[0] == "o-1-1"]
    assert row == [key for key in typed if key != "⏎"][: len(row)] and row
    assert sheet.entries[CELLS[2]].state is State.STAGED
    assert stored(ws, sheet).keys() == {*PLACE}


def close_round(clerk: Workspace) -> None:
    round_life.close_round(clerk, ROUND)


def submit_sheet(clerk: Workspace) -> None:
    submissions.submit(clerk, ROUND, "k1", partial=True, why="到期了")


@pytest.mark.parametrize("close", [submit_sheet, close_round])
@pytest.mark.parametrize("looked", [True, False])
def test_keys_on_a_sheet_that_others_closed_stand_in_their_cells(
    ws: Workspace,
    sheet: SheetModel,
    clerk: Workspace,
    close: Callable[[Workspace], None],
    looked: bool,
) -> None:
    keys(sheet, "3⏎")
    sheet.stage([(CELLS[2], "2")])
    close(clerk)
    if looked:
        sheet.load()
    keys(sheet, "2⏎⏎1⏎")
    texts = {cell: (entry.text, entry.state) for cell, entry in sheet.entries.items()}
    assert len(texts) == 3 and texts[CELLS[1]][0] == "2"
    assert [texts[cell][1] for cell in texts if cell != CELLS[2]] == [State.REFUSED] * 2
    assert unstored(sheet) is not None
    assert stored(ws, sheet) == {CELLS[0]: "3"}
    # open again, each goes where it was typed
    if close is submit_sheet:
        submissions.unlock(clerk, ROUND, "k1", why="录错了")
    else:
        round_life.close_round(clerk, ROUND, reopen=True)
    sheet.load()
    commit(sheet)
    assert stored(ws, sheet) == {CELLS[0]: "3"} | {cell: text for cell, (text, _) in texts.items()}


def test_a_sheet_that_was_closed_when_it_was_opened_takes_no_text(
    ws: Workspace, clerk: Workspace
) -> None:
    submit_sheet(clerk)
    sheet = keys(begun(ws), "3⏎4⏎2⏎")
    assert not sheet.entries and sheet.at == CELLS[0]
    assert set(said(sheet)) == {"panel.submitted"}


@pytest.mark.parametrize("deed", ["submit", "unlock", "hand-over"])
def test_undo_says_that_a_deed_of_the_whole_sheet_is_none_of_its(
    folder: Path, clerk: Workspace, deed: str
) -> None:
    dealt(clerk)
    if deed == "hand-over":
        hand(clerk, "o-1-1", "k1", "k2")
    else:
        submit_sheet(clerk)
        if deed == "unlock":
            submissions.unlock(clerk, ROUND, "k1", why="录错了")
    sheet = begun(clerk)
    undo(sheet)
    (told,) = sheet.told()
    assert told.error is not None
    assert told.error.message.key == f"deeds.beyond-{deed}" or deed == "submit"
