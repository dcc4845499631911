"""The table of who sees what, and whom the acting user is to a round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from civtui.locale import render
from civtui.model.errors import NotFound, Refused
from civtui.model.roles import Role
from civtui.workspace.rounds import rounds, seeing
from civtui.workspace.rounds.seeing import EVERYTHING, Phase, Relation, What, relations, seen, sees
from tests.seeing.worlds import ROUND, SEATS, Made, Seat, base, drawn

ALL = [(role, relation) for role in Role for relation in relations(role)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return base(tmp_path_factory.mktemp("worlds") / "base")


@pytest.fixture
def made(tmp_path: Path, city: Path) -> Iterator[Made]:
    world = Made(tmp_path / "w", city, drawn(Random(3), "blind", Phase.OPEN))
    yield world
    world.close()


@pytest.mark.parametrize(("role", "relation"), ALL)
@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("visibility", ["open", "blind"])
def test_every_place_of_the_table_has_its_reason(
    role: Role, relation: Relation, phase: Phase, visibility: str
) -> None:
    found = seen(role, relation, phase, visibility)
    assert What.PROGRESS in found
    for what in What:
        reason = sees(role, relation, phase, visibility, what)
        assert (reason is None) == (what in found)
        if reason is not None:
            assert render(reason) != reason.key


@pytest.mark.parametrize(("role", "relation"), ALL)
def test_closing_and_opening_up_hide_nothing_more(role: Role, relation: Relation) -> None:
    before = seen(role, relation, Phase.OPEN, "blind")
    assert before <= seen(role, relation, Phase.CLOSED, "blind")
    assert before <= seen(role, relation, Phase.OPEN, "open") | {What.NOTES}
    # whoever sees the marks sees what is made of them, and by whom they are
    for visibility in ("open", "blind"):
        for phase in Phase:
            found = seen(role, relation, phase, visibility)
            made = {What.TOTALS, What.TRACE, What.FAIRNESS, What.PANEL}
            assert What.MARKS not in found or made <= found


def test_an_open_blind_round_shows_its_marks_to_its_keepers_alone() -> None:
    keepers = {
        (role, relation)
        for role, relation in ALL
        if What.MARKS in seen(role, relation, Phase.OPEN, "blind")
    }
    assert keepers == {(Role.ADMIN, Relation.ORGANIZER), (Role.CLERK, Relation.ORGANIZER)}
    judged = seen(Role.REPORTER, Relation.JUDGED, Phase.OPEN, "blind")
    assert judged == {What.PROGRESS, What.SELF}
    judged = seen(Role.REPORTER, Relation.JUDGED, Phase.CLOSED, "blind")
    assert judged == EVERYTHING - {What.PANEL, What.MARKS, What.NOTES, What.FAIRNESS}


@pytest.mark.parametrize("seat", SEATS, ids=lambda seat: str(seat.user))
def test_the_relation_of_each_user_is_found(made: Made, seat: Seat) -> None:
    found = seeing.sight(made.seen_by(seat), rounds.round_row(made.ws, ROUND))
    assert (found.role, found.relation) == seat[1:]


def test_a_reporter_finds_no_judge_by_trying_ids(made: Made) -> None:
    reporter = next(seat for seat in SEATS if seat.user == "rep")
    ws = made.seen_by(reporter)
    said = set()
    for id_ in ("k1", "k3", "k4", "nobody"):
        with pytest.raises((Refused, NotFound)) as no:
            rounds.assessor_for(ws, rounds.round_row(ws, ROUND), id_)
        said.add((type(no.value), render(no.value.message), str(no.value.allowed)))
    assert len(said) == 1


def test_a_fault_of_the_ledger_tells_no_mark(made: Made) -> None:
    made.ws.ledger.connection.execute("UPDATE mark SET value = '4711' WHERE assessor = 'k2'")
    for seat in SEATS:
        for asked in ("ledger verify --json", "doctor --json"):
            said = made.command(seat, asked)
            assert said.startswith("1\n")
            assert ("4711" in said) is (seat.user in ("boss", "clerk")), seat


def test_a_clerk_who_judges_puts_marks_on_no_other_sheet(made: Made) -> None:
    clerk = next(seat for seat in SEATS if seat.user == "mei")
    other = next(id_ for id_, _ in made.world.panel if id_ not in ("k1", "k2"))
    said = made.command(clerk, f"mark set r o-1-1 study 1 --assessor {other} --json")
    assert said.startswith("3\n")
    assert made.command(clerk, "mark set r o-1-1 study 1 --json").startswith("0\n")
    # what is stored is no refusal, though the writer does not read it again
    assert made.command(clerk, "mark self r o-1-1 study 1 --json").startswith("0\n")
    assert made.command(clerk, "report self show a-1/r/o-1-1/study").startswith("3\n")
