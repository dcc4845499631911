"""What of an agenda fell with a merger: what it left the heir neither to ask for nor to keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from civtui.ledger import queries
from civtui.rules.case_steps import CITY_TIER
from civtui.workspace.kept import kept
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import FALLS_WITH
from civtui.workspace.titles.cases import case_row
from civtui.workspace.titles.followed_reforms import BEGINS, NOBODY, choice_then, on_office

Asked = tuple[str, str | None, str]  # matter, honor, whoever was merged


class Fallen:
    """What falls with a reform, asked of whoever it merges.

    Args:
        content: what the fact of the reform says, whether or not it was done.
    """

    def __init__(self, ws: Workspace, content: Mapping[str, Any]) -> None:
        self.merged = {d["parent"]: d["child"] for d in content["descent"] if d["form"] == "merged"}
        self.nobody = choice_then(ws, content, "merger-titles") in NOBODY
        self.ended = {(t["honor"], t["holder"]) for t in content["titles"] if not t["heir"]}
        cases = [(case_row(ws, one["id"]), one["heir"]) for one in content["cases"]]
        going = {(case.honor, heir) for case, heir in cases if heir}
        self.unasked = {
            (case.honor, whose)
            for case, heir in cases
            for whose in (case.agency, case.was)  # who has it, and who filed it before a merger
            if not heir and (case.honor, self.merged.get(whose)) not in going
        }

    def __contains__(self, asked: Asked) -> bool:
        matter, honor, holder = asked
        if holder not in self.merged:
            return False
        if matter in BEGINS and on_office(matter, honor):
            return self.nobody
        if matter == "renew":
            return (honor, holder) in self.ended
        if matter == "recommend" or (matter, honor) == ("grant", CITY_TIER):
            return (honor, holder) in self.unasked
        return matter in FALLS_WITH


def fell(ws: Workspace, asked: Asked) -> bool:
    """Return whether what is asked of somebody fell with the merger that ended him."""

    def read() -> list[Fallen]:
        rows = queries.rows(ws.ledger, "lineage", "reforms-since", {"seq": 0})
        return [Fallen(ws, json.loads(content)) for _, content in rows]

    return any(asked in one for one in kept(ws, "fallen", read))
