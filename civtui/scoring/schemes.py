"""The core's own calculators, all exact: weighted sum, mean, median, trimmed mean, deduction."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from civtui.model.errors import BadInput
from civtui.model.text import Message, msg
from civtui.scoring.contract import Answer, CalculatorInput, ranked
from civtui.scoring.pipeline.combine import mean as mean_of
from civtui.scoring.pipeline.combine import median as median_of

TIES = msg("scoring.ties-shared")


def weighted_sum(data: CalculatorInput) -> Answer:
    """Return the sum of weight times value over the criteria, for each subject.

    The weights are used as they are given, not scaled to 1. A criterion of sense `min` counts
    against the subject. A missing value leaves the subject without a score; it is no zero.
    """
    subjects, criteria = data.ids(), data.criteria()
    values = data.grid("values", len(subjects), len(criteria))
    options = data.options()
    warnings: list[Message | str] = []
    if any(c.sense == "min" for c in criteria):
        warnings.append(msg("scoring.cost-subtracted"))
    scores: list[Fraction | None] = []
    for subject, row in zip(subjects, values, strict=True):
        missing = [c.id for c, value in zip(criteria, row, strict=True) if value is None]
        if missing:
            warnings.append(
                msg(
                    "scoring.values-missing",
                    subject=subject,
                    missing=len(missing),
                    of=len(row),
                    names=missing,
                )
            )
            scores.append(None)
            continue
        scores.append(
            sum(
                (
                    (c.weight if c.sense == "max" else -c.weight) * value
                    for c, value in zip(criteria, row, strict=True)
                    if value is not None
                ),
                Fraction(0),
            )
        )
    return Answer(options, ranked(subjects, scores), {"ties": TIES}, warnings)


def _given(data: CalculatorInput) -> tuple[tuple[str, ...], list[list[Fraction]], list[Message]]:
    subjects = data.ids()
    rows = [[mark for mark in row if mark is not None] for row in data.marks()]
    warnings = [
        msg("scoring.no-marks", subject=subject)
        for subject, row in zip(subjects, rows, strict=True)
        if not row
    ]
    return subjects, rows, warnings


def _left_out(data: CalculatorInput, subjects: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return, as a detail, whose marks are absent of which subject; nothing where none is."""
    rows = data.marks()
    width = len(rows[0]) if rows else 0
    given = data.ids("assessors") if "assessors" in data.document else ()
    names = given or tuple(str(n) for n in range(1, width + 1))
    absent = {
        subject: [name for name, mark in zip(names, row, strict=True) if mark is None]
        for subject, row in zip(subjects, rows, strict=True)
        if None in row
    }
    return {"absent": absent} if absent else {}


def mean(data: CalculatorInput) -> Answer:
    """Return the arithmetic mean of each subject's marks; absent marks are left out."""
    subjects, rows, warnings = _given(data)
    scores = [mean_of(row) if row else None for row in rows]
    return Answer(data.options(), ranked(subjects, scores), _left_out(data, subjects), warnings)


def median(data: CalculatorInput) -> Answer:
    """Return the median of each subject's marks; of an even number the mean of the middle two."""
    subjects, rows, warnings = _given(data)
    scores = [median_of(row) if row else None for row in rows]
    return Answer(data.options(), ranked(subjects, scores), _left_out(data, subjects), warnings)


def trimmed_mean(data: CalculatorInput) -> Answer:
    """Return the mean of each subject's marks without the highest and lowest.

    Options:
        drop: how many to leave out at each end (the ISU's rule for figure skating: 1).
        share: instead of `drop`, this share of the marks at each end, rounded down.

    A subject with too few marks to leave any out gets the plain mean, with a warning.
    """
    given = data.document.get("options") or {}
    if isinstance(given, dict) and "share" in given and "drop" in given:
        raise BadInput(msg("scoring.drop-or-share"), where={"option": "share"})
    by_share = isinstance(given, dict) and "share" in given
    options = data.options(share=Fraction(0)) if by_share else data.options(drop=1)
    if by_share and not 0 <= options["share"] < Fraction(1, 2):
        raise BadInput(
            msg("scoring.no-share"), where={"option": "share"}, allowed="0 ≤ share < 1/2"
        )
    subjects, rows, warnings = _given(data)
    scores: list[Fraction | None] = []
    dropped: dict[str, list[Fraction]] = {}
    steps: dict[str, Message] = {}
    for subject, row in zip(subjects, rows, strict=True):
        ordered = sorted(row)
        cut = int(options["share"] * len(row)) if by_share else options["drop"]
        if row and len(row) <= 2 * cut:
            warnings.append(msg("scoring.too-few", subject=subject, marks=len(row)))
            cut = 0
            steps[subject] = msg("scoring.step-plain-mean", marks=len(row))
        kept = ordered[cut : len(ordered) - cut]
        dropped[subject] = ordered[:cut] + ordered[len(ordered) - cut :]
        if cut and row:
            steps[subject] = msg(
                "scoring.step-trimmed",
                lowest=ordered[:cut],
                highest=ordered[len(row) - cut :],
                kept=len(kept),
                of=len(row),
            )
        scores.append(mean_of(kept) if kept else None)
    found = {**_left_out(data, subjects), "dropped": dropped, "steps": steps}
    return Answer(options, ranked(subjects, scores), found, warnings)


def deduction(data: CalculatorInput) -> Answer:
    """Return the base less each subject's deductions, never under the floor.

    Options:
        floor: the least that is left.
    """
    subjects = data.ids()
    options = data.options(floor=Fraction(0))
    if "base" not in data.document:
        raise data.fail("base", msg("scoring.missing-key"))
    base = data.number(data.document["base"], "base")
    findings = data.document.get("findings")
    if not isinstance(findings, dict):
        raise data.fail("findings", msg("scoring.no-object"))
    for name in findings:
        if name not in subjects:
            raise data.fail(f"findings.{name}", msg("scoring.no-subject"), name)
    scores: list[Fraction | None] = []
    floored = []
    steps: dict[str, Message] = {}
    for subject in subjects:
        taken = findings.get(subject, [])
        if not isinstance(taken, list):
            raise data.fail(f"findings.{subject}", msg("scoring.no-list"))
        off = [data.number(v, f"findings.{subject}[{n}]") for n, v in enumerate(taken)]
        for place, value in enumerate(off):
            if value < 0:
                raise data.fail(
                    f"findings.{subject}[{place}]", msg("scoring.negative"), taken[place]
                )
        left = base - sum(off, Fraction(0))
        if left < options["floor"]:
            floored.append(subject)
            steps[subject] = msg("scoring.step-floored", left=left, floor=options["floor"])
        scores.append(max(left, options["floor"]))
    found = {"floored": floored, "steps": steps}
    return Answer(options, ranked(subjects, scores), found, [])
