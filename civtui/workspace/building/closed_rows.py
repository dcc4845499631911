"""Rows of a register's file that would change a year that is closed: refused one by one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from civtui.exchange.plan import Problem
from civtui.exchange.registers import Given
from civtui.model.errors import BadInput
from civtui.model.registers import Register
from civtui.model.text import msg
from civtui.workspace.building.carried import carried
from civtui.workspace.building.registers import closed_years
from civtui.workspace.building.row_problems import problem
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.records import RecordPart


def of_closed_years(
    ws: Workspace,
    kind: Register,
    fresh: Iterable[RecordPart],
    places: Mapping[str, Given],
    before: Container[str],
) -> Iterator[tuple[str, Problem]]:
    """Yield the ids of records of a file that are of a closed year, with the way to record each.

    Args:
        fresh: those that would be written.
        places: where each stands in the file.
        before: ids of the records that there are.
    """
    closed = set(closed_years(ws))
    late = [part for part in fresh if part.year in closed]
    on = carried(ws, kind) if late else {}
    verb = " ".join(filter(None, ("civtui", kind.group, kind.id)))
    for part in late:
        row, goes_on = places[part.id], on.get(part.id)
        if goes_on:
            way = msg("building.way-carried", command=f"{verb} set {goes_on}")
        elif part.id in before:
            way = msg("building.way-of-one", command=f"{verb} set {part.id} … --why …")
        else:
            way = msg("building.way-of-one", command=f"{verb} add … --why …")
        said = msg("building.row-of-closed-year", year=part.year, way=way)
        field = next(
            (id_ for id_ in ("year", kind.due, kind.day) if id_ and id_ in row.values), "agency"
        )
        yield part.id, problem(row, BadInput(said, where={"key": field}))
