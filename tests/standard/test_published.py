"""Standards in real use, as they were published: read, checked, scored, held to their source."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.profile.standard_lint import lint
from civtui.profile.standards import find_standard, load_standard
from civtui.scoring.pipeline import RoundMarks, evaluate
from civtui.scoring.pipeline.items import flat_items, parse_mark

NAMES = (
    "office-100-six",
    "keshi-xinxiban-100",
    "hygiene-bands",
    "hubei-unit-summary",
    "shangqiu-poll",
)
SOURCES = Path(__file__).parents[2].parent / "shared" / "data" / "standards"
needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="../shared/data is not here")


def document(name: str) -> dict[str, Any]:
    return load_standard(find_standard(name, Path())).document()


@pytest.mark.parametrize("name", NAMES)
def test_each_is_read_and_only_the_gaps_of_the_source_are_found(name: str) -> None:
    _, findings = lint(find_standard(name, Path()))
    said = [render(f.message, "en") for f in findings]
    if name != "hygiene-bands":
        assert said == []
    else:
        assert len(said) == 2
        assert "79.5" in said[0]
        assert "89.5" in said[1]


def test_the_deduction_system_has_its_floor_and_its_bands() -> None:
    table = document("hygiene-bands")
    marks = tuple((f"s{n}", "hygiene", "k", str(n)) for n in (0, 10, 11, 20, 130))
    given = RoundMarks(tuple(mark[0] for mark in marks), ("k",), marks)
    found = {r.subject: (r.total, r.band) for r in evaluate(table, given).subjects}
    assert found == {
        "s0": (100, "优"),
        "s10": (90, "优"),
        "s11": (89, "良"),
        "s20": (80, "良"),
        "s130": (0, "差"),
    }


def test_approval_must_be_above_65_percent() -> None:
    poll = next(i for i in flat_items(document("keshi-xinxiban-100")) if i.id == "poll")
    for text, points in (("65/100", 0), ("13/20", 0), ("66/100", 5), ("6501/10000", 5)):
        assert parse_mark(poll, text).points == points, text


def test_the_unequal_steps_of_the_poll() -> None:
    items = {i.id: i for i in flat_items(document("shangqiu-poll"))}
    worth = [parse_mark(items["study"], label).points for label in ("优", "良", "中", "差")]
    assert worth == [1, Fraction(3, 5), Fraction(3, 10), 0]
    assert parse_mark(items["organization"], "3").points == Fraction(1, 2)


@needs_sources
def test_the_points_are_those_of_the_source() -> None:
    six = tomllib.loads((SOURCES / "office_100_six.toml").read_text("utf-8"))
    ours = {i.title.zh: i.max_points for i in flat_items(document("office-100-six"))}
    theirs = {s["name"]: s["points"] for item in six["item"] for s in item["sub"]}
    assert ours == theirs
    keshi = tomllib.loads((SOURCES / "keshi_xinxiban_100.toml").read_text("utf-8"))
    ours = {i.title.zh: i.max_points for i in flat_items(document("keshi-xinxiban-100"))}
    assert ours == {item["name"]: item["points"] for item in keshi["standard"]["items"]}
    hubei = tomllib.loads((SOURCES / "hubei_unit_summary.toml").read_text("utf-8"))
    ours = {i.title.zh: i.max_points for i in flat_items(document("hubei-unit-summary"))}
    materials, whole = hubei["method"]
    theirs = {item["name"]: item["points"] for item in materials["items"]}
    assert ours == {**theirs, whole["name"]: whole["points"]}
