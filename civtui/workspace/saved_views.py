"""Named views of a table: a filter, its columns and its order, kept for each user.

They lie in the ledger's file beside the facts, so a view is stored whole or not at all, and follows
the user to every machine that opens the workspace.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.workspace import choices
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
    kept = choices.kept(ws, f"views:{table}").get("views", [])
    return [
        View(str(one["name"]), str(one["text"]), str(one["names"]), dict(one["columns"]))
        for one in kept
    ]


def save(ws: Workspace, table: str, view: View) -> None:
    """Keep a view; one of the same name gives way.

    Raises:
        BadInput: the name is empty or too long.
    """
    name = " ".join(view.name.split())
    if not 0 < len(name) <= LONGEST:
        raise BadInput(msg("finding.bad-name", most=LONGEST), value=view.name)
    others = [one for one in views(ws, table) if one.name != name]
    _keep(ws, table, [*others, view._replace(name=name)])


def remove(ws: Workspace, table: str, name: str) -> None:
    """Take a view away."""
    _keep(ws, table, [one for one in views(ws, table) if one.name != name])


def _keep(ws: Workspace, table: str, kept: list[View]) -> None:
    content = {"views": [one._asdict() for one in kept]} if kept else {}
    choices.keep(ws, f"views:{table}", content)
