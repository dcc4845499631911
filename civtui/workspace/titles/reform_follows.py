"""What goes over to whom by a reform, in words: offices, records, persons."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.reform_steps import steps_said


def going_over(
    ws: Workspace,
    found: Mapping[str, Any],
    content: dict[str, Any],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> tuple[Message, ...]:
    """Return the steps, and what goes over to whom: offices that go along, records that go on."""
    steps = steps_said(ws, found, before)
    moved = [
        msg("titles.office-goes", office=before[one["office"]], agency=after[one["agency"]])
        for one in content["moved"]
        if one["office"] not in steps.offices
    ]
    kept = [*_kept(ws, content, before, after), *_persons(ws, content, before, after)]
    heirs = {one["parent"] for one in content["descent"] if one["form"] != "moved"}
    ended = [before[id_] for id_ in content["ended"] if id_ not in heirs]
    gone = [msg("titles.ends-with-it", names=ended)] if ended else []
    return (*steps.lines, *moved, *gone, *kept)


def _persons(
    ws: Workspace,
    content: Mapping[str, Any],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> Iterator[Message]:
    """Yield for each agency and office that is made whose persons stand with it for the time."""
    from civtui.workspace.agencies.people import have_some

    ended = {*content["ended"]}
    with_some = have_some(ws) & ended
    headed = {id_ for (id_,) in queries.rows(ws.ledger, "agencies", "headed")} & ended

    def parents(child: str, known: Collection[str]) -> list[str]:
        found = (one["parent"] for one in content["descent"] if one["child"] == child)
        return [before[id_] for id_ in found if id_ in known]

    for made in content["agencies"]:
        if names := parents(made["id"], with_some):
            yield msg("titles.persons-stand", names=names, child=after[made["id"]])
    for made in content["offices"]:
        if names := parents(made["id"], headed):
            yield msg("titles.heads-stand", names=names, child=made["name"])


def _kept(
    ws: Workspace,
    content: Mapping[str, Any],
    before: Mapping[str, str],
    after: Mapping[str, str],
) -> Iterator[Message]:
    """Yield how much on record goes over to each successor, and from whom."""
    line = Lineage(ws)
    moved = {was: one["agency"] for one in content["moved"] for was in line.owned(one["office"])}
    for one in content["descent"]:
        if one["form"] == "merged":
            given = {
                "owned": json.dumps(line.owned(one["parent"])),
                "moved": json.dumps(moved),
                "child": one["child"],
                **line.params,
            }
            row = queries.one(ws.ledger, "lineage", "on-record", given) or (0, 0, 0)
            yield msg(
                "titles.records-go",
                parent=before[one["parent"]],
                child=after[one["child"]],
                activities=row[0],
                records=row[1],
                entries=row[2],
            )
