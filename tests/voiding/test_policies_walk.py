"""Deeds, takings back and restorings at random, while policies act: what stands is done afresh."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from civtui.ledger.chain import Row
from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError
from civtui.model.facts.group import MemberSet, SittingCalled, SittingHeld
from civtui.model.facts.life import CardStepped, Renewed
from civtui.model.facts.titles import Carded, CardEnded, Decided, Granted, Withdrawn
from civtui.model.roles import Right
from civtui.workspace.session import Workspace
from civtui.workspace.titles import clocks, endings, grants, party_group
from civtui.workspace.titles.cards import card_rows
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.by_policy import by_policy
from civtui.workspace.voiding.doing import void
from civtui.workspace.voiding.hanging import payload_of
from tests.policies.test_automatic import dated
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city

OFFICE = "civilized-office"
STEPS = 30
# what people write in such a walk
WRITTEN = {
    one.kind: one
    for one in (
        MemberSet,
        SittingCalled,
        SittingHeld,
        Decided,
        Granted,
        Renewed,
        Withdrawn,
        Carded,
        CardStepped,
        CardEnded,
    )
}


def begun(folder: Path, share: str) -> Workspace:
    titles = [
        ("a-1", "municipal"),
        ("a-2", "municipal"),
        *((office, OFFICE) for a in ("a-1", "a-2") for office in OFFICES[a][:3]),
    ]
    chosen = {"term-lapsed": "ends", "share-falls-below": share, "second-card": "delists"}
    ws = small_city(folder, titles=titles, policies=chosen, today=START)
    days = ("2026-02-10", "2026-04-20", "2026-07-01")
    dated(
        ws,
        *(
            (office, OFFICE, day)
            for a in ("a-1", "a-2")
            for office, day in zip(OFFICES[a], days, strict=False)
        ),
    )
    return ws


def said(ws: Workspace) -> object:
    """Return titles and cards, without the numbers of facts and the ids that policies gave."""
    titles = sorted((h.holder, h.honor, h.since, str(h.until)) for h in held_on(ws, ws.today()))
    return titles, sorted((c.agency, c.opened, c.state) for c in card_rows(ws))


def step(ws: Workspace, rng: Random, sittings: Sittings) -> None:
    agency = rng.choice(("a-1", "a-2"))
    office, day = rng.choice(OFFICES[agency]), ws.today()
    kind = rng.choice(("grant", "renew", "renew", "withdraw", "card", "plan", "clear"))
    if kind in ("grant", "renew", "withdraw"):
        ruled = party_group.decide(ws, agency, kind, [office], session="会", on=day).id
        if kind == "grant":
            grants.grant(ws, OFFICE, [office], ruled)
        elif kind == "renew":
            until = day + timedelta(days=rng.choice((20, 60, 200)))
            grants.keep(ws, OFFICE, [office], ruled, until=until)
        else:
            endings.end(ws, OFFICE, [office], "withdrawn", ruled)
    elif kind == "card":
        clocks.issue(ws, agency, "脏乱", "整改", sittings.decide(f"card={agency}", day))
    else:
        card = next((c for c in card_rows(ws) if c.state == "open"), None)
        if card and kind == "plan":
            clocks.progress(ws, card.id, "plan", note="计划")
        elif card:
            clocks.progress(ws, card.id, "inspected", note="好", met=True)
            ruled = sittings.decide(f"clear-card={card.agency}", day)
            clocks.conclude(ws, card.id, "cleared", ruled)


def afresh(ws: Workspace, folder: Path, share: str, first: int) -> Workspace:
    """Return a city in which only what stands and people did was done, on the same days."""
    made = begun(folder, share)
    found = ws.ledger.connection.execute(
        "SELECT * FROM standing_fact WHERE seq > ? AND kind <> 'voided' ORDER BY seq", (first,)
    ).fetchall()
    for row in map(Row._make, found):
        if by_policy(row):
            continue
        body = WRITTEN[row.kind].model_validate(payload_of(row))
        let_pass(made, date.fromisoformat(row.effective))
        made.write(body, right=Right.KEEP, effective=date.fromisoformat(row.effective), ahead=True)
    let_pass(made, ws.today())
    return made


@pytest.mark.parametrize("share", ["yellow-card", "automatic"])
@pytest.mark.parametrize("seed", range(2))
def test_what_stands_is_what_people_did_done_afresh(tmp_path: Path, seed: int, share: str) -> None:
    walk(tmp_path, seed, share)


def walk(folder: Path, seed: int, share: str) -> None:
    rng = Random(f"{seed} {share}")
    ws = begun(folder / "w", share)
    first, voids, sittings = ws.head(), list[int](), Sittings(ws)
    for _ in range(STEPS):
        let_pass(ws, ws.today() + timedelta(days=rng.choice((0, 1, 5, 20))))
        chance = rng.random()
        try:
            if chance < 0.5:
                step(ws, rng, sittings)
            elif chance < 0.8 and ws.head() > first:
                newest = rng.randint(max(first, ws.head() - 12) + 1, ws.head())
                voids.append(void(ws, newest, "误")[1])
            elif voids:
                voids.append(void(ws, rng.choice(voids), "复原")[1])
        except CivtuiError:
            continue
    assert verify(ws.ledger) == []
    twin = afresh(ws, folder / "afresh", share, first)
    assert said(ws) == said(twin)
    assert voids
