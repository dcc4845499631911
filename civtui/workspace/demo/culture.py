"""The demo's culture programs: all five, each at the agency or agencies whose own it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from civtui.model.facts.building import EntryActivity, ProgramEntered
from civtui.model.registers.culture import ACTIVITY
from civtui.model.roles import Right
from civtui.workspace.building.happened import NAMES
from civtui.workspace.demo.calendar import at_work
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place, one
from civtui.workspace.demo.clock import DAY
from civtui.workspace.demo.people import FILES
from civtui.workspace.demo.story import Story

PLUGINS = (
    "civtui-three-new",
    "civtui-schemes",
    "civtui-tax-culture",
    "civtui-culture-festival",
    "civtui-office-culture",
    "civtui-three-excellences",
)
# forms whose entries tell of something that was done, with what it is called without a name
TELL = {
    "event": "",
    "spirit": "",
    "role-model": "",
    "round": "环境巡查",
    "survey": "满意度测评",
    "check": "自查与检查",
}
KINDS = {choice.id for field in ACTIVITY.fields if field.id == "kind" for choice in field.choices}
Values = dict[str, Any]


class Entry(NamedTuple):
    """What is entered in a form of a program on a day."""

    day: date
    form: str
    values: Values


STRANDS = ("environment", "style", "image")
MEASURES = {
    "environment": ("整治办公楼院环境", "建成党员活动室", "推行无纸化会议"),
    "style": ("开展限时办结承诺", "举办商务礼仪培训", "推行首问负责制"),
    "image": ("评选服务之星", "发布贸发形象标识", "公开服务指南"),
}
PLEDGES = (
    ("counter", "办税窗口资料齐全即时办结", 0, 98),
    ("declaration", "申报差错当日联系纳税人", 1, 96),
    ("refund", "退税申请受理后五个工作日办结", 5, 84),
    ("advice", "咨询电话铃响三声内接听", 0, 95),
    ("complaint", "投诉两个工作日内答复", 2, 97),
)
CREED = (
    ("聚财为国、执法为民", "税收取之于民、用之于民"),
    ("以人为本，和谐地税", "关心人、理解人、成就人"),
)
CONDUCT = (
    ("duty", "到岗先亮牌，离岗有去向"),
    ("law", "依法征税，不收过头税"),
    ("service", "来有迎声，问有答声，走有送声"),
    ("integrity", "不接受纳税人宴请和礼品"),
    ("manners", "着装整齐，使用文明用语"),
)
EVENTS = (
    ("经典诵读会", "education", "05-12", "会议中心"),
    ("职工歌咏比赛", "entertainment", "06-25", "影剧院"),
    ("国学讲堂", "study", "07-10", "学习室"),
    ("公文写作竞赛", "contest", "08-14", "学习室"),
    ("书画摄影展", "entertainment", "09-18", "一楼大厅"),
)
VENUES = (
    ("party-room", "党员活动室", "80", "open"),
    ("library", "职工书屋", "60", "open"),
    ("staff-home", "职工之家", "120", "open"),
    ("notice-wall", "文明创建宣传栏", "18", "open"),
    ("reading-room", "电子阅览室", "45", "planned"),
)
SPIRIT = (
    ("slogan", "征集确定机关精神：务实、清廉、高效、为民", "02-26"),
    ("song", "学唱《我们是光荣的公务员》", "04-28"),
    ("ceremony", "新任职干部宪法宣誓", "03-20"),
    ("ethics", "职业道德大讨论：我为岗位添光彩", "05-20"),
    ("role-model", "窗口标兵先进事迹巡回宣讲", "06-18"),
)
ROUNDS = (
    ("hygiene", "good", ""),
    ("order", "good", ""),
    ("dress", "fix", "两个窗口未统一着装"),
    ("language", "good", ""),
    ("efficiency", "good", ""),
    ("service", "fixed", "叫号机故障已修复"),
)
EXCELLENCES = (
    ("style", "推行限时办结和超时问责"),
    ("service", "开设延时服务和预约办理"),
    ("environment", "改造服务大厅母婴室和等候区"),
)


def culture(story: Story, places: list[Place]) -> None:
    """Enter the programs as their plugins' forms take the values."""
    rng = story.rng("culture")
    _enter(story, one(places, PROGRAM_AGENCY), "three-new", _three_new(rng, places))
    _enter(story, one(places, "地税局"), "tax-culture", _tax())
    for short in ("教育局", "国土局"):
        place = one(places, short)
        _enter(story, place, "festival", _festival(rng, place), package="culture-festival")
    for short in ("市府办", "民政局", "财政局"):
        _enter(story, one(places, short), "office-culture", _office_culture(rng))
    for number, short in enumerate(("工商局", "公安局", "人社局", "城管局", "交通局")):
        place = one(places, short)
        _enter(story, place, "three-excellences", _excellences(rng, place, falls=number == 3))


def _enter(
    story: Story, place: Place, program: str, entries: Iterator[Entry], *, package: str = ""
) -> None:
    plugin = f"civtui-{package or program}"
    days: dict[date, list[ProgramEntered]] = {}
    for number, entry in enumerate(entries, 1):
        body = ProgramEntered(
            entry=f"{program}-{place.id}-{number}",
            program=f"{plugin}:{program}",
            agency=place.id,
            form=entry.form,
            values=entry.values,
            plugin=plugin,
            activity=_done(entry),
        )
        days.setdefault(entry.day, []).append(body)
    for day, bodies in days.items():
        story.write(day, *bodies, right=Right.FILE, user=FILES)


def _done(entry: Entry) -> EntryActivity | None:
    """Return what an entry tells of, as `happened.activity_of_entry` has it of the form's record.

    The plugins are not asked: to load them takes longer than all of the culture entries.
    """
    if entry.form not in TELL:
        return None
    values, kind = entry.values, entry.values.get("kind")
    said = next((values[name] for name in NAMES if name in values), TELL[entry.form])
    return EntryActivity(
        on=date.fromisoformat(values["on"]),
        title=said,
        people=values.get("people"),
        kind=kind if kind in KINDS else "culture",
        venue=values.get("venue", ""),
    )


def _of(month_day: str) -> date:
    return at_work(date.fromisoformat(f"{DAY.year}-{month_day}"))


def _three_new(rng: Random, places: list[Place]) -> Iterator[Entry]:
    offices = one(places, PROGRAM_AGENCY).offices
    yield Entry(
        _of("01-20"),
        "plan",
        {
            "year": DAY.year,
            "goal": "环境有新变化，作风有新气象，形象有新提升",
            "lead": "机关党委",
            "approved": f"{DAY.year}-01-16",
        },
    )
    measures = [(strand, what) for strand in STRANDS for what in MEASURES[strand]]
    for number, (strand, measure) in enumerate(measures, 1):
        month = 2 + number % 7
        yield Entry(
            at_work(date(DAY.year, month, 10)),
            "measure",
            {
                "strand": strand,
                "measure": measure,
                "owner": rng.choice(offices).name,
                "due": date(DAY.year, min(12, month + 3), 28).isoformat(),
                "done": rng.choice(("40", "60", "80", "100", "100")),
            },
        )
    for strand, name, due, reached in (
        ("environment", "党员活动室投入使用", "06-28", "06-25"),
        ("style", "全员礼仪轮训完成", "09-20", "09-24"),
        ("image", "形象标识发布会", "11-20", ""),
    ):
        values = {"strand": strand, "name": name, "due": f"{DAY.year}-{due}"}
        if reached:
            values["reached"] = f"{DAY.year}-{reached}"
        yield Entry(_of(reached or "03-20"), "milestone", values)
    yield Entry(
        _of("07-16"),
        "check",
        {
            "kind": "self-check",
            "strand": "style",
            "on": f"{DAY.year}-07-15",
            "verdict": "fair",
            "finding": "首问登记有缺项",
        },
    )


def _tax() -> Iterator[Entry]:
    for text, meaning in CREED:
        yield Entry(_of("01-15"), "value", {"text": text, "meaning": meaning})
    for side, text in CONDUCT:
        yield Entry(_of("01-22"), "conduct", {"side": side, "text": text})
    for area, text, days, kept in PLEDGES:
        yield Entry(
            _of("02-02"),
            "pledge",
            {
                "area": area,
                "text": text,
                "days": days,
                "since": f"{DAY.year}-02-02",
            },
        )
        for month in (3, 6, 9):
            values = {
                "area": area,
                "on": f"{DAY.year}-{month:02}-28",
                "cases": 200,
                "kept": 2 * kept - month % 4,
            }
            if kept < 90:
                values["cause"] = "退库审批环节多"
            yield Entry(at_work(date(DAY.year, month, 29)), "keeping", values)
    yield Entry(
        _of("05-20"),
        "role-model",
        {
            "office": "纳税服务处",
            "side": "service",
            "deed": "坚持延时服务，全年为纳税人上门辅导百余次",
            "on": f"{DAY.year}-05-18",
        },
    )


def _festival(rng: Random, place: Place) -> Iterator[Entry]:
    for name, kind, day, venue in EVENTS:
        on = _of(day)
        yield Entry(
            at_work(on - timedelta(days=20), back=True),
            "event",
            {
                "event": name,
                "kind": kind,
                "on": on.isoformat(),
                "venue": venue,
            },
        )
        offices = rng.sample(place.offices, min(4, len(place.offices)))
        for office in offices:
            yield Entry(
                at_work(on - timedelta(days=9)),
                "sign-up",
                {
                    "event": name,
                    "office": office.name,
                    "people": rng.randint(2, 12),
                },
            )
        if kind == "contest":
            for rank, office in enumerate(offices[:3], 1):
                yield Entry(
                    at_work(on + timedelta(days=1)),
                    "result",
                    {
                        "event": name,
                        "office": office.name,
                        "place": rank,
                    },
                )


def _office_culture(rng: Random) -> Iterator[Entry]:
    for kind, name, area, state in VENUES:
        yield Entry(
            _of("03-10"),
            "venue",
            {
                "kind": kind,
                "name": name,
                "area": area,
                "state": state,
            },
        )
    for kind, text, day in SPIRIT:
        yield Entry(_of(day), "spirit", {"kind": kind, "text": text, "on": _of(day).isoformat()})
    for month, kind, title in (
        (4, "reading", "书香机关读书月启动"),
        (6, "lecture", "“七一”主题党课"),
        (8, "contest", "窗口服务技能竞赛"),
        (9, "co-building", "与社区共建文明楼院"),
    ):
        on = at_work(date(DAY.year, month, rng.randint(8, 24)))
        yield Entry(
            on,
            "event",
            {
                "on": on.isoformat(),
                "kind": kind,
                "title": title,
                "people": rng.randint(16, 80),
            },
        )
    for number, (what, verdict, note) in enumerate(ROUNDS):
        on = at_work(date(DAY.year, 4 + number, 15))
        values = {"on": on.isoformat(), "what": what, "verdict": verdict}
        yield Entry(on, "round", {**values, **({"note": note} if note else {})})


def _excellences(rng: Random, place: Place, *, falls: bool) -> Iterator[Entry]:
    for strand, what in EXCELLENCES:
        yield Entry(
            _of("03-18"),
            "measure",
            {
                "strand": strand,
                "what": what,
                "owner": rng.choice(place.offices).name,
                "state": rng.choice(("running", "done", "done")),
            },
        )
    for month, satisfied in ((4, rng.randint(88, 94)), (9, 79 if falls else rng.randint(90, 96))):
        on = at_work(date(DAY.year, month, 22))
        yield Entry(
            on,
            "survey",
            {
                "on": on.isoformat(),
                "way": rng.choice(("counter", "paper", "phone")),
                "asked": 300,
                "satisfied": 3 * satisfied,
            },
        )
