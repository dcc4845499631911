"""Facts of an earlier release are read as today's."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ConfigDict

from civtui.ledger import database
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
