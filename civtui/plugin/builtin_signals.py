"""The built-in warning signals; they come in through the same hook as a plugin's."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from civtui.model.figures import shown
from civtui.plugin.contributions import Alert
from civtui.scoring.rhythm import Sign, lagging, rule_of, slackening
from civtui.scoring.rhythm import cramming as crammed_before

Facts = dict[str, Any]


def cramming(facts: Facts) -> list[Alert]:
    """Look for a year crowded into the weeks before any of its visits.

    A visit that cannot be judged is told only where none can: one that can has said enough.
    """
    visits = [date.fromisoformat(day) for day in facts.get("visits") or [facts["visit"]]]
    today = date.fromisoformat(facts["today"])
    signs = crammed_before(_days(facts), visits, rule_of(facts["rhythm"]), today)
    judged = [sign for sign in signs if sign.state != "unchecked"]
    return [alert for sign in judged or signs[-1:] for alert in _said(sign, "warning")]


def slack(facts: Facts) -> list[Alert]:
    """Look for an agency that does less and less over the years."""
    today = date.fromisoformat(facts["today"])
    return _said(slackening(_days(facts), today, rule_of(facts["rhythm"])), "warning")


def lag(facts: Facts) -> list[Alert]:
    """Look for an agency that does far less than the others this year."""
    counts = facts["counts"]
    return _said(lagging(counts["own"], counts["all"], rule_of(facts["rhythm"])), "notice")


def _days(facts: Facts) -> list[date]:
    return [date.fromisoformat(activity["on"]) for activity in facts["activities"]]


def _said(sign: Sign, level: Any) -> list[Alert]:
    if sign.state == "clear":
        return []
    figures = tuple(f"{name}={_text(value)}" for name, value in sign.figures.items())
    state = level if sign.state == "warning" else "unchecked"
    return [Alert(level=state, text=sign.text, evidence=figures)]


def _text(value: Any) -> str:
    return shown(value) if isinstance(value, Fraction) else str(value)
