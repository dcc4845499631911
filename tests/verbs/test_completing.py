"""What a shell offers behind a verb, asked as each shell asks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BIN = str(Path(sys.executable).parent)


def asked(shell: str, line: str, **more: str) -> list[str]:
    """Return what the program answers a shell that completes the end of `line`."""
    words = line.split(" ")
    place = {"fish": words[-1]}.get(shell, str(len(words) - 1))
    given = {"COMP_WORDS": line, "COMP_CWORD": place, "_CIVTUI_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(
        ["civtui"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", **given, **more},
    )
    assert not done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_offered_names(folder: Path, shell: str) -> None:
    said = asked(shell, f"civtui -w {folder} agency show 贸")
    assert "贸发局" in "\n".join(said)
    assert len([line for line in said if "plain" in line]) == 1


def test_the_workspace_may_stand_behind_the_verb_or_in_the_environment(folder: Path) -> None:
    behind = asked("fish", f"civtui agency show -w {folder} 贸")
    assert behind == ["plain,贸发局\t财贸系统"]
    assert asked("fish", "civtui agency show 贸", CIVTUI_WORKSPACE=str(folder)) == behind


def test_where_there_is_no_workspace_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert not any("plain" in line for line in asked("fish", f"civtui -w {tmp_path} card add "))


def test_names_that_are_not_alone_or_not_one_word_are_offered_by_id(folder: Path) -> None:
    said = asked("fish", f"civtui -w {folder} office show o-43-")
    assert any(line.startswith("plain,o-43-1\t") for line in said)
    assert all(" " not in line.partition("\t")[0] for line in said)


def test_a_field_within_another_is_completed_from_it(folder: Path) -> None:
    said = asked("fish", f"civtui -w {folder} mark set city-2026 ")
    there = asked("fish", f"civtui -w {folder} mark set model-2026 ")
    assert said
    assert said != there


def test_choices_are_offered_with_their_titles(folder: Path) -> None:
    said = asked("fish", f"civtui -w {folder} duty add 市委办 --state p")
    assert said == ["plain,planned\t计划中"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_word_by_the_script_it_is_given(folder: Path) -> None:
    script = (
        'eval "$(_CIVTUI_COMPLETE=bash_source civtui)"; '
        f"COMP_WORDS=(civtui -w {folder} agency show 贸); COMP_CWORD=5; "
        '_civtui_completion civtui; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"},
    )
    assert done.stdout == "贸发局\n"
