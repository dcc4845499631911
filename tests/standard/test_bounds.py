"""Marks at their very bounds: a void vote, a threshold, a floor, a cap, a place."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from civtui.model.errors import BadInput
from civtui.scoring.pipeline.items import flat_items, parse_mark

LEAVES: dict[str, dict[str, Any]] = {
    "vote": {"kind": "vote", "points": "12", "void_blank": "1/3", "void_against": "1/4"},
    "blanks": {"kind": "vote", "points": "12", "per_blank": "2"},
    "ratio": {
        "kind": "ratio",
        "points": "5",
        "thresholds": [{"at_least": "2/3", "points": "3"}, {"at_least": "0.9", "points": "5"}],
    },
    "count": {"kind": "count", "points": "6", "per": "1.5", "floor": "2"},
    "last": {"kind": "rank", "points": "4", "not_last": True},
    "third": {"kind": "rank", "points": "4", "at_most": 3},
    "points": {"kind": "points", "points": "4"},
    "penalty": {"kind": "penalty", "per": "1.5"},
    "thrice": {"kind": "penalty", "per": "1.5", "hidden_factor": 3},
    "veto": {"kind": "veto", "months": 12},
    "yes": {"kind": "yes-no", "points": "3"},
}


def points(leaf: str, typed: str) -> Fraction | None:
    """Return what is stored for a typed mark, None where it is refused."""
    document = {"item": [{"id": leaf, "title": {"zh": leaf}, **LEAVES[leaf]}]}
    try:
        return parse_mark(flat_items(document)[0], typed).points
    except BadInput:
        return None


@pytest.mark.parametrize(
    ("leaf", "typed", "worth"),
    [
        # a third of blanks is still a vote, one more is void
        ("vote", "6/0/3", "8"),
        ("vote", "5/0/3", "0"),
        ("vote", "599/1/300", "7.986"),
        # a quarter against is still a vote, one more is lost
        ("vote", "6/2/0", "9"),
        ("vote", "5/2/0", "0"),
        ("vote", "3/1/0", "9"),
        ("vote", "0/0/0", None),
        ("vote", "1/0", None),
        ("vote", "1/0/0/0", None),
        # a penalty for each blank, never below nought
        ("blanks", "9/0/1", "8.8"),
        ("blanks", "1/0/9", "0"),
        ("ratio", "2/3", "3"),
        ("ratio", "66.6%", "0"),
        ("ratio", "66.7%", "3"),
        ("ratio", "0.9", "5"),
        ("ratio", "0.899", "3"),
        ("ratio", "1", "5"),
        ("ratio", "100%", "5"),
        ("ratio", "1.001", None),
        ("ratio", "4/3", None),
        ("ratio", "1/0", None),
        ("count", "0", "6"),
        ("count", "2", "3"),
        ("count", "3", "2"),
        ("last", "8/9", "4"),
        ("last", "9/9", "0"),
        ("last", "1/1", "0"),
        ("last", "0/9", None),
        ("last", "10/9", None),
        ("last", "9998/9999", "4"),
        ("last", "1/10000", None),
        ("third", "3/9", "4"),
        ("third", "4/9", "0"),
        ("third", "3/3", "4"),
        ("points", "4", "4"),
        ("points", "4.5", None),
        ("points", "0", "0"),
        ("points", "-1", None),
        ("points", "3.25", None),
        ("penalty", "0", "0"),
        ("penalty", "2", "-3"),
        ("penalty", "2h", "-6"),
        ("penalty", "2瞒", "-6"),
        ("thrice", "2瞒", "-9"),
        ("penalty", "9999", "-14998.5"),
        ("penalty", "10000", None),
        ("penalty", "h", None),
        ("penalty", "1.5", None),
        ("veto", "有", "0"),
        ("veto", "无", "0"),
        ("veto", "有 2026-02-28", "0"),
        ("veto", "2026-02-29", None),
        ("veto", "或许", None),
        ("yes", "是", "3"),
        ("yes", "否", "0"),
        ("yes", "2", None),
    ],
)
def test_a_mark_at_its_bound(leaf: str, typed: str, worth: str | None) -> None:
    found = points(leaf, typed)
    if worth is None or found is None:
        assert worth is found is None
    else:
        assert abs(found - Fraction(worth)) < Fraction(1, 1000)


def test_a_veto_bars_and_ends_by_its_months() -> None:
    document = {"item": [{"id": "v", "title": {"zh": "否决"}, **LEAVES["veto"]}]}
    spec = flat_items(document)[0]
    dated = parse_mark(spec, "有20260228")
    assert (dated.value_text, dated.veto) == ("有 2026-02-28", True)
    assert (dated.on, dated.ends) == (date(2026, 2, 28), date(2027, 2, 28))
    assert parse_mark(spec, "有").veto is True
    assert parse_mark(spec, "无").veto is False
    assert parse_mark(spec, "无").ends is None


def test_a_hidden_event_is_stored_by_its_sign() -> None:
    document = {"item": [{"id": "p", "title": {"zh": "扣分"}, **LEAVES["penalty"]}]}
    spec = flat_items(document)[0]
    assert parse_mark(spec, "02h").value_text == "2瞒"
    assert parse_mark(spec, "2").value_text == "2"
