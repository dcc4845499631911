"""What a reform makes of decisions and appeals that wait of those whom it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.facts.reform import Reformed
from civtui.model.text import Message, msg
from civtui.workspace.carrying_out import appeals_open, undone
from civtui.workspace.session import Workspace
from civtui.workspace.titles.group import sitting_rows
from civtui.workspace.titles.heirs import OWN_ALONE


def hold_answered(ws: Workspace, fact: Reformed) -> None:
    """Refuse a reform that ends whose title stands by no more than that an appeal waits.

    Raises:
        Refused: the appeal could not be answered any more, and the title would go on for good.
    """
    for appeal in appeals_open(ws):
        if appeal.agency in fact.ended and queries.rows(
            ws.ledger, "titles", "held-by-appeal", {"agency": appeal.agency}
        ):
            raise Refused(
                msg("titles.appeal-first", name=appeal.name, day=appeal.day),
                where={"rule": "appeal"}, value=appeal.agency,
                hint=msg("titles.way-appeal-first", name=appeal.name),
            )  # fmt: skip


def waiting(
    ws: Workspace, fact: Reformed, names: Mapping[str, str], *, ahead: bool
) -> Iterator[Message]:
    """Yield of each such decision whether it goes over, falls, or is to be taken anew; of appeals.

    Args:
        fact: the reform, which is not done yet.
        names: what holders are called, those that it makes among them.
        ahead: whether there is still time to answer first.
    """
    for appeal in appeals_open(ws):
        if appeal.agency in fact.ended:
            stage = "fell" if not ahead else "falls-decided" if appeal.answer else "falls-open"
            given = {"day": appeal.day, "name": appeal.name, "verb": appeal.command}
            yield msg(f"titles.appeal-{stage}", **given)
    heirs = {d.parent: d.child for d in fact.descent if d.form == "merged"}
    for one in undone(ws, date.max):
        for holder, name in zip(one.holders, one.names, strict=True):
            if holder not in fact.ended:
                continue
            heir = heirs.get(holder)
            stage = "falls" if heir is None else "alone" if one.matter in OWN_ALONE else "goes"
            yield msg(
                f"titles.decision-{stage}", day=one.day, name=name, decision=one.decision,
                matter=msg(f"titles.matter-{one.matter}"), heir=names.get(heir or "", ""),
            )  # fmt: skip
    for sitting in sitting_rows(ws):
        if sitting.state != "called":
            continue
        for item in sitting.agenda:
            for holder in item.subjects:
                if holder in fact.ended and (holder not in heirs or item.matter in OWN_ALONE):
                    given = {"on": sitting.on, "sitting": sitting.id, "name": names[holder]}
                    matter = msg(f"titles.matter-{item.matter}")
                    yield msg("titles.agenda-falls", **given, matter=matter)
