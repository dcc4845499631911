"""What an agency declared follows to who it was merged into, and says whose declaration it was."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles.eligibility import eligibility_of
from tests.titles.merger import HEIR
from tests.titles.small import START, small_city
from tests.titles.test_followed_by_heirs import LATER, MERGED, merge


def declare(ws: Workspace, agency: str, runs: bool, on: object = START) -> None:
    given = {"agency": agency, "runs-program": runs, "has-conditions": runs, "on": on}
    perform(ws, verb_of("agency.set"), given)


def program(ws: Workspace) -> tuple[bool | None, str, object]:
    (tier,) = eligibility_of(ws, HEIR, "agency-level")[1].tiers
    (found,) = (one for one in tier.reasons if one.has in ("running", "not-running", "undeclared"))
    return found.holds, found.why.key.removeprefix("rules."), found.why.values.get("agency")


@pytest.mark.parametrize(
    ("first", "second", "holds"),
    [(True, None, True), (True, False, True), (None, False, False), (None, None, False)],
)
def test_a_declaration_follows_to_the_heir(
    tmp_path: Path, first: bool | None, second: bool | None, holds: bool
) -> None:
    ws = small_city(tmp_path / "w", today=LATER)
    for agency, runs in (("a-1", first), ("a-2", second)):
        if runs is not None:
            declare(ws, agency, runs)
    merge(ws, "a-1", "a-2")
    found, key, whose = program(ws)
    assert found is holds
    said = "runs-formerly" if holds else "runs-unsaid" if second is None else "runs-not-formerly"
    assert (key, whose) == (said, None if said == "runs-unsaid" else "a-1局" if first else "a-2局")
    declare(ws, HEIR, not holds, MERGED + timedelta(days=1))
    assert program(ws) == (not holds, "runs-not" if holds else "runs", None)
