"""What people decide after a choice has acted stands: it does not act on the same cause again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import Refused
from civtui.model.roles import Right
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, party_group
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import FOUR, SHARE, dated, later
from tests.titles.small import START, Sittings, small_city

CARDS = (date(2026, 2, 2), date(2026, 3, 2))
AFTER = (CARDS[1], date(2026, 3, 9))  # on the very day, and later


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(h.holder, h.honor) for h in held_on(ws, ws.today())}


@pytest.mark.parametrize("back", AFTER)
def test_a_title_given_back_after_a_second_card_stays(tmp_path: Path, back: date) -> None:
    ws = small_city(
        tmp_path / "w",
        titles=[("a-1", "municipal")],
        policies={"second-card": "delists"},
        today=START,
    )
    ws = later(ws, date(2026, 3, 10))
    sittings = Sittings(ws)

    def card(day: date) -> str:
        ruled = sittings.decide("card=a-1", day)
        return card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=day).state.id

    first = card(CARDS[0])
    card_steps.progress(ws, first, "re-inspected", met=True, on=CARDS[0])
    cleared = sittings.decide("clear-card=a-1", CARDS[0])
    card_steps.conclude(ws, first, "cleared", cleared, on=CARDS[0])
    card(CARDS[1])
    assert held(ws) == set()
    ruled = sittings.decide("restore:municipal=a-1", back)
    endings.restore(ws, "municipal", ["a-1"], ruled, on=back)
    assert held(ws) == {("a-1", "municipal")}
    card(date(2026, 3, 10))
    assert held(ws) == set()  # another card is another cause
    assert verify(ws.ledger) == []


@pytest.mark.parametrize("back", AFTER)
def test_a_title_given_back_after_a_share_fell_stays(tmp_path: Path, back: date) -> None:
    chosen = {"share-falls-below": "automatic"}
    ws = small_city(tmp_path / "w", titles=SHARE, policies=chosen, today=START)
    ws = later(ws, date(2026, 3, 10))
    gone = party_group.decide(ws, "a-1", "withdraw", [FOUR[0]], session="党组会议", on=CARDS[1])
    endings.end(ws, "civilized-office", [FOUR[0]], "withdrawn", gone.id, on=CARDS[1])
    left = {(FOUR[1], "civilized-office")}
    assert held(ws) == left
    ruled = Sittings(ws).decide("restore:municipal=a-1", back)
    endings.restore(ws, "municipal", ["a-1"], ruled, on=back)
    assert held(ws) == {("a-1", "municipal"), *left}
    assert verify(ws.ledger) == []


def facts_by(ws: Workspace, policy: str) -> list[int]:
    """Return the facts that a policy wrote."""
    by = f'"policy:{policy}"'
    return [row.seq for row in ws.ledger.rows() if by in row.payload]


def choose(ws: Workspace, policy: str, was: str, now: str) -> None:
    """Change a choice in the workspace's profile."""
    file = ws.dir / "profile.toml"
    text = file.read_text("utf-8")
    assert f'choice = "{was}"' in text and policy in text
    file.write_text(text.replace(f'choice = "{was}"', f'choice = "{now}"'), encoding="utf-8")


def test_an_act_of_a_policy_is_taken_back_once_it_is_chosen_no_more(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", policies={"term-lapsed": "ends"}, today=START)
    dated(ws, ("a-1", "municipal", "2026-02-28"), (FOUR[0], "civilized-office", "2026-02-28"))
    ws = later(ws, date(2026, 3, 15))
    ws.write(right=Right.KEEP)
    first, *_ = facts_by(ws, "term-lapsed")
    with pytest.raises(Refused, match="by-policy"):
        void(ws, first, "x")
    choose(ws, "term-lapsed", "ends", "flag-until-decided")
    assert held(ws) == set()  # what is on record stays there until somebody takes it back
    for seq in facts_by(ws, "term-lapsed"):
        if not held(ws):
            void(ws, seq, "口径已改")
    assert held(ws) == {("a-1", "municipal"), (FOUR[0], "civilized-office")}
    assert verify(ws.ledger) == []
    (ws.dir / "profile.toml").write_text("[", encoding="utf-8")  # which chooses nothing otherwise
    assert ws.automatic.fault is not None


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
@pytest.mark.parametrize("answer", ["approved", "refused"])
def test_what_a_policy_delisted_is_appealed(tmp_path: Path, choice: str, answer: str) -> None:
    chosen = {"second-card": "delists", "appeal": choice}
    titles = [("a-1", "municipal")]
    ws = small_city(tmp_path / "w", titles=titles, policies=chosen, today=START)
    ws = later(ws, date(2026, 3, 20))
    sittings = Sittings(ws)
    first = card_steps.issue(
        ws, "a-1", "停滞", "整改", sittings.decide("card=a-1", CARDS[0]), on=CARDS[0]
    ).state.id
    card_steps.progress(ws, first, "re-inspected", met=True, on=CARDS[0])
    cleared = sittings.decide("clear-card=a-1", CARDS[0])
    card_steps.conclude(ws, first, "cleared", cleared, on=CARDS[0])
    ruled = sittings.decide("card=a-1", CARDS[1])
    card_steps.issue(ws, "a-1", "停滞", "整改", ruled, on=CARDS[1])
    act, day = "policy:second-card", date(2026, 3, 9)
    for other in (ruled, "policy:term-lapsed", "nothing"):
        with pytest.raises(Refused) as error:
            appeals.appeal(ws, "a-1", other, on=day)
        assert error.value.allowed == [act] and error.value.message.key.endswith("not-delisted-by")
    listed = candidates(ws, "decision", {"agency": "a-1"})
    assert listed[0].id == act  # a form lists it
    appeals.appeal(ws, "a-1", act, on=day)
    assert held(ws) == ({("a-1", "municipal")} if choice == "suspended" else set())
    ruled = sittings.decide("appeal=a-1", date(2026, 3, 12), outcome=answer)  # type: ignore[arg-type] # a literal
    appeals.answer_appeal(ws, "a-1", act, ruled, on=date(2026, 3, 12))
    assert held(ws) == ({("a-1", "municipal")} if answer == "approved" else set())
    ws.write(right=Right.KEEP)
    assert held(ws) == ({("a-1", "municipal")} if answer == "approved" else set())
    assert verify(ws.ledger) == []
