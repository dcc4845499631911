"""A verb that names one thing takes back what is that thing's own, whatever deed brought it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.facts.building import ActivitiesLogged
from civtui.model.facts.places import UserSet
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.model.roles import Right
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing.performing import perform, refused
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import OFFICES, Sittings, small_city
from tests.voiding.tables import tables_of

WHY = "误录"
DAY = date(2026, 2, 1)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    both = [(o, "civilized-office") for a in ("a-1", "a-2") for o in OFFICES[a]]
    made = small_city(tmp_path / "w", titles=both)
    yield made
    made.close()


def registry(ws: Workspace) -> None:
    """Take in, by slices as an import does, two agencies, three offices, a title of each kind."""
    ws.write(
        Registered(agencies=tuple(AgencyRecord(id=f"b-{n}", name=f"市乙{n}局") for n in (1, 2))),
        Registered(
            offices=tuple(OfficeRecord(id=f"p-{n}", agency=f"b-{n}", name="办公室") for n in (1, 2))
        ),
        Registered(
            titles=(
                OpeningTitle(holder="b-1", honor="agency-level", since=DAY),
                OpeningTitle(holder="p-1", honor="civilized-office", since=DAY),
                OpeningTitle(holder="p-2", honor="civilized-office", since=DAY),
            )
        ),
        right=Right.KEEP,
    )


def activities(ws: Workspace) -> None:
    told = [
        {"id": f"x-{n}", "agency": f"a-{n}", "on": DAY, "kind": "other", "title": f"读书会{n}"}
        for n in (1, 2)
    ]
    ws.write(ActivitiesLogged.model_validate({"activities": told}), right=Right.FILE)


def users(ws: Workspace) -> None:
    ws.write(UserSet(user=ws.user, role="admin"), right=Right.MANAGE)
    ws.write(*(UserSet(user=u, role="clerk") for u in ("甲", "乙")), right=Right.MANAGE)


def cases(ws: Workspace) -> None:
    for n in (1, 2):
        given = {"honor": "municipal", "agency": f"a-{n}", "id": f"k{n}", "on": "2026-02-01"}
        perform(ws, verb_of("apply.add"), given)
        perform(
            ws,
            verb_of("apply.check"),
            {"case": f"k{n}", "score": "91.5", "why": "复核", "on": "2026-02-02"},
        )
    group = Sittings(ws)
    for n in (1, 2):
        group.decide(f"recommend:municipal=a-{n}", date(2026, 2, 3))
    perform(ws, verb_of("notice.add"), {"cases": ["k1", "k2"], "id": "n1", "on": "2026-02-04"})


# verb -> what brings two of its things by one deed, one of them, and what must stay of the other
BATCHES: dict[str, tuple[Callable[[Workspace], None], str]] = {
    "agency.void": (registry, "b-1"),
    "office.void": (registry, "p-1"),
    "activity.void": (activities, "x-1"),
    "user.void": (users, "甲"),
    "apply.void": (cases, "k1"),
}
WITH = {"b-1": ("p-1",)}  # what goes with it
# verbs of things of which each deed brings one alone, or whose deed is the thing
ALONE = {
    "decide.void",
    "round.void",
    "notice.void",
    "notice.void-objection",
    "card.void",
    "group.void",
    "group.void-member",
    "honor.void",
}


def test_every_verb_that_takes_one_thing_back_is_tried() -> None:
    found = {verb.id for verb in every_verb() if verb.call.endswith("voiding:last")}
    assert found == ALONE | BATCHES.keys()


@pytest.mark.parametrize("verb", BATCHES)
def test_of_a_batch_nothing_goes_but_the_one_thing(ws: Workspace, verb: str) -> None:
    bring, thing = BATCHES[verb]
    bring(ws)
    before = tables_of(ws)
    told = refused(ws, verb_of(verb), thing)  # as a screen offers the deed
    try:
        answer = perform(ws, verb_of(verb), {"thing": thing, "why": WHY})
    except Refused as error:
        assert error.where and error.hint is not None
        assert "civtui ledger void " in render(error.hint, "zh")
        assert told is not None and "civtui ledger void " in render(told, "zh")
        assert tables_of(ws) == before
        return
    assert told is None
    after = tables_of(ws)
    assert after != before
    changed = [row for table in before for row in {*before[table]} ^ {*after[table]}]
    gone = {thing, *WITH.get(thing, ())}
    assert all(gone & {*row} for row in changed), changed
    void(ws, answer.document()["by"], WHY)
    assert tables_of(ws) == before
    assert verify(ws.ledger) == []


def test_what_a_later_batch_only_changed_is_refused_with_what_else_it_holds(ws: Workspace) -> None:
    registry(ws)
    changed = (AgencyRecord(id=f"b-{n}", name=f"市乙{n}局", sector="经济") for n in (1, 2))
    ws.write(Registered(agencies=tuple(changed)), right=Right.KEEP)
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("agency.void"), {"thing": "b-1", "why": WHY})
    said = told.value.message
    assert said.key == "voiding.with-others" and said.values["count"] == 1
    assert render(said, "en") and told.value.hint and render(told.value.hint, "en")


def test_what_an_office_is_added_with_is_no_step_of_its_agency(ws: Workspace) -> None:
    perform(ws, verb_of("agency.add"), {"name": "市丙局"})
    (agency,) = ws.ledger.connection.execute(
        "SELECT id FROM agency WHERE name = '市丙局'"
    ).fetchone()
    perform(ws, verb_of("office.add"), {"agency": agency, "name": "办公室"})
    before = tables_of(ws)
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("agency.void"), {"thing": agency, "why": WHY})
    assert told.value.message.key == "voiding.hangs"
    assert tables_of(ws) == before
