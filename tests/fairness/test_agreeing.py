"""Agreement in a round, far marks, and the habits that are told as facts."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from civtui.locale import render
from civtui.scoring.agreement import MEASURES
from civtui.scoring.fairness import agreement_of, calibration_of, habits_of
from civtui.scoring.fairness.agreeing import SHOWN
from civtui.scoring.pipeline import RoundMarks
from civtui.scoring.pipeline.marks import Table
from tests.fairness.panels import items, sheets, standard

OFFICES = 12


def table(rows: list[tuple[str, str, str, str]], judges: tuple[str, ...]) -> Table:
    given = RoundMarks(tuple(f"o{n}" for n in range(OFFICES)), judges, tuple(rows))
    return Table(standard(), given)


def noisy(seed: int, judges: str = "abcd") -> list[tuple[str, str, str, str]]:
    rng = Random(seed)
    return [
        (f"o{n}", item, judge, f"{round(4 + n / 4 + rng.uniform(-1, 1), 1):g}")
        for n in range(OFFICES)
        for item in items()
        for judge in judges
    ]


def test_complete_sheets_give_the_bare_measures_of_the_totals() -> None:
    rows = noisy(2)
    found = agreement_of(table(rows, ("a", "b", "c", "d")))
    totals = [
        [sum(Fraction(t) for s, _, j, t in rows if (s, j) == (f"o{n}", judge)) for n in range(12)]
        for judge in "abcd"
    ]
    for one in found.whole.measures:
        value, _, _ = MEASURES[one.measure]({"ratings": totals})
        assert one.value == pytest.approx(float(value))  # type: ignore[arg-type]  # it is defined here
    assert (found.whole.sheets, found.whole.complete, found.whole.subjects) == (48, 48, 12)
    assert [c.id for c in found.criteria] == ["g0", "g1", "g2", "g3", "g4"]
    assert [m.measure for m in found.criteria[0].measures] == list(SHOWN)


def test_a_gap_in_some_sheets_leaves_the_agreement_about_where_it_was() -> None:
    rows = noisy(2)
    whole = agreement_of(table(rows, ("a", "b", "c", "d"))).whole
    rng = Random(1)
    fewer = [row for row in rows if rng.random() > 0.1]
    found = agreement_of(table(fewer, ("a", "b", "c", "d"))).whole
    assert found.complete < found.sheets == 48
    for one, other in zip(whole.measures, found.measures, strict=True):
        assert one.value is not None and other.value is not None
        assert abs(one.value - other.value) < 0.05


def test_undefined_measures_say_why() -> None:
    alone = sheets({"a": {"x": Fraction(5)}, "b": {"y": Fraction(6)}})
    found = agreement_of(alone)
    assert [m.value for m in found.whole.measures] == [None] * len(SHOWN)
    assert all(m.warnings for m in found.whole.measures)
    assert found.pairs == [] and found.far == []


@pytest.mark.parametrize(
    ("marked", "alpha", "other"),
    [
        ({"a": "xy"}, "有可比评分表的考评员只有 1 名", "有可比评分表的考评员只有 1 名"),
        ({"a": "xy", "b": "zw"}, "2 名考评员没有共同评过的对象", "都评过的对象有 0 个"),
        ({"a": "xyz", "b": "xy", "c": "zx"}, "", "3 名考评员都评过的对象有 1 个"),
        ({"a": "xy", "b": "yz", "c": "zx"}, "", "（两人以上评过的有 3 个）"),
        ({"a": "xyz", "b": "zxy", "c": "xy"}, "", ""),
    ],
)
def test_an_undefined_measure_says_what_is_too_few(
    marked: dict[str, str], alpha: str, other: str
) -> None:
    """Each office was marked by two in the third and fourth case: W and ICC need all judges."""
    given = {a: {s: Fraction(3 + ord(s) % 5) for s in own} for a, own in marked.items()}
    found = agreement_of(sheets(given)).whole
    for one in found.measures:
        wanted = alpha if one.measure.startswith("krippendorff") else other
        said = "".join(render(warning, "zh") for warning in one.warnings if one.value is None)
        assert wanted in said and (one.value is None) == bool(wanted), (one.measure, said)


def test_a_pair_of_contrary_minds_is_named_first() -> None:
    up = {f"o{n}": Fraction(n % 10) for n in range(8)}
    more, less = {s: v + 1 for s, v in up.items()}, {s: 9 - v for s, v in up.items()}
    found = agreement_of(sheets({"a": up, "b": more, "c": less}))
    first = found.pairs[0]
    assert {first.first, first.second} & {"c"} and first.splits and first.correlation == -1
    last = found.pairs[-1]
    assert (last.first, last.second, last.common) == ("a", "b", 8)
    assert (last.difference, last.spread, last.splits) == (-25, 0, False)


def test_a_mark_far_from_the_others_is_listed() -> None:
    rows = noisy(3)
    place = next(n for n, row in enumerate(rows) if row[:3] == ("o11", "g2.3", "b"))
    rows[place] = ("o11", "g2.3", "b", "0")
    found = agreement_of(table(rows, ("a", "b", "c", "d")))
    far = found.far[0]
    assert (far.subject, far.item, far.assessor, far.text) == ("o11", "g2.3", "b", "0")
    others = [Fraction(r[3]) for r in rows if r[:2] == ("o11", "g2.3") and r[2] != "b"]
    assert far.others == sum(others) / 3
    assert far.distance == pytest.approx(-float(far.others) / 10)
    assert far.times < -3.5


def test_habits_tell_the_flat_the_crowded_and_the_drifting() -> None:
    rng = Random(5)
    rows, order = [], {}
    for n in range(OFFICES):
        for item in items():
            true = 4 + n / 4
            given = {
                "plain": true + rng.uniform(-1, 1),
                "other": true + rng.uniform(-1, 1),
                "flat": 6.0,
                "tiring": true - n / 3 + rng.uniform(-0.5, 0.5),
            }
            for judge, value in given.items():
                order[f"o{n}", item, judge] = len(rows)
                rows.append((f"o{n}", item, judge, f"{max(0.0, min(10.0, round(value, 1))):g}"))
    judges = ("plain", "other", "flat", "tiring")
    made = table(rows, judges)
    found = {h.assessor: h for h in habits_of(made, calibration_of(made), order)}
    assert (found["flat"].straight, found["flat"].straight_of) == (60, 60)
    assert (found["flat"].usual, found["flat"].usual_share, found["flat"].range) == (
        Fraction(3, 5),
        1.0,
        0.0,
    )
    assert found["plain"].straight == 0
    assert found["plain"].range is not None and found["plain"].range > 0.5
    tiring = found["tiring"]
    assert tiring.drift is not None and tiring.drift < -30
    assert tiring.drift_p is not None and tiring.drift_p < 0.01
    assert found["plain"].halo is not None and abs(found["plain"].halo) < 1
    at_once = habits_of(made, calibration_of(made), dict.fromkeys(order, 7))
    assert {h.drift for h in at_once} == {None}
