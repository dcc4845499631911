"""A synthetic city from a seed: agencies with their offices and the titles they hold already."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import NamedTuple

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered

CITY = Path(__file__).with_name("city.txt")
# 25 hold provincial, 30 municipal, 15 agency-level, 15 none: the city of the requirement
HONORS = ("provincial",) * 25 + ("municipal",) * 30 + ("agency-level",) * 15 + ("",) * 15
COMMON = (
    *("办公室", "人事处", "财务处", "政策法规处", "机关党委", "纪检监察室", "信息中心"),
    *("离退休干部处", "后勤服务中心", "行政审批处", "应急管理处", "对外合作处"),
)
PROGRAM_AGENCY = "贸发局"
SLICE = 500
# per highest honor: (least, most) civilized share in percent, chance of a model office in percent
SHARES = {
    "provincial": (50, 78, 94),
    "municipal": (30, 60, 35),
    "agency-level": (8, 42, 5),
    "": (0, 24, 0),
}


class Place(NamedTuple):
    """One agency of the demo with its offices; `civilized` and `model` are office ids."""

    agency: AgencyRecord
    honor: str
    offices: list[OfficeRecord]
    civilized: list[str]
    model: list[str]


def build(rng: Random, copies: int, year: int) -> list[Place]:
    """Return the agencies of `copies` cities, each with the mix of titles of the requirement.

    Args:
        rng: seeded source of every choice.
        copies: 1 for a city, more for a province.
        year: titles were won before it.
    """
    places: list[Place] = []
    lines = [line for line in CITY.read_text("utf-8").splitlines() if not line.startswith("#")]
    for copy in range(copies):
        honors = list(HONORS)
        rng.shuffle(honors)
        here = next(i for i, line in enumerate(lines) if f"|{PROGRAM_AGENCY}|" in line)
        swap = honors.index("municipal")
        honors[here], honors[swap] = honors[swap], honors[here]
        prefix = f"第{copy + 1}市·" if copies > 1 else ""
        for line, honor in zip(lines, honors, strict=True):
            places.append(_place(rng, line, honor, prefix, len(places) + 1))
    return places


def _place(rng: Random, line: str, honor: str, prefix: str, order: int) -> Place:
    sector, name, short, trade = line.split("|")
    names = _office_names(rng, trade.split(), short)
    record = AgencyRecord(
        id=f"a-{order}",
        name=prefix + name,
        short=prefix + short,
        sector=sector,
        order=order,
        staff=len(names) * rng.randint(4, 9),
    )
    offices = [
        OfficeRecord(
            id=f"o-{order}-{n}", agency=record.id, name=office, order=n, staff=rng.randint(3, 14)
        )
        for n, office in enumerate(names, 1)
    ]
    least, most, model_chance = SHARES[honor]
    share = rng.randint(least, most)
    count = -(-len(offices) * share // 100) if honor else len(offices) * share // 100
    if short == PROGRAM_AGENCY:
        count, model_chance = (len(offices) + 1) // 2, 100
    chosen = sorted(rng.sample(range(len(offices)), count))
    civilized = [offices[i].id for i in chosen]
    has_model = bool(civilized) and rng.randrange(100) < model_chance
    return Place(record, honor, offices, civilized, rng.sample(civilized, 1) if has_model else [])


def _office_names(rng: Random, trade: list[str], short: str) -> list[str]:
    if short == "公安局":
        return [*COMMON, *trade, *(f"第{n}派出所" for n in range(1, 41 - len(COMMON) - len(trade)))]
    count = max(3, min(len(trade) + rng.choice((1, 2, 3, 4, 5, 6, 8)), len(trade) + len(COMMON)))
    if short == "供销社":
        count = 3
    names = [COMMON[0], *trade, *COMMON[1:]]
    return list(dict.fromkeys(names))[:count]


def opening_facts(rng: Random, places: list[Place], year: int) -> list[Registered]:
    """Return the registry as slice facts, the titles held before `year` as opening balances."""
    facts: list[Registered] = []
    for start in range(0, len(places), 85):
        part = places[start : start + 85]
        titles = [
            OpeningTitle(holder=p.agency.id, honor=p.honor, since=_won(rng, year, p.honor))
            for p in part
            if p.honor
        ]
        facts.append(
            Registered(agencies=tuple(p.agency for p in part), titles=tuple(titles), source="demo")
        )
    offices = [office for place in places for office in place.offices]
    held = [
        *(("civilized-office", holder) for p in places for holder in _old(p)),
        *(("model-office", holder) for p in places for holder in p.model),
    ]
    facts.extend(
        Registered(offices=tuple(offices[start : start + SLICE]), source="demo")
        for start in range(0, len(offices), SLICE)
    )
    for start in range(0, len(held), SLICE):
        won = tuple(
            OpeningTitle(holder=h, honor=honor, since=date(year - rng.randint(1, 3), 12, 20))
            for honor, h in held[start : start + SLICE]
        )
        facts.append(Registered(titles=won, source="demo"))
    return facts


def _old(place: Place) -> list[str]:
    """Return the civilized offices of earlier years; this year's own round finds one more."""
    fresh = [office for office in place.civilized if office not in place.model]
    last = fresh[-1:] if len(fresh) > 1 and place.honor else []
    return [office for office in place.civilized if office not in last]


def newly_civilized(place: Place) -> list[str]:
    """Return the offices whose civilized title this year's own round brings."""
    return [office for office in place.civilized if office not in _old(place)]


def _won(rng: Random, year: int, honor: str) -> date:
    return date(year - rng.randint(1, 5), {"provincial": 11, "municipal": 10}.get(honor, 12), 20)
