"""What others rest on is not taken out: every list that has a way to remove from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.model.errors import CivtuiError, NotFound, Refused
from civtui.model.registers import REGISTERS
from civtui.verbs import every_verb
from civtui.verbs.registers import kind_of, noun_of
from civtui.workspace.building import registers
from civtui.workspace.building.record_dependents import LISTED_IN, PROFILE, pointing
from civtui.workspace.building.records import record
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.titles.small import small_city

TODAY = date(2026, 6, 1)
# register -> what is put down of it; a record that points to another gets the id of that one
VALUES: dict[str, dict[str, str]] = {
    "own": {"title": "保密制度", "line": "party"},
    "institution": {"version": "1", "line": "party", "in-force": "2026-01-01"},
    "inspection": {"on": "2026-05-01", "plan": "scheduled", "by": "party"},
    "finding": {"text": "台账不全", "grave": "minor", "outcome": "open"},
    "filing": {"title": "年中小结", "due": "2026-06-30"},
    "filed": {"on": "2026-05-20"},
    "exemplar": {"title": "一次办结", "text": "如下", "on": "2026-05-01"},
    "takeover": {"on": "2026-05-20"},
}
PAIRS = [(register, *one) for register in REGISTERS for one in pointing(register)]
# verbs that take something out of a list, other than those of registers -> where that is held
OTHERS = {
    "group.remove": "tests/titles/test_seats_of_the_day.py",
    "user.remove": "tests/rounds/test_first_user.py",
    "mark.clear": "tests/sheet",
}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path, today=TODAY, titles=[("a-1", "municipal")])


def put(ws: Workspace, register: str, agency: str = "a-1", **values: str) -> str:
    city = REGISTERS[register].whose == "city"
    given = VALUES[register] | values
    return registers.add(ws, register, None if city else agency, given).id


def laid(ws: Workspace, register: str, kind: str, field: str) -> tuple[str, str]:
    """Return a record and one that points to it."""
    first = put(ws, register)
    return first, put(ws, kind, "a-2" if kind == "takeover" else "a-1", **{field: first})


def refusal(deed: Callable[[], Any]) -> CivtuiError:
    with pytest.raises(Refused) as found:
        deed()
    assert found.value.hint is not None
    return found.value


def test_every_verb_that_takes_out_of_a_list_is_asked_here() -> None:
    words = ("remove", "clear", "delete", "drop")
    found = {verb.id for verb in every_verb() if verb.name in words and kind_of(verb.noun) is None}
    assert found - {"card.clear"} == set(OTHERS)  # a cleared card stays, with its outcome
    for kind in REGISTERS.values():
        assert f"{noun_of(kind).replace(' ', '.')}.remove" in {verb.id for verb in every_verb()}


def test_whatever_points_to_a_register_is_asked_here() -> None:
    named = {f.catalogue for kind in REGISTERS.values() for f in kind.fields} & set(REGISTERS)
    assert named == {LISTED_IN.get(one, one) for one, *_ in PAIRS} | set(PROFILE)
    assert {kind for one in PAIRS for kind in one[:2]} <= set(VALUES)


@pytest.mark.parametrize(("register", "kind", "field"), PAIRS)
def test_what_another_record_points_to_stays(
    ws: Workspace, register: str, kind: str, field: str
) -> None:
    first, second = laid(ws, register, kind, field)
    said = refusal(lambda: registers.remove(ws, register, first, why="误登"))
    assert said.where["rule"] == "resting"
    assert second in str(said.hint)
    registers.remove(ws, kind, second, why="误登")
    out = ws.head()
    registers.remove(ws, register, first, why="误登")
    with pytest.raises(NotFound):
        record(ws, register, first)
    # the record that pointed to it does not stand again alone, nor before it
    assert f"{ws.head()}" in str(refusal(lambda: void(ws, out, "没错")).hint)
    void(ws, ws.head(), "没错")
    void(ws, out, "没错")
    assert record(ws, kind, second).values[field] == first


@pytest.mark.parametrize(("register", "kind", "field"), PAIRS)
def test_a_change_is_not_taken_back_to_what_is_gone(
    ws: Workspace, register: str, kind: str, field: str
) -> None:
    if REGISTERS[kind].key and field in REGISTERS[kind].key:
        return  # its key stays
    first, second = laid(ws, register, kind, field)
    more = {"own": {"title": "印章制度"}, "inspection": {"by": "mass"}}.get(register, {})
    registers.change(ws, kind, second, {field: put(ws, register, **more)})
    changed = ws.head()
    registers.remove(ws, register, first, why="误登")
    said = refusal(lambda: void(ws, changed, "没错"))
    assert f"{ws.head()}" in str(said.hint)
    void(ws, ws.head(), "没错")
    void(ws, changed, "没错")
    assert record(ws, kind, second).values[field] == first


def test_a_version_that_another_one_revises_stays(ws: Workspace) -> None:
    own = put(ws, "own")
    first = put(ws, "institution", institution=own)
    second = put(
        ws,
        "institution",
        institution=own,
        version="2",
        **{"in-force": "2026-02-01", "revised-from": "1"},
    )
    assert second in str(refusal(lambda: registers.remove(ws, "institution", first, why="误")).hint)
    registers.remove(ws, "institution", second, why="误")
    registers.remove(ws, "institution", first, why="误")
    registers.remove(ws, "own", own, why="误")
