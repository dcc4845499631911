"""The demo's year between the rounds: declarations, cards, a veto, activities, program entries."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Literal

from civtui.model.facts.building import ActivitiesLogged, Activity, ProgramEntered
from civtui.model.facts.group import MemberSet
from civtui.model.facts.registry import Declared
from civtui.model.facts.titles import Carded, CardEnded, Decided, Vetoed
from civtui.model.roles import Right
from civtui.workspace.demo.city import PROGRAM_AGENCY, Place
from civtui.workspace.demo.clock import moment
from civtui.workspace.session import Workspace

STAGES = ("building", "started", "planned", "not-started")
ACTIVITIES = (
    ("study", "理论学习中心组（扩大）学习", "党员活动室"),
    ("study", "党风廉政专题党课", "党员活动室"),
    ("training", "业务技能培训", "学习室"),
    ("reading", "读书分享会", "图书室"),
    ("contest", "岗位技能竞赛", "会议中心"),
    ("service", "志愿服务进社区", "社区"),
    ("culture", "职工文艺汇演", "职工之家"),
    ("sport", "工间操与健步走", "职工之家"),
    ("environment", "机关环境卫生整治", "办公区"),
    ("co-building", "城乡结对共建", "结对村"),
)
CARDS = (
    ("创建工作停滞不前，半年无活动记录", "制订整改方案，每月上报进展", 3, 24, "cleared"),
    ("缺乏进取意识，处室创建未开展", "三个月内启动文明处室创建", 8, 20, ""),
    ("出现问题苗头，群众投诉集中", "公开承诺服务时限并整改窗口作风", 9, 15, ""),
)
GROUP: tuple[tuple[str, Literal["chair", "deputy", "member"]], ...] = (
    ("市直机关工委书记", "chair"),
    ("市直机关工委副书记", "deputy"),
    ("市文明办副主任", "member"),
    ("市直机关纪工委书记", "member"),
    ("市总工会副主席", "member"),
    ("团市委副书记", "member"),
    ("市妇联副主席", "member"),
)
STRANDS = ("environment", "style", "image")
MEASURES = {
    "environment": ("整治办公楼院环境", "建成党员活动室", "推行无纸化会议"),
    "style": ("开展限时办结承诺", "举办商务礼仪培训", "推行首问负责制"),
    "image": ("评选服务之星", "发布贸发形象标识", "公开服务指南"),
}


def declarations(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Let every agency say whether it runs civilized-office building, and how far it is."""
    ws.set_clock(moment(date(year, 1, 20)))
    bodies = []
    for place in places:
        runs = bool(place.civilized) or rng.randrange(3) > 0
        stage = STAGES[0] if place.honor else STAGES[rng.randint(1, 3) if not runs else 1]
        bodies.append(
            Declared(
                agency=place.agency.id,
                runs_program=runs,
                has_conditions=len(place.offices) >= 3,
                stage=stage,
            )
        )
    ws.write(*bodies, right=Right.KEEP)


def guidance_group(ws: Workspace, year: int) -> None:
    """Seat the guidance group, each member with the office that the seat goes with."""
    ws.set_clock(moment(date(year, 1, 8)))
    ws.write(
        *(
            MemberSet(member=f"g{number}", post=post, part=part)
            for number, (post, part) in enumerate(GROUP, 1)
        ),
        right=Right.KEEP,
    )


def cards(ws: Workspace, rng: Random, places: list[Place], year: int) -> None:
    """Give three yellow cards by decisions of the guidance group; one is cleared again."""
    holders = rng.sample([p for p in places if p.honor], len(CARDS) + 1)
    for number, (cause, demands, month, day, outcome) in enumerate(CARDS, 1):
        place, opened = holders[number - 1], date(year, month, day)
        term = opened + timedelta(days=92)
        decision, card = f"zd-{year}-{number}", f"card-{year}-{number}"
        ws.set_clock(moment(opened))
        ws.write(
            Decided(
                decision=decision,
                body="guidance-group",
                matter="card",
                subjects=(place.agency.id,),
                session=f"{year}年第{number}次指导小组会议",
            ),
            Carded(
                card=card,
                agency=place.agency.id,
                decision=decision,
                cause=cause,
                demands=demands,
                term_ends=term,
            ),
            right=Right.MANAGE,
        )
        if outcome:
            ws.set_clock(moment(term - timedelta(days=7)))
            ended = f"{decision}-end"
            ws.write(
                Decided(
                    decision=ended,
                    body="guidance-group",
                    matter="clear-card",
                    subjects=(place.agency.id,),
                    session=f"{year}年第{number + 1}次指导小组会议",
                ),
                CardEnded(card=card, decision=ended, outcome="cleared"),
                right=Right.MANAGE,
            )
    ws.set_clock(moment(date(year, 5, 12)))
    body = Vetoed(agency=holders[-1].agency.id, event="发生安全生产责任事故", months=12)
    ws.write(body, right=Right.MANAGE)


def activities(ws: Workspace, rng: Random, places: list[Place], today: date) -> None:
    """Fill the building log month by month; one agency crams its own into the last weeks."""
    crammer = places[-1].agency.id
    number = 0
    for month in range(1, today.month + 1):
        slice_: list[Activity] = []
        for place in places:
            count = rng.choice((0, 1, 1, 2)) if place.honor else rng.choice((0, 0, 1))
            if place.agency.id == crammer:
                count = 9 if month == today.month else 0
            for _ in range(count):
                number += 1
                kind, title, venue = rng.choice(ACTIVITIES)
                last = today.day if month == today.month else 28
                slice_.append(
                    Activity(
                        id=f"act-{today.year}-{number}",
                        agency=place.agency.id,
                        on=date(today.year, month, rng.randint(1, last)),
                        kind=kind,
                        title=title,
                        venue=venue,
                        people=rng.randint(8, 120),
                    )
                )
        ws.set_clock(moment(date(today.year, month, min(28, today.day)), 300))
        ws.write(ActivitiesLogged(activities=tuple(slice_)), right=Right.FILE)


def program_entries(ws: Workspace, rng: Random, places: list[Place], today: date) -> None:
    """Enter the trade-development bureau's three-new project as its plugin's forms take it."""
    bureau = next(p for p in places if (p.agency.short or "").endswith(PROGRAM_AGENCY))
    number = 0
    for strand in STRANDS:
        for measure in MEASURES[strand]:
            number += 1
            month = 2 + number % 7
            ws.set_clock(moment(date(today.year, month, 10), number))
            values = {
                "strand": strand,
                "measure": measure,
                "owner": rng.choice(bureau.offices).name,
                "due": date(today.year, min(12, month + 3), 28).isoformat(),
                "done": rng.choice((40, 60, 80, 100, 100)),
            }
            body = ProgramEntered(
                entry=f"three-new-{today.year}-{number}",
                program="civtui-three-new:three-new",
                agency=bureau.agency.id,
                form="measure",
                values=values,
                plugin="civtui-three-new",
            )
            ws.write(body, right=Right.FILE)
