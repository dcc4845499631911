"""Schemes that combine the judges' own totals: the trace of their figure, and its rank interval."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from civtui.model.text import Message, msg
from civtui.scoring import contract, schemes
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline import telling
from civtui.scoring.pipeline.bounds import rank_intervals
from civtui.scoring.pipeline.combine import too_few
from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred
from civtui.scoring.pipeline.own import TOTAL_BY, own_bounds, own_node
from civtui.scoring.trace import Node

# the score of a subject follows from its own totals alone, and none of them lowers it by growing
OF_TOTALS = {
    "mean": schemes.mean,
    "median": schemes.median,
    "trimmed-mean": schemes.trimmed_mean,
}
Options = Mapping[str, int | str]
Intervals = dict[str, tuple[int, int]]


def bare(scheme: str) -> str:
    """Return the id of a scheme without the core's name before it."""
    return scheme.removeprefix("civtui:")


def open_ranks(
    document: Mapping[str, Any], marks: RoundMarks, scheme: str, options: Options
) -> Intervals | None:
    """Return (best, worst) rank of each subject that the missing marks leave open, by a scheme.

    Each missing mark is filled with the least and with the most that it can be, and the scheme is
    worked out for both; judges who are not to mark a subject are left out of it.

    Returns:
        Nothing where it isn't known: marks are missing, and the scheme compares subjects.
    """
    table = Table(document, marks)
    there = unbarred(table)
    if bare(scheme) not in OF_TOTALS:
        return {} if all(table.complete(subject) for subject in there) else None
    ends: list[dict[str, Fraction]] = []
    limits = {
        (s, a): own_bounds(table, s, a)
        for s in there
        for a in marks.assessors
        if (a, s) not in marks.barred
    }
    for which in (0, 1):
        rows = [
            [exact_text(limits[s, a][which]) if (s, a) in limits else None for a in marks.assessors]
            for s in there
        ]
        sheet = {"subjects": list(there), "marks": rows, "options": dict(options)}
        answer = OF_TOTALS[bare(scheme)](contract.read_input(sheet))
        ends.append({r.subject: Fraction(r.score) for r in answer.results if r.score is not None})
    return rank_intervals({s: (ends[0][s], ends[1][s]) for s in ends[0]})


def scheme_node(
    document: Mapping[str, Any],
    marks: RoundMarks,
    subject: str,
    scheme: str,
    options: Options,
) -> Node:
    """Return the trace of a subject's total by a scheme of `OF_TOTALS`: the totals of the judges.

    Only whole sheets count; who did not mark every item stands aside, as who is not to mark it.
    """
    table = Table(document, marks)
    whole, aside = [], []
    for assessor in marks.assessors:
        if (assessor, subject) in marks.barred:
            why = (marks.why or {}).get((assessor, subject), msg("pipeline.aside"))
            aside.append(Node(msg(TOTAL_BY, assessor=assessor), None, "set-aside", (), why))
            continue
        node = own_node(document, marks, subject, assessor)
        given = sum(assessor in table.cells.get((subject, i), {}) for i in table.items)
        if given == len(table.items):
            whole.append(node)
        else:
            short = msg("pipeline.sheet-short", given=given, of=len(table.items))
            aside.append(Node(node.label, None, "set-aside", (), short))
    figure, how = _figure(subject, [one.value for one in whole], bare(scheme), options)
    label = msg("pipeline.total", subject=subject)
    root = Node(label, figure, how, tuple(whole), aside=tuple(aside))
    drop = _drop(len(whole), bare(scheme), options)
    if drop and too_few([one.value or Fraction(0) for one in whole], drop):
        root = root._replace(said=(msg("scoring.step-plain-sheets", marks=len(whole)),))
    elif drop:
        root = telling.trimmed_told(root, {"method": "trimmed-mean", "drop": drop})
    said: list[Message] = [msg("pipeline.of-totals", whole=len(whole), of=table.expected(subject))]
    if subject not in unbarred(table):
        barred = [table.items[i].title for i in table.items if table.vetoed(subject, i)]
        root = root._replace(value=None)
        said.append(msg("pipeline.barred-by", items=barred))
    return root._replace(said=(*said, *root.said))


def _drop(count: int, scheme: str, options: Options) -> int:
    """Return how many totals are left out at each end, before it is seen whether enough are."""
    if scheme != "trimmed-mean" or not count:
        return 0
    if "share" in options:
        return int(Fraction(str(options["share"])) * count)
    return int(options.get("drop", 1))


def _figure(
    subject: str, totals: list[Fraction | None], scheme: str, options: Options
) -> tuple[Fraction | None, str]:
    """Return what a scheme makes of the totals of one subject, and its name in a trace."""
    drop = _drop(len(totals), scheme, options)
    how = scheme
    if scheme == "trimmed-mean":
        how = f"trimmed-mean({drop})" if drop and len(totals) > 2 * drop else "mean"
    if not totals:
        return None, "missing"
    row = [exact_text(total) for total in totals if total is not None]
    sheet = {"subjects": [subject], "marks": [row], "options": dict(options)}
    (found,) = OF_TOTALS[scheme](contract.read_input(sheet)).results
    return None if found.score is None else Fraction(found.score), how
