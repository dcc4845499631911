"""The demo's yellow cards, one in each state, and its serious events, in force and run out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from civtui.workspace.demo.city import Place
from civtui.workspace.demo.people import CLERK, HEAD
from civtui.workspace.demo.registry import Cast
from civtui.workspace.demo.story import Story
from civtui.workspace.demo.years import resolve, sit
from civtui.workspace.titles import card_steps, group

Step = tuple[date, str, str, bool | None]


class Told(NamedTuple):
    """A card's story.

    Args:
        who: its place among the cast's carded agencies; -1 for the one that was delisted.
        steps: (day, step, note, what a re-inspection found).
        ends: (day, how, matter of the decision), in order.
    """

    year: int
    number: int
    who: int
    opened: date
    cause: str
    demands: str
    steps: tuple[Step, ...] = ()
    ends: tuple[tuple[date, str, str], ...] = ()

    @property
    def card(self) -> str:
        """The card's id."""
        return f"card-{self.year}-{self.number}"


CARDS = (
    Told(
        2025,
        1,
        0,
        date(2025, 4, 10),
        "创建工作停滞不前，半年无活动记录",
        "制订整改方案，恢复每月一次理论学习，每月上报进展",
        (
            (date(2025, 4, 28), "plan", "成立整改小组，党组书记任组长", None),
            (date(2025, 6, 26), "evidence", "补建活动台账，开展活动两次", None),
            (date(2025, 7, 8), "re-inspected", "学习已恢复，台账仍不完整", False),
            (date(2025, 8, 6), "re-inspected", "逐项复查合格", True),
        ),
        (
            (date(2025, 7, 9), "prolonged", "prolong-card"),
            (date(2025, 8, 8), "cleared", "clear-card"),
        ),
    ),
    Told(
        2025,
        2,
        -1,
        date(2025, 6, 20),
        "缺乏进取意识，文明处室创建流于形式",
        "三个月内启动处室创建，落实牵头处室和经费",
        (
            (date(2025, 7, 4), "plan", "报送整改方案", None),
            (date(2025, 9, 18), "re-inspected", "处室创建仍未启动，整改没有效果", False),
        ),
        ((date(2025, 10, 10), "delisted", "delist-card"),),
    ),
    Told(
        2026,
        1,
        1,
        date(2026, 3, 24),
        "创建工作停滞不前，上年度自评材料逾期未报",
        "制订整改方案，每月上报进展",
        (
            (date(2026, 4, 7), "plan", "明确分管领导和责任处室", None),
            (date(2026, 5, 25), "evidence", "补报自评材料，整改台账齐全", None),
            (date(2026, 6, 10), "re-inspected", "整改到位", True),
        ),
        ((date(2026, 6, 17), "cleared", "clear-card"),),
    ),
    Told(
        2026,
        2,
        2,
        date(2026, 8, 20),
        "缺乏进取意识，处室创建未开展",
        "三个月内启动文明处室创建",
        (
            (date(2026, 9, 3), "plan", "召开动员会，确定三个创建处室", None),
            (date(2026, 9, 28), "evidence", "报送处室创建方案和会议记录", None),
            (date(2026, 10, 21), "reminded", "距整改期满三十天，电话提醒", None),
        ),
    ),
    Told(
        2026,
        3,
        3,
        date(2026, 9, 15),
        "出现问题苗头，窗口服务群众投诉集中",
        "公开承诺服务时限并整改窗口作风",
        ((date(2026, 9, 29), "plan", "窗口实行首问负责和限时办结", None),),
    ),
    Told(
        2026,
        4,
        4,
        date(2026, 7, 22),
        "出现问题苗头，政务公开长期不更新",
        "限期更新公开栏目，建立专人维护制度",
        (
            (date(2026, 8, 5), "plan", "落实专人维护，按月更新", None),
            (date(2026, 10, 12), "evidence", "公开栏目全部更新", None),
            (date(2026, 10, 20), "re-inspected", "整改到位，建议解除", True),
        ),
    ),
    Told(
        2026,
        5,
        5,
        date(2026, 10, 14),
        "停滞不前，全年培训计划未启动",
        "月底前补齐培训计划并组织实施",
    ),
)
# who, event, day, months: one has run out, one is in force
EVENTS = (
    (0, "发生工作人员酒后驾车事件", date(2025, 3, 12), 12),
    (1, "发生安全生产责任事故", date(2026, 5, 12), 12),
)


def cards(story: Story, parts: Cast) -> None:
    """Give cards by decisions of the guidance group, and let each go as far as it has come."""
    for told in CARDS:
        holder = parts.delisted if told.who < 0 else _at(parts.carded, told.who)
        if holder is not None:
            _card(story, told, holder)
    for who, event, day, months in EVENTS:
        barred = _at(parts.vetoed, who)
        if barred is not None:
            _veto(story, barred, event, day, months)


def _at(places: Sequence[Place], number: int) -> Place | None:
    return places[number] if number < len(places) else None


def _card(story: Story, told: Told, holder: Place) -> None:
    decision = f"zd-{told.year}-{told.number}"
    _ruled(story, decision, told.opened, f"card={holder.id}")
    story.on(
        told.opened,
        lambda ws: card_steps.issue(
            ws, holder.id, told.cause, told.demands, decision, card=told.card, on=told.opened
        ),
        minute=120,
        user=CLERK,
    )
    for day, step, note, met in told.steps:
        deed = partial(card_steps.progress, card=told.card, step=step, note=note, met=met)
        story.on(day, deed, user=CLERK)
    for number, (day, how, matter) in enumerate(told.ends, 1):
        ended = f"{decision}-end" if number == len(told.ends) else f"{decision}-more"
        _ruled(story, ended, day, f"{matter}={holder.id}")
        ending = partial(card_steps.conclude, card=told.card, outcome=how, decision=ended)
        story.on(day, ending, minute=120, user=CLERK)


def _ruled(story: Story, decision: str, day: date, item: str) -> None:
    """Let the guidance group decide on one item, under an id of its own."""
    sitting = f"s-{decision}"
    sit(story, sitting, day, [item], approve=False, absent="g6")
    resolve(story, sitting, day, 1, decision=decision, votes=(6, 0, 0))


def _veto(story: Story, place: Place, event: str, day: date, months: int) -> None:
    story.on(day, lambda ws: card_steps.veto(ws, place.id, event, months=months), user=HEAD)


def next_sitting(story: Story, parts: Cast) -> None:
    """Call the sitting of the coming week: a card to clear, titles whose term has run out."""
    items = [f"clear-card={parts.carded[4].id}"] if len(parts.carded) > 4 else []
    items += [f"renew:{place.honor}={place.id}" for place in parts.lapsed]
    day, called = date(2026, 11, 6), date(2026, 10, 27)
    story.on(
        called,
        lambda ws: group.call(ws, "s-2026-9", [*items, "result"], held_on=day, on=called),
        minute=200,
        user=CLERK,
    )
