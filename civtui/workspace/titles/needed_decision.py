"""What the deeds on titles and cards rest on: a decision that says just that, and its subject fit.

Who decides asks the same rules before (see `decisions`, `feasible`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carried_once import refuse_overruled, refuse_spent
from civtui.workspace.titles.carrying_out import OWN_ALONE
from civtui.workspace.titles.cases import CaseRow, case_of, case_row, case_rows, way_anew
from civtui.workspace.titles.decided import DecisionRow, decision_row
from civtui.workspace.titles.followed_reforms import hold_followed
from civtui.workspace.titles.holders import holds, names_of
from civtui.workspace.titles.refusing import hold
from civtui.workspace.titles.result_basis import counted_as

GROUP, PARTY_GROUP = "guidance-group", "party-group"


def need(
    ws: Workspace,
    decision: str,
    matters: Sequence[str],
    holders: Sequence[str],
    honor: str | None,
    day: date,
    *,
    once: bool = False,
    card: str | None = None,
) -> DecisionRow:
    """Return the decision that allows something, checked to say just that.

    Args:
        matters: any of these.
        holders: all of whom it must name.
        honor: the honor it must be about; None where it does not matter.
        day: the day on which it is carried out.
        once: also hold that it was not carried out on one of their titles already.
        card: of the end of a card that card.

    Raises:
        Refused: there is no such decision, it refused or another one has since, it is about
            something else, it was taken after that day, or it was carried out already.
    """
    row = decision_row(ws, decision)

    def no(key: str, **values: object) -> Refused:
        way = way_of_decision(ws, honor)
        return Refused(msg(key, **values), where={"rule": "decision"}, value=decision, hint=way)

    if row.outcome != "approved":
        raise no("titles.decided-against")
    if row.matter not in matters:
        wanted = [msg(f"titles.matter-{matter}") for matter in matters]
        raise no("titles.other-matter", matter=msg(f"titles.matter-{row.matter}"), wanted=wanted)
    parents = _parents(ws, row, holders)
    missing = [h for h in holders if h not in row.subjects and h not in parents]
    if missing and card:
        raise _other_card(ws, row, card, names_of(ws, missing)[0])
    if missing:
        fault = no("titles.not-named", holders=names_of(ws, missing))
        fault.value = missing[0]
        raise fault
    if honor and row.honor and row.honor != honor:
        name = msg(f"rules.honor-{row.honor}")
        raise no("titles.other-honor", honor=name)
    if date.fromisoformat(row.decided) > day:
        raise Refused(
            msg("titles.before-decision", day=row.decided),
            where={"rule": "order"},
            value=day.isoformat(),
            hint=msg("titles.way-later"),
        )
    hold_followed(ws, row, holders, way_of_decision(ws, row.honor))
    refuse_overruled(ws, row.id, holders, card)
    if once:
        whose = [*holders, *(one for many in parents.values() for one in many)]
        refuse_spent(ws, decision, whose, honor, "titles")
    return row


def _other_card(ws: Workspace, row: DecisionRow, card: str, name: str) -> Refused:
    """Return the refusal of the card of an agency that a decision does not name."""
    about = row.cards or tuple(names_of(ws, row.subjects))
    return Refused(
        msg("titles.other-agencys-card", card=card, name=name, decision=row.id, about=list(about)),
        where={"rule": "decision"},
        value=card,
        hint=msg("titles.way-other-card", matter=row.matter, card=card),
    )


def way_of_decision(ws: Workspace, honor: str | None) -> Message:
    """Return how the body decides that the profile lets decide on an honor.

    What is about no honor, a card or an appeal, is the guidance group's.
    """
    body = next((h.decided_by for h in ws.profile().honor if h.id == honor), GROUP)
    return msg("titles.way-party-group" if body == PARTY_GROUP else "titles.way-group")


def _parents(ws: Workspace, row: DecisionRow, holders: Sequence[str]) -> dict[str, list[str]]:
    """Return of holders that a decision does not name whom it names that was merged into them.

    What was decided before a merger, and is carried out after it, follows to the successor, as
    the application and the notice do.
    """
    strange = [one for one in holders if one not in row.subjects]
    if not strange or row.matter in OWN_ALONE:
        return {}
    line = Lineage(ws)
    found = {one: [p for p in row.subjects if line.now(p) == one] for one in strange}
    return {one: parents for one, parents in found.items() if parents}


def refuse_unchecked(ws: Workspace, agency: str, honor: str, day: date) -> None:
    """Refuse an agency without an application that is ripe for a decision."""
    open_case = queries.one(ws.ledger, "titles", "open-case-of", (agency, honor))
    heir = Lineage(ws).heirs.get(agency) if open_case is None else None
    if heir is not None:
        case = queries.one(ws.ledger, "titles", "open-case-of", (heir.now, honor))
        name = names_of(ws, [heir.now])[0]
        key = "goes-on-heir" if case else "gone-to-heir"
        raise Refused(
            msg(f"titles.{key}", name=heir.name, day=heir.day, heir=name, case=case and case[0]),
            where={"rule": "application"},
            value=heir.name,
            hint=msg("titles.way-heir-agenda", heir=name)
            if case
            else way_anew(ws, heir.now, honor),
        )
    if open_case is None:
        way = way_anew(ws, agency, honor)
        ended = next(iter(case_rows(ws, honor, agency)), None)
        if ended is not None and ended.state != "granted":
            state, name = msg(f"titles.state-{ended.state}"), names_of(ws, [agency])[0]
            raise Refused(
                msg("titles.case-over", name=name, case=ended.id, state=state),
                where={"rule": "application"},
                value=agency,
                hint=_way_of(ws, ended, way),
            )
        if way.key == "titles.way-new-case":  # it never applied: nothing is done anew
            name = names_of(ws, [agency])[0]
            taken = f'"{name}"' if " " in name else name
            way = msg("titles.way-first-case", honor=honor, name=taken)
        raise Refused(
            msg("titles.not-applied"),
            where={"rule": "application"},
            value=agency,
            hint=way,
        )
    case = case_of(ws, case_row(ws, open_case[0]))
    hold(case_steps.refuse_case(case, "decide", day))


def _way_of(ws: Workspace, ended: CaseRow, anew: Message) -> Message:
    """Return what there is to do of an application that is over, when it is put up for a decision.

    Args:
        anew: what the agency may do for the honor instead.
    """
    if ended.state == "withdrawn":
        return case_steps.way_of_ended(case_of(ws, ended))
    return msg("titles.way-case-over") if anew.key == "titles.way-new-case" else anew


def refuse_uncivilized(ws: Workspace, office: str) -> None:
    """Refuse a model office that is not a civilized one."""
    if not holds(ws, office, "civilized-office"):
        raise Refused(
            msg("titles.model-not-civilized"),
            where={"rule": "model-office"},
            value=office,
            hint=msg("titles.way-civilized"),
        )


def refuse_model(ws: Workspace, office: str) -> None:
    """Refuse a model office that is not civilized, or was in no closed selection round."""
    refuse_uncivilized(ws, office)
    subjects = json.dumps(counted_as(ws, Lineage(ws), office))
    if queries.one(ws.ledger, "titles", "selected-in", {"subjects": subjects}) is None:
        raise Refused(
            msg("titles.not-selected"),
            where={"rule": "model-office"},
            value=office,
            hint=msg("titles.way-select"),
        )
