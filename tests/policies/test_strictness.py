"""New workspaces and new profiles are strict about gates; those of earlier releases go on."""

from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.profile.lint import lint
from civtui.profile.read import load_profile
from civtui.profile.strictness import WHEN, strict
from civtui.rules.policies import CHOICES, GATES, choice
from civtui.workspace.files import profiles
from civtui.workspace.files.creating import init

STRICT = {gate: CHOICES[gate][0] for gate in GATES}


def choices(path: Path) -> dict[str, str]:
    """Return what a profile comes to of the policies of gates."""
    found = load_profile(str(path)).policies
    return {gate: choice(found, gate) for gate in GATES}


def test_every_gate_says_when_it_speaks_and_its_first_choice_is_the_strict_one() -> None:
    assert set(WHEN) == set(GATES)
    assert {CHOICES[gate] for gate in GATES} == {("required", "flagged"), ("barred", "flagged")}


def test_the_standard_programme_names_none_of_them() -> None:
    standard = load_profile("standard")
    assert not set(GATES) & set(standard.policies)
    assert lint(standard) == []


def test_init_writes_the_strict_choice_of_what_the_base_leaves_open(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    text = strict(set(GATES) - {"vetoes"}).replace("barred", "flagged")
    base.write_text(f'id = "base"\nextends = "standard"\n{text}', encoding="utf-8")
    assert run(["-w", str(tmp_path / "w"), "init", "--profile", str(base)]) == 0
    assert choices(tmp_path / "w" / "profile.toml") == {**STRICT, "vetoes": "flagged"}


def test_a_profile_of_an_earlier_release_goes_on_as_before(tmp_path: Path) -> None:
    ws = init(tmp_path / "w")
    assert choices(ws.dir / "profile.toml") == dict.fromkeys(GATES, "flagged")


@pytest.mark.parametrize("named", [(), ("vetoes",), GATES])
def test_profile_new_is_strict_where_its_base_is_silent(
    tmp_path: Path, named: tuple[str, ...]
) -> None:
    base = tmp_path / "base.toml"
    lenient = strict(set(GATES) - set(named)).replace('"barred"', '"flagged"')
    lenient = lenient.replace('"required"', '"flagged"')
    base.write_text(f'id = "base"\nextends = "standard"\n{lenient}', encoding="utf-8")
    profiles.begin(tmp_path / "own.toml", str(base))
    assert choices(tmp_path / "own.toml") == {**STRICT, **dict.fromkeys(named, "flagged")}
    assert lint(load_profile(str(tmp_path / "own.toml"))) == []
