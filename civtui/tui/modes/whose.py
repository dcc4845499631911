"""Whose a list is, as its head line says it."""

from __future__ import annotations

from civtui.locale import t
from civtui.workspace import agencies
from civtui.workspace.session import Workspace


def name_of(ws: Workspace, agency: str | None) -> str:
    """Return what an agency is called in a head line; the city where None."""
    if agency is None:
        return t("tui.whole-city")
    found = agencies.agency(ws, agency)
    return found.short or found.name
