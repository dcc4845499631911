"""The demo's rounds of this year: agencies judge their own offices, the city reviews a sample."""

from __future__ import annotations

from datetime import date
from functools import partial
from random import Random
from typing import Any

from civtui.model.facts.titles import Decided, Granted
from civtui.model.roles import Right
from civtui.workspace.demo import panels
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, newly_civilized
from civtui.workspace.demo.people import CLERK
from civtui.workspace.demo.scoring import EVERYTHING, JUDGES, STANDARD, Panel, score
from civtui.workspace.demo.story import Story
from civtui.workspace.demo.years import own_title, team
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace
from civtui.workspace.titles import grants, party_group

OWN_ROUNDS = 5
SAMPLE = 40


def own_rounds(story: Story, places: list[Place], year: int) -> None:
    """Let agencies hold their own rounds, decide, and file the new civilized offices upward."""
    judges = Panel(story.rng("own rounds"))
    ready = [place for place in places if newly_civilized(place)]
    holders = [place for place in ready if place.is_(PROGRAM_AGENCY)][:1]
    holders += [place for place in ready if place not in holders][: OWN_ROUNDS - len(holders)]
    held = {place.id for place in holders}
    days: dict[date, list[Decided | Granted]] = {}
    for number, place in enumerate(ready):
        day = date(year, 9, 1 + number % 25)
        if place.id in held:
            deed = partial(_own_round, judges=judges, place=place, year=year)
            story.on(day, deed, minute=number)
            continue
        facts = own_title(place, year, tuple(newly_civilized(place)))
        days.setdefault(day, []).extend(facts)
    for day, bodies in days.items():
        story.write(day, *bodies, right=Right.MANAGE)


def _own_round(ws: Workspace, judges: Panel, place: Place, year: int) -> None:
    """Hold an agency's round, and let its party group decide on what it found."""
    round_id = f"own-{place.id}-{year}"
    judging: list[dict[str, Any]] = [
        {"id": f"z{n}", "name": JUDGES[n - 1], "agency": None, "related": []} for n in (1, 2, 3)
    ]
    round_life.open_round(
        ws,
        round_id,
        name=f"{year}年{place.short}文明处室评比",
        standard=STANDARD,
        subjects=[office.id for office in place.offices],
        assessors=judging,
        organizer="agency",
        agency=place.id,
        scope="agency-offices",
        due=date(year, 9, 30),
    )
    score(ws, round_id, judges, {judge["id"]: EVERYTHING for judge in judging})
    round_life.close_round(ws, round_id)
    fresh = newly_civilized(place)
    if not place.is_(PROGRAM_AGENCY):  # the others' are on record as their minutes say
        ws.write(*own_title(place, year, tuple(fresh)), right=Right.MANAGE)
        return
    made = party_group.decide(
        ws,
        place.id,
        "grant",
        fresh,
        session=f"{place.short}党组会议",
        decision=f"{year}-{place.id}",
        resolution="按得分和民主评议情况，同意命名。",
    )
    grants.grant(ws, "civilized-office", fresh, made.id)


def city_rounds(story: Story, places: list[Place], year: int) -> None:
    """Hold a closed review of model offices, the rounds of `panels`, a city review half done."""
    panels.plan(story, places, year)
    agencies = [place.id for place in places]
    rng = story.rng("city rounds")
    model = [office for place in places for office in place.model][:12]
    judging = team(rng, "b", 5, agencies)
    story.on(date(year, 10, 9), lambda ws: _models(ws, rng, model, judging, year), user=CLERK)
    drawn = story.rng("city review")
    judges = team(drawn, "kp", 5, agencies)
    candidates = [office.id for place in places for office in place.offices]
    sample = sorted(drawn.sample(candidates, SAMPLE), key=candidates.index)
    story.on(date(year, 10, 19), lambda ws: _review(ws, drawn, sample, judges, year), user=CLERK)


def _models(
    ws: Workspace, rng: Random, model: list[str], judging: list[dict[str, Any]], year: int
) -> None:
    round_id = f"model-{year}"
    round_life.open_round(
        ws,
        round_id,
        name=f"{year}年标兵处室复核",
        standard=STANDARD,
        subjects=model,
        assessors=judging,
        scope="model-candidates",
        due=date(year, 10, 20),
    )
    score(ws, round_id, Panel(rng), {judge["id"]: EVERYTHING for judge in judging})
    round_life.close_round(ws, round_id)


def _review(
    ws: Workspace, rng: Random, sample: list[str], judges: list[dict[str, Any]], year: int
) -> None:
    opened = round_life.open_round(
        ws,
        f"city-{year}",
        name=f"{year}年文明处室抽查考评",
        standard=STANDARD,
        subjects=sample,
        assessors=judges,
        scope="sampled-offices",
        due=date(year, 11, 6),
    )
    each = opened.subjects * len(opened.items)
    shares = (0.42, 0.55, 0.5, 0.61, 0.42)
    given = {j["id"]: int(each * s) for j, s in zip(judges, shares, strict=True)}
    score(ws, opened.id, Panel(rng), given)
