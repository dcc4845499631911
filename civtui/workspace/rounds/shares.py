"""Who judges what: deal a round's subjects to its panel, and how the judges are linked by it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.locale import render
from civtui.model.errors import BadInput, Refused
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.marks.admission import takes_marks
from civtui.workspace.rounds import rounds
from civtui.workspace.rounds.met import met
from civtui.workspace.rounds.rounds import AssessorLine, RoundRow, SubjectLine
from civtui.workspace.rounds.seeing import What, need
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.scoring.links import LinkReport

NAMED = 5  # subjects that are called by name where nobody judges them


class Deal(NamedTuple):
    """A deal, proposed or standing.

    Args:
        shares: judge -> subjects, those barred by a conflict left out.
        short: subject -> how many judges it has, where that is fewer than `per_subject`.
        alone: the subjects that nobody may judge, calibration cases among them.
        names: what people call judges and subjects, by their ids.
        written: whether it is on record now.
    """

    round: str
    per_subject: int | None
    shares: dict[str, list[str]]
    short: dict[str, int]
    links: LinkReport
    alone: list[str]
    names: dict[str, str]
    written: bool
    idle: tuple[str, ...] = ()  # judges with a conflict, or stepped back, in all of it

    def said(self) -> list[Message]:
        """Return how the judges are linked, first which subjects have none, and who has none."""
        links = self.links
        linked = msg(
            f"panel.links-{links.level}",
            parts=" | ".join(render([self.names[one] for one in part]) for part in links.parts),
            holders=[self.names[one] for one in links.holders],
            crossed=links.crossed,
            subjects=links.subjects,
        )
        nobody = [nobody_judges([self.names[one] for one in self.alone])] if self.alone else []
        idle = [judges_nothing([self.names[one] for one in self.idle])] if self.idle else []
        return [*nobody, *idle, linked]

    def few(self) -> list[Message]:
        """Return which subjects have fewer judges than was asked for."""
        return [
            msg("panel.short", subject=self.names[subject], count=count)
            for subject, count in self.short.items()
            if count
        ]

    def document(self) -> dict[str, Any]:
        """Return the deal as `round assign --json` prints it."""
        return {
            "round": self.round,
            "per_subject": self.per_subject,
            "shares": [
                {"assessor": judge, "subjects": share} for judge, share in self.shares.items()
            ],
            "short": [{"subject": s, "judges": count} for s, count in self.short.items()],
            "unjudged": list(self.alone),
            "links": {
                "level": self.links.level,
                "parts": [list(part) for part in self.links.parts],
                "holders": list(self.links.holders),
                "crossed": self.links.crossed,
                "subjects": self.links.subjects,
                "common": [
                    {"assessors": list(pair), "subjects": count}
                    for pair, count in self.links.common.items()
                ],
            },
            "written": self.written,
        }


def assign(ws: Workspace, round_id: str, per_subject: int, *, dry_run: bool = False) -> Deal:
    """Deal the subjects of a round to its judges (see `civtui.scoring.assignment`).

    Pairs in which marks were given stay; anchors go to every judge; sectors are mixed.

    Args:
        per_subject: judges for each subject.
        dry_run: show it with its link report, write nothing.

    Raises:
        NotFound: no such round.
        BadInput: `per_subject` is no number of judges of this panel.
        Refused: the round is closed, a sheet is submitted, or a subject would have no judge.
    """
    from civtui.model.facts.panel import Dealt
    from civtui.scoring.assignment import propose

    ws.require(Right.KEEP)
    round_ = rounds.round_row(ws, round_id)
    ground = _ground(ws, round_)
    subjects, panel = ground.subjects, ground.panel
    if not 1 <= per_subject <= len(panel):
        raise BadInput(
            msg("panel.per-subject"),
            where={"round": round_id},
            value=per_subject,
            allowed=f"1–{len(panel)}",
        )
    sectors = {row.id: row.sector or "" for row in agency_rows(ws)}
    proposal = propose(
        {s.id: sectors.get(s.agency, "") for s in subjects},
        [a.id for a in panel],
        per_subject=per_subject,
        barred=set(ground.barred),
        fixed=set(ground.begun),
        anchors=[s.id for s in subjects if s.anchor],
    )
    shares = {
        judge: [s.id for s in subjects if s.id in share or (judge, s.id) in ground.standing]
        for judge, share in proposal.shares.items()
    }
    if not dry_run:
        _refuse_unjudged(round_id, [one for one, count in proposal.short.items() if not count])

        def check(connection: sqlite3.Connection) -> None:
            for judge in panel:
                takes_marks(round_id, judge.id)(connection)
            if _ground(ws, rounds.round_row(ws, round_id)).told() != ground.told():
                raise Refused(
                    msg("panel.changed"), where={"round": round_id}, hint=msg("panel.again")
                )

        dealt = tuple((judge, tuple(share)) for judge, share in shares.items())
        body = Dealt(round=round_id, per_subject=per_subject, shares=dealt)
        ws.write(body, right=Right.KEEP, check=check)
    return _deal(round_, per_subject, shares, subjects, panel, written=not dry_run)


def _refuse_unjudged(round_id: str, subjects: Sequence[str]) -> None:
    """Refuse a deal that leaves subjects to nobody."""
    if subjects:
        raise Refused(
            msg("panel.nobody-left", subjects=len(subjects)),
            where={"round": round_id, "rule": "conflict"},
            value=subjects[0],
            hint=msg("panel.widen"),
        )


def deal(ws: Workspace, round_id: str) -> Deal:
    """Return who judges what in a round as it stands, with its link report.

    Raises:
        NotFound: no such round.
        Refused: the acting user may not know who judges.
    """
    round_ = rounds.round_row(ws, round_id)
    need(ws, round_, What.PANEL)
    subjects = rounds.subjects_of(ws, round_)
    panel = rounds.assessors_of(ws, round_)
    own = {a.id: rounds.mine(a, subjects) for a in panel}
    shares = {judge: [s.id for s in subjects if s.id in own[judge]] for judge in own}
    return _deal(round_, round_.per_subject, shares, subjects, panel, written=True)


def _deal(
    round_: RoundRow,
    per_subject: int | None,
    shares: dict[str, list[str]],
    subjects: Sequence[SubjectLine],
    panel: Sequence[AssessorLine],
    *,
    written: bool,
) -> Deal:
    from civtui.scoring.links import link_report

    has = Counter(subject for share in shares.values() for subject in share)
    count = {s.id: has[s.id] for s in subjects}
    wanted = per_subject or 1
    anchors = {s.id for s in subjects if s.anchor}
    short = {s: n for s, n in count.items() if n < wanted and s not in anchors}
    links = link_report(shares)._replace(subjects=len(subjects))
    alone = [subject for subject, judges in count.items() if not judges]
    if not any(shares.values()):
        links = links._replace(level="unjudged")
    elif alone and links.level == "sound":
        links = links._replace(level="lacking")
    names = {s.id: s.full_name for s in subjects} | {a.id: a.name for a in panel}
    idle = tuple(a.id for a in _idle(panel, subjects))
    return Deal(round_.id, per_subject, shares, short, links, alone, names, written, idle)


def unjudged(ws: Workspace, round_: RoundRow) -> list[SubjectLine]:
    """Return the subjects of a round that nobody of its panel may judge."""
    subjects = rounds.subjects_of(ws, round_)
    vain = {(m.assessor, m.subject) for m in met(ws.ledger.connection, round_.id) if m.left > 0}
    judged = {
        one
        for judge in rounds.assessors_of(ws, round_)
        for one in rounds.mine(judge, subjects)
        if (judge.id, one) not in vain
    }
    return [one for one in subjects if one.id not in judged]


def note_unjudged(ws: Workspace, round_id: str) -> None:
    """Say beside the answer which subjects of a round nobody may judge, and the way out."""
    found = unjudged(ws, rounds.round_row(ws, round_id))
    if found:
        ws.asides.append(nobody_judges([one.full_name for one in found]))


def note_idle(ws: Workspace, round_id: str) -> None:
    """Say beside the answer which judges of a new round have a conflict in everything of it."""
    round_ = rounds.round_row(ws, round_id)
    idle = _idle(rounds.assessors_of(ws, round_), rounds.subjects_of(ws, round_))
    if idle:
        ws.asides.append(judges_nothing([one.name for one in idle]))


def _idle(panel: Sequence[AssessorLine], subjects: Sequence[SubjectLine]) -> list[AssessorLine]:
    """Return the judges who have a conflict, or stepped back, in everything of a round."""
    every = {one.id for one in subjects}
    return [a for a in panel if every and every <= rounds.barred_subjects(a, subjects)]


def judges_nothing(names: Sequence[str]) -> Message:
    """Return the sentence that names judges who may judge nothing of a round."""
    return msg("panel.judges-nothing", names=list(names))


def nobody_judges(names: Sequence[str]) -> Message:
    """Return the sentence that names subjects nobody may judge."""
    shown = [*names[:NAMED], *(["…"] if len(names) > NAMED else [])]
    return msg("panel.nobody-judges", count=len(names), names=shown)


class _Ground(NamedTuple):
    """What a deal is made of: who may judge what, and the pairs in which marks count already.

    Args:
        standing: pairs that a reform closed half marked: they stay for their marks, and no judge
            less is dealt for them.
    """

    subjects: Sequence[SubjectLine]
    panel: Sequence[AssessorLine]
    barred: frozenset[tuple[str, str]]
    begun: frozenset[tuple[str, str]]
    standing: frozenset[tuple[str, str]]

    def told(self) -> tuple[object, ...]:
        """Return what has to be the same when the deal is written."""
        anchored = [(s.id, s.anchor) for s in self.subjects]
        return anchored, [judge.id for judge in self.panel], self.barred, self.begun, self.standing


def _ground(ws: Workspace, round_: RoundRow) -> _Ground:
    subjects, panel = rounds.subjects_of(ws, round_), rounds.assessors_of(ws, round_)
    found = queries.rows(ws.ledger, "rounds", "begun", (round_.id,))
    pairs = met(ws.ledger.connection, round_.id)
    own = {a.id: rounds.mine(a, subjects) for a in panel}
    return _Ground(
        subjects,
        panel,
        frozenset(
            [(a.id, s) for a in panel for s in rounds.barred_subjects(a, subjects)]
            + [(m.assessor, m.subject) for m in pairs if m.left > 0]
        ),
        frozenset((judge, subject) for judge, subject, _ in found if subject in own[judge]),
        frozenset(
            (m.assessor, m.subject)
            for m in pairs
            if m.given and m.left > 0 and m.subject in own[m.assessor]
        ),
    )
