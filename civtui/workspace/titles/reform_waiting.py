"""What a reform makes of what is under way of those whom it ends: cards, rounds, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.facts.reform import Reformed
from civtui.model.text import Message, msg
from civtui.workspace.rounds.rounds import round_rows, subjects_of
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda_after_reform import undecided
from civtui.workspace.titles.agenda_fallen import Fallen
from civtui.workspace.titles.applications import case_row
from civtui.workspace.titles.card_steps import card_detail
from civtui.workspace.titles.carrying_out import appeals_open
from civtui.workspace.titles.reform_decisions import decisions_said
from civtui.workspace.titles.sittings import sitting_rows


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
                where={"rule": "appeal"},
                value=appeal.agency,
                hint=msg("titles.way-appeal-first", name=appeal.name),
            )


def waiting(
    ws: Workspace, fact: Reformed, names: Mapping[str, str], day: date, *, ahead: bool
) -> Iterator[Message]:
    """Yield what becomes of appeals, of decisions that wait, and of agendas.

    Args:
        fact: the reform, which is not done yet.
        names: what holders are called, those that it makes among them.
        day: of the reform.
        ahead: whether there is still time to answer first.
    """
    for appeal in appeals_open(ws):
        if appeal.agency in fact.ended:
            stage = "fell" if not ahead else "falls-decided" if appeal.answer else "falls-open"
            given = {"day": appeal.day, "name": appeal.name, "verb": appeal.command}
            yield msg(f"titles.appeal-{stage}", **given)
    yield from decisions_said(ws, fact, names, day)
    heirs = {d.parent: d.child for d in fact.descent if d.form == "merged"}
    yield from _agendas(ws, fact, names, heirs)


def _agendas(
    ws: Workspace, fact: Reformed, names: Mapping[str, str], heirs: Mapping[str, str]
) -> Iterator[Message]:
    """Yield what becomes of whom sittings, held ones too, have not decided on yet.

    Args:
        heirs: who is merged -> who goes on.
    """
    gone = Fallen(ws, fact.model_dump(mode="json"))
    for sitting in sitting_rows(ws):
        for item in sitting.agenda:
            for holder in undecided(ws, sitting, item):
                if holder not in fact.ended:
                    continue
                falls = holder not in heirs or (item.matter, item.honor, holder) in gone
                if not falls and sitting.state == "called":
                    continue  # decided on the heir as if he had been put there
                yield msg(
                    f"titles.agenda-{'falls' if falls else 'goes'}",
                    on=sitting.on,
                    sitting=sitting.id,
                    name=names[holder],
                    heir=names[heirs.get(holder, holder)],
                    matter=msg(f"titles.matter-{item.matter}"),
                )


def under_way(ws: Workspace, fact: Reformed, names: Mapping[str, str]) -> Iterator[Message]:
    """Yield of each open card, application and round whether it ends, goes over, or stays behind.

    Args:
        fact: the reform, which is not done yet.
        names: what holders are called, those that it makes among them.
    """
    merged = {d.parent for d in fact.descent if d.form == "merged"}
    for fate in fact.cards:
        name = names[card_detail(ws, fate.id).state.agency]
        stage = "goes" if fate.heir else "ends"
        given = {"card": fate.id, "name": name, "heir": names.get(fate.heir or "", "")}
        yield msg(f"titles.card-{stage}", **given)
    for fate in fact.cases:
        case = case_row(ws, fate.id)
        if not fate.heir and case.agency in merged:  # said with the other one, which goes on
            continue
        stage, honor = "goes" if fate.heir else "ends", msg(f"rules.honor-{case.honor}")
        yield msg(
            f"titles.case-{stage}",
            case=case.id,
            name=names[case.agency],
            honor=honor,
            heir=names.get(fate.heir or "", ""),
        )
    for round_ in round_rows(ws):
        if round_.state != "open":
            continue
        if round_.agency in fact.ended and round_.agency not in merged:
            yield msg("titles.round-left", round=round_.id, name=names[round_.agency])
        gone = [
            one.id
            for one in subjects_of(ws, round_)
            if one.id in fact.ended and one.id not in merged
        ]
        if gone:
            yield msg("titles.subjects-gone", round=round_.id, names=[names[one] for one in gone])
