"""Trend and rhythm against published and hand-derived figures."""

from fractions import Fraction
from typing import Any

import pytest

from civtui.model.errors import BadInput
from civtui.scoring.trend import MEASURES

# D. C. Montgomery, Introduction to Statistical Quality Control, 6th ed., table 9.1
MONTGOMERY = [
    *("9.45", "7.99", "9.29", "11.66", "12.16", "10.18", "8.04", "11.46", "9.20", "10.34"),
    *("9.03", "11.47", "10.51", "9.40", "10.08", "9.37", "10.62", "10.31", "8.52", "10.84"),
    *("10.90", "9.33", "12.29", "11.50", "10.60", "11.08", "10.38", "11.62", "11.31", "10.52"),
]


def measure(name: str, **document: Any) -> Any:
    return MEASURES[name](document)


def test_cusum_of_montgomery_signals_at_29() -> None:
    _, details, _ = measure("cusum", series=MONTGOMERY, target=10, k="0.5", h=5)
    assert details["first_signal"] == 29
    assert float(details["upper"][28]) == pytest.approx(5.28)
    assert float(details["lower"][1]) == pytest.approx(1.56)


def test_mann_kendall_exact_for_short_series() -> None:
    value, details, _ = measure("mann-kendall", series=[1, 2, 3, 4, 5])
    assert (value, details["variance"], details["p_one_sided"]) == (
        10,
        Fraction(50, 3),
        Fraction(1, 120),
    )
    value, details, _ = measure("mann-kendall", series=[4, 3, 2, 1])
    assert (value, details["p_one_sided"]) == (-6, Fraction(1, 24))


def test_mann_kendall_normal_with_ties() -> None:
    # variance by hand: (12*11*29 - 2*1*9) / 18 for 12 values with one pair of ties
    _, details, _ = measure("mann-kendall", series=[*range(11), 10])
    assert details["variance"] == Fraction(12 * 11 * 29 - 18, 18)
    assert details["exact"] is False


def test_gini_of_even_and_uneven_counts() -> None:
    assert measure("gini", counts=[5, 5, 5])[0] == 0
    assert measure("gini", counts=[1, 2, 3, 4])[0] == Fraction(1, 4)
    assert measure("gini", counts=[0, 0, 0, 8])[0] == Fraction(3, 4)


def test_burstiness_of_a_clock_is_minus_one() -> None:
    # the end that Goh & Barabasi name; they print no data with its B, so the rest is by hand
    assert measure("burstiness", days=[10, 20, 30, 40])[0] == -1
    # gaps 1 and 3: mean 2, deviation 1; gaps 0, 0, 0, 0, 100: mean 20, deviation 40
    assert measure("burstiness", days=[5, 6, 9])[0] == pytest.approx(-1 / 3)
    assert measure("burstiness", days=[0, 0, 0, 0, 0, 100])[0] == pytest.approx(1 / 3)


def test_cramming_is_the_share_of_the_last_thirty_days() -> None:
    # our own measure (SCHEMES.md), by hand
    assert measure("cramming", days=[10, 340, 350, 365], period=365)[0] == Fraction(3, 4)
    assert measure("cramming", days=[335], period=365)[0] == 0
    assert measure("cramming", days=[336, "335.5", 1], period=365)[0] == Fraction(2, 3)
    assert measure("cramming", days=[61, 90], period=90)[1]["period"] == 90


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("mann-kendall", {"series": [1, 2]}),
        ("mann-kendall", {"series": [3, 3, 3, 3]}),
        ("cusum", {"series": []}),
        ("burstiness", {"days": [1, 2]}),
        ("burstiness", {"days": [5, 5, 5]}),
        ("cramming", {"days": []}),
        ("gini", {"counts": [0, 0]}),
    ],
)
def test_the_undefined_says_why(name: str, document: Any) -> None:
    value, _, warnings = MEASURES[name](document)
    assert value is None
    assert warnings


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("mann-kendall", {"series": "x"}),
        ("gini", {"counts": [-1]}),
        ("cramming", {"days": [400]}),
        ("cusum", {"series": [1], "k": -1}),
        ("burstiness", {"days": [1], "period": 0}),
        ("gini", {"count": [1]}),
    ],
)
def test_garbage_is_bad_input(name: str, document: Any) -> None:
    with pytest.raises(BadInput):
        MEASURES[name](document)
