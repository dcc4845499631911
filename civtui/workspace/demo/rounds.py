"""The demo's rounds: agencies judge their own offices, the city reviews a sample."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from civtui.model.facts.titles import Decided, Granted
from civtui.model.roles import Right
from civtui.workspace import rounds
from civtui.workspace.demo import panels
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, newly_civilized
from civtui.workspace.demo.clock import moment
from civtui.workspace.demo.scoring import EVERYTHING, JUDGES, STANDARD, Panel, score
from civtui.workspace.session import Workspace

OWN_ROUNDS = 6
SAMPLE = 40


def panel(rng: Random, prefix: str, size: int, agencies: Sequence[str]) -> list[dict[str, Any]]:
    """Return `size` judges, each from another agency, whose offices are closed to them."""
    homes = rng.sample(list(agencies), size)
    return [
        {"id": f"{prefix}{n}", "name": JUDGES[n - 1], "agency": home, "related": []}
        for n, home in enumerate(homes, 1)
    ]


def own_rounds(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Let agencies hold their own rounds, decide, and file the new civilized offices upward."""
    judges = Panel(rng)
    ready = [place for place in places if newly_civilized(place)]
    holders = [p for p in ready if p.agency.short and p.agency.short.endswith(PROGRAM_AGENCY)][:1]
    holders += [place for place in ready if place not in holders][: OWN_ROUNDS - len(holders)]
    for number, place in enumerate(ready):
        day = date(year, 9, 1 + number % 25)
        ws.set_clock(moment(day, number))
        if place in holders:
            round_id = f"own-{place.agency.id}-{year}"
            team: list[dict[str, Any]] = [
                {"id": f"z{n}", "name": JUDGES[n - 1], "agency": None, "related": []}
                for n in (1, 2, 3)
            ]
            rounds.open_round(
                ws,
                round_id,
                name=f"{year}年{place.agency.short}文明处室评比",
                standard=STANDARD,
                subjects=[office.id for office in place.offices],
                assessors=team,
                organizer="agency",
                agency=place.agency.id,
                scope="agency-offices",
                due=date(year, 9, 30),
            )
            score(ws, round_id, judges, {judge["id"]: EVERYTHING for judge in team})
            rounds.close_round(ws, round_id)
        _grant_own(ws, place, f"{year}-{place.agency.id}")


def _grant_own(ws: Workspace, place: Place, decision: str) -> None:
    fresh = tuple(newly_civilized(place))
    ws.write(
        Decided(
            decision=decision,
            body="party-group",
            agency=place.agency.id,
            matter="grant",
            honor="civilized-office",
            subjects=fresh,
            session=f"{place.agency.short}党组会议",
        ),
        Granted(
            honor="civilized-office",
            holders=fresh,
            decision=decision,
            awarded_by=place.agency.name,
        ),
        right=Right.MANAGE,
    )


def city_rounds(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Hold a closed review of model offices, the rounds of `panels`, a city review half done."""
    judges = Panel(rng)
    agencies = [place.agency.id for place in places]
    model = [office for place in places for office in place.model][:12]
    ws.set_clock(moment(date(year, 10, 9)))
    team = panel(rng, "b", 5, agencies)
    rounds.open_round(
        ws,
        f"model-{year}",
        name=f"{year}年标兵处室复核",
        standard=STANDARD,
        subjects=model,
        assessors=team,
        scope="model-candidates",
        due=date(year, 10, 20),
    )
    score(ws, f"model-{year}", judges, {judge["id"]: EVERYTHING for judge in team})
    rounds.close_round(ws, f"model-{year}")
    # a source of their own, so that what follows is drawn as it is without them
    own = Random(rng.getstate()[1][0])
    panels.selection(ws, own, places, year)
    panels.trade_round(ws, own, places, year)
    ws.set_clock(moment(date(year, 10, 19)))
    candidates = [office.id for place in places for office in place.offices]
    team = panel(rng, "kp", 5, agencies)
    rounds.open_round(
        ws,
        f"city-{year}",
        name=f"{year}年文明处室抽查考评",
        standard=STANDARD,
        subjects=sorted(rng.sample(candidates, SAMPLE), key=candidates.index),
        assessors=team,
        scope="sampled-offices",
        due=date(year, 11, 6),
    )
    opened = rounds.round_row(ws, f"city-{year}")
    each = opened.subjects * len(opened.items)
    shares = (0.42, 0.55, 0.5, 0.61, 0.42)
    given = {j["id"]: int(each * s) for j, s in zip(team, shares, strict=True)}
    score(ws, opened.id, judges, given)
