"""The campaign's figures, exact: how far the strands are, and how satisfied the public is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from civtui.api import Alert, Bilingual, state
from civtui_three_excellences.strands import campaign

Payload = dict[str, Any]
Values = dict[str, Any]
WORTH = {"planned": Fraction(0), "running": Fraction(1, 2), "done": Fraction(1)}


def of_form(payload: Payload, form: str) -> list[Values]:
    """Return the values of the entries in a form, oldest first."""
    return [entry["values"] for entry in payload["entries"] if entry["form"] == form]


def strand_share(measures: list[Values], strand: str) -> Fraction:
    """Return how far a strand is, 0 to 1: a measure under way counts half; 0 without any."""
    own = [WORTH.get(m.get("state", ""), Fraction(0)) for m in measures if m["strand"] == strand]
    return sum(own, Fraction(0)) / len(own) if own else Fraction(0)


def excellence(payload: Payload) -> Fraction:
    """Return 0 to 100: the strands' shares, of equal weight."""
    measures = of_form(payload, "measure")
    strands = campaign().strands
    shares = [strand_share(measures, strand.id) for strand in strands]
    return 100 * sum(shares, Fraction(0)) / len(strands)


def share(surveys: list[Values]) -> Fraction | None:
    """Return the satisfied among all asked, in percent, weighted by answers; None without any.

    An answer counted as satisfied beyond those asked counts once.
    """
    asked = sum(int(s["asked"]) for s in surveys)
    satisfied = sum(min(int(s["satisfied"]), int(s["asked"])) for s in surveys)
    return Fraction(100 * satisfied, asked) if asked else None


def satisfaction(payload: Payload) -> Fraction:
    """Return the public's satisfaction this year, 0 to 100; 0 without a survey."""
    year = payload["today"][:4]
    surveys = [s for s in of_form(payload, "survey") if s["on"].startswith(year)]
    return share(surveys) or Fraction(0)


def falls(facts: Payload) -> list[Alert]:
    """Return a warning if the latest survey day is worse than the one before, or too low.

    The day a warning of an agency was first given is kept, and said with it until it is over.

    Args:
        facts: what signals are given; entries of this program are looked at.
    """
    alerts, first = _falls(facts), state().setdefault("first", {})
    agency, today = facts["agency"]["id"], facts["today"]
    if not alerts:
        first.pop(agency, None)
        return []
    day = first.setdefault(agency, today)
    if day == today:
        return alerts
    more = Bilingual(f"；{day} 起提示", f"; first said on {day}")
    return [
        alert.model_copy(
            update={"text": Bilingual(alert.text.zh + more.zh, alert.text.en + more.en)}
        )
        for alert in alerts
    ]


def _falls(facts: Payload) -> list[Alert]:
    own = [
        e["values"]
        for e in facts["entries"]
        if e["form"] == "survey" and e["program"].endswith(":three-excellences")
    ]
    days = sorted({survey["on"] for survey in own if survey["on"] <= facts["today"]})[-2:]
    found = [share([s for s in own if s["on"] == day]) for day in days]
    now = found[-1] if found else None
    if now is None:
        return []
    here = campaign()
    if now < Fraction(str(here.floor)):
        zh = f"满意度 {float(now):.1f} %，低于底线 {here.floor:g} %"
        en = f"satisfaction {float(now):.1f} %, below {here.floor:g} %"
        return [Alert(level="alarm", text=Bilingual(zh, en), evidence=(days[-1],))]
    before = found[0] if len(found) == 2 else None
    if before is not None and before - now > Fraction(str(here.drop)):
        zh = f"满意度由 {float(before):.1f} % 降至 {float(now):.1f} %"
        en = f"satisfaction fell from {float(before):.1f} % to {float(now):.1f} %"
        return [Alert(level="warning", text=Bilingual(zh, en), evidence=tuple(days))]
    return []
