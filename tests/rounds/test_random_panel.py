"""Whatever a panel does in whatever order: the facts replay, and the counts are those of the rules.

Each step may be refused; nothing else may go wrong, and a refusal writes nothing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civtui.model.errors import CivtuiError
from civtui.workspace.marks import deeds, marks, remarks
from civtui.workspace.reading.history import verify
from civtui.workspace.results.results import results
from civtui.workspace.rounds import handovers, recusals, round_life, rounds, shares, submissions
from civtui.workspace.rounds.round_marks import marks_of
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.small import ITEMS, panel_city

R = "r"
judges = st.sampled_from(["k1", "k2", "k3"])
offices = st.sampled_from(["o-1-1", "o-1-2", "o-2-1", "o-2-2", "o-3-1"])
items = st.sampled_from(ITEMS)
takers = st.sampled_from(["k1", "k2", "k3", "k4:丁:a-2局"])
step = st.one_of(
    st.tuples(st.just("mark"), judges, offices, items, st.sampled_from(["0", "1", "4", "是", "x"])),
    st.tuples(st.just("whole"), judges, offices),
    st.tuples(st.just("undo"), judges),
    st.tuples(st.just("skip"), judges, offices, items),
    st.tuples(st.just("unskip"), judges, offices, items),
    st.tuples(st.just("note"), judges, offices, st.sampled_from(["整洁", ""])),
    st.tuples(st.just("submit"), judges, st.booleans()),
    st.tuples(st.just("unlock"), judges),
    st.tuples(st.just("recuse"), judges, st.sampled_from(["a-1局", "a-2局", "o-3-1"])),
    st.tuples(st.just("assign"), st.integers(1, 3)),
    st.tuples(st.just("over"), judges, takers, st.booleans(), offices),
    st.tuples(st.just("close"), st.booleans()),
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    city = panel_city(tmp_path_factory.mktemp("random") / "city")
    city.do(
        "round",
        "new",
        R,
        "--standard",
        "small",
        "--office",
        "o-1-1",
        "--office",
        "o-1-2",
        "--office",
        "o-2-1",
        "--office",
        "o-2-2",
        "--anchor",
        "o-3-1",
        "--assessor",
        "k1:甲:a-1局",
        "--assessor",
        "k2:乙::a-3局",
        "--assessor",
        "k3:丙",
    )
    return city.folder


def do(ws: Workspace, words: tuple[object, ...]) -> None:
    verb, *given = words
    if verb == "mark":
        judge, office, item, text = given
        marks.set_mark(ws, R, str(office), str(item), str(text), str(judge))
    elif verb == "whole":
        for item in ITEMS:
            marks.set_mark(ws, R, str(given[1]), item, "1", str(given[0]))
    elif verb == "undo":
        deeds.undo(ws, R, str(given[0]))
    elif verb in ("skip", "unskip"):
        judge, office, item = map(str, given)
        if verb == "skip":
            remarks.skip(ws, R, office, item, why="未到场", assessor=judge)
        else:
            remarks.unskip(ws, R, office, item, assessor=judge)
    elif verb == "note":
        remarks.note(ws, R, str(given[1]), str(given[2]), assessor=str(given[0]))
    elif verb == "submit":
        submissions.submit(ws, R, str(given[0]), partial=bool(given[1]), why="病假")
    elif verb == "unlock":
        submissions.unlock(ws, R, str(given[0]), why="更正")
    elif verb == "recuse":
        recusals.recuse(ws, R, str(given[0]), str(given[1]), why="亲属")
    elif verb == "assign":
        assert isinstance(given[0], int)
        shares.assign(ws, R, given[0])
    elif verb == "over":
        judge, taker, everything, office = given
        named = [] if everything else [str(office)]
        handovers.hand_over(
            ws, R, str(judge), str(taker), subjects=named, all_open=bool(everything), why="换人"
        )
    else:
        round_life.close_round(ws, R, reopen=bool(given[0]))


def check(ws: Workspace) -> None:
    """Compare every count with what the rules say about the marks that are there."""
    round_ = rounds.round_row(ws, R)
    subjects, panel = rounds.subjects_of(ws, round_), rounds.assessors_of(ws, round_)
    own = {judge.id: rounds.mine(judge, subjects) for judge in panel}
    standing = [m for m in marks_of(ws, round_).marks if m[0] in own[m[2]]]
    for judge in panel:
        assert judge.expected == len(own[judge.id]) * len(ITEMS)
        assert judge.given == sum(m[2] == judge.id for m in standing)
        # a cell is offered as long as one is open, and it is one of the judge's own
        sheet = rounds.sheet(ws, R, judge.id)
        cell = marks.next_unscored(sheet)
        assert (cell is None) == (judge.given == judge.expected)
        assert cell is None or cell[0] in own[judge.id]
    for subject in subjects:
        assert subject.given == sum(m[0] == subject.id for m in standing)
    assert round_.given == len(standing)
    assert round_.expected == sum(judge.expected for judge in panel)
    missing = sum(row.missing for row in results(ws, R).rows)
    assert missing == round_.expected - round_.given


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(step, min_size=1, max_size=14))
def test_any_sequence_replays_and_counts(
    fresh: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("walk") / "city"
    shutil.copytree(fresh, folder)
    ws = open_workspace(folder, user="boss")
    ws.ledger.connection.execute("PRAGMA synchronous = OFF")
    try:
        for words in steps:
            before = ws.head()
            try:
                do(ws, words)
            except CivtuiError:
                assert words[0] == "whole" or ws.head() == before
        check(ws)
        assert verify(ws) == []
    finally:
        ws.close()
