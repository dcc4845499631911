"""The linter of standards: each fault with its line; the shipped standard has none."""

from pathlib import Path

import pytest

from civtui.profile.standard_lint import lint
from civtui.profile.standards import find_standard

HEAD = """id = "x"
version = "1"
title = "试"
total = "100"
"""
ITEM = '[[item]]\nid = "{id}"\ntitle = "{id}"\nkind = "points"\npoints = "{points}"\n'


def check(tmp_path: Path, text: str) -> list[tuple[str, int | None, dict[str, object]]]:
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    return [(f.code, f.line, dict(f.message.values)) for f in lint(path)[1]]


def test_the_shipped_standard_is_sound() -> None:
    assert lint(find_standard("civilized-office", Path()))[1] == []


def test_ninety_nine_of_a_hundred_is_said_with_the_line(tmp_path: Path) -> None:
    text = HEAD + ITEM.format(id="a", points=60) + ITEM.format(id="b", points=39)
    assert check(tmp_path, text) == [("sum", 4, {"has": "99", "needs": "100"})]


def test_a_gap_between_bands_is_named(tmp_path: Path) -> None:
    bands = (
        'bands = [{ name = "优", min = 90, max = 100 }, { name = "良", min = 80, max = 89 },'
        ' { name = "差", min = 0, max = 79 }]\n'
    )
    found = check(tmp_path, HEAD + bands + ITEM.format(id="a", points=100))
    assert [(code, line) for code, line, _ in found] == [("gap", 5), ("gap", 5)]
    assert {values["value"] for _, _, values in found} == {"89.5", "79.5"}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (ITEM.format(id="a", points=50) * 2, "twice", 6),
        ('[[item]]\nid = "a"\ntitle = "a"\npoints = "100"\n', "no-method", 6),
        (
            '[[item]]\nid = "g"\ntitle = "g"\npoints = "100"\n[[item.item]]\nid = "a"\n'
            'title = "a"\nkind = "points"\npoints = "90"\n',
            "sum",
            6,
        ),
        (
            ITEM.format(id="a", points=100) + 'bands = [{ name = "优", min = 0, max = 90 },'
            ' { name = "良", min = 90 }]\n',
            "overlap",
            6,
        ),
        (
            ITEM.format(id="a", points=100) + 'bands = [{ name = "优", min = 101 },'
            ' { name = "差", min = 0 }]\n',
            "unreachable",
            6,
        ),
    ],
)
def test_each_fault_has_its_code_and_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    assert (code, line) in [(c, n) for c, n, _ in check(tmp_path, HEAD + text)]
