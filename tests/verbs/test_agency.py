"""Reforms are three deeds: worked out, done, taken back; the old spellings mean the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.verbs import verb_of
from civtui.workspace.performing.foreseeing import announced, previewed
from civtui.workspace.performing.performing import refused
from civtui.workspace.session import Workspace, open_workspace
from tests.titles.small import small_city

REFORM = (
    'id = "r1"\neffective = 2026-06-01\n'
    '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市合并局"\n'
    '[[rename]]\nagency = "a-3"\nname = "市新局"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    small_city(tmp_path / "w", titles=[("a-1", "municipal")]).close()
    (tmp_path / "reform.toml").write_text(REFORM, "utf-8")
    return tmp_path / "w"


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0
) -> tuple[Any, str]:
    assert run(["-w", str(folder), "agency", *words, "--json"]) == status
    document = json.loads(capsys.readouterr().out)
    run(["-w", str(folder), "agency", "reforms"])
    return document, capsys.readouterr().out


def test_old_spellings_say_what_the_new_verbs_say(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(folder.parent / "reform.toml")
    planned, _ = told(folder, capsys, "reform", file, "--dry-run")
    assert (planned, planned["dry_run"]) == (
        told(folder, capsys, "reform-plan", file)[0],
        True,
    )
    assert told(folder, capsys, "reform")[0] == told(folder, capsys, "reforms")[0] == []
    done, listed = told(folder, capsys, "reform", file)
    assert done == {**planned, "dry_run": False} and "r1" in listed
    assert told(folder, capsys, "reform")[0] == told(folder, capsys, "reforms")[0] != []
    back, _ = told(folder, capsys, "reform", "--take-back", "r1")
    assert back == {"reform": "r1", "state": "taken-back"}
    again, _ = told(folder, capsys, "unreform", "r1", status=3)
    assert again["error"]["message"]
    told(folder, capsys, "unreform", "r2", status=4)


def test_without_a_file_people_are_asked_for_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", str(folder), "agency", "reform"]) == 2
    assert run(["-w", str(folder), "agency", "reforms"]) == 0


def test_it_says_before_what_will_happen(folder: Path) -> None:
    with_, verb = {"file": str(folder.parent / "reform.toml")}, verb_of("agency.reform")
    ws = open_workspace(folder)
    lines = previewed(ws, verb, with_).lines
    assert any("市合并局" in line for line in lines[1:])
    said = announced(ws, verb, with_)
    assert said is not None
    text = locale.render(said, "zh")
    assert all(
        part in text for part in ("2026-06-01", "新设单位 1", "更名 1", "划转处室 8", "撤销单位 2")
    )
    ws.close()


def test_its_inverse_says_why_it_cannot_be_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(folder, capsys, "reform", str(folder.parent / "reform.toml"))
    back = verb_of(verb_of("agency.reform").inverse)
    assert back.id == "agency.unreform"
    ws: Workspace = open_workspace(folder)
    assert refused(ws, back, "r1") is None
    ws.close()
    told(folder, capsys, "unreform", "r1")
    ws = open_workspace(folder)
    why = refused(ws, back, "r1")
    assert why is not None and why.key == "titles.reform-back"
    ws.close()


def test_an_agency_is_set_and_corrected_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row, _ = told(
        folder, capsys, "set", "a-1局", "--program", "--not-confirmed", "--stage", "已启动"
    )
    assert row["id"] == "a-1"
    row, _ = told(folder, capsys, "correct", "市a-1局", "--short", "一局", "--why", "笔误")
    assert row["short"] == "一局"
