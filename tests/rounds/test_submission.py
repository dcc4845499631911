"""A judge skips, notes, submits; the sheet is locked until those who keep the round unlock it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.model.facts.rounds import Marked
from civtui.model.roles import Right
from civtui.workspace.marks import marks
from civtui.workspace.marks.admission import admits
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, Boss, panel_city


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--office",
        "a-1局/处1",
        "--office",
        "a-2局/处1",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙:a-1局",
    )
    return made


def fill(city: Boss, *, leave: int = 0) -> None:
    cells = [(o, i) for o in ("o-1-1", "o-2-1") for i in ITEMS]
    for office, item in cells[: len(cells) - leave]:
        city.do("--as", "jia", "mark", "set", "r", office, item, "1")


def test_blank_cells_are_named_and_a_skip_or_a_reason_lets_it_through(city: Boss) -> None:
    fill(city, leave=2)
    error = city.refused("--as", "jia", "round", "submit", "r", rule="sheet-complete")
    assert "2 cells" in error
    last = ITEMS[-2:]
    for item in last:
        city.do("--as", "jia", "mark", "skip", "r", "o-2-1", item, "--why", "未到现场")
    done = city.do("--as", "jia", "round", "submit", "r")
    assert (done["missing"], done["skipped"], bool(done["submitted"])) == (2, 2, True)
    assert city.judge("r", "k1")["skipped"] == 2
    assert city.judge("r", "k1")["submitted"]
    # what was skipped is still missing for the total
    found = {r["subject"]: r["missing"] for r in city.do("results", "r")["results"]}
    assert found["o-2-1"] == 2 + len(ITEMS)
    assert city.do("ledger", "verify")["ok"]


def test_a_partial_sheet_needs_its_reason(city: Boss) -> None:
    fill(city, leave=1)
    assert city.run("--as", "jia", "round", "submit", "r", "--partial")[0] == 4
    done = city.do("--as", "jia", "round", "submit", "r", "--partial", "--why", "病假")
    assert done["missing"] == 1
    fact = city.do("ledger", "log", "--kind", "sheet-submitted")[0]
    assert (fact["why"], fact["payload"]["missing"]) == ("病假", 1)


def test_a_locked_sheet_takes_nothing_until_it_is_unlocked(city: Boss, tmp_path: Path) -> None:
    fill(city)
    city.do("--as", "jia", "round", "submit", "r")
    item = ITEMS[0]
    mark = ("mark", "set", "r", "o-1-1", item, "2")
    for words in (
        mark,
        ("mark", "undo", "r"),
        ("mark", "note", "r", "o-1-1", "迟到"),
        ("round", "submit", "r"),
    ):
        assert "submitted" in city.refused("--as", "jia", *words, rule="sheet-open")
    sheet = tmp_path / "marks.csv"
    sheet.write_text(f"处室,项目,考评员,评分\no-1-1,{item},k1,2\n", encoding="utf-8")
    status, said = city.run("import", "marks", str(sheet), "--round", "r")
    assert (status, said["rejected"][0]["column"]) == (4, "考评员")
    assert city.run("--as", "jia", "round", "unlock", "r", "k1", "--why", "x")[0] == 3
    assert city.run("--as", "clerk", "round", "unlock", "r", "k1", "--why", " ")[0] == 4
    assert city.run("--as", "clerk", "round", "unlock", "r", "k2", "--why", "x")[0] == 4
    city.do("--as", "clerk", "round", "unlock", "r", "k1", "--why", "录入有误")
    city.do("--as", "jia", *mark)
    assert city.do("ledger", "verify")["ok"]


def test_a_skipped_cell_comes_last_and_a_mark_ends_the_skip(city: Boss) -> None:
    city.do("--as", "jia", "mark", "skip", "r", "o-1-1", ITEMS[0], "--why", "材料未到")
    ws = open_workspace(city.folder, user="jia")
    try:
        first = marks.next_unscored(rounds.sheet(ws, "r"))
        assert first == ("o-1-1", ITEMS[1])
        for office in ("o-1-1", "o-2-1"):
            for item in ITEMS:
                if (office, item) != ("o-1-1", ITEMS[0]):
                    marks.set_mark(ws, "r", office, item, "1")
        sheet = rounds.sheet(ws, "r")
        assert sheet.skips == {("o-1-1", ITEMS[0]): "材料未到"}
        assert marks.next_unscored(sheet) == ("o-1-1", ITEMS[0])
        marks.set_mark(ws, "r", "o-1-1", ITEMS[0], "1")
        done = rounds.sheet(ws, "r")
        assert (done.skips, marks.next_unscored(done)) == ({}, None)
    finally:
        ws.close()
    status, said = city.run(
        "mark", "skip", "r", "o-1-1", ITEMS[0], "--why", "x", "--assessor", "k1"
    )
    assert status == 4 and said["error"]["hint"]
    assert city.run("mark", "unskip", "r", "o-1-1", ITEMS[0], "--assessor", "k1")[0] == 4
    assert city.do("ledger", "verify")["ok"]


def test_notes_are_replaced_taken_away_and_kept_from_others(city: Boss) -> None:
    item = ITEMS[0]
    note = ("--as", "jia", "mark", "note", "r", "o-1-1")
    city.do(*note, "整洁，有特色")
    city.do(*note, item, "台账缺三月")
    city.do(*note, item, "台账缺三、四月")
    ws = open_workspace(city.folder, user="jia")
    try:
        kept = rounds.sheet(ws, "r").notes
    finally:
        ws.close()
    assert kept == {("o-1-1", ""): "整洁，有特色", ("o-1-1", item): "台账缺三、四月"}
    city.do(*note, item, "")
    assert city.run(*note, item, "")[0] == 4
    assert city.run(*note, "x" * 2001)[0] == 4
    assert city.run(*note, "no-item", "文字")[0] == 4
    # k2 is of the agency: not even a note
    city.refused("mark", "note", "r", "o-1-1", "好", "--assessor", "k2", rule="conflict")
    assert city.run("--as", "jia", "mark", "note", "r", "o-2-1", "x", "--assessor", "k2")[0] == 3
    assert city.do("ledger", "verify")["ok"]


def test_what_a_colleague_did_meanwhile_is_held_inside_the_transaction(city: Boss) -> None:
    # the clerk's look at the sheet is old when the judge submits; then the clerk's mark comes
    ws = open_workspace(city.folder, user="clerk")
    try:
        seen = rounds.sheet(ws, "r", "k1")
        fill(city)
        city.do("--as", "jia", "round", "submit", "r")
        body = Marked(
            round="r", subject="o-1-1", item="study", assessor="k1", value="4", points=4000
        )
        with pytest.raises(Refused) as refused:
            ws.write(body, right=Right.MARK, check=admits("r", seen.assessor.id, "o-1-1"))
        assert refused.value.where["rule"] == "sheet-open"
        assert rounds.sheet(ws, "r", "k1").marks["o-1-1", "study"] == "1"
        assert verify(ws) == []
    finally:
        ws.close()


def test_a_mark_from_a_file_ends_the_skip_of_its_cell(city: Boss) -> None:
    for item in ITEMS[:2]:
        city.do("--as", "jia", "mark", "skip", "r", "o-1-1", item, "--why", "材料未到")
    file = city.folder / "marks.csv"
    file.write_text(f"处室,项目,考评员,评分\no-1-1,{ITEMS[0]},k1,2\n", encoding="utf-8")
    city.do("import", "marks", str(file), "--round", "r", "--overwrite")
    assert city.judge("r", "k1")["skipped"] == 1
    assert [s["item"] for s in city.do("explain", "r", "o-1-1")["skips"]] == [ITEMS[1]]
    assert city.do("ledger", "verify")["ok"]


def test_the_way_back_of_a_locked_or_unlocked_sheet_is_named_as_it_is_typed(
    city: Boss, tmp_path: Path
) -> None:
    sheet = tmp_path / "marks.csv"
    cells = [(o, i) for o in ("o-1-1", "o-2-1") for i in ITEMS]
    sheet.write_text(
        "处室,项目,考评员,评分\n" + "".join(f"{o},{i},k1,1\n" for o, i in cells), encoding="utf-8"
    )
    city.do("import", "marks", str(sheet), "--round", "r")
    imported = city.do("ledger", "log", "--kind", "marks-imported")[0]["seq"]
    city.do("--as", "jia", "round", "submit", "r")
    ways = {"submit": "civtui round unlock r k1 --why …"}
    ways["unlock"] = "civtui round submit r --assessor k1"
    for step, command in ways.items():
        if step == "unlock":
            city.do("round", "unlock", "r", "k1", "--why", "误")
        code, said = city.run("round", "void", "r", "--why", "误")
        error = str(said)
        assert code and command in error
        assert f"civtui ledger void {imported} --why" in error
    city.do("ledger", "void", str(imported), "--why", "误")
