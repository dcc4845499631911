"""Every kind of fact says what it has to do with: from that follows what hangs on it."""

from __future__ import annotations

from civtui.ledger.projections import APPLY
from civtui.ledger.projections.voiding import KIND
from civtui.workspace.voiding.doing import NEVER
from civtui.workspace.voiding.things import ALONE, IN_COURSE

# a taking back has what it took back; a reform's is done again as a reform
TAKINGS_BACK = {KIND, "reform-taken-back"}


def test_every_kind_of_fact_says_what_it_has_to_do_with() -> None:
    kinds = {*ALONE, *IN_COURSE}
    assert len(kinds) == len(ALONE) + len(IN_COURSE)
    assert set(APPLY) - kinds == NEVER | TAKINGS_BACK
    assert kinds <= set(APPLY)
