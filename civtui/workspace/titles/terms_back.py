"""The term of a title that is given back: that of the lost one, or a new one where it is over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import term_end
from civtui.workspace.titles.holders import names_of


class TermBack(NamedTuple):
    """The term that a holder gets back.

    Args:
        was: the last day of the lost title's term; None where it had none.
        until: the last day of the term from now on; None where the title has no term.
    """

    holder: str
    was: date | None
    until: date | None

    @property
    def anew(self) -> bool:
        """Whether the lost title's own term was over, so that a new one begins."""
        return self.was != self.until


def terms_back(ws: Workspace, honor: str, holders: Iterable[str], day: date) -> list[TermBack]:
    """Return the terms of titles that are given back on a day.

    What is left of the lost title's term goes on; one that ran out before the day begins anew on
    it, for a title that is over the moment it is given back would be none.
    """
    found = []
    for holder in holders:
        last = queries.one(ws.ledger, "titles", "last-title", (holder, honor))
        was = date.fromisoformat(last[4]) if last and last[4] else None
        over = was is not None and was < day
        found.append(TermBack(holder, was, term_end(ws, honor, day) if over else was))
    return found


def terms_said(ws: Workspace, terms: Sequence[TermBack], day: date) -> tuple[Message, ...]:
    """Return which term the holders get back and why, alike ones in one sentence."""
    alike: dict[tuple[date, date | None], list[str]] = {}
    for one in terms:
        if one.was is not None:
            alike.setdefault((one.was, one.until), []).append(one.holder)
    said = []
    for (was, until), holders in alike.items():
        key = "kept" if was == until else "anew" if until else "open"
        said.append(
            msg(
                f"titles.term-back-{key}",
                names=names_of(ws, holders),
                was=was,
                until=until,
                day=day,
            )
        )
    return tuple(said)
