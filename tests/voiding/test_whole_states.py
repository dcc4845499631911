"""What is written whole took over what stood: an earlier state goes only behind the later ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.roles import Right
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import taking, void
from tests.titles.small import small_city
from tests.voiding.tables import tables_of

WHY = "误录"
Write = Callable[[Workspace], None]


def verb(name: str, **given: Any) -> Write:
    """Return what performs a verb."""

    def write(ws: Workspace) -> None:
        perform(ws, verb_of(name), given)

    return write


def registered(staff: int, people: int) -> Write:
    """Return what writes an agency and an office as a registry's rows have them."""

    def write(ws: Workspace) -> None:
        ws.write(
            Registered(
                agencies=(AgencyRecord(id="a-1", name="市a-1局", short="a-1局", staff=staff),),
                offices=(OfficeRecord(id="o-1-1", agency="a-1", name="处1", staff=people),),
            ),
            right=Right.KEEP,
        )

    return write


# what makes a thing, and two changes of it of which the second keeps the first's field
COURSES: dict[str, tuple[Write, Write, Write]] = {
    "registry": (registered(20, 5), registered(30, 6), registered(30, 7)),
    "guarantee": (
        verb("guarantee.add", agency="a-1", what="funds", year="2026", planned="100"),
        verb("guarantee.set", record="a-1/funds/2026", actual="50"),
        verb("guarantee.set", record="a-1/funds/2026", planned="200"),
    ),
    "duty": (
        verb(
            "duty.add",
            agency="a-1",
            duty="archive",
            year="2026",
            owner="王",
            target="甲",
            state="planned",
        ),
        verb("duty.set", record="a-1/archive/2026", target="乙"),
        verb("duty.set", record="a-1/archive/2026", owner="李"),
    ),
}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


@pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
def test_a_state_goes_behind_the_one_that_took_it_over(
    ws: Workspace, course: tuple[Write, Write, Write]
) -> None:
    stood, made = list[Any](), list[int]()
    for write in course:
        stood.append(tables_of(ws))
        write(ws)
        made.append(ws.head())
    after = tables_of(ws)
    found = taking(ws, made[1])
    assert found.refusal is not None
    assert found.refusal.message.values["seq"] == made[2]
    assert tables_of(ws) == after
    takings = list[int]()
    for seq in (made[2], made[1]):
        takings.append(void(ws, seq, WHY)[1])
        assert tables_of(ws) == stood.pop()
    for by in reversed(takings):
        void(ws, by, WHY)
    assert tables_of(ws) == after


def test_a_register_is_put_back_beside_what_another_one_says_of_the_agency(ws: Workspace) -> None:
    COURSES["guarantee"][0](ws)
    made = ws.head()
    with_both = tables_of(ws)
    _, by = void(ws, made, WHY)
    # one that has the same id in another register
    verb(
        "duty.add",
        agency="a-1",
        duty="funds",
        year="2026",
        owner="王",
        target="甲",
        state="planned",
    )(ws)
    duty = ws.head()
    void(ws, by, WHY)
    void(ws, duty, WHY)
    assert tables_of(ws) == with_both
