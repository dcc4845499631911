"""Projections rebuilt from the facts always equal the live ones, whatever was written."""

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from civtui.ledger import database
from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from civtui.model.facts.panel import (
    Dealt,
    HandedOver,
    Noted,
    SheetSubmitted,
    SheetUnlocked,
    Skipped,
)
from civtui.model.facts.registry import AgencyRecord, Declared, Registered
from civtui.model.facts.rounds import Marked, MarksImported, MarkTakenBack, Recused
from tests.ledger.making import fact, filled

offices = st.integers(0, 4).map(lambda n: f"o-{n}")
items = st.sampled_from(["i-1", "i-2", "i-3"])
judges = st.sampled_from(["k1", "k2"])
cells = st.tuples(offices, items, judges)
points = st.integers(0, 20_000)
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)

marked = st.builds(
    lambda c, p: Marked(
        round="r", subject=c[0], item=c[1], assessor=c[2], value=str(p / 1000), points=p
    ),
    cells,
    points,
)
taken = st.builds(
    lambda c, p: MarkTakenBack(
        round="r",
        subject=c[0],
        item=c[1],
        assessor=c[2],
        undoes=1,
        value=None if p is None else str(p),
        points=p,
    ),
    cells,
    st.none() | points,
)
imported = st.builds(
    lambda rows: MarksImported(round="r", rows=tuple((*c, str(p), p) for c, p in rows)),
    st.lists(st.tuples(cells, points), max_size=12),
)
shares = st.lists(
    st.tuples(judges, st.lists(offices, max_size=3, unique=True).map(tuple)),
    min_size=1,
    max_size=2,
    unique_by=lambda share: share[0],
)
panel = st.one_of(
    st.builds(lambda s: Dealt(round="r", per_subject=1, shares=tuple(s)), shares),
    st.builds(lambda o: HandedOver(round="r", assessor="k1", to="k2", subjects=(o,)), offices),
    st.builds(lambda j, o: Recused(round="r", assessor=j, subject=o), judges, offices),
    st.builds(
        lambda c, on: Skipped(round="r", subject=c[0], item=c[1], assessor=c[2], skipped=on),
        cells,
        st.booleans(),
    ),
    st.builds(
        lambda c, text: Noted(round="r", subject=c[0], item=c[1], assessor=c[2], text=text),
        cells,
        st.sampled_from(["", "批注", "另一条"]),
    ),
    st.builds(lambda j: SheetSubmitted(round="r", assessor=j), judges),
    st.builds(lambda j: SheetUnlocked(round="r", assessor=j), judges),
)
# marks of a pair that counts no more stay in their table, and out of the counts
COUNTED = (
    "SELECT count(*) FROM mark AS m JOIN round_due AS d "
    "ON d.round = m.round AND d.assessor = m.assessor AND d.subject = m.subject"
)
registered = st.builds(
    lambda n, name: Registered(agencies=(AgencyRecord(id=f"a-{n}", name=name),)),
    st.integers(1, 4),
    names,
)
declared = st.builds(
    lambda n, runs: Declared(agency=f"a-{n}", runs_program=runs), st.integers(1, 4), st.booleans()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(marked, taken, imported, registered, declared, panel), max_size=25))
def test_replay_equals_live(bodies: list) -> None:  # type: ignore[type-arg]  # of bodies of any kind
    connection: sqlite3.Connection = database.in_memory()
    ledger = filled(Ledger(connection))
    for body in bodies:
        ledger.append([fact(body)])
    assert verify(ledger) == []
    count = connection.execute(COUNTED).fetchone()
    assert connection.execute("SELECT given FROM round").fetchone() == count
    kept = "SELECT coalesce(sum(given), 0) FROM round_subject"
    assert connection.execute(kept).fetchone() == count
    connection.close()
