"""Warning signals of the enabled plugins, looked for agency by agency.

A signal that cannot run reads "not checked", never "no warning".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui import locale
from civtui.model.text import Bilingual, Message
from civtui.plugin.faults import PluginError
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.activities import activity_rows, months
from civtui.workspace.building.culture import entries, participations
from civtui.workspace.rounds.rounds import round_rows
from civtui.workspace.session import Workspace
from civtui.workspace.titles.card_board import card_rows

if TYPE_CHECKING:
    from civtui.plugin.host import Contribution, Host

MOST_ACTIVITIES = 100_000


class SignalRow(NamedTuple):
    """What one signal says of one agency.

    Args:
        state: `clear`, `warning` or `not-checked`.
        level: `notice`, `warning` or `alarm` of a warning, else empty.
        text: what was seen, in the language in use.
        reason: why it could not be checked, else None.
    """

    signal: str
    title: Bilingual
    agency: str
    agency_name: str
    state: str
    level: str = ""
    text: str = ""
    evidence: tuple[str, ...] = ()
    reason: Message | None = None

    @property
    def word(self) -> str:
        """The key of the one word for it: of a warning its level's."""
        return word_of(self.level, self.state)


def word_of(level: str, state: str) -> str:
    """Return the key of the word for a signal, wherever it is told."""
    return f"plugin.signal-{level or state}"


LEVELS = ("", "notice", "warning", "alarm")  # the worst last


def told_once(rows: Iterable[SignalRow]) -> list[SignalRow]:
    """Return rows with all that a signal saw at an agency as one, for people.

    Its texts follow each other, each once; of several levels the worst counts.
    """
    found: dict[tuple[str, str, str], list[SignalRow]] = {}
    for row in rows:
        found.setdefault((row.signal, row.agency, row.state), []).append(row)
    joint = locale.t("common.joint")
    return [
        many[0]._replace(
            level=max((one.level for one in many), key=LEVELS.index),
            text=joint.join(dict.fromkeys(one.text for one in many if one.text)),
            evidence=tuple(dict.fromkeys(paper for one in many for paper in one.evidence)),
        )
        for many in found.values()
    ]


def signal_rows(ws: Workspace, agency: str | None = None) -> list[SignalRow]:
    """Return what every usable signal says of an agency, or of all.

    Raises:
        NotFound: no such agency.
    """
    return signal_call(ws, agency)()


def signal_call(ws: Workspace, agency: str | None = None) -> Callable[[], list[SignalRow]]:
    """Return the calls of every usable signal; they read no ledger any more.

    Raises:
        NotFound: no such agency.
    """
    signals = ws.host.signals() if ws.plugins_allowed else []
    agencies = [find_agency(ws, agency)] if agency else agency_rows(ws)
    known = _facts(ws, agencies) if signals else {}
    host = ws.host
    return lambda: [
        row for signal in signals for one in agencies for row in _ask(host, signal, one, known)
    ]


def _ask(
    host: Host, signal: Contribution, one: AgencyRow, known: dict[str, dict[str, Any]]
) -> list[SignalRow]:
    where = (signal.id, signal.record.title, one.id, one.short or one.name)
    try:
        alerts = host.call("signal", signal.id, known[one.id])
    except PluginError as error:
        return [SignalRow(*where, "not-checked", reason=error.message)]
    return [
        SignalRow(*where, "not-checked", text=a["text"], evidence=tuple(a["evidence"]))
        if a["level"] == "unchecked"
        else SignalRow(*where, "warning", a["level"], a["text"], tuple(a["evidence"]))
        for a in alerts
    ] or [SignalRow(*where, "clear")]


def visits(ws: Workspace, agencies: Iterable[str]) -> dict[str, list[date]]:
    """Return when the judges come to each agency this year, oldest first; today where nobody does.

    Every due day counts, of the city's rounds and of the agency's own: a later round hides
    nothing that was crammed before an earlier one.
    """
    year, line = str(ws.today().year), Lineage(ws)
    due: dict[str, set[str]] = {}
    for row in round_rows(ws):
        if row.due and row.due[:4] == year:
            due.setdefault(line.now(row.agency) if row.agency else "", set()).add(row.due)
    city = due.get("", set())
    return {
        one: [date.fromisoformat(day) for day in sorted(city | due.get(one, set()))] or [ws.today()]
        for one in agencies
    }


def this_year(ws: Workspace) -> dict[str, int]:
    """Return how many activities each agency has on record this year."""
    year = str(ws.today().year)
    return {
        agency: sum(count for month, count in by_month.items() if month[:4] == year)
        for agency, by_month in months(ws).items()
    }


def _facts(ws: Workspace, agencies: list[AgencyRow]) -> dict[str, dict[str, Any]]:
    """Return what a signal is given, by agency; see docs/plugins/first-lines.md."""
    rhythm = ws.profile().rhythm.model_dump()
    coming, counts = visits(ws, [one.id for one in agencies]), this_year(ws)
    everybody = [counts.get(one.id, 0) for one in agency_rows(ws)]
    facts: dict[str, dict[str, Any]] = {
        one.id: {
            "agency": {"id": one.id, "name": one.name, "short": one.short, "honor": one.honor},
            "activities": [],
            "cards": [],
            "entries": [],
            "visit": coming[one.id][-1].isoformat(),
            "visits": [day.isoformat() for day in coming[one.id]],
            "rhythm": rhythm,
            "counts": {"own": counts.get(one.id, 0), "all": everybody},
            "today": ws.today().isoformat(),
            "lang": locale.current(),
        }
        for one in agencies
    }
    only = agencies[0].id if len(agencies) == 1 else None
    for row in activity_rows(ws, only, MOST_ACTIVITIES):
        if row.agency in facts:
            kept = {"id": row.id, "on": row.held, "kind": row.kind, "title": row.title}
            facts[row.agency]["activities"].append(
                {**kept, "venue": row.venue, "people": row.people}
            )
    for card in card_rows(ws, open_only=True):
        if card.agency in facts:
            term = {"opened": card.opened, "term_ends": card.term_ends}
            facts[card.agency]["cards"].append({"id": card.id, **term, "cause": card.cause})
    for part in participations(ws):
        if part.agency in facts:
            facts[part.agency]["entries"] += [
                {"program": part.program, "form": entry.form, "values": entry.values}
                for entry in entries(ws, part.program, part.agency)
            ]
    return facts
