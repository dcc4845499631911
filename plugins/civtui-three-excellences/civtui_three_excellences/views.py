"""The campaign's views of an agency, and its section of the report."""

from __future__ import annotations

from typing import Any

from civtui.api import Bar, Bilingual, Chart, Column, Point, Progress, Table
from civtui_three_excellences.figures import excellence, of_form, satisfaction, share, strand_share
from civtui_three_excellences.strands import campaign

Payload = dict[str, Any]


def strands(payload: Payload) -> Progress:
    """Show how far each strand is."""
    measures = of_form(payload, "measure")
    bars = []
    for strand in campaign().strands:
        own = [m for m in measures if m["strand"] == strand.id]
        done = sum(m.get("state") == "done" for m in own)
        note = Bilingual(f"完成 {done}/{len(own)} 项", f"{done} of {len(own)} done")
        percent = round(float(100 * strand_share(measures, strand.id)), 1)
        tone = "good" if percent == 100 else "plain" if own else "notice"
        bars.append(Bar(label=strand.title, done=percent, whole=100, tone=tone, note=note))
    return Progress(bars=tuple(bars))


def satisfaction_by_day(payload: Payload) -> list[tuple[str, float]]:
    """Return each survey day with its satisfaction in percent, in order of days."""
    surveys = of_form(payload, "survey")
    days = sorted({survey["on"] for survey in surveys})
    found = [(day, share([s for s in surveys if s["on"] == day])) for day in days]
    return [(day, round(float(value), 1)) for day, value in found if value is not None]


def satisfaction_chart(payload: Payload) -> Chart:
    """Show the satisfaction over the surveys."""
    floor = campaign().floor
    points = [
        Point(label=day, value=value, tone="bad" if value < floor else "plain")
        for day, value in satisfaction_by_day(payload)
    ]
    return Chart(form="line", points=tuple(points), unit="%")


def report(payload: Payload) -> list[Table]:
    """Give the report's section: one row an agency, the most satisfied public first."""
    rows = []
    for part in payload["agencies"]:
        own = {**payload, **part}
        measures = of_form(own, "measure")
        surveys = sum(int(s["asked"]) for s in of_form(own, "survey"))
        shares = [100 * strand_share(measures, strand.id) for strand in campaign().strands]
        rows.append((satisfaction(own), part["agency"]["name"], shares, excellence(own), surveys))
    rows.sort(key=lambda row: (-row[0], row[1]))
    return [
        Table(
            columns=(
                Column(title=Bilingual("单位", "Agency")),
                *(Column(title=s.title, align="right") for s in campaign().strands),
                Column(title=Bilingual("三优完成度", "Excellence"), align="right"),
                Column(title=Bilingual("满意度 %", "Satisfaction %"), align="right"),
                Column(title=Bilingual("测评份数", "Answers"), align="right"),
            ),
            rows=tuple(
                (
                    name,
                    *(f"{float(value):.1f}" for value in shares),
                    f"{float(total):.1f}",
                    f"{float(satisfied):.1f}",
                    asked,
                )
                for satisfied, name, shares, total, asked in rows
            ),
        )
    ]
