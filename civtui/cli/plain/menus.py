"""The ten modes as menus: each entry is a command of the command line, or a list to pick from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from civtui.cli.plain.talk import Choice
from civtui.locale import render, t
from civtui.workspace.session import Workspace

Rows = Callable[[Workspace], list[Choice]]


class Entry(NamedTuple):
    """A line of a menu.

    Args:
        title: key of what it says.
        words: the command; `{id}` stands for what was picked.
        ask: ids of the fields of the verb that `words` are, which are asked for as the verb itself
            asks (a number of its list will do) and put behind the words.
    """

    title: str
    words: tuple[str, ...]
    ask: tuple[str, ...] = ()


class Menu(NamedTuple):
    """A mode: entries at once, or rows to pick one of, each with its entries and its deeds.

    Args:
        kind: what a row stands for (see `verbs.verb.Verb.row`).
    """

    name: str
    entries: tuple[Entry, ...] = ()
    rows: Rows | None = None
    of_row: tuple[Entry, ...] = ()
    kind: str = ""


def agencies(ws: Workspace) -> list[Choice]:
    """Return the agencies in official order."""
    from civtui.workspace.agencies.agencies import agency_rows

    return [
        Choice(
            r.id,
            t(
                "plain.agency",
                name=r.short or r.name,
                honor=t(f"cli.honor-{r.honor or 'none'}"),
                civilized=r.civilized,
                offices=r.offices,
            ),
        )
        for r in agency_rows(ws)
    ]


def rounds(ws: Workspace) -> list[Choice]:
    """Return the rounds, newest first."""
    from civtui.workspace.rounds.rounds import round_rows

    return [
        Choice(r.id, f"{r.name}  {t('cli.state-' + r.state)}  {r.given}/{r.expected}")
        for r in round_rows(ws)
    ]


def rights(ws: Workspace) -> list[Choice]:
    """Return the agencies with what each may apply for."""
    from civtui.workspace.titles.eligibility import eligibility_list, verdict

    found = []
    for row, answer in eligibility_list(ws):
        said = [
            f"{t('cli.honor-' + a.tier)} {render(verdict(row.honors, a))}" for a in answer.tiers
        ]
        found.append(Choice(row.id, f"{answer.agency}  {t('common.separator').join(said)}"))
    return found


def formats(ws: Workspace) -> list[Choice]:
    """Return the formats that a report can be written in."""
    from civtui.workspace.files import reports

    return [Choice(f.id, f"{f.title}  {f.extension}") for f in reports.formats(ws)]


def plugins(ws: Workspace) -> list[Choice]:
    """Return the plugins with their states."""
    from civtui.workspace.plugins.plugins import plugin_list

    return [
        Choice(p.id, f"{p.id} {p.version}  {t(f'tui.plugin-{p.state}')}") for p in plugin_list(ws)
    ]


MENUS: tuple[Menu, ...] = (
    Menu(
        "overview",
        (
            Entry("plain.status", ("status",)),
            Entry("plain.due", ("honor", "due")),
            Entry("plain.uneven", ("activity", "uneven")),
            Entry("plain.doctor", ("doctor",)),
        ),
    ),
    Menu(
        "agencies",
        rows=agencies,
        kind="agency",
        of_row=(
            Entry("plain.show", ("agency", "show", "{id}")),
            Entry("plain.rights", ("eligibility", "{id}")),
            Entry("plain.timeline", ("honor", "timeline", "{id}")),
            Entry("plain.activities", ("activity", "list", "--agency", "{id}")),
            Entry("plain.duties", ("duty", "chart", "{id}")),
        ),
    ),
    Menu("rounds", rows=rounds),
    Menu(
        "eligibility",
        rows=rights,
        kind="agency",
        of_row=(
            Entry("plain.rights", ("eligibility", "{id}")),
            Entry("plain.rung", ("honor", "rung", "{id}")),
            Entry("plain.timeline", ("honor", "timeline", "{id}")),
        ),
    ),
    Menu(
        "building",
        (
            Entry("plain.activities", ("activity", "list", "--limit", "20")),
            Entry("plain.duties", ("duty", "chart")),
            Entry("plain.inspections", ("inspection", "list")),
            Entry("plain.findings", ("inspection", "findings")),
            Entry("plain.institutions", ("institution", "coverage")),
            Entry("plain.reports-heard", ("report", "heard")),
            Entry("plain.chase", ("report", "chase")),
            Entry("plain.add-activity", ("activity", "add"), ("agency", "title")),
        ),
    ),
    Menu(
        "culture",
        (
            Entry("plain.programs", ("culture", "list")),
            Entry("plain.culture-score", ("culture", "score"), ("agency",)),
        ),
    ),
    Menu(
        "cards",
        (
            Entry("plain.due", ("honor", "due")),
            Entry("plain.cards", ("card", "list", "--open")),
            Entry("plain.card-show", ("card", "show"), ("card",)),
            Entry("plain.sittings", ("group", "sittings")),
            Entry("plain.cases", ("apply", "list")),
        ),
    ),
    Menu(
        "reports",
        rows=formats,
        kind="format",
    ),
    Menu(
        "ledger",
        (
            Entry("plain.log", ("ledger", "log")),
            Entry("plain.verify", ("ledger", "verify")),
            Entry("plain.asof", ("ledger", "asof"), ("day",)),
        ),
    ),
    Menu(
        "plugins",
        rows=plugins,
        of_row=(Entry("plain.plugin", ("plugin", "info", "{id}")),),
        kind="plugin",
    ),
)
