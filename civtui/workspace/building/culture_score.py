"""An agency's culture score: what the culture programs it takes part in say of it, explained.

Each indicator is brought to 0..100 between its declared bounds; a program counts by the mean of its
indicators, the score is the mean of the programs. Exact, and a program that cannot be asked is
named and left out, never counted as nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import locale
from civtui.model.figures import shown_text
from civtui.model.text import Bilingual, Message
from civtui.plugin.faults import PluginError
from civtui.scoring.numbers import exact_text
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.building.culture import participations, payload, programs
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.plugin.host import Host


class IndicatorPart(NamedTuple):
    """One indicator of an agency.

    Args:
        program: qualified id of the program.
        value: as the program gives it, within `low`..`high`; None where it could not be asked.
        points: the value brought to 0..100.
        reason: why it could not be asked.
    """

    program: str
    indicator: str
    title: Bilingual
    value: Fraction | None
    low: Fraction
    high: Fraction
    points: Fraction | None
    reason: Message | None = None


class CultureScore(NamedTuple):
    """An agency's culture score with its parts.

    Args:
        score: 0..100; None where no program could be counted.
        parts: indicators, program by program.
        absent: programs with entries whose plugin is not usable here.
    """

    agency: str
    score: Fraction | None
    parts: tuple[IndicatorPart, ...]
    absent: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """Return the score as `culture score --json` prints it; numbers are exact texts."""
        return {
            "agency": self.agency,
            "score": _text(self.score),
            "parts": [
                {
                    "program": part.program,
                    "indicator": part.indicator,
                    "title": locale.render(part.title),
                    "value": _text(part.value),
                    "low": _text(part.low),
                    "high": _text(part.high),
                    "points": _text(part.points),
                    "reason": locale.render(part.reason) if part.reason else None,
                }
                for part in self.parts
            ],
            "absent": list(self.absent),
        }


def shown(text: str | None) -> str:
    """Return an exact number as a person reads it: two places at most, a dash without one."""
    return shown_text(text)


def _text(value: Fraction | None) -> str | None:
    return None if value is None else exact_text(value)


def culture_score(ws: Workspace, agency: str) -> CultureScore:
    """Return the culture score of an agency over the programs it has entries in.

    Raises:
        NotFound: no such agency.
    """
    return culture_score_call(ws, agency)()


def culture_score_call(ws: Workspace, agency: str) -> Callable[[], CultureScore]:
    """Return the calls that make an agency's score; they read no ledger any more.

    Raises:
        NotFound: no such agency.
    """
    holder = find_agency(ws, agency)
    taking = {part.program for part in participations(ws) if part.agency == holder.id}
    known = {program.id: program for program in programs(ws)}
    absent = tuple(sorted(taking - known.keys()))
    host = ws.host
    asks = [
        (id_, known[id_].record.indicators, payload(ws, id_, holder.id))
        for id_ in sorted(taking & known.keys())
    ]

    def ask() -> CultureScore:
        parts: list[IndicatorPart] = []
        means: list[Fraction] = []
        for id_, indicators, data in asks:
            own = [_part(host, id_, indicator, data) for indicator in indicators]
            parts += own
            points = [part.points for part in own if part.points is not None]
            if points:
                means.append(sum(points, Fraction(0)) / len(points))
        score = sum(means, Fraction(0)) / len(means) if means else None
        return CultureScore(holder.id, score, tuple(parts), absent)

    return ask


def _part(host: Host, program: str, indicator: Any, data: dict[str, Any]) -> IndicatorPart:
    low, high = Fraction(indicator.minimum), Fraction(indicator.maximum)
    known = (program, indicator.id, indicator.title)
    try:
        value = Fraction(host.call("indicator", f"{program}/{indicator.id}", data))
    except PluginError as error:
        return IndicatorPart(*known, None, low, high, None, error.message)
    return IndicatorPart(*known, value, low, high, 100 * (value - low) / (high - low))
