"""What a self-assessment has to be: of an item of its round, and points that the item takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from civtui.locale import render
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.text import msg
from civtui.scoring.pipeline.items import ItemSpec, numbered
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace

SELF = "self"
UNMARKED = ("penalty", "veto")  # nobody gives oneself these


def held_self(ws: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the round and the item of a self-assessment by their ids.

    An item is named by its id, its number on the sheet or its title.

    Raises:
        NotFound: there is no such round, the office is not in it, or it has no such item.
        BadInput: the item takes no self-assessment, or not these points.
    """
    round_ = rounds.round_row(ws, values["round"])
    specs = rounds.items_of(ws, round_)
    if values["office"] not in {line.id for line in rounds.subjects_of(ws, round_)}:
        raise NotFound(msg("workspace.no-subject"), where={"key": "office"}, value=values["office"])
    spec = _item(specs, str(values["item"]).strip())
    if spec.kind in UNMARKED:
        raise BadInput(msg("panel.self-item"), where={"key": "item"}, value=values["item"])
    points = Fraction(str(values["points"]))
    if points > spec.max_points:
        raise BadInput(
            msg("panel.self-points", title=spec.title),
            where={"key": "points"},
            value=str(values["points"]),
            allowed=[f"0–{render(spec.max_points)}"],
        )
    return {"round": round_.id, "item": spec.id}


def _item(specs: Sequence[ItemSpec], wanted: str) -> ItemSpec:
    known: dict[str, list[ItemSpec]] = {}
    for number, spec in zip(numbered(specs), specs, strict=True):
        for said in {spec.id, number, spec.title.zh, spec.title.en} - {""}:
            known.setdefault(said, []).append(spec)
    found = known.get(wanted, [])
    if len(found) != 1:
        raise NotFound(
            msg("workspace.no-item"),
            where={"key": "item"},
            value=wanted,
            nearest=nearest(wanted, [*known]),
        )
    return found[0]
