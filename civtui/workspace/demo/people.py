"""Who works in the demo city: users of every role, and the guidance group by name."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import cycle
from typing import Literal

from civtui.ledger.ledger import Person
from civtui.model.facts.group import MemberSet
from civtui.model.facts.places import UserSet
from civtui.model.facts.registry import AgencyRecord, Registered
from civtui.model.roles import Right, Role
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, one
from civtui.workspace.demo.clock import FIRST_YEAR
from civtui.workspace.demo.story import Story
from civtui.workspace.session import Workspace

# those of the secretariat who do the deeds of the stories
HEAD, CLERK, FILES, RECORDER = "gaoyun", "linxiaoyan", "zhoukai", "sunwei"
USERS: tuple[tuple[str, Role, str, str | None], ...] = (
    (HEAD, Role.ADMIN, "", None),
    (CLERK, Role.CLERK, "", None),
    (FILES, Role.CLERK, "", None),
    (RECORDER, Role.DECIDER, "", None),
    ("hefang", Role.REPORTER, PROGRAM_AGENCY, None),
    ("tangli", Role.REPORTER, "地税局", None),
    ("xiaomei", Role.REPORTER, "教育局", None),
    ("dengtao", Role.REPORTER, "国土局", None),
    ("chenjianguo", Role.ASSESSOR, "", "kp1"),
    ("linxiuying", Role.ASSESSOR, "", "kp2"),
    ("guanchayuan", Role.OBSERVER, "", None),
)
Part = Literal["chair", "deputy", "member"]
GROUP: tuple[tuple[str, str, Part], ...] = (
    ("彭志远", "市直机关工委书记", "chair"),
    ("贺文静", "市直机关工委副书记", "deputy"),
    ("罗启明", "市文明办副主任", "member"),
    ("蒋卫国", "市直机关纪工委书记", "member"),
    ("谢春兰", "市总工会副主席", "member"),
    ("丁一凡", "团市委副书记", "member"),
    ("余慧敏", "市妇联副主席", "member"),
)
# whom the stories know by name; everybody else's is made up
CHIEFS = {"机关工委": "彭志远"}
REPORTERS = {PROGRAM_AGENCY: "何芳", "地税局": "唐莉", "教育局": "肖梅", "国土局": "邓涛"}
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林郭马罗梁宋郑谢韩唐冯于董萧程"
GIVEN = (
    *("建国", "志强", "文斌", "晓东", "国平", "永康", "明辉", "海涛", "立新", "少华"),
    *("丽华", "秀兰", "雪梅", "晓燕", "静怡", "玉珍", "慧玲", "春晖", "思远", "佳宁"),
)
# nobody's: no area has the code 000, and no telephone of one begins with 0
PHONE = "000-0000{number:04}"
# who left in the second year, and whose seat was taken
LEFT = ("g3", "邹立民", date(2025, 2, 26))


def people(story: Story, places: list[Place]) -> None:
    """Let the secretariat's people, reporters and judges in, and seat the guidance group."""
    first = date(FIRST_YEAR, 1, 8)
    story.on(date(FIRST_YEAR, 1, 5), lambda ws: _let_in(ws, places))
    for number, (name, post, part) in enumerate(GROUP, 1):
        member = f"g{number}"
        named = LEFT[1] if member == LEFT[0] else name
        _seat(story, first, member, named, post, part)
    left = int(LEFT[0][1:]) - 1
    _seat(story, LEFT[2], LEFT[0], *GROUP[left])


def contacts(story: Story, before: list[Place], heir: Place) -> None:
    """Name the chief and the reporter of every agency, and of the one that the reform made."""
    rng = story.rng("contacts")
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    known = {*CHIEFS.values(), *REPORTERS.values(), *(name for name, *_ in GROUP)}
    free = cycle([name for name in rng.sample(names, len(names)) if name not in known])
    chiefs = {one(before, short).id: name for short, name in CHIEFS.items()}
    reporters = {one(before, short).id: name for short, name in REPORTERS.items()}

    def named(place: Place, number: int) -> tuple[AgencyRecord, list[Person]]:
        chief = chiefs.get(place.id) or next(free)
        reporter = reporters.get(place.id) or next(free)
        persons = [
            Person(
                f"p-demo-{place.id}-{part}",
                f"{story.seed}-{place.id}-{part}",
                name,
                PHONE.format(number=2 * number + part),
            )
            for part, name in enumerate((chief, reporter))
        ]
        record = AgencyRecord(
            id=place.id, name=place.agency.name, chief=persons[0].token, contact=persons[1].token
        )
        return record, persons

    found = [named(place, number) for number, place in enumerate(before, 1)]
    late = named(heir, len(before) + 1)
    for day, some in ((date(FIRST_YEAR, 1, 9), found), (date(2025, 3, 5), [late])):
        body = Registered(agencies=tuple(record for record, _ in some), source="demo")
        told = [person for _, persons in some for person in persons]
        story.on(day, partial(_name, body=body, persons=told), user=CLERK)


def _name(ws: Workspace, body: Registered, persons: list[Person]) -> None:
    ws.write(body, right=Right.KEEP, persons=persons)


def _let_in(ws: Workspace, places: list[Place]) -> None:
    """Write every user at once; the demo's maker goes on as it began."""
    facts = [
        UserSet(
            user=name, role=role, agency=one(places, short).id if short else None, assessor=judge
        )
        for name, role, short, judge in USERS
    ]
    ws.write(*facts, right=Right.MANAGE)


def _seat(story: Story, day: date, member: str, name: str, post: str, part: Part) -> None:
    token = f"p-demo-{member}-{day.year}"
    salt = f"{story.seed}-{member}-{day.year}"
    body = MemberSet(member=member, person=token, post=post, part=part)
    story.on(
        day,
        lambda ws: ws.write(body, right=Right.KEEP, persons=[Person(token, salt, name)]),
        user=HEAD,
    )
