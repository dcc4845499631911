"""Facts that a policy of the profile wrote: they go with what they rest on, and never alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.workspace.automatic.grounds import groundless
from civtui.workspace.reading.names import BY_POLICY
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import agency_of
from civtui.workspace.voiding.dependents import (
    courses,
    hanging,
    payload_of,
    things_of,
)

# kinds of fact on offices, titles and cards: policies would have done otherwise with them
ASKED = frozenset(
    {
        "registered",
        "body-removed",
        "took-part",
        "granted",
        "withdrawn",
        "renewed",
        "restored",
        "title-corrected",
        "result-received",
        "appealed",
        "appeal-decided",
        "carded",
        "card-ended",
    }
)


def policy_of(row: Row) -> str:
    """Return the policy that wrote a fact, "" where a person did.

    An appeal names the act of a policy that it is against, and is a person's.
    """
    if row.kind == "appealed" or BY_POLICY not in row.payload:  # most facts need no reading
        return ""
    decision = payload_of(row).get("decision")
    own = isinstance(decision, str) and decision.startswith(BY_POLICY)
    return str(decision).removeprefix(BY_POLICY) if own else ""


def by_policy(row: Row) -> bool:
    """Return whether a policy wrote a fact: taken back, it would be written again."""
    return bool(policy_of(row))


def without_ground(ws: Workspace, row: Row) -> bool:
    """Return whether a policy acted on a fall that, by what is on record now, never was.

    Such a card, or end of a title, goes alone, without what it came with.
    """
    return (
        row.kind in ("carded", "withdrawn")
        and by_policy(row)
        and row.seq in {o.seq for o in groundless(ws)}
    )


def still_done(ws: Workspace, rows: Sequence[Row]) -> str:
    """Return the policy that would write such facts again, "" where the profile chose otherwise.

    A profile that cannot be read has chosen nothing otherwise; what has lost its ground (see
    `grounds`) is not done again.
    """
    chosen = ws.automatic.chosen
    wrong = ws.automatic.fault is not None
    gone = {row.seq for row in rows if without_ground(ws, row)}
    found = (
        policy_of(row)
        for row in rows
        if row.seq not in gone and (wrong or chosen.does(policy_of(row), row.kind))
    )
    return next(found, "")


def with_policies(ws: Workspace, deed: Sequence[Row], along: set[int]) -> set[int]:
    """Return what goes along with a deed, and what policies wrote because of it.

    Where a policy would still do the same without the deed, the taking back itself has it done
    again. What people did on it since hangs on the deed so (see `needed`).
    """
    found = set(along)
    if all(by_policy(row) and row.kind != "carded" for row in deed):
        return found
    found |= _since(ws, deed, [row for row in deed if row.kind in ASKED])
    while more := {row.seq for row in hanging(ws, deed, found, by_policy)} - found:
        found |= more
    return found


def since_taken(ws: Workspace, deed: Sequence[Row], back: Sequence[Row]) -> set[int]:
    """Return what policies did, since facts were taken back, to those whom the facts are about.

    It was done because they did not stand: an end of a title whose renewal was void. They go with
    the restoring, which has the policies work out anew what is due.

    Args:
        deed: the taking back that is taken back.
        back: the facts that would stand again.
    """
    return _since(ws, deed, [row for row in back if row.kind in ASKED])


def _since(ws: Workspace, deed: Sequence[Row], asked: Sequence[Row]) -> set[int]:
    """Return what policies wrote behind a deed to those whom facts are about, and their agencies.

    Args:
        asked: the facts; of acts before the first day that they speak of none is returned.
    """
    bodies = set(_bodies(ws, asked))
    if not bodies:
        return set()
    about = bodies | {agency_of(ws, body) for body in bodies}
    given = {"about": json.dumps(sorted(about)), "since": min(map(_first_day, asked))}
    found = queries.rows(ws.ledger, "titles", "by-policy-since", given)
    return {seq for (seq,) in found if seq > deed[0].seq}


def _first_day(row: Row) -> str:
    """Return the first day that a fact speaks of: titles that it brings may be older than it."""
    p = payload_of(row)
    if row.kind == "body-removed":  # as if they had never been
        return ""
    titles = p["titles"] if row.kind == "registered" else ()
    states = p["changes"] if row.kind == "title-corrected" else ()
    days = [one.get(key) for one in titles for key in ("since", "was", "until")]
    days += [one[side]["since"] for one in states for side in ("was", "now") if one[side]]
    return min(str(day) for day in (row.effective, *days) if day)


def _bodies(ws: Workspace, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the agencies and offices that facts, or titles of theirs, are about."""
    known = courses(ws)
    for row in rows:
        for thing in things_of(row, known).all:
            noun, _, id_ = thing.partition(":")
            if noun == "body":
                yield id_
            elif noun == "title":
                yield id_.rpartition(" ")[0]
            card = queries.one(ws.ledger, "titles", "card-agency", (id_,)) if noun == "card" else ()
            yield from card or ()
