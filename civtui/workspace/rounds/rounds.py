"""Rounds as they stand: a list, a state, a sheet to score on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.model.errors import NotFound, Refused, UsageFault, nearest
from civtui.model.text import msg
from civtui.scoring.numbers import exact_text as exact_text
from civtui.scoring.pipeline.items import ItemSpec as ItemSpec
from civtui.scoring.pipeline.items import allowed as allowed
from civtui.scoring.pipeline.items import flat_items
from civtui.scoring.pipeline.items import numbered as numbered
from civtui.scoring.pipeline.items import words as words
from civtui.scoring.pipeline.spoken import spoken as spoken
from civtui.workspace.rounds.met import closed_by_reform
from civtui.workspace.rounds.seeing import Relation, What, own_judge, sight
from civtui.workspace.session import Workspace


def exact_milli(points: int) -> str:
    """Return thousandths of a point as an exact text: 2500 as `2.5`."""
    return exact_text(Fraction(points, 1000))


class RoundRow(NamedTuple):
    """One round; `items` are the ids of the standard's leaves, counts as they stand.

    Args:
        per_subject: judges that each subject was dealt to; None where everybody judges all.
        accepted: why it counts though it was closed with marks missing; empty where none are
            missing, or nobody accepted the gap.
    """

    id: str
    name: str
    organizer: str
    agency: str | None
    scope: str
    standard: str
    standard_version: str
    standard_sha256: str
    scheme: str
    visibility: str
    state: str
    opened: str
    closed: str | None
    due: str | None
    items: tuple[str, ...]
    subjects: int
    assessors: int
    given: int
    expected: int
    per_subject: int | None
    accepted: str = ""

    @property
    def missing(self) -> int:
        """Marks that are expected and not given."""
        return max(0, self.expected - self.given)

    @property
    def gap(self) -> dict[str, Any] | None:
        """What a closed round lacks: `{missing, accepted, reason}`; None where it lacks nothing."""
        if self.state == "open" or not self.missing:
            return None
        accepted = bool(self.accepted)
        return {"missing": self.missing, "accepted": accepted, "reason": self.accepted}

    @property
    def complete(self) -> bool:
        """Whether it is closed with every mark, or with a gap that was accepted with a reason."""
        return self.state == "closed" and (not self.missing or bool(self.accepted))


class SubjectLine(NamedTuple):
    """A subject of a round: an office (with its agency) or an agency; `given` marks it has.

    Args:
        anchor: every judge marks it before any other.
        owner: the agency it was of when the round began; conflicts of interest go by it, and
            so do counts and results. What a reform brings together later `met` tells.
    """

    id: str
    name: str
    agency: str
    agency_name: str
    given: int
    anchor: bool
    owner: str

    @property
    def full_name(self) -> str:
        """The name, of an office with its agency's."""
        return self.name if self.agency == self.id else f"{self.agency_name}/{self.name}"


class AssessorLine(NamedTuple):
    """A judge of a round; `related` are agencies and offices that the judge may not score.

    Args:
        submitted: the day the sheet was submitted and locked, None while it is open.
        share: the subjects dealt to the judge; None where everybody judges all.
    """

    id: str
    name: str
    agency: str | None
    related: tuple[str, ...]
    expected: int
    given: int
    submitted: str | None
    share: frozenset[str] | None


class Sheet(NamedTuple):
    """What one assessor scores on.

    Args:
        marks: (subject, item) -> the mark's text, of this assessor alone.
        points: (subject, item) -> thousandths of a point, None where they are relative.
        barred: subjects this assessor may not score, for a conflict of interest, or because a
            reform brought them into one agency (see `met`).
        mine: subjects that are this assessor's to mark (none of those, dealt to them).
        anchors: those of them that come first.
        notes: (subject, item or "" for the whole subject) -> the assessor's note.
        skips: (subject, item) -> why the cell was left for later.
        stands: barred by a reform alone: marks given there before count on.
    """

    round: RoundRow
    assessor: AssessorLine
    subjects: list[SubjectLine]
    items: list[ItemSpec]
    marks: dict[tuple[str, str], str]
    points: dict[tuple[str, str], int | None]
    barred: frozenset[str]
    mine: frozenset[str]
    anchors: frozenset[str]
    notes: dict[tuple[str, str], str]
    skips: dict[tuple[str, str], str]
    stands: frozenset[str] = frozenset()

    @property
    def progress(self) -> tuple[int, int]:
        """Marks given and expected of this assessor."""
        counted = self.mine | self.stands
        return sum(s in counted for s, _ in self.marks), self.assessor.expected

    @property
    def submitted(self) -> str | None:
        """The day this sheet was submitted and locked, None while it takes marks."""
        return self.assessor.submitted


def _round(row: tuple[Any, ...]) -> RoundRow:
    return RoundRow._make((*row[:14], tuple(json.loads(row[14])), *row[15:]))


def round_rows(ws: Workspace) -> list[RoundRow]:
    """Return every round, newest first."""
    return [_round(row) for row in queries.rows(ws.ledger, "rounds", "list")]


def round_row(ws: Workspace, name: str) -> RoundRow:
    """Return the round `name`.

    Raises:
        NotFound: no such round.
    """
    row = queries.one(ws.ledger, "rounds", "get", (name,))
    if row is None:
        known = [r.id for r in round_rows(ws)]
        raise NotFound(
            msg("workspace.no-round"),
            value=name,
            allowed=known[:8] or None,
            nearest=nearest(name, known),
            hint=msg("workspace.see-rounds"),
        )
    return _round(row)


class Pinned(NamedTuple):
    """What a round pins beside its scheme: the scheme's options, the edition of its sheet."""

    options: dict[str, str]
    sheet: int


def pinned_of(ws: Workspace, round_id: str) -> Pinned:
    """Return what a round pins beside its scheme."""
    row = queries.one(ws.ledger, "rounds", "pinned", (round_id,))
    return Pinned(json.loads(row[0]), row[1]) if row else Pinned({}, 1)


def document_of(ws: Workspace, round_: RoundRow) -> dict[str, Any]:
    """Return the canonical document of the standard that `round_` pins."""
    return parsed(standard_text(ws, round_))


def standard_text(ws: Workspace, round_: RoundRow) -> str:
    """Return the standard that `round_` pins, as the ledger keeps its text."""
    key = (round_.standard, round_.standard_version)
    row = queries.one(ws.ledger, "rounds", "standard", key)
    if row is None:
        raise NotFound(msg("workspace.no-standard"), value="@".join(key))
    return str(row[0])


@lru_cache(maxsize=8)
def parsed(text: str) -> dict[str, Any]:
    """Return the document of a standard's text: one for all who read it, who leave it as it is."""
    document: dict[str, Any] = json.loads(text)
    return document


@lru_cache(maxsize=8)
def parsed_items(text: str) -> tuple[ItemSpec, ...]:
    return tuple(flat_items(parsed(text)))


def items_of(ws: Workspace, round_: RoundRow) -> list[ItemSpec]:
    """Return the items that `round_` marks, in the standard's order."""
    wanted = set(round_.items)
    return [item for item in parsed_items(standard_text(ws, round_)) if item.id in wanted]


def subjects_of(ws: Workspace, round_: RoundRow) -> list[SubjectLine]:
    """Return the subjects of `round_` in their order."""
    found = queries.rows(ws.ledger, "rounds", "subjects", (round_.id,))
    return [SubjectLine._make((*row[:5], bool(row[5]), row[6])) for row in found]


def assessors_of(ws: Workspace, round_: RoundRow) -> list[AssessorLine]:
    """Return the panel of `round_` in its order."""
    panel = _panel(ws, round_)
    if round_.per_subject is None:
        return panel
    shares: dict[str, set[str]] = {judge.id: set() for judge in panel}
    for judge, subject in queries.rows(ws.ledger, "rounds", "shares", (round_.id,)):
        shares[judge].add(subject)
    return [judge._replace(share=frozenset(shares[judge.id])) for judge in panel]


def panel_seen(ws: Workspace, round_: RoundRow) -> list[AssessorLine]:
    """Return the panel of `round_` as the acting user sees it: nobody where it is hidden."""
    return assessors_of(ws, round_) if sight(ws, round_).sees(What.PANEL) else []


def _panel(ws: Workspace, round_: RoundRow) -> list[AssessorLine]:
    """Return the panel without the shares."""
    found = queries.rows(ws.ledger, "rounds", "assessors", (round_.id,))
    return [
        AssessorLine._make((*row[:3], tuple(json.loads(row[3])), *row[4:], None)) for row in found
    ]


def _with_share(ws: Workspace, round_: RoundRow, judge: AssessorLine) -> AssessorLine:
    """Return a judge with the own share, the others' left unread: it is on the way of a key."""
    if round_.per_subject is None:
        return judge
    found = queries.rows(ws.ledger, "rounds", "share-of", (round_.id, judge.id))
    return judge._replace(share=frozenset(subject for (subject,) in found))


def assessor_for(
    ws: Workspace, round_: RoundRow, asked: str | None, *, marks: bool = False, named: bool = False
) -> AssessorLine:
    """Return the judge for whom the acting user marks.

    An assessor marks for themselves. A clerk or admin may enter marks for any judge (paper
    sheets); without one named, the first who still has cells to mark.

    Args:
        marks: marks are put or taken back: a clerk who judges in a blind round does that on the
            own sheet alone, for what is taken back shows what stood there before.

        named: the deed reaches the judge, so somebody who is none says who is meant.

    Raises:
        NotFound: nobody of that id sits on the panel.
        UsageFault: nobody is named where somebody has to be.
        Refused: the user is an assessor and asks for somebody else's sheet, or may not know who
            judges.
    """
    view = sight(ws, round_)
    view.need(What.PANEL)
    panel = _panel(ws, round_)
    own = own_judge(ws)
    bound = marks and view.relation == Relation.JUDGE and not view.sees(What.MARKS)
    if (ws.role == "assessor" or bound) and asked not in (None, own):
        raise Refused(msg("workspace.own-sheet-only"), value=asked, allowed=[own])
    wanted = asked or (own if own in [judge.id for judge in panel] else None)
    if wanted is None and ws.role == "assessor":
        raise Refused(msg("workspace.not-on-panel", user=own), where={"round": round_.id})
    if wanted is None and named:
        ids = [judge.id for judge in panel]
        fault = UsageFault(msg("panel.name-judge"), where={"round": round_.id}, allowed=ids)
        fault.field = "assessor"
        raise fault
    for judge in panel:
        if judge.id == wanted or (wanted is None and judge.given < judge.expected):
            return _with_share(ws, round_, judge)
    if wanted is None:
        return _with_share(ws, round_, panel[0])
    ids = [judge.id for judge in panel]
    raise NotFound(
        msg("workspace.no-assessor"), value=wanted, allowed=ids, nearest=nearest(wanted, ids)
    )


def barred_subjects(judge: AssessorLine, subjects: Sequence[SubjectLine]) -> frozenset[str]:
    """Return the subjects that `judge` may not score: of the own, a former or related agency."""
    closed = {*judge.related, *([judge.agency] if judge.agency else [])}
    return frozenset(s.id for s in subjects if s.owner in closed or s.id in closed)


def mine(judge: AssessorLine, subjects: Sequence[SubjectLine]) -> frozenset[str]:
    """Return the subjects in which marks of `judge` are expected and count."""
    open_to = {s.id for s in subjects} - barred_subjects(judge, subjects)
    return frozenset(open_to if judge.share is None else open_to & judge.share)


def sheet(ws: Workspace, round_id: str, assessor: str | None = None) -> Sheet:
    """Return the sheet of one judge (see `assessor_for`) in the round `round_id`.

    Raises:
        Refused: it is somebody else's, and the acting user doesn't see marks of others now.
    """
    round_ = round_row(ws, round_id)
    view = sight(ws, round_)
    judge = assessor_for(ws, round_, assessor)
    others = view.relation != Relation.JUDGE or judge.id != own_judge(ws)
    if others:
        view.need(What.MARKS)
    remarks = not others or view.sees(What.NOTES)
    subjects = subjects_of(ws, round_)
    met = closed_by_reform(ws, round_.id, assessor=judge.id).get(judge.id, frozenset())
    stands = mine(judge, subjects) & met
    own = mine(judge, subjects) - met
    key = (round_.id, judge.id)
    found = queries.rows(ws.ledger, "rounds", "marks-by", key)
    notes = queries.rows(ws.ledger, "rounds", "notes-by", key)
    skips = queries.rows(ws.ledger, "rounds", "skips-by", key)
    return Sheet(
        round=round_,
        assessor=judge,
        subjects=subjects,
        items=items_of(ws, round_),
        marks={(s, i): value for s, i, value, _ in found},
        points={(s, i): points for s, i, _, points in found},
        barred=barred_subjects(judge, subjects) | met,
        mine=own,
        anchors=frozenset(s.id for s in subjects if s.anchor and s.id in own),
        notes={(s, i): text for s, i, text in notes} if remarks else {},
        skips={(s, i): why if remarks else "" for s, i, why in skips},
        stands=stands,
    )
