"""Kemeny prefers none of several orders that are equally good."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from civtui.workspace.results.calculators import run_scheme


def kemeny(subjects: list[str], ballots: list[tuple[str, int]]) -> dict[str, Any]:
    given = [{"order": list(order), "count": count} for order, count in ballots]
    return run_scheme("kemeny", {"subjects": subjects, "ballots": given})


def ranks(answer: dict[str, Any]) -> dict[str, int]:
    return {row["subject"]: row["rank"] for row in answer["results"]}


@pytest.mark.parametrize("subjects", [list(order) for order in permutations("abc")])
def test_the_order_of_input_breaks_no_tie(subjects: list[str]) -> None:
    circle = kemeny(subjects, [("abc", 1), ("bca", 1), ("cab", 1)])
    assert ranks(circle) == {"a": 1, "b": 1, "c": 1}
    assert sorted(circle["details"]["orders"]) == [list("abc"), list("bca"), list("cab")]
    assert circle["details"]["orders_count"] == 3
    pair = kemeny(subjects, [("abc", 1), ("bac", 1)])
    assert ranks(pair) == {"a": 1, "b": 1, "c": 3}
    assert pair["warnings"]
    single = kemeny(subjects, [("abc", 2), ("bac", 1)])
    assert ranks(single) == {"a": 1, "b": 2, "c": 3}
    assert (single["details"]["order"], single["warnings"]) == (list("abc"), [])
