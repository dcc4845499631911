"""Deeds on a judge's sheet: whose they are, how they are taken back and put again, what is held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import BadInput, CivtuiError, Refused
from civtui.workspace.files import imports
from civtui.workspace.marks import deeds, mark_blocks, marks, remarks
from civtui.workspace.marks.holds import ChangedMeanwhile
from civtui.workspace.marks.mark_blocks import Wanted
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import handovers, rounds, submissions
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.doing import void
from tests.rounds.small import Boss, scored_city

CELL = ("o-1-1", "study")
NEXT = ("o-1-1", "style")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "city")


@pytest.fixture
def jia(city: Boss) -> Iterator[Workspace]:
    with_close = open_workspace(city.folder, user="jia")
    yield with_close
    assert verify(with_close) == []
    with_close.close()


@pytest.fixture
def clerk(city: Boss) -> Iterator[Workspace]:
    with_close = open_workspace(city.folder, user="clerk")
    yield with_close
    with_close.close()


def shown(ws: Workspace, cell: tuple[str, str] = CELL, judge: str = "k1") -> str | None:
    return rounds.sheet(ws, "r", judge).marks.get(cell)


def bring(ws: Workspace, folder: Path, *lines: str) -> None:
    path = folder / "marks.csv"
    path.write_text("\n".join(["处室,项目,考评员,评分", *lines]) + "\n", encoding="utf-8")
    assert imports.import_marks(ws, path, "r", overwrite=True).written


def refused(error: pytest.ExceptionInfo[CivtuiError]) -> str:
    assert error.value.exit_code == 3 and error.value.hint is not None
    return error.value.message.key


def test_an_import_over_a_mark_outlives_the_undo_of_the_mark(
    jia: Workspace, clerk: Workspace, tmp_path: Path
) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    bring(clerk, tmp_path, "o-1-1,study,k1,3.5")
    with pytest.raises(Refused) as error:
        deeds.undo(jia, "r")
    assert refused(error) == "deeds.newer"
    assert error.value.message.values["who"] == "clerk" and error.value.value == "3.5"
    assert shown(jia) == "3.5"


def test_the_own_import_is_not_taken_back_nor_passed(clerk: Workspace, tmp_path: Path) -> None:
    marks.set_mark(clerk, "r", *NEXT, "2", "k1")
    bring(clerk, tmp_path, "o-1-1,study,k1,3.5")
    with pytest.raises(Refused) as error:
        deeds.undo(clerk, "r", "k1")
    assert refused(error) == "deeds.beyond-import"
    assert error.value.hint is not None
    assert f"civtui ledger void {clerk.head()} " in render(error.value.hint, "zh")
    assert (shown(clerk), shown(clerk, NEXT)) == ("3.5", "2")


def test_a_clearing_of_imported_marks_is_the_newest_deed_until_it_is_void(
    clerk: Workspace, tmp_path: Path
) -> None:
    bring(clerk, tmp_path, "o-1-1,study,k1,3.5", "o-1-1,style,k1,2")
    cleared = marks.clear_mark(clerk, "r", *CELL, "k1", "误录").seq
    with pytest.raises(Refused) as error:
        deeds.undo(clerk, "r", "k1")
    assert refused(error) == "deeds.beyond-clear" and error.value.hint is not None
    assert f"civtui ledger void {cleared} " in render(error.value.hint, "zh")
    void(clerk, cleared, "误清")
    assert shown(clerk) == "3.5"
    with pytest.raises(Refused) as error:
        deeds.undo(clerk, "r", "k1")
    assert refused(error) == "deeds.beyond-import"
    marks.clear_mark(clerk, "r", *CELL, "k1", "误录")
    marks.set_mark(clerk, "r", *NEXT, "1", "k1")  # what was done since goes first
    assert deeds.undo(clerk, "r", "k1") is not None and shown(clerk, NEXT) == "2"


def test_a_mark_by_somebody_else_over_it_stays(jia: Workspace, clerk: Workspace) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    marks.set_mark(clerk, "r", *CELL, "3", "k1")
    with pytest.raises(Refused) as error:
        deeds.undo(jia, "r")
    assert (refused(error), shown(jia)) == ("deeds.newer", "3")
    # once the newer one is taken back, what it covered stands again, and goes by its owner's key
    assert deeds.undo(clerk, "r", "k1") is not None and shown(jia) == "2"
    assert deeds.undo(jia, "r") is not None and shown(jia) is None


def test_a_clerks_mark_is_not_taken_back_by_the_judges_key(
    jia: Workspace, clerk: Workspace
) -> None:
    marks.set_mark(clerk, "r", *CELL, "3", "k1")
    with pytest.raises(Refused) as error:
        deeds.undo(jia, "r")
    assert (refused(error), shown(jia)) == ("deeds.anothers", "3")
    marks.set_mark(jia, "r", *NEXT, "1")
    done = deeds.undo(jia, "r")
    assert done is not None and [c.item for c in done.changes] == ["style"]
    assert shown(jia) == "3"


def test_nothing_done_is_nothing_to_take_back(jia: Workspace) -> None:
    assert deeds.undo(jia, "r") is None and deeds.redo(jia, "r") is None
    assert deeds.newest_deed(jia, "r") is None


def test_an_undo_never_reaches_past_a_hand_over(city: Boss) -> None:
    city.do("round", "assign", "r", "--per-subject", "1")
    share = {j["id"]: j for j in city.do("round", "show", "r")["assessors"]}
    giver, taker = ("k1", "k2") if share["k1"]["expected"] else ("k2", "k1")
    user = {"k1": "jia", "k2": "yi"}[giver]
    ws = open_workspace(city.folder, user=user)
    office = sorted(rounds.sheet(ws, "r").mine)[0]
    marks.set_mark(ws, "r", office, "study", "2")
    handovers.hand_over(ws, "r", giver, taker, subjects=[office], why="换人")
    with pytest.raises(Refused) as error:
        deeds.undo(ws, "r")
    assert refused(error) == "deeds.beyond-hand-over"
    assert shown(ws, (office, "study"), giver) == "2"
    ws.close()


def test_what_somebody_else_handed_over_is_not_taken_back_nor_passed(city: Boss) -> None:
    city.do("round", "assign", "r", "--per-subject", "1")
    ws = open_workspace(city.folder, user="boss")
    giver, taker = ("k1", "k2") if rounds.sheet(ws, "r", "k1").mine else ("k2", "k1")
    office = sorted(rounds.sheet(ws, "r", giver).mine)[0]
    own = open_workspace(city.folder, user={"k1": "jia", "k2": "yi"}[giver])
    marks.set_mark(own, "r", office, "study", "2")
    handovers.hand_over(ws, "r", giver, taker, subjects=[office], why="换人")
    with pytest.raises(Refused) as error:
        deeds.undo(own, "r")
    assert refused(error) == "panel.not-yours"
    assert shown(own, (office, "study"), giver) == "2"
    own.close()
    ws.close()


def test_an_undo_never_reaches_past_a_submit_locked_or_unlocked(
    jia: Workspace, clerk: Workspace
) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    submissions.submit(jia, "r", partial=True, why="病假")
    with pytest.raises(Refused) as error:
        deeds.undo(jia, "r")
    assert refused(error) == "panel.submitted"  # its hint is the unlock
    submissions.unlock(clerk, "r", "k1", why="更正")
    with pytest.raises(Refused) as error:
        deeds.undo(jia, "r")
    assert refused(error) == "deeds.beyond-submit"
    with pytest.raises(Refused) as error:
        deeds.undo(clerk, "r", "k1")
    assert refused(error) == "deeds.beyond-unlock"
    assert shown(jia) == "2"


def test_a_block_goes_and_comes_back_as_a_block_in_another_process(
    city: Boss, jia: Workspace
) -> None:
    cells = [("o-1-1", "study"), ("o-1-1", "style"), ("o-2-1", "study")]
    mark_blocks.set_marks(jia, "r", [Wanted(*cell, "2") for cell in cells])
    city.do("--as", "jia", "mark", "undo", "r")
    assert not rounds.sheet(jia, "r").marks
    again = city.do("--as", "jia", "mark", "redo", "r")
    assert (again["kind"], len(again["cells"])) == ("block", 3)
    assert rounds.sheet(jia, "r").marks == dict.fromkeys(cells, "2")
    taken = city.do("--as", "jia", "mark", "undo", "r")
    assert [(c["was"], c["now"]) for c in taken["cells"]] == [("2", None)] * 3
    assert not rounds.sheet(jia, "r").marks


def test_of_a_block_only_what_still_stands_goes(jia: Workspace, clerk: Workspace) -> None:
    mark_blocks.set_marks(jia, "r", [Wanted(*CELL, "2"), Wanted(*NEXT, "2")])
    marks.set_mark(clerk, "r", *NEXT, "3", "k1")
    done = deeds.undo(jia, "r")
    assert done is not None and [c.item for c in done.changes] == ["study"]
    assert [(k.item, k.stands.mark, k.writer and k.writer.who) for k in done.kept] == [
        ("style", "3", "clerk")
    ]
    assert (shown(jia), shown(jia, NEXT)) == (None, "3")
    again = deeds.redo(jia, "r")
    assert again is not None and [c.item for c in again.changes] == ["study"]


def test_marks_of_one_moment_are_a_block_only_where_they_were_stored_as_one(
    jia: Workspace,
) -> None:
    jia.set_clock(datetime(2026, 3, 1, tzinfo=UTC))
    marks.set_mark(jia, "r", *CELL, "2")
    marks.set_mark(jia, "r", *NEXT, "3")
    done = deeds.undo(jia, "r")
    assert done is not None and [c.item for c in done.changes] == ["style"]
    assert shown(jia) == "2"


def test_skips_and_notes_go_back_and_come_again_among_the_marks(jia: Workspace) -> None:
    remarks.skip(jia, "r", *CELL, why="材料未到")
    remarks.note(jia, "r", "o-1-1", "整洁")
    marks.set_mark(jia, "r", *CELL, "2")
    remarks.note(jia, "r", "o-1-1", "整洁，有特色")

    def state() -> tuple[Any, ...]:
        sheet = rounds.sheet(jia, "r")
        return sheet.marks.get(CELL), sheet.skips.get(CELL), sheet.notes.get(("o-1-1", ""))

    seen = [state()]
    for _ in range(4):
        assert deeds.undo(jia, "r") is not None
        seen.append(state())
    assert seen == [
        ("2", None, "整洁，有特色"),
        ("2", None, "整洁"),
        (None, "材料未到", "整洁"),  # the mark had ended the skip
        (None, "材料未到", None),
        (None, None, None),
    ]
    for expected in reversed(seen[:-1]):
        assert deeds.redo(jia, "r") is not None
        assert state() == expected
    assert deeds.redo(jia, "r") is None


def test_nothing_is_put_again_after_a_newer_deed(jia: Workspace) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    deeds.undo(jia, "r")
    marks.set_mark(jia, "r", *NEXT, "3")
    with pytest.raises(Refused) as error:
        deeds.redo(jia, "r")
    assert (refused(error), shown(jia)) == ("deeds.since", None)


def test_nothing_is_put_again_over_what_came_into_its_cell(
    jia: Workspace, clerk: Workspace
) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    deeds.undo(jia, "r")
    marks.set_mark(clerk, "r", *CELL, "3", "k1")
    with pytest.raises(Refused) as error:
        deeds.redo(jia, "r")
    assert (refused(error), shown(jia)) == ("deeds.newer", "3")


def test_a_mark_over_what_changed_since_it_was_shown_is_held(
    jia: Workspace, clerk: Workspace, tmp_path: Path
) -> None:
    marks.set_mark(clerk, "r", *CELL, "3", "k1")
    for put, by, stands in (
        (lambda: None, "mark", "3"),
        (lambda: bring(clerk, tmp_path, "o-1-1,study,k1,3.5"), "import", "3.5"),
    ):
        put()
        before = jia.head()
        with pytest.raises(ChangedMeanwhile) as error:
            marks.set_mark(jia, "r", *CELL, "2", seen=None)
        assert refused(error) == "deeds.changed-meanwhile"
        (held,) = error.value.cells
        assert (held.seen, held.standing, held.wanted) == (None, stands, "2")
        assert held.writer is not None and (held.writer.who, held.writer.by) == ("clerk", by)
        assert jia.head() == before
    # what is to be written stands already, or was seen: nothing to hold
    marks.set_mark(jia, "r", *CELL, "3.5", seen=None)
    marks.set_mark(jia, "r", *CELL, "2", seen="3.5")
    assert shown(jia) == "2"


def test_a_mark_over_one_that_was_taken_back_meanwhile_is_held(
    jia: Workspace, clerk: Workspace
) -> None:
    marks.set_mark(clerk, "r", *CELL, "3", "k1")
    deeds.undo(clerk, "r", "k1")
    with pytest.raises(ChangedMeanwhile) as error:
        marks.set_mark(jia, "r", *CELL, "2", seen="3")
    (held,) = error.value.cells
    assert held.standing is None and held.writer is not None
    assert (held.writer.who, held.writer.by) == ("clerk", "take-back")


def test_a_block_over_what_changed_is_held_as_a_whole(jia: Workspace, clerk: Workspace) -> None:
    marks.set_mark(clerk, "r", *NEXT, "3", "k1")
    with pytest.raises(ChangedMeanwhile) as error:
        mark_blocks.set_marks(
            jia, "r", [Wanted(*CELL, "2"), Wanted(*NEXT, "2")], seen={CELL: None, NEXT: None}
        )
    assert [(c.subject, c.item) for c in error.value.cells] == [NEXT]
    assert shown(jia) is None


def test_a_mark_that_is_typed_on_is_no_deed(jia: Workspace, clerk: Workspace) -> None:
    marks.set_mark(jia, "r", *CELL, "2")
    typed = marks.set_mark(jia, "r", *CELL, "3")
    assert deeds.take_back(jia, "r", "k1", typed.seq).value_text == "2"
    with pytest.raises(BadInput):
        deeds.take_back(jia, "r", "k1", typed.seq)
    assert deeds.redo(jia, "r") is None
    done = deeds.undo(jia, "r")
    assert done is not None and done.changes[0].old.mark == "2"
    over = marks.set_mark(jia, "r", *CELL, "3")
    marks.set_mark(clerk, "r", *CELL, "1", "k1")
    with pytest.raises(Refused):
        deeds.take_back(jia, "r", "k1", over.seq)
    with pytest.raises(BadInput):  # somebody else's
        deeds.take_back(clerk, "r", "k1", over.seq)
    assert shown(jia) == "1"


def test_the_command_says_what_it_took_back(city: Boss) -> None:
    city.do("--as", "jia", "mark", "set", "r", *CELL, "2")
    city.do("--as", "jia", "mark", "set", "r", *CELL, "3")
    taken = city.do("--as", "jia", "mark", "undo", "r")
    assert taken["undone"] == {"subject": "o-1-1", "item": "study", "assessor": "k1"}
    assert (taken["value"], taken["kind"], taken["kept"]) == ("2", "mark", [])
    assert taken["cells"] == [{"subject": "o-1-1", "item": "study", "was": "3", "now": "2"}]
    again = city.do("--as", "jia", "mark", "redo", "r")
    assert (again["redone"], again["value"]) == (taken["undone"], "3")
    assert city.do("--as", "jia", "mark", "redo", "r") == {"round": "r", "redone": None}
