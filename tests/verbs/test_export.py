"""Reports out on every face: listed, written, poured; a form says where the file will be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.cli.plain.deeds import do_row
from civtui.cli.plain.talk import Talk
from civtui.locale import t
from civtui.model.roles import Role
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace.files.reports import formats
from civtui.workspace.people.users import set_user
from civtui.workspace.session import open_workspace
from tests.tui.session import session

ROUND = "trade-2026"


def told(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], *words: str
) -> tuple[int, bytes]:
    capsysbinary.readouterr()
    status = run(["-w", str(folder), "export", *words])
    return status, capsysbinary.readouterr().out


def test_the_old_spelling_lists_and_writes(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out = told(folder, capsysbinary, "list", "--json")
    assert status == 0
    listed = [one["id"] for one in json.loads(out)]
    ws = open_workspace(folder)
    assert listed == [one.id for one in formats(ws)]
    ws.close()
    for words, said in (
        (("markdown", "-o", "W/a.md"), "markdown"),
        (("-o", "W/b.md", "civtui:markdown", "--round", "贸发局文明处室季度"), "civtui:markdown"),
    ):
        placed = [word.replace("W", str(folder.parent)) for word in words]
        status, out = told(folder, capsysbinary, *placed, "--json")
        assert status == 0
        document = json.loads(out)
        assert document["format"] == said
        assert Path(document["file"]).stat().st_size == document["bytes"]


def test_to_standard_output_it_is_the_file_itself(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    status, out = told(folder, capsysbinary, "csv", "-o", "-", "--round", ROUND)
    assert status == 0 and b"," in out and not list(folder.glob("-"))
    assert told(folder, capsysbinary, "csv", "-o", "-", "--json")[0] == 2
    # what is put together wrongly is said before anything is looked for
    assert told(folder, capsysbinary, "nobody", "-o", "-", "--json")[0] == 2
    assert told(folder, capsysbinary, "nobody")[0] == 2
    assert told(folder, capsysbinary, "nobody", "-o", "x")[0] == 4


async def test_a_form_has_a_name_for_the_file_and_says_where_it_is(folder: Path) -> None:
    async with session(folder, folder) as user:
        day = user.ws.today().isoformat()
        await user.press("8")
        place = next(
            n for n, row in enumerate(user.desk.mode.rows) if row.id == f"civtui:csv|{ROUND}"
        )
        user.desk.grid.go(place)
        await user.press("f7", "1")
        assert user.desk.mode.id == "form"
        assert user.desk.mode.values == {"format": "civtui:csv", "round": ROUND}
        user.expect(t("verbs.left-empty", value="").strip())
        # wrapped anywhere
        told = "".join(line.split()[-1] for line in user.lines() if line.strip())
        assert f"/out/{ROUND}-{day}.csv" in told
        await user.press("f8")
        await user.until(t("cli_exchange.exported", file="")[:3])
        file = folder / "out" / f"{ROUND}-{day}.csv"
        assert file.stat().st_size and user.desk.mode.id == "reports"

        begin(user.desk, verb_of("export"), {"format": "civtui:markdown"})
        await user.settle()
        await user.type("报告.md")
        await user.press("f8")
        await user.until("报告.md")
        assert (folder / "out" / "报告.md").stat().st_size


async def test_no_form_writes_over_the_program_or_out_of_a_forced_session(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with session(folder, folder, size=(240, 30)) as user:
        set_user(user.ws, "tester", Role.ADMIN)  # in a forced session nobody's user has no role
        before = (folder / "civtui.toml").read_bytes()
        begin(user.desk, verb_of("export"), {"format": "civtui:csv", "output": "../civtui.toml"})
        await user.settle()
        await user.press("f8")
        await user.until("civtui.toml")
        user.expect("工作区自己的文件")
        assert (folder / "civtui.toml").read_bytes() == before
        assert user.desk.mode.id == "form"
        monkeypatch.setenv("CIVTUI_FORCED", "1")
        user.desk.mode.values["output"] = str(tmp_path / "x.csv")
        await user.press("f8")
        user.expect("out/")
        user.desk.mode.values["output"] = "x.csv"
        await user.press("f8")
        await user.until(t("cli_exchange.exported", file="")[:3])
        assert not (tmp_path / "x.csv").exists() and (folder / "out" / "x.csv").exists()


def test_questions_take_the_name_that_is_proposed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["", "贸发局文明处室季度"])
    monkeypatch.setattr(Talk, "ask", lambda self, prompt: next(answers))
    ws = open_workspace(folder)
    day = ws.today().isoformat()
    do_row(ws, Talk(), "export", "civtui:csv")
    ws.close()
    said = capsys.readouterr().out
    assert f"city-{day}.csv" in said  # before the round is named
    assert (folder / "out" / f"{ROUND}-{day}.csv").stat().st_size
