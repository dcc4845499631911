"""A model title per selection, and offices that a reform merged: rounds and titles follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.workspace.session import Workspace
from civtui.workspace.titles import grants, reforms
from civtui.workspace.titles.carrying_out import undone
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.proposing import propose
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import selected
from tests.titles.small import OFFICES, Sittings, small_city

ONE, TWO, THREE, FOUR = OFFICES["a-1"]
OTHERS = OFFICES["a-2"]
HEIR = "o-1-5"
OLD, NEW = date(2026, 3, 1), date(2026, 6, 1)
GIVEN_OLD, MERGED, GIVEN_NEW = date(2026, 3, 7), date(2026, 6, 10), date(2026, 6, 20)


def city(folder: Path, **more: str) -> Workspace:
    """Return a city whose first and third office got the model title out of a first selection."""
    policies = {"model-title-term": "per-round", **more}
    titles = [(office, "civilized-office") for office in (ONE, TWO, THREE, FOUR, *OTHERS)]
    ws = small_city(folder, titles=titles, policies=policies, today=date(2026, 7, 1))
    selected(ws, "s1", [ONE, THREE], OLD)
    give(ws, "t", [ONE, THREE], GIVEN_OLD)
    return ws


def give(ws: Workspace, series: str, offices: Sequence[str], day: date) -> None:
    ruled = Sittings(ws, series).decide(f"grant:model-office={','.join(offices)}", day)
    grants.grant(ws, "model-office", offices, ruled, on=day)


def merge(ws: Workspace, step: str = "") -> None:
    file = ws.dir / "reform.toml"
    step = step or f'[[merge_office]]\noffices = ["{ONE}", "{TWO}"]\nname = "综合处"\n'
    file.write_text(f'id = "r1"\neffective = {MERGED}\n{step}', encoding="utf-8")
    reforms.reform(ws, file)


def models(ws: Workspace) -> set[str]:
    return {row.holder for row in held_on(ws, ws.today(), "model-office")}


SPLIT = f'[[split_office]]\noffice = "{ONE}"\ninto = ["处1", "处五"]\n'


@pytest.mark.parametrize("step", ["", SPLIT], ids=["merged", "split"])
def test_a_carried_over_title_ends_with_the_selection_after_its_own(
    tmp_path: Path, step: str
) -> None:
    """The later selection closed before the reform; its first title came after it."""
    ws = city(tmp_path / "w", **{"split-office": "both"})
    selected(ws, "s2", [OTHERS[0]], NEW)
    merge(ws, step)
    assert HEIR in models(ws)
    give(ws, "u", [OTHERS[0]], GIVEN_NEW)
    assert models(ws) == {OTHERS[0]} and verify(ws.ledger) == []
    ws.close()


def test_a_title_out_of_a_parents_round_is_of_that_selection(tmp_path: Path) -> None:
    """One given to the heir of a candidate overtakes none that the same selection gave."""
    ws = city(tmp_path / "w")
    selected(ws, "s2", [TWO, OTHERS[0], OTHERS[1]], NEW)
    give(ws, "u", [OTHERS[0]], date(2026, 6, 5))
    assert models(ws) == {OTHERS[0]}
    merge(ws, f'[[merge_office]]\noffices = ["{FOUR}", "{TWO}"]\nname = "综合处"\n')
    give(ws, "v", [HEIR], GIVEN_NEW)
    assert models(ws) == {OTHERS[0], HEIR} and verify(ws.ledger) == []
    ws.close()


def test_an_heir_of_a_candidate_goes_on_with_its_title_anew(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    merge(ws)
    give(ws, "u", [HEIR, OTHERS[0]], GIVEN_NEW)
    assert models(ws) == {HEIR, OTHERS[0]} and verify(ws.ledger) == []
    ws.close()


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("first", ["grant", "keep"])
def test_a_title_decided_to_be_kept_stays_whichever_is_put_down_first(
    tmp_path: Path, first: str, days: int
) -> None:
    """One sitting gives a title out of a selection, and keeps that of another who was in it."""
    ws = city(tmp_path / "w")
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    group, day = Sittings(ws, "u"), date(2026, 6, 5)
    given = group.decide(f"grant:model-office={OTHERS[0]}", day)
    kept = group.decide(f"renew:model-office={ONE}", day)
    steps = [
        lambda: grants.grant(ws, "model-office", [OTHERS[0]], given, on=day),
        lambda: grants.keep(ws, "model-office", [ONE], kept, on=day + timedelta(days=days)),
    ]
    for step in steps if first == "grant" else steps[::-1]:
        assert kept in {one.decision for one in undone(ws, ws.today())} or step is steps[0]
        step()
    assert models(ws) == {ONE, OTHERS[0]} and verify(ws.ledger) == []
    assert undone(ws, ws.today()) == []
    ws.close()


def test_a_title_kept_after_a_later_selection_gave_its_first_is_refused(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    give(ws, "u", [OTHERS[0]], GIVEN_NEW)
    with pytest.raises(Refused) as refused:
        Sittings(ws, "v").decide(f"renew:model-office={ONE}", GIVEN_NEW + timedelta(days=2))
    assert refused.value.message.key == "titles.decided-late"
    ws.close()


@pytest.mark.parametrize("choice", ["per-round", "no-expiry"])
def test_whom_a_selection_finds_again_is_put_up_for_its_title_anew(
    tmp_path: Path, choice: str
) -> None:
    """Where each selection gives its own titles; else who holds one keeps it."""
    ws = city(tmp_path / "w", **{"model-title-term": choice})
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    found = propose(ws, "s2", first=1)
    assert {row.subject for row in found.rows} == {ONE, OTHERS[0]}
    assert found.renewed == (() if choice == "per-round" else (ONE,))
    ws.close()


@pytest.mark.parametrize("days", [0, 3])
@pytest.mark.parametrize("order", ["at once", "new first", "held first"])
def test_one_decision_comes_to_the_same_in_whatever_order_it_is_put_down(
    tmp_path: Path, order: str, days: int
) -> None:
    ws = city(tmp_path / "w")
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    day = date(2026, 6, 5)
    ruled = Sittings(ws, "u").decide(f"grant:model-office={OTHERS[0]},{ONE}", day)
    parts = [[OTHERS[0], ONE]] if order == "at once" else [[OTHERS[0]], [ONE]]
    for place, part in enumerate(parts[::-1] if order == "held first" else parts):
        on = day + timedelta(days=place * days)
        grants.grant(ws, "model-office", part, ruled, on=on)
    found = {row.holder: row.since for row in held_on(ws, ws.today(), "model-office")}
    assert found[ONE] == GIVEN_OLD.isoformat() and {*found} == {ONE, OTHERS[0]}
    assert verify(ws.ledger) == [] and undone(ws, ws.today()) == []
    ws.close()


def test_a_grant_goes_after_what_it_ended_was_kept_all_the_same(tmp_path: Path) -> None:
    ws = city(tmp_path / "w")
    selected(ws, "s2", [ONE, OTHERS[0]], NEW)
    group, day = Sittings(ws, "u"), date(2026, 6, 5)
    given = group.decide(f"grant:model-office={OTHERS[0]}", day)
    kept = group.decide(f"renew:model-office={ONE}", day)
    grants.grant(ws, "model-office", [OTHERS[0]], given, on=day)
    assert models(ws) == {OTHERS[0]}
    first = next(row.seq for row in reversed([*ws.ledger.rows()]) if row.kind == "granted")
    before = {*models(ws), THREE, ONE}
    grants.keep(ws, "model-office", [ONE], kept, on=day)
    found, _ = void(ws, first, "误")
    assert models(ws) == before - {OTHERS[0]} and verify(ws.ledger) == []
    assert found.refusal is None
    ws.close()
