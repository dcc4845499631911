"""What the workspace has, as the readers of files match their rows against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from civtui.exchange import names
from civtui.exchange.plan import (
    Known,
    KnownAgency,
    KnownFormer,
    KnownOffice,
)
from civtui.ledger import queries
from civtui.model.roles import Role
from civtui.workspace.agencies.agencies import agency_rows, city_called
from civtui.workspace.agencies.corrected import overturned
from civtui.workspace.agencies.former_names import (
    abolished_agencies,
    corrected_agencies,
    former_offices,
)
from civtui.workspace.agencies.lineage import Lineage, formers
from civtui.workspace.agencies.titles_gone import titles_gone
from civtui.workspace.rounds.seeing import What, sight
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.exchange.round_view import JudgeView, RoundView
    from civtui.workspace.rounds.rounds import AssessorLine, SubjectLine


def known(ws: Workspace, *, corrected: bool = True) -> Known:
    """Return what the workspace has, for the reader to match rows against.

    Args:
        corrected: names before a correction mean their agencies, and those of abolished ones none.
    """
    agencies = queries.rows(ws.ledger, "agencies", "known-agencies")
    offices = queries.rows(ws.ledger, "agencies", "known-offices")
    titles = queries.rows(ws.ledger, "agencies", "standing-titles")
    opened = queries.rows(ws.ledger, "agencies", "opened-titles")
    return Known(
        tuple(KnownAgency(*row[:4]) for row in agencies),
        tuple(KnownOffice(*row) for row in offices),
        frozenset((row[0], row[1]) for row in titles),
        frozenset(row[0] for row in queries.rows(ws.ledger, "agencies", "ids-given")),
        {(row[0], row[1]): (_day(row[2]), _day(row[3]) if row[3] else None) for row in opened},
        dict(queries.rows(ws.ledger, "agencies", "declared-offices")),
        (abolished_agencies(ws) | corrected_agencies(ws) if corrected else {})
        | _formers(ws, {row[0]: row[1] for row in agencies}),
        former_offices(ws),
        city_called(ws, agency_rows(ws)),
        titles_gone(ws),
        overturned(ws),
    )


def _formers(ws: Workspace, names: Mapping[str, str]) -> dict[str, KnownFormer]:
    """Return the names that agencies bore before a reform."""
    return {
        text: KnownFormer(now, former.how == "renamed", former.said(text, [names[i] for i in now]))
        for text, former in formers(ws).items()
        if (now := tuple(id_ for id_ in former.now if id_ in names))
    }


def _day(text: str) -> date:
    return date.fromisoformat(text)


def round_view(ws: Workspace, round_id: str, assessor: str | None) -> RoundView:
    """Return a round as the reader of a file of marks looks at it.

    Args:
        assessor: whose marks a file without a column of assessors holds.
    """
    from civtui.exchange.round_view import RoundView, Standing
    from civtui.workspace.rounds import rounds

    round_ = rounds.round_row(ws, round_id)
    panel, others = rounds.assessors_of(ws, round_), dict[str, str]()
    called = _called(ws)
    holding = {round_.agency, *(judge.agency for judge in panel)}
    if assessor is not None or ws.role == Role.ASSESSOR:
        own = rounds.assessor_for(ws, round_, assessor)
        assessor = own.id
        others = {j.id: j.name for j in panel if j.id != own.id} if ws.role == Role.ASSESSOR else {}
        # an assessor brings in no marks but their own
        panel = [own] if ws.role == Role.ASSESSOR else panel
    subjects = rounds.subjects_of(ws, round_)
    # without the right to see marks, not even whether a guess is one comes out of an import
    shows = ws.role == Role.ASSESSOR or sight(ws, round_).sees(What.MARKS)
    standing = {
        (subject, item, judge): (
            Standing(value, not imported, *by) if shows else Standing(None, not imported)
        )
        for subject, item, judge, value, imported, *by in (
            queries.rows(ws.ledger, "rounds", "standing-marks", (round_.id,))
        )
    }
    sees = ws.role == Role.ASSESSOR or sight(ws, round_).sees(What.NOTES)
    skipped = {
        (subject, item, judge): why if sees else None
        for subject, item, judge, why in queries.rows(ws.ledger, "rounds", "skips", (round_.id,))
    }
    return RoundView(
        subjects={
            s.id: (s.name, called.get(s.agency, s.agency_name) if s.agency_name else "")
            for s in subjects
        },
        items={item.id: item for item in rounds.items_of(ws, round_)},
        judges=_judges(ws, round_.id, panel, subjects),
        assessor=assessor,
        agencies=_agency_names(ws),
        formers=_former_subjects(ws, subjects),
        standing=standing,
        skipped=skipped,
        others=others,
        name=round_.name,
        opened=round_.opened,
        rounds=tuple(one.name for one in rounds.round_rows(ws) if one.id != round_.id),
        judging=frozenset(called[id_] for id_ in holding if id_ in called),
        city=city_called(ws, agency_rows(ws)),
    )


def _judges(
    ws: Workspace,
    round_id: str,
    panel: Sequence[AssessorLine],
    subjects: Sequence[SubjectLine],
) -> dict[str, JudgeView]:
    """Return how a file may name each judge, and what is closed to each."""
    from civtui.exchange.round_view import JudgeView
    from civtui.workspace.rounds.met import closed_by_reform
    from civtui.workspace.rounds.rounds import barred_subjects, mine

    met = closed_by_reform(ws, round_id)
    called = {
        row.id: tuple(name for name in (row.name, row.short) if name) for row in agency_rows(ws)
    }
    found = {}
    for judge in panel:
        closed = met.get(judge.id, frozenset())
        found[judge.id] = JudgeView(
            judge.name,
            barred_subjects(judge, subjects),
            mine(judge, subjects) - closed,
            judge.submitted,
            called.get(judge.agency or "", ()),
            closed,
        )
    return found


def _called(ws: Workspace) -> dict[str, str]:
    """Return what a round calls each agency: in short, in full where two have one short name."""
    rows = agency_rows(ws)
    own = ({names.key(row.name), names.key(row.short or row.name)} for row in rows)
    said = Counter(key for keys in own for key in keys)
    return {
        row.id: row.short if row.short and said[names.key(row.short)] == 1 else row.name
        for row in rows
    }


def _agency_names(ws: Workspace) -> dict[str, tuple[str, ...]]:
    """Return what else each agency goes by, by what a round calls it: name, id, name of before.

    A name that an agency gave up to be merged into another means the offices that it had; those
    are named with it by `_former_subjects`.
    """
    renamed: dict[str, list[str]] = {}
    for name, former in formers(ws).items():
        if former.how == "renamed" and len(former.now) == 1:
            renamed.setdefault(former.now[0], []).append(name)
    called = _called(ws)
    return {
        called[row.id]: (row.name, row.id, *filter(None, [row.short]), *renamed.get(row.id, ()))
        for row in agency_rows(ws)
    }


def _former_subjects(ws: Workspace, subjects: Sequence[SubjectLine]) -> dict[str, str]:
    """Return former agency/office -> the subject that it means, of offices that a reform moved."""
    heirs = Lineage(ws).heirs.items()
    return {
        f"{name}/{line.name}": line.id
        for id_, heir in heirs
        for line in subjects
        if line.agency == heir.now and line.id.startswith(f"o-{id_.removeprefix('a-')}-")
        for name in (heir.name, heir.full)
    }
