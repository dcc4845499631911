"""Every verb of titles and cards, taken back, put again, and a whole story back to its start."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import held_city
from tests.verbs.test_facts import CORRECTIONS, GROUP, STORIES, Done
from tests.voiding.tables import tables_of

WHY = "误录"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = held_city(tmp_path / "w")
    yield made
    made.close()


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_each_deed_is_taken_back_to_what_stood_before(ws: Workspace, story: list[Done]) -> None:
    for done in [*GROUP, *story]:
        before = tables_of(ws)
        perform(ws, verb_of(done.verb), done.given)
        after, seq = tables_of(ws), ws.head()
        assert after != before
        _, taken = void(ws, seq, WHY)
        assert tables_of(ws) == before, done.verb
        void(ws, taken, WHY)
        assert tables_of(ws) == after, done.verb
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_story_is_taken_back_from_its_end_alone(ws: Workspace, story: list[Done]) -> None:
    start, ends = tables_of(ws), list[int]()
    for done in [*GROUP, *story]:
        perform(ws, verb_of(done.verb), done.given)
        ends.append(ws.head())
    refused = 0
    for seq in ends:  # out of order: what later facts rest on stays, and nothing breaks
        try:
            _, taken = void(ws, seq, WHY)
        except Refused:
            refused += 1
        else:
            void(ws, taken, WHY)
    assert refused > len(ends) // 3
    for seq in reversed(ends):
        void(ws, seq, WHY)
    assert tables_of(ws) == start
    assert verify(ws.ledger) == []


# the row that a deed stands on -> the field that names it, the verb that takes its last step back
ROWS = {
    "card": ("card", "card.void"),
    "case": ("case", "apply.void"),
    "holders": ("holders", "honor.void"),
    "member": ("member", "group.void-member"),
    "sitting": ("sitting", "group.void"),
    "objection": ("objection", "notice.void-objection"),
    "cases": ("cases", "apply.void"),
    "holder": ("holder", "honor.void"),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_the_last_step_of_a_row_is_taken_back_on_it(ws: Workspace, story: list[Done]) -> None:
    tried = set[str]()
    for done in [*GROUP, *story]:
        before = tables_of(ws)
        perform(ws, verb_of(done.verb), done.given)
        named = next(((f, v) for f, v in ROWS.values() if f in done.given), None)
        if named is None or done.verb in ("decide.add", "notice.object"):
            continue
        field, verb = named
        thing = done.given[field]
        thing = thing[0] if isinstance(thing, list) else thing
        after = tables_of(ws)
        answer = perform(ws, verb_of(verb), {"thing": thing, "why": WHY})
        assert tables_of(ws) == before, done.verb
        void(ws, answer.document()["by"], WHY)
        assert tables_of(ws) == after
        tried.add(done.verb)
    assert len(tried) > (2 if story is CORRECTIONS else 5)


def test_a_veto_goes_back_where_it_was_entered(ws: Workspace) -> None:
    before = tables_of(ws)
    perform(ws, verb_of("honor.veto"), {"agency": "a-2", "event": "事故", "on": "2026-01-05"})
    perform(ws, verb_of("honor.void"), {"thing": "a-2", "why": WHY})
    assert tables_of(ws) == before
