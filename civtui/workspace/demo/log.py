"""The demo's building log: three years of activities, each agency in a rhythm of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from civtui.model.facts.building import ActivitiesLogged, Activity
from civtui.model.roles import Right
from civtui.workspace.demo.calendar import Custom, at_work, customs
from civtui.workspace.demo.city import ORGANIZER, PROGRAM_AGENCY, Place, one
from civtui.workspace.demo.clock import DAY, YEARS
from civtui.workspace.demo.people import FILES
from civtui.workspace.demo.registry import FAMILY, MERGED
from civtui.workspace.demo.story import Story

CRAMMER, SLACKENING, LAGGING = "公积金中心", "旅游局", "人防办"
REFORM = date(2025, 3, 1)
# how often something of one's own, by the title held; a city that goes on with it does more
OFTEN = {"provincial": (8, 13), "municipal": (7, 11), "agency-level": (6, 10), "": (4, 7)}
# who of an agency runs what, by its kind
ORGANS = {
    "study": "party",
    "lecture": "party",
    "co-building": "party",
    "training": "administration",
    "environment": "administration",
    "culture": "union",
    "contest": "union",
    "reading": "union",
    "service": "youth-league",
}
OTHER_LEADERS = ("机关党委书记", "纪检组长", "工会主席")
# end of an agency's name -> what its head and the deputy are called; the first that fits
HEADS = (
    *(("人民法院", "院长", "副院长"), ("人民检察院", "检察长", "副检察长")),
    *(("工委", "书记", "副书记"), ("政法委员会", "书记", "副书记")),
    *(("纪律检查委员会", "书记", "副书记"), ("市委", "书记", "副书记")),
    *(("部", "部长", "分管副部长"), ("局", "党组书记、局长", "分管副局长")),
    *(("党校", "校长", "副校长"), ("公司", "总经理", "副总经理"), ("台", "台长", "副台长")),
    *(("总工会", "主席", "副主席"), ("联合会", "主席", "副主席"), ("协会", "主席", "副主席")),
    ("", "主任", "分管副主任"),
)


def log(story: Story, places: list[Place], before: list[Place]) -> None:
    """Write the log month by month, as the agencies filed it."""
    rng = story.rng("log")
    number = 0
    months: dict[tuple[int, int], list[Activity]] = {}
    for year in YEARS:
        who = places if year > REFORM.year else before
        for place in who:
            for day, custom in sorted(_year(rng, place, year), key=lambda one: one[0]):
                number += 1
                owner = _now(place, places) if day >= REFORM else place
                made = _activity(rng, place, owner, day, custom, f"act-{year}-{number}")
                months.setdefault((year, day.month), []).append(made)
    for (year, month), activities in months.items():
        last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        body = ActivitiesLogged(activities=tuple(sorted(activities, key=lambda one: one.on)))
        story.write(min(at_work(last), DAY), body, right=Right.FILE, minute=300, user=FILES)


def _now(place: Place, places: list[Place]) -> Place:
    """Return an agency as it is since the reform."""
    if place.is_("卫生局") or place.is_(FAMILY[1]):
        return one(places, MERGED)
    return place


def _year(rng: Random, place: Place, year: int) -> Iterator[tuple[date, Custom]]:
    """Yield what an agency does in a year, up to the demo's day."""
    ours = [custom for custom in customs() if custom.when == "any" or rng.random() < 0.4]
    least, most = OFTEN[place.honor]
    if place.is_(CRAMMER) and year == DAY.year:
        rush = [c for c in customs() if c.when == "any"]
        for custom in rng.sample(rush, 9):
            yield at_work(DAY - timedelta(days=rng.randint(1, 13))), custom
        return
    count = rng.randint(least, most) + (2 if place.is_(ORGANIZER) else 0)
    if place.is_(SLACKENING):
        count = {2024: 14, 2025: 12}.get(year, 3)
    elif place.is_(LAGGING):
        count = 1 if year == DAY.year else 4
    elif place.is_(FAMILY[1]):
        count = 5
    for custom in rng.sample(ours, min(count, len(ours))):
        day = custom.day(rng, year)
        if day <= DAY and (day < REFORM or not place.is_(FAMILY[1])):
            yield day, custom


@cache
def leaders_of(name: str) -> tuple[str, ...]:
    """Return the posts of the leaders of an agency, as its name calls them."""
    head = next(posts for end, *posts in HEADS if name.endswith(end))
    return (*head, *OTHER_LEADERS)


def _activity(
    rng: Random, place: Place, owner: Place, day: date, custom: Custom, id_: str
) -> Activity:
    """Return an activity of `place`, which is its `owner`'s since the reform."""
    office = rng.choice(place.offices).name
    led = rng.random() < (0.5 if place.honor or place.is_(PROGRAM_AGENCY) else 0.2)
    return Activity(
        id=id_,
        agency=owner.id,
        on=day,
        kind=custom.kind,
        title=custom.title.format(office=office),
        venue=custom.venue,
        people=rng.randint(*custom.people),
        leaders=rng.choice(leaders_of(owner.agency.name)) if led else "",
        organ="women" if "女职工" in custom.title else ORGANS.get(custom.kind, ""),
    )
