"""Which titles, cards and applications came to whoever has them by a merger, and from whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from civtui.ledger import queries
from civtui.workspace.agencies.lineage import Lineage, marked
from civtui.workspace.session import Workspace

Title = tuple[str, str, str]  # holder, honor, since when


class HandedOver:
    """Whose the things of titles were before a merger; empty where there was none.

    Args:
        ws: the workspace, read as it is asked.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.line = Lineage(ws)

    @cached_property
    def cards(self) -> dict[str, str]:
        """Return card -> the agency that it was issued to, where that was merged."""
        return self._merged("cards-issued-to")

    @cached_property
    def cases(self) -> dict[str, str]:
        """Return application -> the agency that filed it, where that was merged."""
        return self._merged("cases-filed-by")

    def _merged(self, name: str) -> dict[str, str]:
        if not self.line.heirs:
            return {}
        found = queries.rows(self.ws.ledger, "lineage", name)
        return {id_: whose for id_, whose in found if whose in self.line.heirs}

    @cached_property
    def titles(self) -> dict[Title, tuple[str, ...]]:
        """Return title -> whose it was on the day before it was its holder's."""
        found: dict[Title, tuple[str, ...]] = {}
        if self.line.heirs:
            for holder, honor, day, parent in queries.rows(
                self.ws.ledger, "lineage", "titles-carried-over"
            ):
                found[holder, honor, day] = (*found.get((holder, honor, day), ()), parent)
        return found

    def mark(self, of: Mapping[str, str], id_: str, *, full: bool = False) -> dict[str, Any]:
        """Return the fields of a card or application that was another agency's; empty for none.

        Args:
            of: `cards` or `cases`; `id_` is the row's.
            full: by the whole names, else by what people call them.
        """
        heir = self.line.heirs.get(was := of.get(id_, ""))
        if heir is None:
            return {}
        names = queries.one(self.ws.ledger, "lineage", "both-names", (heir.now,)) or (heir.now,) * 2
        name, former = (names[full], heir.full if full else heir.name)
        return {
            "agency": heir.now,
            "agency_name": marked(name, former),
            "was": was,
            "former": former,
        }

    def names(self, ids: Iterable[str]) -> str:
        """Return what people called those who were merged."""
        return "、".join(dict.fromkeys(self.line.heirs[id_].name for id_ in ids))

    def title(self, title: Title) -> tuple[str, str]:
        """Return (ids, names) of whose a title was; empty where it is its holder's own."""
        whose = self.titles.get(title, ())
        return ",".join(whose), self.names(whose)


def said(name: str, former: str) -> str:
    """Return a name, marked where the thing was somebody else's before a merger."""
    return marked(name, former) if former not in ("", name) else name
