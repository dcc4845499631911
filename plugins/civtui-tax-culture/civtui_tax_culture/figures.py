"""How pledges are kept, exact, by field of service and by year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from civtui.api import Alert, Bilingual, settings
from civtui_tax_culture.forms import AREAS

Payload = dict[str, Any]
Values = dict[str, Any]


class Settings(BaseModel):
    """What a workspace may set.

    Args:
        least: a pledge kept in fewer percent of its cases gives a warning.
    """

    model_config = ConfigDict(extra="forbid")
    least: float = Field(default=90, ge=0, le=100)


def of_form(payload: Payload, form: str) -> list[Values]:
    """Return the values of the entries in a form, oldest first."""
    return [entry["values"] for entry in payload["entries"] if entry["form"] == form]


def this_year(payload: Payload) -> list[Values]:
    """Return the counts of this year up to today."""
    today = payload["today"]
    year = today[:4]
    return [k for k in of_form(payload, "keeping") if k["on"][:4] == year and k["on"] <= today]


def share(keepings: list[Values]) -> Fraction | None:
    """Return how many of all cases were kept, in percent; None without cases.

    A case is kept once at most.
    """
    cases = sum(int(k["cases"]) for k in keepings)
    kept = sum(min(int(k["kept"]), int(k["cases"])) for k in keepings)
    return Fraction(100 * kept, cases) if cases else None


def kept(payload: Payload) -> Fraction:
    """Return the share of this year's cases in which the pledge was kept, 0 to 100."""
    return share(this_year(payload)) or Fraction(0)


def pledged(payload: Payload) -> Fraction:
    """Return the share of the fields of service that have a pledge, 0 to 100."""
    areas = {pledge["area"] for pledge in of_form(payload, "pledge")} & set(AREAS)
    return Fraction(100 * len(areas), len(AREAS))


def broken(facts: Payload) -> list[Alert]:
    """Return a warning for each field of service whose pledge is kept too rarely this year."""
    own = [e for e in facts["entries"] if e["program"].endswith(":tax-culture")]
    counts = this_year({**facts, "entries": own})
    least = Fraction(str(getattr(settings(), "least", 90)))
    alerts = []
    for area, title in AREAS.items():
        found = share([k for k in counts if k["area"] == area])
        if found is not None and found < least:
            zh = f"{title.zh}承诺兑现率 {float(found):.1f} %，低于 {float(least):g} %"
            en = f"{title.en}: pledge kept in {float(found):.1f} % of cases, not {float(least):g} %"
            alerts.append(Alert(text=Bilingual(zh, en), evidence=(area,)))
    return alerts
