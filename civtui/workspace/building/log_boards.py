"""Boards over the building log: whose work it was, and which leaders took part themselves."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from civtui.exchange.nameless import is_nobody
from civtui.model.figures import fixed
from civtui.model.registers.common import ORGANS
from civtui.model.text import msg
from civtui.workspace.building.activities import ActivityRow, activity_rows
from civtui.workspace.building.board import Asked, Board, BoardRow, Cell, name_of

EVERY = 1_000_000
MASS = ("union", "youth-league", "women")


def organs(asked: Asked) -> Board:
    """Who ran the year's activities: each line, each mass organization, and those nobody named.

    With one agency a row for each organization; with all of them a row for each agency, so that
    mass organizations that did nothing stand out.
    """
    rows = _of_year(asked)
    if asked.agency:
        named: list[tuple[str, Cell]] = [(one.id, one.title) for one in ORGANS]
        named.append(("", msg("building.no-organ")))
        said = (_organ(id_, title, [r for r in rows if r.organ == id_]) for id_, title in named)
        return Board("organs", ("organ", "activities", "people", "newest"), tuple(said))
    by: dict[str, Counter[str]] = {}
    for row in rows:
        by.setdefault(row.agency, Counter())[row.organ] += 1
    found = []
    for one in asked.agencies:
        own = by.get(one.id, Counter())
        idle = not any(own[organ] for organ in MASS)
        cells = (
            name_of(one),
            *(own[organ.id] or "·" for organ in ORGANS),
            own[""] or "·",
            msg("building.mass-idle") if idle else "",
        )
        found.append(BoardRow(one.id, cells, "warn" if idle else ""))
    columns = ("agency", *(f"organ-{one.id}" for one in ORGANS), "no-organ", "seen")
    return Board("organs", columns, tuple(found), (msg("building.organs-note"),))


def _organ(id_: str, title: Cell, rows: list[ActivityRow]) -> BoardRow:
    newest = max((row.held for row in rows), default="—")
    people = sum(row.people or 0 for row in rows)
    tone = "warn" if id_ and not rows else ""
    return BoardRow(id_ or "none", (title, len(rows), people, newest), tone)


def leaders(asked: Asked) -> Board:
    """Which leading members took part themselves (带头), how often, and in what share."""
    by: dict[str, list[ActivityRow]] = {}
    for row in _of_year(asked):
        by.setdefault(row.agency, []).append(row)
    found = []
    for one in asked.agencies:
        own = by.get(one.id, [])
        led = [row for row in own if names_of(row.leaders)]
        names = Counter(name for row in led for name in names_of(row.leaders))
        said = "、".join(f"{name} {count}" for name, count in names.most_common())
        share = f"{fixed(Fraction(100 * len(led), len(own)), 1)} %" if own else "—"
        newest = max((row.held for row in led), default="—")
        cells = (name_of(one), len(own), len(led), share, said or "—", newest)
        found.append(BoardRow(one.id, cells, "warn" if own and not led else ""))
    columns = ("agency", "activities", "led", "share", "leaders", "newest")
    return Board("leaders", columns, tuple(found), (msg("building.leaders-note"),))


def names_of(leaders: str) -> list[str]:
    """Return the leading members that a text names, each once: parts between commas.

    无, × and ticks, which people type too, name nobody.
    """
    for sign in "，,；;／/":
        leaders = leaders.replace(sign, "、")
    return list(dict.fromkeys(part for part in leaders.split("、") if not is_nobody(part)))


def _of_year(asked: Asked) -> list[ActivityRow]:
    owner, year = asked.owner, str(asked.year)
    return [row for row in activity_rows(asked.ws, owner, EVERY) if row.held[:4] == year]
