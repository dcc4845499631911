"""Deeds, takings back and restorings at random, while policies act: what stands is done afresh."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from civtui.ledger.chain import Row
from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError
from civtui.model.facts.applications import AppealDecided, Appealed, CardStepped, Renewed, Restored
from civtui.model.facts.group import MemberSet, SittingCalled, SittingHeld
from civtui.model.facts.registry import Registered, TookPart
from civtui.model.facts.titles import Carded, CardEnded, Decided, Granted, Withdrawn
from civtui.model.roles import Right
from civtui.workspace.agencies.adding import add_office
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, grants, party_group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.declaring import record_part
from civtui.workspace.titles.honors import held_on
from civtui.workspace.voiding.by_policy import by_policy
from civtui.workspace.voiding.dependents import payload_of
from civtui.workspace.voiding.doing import void
from tests.policies.test_automatic import dated
from tests.titles.small import OFFICES, START, Sittings, let_pass, small_city

OFFICE = "civilized-office"
STEPS = 40
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
        Restored,
        TookPart,
        Appealed,
        AppealDecided,
        Registered,
    )
}


# what a story's policies are chosen to do
CHOSEN = {
    "term-lapsed": "ends",
    "share-falls-below": "yellow-card",
    "second-card": "delists",
    "appeal": "suspended",
}


def begun(folder: Path, chosen: Mapping[str, str]) -> Workspace:
    ws = small_city(folder, policies={**CHOSEN, **chosen}, today=START)
    days = ("2026-02-10", "2026-04-20", "2026-07-01")
    dated(
        ws,
        ("a-1", "municipal", "2026-06-10"),
        ("a-2", "municipal", "2028-12-31"),
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
    held = {h.holder for h in held_on(ws, day)}
    kinds = ("change", "change", "change", "withdraw", "restore", "part", "card", "plan", "clear")
    kind = rng.choice((*kinds, "appeal", "add"))
    if any(c.state == "open" for c in card_rows(ws)) and rng.random() < 0.3:
        kind = rng.choice(("plan", "plan", "clear"))
    if kind == "change":
        kind = "renew" if office in held else "grant"
    if kind in ("grant", "renew", "withdraw"):
        ruled = party_group.decide(ws, agency, kind, [office], session="会", on=day).id
        until = day + timedelta(days=rng.choice((20, 60, 200)))
        if kind == "grant":
            grants.grant(ws, OFFICE, [office], ruled, until=until)
        elif kind == "renew":
            grants.keep(ws, OFFICE, [office], ruled, until=until)
        else:
            endings.end(ws, OFFICE, [office], "withdrawn", ruled)
    elif kind == "restore":
        honor = rng.choice((OFFICE, "municipal"))
        holder = office if honor == OFFICE else agency
        ruled = sittings.decide(f"restore:{honor}={holder}", day)
        endings.restore(ws, honor, [holder], ruled)
    elif kind == "part":
        record_part(ws, office, takes=rng.random() < 0.3)
    elif kind == "card":
        card_steps.issue(ws, agency, "脏乱", "整改", sittings.decide(f"card={agency}", day))
    elif kind == "appeal":
        _appeal(ws, rng, agency, sittings)
    elif kind == "add":
        add_office(ws, agency, day, name=f"新处{ws.head()}")
    else:
        _on_cards(ws, kind, sittings)


def _appeal(ws: Workspace, rng: Random, agency: str, sittings: Sittings) -> None:
    acts = appeals.delisting_acts(ws, agency)
    act = acts[0] if acts else ""
    appeals.appeal(ws, agency, act)
    if rng.random() < 0.5:
        ruled = sittings.decide(f"appeal={agency}", ws.today(), rng.choice(("approved", "refused")))
        appeals.answer_appeal(ws, agency, act, ruled)


def _on_cards(ws: Workspace, kind: str, sittings: Sittings) -> None:
    card = next((c for c in card_rows(ws) if c.state == "open"), None)
    if card and kind == "plan":
        card_steps.progress(ws, card.id, "plan", note="计划")
    elif card:
        card_steps.progress(ws, card.id, "re-inspected", note="好", met=True)
        ruled = sittings.decide(f"clear-card={card.agency}", ws.today())
        card_steps.conclude(ws, card.id, "cleared", ruled)


def afresh(ws: Workspace, made: Workspace, first: int) -> Workspace:
    """Return a city in which only what stands and people did was done, on the same days.

    A share falls when a grant is taken back, not before: such a grant is done and taken back, too.
    """
    query = ws.ledger.connection.execute
    sql = "SELECT v.seq, v.by FROM voided v JOIN fact USING (seq) WHERE kind = 'granted'"
    granted = dict(query(sql).fetchall())
    found = query("SELECT * FROM fact WHERE seq > ? ORDER BY seq", (first,)).fetchall()
    standing = {seq for (seq,) in query("SELECT seq FROM standing_fact")}
    cards = {c.id: (c.agency, c.opened) for c in card_rows(ws)}
    numbers, ids = dict[int, int](), dict[str, str]()
    for row in map(Row._make, found):
        let_pass(made, date.fromisoformat(row.effective))
        for seq in (seq for seq, by in granted.items() if by == row.seq):
            void(made, numbers[seq], "误")
        if by_policy(row) or row.kind == "voided" or row.seq not in standing | granted.keys():
            continue
        p = payload_of(row)
        if row.kind == "carded":  # of its own number: those of policies may differ
            ids[p["card"]] = f"of-{row.seq}"
        elif row.kind in ("card-stepped", "card-ended") and p["card"] not in ids:
            alike = [c.id for c in card_rows(made) if (c.agency, c.opened) == cards[p["card"]]]
            assert alike, f"#{row.seq} is on a card that no policy issues afresh"
            ids[p["card"]] = alike[0]
        if "card" in p:
            p["card"] = ids[p["card"]]
        body = WRITTEN[row.kind].model_validate(p)
        day = date.fromisoformat(row.effective)
        numbers[row.seq], *_ = made.write(body, right=Right.KEEP, effective=day, ahead=True)[-1:]
    let_pass(made, ws.today())
    return made


# seeds 7 and 12 went wrong: work on a policy's card, an office added before one
STORIES = [
    (7, {"share-falls-below": "yellow-card"}),
    (12, {"share-falls-below": "yellow-card"}),
    (3, {"share-falls-below": "automatic"}),
    (1, {"share-falls-below": "automatic", "denominator": "taking-part"}),
]


@pytest.mark.parametrize(("seed", "chosen"), STORIES)
def test_what_stands_is_what_people_did_done_afresh(
    tmp_path: Path, seed: int, chosen: dict[str, str]
) -> None:
    assert walk(tmp_path, seed, chosen)


def walk(folder: Path, seed: int, chosen: Mapping[str, str]) -> int:
    """Return how often something was taken back in a story whose policies are chosen so."""
    rng = Random(seed)
    ws = begun(folder / "w", chosen)
    first, voids, sittings = ws.head(), list[int](), Sittings(ws)
    for _ in range(STEPS):
        let_pass(ws, ws.today() + timedelta(days=rng.choice((0, 1, 5, 20))))
        chance = rng.random()
        try:
            if chance < 0.5:
                step(ws, rng, sittings)
            elif chance < 0.8 and ws.head() > first:
                reach = rng.choice((2, 6, 12, 24))
                newest = rng.randint(max(first, ws.head() - reach) + 1, ws.head())
                voids.append(void(ws, newest, "误")[1])
            elif voids:
                voids.append(void(ws, rng.choice(voids[-4:]), "复原")[1])
        except CivtuiError:
            continue
    assert verify(ws.ledger) == []
    twin = afresh(ws, begun(folder / "afresh", chosen), first)
    assert said(ws) == said(twin)
    return len(voids)
