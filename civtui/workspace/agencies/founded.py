"""No title, card or application of an agency or office before the day that a reform made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from civtui.ledger import queries
from civtui.model.text import msg
from civtui.workspace.days import hold_order

if TYPE_CHECKING:
    from civtui.ledger.ledger import Ledger
    from civtui.model.facts.envelope import Body

# kinds of fact that say from a day on something of whoever holds titles
OF_HOLDERS = frozenset(
    {
        "granted",
        "withdrawn",
        "renewed",
        "restored",
        "appealed",
        "appeal-decided",
        "carded",
        "applied",
        "result-received",
        "declared",
        "took-part",
    }
)


def hold_founded(ledger: Ledger, bodies: Sequence[Body], day: date) -> None:
    """Refuse what would be said of an agency or office on a day when there was none yet.

    On that day it was its parents that could hold a title, and the reform carried over what they
    held: whatever comes late is given from the day of the reform on, or the reform is taken back
    first.

    Raises:
        Refused: a reform made one of them later than that.
    """
    if queries.one(ledger, "lineage", "any") is None:
        return
    for holder in _holders(ledger, bodies):
        row = queries.one(ledger, "lineage", "made-by-reform", {"id": holder})
        if row is not None:
            hold_order(day, row[0], msg("titles.basis-founded"))


def _holders(ledger: Ledger, bodies: Sequence[Body]) -> Iterator[str]:
    for body in bodies:
        if body.kind not in OF_HOLDERS:
            continue
        found = [
            *getattr(body, "holders", ()),
            getattr(body, "agency", ""),
            getattr(body, "office", ""),
        ]
        yield from (one for one in found if isinstance(one, str) and one)
        if body.kind == "result-received":
            row = queries.one(ledger, "titles", "case", (getattr(body, "case", ""),))
            yield from [str(row[2])] if row else ()
