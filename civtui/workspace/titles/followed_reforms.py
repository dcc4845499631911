"""What was decided of an office's title follows the title: to whom a merger or a split gives it.

A decision on an office that was merged or split before anybody carried it out comes to the same as
if it had been carried out before: by the policies merger-titles and split-office, as chosen on the
day of the reform, which its fact holds; of a reform of an earlier release the choice of today
counts. A title of an agency follows its application instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.rules.policies import choice, said
from civtui.workspace.session import Workspace
from civtui.workspace.titles.decided import DecisionRow
from civtui.workspace.titles.holders import AGENCY_HONORS, names_of

BEGINS = ("grant", "restore")  # what gives a title to who does not hold it
# of a merger and of a split the policy that says who has the titles of an office afterwards
POLICIES = {"merged": "merger-titles", "split": "split-office"}
NOBODY = ("restart", "none")  # choices by which no office has them


class Followed(NamedTuple):
    """What reforms made of a decision on the titles of offices since it was taken.

    Args:
        gone: office -> the day since which what was decided of it is for nobody, and the policy.
        beside: office -> the parts that were split off it and have its titles as it has.
    """

    gone: Mapping[str, tuple[str, Message]] = {}
    beside: Mapping[str, tuple[str, ...]] = {}


def on_office(matter: str, honor: str | None) -> bool:
    """Return whether a matter is about a title of an office."""
    return bool(honor) and honor not in AGENCY_HONORS


def choice_then(ws: Workspace, content: Mapping[str, Any], policy: str) -> str:
    """Return what a policy said of a reform on its day.

    Args:
        content: what the fact of the reform says.
    """
    chosen = dict(content.get("policies") or ())
    return str(chosen.get(policy) or choice(ws.profile().policies, policy))


def followed(ws: Workspace, row: DecisionRow) -> Followed:
    """Return what the reforms since a decision made of it."""
    if not on_office(row.matter, row.honor) or queries.one(ws.ledger, "lineage", "any") is None:
        return Followed()
    gone: dict[str, tuple[str, Message]] = {}
    beside: dict[str, tuple[str, ...]] = {}
    of = {one: one for one in row.subjects}  # who goes on with it -> whose part that is
    for day, text in queries.rows(ws.ledger, "lineage", "reforms-since", {"seq": row.seq}):
        content = json.loads(text)
        made = {one["id"] for one in content["offices"]}
        for one in content["descent"]:
            parent, child, policy = one["parent"], one["child"], POLICIES.get(one["form"])
            if parent not in of or child not in made or policy is None:
                continue
            chosen = choice_then(ws, content, policy)
            if chosen in NOBODY:
                gone[child if one["form"] == "merged" else parent] = day, said(policy, chosen)
            elif one["form"] == "merged" and of[parent] == parent:
                of = {on: child if whose == parent else whose for on, whose in of.items()}
                of[child], beside[child] = child, (*beside.get(child, ()), *beside.pop(parent, ()))
            elif one["form"] == "merged" or chosen == "both":
                of[child] = of[parent]
                beside[of[parent]] = (*beside.get(of[parent], ()), child)
    return Followed(gone, beside)


def hold_followed(ws: Workspace, row: DecisionRow, holders: Sequence[str], way: Message) -> None:
    """Refuse to begin a title that fell with a reform of its office.

    Raises:
        Refused: the day of the reform, and the policy.
    """
    if row.matter not in BEGINS:
        return
    gone = followed(ws, row).gone
    for holder in holders:
        if holder in gone:
            day, policy = gone[holder]
            raise Refused(
                msg(
                    "titles.fell-with-reform",
                    name=names_of(ws, [holder])[0],
                    day=day,
                    policy=policy,
                ),
                where={"rule": "decision"},
                value=holder,
                hint=way,
            )


def with_parts(
    ws: Workspace, row: DecisionRow, holders: Sequence[str], *, holding: bool
) -> list[str]:
    """Return holders with the parts split off them that have their titles as they have.

    Args:
        holding: of the parts those that hold the title; else those that do not.
    """
    from civtui.workspace.agencies.lineage import standing
    from civtui.workspace.titles.holders import holds

    gone, beside = followed(ws, row)
    parts = [part for one in holders for part in beside.get(one, ()) if part not in gone]
    there = standing(ws) if parts else ()
    honor = str(row.honor)
    found = [one for one in parts if one in there and holds(ws, one, honor) is holding]
    return [*dict.fromkeys([*holders, *found])]
