"""What policies do on one day: terms run out first, and who still holds is asked for the rest.

Every pair of choices that act by themselves meets on one day, in a city that had chosen nothing
until then, so that all that they do comes about at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.facts.applications import Renewed
from civtui.model.facts.titles import Carded, CardEnded, Granted, Withdrawn
from civtui.model.roles import Right
from civtui.workspace.automatic.grounds import groundless
from civtui.workspace.automatic.steps import TURN
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import dated, later, selected
from tests.titles.small import OFFICES, START, small_city

LAST, DAY, AFTER = date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 6)
CIVILIZED, MODEL = "civilized-office", "model-office"
A, B, C = OFFICES["a-1"], OFFICES["a-2"], OFFICES["a-3"]
QUIET = {
    "term-lapsed": "flag-until-decided",
    "share-falls-below": "at-renewal",
    "second-card": "nothing",
    "model-title-term": "no-expiry",
    "model-title-when-civilized-lost": "stays-until-withdrawn",
}
ACTING = [
    ("term-lapsed", "ends"),
    ("share-falls-below", "yellow-card"),
    ("share-falls-below", "automatic"),
    ("second-card", "delists"),
    ("model-title-term", "per-round"),
    ("model-title-when-civilized-lost", "falls-with-it"),
]
PAIRS = [pair for pair in combinations(ACTING, 2) if pair[0][0] != pair[1][0]]
# titles that run out on the eve of the day: of an agency and of its offices
RUN_OUT = [("a-1", "municipal"), (A[0], CIVILIZED), (A[1], CIVILIZED), (A[0], MODEL)]
STAND = [("a-2", "municipal"), *((o, CIVILIZED) for o in (*B[:2], *C[:2])), (C[0], MODEL)]
Titles = dict[tuple[str, str], tuple[str, str]]  # (holder, honor) -> cause of its end, by whom
Cards = set[tuple[str, str, str]]  # (agency, state, by whom) of those of the day


def city(folder: Path, run_out: Sequence[tuple[str, str]]) -> Workspace:
    """Return a city before the day: titles `run_out`, some stand on, agencies had a card."""
    stand = [title for title in STAND if title not in run_out]
    ws = small_city(folder, titles=stand, policies=QUIET, today=START)
    for holder, honor in run_out:
        dated(ws, (holder, honor, str(LAST)))
    ws = later(ws, DAY)
    for agency in ("a-1", "a-2"):
        card = f"early-{agency}"
        ws.write(
            Carded(card=card, agency=agency, decision="旧", cause="停滞"),
            CardEnded(card=card, decision="旧", outcome="cleared"),
            right=Right.KEEP,
            effective=date(2026, 2, 2),
        )
    selected(ws, "s1", [C[1]], date(2026, 3, 20))
    return ws


def deeds(ws: Workspace, policies: Sequence[str], *, backwards: bool) -> None:
    """Let people do on the day what the policies act on, each in a write of its own."""
    acted_on = {
        "share-falls-below": [Withdrawn(honor=CIVILIZED, holders=(B[0],), decision="撤")],
        "model-title-when-civilized-lost": [
            Withdrawn(honor=CIVILIZED, holders=(C[0],), decision="撤")
        ],
        "model-title-term": [Granted(honor=MODEL, holders=(C[1],), decision="新一轮")],
        "second-card": [
            Carded(card=f"late-{agency}", agency=agency, decision="新", cause="再次")
            for agency in ("a-1", "a-2")
        ],
    }
    done = [body for policy in policies for body in acted_on.get(policy, ())]
    for body in reversed(done) if backwards else done:
        ws.write(body, right=Right.KEEP, effective=DAY)


def choose(ws: Workspace, chosen: Sequence[tuple[str, str]]) -> None:
    """Let the profile choose otherwise than so far."""
    path = ws.dir / "profile.toml"
    text = path.read_text("utf-8")
    for policy, choice in chosen:
        before, named, behind = text.partition(f"[policy.{policy}]")
        assert named and QUIET[policy] in behind
        text = before + named + behind.replace(QUIET[policy], choice, 1)
    path.write_text(text, encoding="utf-8")


def told(ws: Workspace) -> tuple[Titles, Cards]:
    """Return what readers see of what policies ended, and of the cards of the day."""
    ws.automatic.refresh()
    ended = ws.ledger.connection.execute(
        "SELECT t.holder, t.honor, t.cause, e.decision FROM title AS t JOIN title_event AS e "
        "ON e.holder = t.holder AND e.honor = t.honor AND e.day = t.ended "
        "WHERE e.decision LIKE 'policy:%' AND t.ended = ?",
        (str(DAY),),
    )
    cards = ws.ledger.connection.execute(
        "SELECT agency, state, decision FROM card WHERE opened = ?", (str(DAY),)
    )
    titles = {(holder, honor): (cause, by) for holder, honor, cause, by in ended}
    return titles, set(cards)


def seen(folder: Path, pair: Sequence[tuple[str, str]], *, backwards: bool) -> tuple[Titles, Cards]:
    """Return what is seen on the day and days later, on record or not: it is one and the same.

    Args:
        backwards: what is on record in one order is so in the other.
    """
    found = []
    for number, recorded in enumerate((None, DAY, AFTER)):
        ws = city(folder / str(number), RUN_OUT[:: -1 if backwards else 1])
        deeds(ws, [policy for policy, _ in pair], backwards=backwards)
        choose(ws, pair)
        for day in (DAY, AFTER):
            ws = later(ws, day)
            found.append(told(ws))
            if recorded == day:
                dated(ws, ("a-3", "agency-level", "2028-01-01"))
                found.append(told(ws))
        assert verify(ws.ledger) == [] and list(groundless(ws)) == []
        ws.close()
    assert all(one == found[0] for one in found), found
    return found[0]


def expected(pair: Sequence[tuple[str, str]], *, backwards: bool) -> tuple[Titles, Cards]:
    """Return what the pair should have done: each policy to who still holds when its turn comes."""
    chosen, titles, cards = dict(pair), Titles(), set[tuple[str, str, str]]()

    def end(policy: str, cause: str, *ended: tuple[str, str]) -> None:
        for title in ended:
            titles.setdefault(title, (cause, f"policy:{policy}"))

    if "term-lapsed" in chosen:
        end("term-lapsed", "expired", *RUN_OUT)
    if "model-title-term" in chosen:
        end("model-title-term", "expired", (A[0], MODEL), (C[0], MODEL))
    if "model-title-when-civilized-lost" in chosen:
        end("model-title-when-civilized-lost", "withdrawn", (C[0], MODEL))
    share, delists = chosen.get("share-falls-below"), "second-card" in chosen
    if share == "automatic" and not (delists and backwards):  # of these two what happened first
        end("share-falls-below", "withdrawn", ("a-2", "municipal"))
    if delists:
        end("second-card", "delisted", ("a-1", "municipal"), ("a-2", "municipal"))
        cards = {("a-1", "delisted", "新"), ("a-2", "delisted", "新")}
    elif share == "yellow-card":  # under an open card none is issued
        cards = {("a-2", "open", "policy:share-falls-below")}
    return titles, cards


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "+".join(choice for _, choice in pair))
def test_each_of_a_pair_acts_on_who_still_holds(
    tmp_path: Path, pair: tuple[tuple[str, str], ...], backwards: bool
) -> None:
    found = seen(tmp_path, pair, backwards=backwards)
    assert found == expected(pair, backwards=backwards)


@pytest.mark.parametrize("share", ["yellow-card", "automatic"])
def test_what_is_foreseen_is_what_comes_about(tmp_path: Path, share: str) -> None:
    chosen = [*ACTING[:1], ("share-falls-below", share), *ACTING[3:]]
    ws = city(tmp_path / "w", [*RUN_OUT, (B[0], CIVILIZED)])
    choose(ws, chosen)
    ws = later(ws, LAST)
    foreseen = [
        (step.on, step.policy, step.holders, [body.kind for body in step.bodies])
        for step in ws.automatic.foreseen(AFTER)
    ]
    ws = later(ws, AFTER)
    assert foreseen == [
        (step.on, step.policy, step.holders, [body.kind for body in step.bodies])
        for step in ws.automatic.standing()
    ]
    by = {policy: holders for _, policy, holders, _ in foreseen}
    assert by["share-falls-below"] == ("a-2",)
    assert ("second-card" in by) is (share == "yellow-card")


def test_every_policy_that_acts_by_itself_has_its_turn() -> None:
    assert {policy for policy, _ in ACTING} == {*TURN} == {*QUIET}


@pytest.mark.parametrize("share", ["yellow-card", "automatic"])
def test_what_was_kept_on_the_day_on_which_offices_terms_had_run_out_is_no_fall(
    tmp_path: Path, share: str
) -> None:
    ws = city(tmp_path / "w", [*RUN_OUT, (B[0], CIVILIZED)])
    kept = Renewed(honor="municipal", holders=("a-2",), decision="复查", until=date(2029, 1, 1))
    ws.write(kept, right=Right.KEEP, effective=DAY)
    choose(ws, [("term-lapsed", "ends"), ("share-falls-below", share)])
    assert {holder for holder, _ in told(later(ws, AFTER))[0]} == {"a-1", A[0], A[1], B[0]}


def test_a_card_of_a_title_that_had_run_out_has_no_ground(tmp_path: Path) -> None:
    ws = city(tmp_path / "w", RUN_OUT)
    fell = "policy:share-falls-below"
    ws.write(
        Withdrawn(honor=CIVILIZED, holders=A[:2], decision="policy:term-lapsed", cause="expired"),
        Carded(card="card-2026-1", agency="a-1", decision=fell, cause="先进面"),
        Withdrawn(
            honor="municipal", holders=("a-1",), decision="policy:term-lapsed", cause="expired"
        ),
        right=Right.KEEP,
        effective=DAY,
    )
    choose(ws, [("term-lapsed", "ends"), ("share-falls-below", "yellow-card")])
    (gone,) = groundless(ws := later(ws, AFTER))
    assert (gone.what, gone.agency, gone.on) == ("card-2026-1", "a-1", DAY)
    void(ws, gone.seq, "误发")
    assert told(ws)[1] == set() and list(groundless(ws)) == []
