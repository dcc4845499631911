"""Titles that stand no more, as a registry that names them again is compared with them."""

from __future__ import annotations

from datetime import date

from civtui.exchange.plan import Gone
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.text import Message, msg
from civtui.workspace.agencies.trail import correction_of, said_of
from civtui.workspace.fact_words.words import aside, by_decision
from civtui.workspace.reading.names import BY_POLICY, Names
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.courses import Payload
from civtui.workspace.voiding.dependents import payload_of

Title = tuple[str, str]
BELOW = {"model-office": "civilized-office"}  # what is left where one was never the higher
ENDS = frozenset({"delisted", "withdrawn", "expired", "waived", "reform"})


def titles_gone(ws: Workspace) -> dict[Title, Gone]:
    """Return holder and honor -> what became of the title that a correction took away, or ended.

    One that was corrected first and then taken away may stand in a file by any day that it had.
    """
    found, names = dict[Title, Gone](), Names(ws)
    held = set(queries.rows(ws.ledger, "agencies", "standing-titles"))
    days: dict[Title, date] = {}
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "titles-corrected")):
        for change in payload_of(row)["changes"]:
            was, now = change["was"], change["now"] or {}
            if was and not now and (was["holder"], BELOW.get(was["honor"])) in held:
                now = {**was, "honor": BELOW[was["honor"]]}
            if not was:
                continue
            key, since = (was["holder"], was["honor"]), date.fromisoformat(was["since"])
            days[key] = max(since, days.get(key, since))
            if (now.get("holder"), now.get("honor")) != key:
                own = now.get("holder") == was["holder"]
                by = correction_of(row)
                said = by.said("exchange.title-corrected")
                left = said_of(by, _stands(names, was, now))
                found[key] = Gone(days[key], said, left, now["honor"] if own else "")
    for holder, honor, ended, event, by in queries.rows(ws.ledger, "agencies", "ended-titles"):
        how = aside(_how(event, by), by_decision(by))
        over = msg("exchange.title-ended", day=ended, how=how)
        left = msg("exchange.title-ended-left", said=over)
        found[holder, honor] = Gone(date.fromisoformat(ended), over, left)
    return found


def _stands(names: Names, was: Payload, now: Payload) -> Message:
    """Return what stands in the place of a title that was corrected."""
    if not now:
        return msg("exchange.title-never", honor=msg(f"rules.honor-{was['honor']}"))
    honor = msg(f"rules.honor-{now['honor']}")
    if now["holder"] == was["holder"]:
        return honor
    return msg("exchange.title-of", holder=names.holder(now["holder"]), honor=honor)


def _how(event: str, by: str) -> Message:
    """Return how a title ended: a decision withdraws it, a policy lets it end."""
    if event not in ENDS or (event == "withdrawn" and by.startswith(BY_POLICY)):
        return msg("cli_titles.title-ends")
    return msg(f"cli_titles.event-{event}")
