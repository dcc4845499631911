"""Places for recommendation: the three kinds of quota, and a tie that nobody breaks silently."""

from fractions import Fraction

import pytest

from civtui.rules.quotas import Candidate, QuotaRule, places, select


@pytest.mark.parametrize(
    ("rule", "counts", "total"),
    [
        (QuotaRule("municipal", "fixed", 10), {}, 10),
        (QuotaRule("municipal", "one-for-one"), {"ended": 3}, 3),
        (QuotaRule("municipal", "renewal-share", share=(2, 3)), {"renewing": 10}, 6),
        (QuotaRule("municipal", "renewal-share", share=(1, 1)), {"renewing": 10}, 10),
    ],
)
def test_each_kind_of_quota(rule: QuotaRule, counts: dict[str, int], total: int) -> None:
    found = places(rule, used=2, **counts)
    assert (found.total, found.left) == (total, total - 2)


def test_used_up_places_leave_none() -> None:
    assert places(QuotaRule("municipal", "fixed", 3), used=5).left == 0


def ranked(*scores: str) -> list[Candidate]:
    return [Candidate(f"c{n}", Fraction(score)) for n, score in enumerate(scores, 1)]


def test_a_tie_at_the_line_is_shown() -> None:
    found = select(ranked("90", "88.75", "355/4", "80"), 2)
    assert found.within == ("c1",) and found.tied == ("c2", "c3") and found.tied_places == 1
    assert found.beyond == ("c4",) and found.ranks == {"c1": 1, "c2": 2, "c3": 2, "c4": 4}


def test_a_tie_that_fits_is_none() -> None:
    found = select(ranked("90", "88", "88", "80"), 3)
    assert found.tied == () and found.within == ("c1", "c2", "c3")


@pytest.mark.parametrize("left", [0, 4, 9])
def test_no_line_no_tie(left: int) -> None:
    found = select(ranked("90", "90", "90", "90"), left)
    assert found.tied == () and len(found.within) == min(left, 4)
