"""The project's views of an agency, and its section of the report."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

from civtui.api import (
    Bar,
    Bilingual,
    Column,
    Moment,
    Paragraphs,
    Progress,
    Table,
    Timeline,
    settings,
)
from civtui_three_new.figures import achievement, evidenced, of_form, strand_done
from civtui_three_new.forms import CHECKS, STRANDS, VERDICTS

Payload = dict[str, Any]
Tone = Literal["plain", "good", "notice", "bad"]
UNKNOWN = Bilingual("未注明", "not said")


def soon_days() -> int:
    """Return how many days ahead a measure counts as soon due."""
    return int(getattr(settings(), "soon_days", 14))


def _tone(due: date, finished: bool, today: date) -> Tone:
    if finished:
        return "good"
    if due < today:
        return "bad"
    return "notice" if due <= today + timedelta(days=soon_days()) else "plain"


STATES: dict[Tone, Bilingual] = {
    "good": Bilingual("已完成", "done"),
    "bad": Bilingual("已逾期", "overdue"),
    "notice": Bilingual("即将到期", "due soon"),
    "plain": Bilingual("进行中", "under way"),
}


def _finished(measure: dict[str, Any]) -> bool:
    return Fraction(str(measure["done"])) >= 100


def progress(payload: Payload) -> list[Progress | Paragraphs]:
    """Show each strand's progress and the year's goal."""
    measures = of_form(payload, "measure")
    bars = []
    for strand, title in STRANDS.items():
        own = [m for m in measures if m.get("strand") == strand]
        done = strand_done(measures, strand)
        count = sum(map(_finished, own))
        note = Bilingual(f"完成 {count}/{len(own)} 项", f"{count} of {len(own)} done")
        tone: Tone = "good" if done == 100 else "plain" if own else "notice"
        shown = round(float(done), 1)
        bars.append(Bar(label=title, done=shown, whole=100, tone=tone, note=note))
    views: list[Progress | Paragraphs] = [Progress(bars=tuple(bars))]
    plans = of_form(payload, "plan")
    if plans:
        plan = plans[-1]
        zh = f"{plan['year']} 年目标：{plan['goal']}（牵头：{plan['lead']}）"
        en = f"Goal of {plan['year']}: {plan['goal']} (lead: {plan['lead']})"
        views.append(Paragraphs(paragraphs=(Bilingual(zh, en),)))
    return views


def measures(payload: Payload) -> Table:
    """Show every measure with its owner, term and state."""
    today = date.fromisoformat(payload["today"])
    rows = []
    for measure in sorted(of_form(payload, "measure"), key=lambda m: (m["due"], m["measure"])):
        tone = _tone(date.fromisoformat(measure["due"]), _finished(measure), today)
        rows.append(
            (
                measure["measure"],
                STRANDS.get(measure["strand"], UNKNOWN),
                measure["owner"],
                measure["due"],
                f"{measure['done']} %",
                STATES[tone],
            )
        )
    return Table(
        columns=(
            Column(title=Bilingual("措施", "Measure")),
            Column(title=Bilingual("方面", "Strand")),
            Column(title=Bilingual("责任处室", "Owner")),
            Column(title=Bilingual("时限", "Due")),
            Column(title=Bilingual("完成度", "Done"), align="right"),
            Column(title=Bilingual("状态", "State")),
        ),
        rows=tuple(rows),
    )


def milestones(payload: Payload) -> Timeline:
    """Show milestones and the terms of measures along the year."""
    today = date.fromisoformat(payload["today"])
    moments = []
    for stone in of_form(payload, "milestone"):
        due, reached = date.fromisoformat(stone["due"]), stone.get("reached")
        note = Bilingual(f"实际 {reached}", f"reached {reached}") if reached else ""
        tone = _tone(due, reached is not None, today)
        moments.append(Moment(on=due, label=stone["name"], tone=tone, note=note))
    for measure in of_form(payload, "measure"):
        due = date.fromisoformat(measure["due"])
        tone = _tone(due, _finished(measure), today)
        moments.append(Moment(on=due, label=measure["measure"], tone=tone, note=STATES[tone]))
    return Timeline(moments=tuple(sorted(moments, key=lambda m: (m.on, str(m.label)))))


def before_after(payload: Payload) -> Table:
    """Show what each measure looked like before and after."""
    none = Bilingual("缺", "missing")
    rows = [
        (m["measure"], " ".join(m.get("before", [])) or none, " ".join(m.get("after", [])) or none)
        for m in of_form(payload, "measure")
    ]
    share = evidenced(payload)
    return Table(
        columns=(
            Column(title=Bilingual("措施", "Measure")),
            Column(title=Bilingual("实施前", "Before")),
            Column(title=Bilingual("实施后", "After")),
        ),
        rows=tuple(rows),
        foot=Bilingual(
            f"已完成措施佐证齐备率 {float(share):.0f} %",
            f"{float(share):.0f} % of finished measures show the state after",
        ),
    )


def checks(payload: Payload) -> Table:
    """Show self-checks and inspections, newest first."""
    found = sorted(of_form(payload, "check"), key=lambda c: c["on"], reverse=True)
    return Table(
        columns=(
            Column(title=Bilingual("日期", "Date")),
            Column(title=Bilingual("类别", "Kind")),
            Column(title=Bilingual("方面", "Strand")),
            Column(title=Bilingual("结论", "Verdict")),
            Column(title=Bilingual("发现的问题", "Finding")),
        ),
        rows=tuple(
            (
                c["on"],
                CHECKS.get(c["kind"], UNKNOWN),
                STRANDS.get(c["strand"], UNKNOWN),
                VERDICTS.get(c["verdict"], UNKNOWN),
                c.get("finding", ""),
            )
            for c in found
        ),
    )


def report(payload: Payload) -> list[Table]:
    """Give the report's section: one row an agency that takes part."""
    rows = []
    for part in payload["agencies"]:
        own = {**payload, **part}
        all_ = of_form(own, "measure")
        rows.append(
            (
                part["agency"]["name"],
                f"{sum(map(_finished, all_))}/{len(all_)}",
                *(f"{float(strand_done(all_, strand)):.1f}" for strand in STRANDS),
                f"{float(achievement(own)):.1f}",
            )
        )
    return [
        Table(
            columns=(
                Column(title=Bilingual("单位", "Agency")),
                Column(title=Bilingual("完成措施", "Measures done"), align="right"),
                *(Column(title=title, align="right") for title in STRANDS.values()),
                Column(title=Bilingual("三新完成度", "Achievement"), align="right"),
            ),
            rows=tuple(rows),
        )
    ]
