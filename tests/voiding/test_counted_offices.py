"""An office that the passed check of an application counted stays, as its agency does."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.agencies.body_removal import going
from civtui.workspace.performing.performing import perform
from tests.titles.small import OFFICES, small_city


def test_an_office_that_a_passed_check_counted_is_not_taken_out(tmp_path: Path) -> None:
    both = [(o, "civilized-office") for a in ("a-1", "a-2") for o in OFFICES[a]]
    ws = small_city(tmp_path / "w", titles=both)
    office, other = OFFICES["a-1"][0], OFFICES["a-2"][0]
    given = {"honor": "municipal", "agency": "a-1", "id": "k1", "on": "2026-02-01"}
    perform(ws, verb_of("apply.add"), given)
    assert going(ws, office).refusal is None  # filed and not counted yet
    told = {"case": "k1", "score": "91.5", "why": "复核", "on": "2026-02-02"}
    perform(ws, verb_of("apply.check"), told)
    check = ws.head()
    for verb, id_ in (("office.void", office), ("agency.void", "a-1")):
        with pytest.raises(Refused) as error:
            perform(ws, verb_of(verb), {"thing": id_, "why": "误录"})
        assert error.value.message.values["seq"] == check
        assert error.value.hint is not None and render(error.value.hint)
    assert going(ws, other).refusal is None  # another agency's, that nothing counted
    perform(ws, verb_of("ledger.void"), {"fact": str(check), "why": "误核"})
    assert perform(ws, verb_of("office.void"), {"thing": office, "why": "误录"}).done
    ws.close()
