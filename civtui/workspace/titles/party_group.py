"""What an agency's party group decides on its own offices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from civtui.model.errors import BadInput, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.rules.group import PARTY_GROUP_MATTERS, Tally, refuse_vote
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.session import Workspace
from civtui.workspace.titles import ids
from civtui.workspace.titles.carrying_out import refuse_waiting
from civtui.workspace.titles.decided import DecisionRow, decision_rows, record
from civtui.workspace.titles.decisions import (
    VOTE_FIELDS,
    agenda_item,
    named_of,
    refuse_twice,
    votes_of,
)
from civtui.workspace.titles.gates import guard
from civtui.workspace.titles.group import Outcome, hold_doable
from civtui.workspace.titles.holders import agency_of, holder_ids, honor_of
from civtui.workspace.titles.needed_decision import PARTY_GROUP
from civtui.workspace.titles.refusing import hold
from civtui.workspace.titles.result_basis import basis_of

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body
    from civtui.model.facts.titles import Votes

# matters by which an office's title begins or is kept -> the deed whose gates are asked
OFFICE_DEEDS = {"grant": "office-decide", "renew": "office-keep"}


def decide(
    ws: Workspace,
    agency: str,
    matter: str,
    subjects: Sequence[str],
    *,
    session: str,
    honor: str = "civilized-office",
    outcome: Outcome = "approved",
    decision: str | None = None,
    resolution: str = "",
    item: str = "",
    votes: Votes | None = None,
    proposed: Mapping[str, str] | None = None,
    on: date | None = None,
) -> DecisionRow:
    """Record what an agency's party group decided on its own offices.

    Args:
        votes: None for consensus.
        proposed: office -> the round out of whose results it was proposed.
        session: the sitting, as its minutes name it; `item` its number on an agenda, if any.

    Raises:
        BadInput: a matter that is not the party group's.
        Refused: an office is another agency's, the honor is not the party group's to give, or a
            gate bars it (see `civtui.rules.consequences`).
    """
    owner = find_agency(ws, agency)
    hold_theirs(ws, matter, honor)
    names = holder_ids(ws, [n if "/" in n else _inside(owner.id, n) for n in subjects])
    hold_own(ws, owner.id, names)
    day, deed = on or ws.today(), OFFICE_DEEDS.get(matter) if outcome == "approved" else None
    if outcome == "approved":
        hold_doable(ws, matter, honor, names, day, (session, item) if item else None)
    again = guard(ws, deed, names, day, honor) if deed else lambda: None
    return _record(
        ws,
        owner.id,
        names,
        day,
        decision,
        {
            "matter": matter,
            "honor": honor,
            "outcome": outcome,
            "session": session,
            "resolution": resolution,
            "item": item,
            "votes": votes,
            "basis": basis_of(ws, honor, names, day, proposed) if deed == "office-decide" else (),
        },
        again,
    )


def hold_theirs(ws: Workspace, matter: str, honor: str | None) -> None:
    """Hold that a matter is one of a party group's.

    Raises:
        BadInput: the matter is none of a party group's, or the honor is none.
        Refused: the honor is not its to give.
    """
    if matter not in PARTY_GROUP_MATTERS:
        raise BadInput(
            msg("titles.not-party-group"),
            value=matter,
            allowed=PARTY_GROUP_MATTERS,
            told=[msg(f"titles.matter-{one}") for one in PARTY_GROUP_MATTERS],
            nearest=nearest(matter, PARTY_GROUP_MATTERS),
        )
    decides = {h.id: h.decided_by for h in ws.profile().honor}
    if decides.get(honor_of(honor or "")) != PARTY_GROUP:
        raise Refused(
            msg("titles.not-theirs"), where={"rule": "awarded-by"}, hint=msg("titles.way-group")
        )


def hold_own(ws: Workspace, agency: str, offices: Sequence[str]) -> None:
    """Hold that offices are an agency's own.

    Raises:
        Refused: one is another agency's.
    """
    strange = [name for name in offices if agency_of(ws, name) != agency]
    if strange:
        raise Refused(
            msg("titles.other-agency", offices=strange),
            where={"rule": "own-offices"},
            hint=msg("titles.way-own-offices"),
        )


def _record(
    ws: Workspace,
    agency: str,
    names: Sequence[str],
    day: date,
    decision: str | None,
    said: dict[str, Any],
    again: Callable[[], None],
) -> DecisionRow:
    """Write a party group's decision under an id that is not taken.

    Args:
        again: holds the gates inside the transaction.
    """
    from civtui.model.facts.titles import Decided

    same = [r for r in decision_rows(ws) if r.agency == agency and r.decided[:4] == str(day.year)]

    def allowed() -> None:
        again()
        against = said["outcome"] == "refused"
        refuse_waiting(ws, said["matter"], said["honor"], names, against=against)
        if said["item"]:
            refuse_twice(ws, said["session"], said["item"], names)

    def body(made: str) -> Body:
        return Decided(
            decision=made, body="party-group", agency=agency, subjects=tuple(names), **said
        )

    def free() -> str:
        return ids.free(ws, "decision", f"{day.year}-{agency}", len(same) + 1)

    return record(ws, decision, free, body, allowed, Right.FILE, day)


def decide_item(
    ws: Workspace,
    sitting: str,
    item: str,
    *,
    outcome: Outcome = "approved",
    subjects: Sequence[str] = (),
    votes: tuple[int, int, int] | None = None,
    recused: Sequence[str] = (),
    decision: str | None = None,
    resolution: str = "",
) -> DecisionRow:
    """Record what a party group decided on an item of its agenda.

    Args:
        votes: (for, against, abstained); None for consensus. Who came is the party group's own to
            keep, so they are all that took part.

    Raises:
        NotFound: no such sitting or item.
        Refused: the sitting was not held, the item is decided, the vote says otherwise, members
            of the guidance group are named as recused, or as `decide`.
    """
    row, found = agenda_item(ws, sitting, item)
    if recused:
        raise Refused(
            msg("titles.not-our-members"),
            where={"rule": "recusal"},
            value=recused[0],
            hint=msg("titles.way-not-our-members"),
        )
    tally = Tally(*votes) if votes else None
    if tally:
        refusal = refuse_vote(tally.total, 0, tally, outcome, ws.profile().group_rule())
        hold(refusal, VOTE_FIELDS)
    names = named_of(ws, found, subjects)
    refuse_twice(ws, sitting, item, names)
    return decide(
        ws,
        found.agency,
        found.matter,
        names,
        session=sitting,
        item=item,
        honor=found.honor or "civilized-office",
        outcome=outcome,
        decision=decision,
        resolution=resolution,
        on=date.fromisoformat(row.on),
        votes=votes_of(tally),
        proposed=found.rounds,
    )


def _inside(agency: str, name: str) -> str:
    """Return the name of an office so that it is looked for inside its agency."""
    return name if name.startswith("o-") else f"{agency}/{name}"
