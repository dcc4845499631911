"""Every table that ranks marks figures that only look equal, with one mark and one sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civtui.locale import render
from civtui.model.figures import PLACES, fixed
from civtui.model.near import NEAR, Figure, column
from civtui.tui.modes.fairness import Ranks, means_of
from civtui.tui.modes.results import Results as ResultsMode
from civtui.verbs import verb_of
from civtui.workspace.files.reports import formats, report
from civtui.workspace.performing.performing import perform
from civtui.workspace.results.fairness import fairness
from civtui.workspace.results.results import results
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications
from civtui.workspace.titles.proposing import Proposal
from tests.rounds import test_shown_totals
from tests.rounds.test_shown_totals import ws as near_city  # noqa: F401 - a fixture

ROOM = Path(__file__).parents[2] / "civtui"
SAID = re.compile(r"≈）.*(84\.0003|84\.00033)")


def _of(verb: str, **values: Any) -> Callable[[Workspace], Iterable[str]]:
    return lambda ws: perform(ws, verb_of(verb), values).lines()


def _sections(ws: Workspace) -> Iterable[str]:
    for section in report(ws, formats(ws)[0], "r")["sections"]:
        yield from section["text"]
        yield from (" ".join(row) for row in section["table"]["rows"])


def _fair_sections(ws: Workspace) -> Iterable[str]:
    from civtui.workspace.results.fairness_section import fairness_sections_call

    for section in fairness_sections_call(ws, "r")():
        yield from section["text"]
        yield from (" ".join(row) for row in section["table"]["rows"])


def _scheme(ws: Workspace) -> Iterable[str]:
    sheet = perform(ws, verb_of("round.sheet"), {"round": "r"}).document()
    sheet["values"] = [["84.00033"], ["84.00031"], ["2"]]
    path = ws.dir / "sheet.json"
    path.write_text(json.dumps(sheet), "utf-8")
    return perform(ws, verb_of("scheme.run"), {"id": "weighted-sum", "input": path}).lines()


def _rerun(ws: Workspace) -> Iterable[str]:
    path = str(ws.dir.parent / "s.toml")
    return perform(ws, verb_of("standard.rerun"), {"round": "r", "name": path}).lines()


def _rank(ws: Workspace) -> Iterable[str]:
    cases = [("x1", "a-1", "252001/3000"), ("x2", "a-2", "84")]
    for id_, agency, score in cases:
        perform(ws, verb_of("apply.add"), {"honor": "municipal", "agency": agency, "id": id_})
        ws.ledger.connection.execute(
            "UPDATE application SET state = 'checked', score = ? WHERE id = ?", (score, id_)
        )
    given = dict.fromkeys(("x1", "x2"), applications.ScoreGiven(None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("civtui.workspace.answers.apply.scores_given", lambda _: given)
        return perform(ws, verb_of("apply.rank"), {"honor": "municipal"}).lines()


def _propose(ws: Workspace) -> Iterable[str]:
    rows = results(ws, "r").rows
    done = Proposal("r", "civilized-office", "a-1", "s1", tuple(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("civtui.workspace.titles.proposing.propose", lambda *_, **__: done)
        patch.setattr("civtui.workspace.titles.gates_ahead.bars_of_proposal", lambda *_: [])
        return perform(ws, verb_of("round.propose"), {"round": "r", "first": 2}).lines()


def _screen(ws: Workspace) -> Iterable[str]:
    mode = ResultsMode(ws, "r")
    mode.load()
    yield from (" ".join(row.cells) for row in mode.rows)
    for spans in mode.pane(mode.rows[0], 200):
        yield "".join(span.text for span in spans)


def _ranks(ws: Workspace) -> Iterable[str]:
    mode, found = Ranks(ws, "r"), fairness(ws, "r")
    mode.asked.found = found
    mode.asked.standings = {one.subject: one for one in found.standings}
    mode.asked.means = means_of(found)
    mode.rows = mode.rows_of(found)
    yield from (" ".join(row.cells) for row in mode.rows)
    for spans in mode.pane(mode.rows[0], 200):
        yield "".join(span.text for span in spans)


# file -> what it shows in order of rank
TABLES: dict[str, list[Callable[[Workspace], Iterable[str]]]] = {
    "workspace/answers/results.py": [
        _of("results", round="r"),
        _of("results", round="r", calibrated=True),
    ],
    "workspace/answers/fairness.py": [
        _of("calibrate", round="r"),
        _of("round.fairness", round="r"),
    ],
    "workspace/answers/scheme.py": [_scheme],
    "workspace/answers/standard.py": [_rerun],
    "workspace/answers/apply.py": [_rank],
    "workspace/answers/round.py": [_propose],
    "workspace/files/reports.py": [_sections],
    "workspace/results/fairness_section.py": [_fair_sections],
    "tui/modes/results.py": [_screen],
    "tui/modes/fairness.py": [_ranks],
}
# a column of ranks, by the names that tables give it
RANKS = re.compile(
    r'column-rank"|short-rank"|_columns\([^)]*"rank"|rows_of\(\("rank"|for c in \(\s*"rank"'
    r'|columns = \("rank"|columns = \([^)]*"rank-before"'
)


def test_every_table_that_ranks_is_held_here() -> None:
    found = {
        str(path.relative_to(ROOM))
        for path in ROOM.rglob("*.py")
        if RANKS.search(path.read_text("utf-8"))
    }
    assert found == set(TABLES)


@pytest.mark.parametrize(
    "show",
    [show for own in TABLES.values() for show in own],
    ids=[f"{file}-{n}" for file, own in TABLES.items() for n, _ in enumerate(own)],
)
def test_a_near_tie_is_marked_and_told(
    near_city: Workspace,  # noqa: F811 - asks for the fixture
    show: Callable[[Workspace], Iterable[str]],
) -> None:
    lines = list(show(near_city))
    text = "\n".join(lines)
    assert text.count(NEAR) >= 3, text  # both figures, and the sentence
    assert SAID.search(text), text
    assert not test_shown_totals.UGLY.search("\n".join(line for line in lines if "≈）" not in line))


@given(st.lists(st.fractions(min_value=0, max_value=1, max_denominator=1000), max_size=6))
def test_what_is_marked_differs_and_looks_alike(values: list[Fraction]) -> None:
    figures = {str(n): Figure(str(n), value) for n, value in enumerate(values)}
    found = column(figures)
    for key, one in figures.items():
        assert one.value is not None
        alike = {v for v in values if fixed(v, PLACES) == fixed(Fraction(one.value), PLACES)}
        assert (NEAR in found.texts[key]) is (len(alike) > 1)
    assert bool(found.said) is any(NEAR in text for text in found.texts.values())


def test_a_tie_is_no_near_one() -> None:
    figures = {key: Figure(key, 0.1 + noise, 1) for key, noise in (("a", 0.0), ("b", 1e-6))}
    assert column(figures).said == ()
    apart = {key: one._replace(place=key) for key, one in figures.items()}
    assert [render(one) for one in column(apart).said] == [
        "相差极小，看似相同（≈）：a 0.100000、b 0.100001"
    ]
