"""A synthetic city from a seed: its agencies with their offices and the titles they end up with."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import NamedTuple

from civtui.model.facts.registry import AgencyRecord, OfficeRecord

CITY = Path(__file__).with_name("city.txt")
# 25 hold provincial, 30 municipal, 15 agency-level, 15 none: the city of the requirement
HONORS = ("provincial",) * 25 + ("municipal",) * 30 + ("agency-level",) * 15 + ("",) * 15
COMMON = (
    *("办公室", "人事处", "财务处", "政策法规处", "机关党委", "纪检监察室", "信息中心"),
    *("离退休干部处", "后勤服务中心", "行政审批处", "应急管理处", "对外合作处"),
)
PROGRAM_AGENCY = "贸发局"
ORGANIZER = "机关工委"  # the working committee, whose house the secretariat is in
STRONG = ("审计局", "教育局")  # which apply for the provincial title
RISING = ("信访局", "科技局", "水务局")  # which apply for the municipal one
# what these hold whatever the draw: they have parts in the stories
CHOSEN = {
    **dict.fromkeys((PROGRAM_AGENCY, ORGANIZER, *STRONG), "municipal"),
    **dict.fromkeys(RISING, "agency-level"),
}
# per highest honor: (least, most) civilized share in percent, chance of a model office in percent
SHARES = {
    "provincial": (50, 78, 94),
    "municipal": (30, 60, 35),
    "agency-level": (8, 42, 5),
    "": (0, 24, 0),
}


class Place(NamedTuple):
    """One agency of the demo with its offices; `civilized` and `model` are office ids.

    Args:
        honor: the highest title that it holds on the demo's day.
    """

    agency: AgencyRecord
    honor: str
    offices: list[OfficeRecord]
    civilized: list[str]
    model: list[str]

    @property
    def id(self) -> str:
        """The agency's id."""
        return self.agency.id

    @property
    def short(self) -> str:
        """What people call the agency."""
        return self.agency.short or self.agency.name

    @property
    def share(self) -> float:
        """The share of civilized offices."""
        return len(self.civilized) / len(self.offices)

    def is_(self, short: str) -> bool:
        """Return whether people call it so, in whichever city of a province."""
        return self.short.endswith(short)


def build(rng: Random, copies: int) -> list[Place]:
    """Return the agencies of `copies` cities, each with the mix of titles of the requirement.

    Args:
        rng: seeded source of every choice.
        copies: 1 for a city, more for a province.
    """
    places: list[Place] = []
    lines = [line for line in CITY.read_text("utf-8").splitlines() if not line.startswith("#")]
    for copy in range(copies):
        honors = list(HONORS)
        rng.shuffle(honors)
        chosen = {
            i: CHOSEN[line.split("|")[2]]
            for i, line in enumerate(lines)
            if line.split("|")[2] in CHOSEN
        }
        for here, honor in chosen.items():
            if honors[here] != honor:
                swap = next(i for i, h in enumerate(honors) if h == honor and i not in chosen)
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
    if short in CHOSEN:
        count, model_chance = (len(offices) + 1) // 2 + (short in (*STRONG, ORGANIZER)), 100
    if short in RISING:
        model_chance = 0
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


def one(places: list[Place], short: str) -> Place:
    """Return the first agency that people call `short`."""
    return next(place for place in places if place.is_(short))


def newly_civilized(place: Place) -> list[str]:
    """Return the offices whose civilized title this year's own round brings."""
    fresh = [office for office in place.civilized if office not in place.model]
    return fresh[-1:] if len(fresh) > 1 and place.honor else []
