"""A standard that `standard check` finds wrong comes into use by no door; warnings bar nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.profile.standard_lint import WARNINGS, lint
from civtui.workspace.rounds.openings import adopt_standard
from civtui.workspace.session import open_workspace
from tests.rounds.small import STANDARD, Boss, scored_city

OVERLAY = """id = "own"
version = "1"
title = "本局细则"
extends = "{base}@1"

[[criterion]]
id = "study"

[[criterion.item]]
id = "{item}"
title = "税法"
kind = "points"
points = "{points}"
"""
CITY = """id = "six"
version = "1"
title = "市标准"
total = "{total}"
item = [
  {{ id = "study", title = "学习", points = "6", item = [
    {{ id = "study.plan", title = "计划", kind = "points", points = "6" }},
  ] }},
  {{ id = "style", title = "作风", kind = "points", points = "4" }},
]
"""
NEW = ("round", "new", "r2", "--office", "o-1-1", "--assessor", "k1:甲")
OWN = (*NEW[:3], "--organizer", "a-1局", "--assessor", "k1:甲", "--standard", "six")

# what each change makes of a sound standard -> the key of the finding, and whether it bars
FAULTS = {
    "twice": ('id = "style"', 'id = "study"', True),
    "sum": ('total = "10"', 'total = "9"', True),
    "overlap": (
        'total = "10"',
        'total = "10"\nbands = [{ name = "优", min = "8" }, { name = "差", min = "0", max = "8" }]',
        True,
    ),
    "unreachable": (
        'total = "10"',
        'total = "10"\nbands = [{ name = "优", min = "11" }, '
        '{ name = "差", min = "0", max = "11" }]',
        True,
    ),
    "weights": ('id = "study",', 'id = "study", weight = "0.5",', True),
    "gap": (
        'total = "10"',
        'total = "10"\nbands = [{ name = "优", min = "9" }, { name = "差", min = "0", max = "8" }]',
        False,
    ),
    "step": (
        'kind = "points", points = "4" },\n  { id = "style"',
        'kind = "points", points = "4", step = "3" },\n  { id = "style"',
        False,
    ),
    "cap": ('total = "10"', 'total = "10"\ncap = "10"', False),
}


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "city")


def put(city: Boss, name: str, text: str) -> str:
    path = city.folder / "standards" / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return name


def changed(city: Boss, fault: str) -> str:
    old, new, _ = FAULTS[fault]
    assert old in STANDARD
    text = STANDARD.replace(old, new, 1).replace('id = "small"', 'id = "other"', 1)
    return put(city, "other", text)


def through_the_library(city: Boss, name: str) -> tuple[int, str]:
    ws = open_workspace(city.folder, user="boss")
    try:
        adopt_standard(ws, name)
    except Refused as refused:
        return 3, str(refused.message.values["lines"])
    finally:
        ws.close()
    return 0, ""


def through(*words: str) -> Callable[[Boss, str], tuple[int, str]]:
    def come_in(city: Boss, name: str) -> tuple[int, str]:
        status, said = city.run(*words, name)
        return status, said["error"]["message"] if status else ""

    return come_in


DOORS = {
    "new": through(*NEW, "--standard"),
    "rerun": through("standard", "rerun", "r"),
    "library": through_the_library,
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_bars_every_door_and_a_warning_none(
    city: Boss, fault: str, door: str
) -> None:
    name, bars = changed(city, fault), FAULTS[fault][2]
    head = city.do("status")["ledger"]["head"]
    status, said = DOORS[door](city, name)
    assert status == (3 if bars else 0), said
    if bars:
        assert "other.toml" in said
        assert city.do("status")["ledger"]["head"] == head


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_says_which_findings_bar(city: Boss, fault: str) -> None:
    status, found = city.run(
        "standard", "check", str(city.folder / "standards" / f"{changed(city, fault)}.toml")
    )
    assert status == 1
    assert ("error" in {f["severity"] for f in found["findings"]}) is FAULTS[fault][2]


def test_all_the_lines_of_the_check_are_said_with_the_rule_and_the_way_out(city: Boss) -> None:
    text = STANDARD.replace('id = "style"', 'id = "study"').replace('"10"', '"9"')
    name = put(city, "other", text.replace('id = "small"', 'id = "other"', 1))
    status, said = city.run(*NEW, "--standard", name)
    error = said["error"]
    assert (status, error["where"]["rule"]) == (3, "standard-sound")
    _, findings = lint(city.folder / "standards" / "other.toml")
    assert len(findings) == 2
    for finding in findings:
        assert f"other.toml:{finding.line or '-'}" in error["message"]
    assert "standard check other" in error["hint"]


@pytest.mark.parametrize(
    ("total", "item", "points"),
    [("9", "study.law", "6"), ("10", "style", "6"), ("10", "study.law", "5")],
)
def test_an_overlay_is_held_and_so_is_what_it_extends(
    city: Boss, total: str, item: str, points: str
) -> None:
    put(city, "six", CITY.format(total=total))
    put(city, "own", OVERLAY.format(base="six", item=item, points=points))
    status, said = city.run(*OWN, "--overlay", "own")
    assert (status, said["error"]["where"]["rule"]) == (3, "standard-sound")
    put(city, "six", CITY.format(total="10"))
    put(city, "own", OVERLAY.format(base="six", item="study.law", points="6"))
    city.do(*OWN, "--overlay", "own")


def test_every_warning_is_a_finding_of_the_linter() -> None:
    import inspect

    from civtui.profile import standard_lint

    source = inspect.getsource(standard_lint)
    assert all(f'msg("{key}"' in source for key in WARNINGS)
