"""The steps of a reform's file in words, one sentence a step, before it is done and after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from civtui.model.reforms import STEPS
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.session import Workspace


class StepsSaid(NamedTuple):
    """The sentences, and ids of the offices of which they say where they go."""

    lines: tuple[Message, ...]
    offices: frozenset[str]


def steps_said(ws: Workspace, found: Mapping[str, Any], before: Mapping[str, str]) -> StepsSaid:
    """Return each step of a reform that is not done yet as a sentence, in the order of `STEPS`.

    Args:
        found: what its file says (see `reform_file.read`).
        before: id -> name of agencies, and of offices with their agency.
    """
    lines: list[Message] = []
    offices: set[str] = set()
    for step in STEPS:
        for entry in found.get(step.id, ()):
            values: dict[str, Any] = dict(entry)
            for key in ("agency", "to"):
                if key in entry:
                    values[key] = before[find_agency(ws, entry[key]).id]
            if "agencies" in entry:
                values["agencies"] = [before[find_agency(ws, n).id] for n in entry["agencies"]]
            if "office" in entry:
                office = find_office(ws, entry["office"]).id
                values["office"] = before[office]
                offices |= {office} if step.id == "move" else set()
            if "offices" in entry:
                ids = [_office_of(ws, entry, name) for name in entry["offices"]]
                values["offices"] = [before[id_] for id_ in ids]
                offices |= {*ids} if step.id == "split" else set()
            lines.append(msg(f"titles.step-{step.id}", **values))
    return StepsSaid(tuple(lines), frozenset(offices))


def _office_of(ws: Workspace, entry: Mapping[str, Any], name: str) -> str:
    """Return the id of an office; one that is parted off may stand without its agency."""
    if "agency" in entry and "/" not in name and not name.startswith("o-"):
        name = f"{find_agency(ws, entry['agency']).id}/{name}"
    return find_office(ws, name).id
