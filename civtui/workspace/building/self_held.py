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
from civtui.workspace.rounds.rounds import RoundRow, SubjectLine
from civtui.workspace.session import Workspace

UNMARKED = ("penalty", "veto")  # nobody gives oneself these


def assessed(
    ws: Workspace, round_: RoundRow, subject: str, item: str
) -> tuple[SubjectLine, ItemSpec]:
    """Return the office and the item of a round that a self-assessment is of.

    Args:
        item: its id, its number on the sheet, or its title.

    Raises:
        NotFound: the round has no such subject or item, or several items of that title.
        BadInput: the item takes no self-assessment.
    """
    lines = {line.id: line for line in rounds.subjects_of(ws, round_)}
    if subject not in lines:
        raise NotFound(
            msg("workspace.no-subject"),
            where={"round": round_.id, "key": "office"},
            value=subject,
            nearest=nearest(subject, lines),
        )
    found, known = _items(rounds.items_of(ws, round_)), item.strip()
    if len(found.get(known, ())) != 1:
        raise NotFound(
            msg("workspace.no-item"),
            where={"round": round_.id, "key": "item"},
            value=item,
            nearest=nearest(known, found),
        )
    (spec,) = found[known]
    if spec.kind in UNMARKED:
        where = {"round": round_.id, "key": "item"}
        raise BadInput(msg("panel.self-item"), where=where, value=item)
    return lines[subject], spec


def held_self(ws: Workspace, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the round and the item of a self-assessment by their ids.

    Raises:
        NotFound: there is no such round, or as of `assessed`.
        BadInput: the item takes no self-assessment, or not these points.
    """
    round_ = rounds.round_row(ws, values["round"])
    _, spec = assessed(ws, round_, values["office"], str(values["item"]))
    if Fraction(str(values["points"])) > spec.max_points:
        raise BadInput(
            msg("panel.self-points", title=spec.title),
            where={"round": round_.id, "key": "points"},
            value=str(values["points"]),
            allowed=[f"0–{render(spec.max_points)}"],
        )
    return {"round": round_.id, "item": spec.id}


def _items(specs: Sequence[ItemSpec]) -> dict[str, list[ItemSpec]]:
    """Return the items by each thing that they are called."""
    found: dict[str, list[ItemSpec]] = {}
    for number, spec in zip(numbered(specs), specs, strict=True):
        for said in {spec.id, number, spec.title.zh, spec.title.en} - {""}:
            found.setdefault(said, []).append(spec)
    return found
