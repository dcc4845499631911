"""From results to a decision in one step: those at the line, on the agenda with their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from civtui.model.errors import BadInput, Refused, UsageFault, nearest
from civtui.model.text import Message, msg
from civtui.rules import case_steps
from civtui.rules.policies import choice
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.results.results import ResultRow, Results, results
from civtui.workspace.rounds.rounds import RoundRow
from civtui.workspace.session import Workspace
from civtui.workspace.titles.agenda import put_on_agenda, waiting_for
from civtui.workspace.titles.agenda_after_reform import ended_named, of_today
from civtui.workspace.titles.applications import tier
from civtui.workspace.titles.grants import MODEL, selected_anew
from civtui.workspace.titles.holders import holds, names_of, typed
from civtui.workspace.titles.result_basis import results_behind

# scope of a round -> the honor that comes out of it; a round over agencies is asked for which
HONORS = {
    "agency-offices": "civilized-office",
    "sampled-offices": "civilized-office",
    "model-candidates": "model-office",
}


# what of a result no sitting can approve: who has it is not put on an agenda
FAILS = (
    "titles.no-total",
    "titles.vetoed-in-round",
    "titles.below-line",
    "titles.band-fails",
)


class LeftOut(NamedTuple):
    """Who is at the line and was not put on the agenda, and why."""

    name: str
    why: Message
    way: Message
    subject: str = ""


class Proposal(NamedTuple):
    """Who was put before whom, with their results.

    Args:
        agency: whose party group decides; None: the guidance group.
        sitting: on whose agenda they are.
        renewed: ids of those who hold the title, and keep it: no selection gives it to them anew.
        stood: ids of those who stood on that agenda already, for the same.
        others: how many more stand on that agenda for the same.
        gone: names of those at the line whom a reform ended without a successor.
        other_names: what people call the `others`.
        left_out: those at the line whose result a decision is refused on.
        failing: those whose result does not carry the title, put there since that is only flagged.
        renewed_names: names of the `renewed`.
        tied: names of those equal at the line, where more are put than places were asked for.
    """

    round: str
    honor: str
    agency: str | None
    sitting: str
    rows: tuple[ResultRow, ...]
    renewed: tuple[str, ...] = ()
    stood: tuple[str, ...] = ()
    others: int = 0
    gone: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    failing: tuple[LeftOut, ...] = ()
    tied: tuple[str, ...] = ()
    renewed_names: tuple[str, ...] = ()


def chosen(
    found: Results, *, first: int | None, least: Fraction | None, subjects: Sequence[str]
) -> tuple[ResultRow, ...]:
    """Return the subjects of a round at the line, best first.

    Those equal at the line all come: a body decides between them, not the order of a list.

    Args:
        first: so many places, counted by rank.
        least: from so many points up.
        subjects: ids, where they are picked by hand.

    Raises:
        UsageFault: not exactly one of the three says where the line is.
        BadInput: a subject is none of the round's.
        Refused: nobody is at the line.
    """
    if (first is not None) + (least is not None) + bool(subjects) != 1:
        fault = UsageFault(msg("titles.one-line"))
        fault.field = "first"
        raise fault
    known = [row.subject for row in found.rows]
    for name in subjects:
        if name not in known:
            raise BadInput(
                msg("workspace.no-subject"),
                value=name,
                allowed=known[:8],
                nearest=nearest(name, known),
            )
    rows = [row for row in found.rows if row.rank is not None and row.exact is not None]
    if first is not None:
        rows = [row for row in rows if row.rank is not None and row.rank <= first]
    elif least is not None:
        rows = [row for row in rows if row.exact is not None and Fraction(row.exact) >= least]
    else:
        rows = [row for row in found.rows if row.subject in subjects]
    if not rows:
        hold_whole(found, found.rows)
        raise Refused(
            msg("titles.nobody-at-line"), where={"rule": "line"}, hint=msg("titles.way-lower-line")
        )
    return tuple(rows)


def hold_whole(found: Results, rows: Sequence[ResultRow]) -> None:
    """Refuse subjects whose marks are missing in a round whose gap nobody accepted.

    Raises:
        Refused: it names the round, what is missing, and how the gap is accepted.
    """
    missing = sum(row.missing for row in rows)
    if missing and found.round.gap and not found.round.gap["accepted"]:
        id_ = found.round.id
        raise Refused(
            msg("titles.round-gap", round=found.round.name, missing=missing),
            where={"rule": "title-needs-result"},
            hint=msg("titles.way-gap", round=id_),
        )


def _wanted(scope: str, honor: str | None) -> tuple[str, str]:
    """Return the honor that a round of a scope is for, and the matter of who gets it.

    Args:
        honor: as of `propose`.

    Raises:
        UsageFault: another honor than comes out of it, or none where one is needed.
    """
    own = HONORS.get(scope)
    if own and honor and honor != own:
        fault = UsageFault(msg("titles.other-honor-of-round", honor=msg(f"rules.honor-{own}")))
        fault.field = "honor"
        raise fault
    if own:
        return own, "grant"
    if honor is None:
        fault = UsageFault(msg("titles.which-honor"))
        fault.field = "honor"
        raise fault
    wanted = tier(honor)
    return wanted, "grant" if wanted == case_steps.CITY_TIER else "recommend"


def _matters(
    ws: Workspace, rows: Sequence[ResultRow], wanted: str, matter: str
) -> dict[str, list[str]]:
    """Return the subjects that each matter is put on the agenda for.

    Whoever has an office's title has it confirmed, but for one that each selection gives anew; an
    agency applies for its own anew.

    Args:
        matter: that of those who get the honor for the first time.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        again = wanted in HONORS.values() and holds(ws, row.subject, wanted)
        again = again and not (wanted == MODEL and selected_anew(ws, row.subject, ws.today()))
        found.setdefault("renew" if again else matter, []).append(row.subject)
    return found


def _standing(
    ws: Workspace, owner: str | None, wanted: str, matters: Mapping[str, Sequence[str]]
) -> set[str]:
    """Return who of them stands on an agenda by the same matter and honor already."""
    return {
        one
        for before in waiting_for(ws, owner)
        for item in before.agenda
        for one in item.subjects
        if item.honor == wanted and one in matters.get(item.matter, ())
    }


def _hold_closed(round_: RoundRow) -> None:
    if round_.state != "closed":
        raise Refused(
            msg("titles.round-open", round=round_.id),
            where={"rule": "title-needs-result"},
            hint=msg("titles.way-close-round", round=round_.id),
        )


def propose(
    ws: Workspace,
    round_id: str,
    *,
    first: int | None = None,
    least: Fraction | None = None,
    subjects: Sequence[str] = (),
    honor: str | None = None,
) -> Proposal:
    """Put the subjects of a round that are at the line on the agenda of the body that decides.

    Args:
        first, least, subjects: where the line is (see `chosen`).
        honor: which agency honor, for a round over agencies.

    Raises:
        Refused: the round is open or has a gap, nobody is at the line, or an agency has no
            application that is ripe for a decision.
        UsageFault, BadInput: as `chosen`; no honor where one is needed.
    """
    found = results(ws, round_id)
    _hold_closed(found.round)
    rows = chosen(found, first=first, least=least, subjects=subjects)
    tied = _tied(rows, first)
    required = choice(ws.profile().policies, "title-needs-result") == "required"
    if required:
        hold_whole(found, rows)
    rows, gone = _of_today(ws, rows)
    wanted, matter = _wanted(found.round.scope, honor)
    out: tuple[LeftOut, ...] = ()
    if wanted not in HONORS.values():
        _hold_applied(ws, wanted, rows, round_id)
        fails: tuple[LeftOut, ...] = ()
    else:
        left, fails = _with_result(ws, wanted, rows, round_id)
        if required:
            _hold_left(left, fails)
            rows, out, fails = left, fails, ()
    owner = _owner(ws, found.round.agency, wanted)
    matters = _matters(ws, rows, wanted, matter)
    stood = _standing(ws, owner, wanted, matters)
    sitting = put_on_agenda(ws, matters, honor=wanted, agency=owner, round_id=round_id)
    renewed = tuple(matters.get("renew", ()))
    ids = [row.subject for row in rows]
    others = {
        one
        for item in sitting.agenda
        if item.honor == wanted and item.matter in matters
        for one in item.subjects
    } - {*ids}
    already = tuple(one for one in ids if one in stood)
    return Proposal(
        *(round_id, wanted, owner, sitting.id, rows, renewed, already, len(others), gone),
        other_names=tuple(names_of(ws, sorted(others))),
        left_out=out,
        failing=fails,
        tied=tied,
        renewed_names=tuple(row.name for row in rows if row.subject in renewed),
    )


def _tied(rows: Sequence[ResultRow], first: int | None) -> tuple[str, ...]:
    """Return the names of those equal at a line of so many places, where it takes in more."""
    if first is None or len(rows) <= first:
        return ()
    last = max(row.rank or 0 for row in rows)
    return tuple(row.name for row in rows if row.rank == last)


def _owner(ws: Workspace, body: str | None, honor: str) -> str | None:
    """Return the agency whose party group decides; None where the guidance group does.

    Raises:
        Refused: a party group should, and the round is no one agency's.
    """
    if honor != "civilized-office":
        return None
    owner = Lineage(ws).now(body) if body else None
    if owner is None:
        raise Refused(
            msg("titles.no-one-agency"),
            where={"rule": "awarded-by"},
            hint=msg("titles.way-party-group"),
        )
    return owner


def _with_result(
    ws: Workspace, honor: str, rows: Sequence[ResultRow], round_id: str
) -> tuple[tuple[ResultRow, ...], tuple[LeftOut, ...]]:
    """Return those whose result of the round carries the title, and whose does not."""
    ids = [row.subject for row in rows]
    stand = results_behind(ws, honor, ids, ws.today(), dict.fromkeys(ids, round_id))
    fails = {
        one: found
        for one, found in stand.items()
        if found.lack is not None and found.lack.key in FAILS
    }
    out = tuple(
        LeftOut(row.name, found.lack, found.way, row.subject)
        for row in rows
        if (found := fails.get(row.subject)) and found.lack is not None and found.way is not None
    )
    return tuple(row for row in rows if row.subject not in fails), out


def _hold_left(left: Sequence[ResultRow], out: Sequence[LeftOut]) -> None:
    """Refuse where nobody's result carries the title."""
    if not left:
        raise Refused(
            msg("titles.none-carries", names=[one.name for one in out], why=out[0].why),
            where={"rule": "title-needs-result"},
            hint=out[0].way,
        )


def _of_today(
    ws: Workspace, rows: Sequence[ResultRow]
) -> tuple[tuple[ResultRow, ...], tuple[str, ...]]:
    """Return the rows as of who goes on today, each once, and the names of who is no more.

    Raises:
        Refused: none of them goes on.
    """
    now = of_today(ws, (row.subject for row in rows))
    gone = tuple(row.name for row in rows if now[row.subject] is None)
    names = ended_named(ws, {row.subject: row.name for row in rows})
    left: dict[str, ResultRow] = {}
    for row in rows:
        if heir := now[row.subject]:
            left.setdefault(heir, row._replace(subject=heir, name=names[row.subject]))
    if not left:
        raise Refused(
            msg("titles.line-no-more", names=gone),
            where={"rule": "line"},
            hint=msg("titles.way-lower-line"),
        )
    return tuple(left.values()), gone


def _hold_applied(ws: Workspace, honor: str, rows: Sequence[ResultRow], round_id: str) -> None:
    """Refuse an agency without an application that is ripe for a decision.

    Where others have one the way names them, too: a line that takes in a tie cannot be moved past
    one of it.
    """
    from civtui.workspace.titles.needed_decision import refuse_unchecked

    ripe, refusals = list[str](), list[Refused]()
    for row in rows:
        try:
            refuse_unchecked(ws, row.subject, honor, ws.today())
            ripe.append(row.subject)
        except Refused as refused:
            refusals.append(refused)
    if not refusals:
        return
    first = refusals[0]
    if ripe and first.hint:
        whom = "".join(f" --subject {typed(ws, [one])}" for one in ripe)
        given = {"round": round_id, "honor": honor, "whom": whom, "way": first.hint}
        first.hint = msg("titles.way-propose-ripe", **given)
    raise first
