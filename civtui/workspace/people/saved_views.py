"""Named views of a table: a filter, its columns and its order, kept for each user.

They lie in the ledger's file beside the facts, so a view is stored whole or not at all, and follows
the user to every machine that opens the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.workspace.people import choices
from civtui.workspace.session import Workspace

LONGEST = 40


class View(NamedTuple):
    """One named view.

    Args:
        text: the filter, as `str(query)` writes it: the same in both languages.
        names: the order of names.
        columns: what a face keeps of columns and sorting.
    """

    name: str
    text: str
    names: str
    columns: Mapping[str, Any]


def views(ws: Workspace, table: str) -> list[View]:
    """Return the acting user's views of a table, the oldest first."""
    return _read(choices.kept(ws, f"views:{table}"))


def _read(kept: Mapping[str, Any]) -> list[View]:
    return [
        View(str(one["name"]), str(one["text"]), str(one["names"]), dict(one["columns"]))
        for one in kept.get("views", [])
    ]


def save(ws: Workspace, table: str, view: View) -> None:
    """Keep a view; one of the same name gives way.

    Raises:
        BadInput: the name is empty or too long.
        MachineFault, LedgerGone: the ledger cannot be written now; the views are as they were.
    """
    name = " ".join(view.name.split())
    if not 0 < len(name) <= LONGEST:
        raise BadInput(msg("finding.bad-name", most=LONGEST), value=view.name)
    _change(ws, table, name, [view._replace(name=name)])


def remove(ws: Workspace, table: str, name: str) -> None:
    """Take a view away.

    Raises:
        MachineFault, LedgerGone: the ledger cannot be written now; the view stands.
    """
    _change(ws, table, name, [])


def _change(ws: Workspace, table: str, name: str, wanted: list[View]) -> None:
    """Put what is wanted in the place of the view `name`, if there is one."""

    def edit(kept: dict[str, Any]) -> dict[str, Any]:
        others = [one for one in _read(kept) if one.name != name]
        content = [one._asdict() for one in (*others, *wanted)]
        return {"views": content} if content else {}

    choices.change(ws, f"views:{table}", edit)
