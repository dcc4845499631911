"""A taking back that lets a policy act is taken back with what the policy did."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.chain import Row
from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.workspace.session import Workspace
from civtui.workspace.titles import endings, grants, party_group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.card_steps import progress
from civtui.workspace.titles.declaring import record_part
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.by_policy import by_policy
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


OFFICE, LAST, AFTER = "civilized-office", "2026-03-31", date(2026, 4, 10)


def voided_in_time(folder: Path, share: str, *, recorded: bool) -> tuple[Workspace, int, object]:
    """Return a city after a term whose renewal was voided while it ran, and the taking back.

    Two of four offices had a title that ended so, and with it the share of their agency's fell.

    Args:
        recorded: whether another write has put on record what the policies did.

    Returns:
        The city, the number of the taking back, and all tables as they are in a city whose renewal
        was never voided.
    """
    made = []
    for name in ("voided", "kept"):
        chosen = {"term-lapsed": "ends", "share-falls-below": share}
        ws = small_city(folder / name, titles=[("a-1", "municipal")], policies=chosen, today=START)
        dated(ws, *((office, OFFICE, LAST) for office in FOUR[:2]))
        ws = later(ws, date(2026, 3, 20))
        ruled = party_group.decide(ws, "a-1", "renew", FOUR[:2], session="党组会议")
        grants.keep(ws, OFFICE, FOUR[:2], ruled.id)
        by = void(ws, ws.head(), "误")[1] if name == "voided" else 0
        ws = later(ws, AFTER)
        if recorded:
            dated(ws, ("a-2", "municipal", "2027-01-01"))
        made.append((ws, by))
    (ws, by), (kept, _) = made
    assert held(kept) >= {(office, OFFICE) for office in FOUR[:2]}
    assert not held(ws) & {(office, OFFICE) for office in FOUR[:2]}
    return ws, by, said_of(kept)


def said_of(ws: Workspace) -> object:
    """Return titles, cards and days of a city, without the numbers of facts."""
    titles = sorted((h.holder, h.honor, h.since, str(h.until)) for h in held_on(ws, ws.today()))
    return titles, [(c.agency, c.opened, c.state) for c in card_rows(ws)]


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("share", ["automatic", "yellow-card"])
def test_a_renewal_voided_before_its_titles_end_stands_again_after_it(
    tmp_path: Path, share: str, recorded: bool
) -> None:
    ws, by, never = voided_in_time(tmp_path, share, recorded=recorded)
    assert (("a-1", "municipal") in held(ws)) is (share == "yellow-card")
    assert len(card_rows(ws)) == (share == "yellow-card")
    ended = said_of(ws)
    _, again = void(ws, by, "误作废")
    assert said_of(ws) == never
    assert verify(ws.ledger) == []
    _, third = void(ws, again, "确实误")
    assert said_of(ws) == ended
    void(ws, third, "又误")
    assert said_of(ws) == never
    assert verify(ws.ledger) == []


def test_what_a_person_did_on_what_a_policy_did_goes_first(tmp_path: Path) -> None:
    ws, by, never = voided_in_time(tmp_path, "yellow-card", recorded=False)
    progress(ws, card_rows(ws)[0].id, "plan", note="整改计划")
    planned = ws.head()
    with pytest.raises(Refused) as refused:
        void(ws, by, "误作废")
    assert refused.value.message.key == "voiding.on-policies"
    assert refused.value.hint is not None and refused.value.hint.values["seq"] == planned
    void(ws, planned, "先撤")
    void(ws, by, "误作废")
    assert said_of(ws) == never and verify(ws.ledger) == []


def test_acts_that_come_about_again_are_said_to_be_worked_out_anew(tmp_path: Path) -> None:
    """What a policy would do without the deed, too, goes and comes again: that alone is said."""
    chosen = {"term-lapsed": "ends", "share-falls-below": "yellow-card"}
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], policies=chosen, today=START)
    dated(ws, *((office, OFFICE, LAST) for office in FOUR[:2]))
    record_part(ws, FOUR[3], takes=True)
    part = ws.head()
    ws = later(ws, AFTER)
    dated(ws, ("a-2", "municipal", "2027-01-01"))
    stood, acts = said_of(ws), acts_of(ws)
    progress(ws, card_rows(ws)[0].id, "plan", note="整改计划")
    planned = ws.head()
    with pytest.raises(Refused) as refused:
        void(ws, part, "误")
    assert "要一并撤回、重新办理" in render(refused.value.message, "zh")
    void(ws, planned, "先撤")
    taken, _ = void(ws, part, "误")
    gone = acts & {*taken.along}
    assert gone and said_of(ws) == stood
    assert len(acts_of(ws)) == len(acts) and not acts_of(ws) & gone
    assert verify(ws.ledger) == []


def acts_of(ws: Workspace) -> set[int]:
    """Return the numbers of the facts that stand and that policies wrote."""
    rows = ws.ledger.connection.execute("SELECT * FROM standing_fact").fetchall()
    return {row.seq for row in map(Row._make, rows) if by_policy(row)}
