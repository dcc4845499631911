"""The demo's registers: duties, reports, institutions, inspections and what else a year keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from civtui.model.facts.records import Recorded, RecordPart
from civtui.model.registers import register_of as kind_of
from civtui.model.roles import Right
from civtui.workspace.building.preparing import year_of
from civtui.workspace.demo.calendar import at_work
from civtui.workspace.demo.city import STRONG, Place, one
from civtui.workspace.demo.clock import DAY
from civtui.workspace.demo.people import FILES
from civtui.workspace.demo.story import Story
from civtui.workspace.session import Workspace

SLICE = 500
OWNERS = ("办公室", "机关党委", "人事处", "财务处")
TARGETS = ("按季推进，年底见效", "全年不少于 4 次", "制度健全，责任到人", "达到标准要求")
STATES = ("planned", "running", "running", "done", "done")
FINDINGS = ("台账不全", "去向牌未更新", "首问登记缺项", "办公环境有杂物", "学习笔记不规范")
ITEMS = ("年度重点工作", "窗口服务改造")
VOICES = (
    ("phone", "complaint", "窗口中午无人值班", "实行错时上班，午间有人值守"),
    ("online", "complaint", "咨询电话多次无人接听", "增设专线，责任到人"),
    ("letter", "complaint", "办件超过承诺时限", "已办结并向来信人致歉，责成整改"),
    ("box", "advice", "建议公开栏增加办事流程图", "已采纳，流程图上墙上网"),
    ("visit", "advice", "建议设置残疾人无障碍通道", "列入年度改造计划"),
    ("survey", "praise", "工作人员上门服务，态度热情", "已转达，列入评先参考"),
)
OWN = (("去向告知制度", "administration"), ("家访谈心制度", "party"), ("志愿服务积分制度", "mass"))
HEARINGS = (
    (f"{DAY.year}-03-31", "年度创建计划部署情况", "同意年度计划，经费列入预算"),
    (f"{DAY.year}-06-30", "上半年文明创建工作", "加强处室创建，补齐台账短板"),
    (f"{DAY.year}-09-30", "文明处室创建与整改情况", "按期整改，做好迎检准备"),
)
PRACTICES = ("一次办结", "晨读十分钟", "岗位练兵", "服务回访")
UNIT_PRACTICE = {
    "title": "业务与创建一张表",
    "text": "业务指标和创建目标列在一张表上，同部署、同检查、同考核，每季由党组听取一次。",
}
Values = dict[str, Any]
Maker = Callable[[Random, Place, date, "Catalogue"], Iterator[tuple[str, Values]]]


class Catalogue:
    """What the profile's catalogues hold: ids of duties and institutions with their lines."""

    def __init__(self, ws: Workspace) -> None:
        profile = ws.profile()
        self.duties = [duty.id for duty in profile.duty]
        self.institutions = [(one.id, one.line) for one in profile.institution]


def registers(story: Story, places: list[Place]) -> None:
    """Fill the registers of the year, as many agencies keep them: some well, some hardly."""
    rng = story.rng("registers")
    story.on(DAY, lambda ws: _fill(ws, rng, places, DAY), user=FILES)


def _fill(ws: Workspace, rng: Random, places: list[Place], today: date) -> None:
    catalogue = Catalogue(ws)
    parts = [
        _part(name, place, values)
        for place in places
        for make in MAKERS
        for name, values in make(rng, place, today, catalogue)
    ]
    parts += _filings(rng, places, today)
    parts += _exemplars(rng, places, today)
    for first in range(0, len(parts), SLICE):
        ws.write(Recorded(records=tuple(parts[first : first + SLICE])), right=Right.KEEP)


def _part(name: str, place: Place | None, values: Values) -> RecordPart:
    kind = kind_of(name)
    agency = place.agency.id if place else ""
    key = (
        [agency, *(str(values.get(field, "")) for field in kind.key)] if kind.key else [agency, "1"]
    )
    return RecordPart(
        noun=name,
        id="/".join(part for part in key if part),
        agency=agency,
        year=year_of(kind, values),
        values=values,
    )


def _duties(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    many = len(catalogue.duties) if place.honor else 8
    for duty in rng.sample(catalogue.duties, rng.randint(many // 3, many)):
        due = date(today.year, rng.randint(6, 12), 20)
        state = "done" if due < today and rng.random() < 0.9 else rng.choice(STATES)
        yield (
            "duty",
            {
                "duty": duty,
                "year": today.year,
                "owner": rng.choice(OWNERS),
                "target": rng.choice(TARGETS),
                "due": due.isoformat(),
                "state": state,
            },
        )
    for tier, department in (("agency-level", "机关党委"), ("municipal", "机关党委")):
        other = rng.random() < 0.15
        yield (
            "lead",
            {
                "tier": tier,
                "department": "办公室" if other else department,
                "since": f"{today.year - 2}-01-01",
            },
        )


def _posts(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    for office in place.offices[:2]:
        yield (
            "post",
            {
                "office": office.id,
                "year": today.year,
                "post": "处长",
                "business": "年度业务指标",
                "business-met": rng.choice(("open", "met", "met")),
                "building": "创建文明处室",
                "building-met": rng.choice(("open", "met", "missed")),
            },
        )
    for item in ITEMS[: rng.randint(0, 2)]:
        days = {"deployed": f"{today.year}-02-10", "inspected": f"{today.year}-06-23"}
        done = {"carried-out": f"{today.year}-09-30"} if rng.random() < 0.5 else {}
        yield "together", {"item": item, "year": today.year, **days, **done}
    for office in place.offices[1:3] if place.honor == "provincial" else ():
        yield "study", {"office": office.id, "year": today.year, "score": str(rng.randint(68, 98))}
    if place.honor:
        business = rng.randint(70, 98)
        building = min(100, max(50, business + rng.randint(-25, 15)))
        yield "result", {"year": today.year, "business": str(business), "building": str(building)}


def _reports(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    # each quarter's by the profile; one that nobody heard is put down by nobody and found all
    # the same, one in some agencies was called for and not heard
    for due, topic, outcome in HEARINGS:
        heard = rng.random() < 0.88
        on = at_work(date.fromisoformat(due) - timedelta(days=rng.randint(2, 20)), back=True)
        values = {"due": due, "body": "party-group", "topic": topic}
        if heard:
            yield "report", values | {"heard": on.isoformat(), "outcome": outcome}
        elif rng.random() < 0.3:
            yield "report", values
    for what, planned, unit in (("staff", 3, "人"), ("funds", 20000, "元"), ("venues", 2, "处")):
        actual = {"actual": str(round(planned * rng.choice((0.5, 1, 1, 1))))}
        yield (
            "guarantee",
            {"what": what, "year": today.year, "planned": str(planned), "unit": unit, **actual},
        )


def _institutions(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    for id_, line in rng.sample(
        catalogue.institutions, rng.randint(2, len(catalogue.institutions))
    ):
        since = today.year - rng.randint(0, 6)
        if since == today.year - 5 and place.honor:
            yield from _revised(id_, line, today.year, 5)
            continue
        yield (
            "institution",
            {
                "institution": id_,
                "version": str(since),
                "line": line,
                "in-force": f"{since}-03-01",
                "review-by": f"{since + 5}-03-01",
            },
        )


def _inspections(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    if rng.random() > 0.3:
        return
    on = at_work(date(today.year, rng.randint(3, 9), 12)).isoformat()
    plan = rng.choice(("scheduled", "unscheduled"))
    yield "inspection", {"on": on, "plan": plan, "by": "secretariat", "summary": "查阅台账并看现场"}
    if rng.random() < 0.6:
        outcome = rng.choice(("open", "mended", "mended"))
        again = {"rechecked": f"{today.year}-10-15"} if outcome == "mended" else {}
        yield (
            "finding",
            {
                "inspection": f"{place.agency.id}/{on}/secretariat",
                "text": rng.choice(FINDINGS),
                "grave": rng.choice(("minor", "minor", "major")),
                "owner": "办公室",
                "term": f"{today.year}-{rng.randint(10, 11)}-20",
                "outcome": outcome,
                **again,
            },
        )


def _filings(rng: Random, places: list[Place], today: date) -> list[RecordPart]:
    parts = []
    for number, (title, due) in enumerate(
        (("半年工作小结", date(today.year, 7, 10)), ("自评材料", date(today.year, 10, 20))), 1
    ):
        id_ = f"filing-{today.year}-{number}"
        values = {"title": title, "due": due.isoformat()}
        parts.append(RecordPart(noun="filing", id=id_, year=today.year, values=values))
        parts += [
            _part(
                "filed",
                place,
                {
                    "filing": id_,
                    "on": at_work(due - timedelta(days=rng.randint(0, 9)), back=True).isoformat(),
                },
            )
            for place in places
            if rng.random() < 0.9
        ]
    return parts


def _exemplars(rng: Random, places: list[Place], today: date) -> list[RecordPart]:
    parts = []
    unit = one(places, STRONG[0])
    whole = _part("exemplar", unit, UNIT_PRACTICE | {"on": f"{today.year}-06-10"})
    taken = {"exemplar": whole.id, "on": f"{today.year}-09-16", "result": "已印发本单位办法"}
    parts += [whole, _part("takeover", one(places, STRONG[1]), taken)]
    models = [place for place in places if place.model][: len(PRACTICES)]
    for place, title in zip(models, PRACTICES, strict=False):
        office = place.model[0]
        values = {
            "office": office,
            "title": title,
            "on": f"{today.year}-05-20",
            "text": f"{title}：定人、定责、定时限，按月小结。",
        }
        made = _part("exemplar", place, values)
        parts.append(made)
        for other in rng.sample([p for p in places if p is not place], 2):
            told = {"result": "群众评价好转"} if rng.random() < 0.5 else {}
            values = {"exemplar": made.id, "on": f"{today.year}-08-10", **told}
            parts.append(_part("takeover", other, values))
    return parts


def _revised(of: str, line: str, year: int, age: int) -> Iterator[tuple[str, Values]]:
    """Yield an institution as it was `age` years ago, and this year's version of it."""
    first = {
        "institution": of,
        "version": str(year - age),
        "line": line,
        "in-force": f"{year - age}-04-01",
        "review-by": f"{year}-04-01",
    }
    yield "institution", first
    yield (
        "institution",
        first
        | {
            "version": str(year),
            "revised-from": str(year - age),
            "in-force": f"{year}-03-27",
            "review-by": f"{year + 5}-03-27",
        },
    )


def _voices(
    rng: Random, place: Place, today: date, catalogue: Catalogue
) -> Iterator[tuple[str, Values]]:
    """Yield what the public said, answered in time or not, and an institution of one's own."""
    if rng.random() < 0.3:
        on = at_work(date(today.year, rng.randint(3, 10), rng.randint(2, 20)))
        way, sort, text, answer = rng.choice(VOICES)
        values = {
            "on": on.isoformat(),
            "way": way,
            "sort": sort,
            "text": text,
            "owner": "办公室",
            "term": (on + timedelta(days=15)).isoformat(),
        }
        if rng.random() < 0.8:
            answered = min(at_work(on + timedelta(days=rng.randint(2, 18))), today)
            values |= {"answered": answered.isoformat(), "answer": answer}
        yield "complaint", values
    if rng.random() < 0.15:
        title, line = rng.choice(OWN)
        yield "own", {"title": title, "line": line}
        yield from _revised(f"{place.id}/{title}", line, today.year, 3)


MAKERS: tuple[Maker, ...] = (*(_duties, _posts, _reports, _institutions, _inspections, _voices),)
