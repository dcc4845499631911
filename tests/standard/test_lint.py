"""The linter of standards: each fault with its line; the shipped standard has none."""

from pathlib import Path

import pytest

from civtui.model.errors import BadInput
from civtui.profile.standard_lint import lint
from civtui.profile.standards import find_standard
from civtui.scoring.pipeline import RoundMarks, calculator_sheet, evaluate
from civtui.scoring.robustness import robustness

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
        (ITEM.format(id="a", points=50) * 2, "twice", 11),
        (
            '[[item]]\nid = "a"\ntitle = "a"\nkind = "ratio"\npoints = "100"\nthresholds = ['
            '{ at_least = "1/2", points = 100 }, { at_least = "0.8", points = 60 }]\n',
            "unreachable",
            6,
        ),
        (
            ITEM.format(id="a", points=100) + 'bands = [{ name = "优", min = 80, max = 99 },'
            ' { name = "差", min = 0, max = 79.5 }]\n',
            "gap",
            6,
        ),
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


@pytest.mark.parametrize(
    ("more", "code", "key"),
    [
        ('kind = "count"\nper = 1\nfloor = 120', "unreachable", "standard.floor"),
        ('kind = "points"\nstep = 0.7', "unreachable", "standard.step"),
        ('kind = "points"\ncap = 100', "cap", "standard.cap"),
        (
            'kind = "points"\nbands = [{ name = "优", min = 60, max = 50 }]',
            "unreachable",
            "standard.reversed",
        ),
        (
            'kind = "points"\nbands = [{ name = "优", min = 50 }, { name = "优", min = 0 }]',
            "twice",
            "standard.twice-named",
        ),
        (
            'kind = "grades"\n'
            'grades = [{ label = "优", points = 100 }, { label = "优", points = 1 }]',
            "twice",
            "standard.twice-named",
        ),
    ],
)
def test_what_nobody_can_be_given_is_said(tmp_path: Path, more: str, code: str, key: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(f'{HEAD}[[item]]\nid = "a"\ntitle = "a"\npoints = "100"\n{more}\n', "utf-8")
    found = [(f.code, f.line, f.message.key) for f in lint(path)[1]]
    assert (code, 6, key) in found


@pytest.mark.parametrize(
    "more", ["step = 0", "per = -1", "months = 0", "hidden_factor = 0", 'weight = "1/0"']
)
def test_a_number_that_breaks_the_arithmetic_is_refused_with_its_line(
    tmp_path: Path, more: str
) -> None:
    path = tmp_path / "x.toml"
    below = f'[[item.item]]\nid = "b"\ntitle = "b"\nkind = "points"\npoints = "100"\n{more}\n'
    path.write_text(f'{HEAD}[[item]]\nid = "a"\ntitle = "a"\n{below}', "utf-8")
    with pytest.raises(BadInput) as caught:
        lint(path)
    # its own line, or where its item begins
    assert caught.value.where["line"] in (8, 13)


def test_a_cap_on_the_total_binds_only_where_bonuses_lead_beyond_it(tmp_path: Path) -> None:
    bonus = '[[item]]\nid = "b"\ntitle = "b"\nkind = "bonus"\npoints = "5"\n'
    alone = HEAD + 'cap = "100"\n' + ITEM.format(id="a", points=100)
    assert [(code, line) for code, line, _ in check(tmp_path, alone)] == [("cap", 5)]
    assert check(tmp_path, alone + bonus) == []


def test_an_item_without_a_method_is_said_where_others_have_one(tmp_path: Path) -> None:
    first = ITEM.format(id="a", points=60)
    second = ITEM.format(id="b", points=40)
    veto = '[[item]]\nid = "v"\ntitle = "v"\nkind = "veto"\nmonths = 12\n'
    assert check(tmp_path, HEAD + first + second + veto) == []
    found = check(tmp_path, HEAD + first + 'method = "materials"\n' + second + veto)
    assert [(code, line) for code, line, _ in found] == [("no-method", 12)]


def weighted(first: str, second: str) -> str:
    made = ""
    for id_, weight in (("a", first), ("b", second)):
        made += ITEM.format(id=id_, points=100) + (f'weight = "{weight}"\n' if weight else "")
    return made


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("0.4", "3/5", []),
        ("0.4", "0.5", [("sum", 4), ("weights", 6)]),
        ("0.4", "", [("sum", 4), ("weights", 6), ("weight", 12)]),
    ],
)
def test_weights_that_do_not_add_up_are_said_with_the_line(
    tmp_path: Path, first: str, second: str, found: list[tuple[str, int]]
) -> None:
    said = check(tmp_path, HEAD + weighted(first, second))
    assert sorted((line or 0, code) for code, line, _ in said) == sorted(
        (line, code) for code, line in found
    )


def test_a_weighted_standard_counts_each_part_by_its_weight() -> None:
    document = {
        "id": "w",
        "version": "1",
        "title": {"zh": "w"},
        "total": "100",
        "item": [
            {"id": id_, "title": {"zh": id_}, "kind": "points", "points": "100", "weight": weight}
            for id_, weight in (("a", "0.4"), ("b", "3/5"))
        ],
    }
    marks = (("s", "a", "k", "90"), ("s", "b", "k", "80"), ("t", "a", "k", "100"))
    given = RoundMarks(("s", "t"), ("k",), marks)
    whole, part = evaluate(document, given).subjects
    assert (whole.total, whole.rank) == (84, 1)
    assert (part.total, part.so_far) == (None, 40)
    assert (part.low, part.high) == (1, 2)  # 40 to 100
    sheet = calculator_sheet(document, given)
    assert [c["weight"] for c in sheet["criteria"]] == ["0.4", "0.6"]
    assert sheet["marks"] == [["84"], [None]]
    assert next(r.rank for r in robustness(document, given, draws=5).rows if r.subject == "s") == 1


BONUS = '[[item.item]]\nid = "g2"\ntitle = "g2"\nkind = "bonus"\npoints = "5"\n'


def group(points: str, *, more: str = "", bonus: str = "") -> str:
    head = f'[[item]]\nid = "g"\ntitle = "g"\npoints = "{points}"\n{more}'
    leaf = '[[item.item]]\nid = "g1"\ntitle = "g1"\nkind = "points"\npoints = "40"\n'
    return head + leaf + bonus


@pytest.mark.parametrize(
    ("text", "binds"),
    [
        # a bonus inside a group that says its own points leads beyond the total
        ('cap = "100"\n' + ITEM.format(id="a", points=60) + group("40", bonus=BONUS), True),
        ('cap = "100"\n' + ITEM.format(id="a", points=60) + group("40"), False),
        # what a group says of itself brings nothing: its items come to 40, never to 50
        (ITEM.format(id="a", points=50) + group("50", more='cap = "45"\n'), False),
        (ITEM.format(id="a", points=60) + group("40", more='cap = "39"\n'), True),
        # the cap is before the weight: 40 points, of which a half count
        (group("40", more='weight = "1/2"\ncap = "30"\n'), True),
        (group("40", more='weight = "1/2"\ncap = "40"\n'), False),
    ],
)
def test_a_cap_is_held_to_the_parts_that_count(tmp_path: Path, text: str, binds: bool) -> None:
    assert ("cap" in {code for code, _, _ in check(tmp_path, HEAD + text)}) is not binds


def test_a_partial_source_may_lack_items_of_a_group_and_not_have_too_many(tmp_path: Path) -> None:
    partial = HEAD + 'completeness = "partial"\n'
    assert check(tmp_path, partial + group("60", more='cap = "50"\n')) == []
    assert check(tmp_path, partial + group("60")) == []
    assert [code for code, _, _ in check(tmp_path, HEAD + group("60"))] == ["sum", "sum"]
    assert [code for code, _, _ in check(tmp_path, partial + group("30"))] == ["sum"]
