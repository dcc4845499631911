"""Schemes that combine the judges' own totals: the trace of their figure, and its rank interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from civtui.model.text import Message, msg
from civtui.scoring import contract, schemes
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline import telling
from civtui.scoring.pipeline.bounds import Bounds, rank_intervals
from civtui.scoring.pipeline.combine import too_few
from civtui.scoring.pipeline.marks import RoundMarks, Table, unbarred
from civtui.scoring.pipeline.own import TOTAL_BY, own_bounds, own_node, own_total
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

    A sheet that is not whole may stay so, and is left out then; one that becomes whole comes to
    what its missing marks can be. The scheme is worked out for the least and for the most of each
    number of sheets that may come; judges who are not to mark a subject are left out of it.

    Returns:
        Nothing where it isn't known: marks are missing, and the scheme compares subjects.
    """
    table = Table(document, marks)
    there = unbarred(table)
    if bare(scheme) not in OF_TOTALS:
        return {} if all(table.complete(subject) for subject in there) else None
    whole, short = _sheets(table, there)
    found: dict[str, list[Fraction]] = {s: [] for s in there}
    unsure = {s for s in there if not whole[s]}
    for come in range(1 + max(map(len, short.values()), default=0)):
        for which, dear in ((0, False), (1, True)):
            rows = [
                whole[s] + sorted((ends[which] for ends in short[s]), reverse=dear)[:come]
                for s in there
            ]
            for subject, score in _scores(there, rows, scheme, options).items():
                found[subject].append(score)
    return rank_intervals({s: (min(one), max(one)) for s, one in found.items() if one}, unsure)


def _sheets(
    table: Table, subjects: Sequence[str]
) -> tuple[dict[str, list[Fraction]], dict[str, list[Bounds]]]:
    """Return by subject the totals of the whole sheets, and what each of the others can become."""
    whole: dict[str, list[Fraction]] = {s: [] for s in subjects}
    short: dict[str, list[Bounds]] = {s: [] for s in subjects}
    for subject in subjects:
        for assessor in table.given.assessors:
            if (assessor, subject) in table.given.barred:
                continue
            total = own_total(table, subject, assessor)
            if total is None:
                short[subject].append(own_bounds(table, subject, assessor))
            else:
                whole[subject].append(total)
    return whole, short


def sheets_left_out(document: Mapping[str, Any], marks: RoundMarks) -> dict[str, int]:
    """Return how many judges' sheets of each subject count for nothing, since marks are missing.

    Those are told where a scheme of `OF_TOTALS` goes by the other sheets alone; a sheet without a
    single mark is none.
    """
    table = Table(document, marks)
    found: dict[str, int] = {}
    for subject in marks.subjects:
        given = Counter(a for i in table.items for a in table.cells.get((subject, i), {}))
        found[subject] = sum(count < len(table.items) for count in given.values())
    return found


def _scores(
    subjects: Sequence[str], rows: Sequence[list[Fraction]], scheme: str, options: Options
) -> dict[str, Fraction]:
    """Return what a scheme of `OF_TOTALS` makes of the totals of each subject that has any."""
    widest = max(map(len, rows), default=0)
    padded = [[*map(exact_text, row), *[None] * (widest - len(row))] for row in rows]
    sheet = {"subjects": list(subjects), "marks": padded, "options": dict(options)}
    answer = OF_TOTALS[bare(scheme)](contract.read_input(sheet))
    return {r.subject: Fraction(r.score) for r in answer.results if r.score is not None}


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
    row = [total for total in totals if total is not None]
    return _scores([subject], [row], scheme, options).get(subject), how
