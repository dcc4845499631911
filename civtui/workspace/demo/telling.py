"""The demo's whole story: which scenes there are, and who plays in them."""

from __future__ import annotations

from datetime import date
from random import Random

from civtui.model.roles import Right
from civtui.workspace.demo import (
    applying,
    cards,
    city,
    culture,
    log,
    papers,
    people,
    reform,
    registers,
    registry,
    rounds,
    years,
)
from civtui.workspace.demo.clock import DAY, FIRST_YEAR
from civtui.workspace.demo.story import Story


def told(copies: int, seed: int, maker: str) -> Story:
    """Return the story of `copies` cities; the stories of single agencies are the first one's."""
    story = Story(seed, maker)
    built = city.build(Random(seed), copies)
    before = registry.before_reform(built)
    places = registry.after_reform(built, before)
    parts = registry.cast(story.rng("cast"), places)
    for fact in registry.opening_facts(story.rng("titles"), before, parts):
        story.write(date(FIRST_YEAR, 1, 5), fact, right=Right.KEEP, minute=1)
    people.people(story, places)
    people.contacts(story, before, city.one(places, registry.MERGED))
    years.declarations(story, before)
    years.heir_declares(story, city.one(places, registry.MERGED))
    years.past_years(story, before, parts)
    reform.reform(story, built, before)
    applying.history(story, parts)
    applying.this_year(story, parts)
    cards.cards(story, parts)
    cards.next_sitting(story, parts)
    log.log(story, places, before)
    culture.culture(story, places)
    rounds.own_rounds(story, places, DAY.year)
    rounds.city_rounds(story, places, DAY.year)
    registers.registers(story, places)
    papers.papers(story, places)
    return story
