"""Last year's marks under another table: which can be carried over, and what the ranks become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.model.errors import BadInput, nearest
from civtui.model.text import msg
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.evaluation import SubjectResult, evaluate
from civtui.scoring.pipeline.items import ItemSpec, flat_items, parse_mark
from civtui.scoring.pipeline.marks import RoundMarks

SCALED = ("points", "bonus")
# what is worth points of a most, so that its share of them can be carried onto another item
EARNED = (*SCALED, "grades", "yes-no", "count", "ratio")
Given = tuple[str, str, str, str]


class Carried(NamedTuple):
    """How the marks of one item are carried over.

    Args:
        old, new: ids of the item in the old table and in the new one.
        how: `same` (the mark means the same), `scaled` (points in proportion to the most, rounded
            half up to the new item's step), `together` (so are the points of several old items, of
            a judge who marked them all) or `not` (the new item cannot take such marks).
        marks: how many were carried.
        refused: how many were not: the new item does not take them, or a judge left out another of
            the old items that go together.
    """

    old: str
    new: str
    how: str
    marks: int
    refused: int


class Shift(NamedTuple):
    """One subject before and after; ranks are over the subjects that have a total in both.

    Args:
        change: places won (positive) or lost.
    """

    subject: str
    before: Fraction | None
    after: Fraction | None
    rank_before: int | None
    rank_after: int | None
    change: int | None


class Rerun(NamedTuple):
    """What came of it.

    Args:
        dropped: items of the old table that have no place in the new one.
        unmarked: items of the new table that nothing was carried to.
        partial: the new table asks for more than was marked, so `after` counts the carried items
            alone, on both sides.
    """

    carried: list[Carried]
    dropped: list[str]
    unmarked: list[str]
    partial: bool
    shifts: list[Shift]


def rerun(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    marks: RoundMarks,
    mapping: Mapping[str, str] | None = None,
) -> Rerun:
    """Return the marks of a round under another standard.

    Args:
        old, new: canonical documents.
        marks: of the round, as given under `old`.
        mapping: old item -> new item, where their ids differ; several old ones may go onto one.

    Raises:
        BadInput: the mapping names an item that there is not, or maps items onto one that keeps the
            marks of its own id without being named.
    """
    were = {item.id: item for item in flat_items(old)}
    are = {item.id: item for item in flat_items(new)}
    pairs = _pairs(were, are, mapping or {})
    sources: dict[str, list[str]] = {}
    for one, other in pairs.items():
        sources.setdefault(other, []).append(one)
    given: dict[str, list[Given]] = {}
    for mark in marks.marks:
        given.setdefault(mark[1], []).append(mark)
    kept: list[Given] = []
    carried: list[Carried] = []
    for other, ones in sources.items():
        own = {one: given.get(one, []) for one in ones}
        if len(ones) == 1:
            how, moved = _carry(were[ones[0]], are[other], own[ones[0]])
        else:
            how, moved = _together([were[one] for one in ones], are[other], own)
        kept += moved
        carried += [
            Carried(one, other, how, len(moved), len(found) - len(moved))
            for one, found in own.items()
        ]
    served = {c.new for c in carried if c.marks}
    unmarked = [item.id for item in are.values() if item.id not in served and _counts(item)]
    from_items = {c.old for c in carried if c.marks}
    partial = bool(unmarked)
    before = evaluate(old, marks).subjects
    after = evaluate(new, marks._replace(marks=tuple(kept))).subjects
    if partial:
        compared = tuple(mark for mark in marks.marks if mark[1] in from_items)
        before = evaluate(old, marks._replace(marks=compared)).subjects
    return Rerun(
        carried=carried,
        dropped=[id_ for id_ in were if id_ not in pairs],
        unmarked=unmarked,
        partial=partial,
        shifts=_shifts(before, after, partial),
    )


def _counts(item: ItemSpec) -> bool:
    # a penalty or veto that nobody gave is none
    return item.kind not in ("penalty", "veto")


def _pairs(
    were: Mapping[str, ItemSpec], are: Mapping[str, ItemSpec], mapping: Mapping[str, str]
) -> dict[str, str]:
    for one, other in mapping.items():
        for id_, known in ((one, were), (other, are)):
            if id_ not in known:
                raise BadInput(
                    msg("scoring.no-item"),
                    where={"key": one},
                    value=id_,
                    nearest=nearest(id_, known),
                )
    pairs = {id_: mapping.get(id_, id_) for id_ in were if mapping.get(id_, id_) in are}
    for one, other in mapping.items():
        if other in pairs and other not in mapping:
            raise BadInput(
                msg("scoring.two-onto-one"),
                where={"key": one},
                value=other,
                hint=msg("scoring.name-it-too", id=other),
            )
    return pairs


def _carry(old: ItemSpec, new: ItemSpec, marks: Sequence[Given]) -> tuple[str, list[Given]]:
    """Return how marks are carried, and those that the new item takes."""
    same = old.kind == new.kind and (old.kind not in SCALED or old.max_points == new.max_points)
    scaled = old.kind in EARNED and new.kind in SCALED and not same and old.max_points
    how = "same" if same else "scaled" if scaled else "not"
    moved = []
    for subject, _, assessor, text in marks if how != "not" else ():
        value = text
        if how == "scaled":
            value = _scaled(parse_mark(old, text).points, old.max_points, new)
        try:
            moved.append((subject, new.id, assessor, parse_mark(new, value).value_text))
        except BadInput:
            continue
    return how, moved


def _scaled(points: Fraction, most: Fraction, new: ItemSpec) -> str:
    """Return points of `most` in proportion to the new item's, rounded half up to its step."""
    steps = points * new.max_points / most / new.step + Fraction(1, 2)
    return exact_text(steps.numerator // steps.denominator * new.step)


def _together(
    olds: Sequence[ItemSpec], new: ItemSpec, marks: Mapping[str, Sequence[Given]]
) -> tuple[str, list[Given]]:
    """Return how the marks of several items are carried onto one, and those that are."""
    most = sum((old.max_points for old in olds), Fraction(0))
    if new.kind not in SCALED or not most or any(old.kind not in EARNED for old in olds):
        return "not", []
    earned: dict[tuple[str, str], list[Fraction]] = {}
    for old in olds:
        for subject, _, assessor, text in marks[old.id]:
            earned.setdefault((subject, assessor), []).append(parse_mark(old, text).points)
    return "together", [
        (subject, new.id, assessor, _scaled(sum(points, Fraction(0)), most, new))
        for (subject, assessor), points in earned.items()
        if len(points) == len(olds)
    ]


def _shifts(
    before: Sequence[SubjectResult], after: Sequence[SubjectResult], partial: bool
) -> list[Shift]:
    def figure(result: SubjectResult) -> Fraction | None:
        if result.vetoed:
            return None
        return (result.so_far if result.given else None) if partial else result.total

    was = {r.subject: figure(r) for r in before}
    now = {r.subject: figure(r) for r in after}
    both = [s for s in was if was[s] is not None and now.get(s) is not None]
    ranks = [_ranks({s: values[s] for s in both}) for values in (was, now)]
    shifts = [
        Shift(
            s,
            was[s],
            now.get(s),
            ranks[0].get(s),
            ranks[1].get(s),
            ranks[0][s] - ranks[1][s] if s in both else None,
        )
        for s in was
    ]
    return sorted(shifts, key=lambda s: (s.rank_after is None, s.rank_after or 0))


def _ranks(values: Mapping[str, Fraction | None]) -> dict[str, int]:
    there = {s: value for s, value in values.items() if value is not None}
    return {s: 1 + sum(other > value for other in there.values()) for s, value in there.items()}
