"""What bars applications and will soon no more: vetoes and waiting periods that end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.model.text import msg
from civtui.rules.bars import DAY, FREE
from civtui.rules.policies import choice as chosen
from civtui.rules.terms import after_months, after_years, last_barred
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.overview.due_notices import Line
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import typed


def bars_due(ws: Workspace, first: date, last: date, policies: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the vetoes and waiting periods that end soon, on the first day that they do not bar.

    Args:
        first, last: the days that are asked for.
        policies: the profile's choices.
    """
    given = {"first": first.isoformat(), "last": last.isoformat()}
    last_bars = chosen(policies, "reapply-last-day") != FREE
    vetoes = queries.rows(ws.ledger, "due", "vetoes", given)
    if vetoes:
        line, names = Lineage(ws), dict(queries.rows(ws.ledger, "due", "names", given))
        for agency, happened, months in vetoes:
            ends = after_months(date.fromisoformat(happened), int(str(months)))
            ends = last_barred(ends, last_bars)
            whose = line.now(str(agency))
            if first <= (free := ends + DAY) <= last:
                why = msg("titles.due-veto", ends=ends, free=free, agency=typed(ws, [whose]))
                yield free, "veto", whose, str(names.get(whose, whose)), why
    newest = dict[str, tuple[str, str]]()
    for agency, day, name, suspended in queries.rows(ws.ledger, "due", "delistings", given):
        if not suspended:
            newest[agency] = day, name
    for agency, (day, name) in newest.items():
        wait = int(chosen(policies, "reapply-after-years"))
        ends = last_barred(after_years(date.fromisoformat(day), wait), last_bars)
        if first <= (free := ends + DAY) <= last:
            why = msg("titles.due-waiting", ends=ends, free=free, agency=typed(ws, [agency]))
            yield free, "waiting", agency, name, why
