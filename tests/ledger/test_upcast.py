"""Facts of an earlier release are read as today's."""

from __future__ import annotations

from typing import ClassVar

import pytest
from pydantic import ConfigDict

from civtui.ledger import database
from civtui.ledger import upcast as upcast_module
from civtui.ledger.chain import canonical
from civtui.ledger.ledger import Ledger
from civtui.ledger.verify import verify
from civtui.model.facts.envelope import Body
from tests.ledger.making import city_round, fact, registry


class FirstRoundOpened(Body):
    """A round as the first release wrote it: without anchors."""

    kind: ClassVar[str] = "round-opened"
    v: ClassVar[int] = 1
    model_config = ConfigDict(extra="allow", frozen=True)


def test_a_round_of_the_first_release_has_no_anchors() -> None:
    connection = database.in_memory()
    ledger = Ledger(connection)
    adopted, opened = city_round()
    old = opened.body.model_dump(mode="json")
    del old["anchors"]
    ledger.append([registry(), adopted, fact(FirstRoundOpened.model_validate(old))])
    found = connection.execute("SELECT sum(anchor), count(*) FROM round_subject").fetchone()
    assert found == (0, 5)
    assert verify(ledger) == []
    connection.close()


class FirstMarked(Body):
    """A mark as the first release wrote it: a deed of its own, whatever was stored with it."""

    kind: ClassVar[str] = "marked"
    v: ClassVar[int] = 1
    model_config = ConfigDict(extra="allow", frozen=True)


class FirstTakenBack(FirstMarked):
    """A taking back as the first release wrote it, also of what somebody else had marked."""

    kind: ClassVar[str] = "mark-taken-back"


def test_marks_of_the_first_release_are_deeds_and_what_was_taken_back_stays_so() -> None:
    connection = database.in_memory()
    ledger = Ledger(connection)
    cell = {"round": "r", "subject": "o-0", "item": "i-1", "assessor": "k1"}
    ledger.append([registry(), *city_round()])
    first = FirstMarked.model_validate({**cell, "value": "1", "points": 1000})
    second = FirstMarked.model_validate({**cell, "value": "2", "points": 2000})
    (one, two) = ledger.append([fact(first), fact(second)])
    back = FirstTakenBack.model_validate({**cell, "undoes": two, "value": "1", "points": 1000})
    ledger.append([fact(back).model_copy(update={"who": "somebody"})])
    found = connection.execute("SELECT seq, kind, undone, gone FROM deed ORDER BY seq").fetchall()
    assert found == [(one, "mark", None, 0), (two, "mark", two + 1, 1)]
    assert connection.execute("SELECT value, origin FROM mark").fetchall() == [("1", one)]
    # it shows what never stood there: the fact is believed
    wrong = FirstTakenBack.model_validate({**cell, "undoes": one, "value": "9", "points": 9000})
    (seq,) = ledger.append([fact(wrong)])
    assert connection.execute("SELECT value, origin FROM mark").fetchall() == [("9", seq)]
    assert verify(ledger) == []
    connection.close()


def test_steps_are_taken_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = {("k", 1): lambda p: {**p, "b": 2}, ("k", 2): lambda p: {**p, "c": p["b"] + 1}}
    monkeypatch.setattr(upcast_module, "STEPS", steps)
    assert upcast_module.upcast("k", 1, {"a": 1}) == {"a": 1, "b": 2, "c": 3}
    assert upcast_module.upcast("k", 2, {"b": 5}) == {"b": 5, "c": 6}
    assert upcast_module.upcast("k", 3, {"a": 1}) == {"a": 1}


def test_canonical_text_keeps_characters_as_themselves() -> None:
    assert canonical({"b": "局", "a": [1, None]}) == '{"a":[1,null],"b":"局"}'
