"""The festival's figures: points by office, variety, and what is documented."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from civtui.api import settings
from civtui_culture_festival.forms import KINDS

Payload = dict[str, Any]
Values = dict[str, Any]


class Settings(BaseModel):
    """What a workspace may set.

    Args:
        places: points for the first, second, third ... place.
        taking_part: points for an office that signed up for an event.
    """

    model_config = ConfigDict(extra="forbid")
    places: tuple[int, ...] = Field(default=(5, 3, 2), max_length=20)
    taking_part: int = Field(default=1, ge=0, le=100)


def in_effect() -> Settings:
    """Return the settings in effect, the defaults outside of a workspace."""
    found = settings()
    return found if isinstance(found, Settings) else Settings()


def of_form(payload: Payload, form: str) -> list[Values]:
    """Return the values of the entries in a form, oldest first."""
    return [entry["values"] for entry in payload["entries"] if entry["form"] == form]


def events(payload: Payload, year: str) -> list[Values]:
    """Return the events of a year, by day; a name entered again stands as entered last."""
    found = {e["event"]: e for e in of_form(payload, "event") if e["on"].startswith(year)}
    return sorted(found.values(), key=lambda e: (e["on"], e["event"]))


def of_events(payload: Payload, form: str, year: str) -> list[Values]:
    """Return the entries of a form that belong to an event of a year."""
    names = {event["event"] for event in events(payload, year)}
    return [values for values in of_form(payload, form) if values["event"] in names]


def points(payload: Payload, year: str) -> dict[str, int]:
    """Return the points of each office in a year.

    An office that signed up for an event, or has a result in it, took part once; its best place in
    an event counts.
    """
    worth = in_effect()
    best: dict[tuple[str, str], int | None] = {}
    for entry in of_events(payload, "sign-up", year):
        best.setdefault((entry["office"], entry["event"]), None)
    for entry in of_events(payload, "result", year):
        key, place = (entry["office"], entry["event"]), int(entry["place"])
        before = best.get(key)
        best[key] = place if before is None else min(before, place)
    total: dict[str, int] = {}
    for (office, _), place in best.items():
        extra = worth.places[place - 1] if place and place <= len(worth.places) else 0
        total[office] = total.get(office, 0) + worth.taking_part + extra
    return total


def held(payload: Payload) -> list[Values]:
    """Return this year's events that have begun."""
    today = payload["today"]
    return [event for event in events(payload, today[:4]) if event["on"] <= today]


def variety(payload: Payload) -> Fraction:
    """Return 0 to 100: how many of the four kinds were held this year."""
    kinds = {event["kind"] for event in held(payload)} & set(KINDS)
    return Fraction(100 * len(kinds), len(KINDS))


def documented(payload: Payload) -> Fraction:
    """Return 0 to 100: events held this year of which there are photos; 0 without an event."""
    begun = held(payload)
    shown = {p["event"] for p in of_form(payload, "photos") if p.get("evidence")}
    count = sum(event["event"] in shown for event in begun)
    return Fraction(100 * count, len(begun)) if begun else Fraction(0)
