"""A holder's application is its renewal: one way from its check to the title that is kept."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, grants, group, notices, record
from civtui.workspace.titles.awaiting import awaiting
from civtui.workspace.titles.next_steps import next_step
from tests.titles.small import START, Sittings, let_pass, small_city

AGENCY = "agency-level"


def applied(folder: Path) -> Workspace:
    """Return a city in which a holder's application passed its check."""
    ws = small_city(folder, titles=[("a-1", AGENCY), ("o-1-1", "civilized-office")], today=START)
    applications.apply(ws, AGENCY, "a-1", case="c1")
    return ws


def state(ws: Workspace) -> str:
    return applications.case_row(ws, "c1").state


def checked(ws: Workspace) -> None:
    found = applications.check(ws, "c1", score="80", why="现场考评")
    assert found.outcome == "passed", found.answer.missing


def test_it_is_decided_made_public_and_kept(tmp_path: Path) -> None:
    ws = applied(tmp_path / "w")
    checked(ws)
    assert [(a.matter, a.holders) for a in awaiting(ws) if a.honor == AGENCY] == [
        ("grant", ("a-1",))
    ]
    ruled = Sittings(ws).decide(f"grant:{AGENCY}=a-1", START)
    posted = notices.post(ws, ["c1"], on=START)
    later = date.fromisoformat(posted[0].last) + timedelta(1)
    let_pass(ws, later)
    grants.grant(ws, AGENCY, ["a-1"], ruled)
    assert state(ws) == "granted"
    (event,) = [e for e in record.life_of(ws, "a-1").events if e.day == later.isoformat()]
    assert event.event == "kept"
    assert not applications.ranking(ws, AGENCY).rows


def test_past_its_check_the_review_is_not_put_beside_it(tmp_path: Path) -> None:
    ws = applied(tmp_path / "w")
    checked(ws)
    with pytest.raises(Refused) as refused:
        group.call(ws, "s1", [f"renew:{AGENCY}=a-1"])
    assert "c1" in render(refused.value.message)
    assert render(next_step(ws, applications.case_row(ws, "c1"))) in render(
        refused.value.hint or msg("")
    )


def test_a_renewal_decided_before_settles_it(tmp_path: Path) -> None:
    ws = applied(tmp_path / "w")
    ruled = Sittings(ws).decide(f"renew:{AGENCY}=a-1", START)
    checked(ws)
    grants.keep(ws, AGENCY, ["a-1"], ruled)
    assert state(ws) == "granted"
    assert not applications.ranking(ws, AGENCY).rows
