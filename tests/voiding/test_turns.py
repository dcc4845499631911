"""By which fact a fact last fell or stood again, whatever took what back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from civtui.ledger.projections.voiding import dead, taken_by, turns

FACTS = 6  # facts 0 to 5 are deeds, those behind them takings


@given(st.lists(st.sets(st.integers(0, 30), min_size=1, max_size=4), max_size=12))
def test_a_fact_turned_where_it_stood_otherwise_before(named: list[set[int]]) -> None:
    takings = [
        (seq, json.dumps({"facts": sorted(fact % seq for fact in facts)}))
        for seq, facts in enumerate(named, FACTS)
    ]
    turned, before = turns(takings), dict[int, int]()
    wanted: dict[int, int] = {}
    for number, (seq, _) in enumerate(takings, 1):
        after = dead(reversed(takings[:number]))
        wanted |= dict.fromkeys(before.keys() ^ after.keys(), seq)
        before = after
    assert turned == wanted
    for fact in range(FACTS + len(takings)):
        by = taken_by(fact, before, turned)
        assert (by in dict(takings) and by not in before) if fact in before else by is None
