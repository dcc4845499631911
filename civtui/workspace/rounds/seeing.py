"""Who may see what of a round now: from role, relation to it, phase and whether it is blind.

`sees` is the whole rule, a table of data; `sight` finds relation and phase in an open workspace.
Every path that gives something of a round away asks here. `docs/seeing.md` is generated from the
same table, by the test that holds every path to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Message, msg

if TYPE_CHECKING:
    from civtui.workspace.rounds.rounds import RoundRow
    from civtui.workspace.session import Workspace


class What(StrEnum):
    """What there is to see of a round, beside one's own marks and notes.

    `PROGRESS`: counts, subjects, state. `PANEL`: who judges, how far, who wrote which fact.
    `MARKS`: what each judge marked where. `NOTES`: notes, and why a cell was left for later.
    `TOTALS`: totals, ranks, bands. `TRACE`: the arithmetic of a total, without judges' names.
    `FAIRNESS`: agreement and severity of the panel. `SELF`: the agencies' self-assessment.
    """

    PROGRESS = "progress"
    PANEL = "panel"
    MARKS = "marks"
    NOTES = "notes"
    TOTALS = "totals"
    TRACE = "trace"
    FAIRNESS = "fairness"
    SELF = "self"


class Relation(StrEnum):
    """What a user has to do with a round.

    `JUDGE`: sits on its panel. `JUDGED`: reports for an agency of a subject, or for the agency
    that holds the round. `ORGANIZER`: keeps it. `OBSERVER`: nothing.
    """

    JUDGE = "judge"
    JUDGED = "judged"
    ORGANIZER = "organizer"
    OBSERVER = "observer"


class Phase(StrEnum):
    """Whether a round takes marks."""

    OPEN = "open"
    CLOSED = "closed"


EVERYTHING = frozenset(What)
STANDING = EVERYTHING - {What.NOTES}
COUNTS = frozenset({What.PROGRESS})
WHO = COUNTS | {What.PANEL}
OUTCOME = COUNTS | {What.TOTALS, What.TRACE, What.SELF}

# (role, relation) -> what is seen of a blind round while it is open, and once it is closed; the
# relation is None where it makes no difference. Who keeps a round sits on no side of it: a clerk
# who judges in it is a judge.
BLIND: dict[tuple[Role, Relation | None], tuple[frozenset[What], frozenset[What]]] = {
    (Role.ADMIN, None): (EVERYTHING, EVERYTHING),
    (Role.CLERK, Relation.ORGANIZER): (EVERYTHING, EVERYTHING),
    (Role.CLERK, Relation.JUDGE): (WHO, EVERYTHING),
    (Role.ASSESSOR, None): (WHO, EVERYTHING),
    (Role.DECIDER, None): (WHO | {What.SELF}, EVERYTHING),
    (Role.OBSERVER, None): (WHO | {What.SELF}, STANDING),
    # reporters talk to each other: what one of them may not know, no other tells
    (Role.REPORTER, Relation.JUDGED): (COUNTS | {What.SELF}, OUTCOME),
    (Role.REPORTER, Relation.OBSERVER): (COUNTS | {What.SELF}, OUTCOME),
}
# a round that is not blind hides nothing but the notes, which are for those who judge, keep, decide
NO_NOTES = frozenset({Role.OBSERVER, Role.REPORTER})

# kinds of fact that say how a judge marks, what a judge notes, who judges; `recorded` has the
# self-assessment among other registers
OF_MARKS = frozenset({"marked", "mark-taken-back", "marks-imported"})
OF_NOTES = frozenset({"noted", "skipped"})
OF_PANEL = frozenset(
    {"round-opened", "dealt", "handed-over", "recused", "sheet-submitted", "sheet-unlocked"}
)
OF_ROUND = OF_MARKS | OF_NOTES | OF_PANEL


def relations(role: Role) -> list[Relation]:
    """Return the relations to a round that a user of a role can have."""
    return {
        Role.ADMIN: [Relation.ORGANIZER],
        Role.CLERK: [Relation.ORGANIZER, Relation.JUDGE],
        Role.ASSESSOR: [Relation.JUDGE, Relation.OBSERVER],
        Role.REPORTER: [Relation.JUDGED, Relation.OBSERVER],
    }.get(role, [Relation.OBSERVER])


def seen(role: Role, relation: Relation | None, phase: Phase, visibility: str) -> frozenset[What]:
    """Return all that a user sees of a round.

    Args:
        visibility: `open` or `blind`.
    """
    if visibility != "blind":
        return STANDING if role in NO_NOTES else EVERYTHING
    found = BLIND.get((role, relation)) or BLIND[role, None]
    return found[phase == Phase.CLOSED]


def sees(
    role: Role, relation: Relation | None, phase: Phase, visibility: str, what: What
) -> Message | None:
    """Return why a user does not see something of a round now, None where it is seen."""
    if what in seen(role, relation, phase, visibility):
        return None
    if visibility != "blind" or (phase == Phase.CLOSED and what == What.NOTES):
        return msg("seeing.notes")
    if phase == Phase.CLOSED or (what == What.PANEL and role == Role.REPORTER):
        return msg("seeing.no-names")
    judges = role == Role.ASSESSOR or relation == Relation.JUDGE
    return msg("sheet.blind-why" if judges else "seeing.blind-open")


class Sight(NamedTuple):
    """What the acting user sees of one round (see `sight`).

    Args:
        relation: None for a round that is not blind, where it makes no difference.
    """

    round: str
    role: Role
    relation: Relation | None
    phase: Phase
    visibility: str

    def refusal(self, what: What) -> Message | None:
        """Return why something isn't seen, None where it is."""
        return sees(self.role, self.relation, self.phase, self.visibility, what)

    def sees(self, what: What) -> bool:
        """Return whether something is seen."""
        return self.refusal(what) is None

    def need(self, what: What) -> None:
        """Refuse what isn't seen.

        Raises:
            Refused: it isn't.
        """
        reason = self.refusal(what)
        if reason is not None:
            raise Refused(reason, where={"round": self.round})

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden."""
        return seen(self.role, self.relation, self.phase, self.visibility) == EVERYTHING


def sight(ws: Workspace, round_: RoundRow) -> Sight:
    """Return what the acting user sees of a round as it stands."""
    return _sight(ws, round_.id, round_.state, round_.visibility)


def _sight(ws: Workspace, id_: str, state: str, visibility: str) -> Sight:
    role = ws.role or Role.OBSERVER
    phase = Phase.OPEN if state == "open" else Phase.CLOSED
    # asked where it may differ: this is on the way of a key
    relation = _relation(ws, role, id_) if visibility == "blind" else None
    return Sight(id_, role, relation, phase, visibility)


def need(ws: Workspace, round_: RoundRow, what: What) -> Sight:
    """Return the sight of a round, of which something is needed.

    Raises:
        Refused: the acting user doesn't see that now.
    """
    found = sight(ws, round_)
    found.need(what)
    return found


def hides_at_the_sheet(round_: RoundRow, what: What) -> bool:
    """Return whether something is hidden from whoever scores, whatever the role.

    On the sheet everybody is a judge, also a clerk who enters what came on paper.
    """
    phase = Phase.OPEN if round_.state == "open" else Phase.CLOSED
    return sees(Role.ASSESSOR, Relation.JUDGE, phase, round_.visibility, what) is not None


def own_judge(ws: Workspace, user: str = "") -> str:
    """Return the id that a user judges under, the acting one where none is named."""
    row = queries.one(ws.ledger, "places", "user", (user or ws.user,))
    return str((row[2] if row else None) or user or ws.user)


def sights(ws: Workspace) -> Iterator[Sight]:
    """Yield the sight of every round that hides something from the acting user."""
    if ws.role != Role.ADMIN:
        given = {"every": ws.role in NO_NOTES}
        for row in queries.rows(ws.ledger, "rounds", "hiding", given):
            if not (found := _sight(ws, *row)).whole:
                yield found


def hidden(ws: Workspace, what: What) -> frozenset[str]:
    """Return the rounds of which something is hidden from the acting user."""
    return frozenset(one.round for one in sights(ws) if not one.sees(what))


def _relation(ws: Workspace, role: Role, round_id: str) -> Relation:
    """Return what the acting user has to do with a round."""
    found = relations(role)
    if len(found) == 1:
        return found[0]
    user = queries.one(ws.ledger, "places", "user", (ws.user,)) or (None, None, None)
    given = {"round": round_id, "judge": user[2] or ws.user, "agency": user[1]}
    row = queries.one(ws.ledger, "rounds", "relation", given)
    judges, judged = map(bool, row or (False, False))
    if judges and Right.MARK in RIGHTS[role]:
        return Relation.JUDGE
    return (
        Relation.JUDGED
        if judged and Relation.JUDGED in found
        else next(one for one in found if one not in (Relation.JUDGE, Relation.JUDGED))
    )
