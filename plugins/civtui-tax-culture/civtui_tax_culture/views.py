"""The views of tax culture, and its section of the report."""

from __future__ import annotations

from typing import Any

from civtui.api import Bar, Bilingual, Chart, Column, Paragraphs, Point, Progress, Table
from civtui_tax_culture.figures import kept, of_form, pledged, share, this_year
from civtui_tax_culture.forms import AREAS, SIDES

Payload = dict[str, Any]
OTHER = Bilingual("其他", "Other")


def creed(payload: Payload) -> list[Paragraphs | Table]:
    """Show the values, then the code of conduct."""
    values = of_form(payload, "value")
    lines = [v["text"] + (f"：{v['meaning']}" if v.get("meaning") else "") for v in values]
    order = list(SIDES)
    rules = sorted(
        of_form(payload, "conduct"),
        key=lambda r: order.index(r["side"]) if r["side"] in SIDES else len(order),
    )
    return [
        Paragraphs(title=Bilingual("核心理念", "Values"), paragraphs=tuple(lines)),
        Table(
            title=Bilingual("“地税人”行为规范", "The tax person's code of conduct"),
            columns=(
                Column(title=Bilingual("方面", "Side")),
                Column(title=Bilingual("条文", "Rule")),
            ),
            rows=tuple((SIDES.get(rule["side"], OTHER), rule["text"]) for rule in rules),
        ),
    ]


def pledges(payload: Payload) -> list[Table | Progress]:
    """Show what is pledged, and how it was kept this year."""
    counts = this_year(payload)
    bars = []
    for area, title in AREAS.items():
        own = [k for k in counts if k["area"] == area]
        if own:
            cases, found = sum(int(k["cases"]) for k in own), share(own)
            done = sum(min(int(k["kept"]), int(k["cases"])) for k in own)
            tone = "good" if found == 100 else "plain"
            bars.append(Bar(label=title, done=done, whole=cases, tone=tone))
    rows = [
        (AREAS.get(p["area"], OTHER), p["text"], p["days"], p["since"])
        for p in sorted(of_form(payload, "pledge"), key=lambda p: (p["area"], p["since"]))
    ]
    return [
        Table(
            columns=(
                Column(title=Bilingual("服务事项", "Field of service")),
                Column(title=Bilingual("承诺内容", "What is pledged")),
                Column(title=Bilingual("时限（工作日）", "Working days"), align="right"),
                Column(title=Bilingual("公布日期", "Since")),
            ),
            rows=tuple(rows),
        ),
        Progress(title=Bilingual("本年度兑现", "Kept this year"), bars=tuple(bars)),
    ]


def months(payload: Payload) -> Chart:
    """Show how pledges were kept, month by month."""
    counts = of_form(payload, "keeping")
    points = []
    for month in sorted({k["on"][:7] for k in counts}):
        found = share([k for k in counts if k["on"].startswith(month)])
        if found is not None:
            points.append(Point(label=month, value=round(float(found), 1)))
    return Chart(form="line", points=tuple(points), unit="%")


def report(payload: Payload) -> list[Table]:
    """Give the report's section: one row an agency."""
    rows = []
    for part in payload["agencies"]:
        own = {**payload, **part}
        counts = this_year(own)
        rows.append(
            (
                part["agency"]["name"],
                len(of_form(own, "conduct")),
                f"{float(pledged(own)):.0f}",
                sum(int(k["cases"]) for k in counts),
                f"{float(kept(own)):.1f}" if counts else None,
                len(of_form(own, "role-model")),
            )
        )
    return [
        Table(
            columns=(
                Column(title=Bilingual("单位", "Agency")),
                Column(title=Bilingual("规范条数", "Rules"), align="right"),
                Column(title=Bilingual("承诺覆盖率 %", "Pledged %"), align="right"),
                Column(title=Bilingual("办理件数", "Cases"), align="right"),
                Column(title=Bilingual("兑现率 %", "Kept %"), align="right"),
                Column(title=Bilingual("典型数", "Role models"), align="right"),
            ),
            rows=tuple(rows),
        )
    ]
