"""The festival's views of an agency, and its section of the report."""

from __future__ import annotations

from datetime import date
from typing import Any

from civtui.api import Bilingual, Calendar, Chart, Column, Moment, Point, Table
from civtui_culture_festival.figures import (
    documented,
    events,
    held,
    of_events,
    of_form,
    points,
    variety,
)
from civtui_culture_festival.forms import KINDS

Payload = dict[str, Any]
OTHER = Bilingual("其他", "Other")


def programme(payload: Payload) -> list[Table | Calendar]:
    """Show this year's events as a table and on the calendar."""
    found = events(payload, payload["today"][:4])
    moments = [
        Moment(
            on=date.fromisoformat(event["on"]),
            until=date.fromisoformat(event["until"]) if event.get("until") else None,
            label=event["event"],
            tone="good" if (event.get("until") or event["on"]) < payload["today"] else "plain",
        )
        for event in found
    ]
    return [
        Table(
            columns=(
                Column(title=Bilingual("日期", "Date")),
                Column(title=Bilingual("活动", "Event")),
                Column(title=Bilingual("类别", "Kind")),
                Column(title=Bilingual("地点", "Venue")),
            ),
            rows=tuple(
                (
                    event["on"] + (f" – {event['until']}" if event.get("until") else ""),
                    event["event"],
                    KINDS.get(event["kind"], OTHER),
                    event.get("venue", ""),
                )
                for event in found
            ),
            key=1,
        ),
        Calendar(moments=tuple(moments)),
    ]


def sign_ups(payload: Payload) -> Table:
    """Show who signed up for what; a name that is not in the programme is said to be so."""
    names = {event["event"] for event in of_form(payload, "event")}
    found = sorted(of_form(payload, "sign-up"), key=lambda s: (s["event"], s["office"]))
    unknown = Bilingual("日程中没有", "not in the programme")
    return Table(
        columns=(
            Column(title=Bilingual("活动", "Event")),
            Column(title=Bilingual("处室", "Office")),
            Column(title=Bilingual("人数", "People"), align="right"),
            Column(title=Bilingual("备注", "Note")),
        ),
        rows=tuple(
            (s["event"], s["office"], s["people"], "" if s["event"] in names else unknown)
            for s in found
        ),
    )


def standings(payload: Payload) -> Table:
    """Show the offices by points; equal points share the smaller rank."""
    total = points(payload, payload["today"][:4])
    rows = [
        (1 + sum(other > worth for other in total.values()), office, worth)
        for office, worth in sorted(total.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(
        columns=(
            Column(title=Bilingual("名次", "Rank"), align="right"),
            Column(title=Bilingual("处室", "Office")),
            Column(title=Bilingual("积分", "Points"), align="right"),
        ),
        rows=tuple(rows),
        key=1,
    )


def photos(payload: Payload) -> Table:
    """Show which of the events held this year are documented."""
    shown: dict[str, list[str]] = {}
    for entry in of_form(payload, "photos"):
        shown.setdefault(entry["event"], []).extend(entry["evidence"])
    none = Bilingual("缺", "missing")
    share = float(documented(payload))
    return Table(
        columns=(
            Column(title=Bilingual("活动", "Event")),
            Column(title=Bilingual("日期", "Date")),
            Column(title=Bilingual("照片", "Photos")),
        ),
        rows=tuple(
            (event["event"], event["on"], " ".join(shown.get(event["event"], [])) or none)
            for event in held(payload)
        ),
        foot=Bilingual(f"照片齐备率 {share:.0f} %", f"{share:.0f} % documented"),
    )


def _years(payload: Payload) -> list[str]:
    return sorted({event["on"][:4] for event in of_form(payload, "event")})


def _people(payload: Payload, year: str) -> int:
    return sum(int(s["people"]) for s in of_events(payload, "sign-up", year))


def years(payload: Payload) -> list[Chart]:
    """Show events and people, year on year."""
    known = _years(payload)
    return [
        Chart(
            title=Bilingual("活动场次", "Events"),
            points=tuple(Point(label=y, value=len(events(payload, y))) for y in known),
        ),
        Chart(
            title=Bilingual("参加人次", "People"),
            points=tuple(Point(label=y, value=_people(payload, y)) for y in known),
        ),
    ]


def report(payload: Payload) -> list[Table]:
    """Give the report's section: one row an agency, this year beside the last."""
    year = payload["today"][:4]
    last = str(int(year) - 1)
    rows = []
    for part in payload["agencies"]:
        own = {**payload, **part}
        rows.append(
            (
                part["agency"]["name"],
                len(events(own, year)),
                len(events(own, last)),
                _people(own, year),
                _people(own, last),
                f"{float(variety(own)):.0f}",
                f"{float(documented(own)):.0f}",
            )
        )
    return [
        Table(
            columns=(
                Column(title=Bilingual("单位", "Agency")),
                Column(title=Bilingual("本年活动", "Events"), align="right"),
                Column(title=Bilingual("上年活动", "Events last year"), align="right"),
                Column(title=Bilingual("本年人次", "People"), align="right"),
                Column(title=Bilingual("上年人次", "People last year"), align="right"),
                Column(title=Bilingual("丰富度", "Variety"), align="right"),
                Column(title=Bilingual("照片齐备率 %", "Documented %"), align="right"),
            ),
            rows=tuple(rows),
        )
    ]
