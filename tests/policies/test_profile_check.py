"""`profile check` looks at the workspace's profile, and says in which file and line it errs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.workspace.lifecycle import init

WHEN = 'when = { zh = "试", en = "test" }\n'


def city(tmp_path: Path, own: str, base: str = "") -> list[str]:
    """Return the words before a command in a workspace whose profile extends another file."""
    init(tmp_path / "w").close()
    extends = f'extends = "standard"\n{base}'
    (tmp_path / "w" / "base.toml").write_text(f'id = "base"\n{extends}', encoding="utf-8")
    text = f'id = "own"\nextends = "base.toml"\n{own}'
    (tmp_path / "w" / "profile.toml").write_text(text, encoding="utf-8")
    return ["-w", str(tmp_path / "w"), "--lang", "en"]


@pytest.mark.parametrize("at", ["profile.toml", "base.toml"])
@pytest.mark.parametrize(
    ("text", "near"),
    [
        (f'[policy.lader]\nchoice = "any-order"\n{WHEN}', "ladder"),
        (f'[policy.ladder]\nchoice = "any-oder"\n{WHEN}', "any-order"),
        ("[card]\nmonths = 3\nremind_day = [1]\n", "remind_days"),
    ],
)
def test_a_misspelt_name_is_told_with_file_line_and_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str, text: str, near: str
) -> None:
    given = {"own": text} if at == "profile.toml" else {"own": "", "base": text}
    assert run([*city(tmp_path, **given), "profile", "check", "--json"]) == 4
    said = json.loads(capsys.readouterr().out)["error"]
    assert said["where"]["file"].endswith(at) and said["nearest"] == near
    assert said["where"]["line"] == (5 if "remind_day" in text else 3)


@pytest.mark.parametrize("at", ["profile.toml", "base.toml"])
def test_a_finding_names_the_file_and_line_it_stands_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    text = '[[quota]]\nhonor = "no-such"\nkind = "fixed"\nplaces = 1\n'
    given = {"own": text} if at == "profile.toml" else {"own": "", "base": text}
    words = city(tmp_path, **given)
    assert run([*words, "profile", "check", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["line"]) == ("no-honor", 4)
    assert found["file"].endswith(at)
    assert run([*words, "profile", "check"]) == 1
    assert f"{at}:4: quota.no-such" in capsys.readouterr().out


def test_without_a_workspace_it_checks_the_standard_programme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-w", str(tmp_path), "profile", "check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["profile"]["id"] == "standard"
