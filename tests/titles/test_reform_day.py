"""A reform is done on its day or after it: through file, form and command alike."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.locale import render
from civtui.model.errors import BadInput
from civtui.verbs import verb_of
from civtui.workspace.answers import reform as answers
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from tests.titles.small import small_city

TODAY, TOMORROW = date(2026, 6, 1), date(2026, 6, 2)
TEXT = 'id = "r1"\neffective = {day}\n[[rename]]\nagency = "a-1"\nname = "市新局"\n'


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w", today=TODAY)
    yield made
    made.close()


def _file(ws: Workspace, day: date) -> Path:
    path = ws.dir / "reform.toml"
    path.write_text(TEXT.format(day=day), "utf-8")
    return path


def _command(ws: Workspace, day: date) -> None:
    perform(ws, verb_of("agency.reform"), {"file": _file(ws, day)})


def _form(ws: Workspace, day: date) -> None:
    values = {"id": "r1", "effective": day, "rename": ("a-1：市新局：新局",)}
    perform(ws, verb_of("agency.restructure"), values)


def _confirming(ws: Workspace, day: date) -> None:
    answers.will_reform(ws, {"file": _file(ws, day)})


@pytest.mark.parametrize("do", [_command, _form, _confirming])
def test_a_reform_ahead_is_refused(ws: Workspace, do: Callable[[Workspace, date], None]) -> None:
    with pytest.raises(BadInput) as refused:
        do(ws, TOMORROW)
    error = refused.value
    assert error.where["rule"] == "day-ahead" and error.where["key"] == "effective"
    assert error.value == TOMORROW.isoformat() and error.hint and render(error.hint)
    assert reforms.reform_rows(ws) == []
    do(ws, TODAY)


def test_one_ahead_is_worked_out(ws: Workspace) -> None:
    found = reforms.reform(ws, _file(ws, TOMORROW), dry_run=True)
    assert found.effective == TOMORROW and found.content["renamed"]
    assert list(answers.preview(ws, {"file": _file(ws, TOMORROW)}))


def test_the_command_says_so_and_ends_with_4(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _file(ws, TOMORROW)
    assert run(["-w", str(ws.dir), "agency", "reform", str(path), "-y"]) == 4
    assert "--dry-run" in capsys.readouterr().err
