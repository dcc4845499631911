"""Approved decisions that nobody carried out yet, and the verb that carries one out."""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from datetime import date
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg, quoted
from civtui.rules.case_steps import CITY_TIER
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace
from civtui.workspace.titles.cards_named import ENDS_OF_CARDS as ENDS_OF_CARDS
from civtui.workspace.titles.cards_named import of_decisions

NOTICE, CARD = "notice.add", "card.add"
# matter of a decision on titles or cards -> the verb that carries it out
CARRIED_OUT_BY = {
    "grant": "honor.grant",
    "renew": "honor.keep",
    "withdraw": "honor.withdraw",
    "expire": "honor.expire",
    "delist": "honor.delist",
    "restore": "honor.restore",
    "recommend": NOTICE,
    "card": CARD,
    "clear-card": "card.clear",
    "prolong-card": "card.prolong",
    "delist-card": "card.delist",
}
NAMED = 3  # holders of a decision that are called by name
# of these a body decides one alone: the second would contradict the first
RIVALS = (
    frozenset({"renew", "withdraw", "delist", "expire"}),
    frozenset({"renew", "grant"}),  # an application of who holds the title is its renewal
    frozenset(ENDS_OF_CARDS),
)

# what was decided of one that a reform merged is not done to the successor, whose titles it was not
OWN_ALONE = ("delist", "withdraw", "expire")
# what of one that a reform merged is on an agenda no more: nobody could carry it out
FALLS_WITH = (*OWN_ALONE, "appeal")


class Undone(NamedTuple):
    """A decision that waits to be carried out.

    Args:
        day: the day of the decision, an ISO date.
        holders: ids of those on whom it was not carried out, of one that was merged who goes on
            with it; `names` what people call them, `plain` what a command takes: the name of
            today alone, the id where several bear that.
        cases: applications that are to be made public first; of the end of a card, that card.
        agency: whose party group decided; empty: the guidance group did.
        begun: it was carried out on others: it stays, and falls for these by another decision.
        public: its applications have been made public.
        stands: of a decision about all titles, the honor that is to be taken away next.
    """

    decision: str
    day: str
    matter: str
    honor: str | None
    holders: tuple[str, ...]
    names: tuple[str, ...]
    plain: tuple[str, ...]
    cases: tuple[str, ...]
    agency: str = ""
    begun: bool = False
    public: bool = False
    stands: str = ""

    @property
    def undo(self) -> Message:
        """How it is settled where it is not to be carried out."""
        if not self.begun:
            return msg("titles.undo-void", decision=self.decision)
        if self.verb == NOTICE and self.cases:
            return msg("titles.undo-close", case=self.cases[0])
        whom = quoted(self.plain) if len(self.plain) <= NAMED else "…"
        if self.agency:
            whose = quoted([self.plain[0].partition("/")[0]])
            return msg("titles.undo-inside", agency=whose, matter=self.matter, whom=whom)
        honor = f" --honor {self.honor}" if self.honor else ""
        if self.ends_card:
            honor = "".join(f" --card {card}" for card in self.cases)
        return msg("titles.undo-against", matter=self.matter, whom=whom, honor=honor)

    @property
    def verb(self) -> str:
        """The verb that comes next; an agency's title is made public before it is granted."""
        first = self.matter == "grant" and self.honor == CITY_TIER and not self.public
        return NOTICE if first else CARRIED_OUT_BY[self.matter]

    @property
    def ends_card(self) -> bool:
        """Whether it ends or prolongs a card."""
        return self.matter in ENDS_OF_CARDS

    @property
    def given(self) -> dict[str, Any]:
        """What the form of the verb begins with."""
        if self.verb == NOTICE:
            return {"cases": list(self.cases)}
        if self.verb == CARD:
            return {"agency": self.holders[0], "decision": self.decision}
        if self.matter in ENDS_OF_CARDS:
            return {"card": self.cases[0], "decision": self.decision}
        next_ = self.honor or self.stands
        honor = {"honor": next_} if next_ else {}
        return {**honor, "holders": list(self.holders), "decision": self.decision}

    @property
    def command(self) -> str:
        """The command for a person."""
        if self.verb == NOTICE:
            return " ".join(("notice add", *(self.cases or ("CASE",))))
        if self.verb == CARD:
            whose = quoted(self.plain[:1])
            return f"card add {whose} … --demands … --decision {self.decision}"
        if self.matter in ENDS_OF_CARDS:
            return f"{self.verb.replace('.', ' ')} {self.cases[0]} --decision {self.decision}"
        honor = self.honor or self.stands
        whom = [honor, *self.plain] if honor and len(self.plain) <= NAMED else ["…"]
        return f"{self.verb.replace('.', ' ')} {quoted(whom)} --decision {self.decision}"


class Appeal(NamedTuple):
    """An appeal without its answer on record.

    Args:
        day: the day of the appeal, an ISO date.
        appealed: the decision that it is against; `answer` the one on it, where one was taken.
        honors: what that took; `several`: other appeals of the agency await an answer, too.
    """

    agency: str
    day: str
    name: str
    appealed: str
    answer: str | None
    several: bool = False
    honors: tuple[str, ...] = ()

    @property
    def honor(self) -> str | None:
        """The title by which it is put on an agenda, where that has to be said."""
        return self.honors[0] if self.several and self.honors else None

    @property
    def given(self) -> dict[str, Any]:
        """What the form of the answer begins with."""
        return {"agency": self.agency, "decision": self.appealed, "answer": self.answer}

    @property
    def command(self) -> str:
        """The command that puts the answer down."""
        whose = quoted([self.name])
        return f"honor appeal {whose} --decision {self.appealed} --answer {self.answer}"


def undone(ws: Workspace, last: date) -> list[Undone]:
    """Return the decisions up to a day that wait to be carried out, the oldest first."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    line = Lineage(ws)
    bound = [(made, card) for made, cards in of_decisions(ws).items() for card in cards]
    given = {
        "last": last.isoformat(),
        "bound": json.dumps(bound),
        "heirs": line.params["heirs"],
        "alone": json.dumps(OWN_ALONE),
    }
    for row in queries.rows(ws.ledger, "due", "decisions", given):
        found.setdefault(str(row[0]), []).append(row)
    spent = {made for made, card in bound if _ended_by(ws, made, card)} & {*found}
    return [_undone(line, id_, rows, spent) for id_, rows in found.items()]


def _ended_by(ws: Workspace, decision: str, card: str) -> bool:
    given = {"decision": decision, "card": card}
    return queries.one(ws.ledger, "cards", "ended-by", given) is not None


def rivals_of(matter: str) -> frozenset[str]:
    """Return the matters of which a body decides one alone of a title or card, `matter` too."""
    return frozenset({matter}).union(*(many for many in RIVALS if matter in many))


def refuse_waiting(
    ws: Workspace,
    matter: str,
    honor: str | None,
    holders: Sequence[str],
    rivals: frozenset[str] = frozenset(),
    against: bool = False,
    cards: Sequence[str] = (),
) -> None:
    """Refuse a second decision on somebody while the first waits to be carried out.

    Args:
        rivals: matters that may not wait; those that contradict `matter` where none is named.
        against: the second refuses what the first allowed: that is the way where the first was
            carried out on others, and cannot be taken back.
        cards: which of the holders' cards it is about: of another one a decision may wait.

    Raises:
        Refused: one on the same matter, or one that contradicts it, waits on a holder; a decision
            about no honor is about all of them.
    """
    rivals = rivals or rivals_of(matter)
    if matter == "appeal":
        _refuse_answered(ws, honor, holders)
    for one in undone(ws, date.max):
        both = [h for h in one.holders if h in holders]
        same = one.honor == honor or one.honor is None or honor is None
        if one.ends_card and cards and not {*one.cases} & {*cards}:
            continue
        settled = against and one.begun and one.matter == matter
        if both and same and one.matter in rivals and not settled:
            name = one.names[one.holders.index(both[0])]
            raise Refused(
                msg(
                    "titles.waits-already",
                    name=name,
                    day=one.day,
                    decision=one.decision,
                    matter=msg(f"titles.matter-{one.matter}"),
                ),
                where={"rule": "decision-once"},
                hint=msg("titles.way-waits-already", verb=one.command, undo=one.undo),
            )


def appeals_open(ws: Workspace) -> list[Appeal]:
    """Return the appeals that nobody has answered on record."""
    last = {"first": date.max.isoformat()}
    rows = queries.rows(ws.ledger, "due", "appeals", last)
    return [
        Appeal(*row[:5])._replace(several=bool(row[6]), honors=tuple(json.loads(row[7])))
        for row in rows
    ]


def _refuse_answered(ws: Workspace, honor: str | None, agencies: Sequence[str]) -> None:
    """Refuse a second decision on an appeal while the first, for or against it, is not put down."""
    for one in appeals_open(ws):
        same = honor is None or not one.honors or honor in one.honors
        if one.agency in agencies and one.answer and same:
            raise Refused(
                msg(
                    "titles.waits-already",
                    name=one.name,
                    day=one.day,
                    decision=one.answer,
                    matter=msg("titles.matter-appeal"),
                ),
                where={"rule": "decision-once"},
                hint=msg(
                    "titles.way-waits-already",
                    verb=one.command,
                    undo=msg("titles.undo-void", decision=one.answer),
                ),
            )


def cards_to_come(ws: Workspace, agencies: Sequence[str], day: date) -> tuple[Message, ...]:
    """Return a line for each agency on which a yellow card was decided that was not issued yet.

    It bars nothing: the card begins when it is issued.
    """
    return tuple(
        msg("titles.card-to-come", name=name, day=one.day, decision=one.decision)
        for one in undone(ws, day)
        if one.verb == CARD
        for holder, name in zip(one.holders, one.names, strict=True)
        if holder in agencies
    )


def _undone(
    line: Lineage, decision: str, rows: list[tuple[Any, ...]], spent: Container[str]
) -> Undone:
    from civtui.workspace.titles.holders import taken  # not on the way to a first screen

    _, day, matter, honor, *_ = rows[0]
    called: dict[str, tuple[str, str]] = {}  # two that were merged into one are one
    for row in rows:
        called.setdefault(row[4], (line.called(row[7], row[5]), row[5]))
    names = tuple(name for name, _ in called.values())
    plain = tuple(taken(line.ws, id_, name) for id_, (_, name) in called.items())
    cases = tuple(dict.fromkeys(row[6] for row in rows if row[6]))
    agency, begun = rows[0][8] or "", len(rows) < rows[0][9]
    if matter in ENDS_OF_CARDS:  # by card: of one agency there may be several
        begun = decision in spent or len({row[7] for row in rows}) < rows[0][9]
    stand = {row[10] for row in rows}  # of several holders the one that all have
    stands = (stand.pop() or "") if len(stand) == 1 else ""
    return Undone(
        decision,
        day,
        matter,
        honor,
        tuple(called),
        names,
        plain,
        cases,
        agency,
        begun,
        stands=stands,
    )
