"""Asks the gates of a deed, as of its day: what is shut bars it, or is noted with it.

Which gate bars which deed stands in `civtui.rules.consequences`; the profile's policy of each says
`barred` or `flagged`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.rules.consequences import BARRING, gates_of, only_noted
from civtui.rules.ladder import higher_held
from civtui.rules.policies import CHOICES, choice, said
from civtui.workspace.agencies.agencies import agencies_by_id
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.reading.names import round_name
from civtui.workspace.session import Workspace
from civtui.workspace.titles.carrying_out import appeals_open, undone
from civtui.workspace.titles.gates_of_targets import (
    missed_posts,
    unfinished_duties,
    unmet_links,
)
from civtui.workspace.titles.holders import honor_of, names_of, typed
from civtui.workspace.titles.lacks import Asked, Found, Lack
from civtui.workspace.titles.result_basis import (
    SCOPES,
    changed_since,
    results_behind,
    results_of_term,
)

if TYPE_CHECKING:
    from civtui.rules.eligibility import TierAnswer

# the gate of an honor -> the policy that its rules of standing are asked by, each on its own
OF_RULE = {"no-card": "open-card", "not-vetoed": "vetoes", "not-delisted": "reapply-after-years"}
# those of them that hold all the same where their policy only flags what they are about
FLAGGED = ("no-card", "not-vetoed")


class Shut(NamedTuple):
    """A gate that is shut.

    Args:
        gate: the policy or, of the profile's own gate, the rule.
        choice: what the policy says; empty where there is none.
        holder: id of whom it is shut to.
        barred: whether it bars the deed; else it is noted with it.
    """

    gate: str
    choice: str
    holder: str
    why: Message
    way: Message
    barred: bool

    @property
    def note(self) -> Message:
        """The sentence that notes it with a deed."""
        return msg("titles.gate-noted", holder=self.holder, why=self.why)


def shut_gates(
    ws: Workspace, deed: str, holders: Sequence[str], day: date, honor: str | None = None
) -> list[Shut]:
    """Return the gates that are shut to a deed with `holders` on a day, in the table's order.

    Args:
        deed: one of `consequences.DEEDS`.
        holders: ids of agencies or offices; one that a merger made later than that day is asked
            as of its first.
    """
    asked, wanted = [*_asked(ws, deed, holders, day, honor or "")], gates_of(deed)
    found: list[Shut] = []
    for ask in dict.fromkeys(ASK[gate] for gate in wanted):
        for gate, holder, why, way, noted, by in (lack for one in asked for lack in ask(one)):
            policy = gate if gate in ASK else "gate"
            if policy not in wanted:
                continue
            says = choice(ws.profile().policies, by) if by else choice_of(ws, gate)
            bars = says in ("", *BARRING) and not noted and not only_noted(policy, deed)
            found.append(Shut(by or gate, says, holder, why, way, bars))
    return found


def _asked(
    ws: Workspace, deed: str, holders: Sequence[str], day: date, honor: str
) -> Iterator[Asked]:
    """Yield holders with the day as of which they are asked."""
    began, days = Lineage(ws).began, dict[date, list[str]]()
    for holder in holders:
        first = date.fromisoformat(began[holder]) if holder in began else day
        days.setdefault(max(day, first), []).append(holder)
    for on, many in days.items():
        yield Asked(ws, many, honor, on, deed)


def choice_of(ws: Workspace, gate: str) -> str:
    """Return what the policy of a gate says; empty where the rule itself says it."""
    return choice(ws.profile().policies, gate) if gate in NAMED else ""


def hold_gates(
    ws: Workspace, deed: str, holders: Sequence[str], day: date, honor: str | None = None
) -> list[Shut]:
    """Refuse a deed that a shut gate bars; return those that are only noted.

    Raises:
        Refused: names the gate, why it is shut, the policy's choice that bars and the way out.
    """
    return hold_shut(ws, shut_gates(ws, deed, holders, day, honor))


def changed_results(
    ws: Workspace, honor: str, seq: int, holders: Sequence[str], day: date
) -> list[Shut]:
    """Return the titles whose result is no longer the one that the decision of `seq` rests on."""
    gate = "title-needs-result"
    if honor_of(honor) not in SCOPES:  # what an agency's title needs is its application
        return []
    says = choice_of(ws, gate)
    return [
        Shut(
            gate,
            says,
            was.subject,
            msg(
                "titles.result-changed",
                round=round_name(ws, was.round),
                was=was.total or "—",
                was_rank=was.rank or "—",
                now=(now and now.total) or "—",
                now_rank=(now and now.rank) or "—",
            ),
            msg("titles.way-decide-anew"),
            says in BARRING,
        )
        for was, now in changed_since(ws, honor, seq, holders, day)
    ]


def hold_shut(ws: Workspace, found: list[Shut]) -> list[Shut]:
    """Refuse where one of the gates found shut bars; return them all, those alone that are noted.

    Raises:
        Refused: as `hold_gates`.
    """
    for one in found:
        if one.barred:
            says = choice(ws.profile().policies, one.gate) if one.gate in CHOICES else ""
            by = msg("titles.gate-bars", why=one.why, policy=said(one.gate, says) if says else "")
            raise Refused(
                by if says else one.why,
                where={"rule": one.gate},
                value=names_of(ws, [one.holder])[0],
                hint=one.way,
            )
    return found


def guard(
    ws: Workspace, deed: str, holders: Sequence[str], day: date, honor: str | None = None
) -> Callable[[], None]:
    """Hold the gates of a deed, and return what holds them again inside the transaction.

    They are asked twice only where somebody wrote in between: a result takes its time.

    Raises:
        Refused: as `hold_gates`.
    """
    hold_gates(ws, deed, holders, day, honor)
    head = ws.head()

    def again() -> None:
        if ws.head() != head:
            hold_gates(ws, deed, holders, day, honor)

    return again


def notes_of(ws: Workspace, found: Sequence[Shut]) -> tuple[Message, ...]:
    """Return the sentences that note shut gates with a deed, holders by name."""
    names = dict(
        zip((s.holder for s in found), names_of(ws, [s.holder for s in found]), strict=True)
    )
    return tuple(one._replace(holder=names[one.holder]).note for one in found)


def policies_of(found: Sequence[Shut]) -> tuple[tuple[str, str], ...]:
    """Return the policies that let shut gates be noted alone, each once."""
    return tuple(dict.fromkeys((one.gate, one.choice) for one in found if one.choice))


def _result(asked: Asked) -> Found:
    """Yield the offices without a result that carries the title, or carries it on.

    To keep one that no round ever counted, an imported one, is only noted: there was none to be in.
    """
    keeps = asked.deed == "office-keep"
    ask = results_of_term if keeps else results_behind
    for office, one in ask(asked.ws, asked.honor, asked.holders, asked.day).items():
        if one.lack is not None and one.way is not None:
            noted = keeps and not one.counted
            yield Lack("title-needs-result", office, one.lack, one.way, noted)


def _standing(asked: Asked) -> Found:
    """Yield the rules of the honor's own gate that do not hold of an agency on the day.

    Where no honor is meant the gate of the lowest tier says whether a card or a veto matters.
    """
    from civtui.rules.eligibility import assess
    from civtui.rules.gates import TIERS
    from civtui.workspace.titles.eligibility import record_of

    tier = asked.honor or TIERS[0]
    if tier not in TIERS:
        return
    agencies = agencies_by_id(asked.ws, asked.holders)
    holders = [holder for holder in asked.holders if holder in agencies]
    if not holders:
        return
    profile, only = asked.ws.profile(), holders[0] if len(holders) == 1 else None
    start = choice(profile.policies, "roster-date") != "application-date"
    record = record_of(asked.ws, asked.day, only, start=start)
    gates = [gate for gate in profile.gates() if gate.tier == tier]
    for holder in holders:
        facts = record.facts(agencies[holder])
        answer = assess(facts, gates, profile.policies, profile.periods())
        for one in answer.tiers:
            yield from _shut_rules(asked.ws, holder, one)


def _inherited(asked: Asked) -> Found:
    """Yield agencies that a merger made of one whose delisting would bar it still.

    Whether it bars them is the guidance group's to decide, where the profile says so: it has it
    before it with all that leads to an honor.
    """
    from civtui.rules import bars
    from civtui.rules.facts import AgencyFacts
    from civtui.rules.situation import Situation
    from civtui.workspace.titles.eligibility import merged_delisted

    came = merged_delisted(asked.ws, Lineage(asked.ws), asked.day)
    for holder in asked.holders:
        facts = AgencyFacts(holder, asked.day, merged_delisted=came.get(holder, ()))
        for bar in bars.undecided(Situation(facts, asked.ws.profile().policies, asked.honor)):
            yield Lack("merger-delisting", holder, bar.why, msg("titles.way-group"))


def _higher(asked: Asked) -> Found:
    """Yield agencies that hold a higher honor than the one they are to be given."""
    for holder in asked.holders:
        rows = queries.rows(asked.ws.ledger, "titles", "titles-of-agency", (holder,))
        above = higher_held(asked.honor, [row[0] for row in rows])
        if above is not None:
            names = {
                "higher": msg(f"rules.honor-{above}"),
                "honor": msg(f"rules.honor-{asked.honor}"),
            }
            yield Lack(
                "higher-title",
                holder,
                msg("titles.holds-higher", **names),
                msg("titles.way-higher", **names),
            )


def _card_way(ws: Workspace, agency: str) -> Message:
    """Return the commands that end the card that is open on an agency; one where it is decided."""
    row = queries.one(ws.ledger, "titles", "open-cards-of", (agency,))
    if row is None:  # it ended in a delisting that an appeal suspends
        waits = any(one.agency == agency for one in appeals_open(ws))
        return msg("titles.way-appeal" if waits else "titles.way-card")
    for one in undone(ws, date.max):
        if one.matter in ("clear-card", "delist-card") and agency in one.holders:
            return msg("titles.way-decided-card", day=one.day, verb=one.command)
    from civtui.workspace.titles.card_steps import card_detail

    if not card_detail(ws, row[0]).state.met:
        return msg("titles.way-clear-card", card=row[0], agency=names_of(ws, [agency])[0])
    given = {"card": row[0], "agency": typed(ws, [agency])}
    way = _clearing(ws, row[0]) or msg("titles.do-put-card", **given)
    return msg("titles.way-card-met", **given, way=way)


def _clearing(ws: Workspace, card: str) -> Message | None:
    """Return how it is decided that a card is cleared; None where that waits on no agenda."""
    from civtui.workspace.titles.decided import decision_rows
    from civtui.workspace.titles.sittings import sitting_rows

    made = {(row.session, row.item) for row in decision_rows(ws) if card in row.cards}
    for sitting in sitting_rows(ws):
        for item in sitting.agenda:
            mine = item.matter == "clear-card" and card in item.cards
            if mine and (sitting.id, item.item) not in made:
                key = "titles.next-decide" if sitting.state == "held" else "titles.next-placed"
                return msg(key, sitting=sitting.id, item=item.item)
    return None


def _shut_rules(ws: Workspace, holder: str, answer: TierAnswer) -> Found:
    """Yield the rules of a gate that do not hold, and the card or veto that is only flagged."""
    for reason in answer.reasons:
        gate = OF_RULE.get(reason.rule, reason.rule)
        flagged = reason.rule in FLAGGED and reason.holds and reason.has != "none"
        if reason.holds is False or flagged:
            lacks = [missing.text for missing in answer.missing]
            way = msg("titles.way-gate", missing=lacks) if lacks else msg("titles.way-card")
            if gate == "open-card" and not reason.policy:
                way = _card_way(ws, holder)
            yield Lack(gate, holder, reason.why, way, policy=reason.policy)


ASK: dict[str, Callable[[Asked], Found]] = {
    "title-needs-result": _result,
    "one-post-two-duties": missed_posts,
    "target-duty": unfinished_duties,
    "reward-links": unmet_links,
    "vetoes": _standing,
    "open-card": _standing,
    "reapply-after-years": _standing,
    "merger-delisting": _inherited,
    "higher-title": _higher,
    "gate": _standing,
}
# gates that bar by themselves
OWN = ("gate", "reapply-after-years", "higher-title")
NAMED = tuple(gate for gate in ASK if gate not in OWN)
# the policies that choose whether their gate bars
CHOSEN = tuple(gate for gate in NAMED if CHOICES[gate][0] in BARRING)
