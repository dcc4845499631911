"""The registry as the demo's first year found it: agencies, offices, the titles brought along."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import NamedTuple

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered
from civtui.workspace.demo.city import CHOSEN, RISING, STRONG, Place, newly_civilized, one
from civtui.workspace.demo.clock import FIRST_YEAR, YEARS

SLICE = 500
BELOW = {"provincial": "municipal", "municipal": "agency-level", "agency-level": ""}
# in which year how many agencies rise to a title by an application
RISES = {
    2024: (("agency-level", 2), ("municipal", 2)),
    2025: (("agency-level", 2), ("municipal", 1), ("provincial", 1)),
    2026: (("agency-level", 1), ("municipal", 1)),
}
# share of civilized offices with which an application for a title passes its check
GATE = {"agency-level": 0.01, "municipal": 0.3, "provincial": 0.5}
MONTH = {"provincial": 11, "municipal": 10, "agency-level": 12}
TERM = 3
MERGED = "卫计委"
# who plays other parts, or none
OUT_OF_IT = (MERGED, "地税局", "公积金中心", "宣传部")
# what became one commission in the reform of 2025, and what else it touched
HEALTH = ("市卫生局", "卫生局")
FAMILY = ("市人口和计划生育委员会", "计生委", ("流动人口处", "宣传信息处", "奖励扶助处"))
RENAMED = ("商务局", "市商业局", "商业局")


class Cast(NamedTuple):
    """Who plays which part in the demo's stories; no agency has two that hinder each other.

    Args:
        rises: year -> (agency, the title it rises to by an application of that year).
        renewed: year -> agencies whose title was kept on review in it.
        lapsed: agencies whose term has run out, and nobody decided yet.
        delisted: it lost its title after a yellow card.
        fallen: its office lost the civilized title, and the model title fell with it.
        carded: agencies with a yellow card, one a card; `vetoed` with a serious event.
        applying: agencies whose application of this year is under way, or was without a title.
        models: year -> agencies whose office became a model office in its selection.
    """

    rises: dict[int, list[tuple[Place, str]]]
    renewed: dict[int, list[Place]]
    lapsed: list[Place]
    delisted: Place
    fallen: Place
    carded: list[Place]
    vetoed: list[Place]
    applying: list[Place]
    models: dict[int, list[Place]]


def cast(rng: Random, places: list[Place]) -> Cast:
    """Give the parts of the demo's stories to agencies of the first city."""
    first = places[:85]
    kept_out = {*CHOSEN, *OUT_OF_IT}
    free = [p for p in first if not any(p.is_(short) for short in kept_out)]
    rng.shuffle(free)
    free.sort(key=lambda place: -held_share(place))  # who rises has more than the gate asks for
    used: set[str] = set()

    def take(count: int, honor: str, *, least: float = 0, model: bool = False) -> list[Place]:
        found = [
            p
            for p in free
            if p.honor == honor
            and p.id not in used
            and held_share(p) >= least
            and (p.model or not model)
        ][:count]
        used.update(p.id for p in found)
        return found

    applying = [
        *(one(first, short) for short in (*RISING, *STRONG)),
        *take(5, "", least=GATE["agency-level"]),
    ]
    rises = {
        year: [
            (place, honor)
            for honor, count in parts
            for place in take(count, honor, least=GATE[honor], model=honor == "provincial")
        ]
        for year, parts in RISES.items()
    }
    free.reverse()
    applying += take(1, "municipal")  # whose offices are too few for what it applies for
    lapsed = [*take(1, "municipal"), *take(1, "agency-level")]
    delisted, fallen = take(1, "")[0], take(1, "municipal")[0]
    carded = [*take(3, "municipal"), *take(2, "provincial"), *take(1, "agency-level")]
    vetoed = [*take(1, "provincial"), *take(1, "municipal")]
    renewed = {
        2024: [*take(6, "provincial"), *take(6, "municipal")],
        2025: [*take(6, "provincial"), *take(5, "municipal"), *take(2, "agency-level")],
    }
    ready = [p for p in first if p.model and p.id not in used and not p.is_(MERGED)]
    rng.shuffle(ready)
    models = {2024: ready[:3], 2025: ready[3:6]}
    return Cast(rises, renewed, lapsed, delisted, fallen, carded, vetoed, applying, models)


def held_share(place: Place) -> float:
    """Return the share of offices that were civilized from the beginning."""
    return len(old_civilized(place)) / len(place.offices)


def old_civilized(place: Place) -> list[str]:
    """Return the offices that were civilized when the first year began."""
    later = {office for year in YEARS for office in civilized_in(place, year)}
    return [office for office in place.civilized if office not in later]


def civilized_in(place: Place, year: int) -> list[str]:
    """Return the offices to which the party group gave the civilized title in `year`."""
    if year == YEARS[-1]:
        return newly_civilized(place)
    fresh = [office for office in place.civilized if office not in place.model]
    at = year - FIRST_YEAR
    return fresh[at : at + 1] if len(fresh) > 4 and place.honor else []


def lost_office(found: Cast) -> str:
    """Return the office that loses its titles."""
    place = found.fallen
    return next(o.id for o in place.offices if o.id not in place.civilized)


def before_reform(places: list[Place]) -> list[Place]:
    """Return the agencies as they were before the reform: two where now one is, and an old name."""
    found = []
    for place in places:
        record = place.agency
        if place is one(places, MERGED):
            record = _called(record, MERGED, *HEALTH)
        elif place is one(places, RENAMED[0]):
            record = _called(record, *RENAMED)
        found.append(place._replace(agency=record))
    merged, number = one(places, MERGED).agency, len(places) + 1
    family = AgencyRecord(
        id=f"a-{number}",
        name=FAMILY[0],
        short=FAMILY[1],
        sector=merged.sector,
        order=merged.order,
        staff=21,
    )
    offices = [
        OfficeRecord(id=f"o-{number}-{n}", agency=family.id, name=name, order=n, staff=6 + n)
        for n, name in enumerate(FAMILY[2], 1)
    ]
    return [*found, Place(family, "", offices, [offices[0].id], [])]


def _called(record: AgencyRecord, now: str, name: str, short: str) -> AgencyRecord:
    """Return an agency under a former name, with what stands before its name in a province."""
    before = (record.short or "").removesuffix(now)
    return record.model_copy(update={"name": before + name, "short": before + short})


def after_reform(places: list[Place], before: list[Place]) -> list[Place]:
    """Return the agencies as they are since the reform: the commission has both's offices."""
    family = before[-1]
    heir = f"a-{len(places) + 2}"
    found = []
    for place in places:
        if place is one(places, MERGED):
            offices = [
                office.model_copy(update={"agency": heir})
                for office in (*place.offices, *family.offices)
            ]
            record = place.agency.model_copy(update={"id": heir})
            # its own come last: the newest title is one of them, as before
            place = Place(
                record, place.honor, offices, [*family.civilized, *place.civilized], place.model
            )
        found.append(place)
    return found


def opening_facts(rng: Random, before: list[Place], parts: Cast) -> list[Registered]:
    """Return the registry as slice facts, the titles held before the first year as balances."""
    held = _agency_titles(rng, before, parts)
    facts = [
        Registered(agencies=tuple(p.agency for p in before[first : first + 86]), source="demo")
        for first in range(0, len(before), 86)
    ]
    offices = [office for place in before for office in place.offices]
    facts += [
        Registered(offices=tuple(offices[first : first + SLICE]), source="demo")
        for first in range(0, len(offices), SLICE)
    ]
    lost = lost_office(parts)
    later = {place.id for found in parts.models.values() for place in found}
    titles = [
        *(("civilized-office", office) for place in before for office in old_civilized(place)),
        *(
            ("model-office", office)
            for place in before
            if place.id not in later
            for office in place.model
        ),
        *(("civilized-office", lost), ("model-office", lost)),
    ]
    held += [
        OpeningTitle(holder=h, honor=honor, since=date(FIRST_YEAR - rng.randint(1, 3), 12, 20))
        for honor, h in titles
    ]
    facts += [
        Registered(titles=tuple(held[first : first + SLICE]), source="demo")
        for first in range(0, len(held), SLICE)
    ]
    return facts


def _agency_titles(rng: Random, before: list[Place], parts: Cast) -> list[OpeningTitle]:
    """Return the agency titles of the first year's beginning, with the terms that are on record."""
    rises = {p.id: honor for found in parts.rises.values() for p, honor in found}
    years = {p.id: year for year, found in parts.renewed.items() for p in found}
    years |= {p.id: FIRST_YEAR - 1 + TERM for p in parts.lapsed}
    titles = []
    for place in before:
        honor = BELOW[place.honor] if place.id in rises else place.honor
        honor = "agency-level" if place.id == parts.delisted.id else honor
        if not honor:
            continue
        ends, since = years.get(place.id), FIRST_YEAR - rng.randint(1, 5)
        month = MONTH[honor]
        if place.id in {p.id for p in parts.lapsed}:
            month = 9 if honor == "municipal" else 6
        until = date(ends, month, 20) if ends else None
        day = date(ends - TERM if ends else since, month, 20)
        titles.append(OpeningTitle(holder=place.id, honor=honor, since=day, until=until))
    return titles
