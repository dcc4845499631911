"""What the tables that stand in rest on: every kind of fact that writes one of them is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import CodeType, FunctionType

import pytest

from civtui.ledger import projections
from civtui.ledger.statements import statements
from civtui.verbs import verb_of
from civtui.workspace.automatic.overlay import KINDS, TABLES
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications, card_steps, notices
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.holders import holds
from tests.policies.test_automatic import dated
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city

ROOM = "civtui.ledger.projections"
WRITES = re.compile(r"\b(?:INTO|UPDATE|DELETE FROM)\s+(\w+)")


def codes(code: CodeType) -> Iterator[CodeType]:
    """Yield a function's code and that of what is defined within it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from codes(one)


def texts(function: FunctionType, seen: set[FunctionType]) -> Iterator[str]:
    """Yield the statements that a projection may execute, also by what it calls of its room."""
    if function in seen:
        return
    seen.add(function)
    for code in codes(function.__code__):
        said = [one for one in code.co_consts if isinstance(one, str)]
        yield from said
        if "statements" in code.co_names:
            files = [one for one in said if Path(projections.__path__[0], f"{one}.sql").exists()]
            for sql in (statements("projections", one) for one in files):
                yield from (sql[key] for key in sql if key in said or not {*said} & {*sql})
        for name in code.co_names:
            called = function.__globals__.get(name)
            if isinstance(called, FunctionType) and called.__module__.startswith(ROOM):
                yield from texts(called, seen)


def written(kind: str) -> set[str]:
    """Return the tables that the projection of a kind of fact writes."""
    apply = projections.APPLY[kind]
    assert isinstance(apply, FunctionType), kind
    return {table for text in texts(apply, set()) for table in WRITES.findall(text)}


@pytest.mark.parametrize("kind", sorted(projections.APPLY))
def test_a_kind_that_writes_a_table_that_stands_in_is_known(kind: str) -> None:
    assert not written(kind) & {*TABLES} or kind in KINDS


def test_the_tables_of_a_kind_are_found() -> None:
    assert {"title", "title_event", "application"} <= written("result-received")
    assert {"office", "title"} <= written("registered")
    assert written("declared") and not written("declared") & {*TABLES}


EVE, AFTER = date(2026, 3, 30), date(2026, 4, 2)  # before a title runs out, and after it


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    """A city opened twice on the eve of the end of a title, and once more on a day after it."""
    titles = [(office, "civilized-office") for office in OFFICES["a-1"]]
    titles.append(("a-1", "agency-level"))
    ws = small_city(tmp_path / "w", titles=titles, policies={"term-lapsed": "ends"}, today=START)
    dated(ws, ("a-2", "municipal", "2026-03-31"))
    given = {"agency": "a-1", "runs-program": True, "has-conditions": True}
    perform(ws, verb_of("agency.set"), given)
    applications.apply(ws, "municipal", "a-1", case="k")
    assert applications.check(ws, "k", score="90", why="汇总").outcome == "passed"
    sittings = Sittings(ws)
    sittings.decide("recommend:municipal=a-1", START)
    notices.post(ws, ["k"], notice="n")
    card_steps.issue(ws, "a-3", "脏乱", "整改", sittings.decide("card=a-3", START))
    let_pass(ws, EVE)
    applications.submit(ws, ["k"], "上报1号")
    other = open_workspace(tmp_path / "w", user=ws.user)
    let_pass(other, AFTER)
    yield ws, other
    other.close()
    ws.close()


def test_another_open_process_sees_the_title_that_a_result_gave(
    both: tuple[Workspace, Workspace],
) -> None:
    ws, other = both
    assert not holds(other, "a-1", "municipal") and other.automatic.up
    applications.receive(ws, "k", granted=True, document="1号", by="市文明委")
    assert holds(other, "a-1", "municipal")
    assert not holds(other, "a-2", "municipal")


def test_another_open_process_sees_the_step_of_a_card(both: tuple[Workspace, Workspace]) -> None:
    ws, other = both
    (card,) = card_rows(other)
    assert other.automatic.up
    card_steps.progress(ws, card.id, "plan", note="计划")
    assert [one.step for one in card_steps.card_detail(other, card.id).steps] == ["issued", "plan"]
