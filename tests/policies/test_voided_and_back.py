"""A taking back that lets a policy act is taken back with what the policy did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.workspace.cards import card_rows
from civtui.workspace.honors import held_on
from civtui.workspace.session import Workspace
from civtui.workspace.titles import endings, grants, party_group
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, SHARE, dated, later
from tests.titles.small import START, Sittings, small_city
from tests.voiding.tables import tables_of


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(h.holder, h.honor) for h in held_on(ws, ws.today())}


def renewed(folder: Path) -> tuple[Workspace, int]:
    """Return a city after the end of a term that was renewed in time, and the renewal's number."""
    ws = small_city(folder, policies={"term-lapsed": "ends"}, today=START)
    dated(ws, *((FOUR[0], honor, "2026-03-31") for honor in ("civilized-office", "model-office")))
    ws = later(ws, date(2026, 3, 20))
    ruled = party_group.decide(ws, "a-1", "renew", [FOUR[0]], session="党组会议")
    grants.keep(ws, "civilized-office", [FOUR[0]], ruled.id)
    number = ws.head()
    return later(ws, date(2026, 4, 2)), number


def test_a_renewal_voided_in_error_stands_again(tmp_path: Path) -> None:
    ws, renewal = renewed(tmp_path / "w")
    assert held(ws) == {(FOUR[0], "civilized-office")}
    _, by = void(ws, renewal, "误")  # both terms are over, one of them was not yet on record
    assert held(ws) == set()
    _, again = void(ws, by, "误作废")
    assert held(ws) == {(FOUR[0], "civilized-office")}
    void(ws, again, "确实误")
    assert held(ws) == set()
    assert verify(ws.ledger) == []


def test_a_grant_voided_in_error_stands_again_without_the_card_of_it(tmp_path: Path) -> None:
    chosen = {"share-falls-below": "yellow-card"}
    ws = small_city(tmp_path / "w", titles=SHARE[:2], policies=chosen, today=START)
    ws = later(ws, date(2026, 3, 2))
    ruled = party_group.decide(ws, "a-1", "grant", [FOUR[1]], session="党组会议")
    grants.grant(ws, "civilized-office", [FOUR[1]], ruled.id)
    granted = ws.head()
    gone = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议")
    grants.grant(
        ws,
        "civilized-office",
        [FOUR[2]],
        party_group.decide(ws, "a-1", "grant", [FOUR[2]], session="党组会议").id,
    )
    endings.end(ws, "civilized-office", [FOUR[0]], "withdrawn", gone.id)
    before = tables_of(ws)
    assert card_rows(ws) == []
    _, by = void(ws, granted, "误")  # one of four is left
    assert [c.state for c in card_rows(ws)] == ["open"]
    void(ws, by, "误作废")
    assert card_rows(ws) == [] and tables_of(ws) == before


def test_what_was_decided_since_has_to_go_first(tmp_path: Path) -> None:
    ws, renewal = renewed(tmp_path / "w")
    _, by = void(ws, renewal, "误")
    back = Sittings(ws).decide(f"restore:civilized-office={FOUR[0]}", ws.today())
    endings.restore(ws, "civilized-office", [FOUR[0]], back)
    with pytest.raises(Refused) as refused:
        void(ws, by, "误作废")
    assert refused.value.hint is not None
    assert refused.value.hint.values["seq"] == ws.head()
