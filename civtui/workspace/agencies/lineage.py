"""Whose a thing is now: what was put down before a reform follows to who came out of it.

The ledger keeps each id under which a thing was put down, so a reform is taken back exactly; what
reads such ids asks here. An agency or office that a reform merged goes on in the one it was merged
into; a record that names an office goes where the office is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from civtui import locale
from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.session import Workspace


class Heir(NamedTuple):
    """Who goes on with an agency or office that is no more.

    Args:
        now: its id today; of several mergers the last one's.
        day: the day from which the former one was no more.
        name: what people called the former one; `full` its whole name.
    """

    now: str
    day: str
    name: str
    full: str


class Lineage:
    """The reforms of a workspace as whoever reads records wants them; empty where there is none.

    Args:
        ws: the workspace, read once.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.heirs: dict[str, Heir] = {}
        self.began: dict[str, str] = {}  # an agency or office made by a merger -> since when
        self.offices: dict[str, str] = {}
        if queries.one(ws.ledger, "lineage", "any") is None:
            return
        found = {
            parent: Heir(child, day, name, full)
            for parent, child, day, name, full in queries.rows(ws.ledger, "lineage", "merged")
        }
        for parent, heir in found.items():
            now = heir.now
            self.began[now] = heir.day
            while now in found:
                now = found[now].now
            self.heirs[parent] = heir._replace(now=now)
        homes = dict(queries.rows(ws.ledger, "lineage", "whose-offices"))
        self.offices = {id_: self.now(home) for id_, home in homes.items()}
        self.offices |= {
            p: self.offices[h.now] for p, h in self.heirs.items() if h.now in self.offices
        }

    def now(self, id_: str) -> str:
        """Return the id of who goes on with an agency or office, `id_` itself where it stands."""
        heir = self.heirs.get(id_)
        return heir.now if heir else id_

    def owned(self, id_: str) -> list[str]:
        """Return an agency or office, and those that were merged into it."""
        return [id_, *(parent for parent, heir in self.heirs.items() if heir.now == id_)]

    def before(self, agency: str, day: str) -> list[str]:
        """Return the agencies that stood on a day and have been merged into `agency` since.

        Args:
            day: ISO date; nobody is returned where the agency stood by then itself.
        """
        return [
            one
            for one in self.owned(agency)[1:]
            if self.began.get(one, "") <= day < self.heirs[one].day
        ]

    def called(self, id_: str, name: str) -> str:
        """Return a name of today, marked where `id_` was merged into whom it names."""
        heir = self.heirs.get(id_)
        return marked(name, heir.name) if heir else name

    def offices_called(self, names: Mapping[str, str]) -> dict[str, str]:
        """Return names of offices by id, with those that are no more, each marked.

        Args:
            names: of the offices of today.
        """
        past = {
            id_: locale.render(msg("workspace.no-more", name=name))
            for id_, name in queries.rows(self.ws.ledger, "lineage", "ended-offices")
        }
        merged = {id_: h for id_, h in self.heirs.items() if h.now in names}
        past |= {id_: marked(names[h.now], h.name) for id_, h in merged.items()}
        return {**past, **names}

    @cached_property
    def params(self) -> dict[str, Any]:
        """What the queries of records and activities are given: ids of the past -> ids of today."""
        return {
            "heirs": json.dumps({parent: heir.now for parent, heir in self.heirs.items()}),
            "desks": json.dumps(self.offices),
        }


def standing(ws: Workspace) -> set[str]:
    """Return the ids of the agencies and offices of today."""
    return {row[0] for row in queries.rows(ws.ledger, "lineage", "standing")}


def marked(now: str, was: str) -> str:
    """Return what people call an agency or office, and who put a thing down before a reform."""
    return locale.render(msg("workspace.formerly", now=now, was=was))


def unmarked(document: dict[str, Any]) -> dict[str, Any]:
    """Return a row's document without what says whose it was, where it was nobody else's."""
    keys = ("was", "former")
    return {key: value for key, value in document.items() if key not in keys or value}


class Former(NamedTuple):
    """What a name or id of the past means today.

    Args:
        now: the ids of those it may mean: one, or several where the one it named was split.
        day: from when the name was no more.
        how: `merged`, `renamed` or `split`.
    """

    now: tuple[str, ...]
    day: str
    how: str

    def said(self, text: str, names: Sequence[str]) -> Message:
        """Return in words when the name `text` gave way, and to whom.

        Args:
            names: of those that it means today.
        """
        return msg(f"workspace.former-{self.how}", name=text, day=self.day, now=list(names))


def formers(ws: Workspace) -> dict[str, Former]:
    """Return what names and ids of the past mean today; a name that somebody bears is theirs."""
    line = Lineage(ws)
    split: dict[str, list[tuple[str, str]]] = {}
    for parent, child, day in queries.rows(ws.ledger, "lineage", "split-off"):
        split.setdefault(parent, []).append((line.now(child), day))
    there = standing(ws)
    found: dict[str, list[Former]] = {}

    def learn(texts: Iterable[str], former: Former) -> None:
        now = tuple(id_ for id_ in dict.fromkeys(former.now) if id_ in there)
        for text in dict.fromkeys(filter(None, texts)):
            found.setdefault(text, []).append(former._replace(now=now))

    for parent, heir in line.heirs.items():
        learn((parent, heir.name, heir.full), Former((heir.now,), heir.day, "merged"))
    for parent, parts in split.items():
        if parent not in there and parent not in line.heirs:
            learn((parent,), Former(tuple(id_ for id_, _ in parts), parts[-1][1], "split"))
    for holder, name, short, until in queries.rows(ws.ledger, "lineage", "former-names"):
        out = [id_ for id_, day in split.get(holder, ()) if day == until]
        how = "split" if out else "renamed"
        learn((name, short), Former((line.now(holder), *out), until, how))
    return {
        text: ways[-1]._replace(now=tuple(dict.fromkeys(id_ for way in ways for id_ in way.now)))
        for text, ways in found.items()
        if any(way.now for way in ways)
    }
