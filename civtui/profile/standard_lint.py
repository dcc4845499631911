"""Looks a standard over: sums, bands, methods and ids, each finding with its line in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from civtui.files import read_text
from civtui.model.standard import Band, Item, Standard
from civtui.model.text import Message, msg
from civtui.profile.standards import load_standard
from civtui.profile.toml_file import line_of, line_of_value
from civtui.scoring.numbers import exact_text

# penalties and vetoes stand beside the sum
BESIDE = ("penalty", "veto", "bonus")
# what leaves something unsaid or out of reach, and counts no mark wrongly: it bars no round
WARNINGS = frozenset(
    f"standard.{key}" for key in ("gap", "above", "below", "cap", "step", "no-judging")
)


class Finding(NamedTuple):
    """One thing wrong: a code, the line in the file (None where it cannot be told), where, what."""

    code: str
    line: int | None
    where: str
    message: Message

    @property
    def bars(self) -> bool:
        """Whether nothing may be judged by a standard of which this is found."""
        return self.message.key not in WARNINGS


def lint(path: Path) -> tuple[Standard, list[Finding]]:
    """Return the standard in the file at `path` and everything that is wrong with it.

    Raises:
        BadInput: the file is no standard at all.
    """
    standard, findings = _looked(path, read_text(path))
    return standard, list(findings)


@lru_cache(maxsize=8)
def _looked(path: Path, text: str) -> tuple[Standard, tuple[Finding, ...]]:
    """Look a standard over; one that was looked over before is not looked over again."""
    standard = load_standard(path)
    findings = [*_sum(standard, text), *_weights(standard.item, "total", text)]
    findings += _bands(standard.bands, Fraction(standard.total), "total", line_of(text, "bands"))
    partial = standard.completeness == "partial"
    if (
        standard.cap
        and not partial
        and sum(map(_most, standard.item), Fraction(0)) <= Fraction(standard.cap)
    ):
        what = msg("standard.cap", id="total", cap=standard.cap)
        findings.append(Finding("cap", line_of(text, "cap"), "total", what))
    seen: set[str] = set()
    for item in standard.item:
        findings += lint_item(item, text, seen, partial=partial)
    return standard, (*findings, *_methods(standard.item, text))


def _methods(items: Sequence[Item], text: str) -> Iterator[Finding]:
    """Yield items that do not say how they are judged, where others of the standard do."""
    judged = [leaf for item in items for leaf in leaves(item) if leaf.kind not in BESIDE]
    if not any(leaf.method for leaf in judged):
        return
    for leaf in judged:
        if leaf.kind and not leaf.method:
            line = line_of_value(text, "id", leaf.id)
            yield Finding("no-method", line, leaf.id, msg("standard.no-judging", id=leaf.id))


def leaves(item: Item) -> Iterator[Item]:
    """Yield the leaves at and below an item."""
    if not item.item:
        yield item
    for child in item.item:
        yield from leaves(child)


def _sum(standard: Standard, text: str) -> Iterator[Finding]:
    has = sum((points(item) for item in standard.item), Fraction(0))
    # of a source that shows only some of the items, more than the total is a fault, less is none
    short = standard.completeness == "partial" and has < Fraction(standard.total)
    if has != Fraction(standard.total) and not short:
        line = line_of(text, "total")
        yield Finding(
            "sum", line, "total", msg("standard.sum", has=exact_text(has), needs=standard.total)
        )


def points(item: Item) -> Fraction:
    """Return the most points a node can bring to the sum, by its weight."""
    return unweighted(item) * Fraction(item.weight or 1)


def unweighted(item: Item) -> Fraction:
    """Return the most points a node comes to before its weight."""
    if item.kind in BESIDE:
        return Fraction(0)
    if item.points is not None:
        most = Fraction(item.points)
        return min(most, Fraction(item.cap)) if item.cap and not item.item else most
    parts = [points(child) for child in item.item]
    whole = max(parts, default=Fraction(0)) if item.aggregate == "max" else sum(parts, Fraction(0))
    return min(whole, Fraction(item.cap)) if item.cap else whole


def lint_item(item: Item, text: str, seen: set[str], *, partial: bool = False) -> Iterator[Finding]:
    """Yield what is wrong with an item and those below it.

    Args:
        text: of the file, for the lines.
        seen: ids met so far; those of the item are added.
        partial: the source shows only some of the items, so what a group lacks may not be shown.
    """
    line = line_of_value(text, "id", item.id)
    if item.id in seen:
        line = line_of_value(text, "id", item.id, 2) or line
        yield Finding("twice", line, item.id, msg("standard.twice", id=item.id))
    seen.add(item.id)
    if item.kind is None and not item.item:
        yield Finding("no-method", line, item.id, msg("standard.no-method", id=item.id))
    if item.item and item.points is not None and item.aggregate == "sum" and not item.cap:
        has = sum((points(child) for child in item.item), Fraction(0))
        short = partial and has < Fraction(item.points)
        if has != Fraction(item.points) and not short:
            what = msg("standard.group-sum", id=item.id, has=exact_text(has), needs=item.points)
            yield Finding("sum", line, item.id, what)
    bare = item.model_copy(update={"cap": None, "weight": None})
    if item.cap and not partial and _most(bare) <= Fraction(item.cap):
        yield Finding("cap", line, item.id, msg("standard.cap", id=item.id, cap=item.cap))
    most = Fraction(item.points or 0)
    yield from _bands(item.bands, most, item.id, line, Fraction(item.step))
    for grade in item.grades:
        if Fraction(grade.points) > most:
            what = msg("standard.unreachable", name=grade.label.zh, most=exact_text(most))
            yield Finding("unreachable", line, item.id, what)
    yield from _weights(item.item, item.id, text)
    yield from _reach(item, most, line)
    yield from _names(item.id, [g.label.zh for g in item.grades], line)
    yield from _thresholds(item, most, line)
    for child in item.item:
        yield from lint_item(child, text, seen, partial=partial)


def _reach(item: Item, most: Fraction, line: int | None) -> Iterator[Finding]:
    """Yield a floor that lies above the points, and a step that leads past the most points."""
    if item.kind == "count" and Fraction(item.floor) > most:
        what = msg("standard.floor", floor=item.floor, most=exact_text(most))
        yield Finding("unreachable", line, item.id, what)
    if item.kind in ("points", "bonus") and most % Fraction(item.step):
        what = msg("standard.step", most=exact_text(most), step=item.step)
        yield Finding("unreachable", line, item.id, what)


def _names(where: str, names: Sequence[str], line: int | None) -> Iterator[Finding]:
    """Yield names of bands or grades that stand twice."""
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Finding("twice", line, where, msg("standard.twice-named", name=name))


def _thresholds(item: Item, most: Fraction, line: int | None) -> Iterator[Finding]:
    """Yield thresholds that no ratio reaches, that bring too much, or that bring nothing more."""
    best = Fraction(-1)
    for step in sorted(item.thresholds, key=lambda step: Fraction(step.at_least)):
        value = Fraction(step.points)
        if Fraction(step.at_least) > 1 or value > most or value <= best:
            what = msg("standard.threshold", share=step.at_least, points=step.points)
            yield Finding("unreachable", line, item.id, what)
        best = max(best, value)


def _weights(items: Sequence[Item], where: str, text: str) -> Iterator[Finding]:
    """Yield where the weights of a group do not add up to 1, or some of its items have none."""
    counted = [item for item in items if item.kind not in BESIDE]
    given = [item for item in counted if item.weight is not None]
    if not given:
        return
    for item in counted:
        if item.weight is None:
            line = line_of_value(text, "id", item.id)
            yield Finding("weight", line, item.id, msg("standard.no-weight", id=item.id))
    has = sum((Fraction(item.weight or 0) for item in given), Fraction(0))
    if has != 1:
        line = line_of_value(text, "id", given[0].id if where == "total" else where)
        what = msg("standard.weights", has=exact_text(has))
        yield Finding("weights", line, where, what)


def _most(item: Item) -> Fraction:
    """Return the most a node can bring at all, by the parts that count: its items and bonuses.

    What a group says of its own points brings nothing.
    """
    if not item.item:
        most = Fraction(0) if item.kind in ("penalty", "veto") else Fraction(item.points or 0)
    else:
        parts = [_most(child) for child in item.item]
        most = max(parts) if item.aggregate == "max" else sum(parts, Fraction(0))
    most = min(most, Fraction(item.cap)) if item.cap else most
    return most * Fraction(item.weight or 1)


def _bands(
    bands: tuple[Band, ...],
    most: Fraction,
    where: str,
    line: int | None,
    step: Fraction = Fraction(0),
) -> Iterator[Finding]:
    """Yield gaps, overlaps and bands that no points reach; bounds are inclusive.

    Args:
        step: two bands one step apart leave no mark between them; totals know no step.
    """
    yield from _names(where, [band.name.zh for band in bands], line)
    for band in bands:
        if band.max is not None and Fraction(band.max) < Fraction(band.min):
            what = msg("standard.reversed", name=band.name.zh, least=band.min, most=band.max)
            yield Finding("unreachable", line, where, what)
            return
    ordered = sorted(bands, key=lambda band: Fraction(band.min))
    for band in ordered:
        if Fraction(band.min) > most:
            what = msg("standard.unreachable", name=band.name.zh, most=exact_text(most))
            yield Finding("unreachable", line, where, what)
    for low, high in pairwise(ordered):
        if low.max is None:
            continue
        end, start = Fraction(low.max), Fraction(high.min)
        if end < start <= end + step:
            continue
        if end < start:
            middle = exact_text((end + start) / 2)
            what = msg("standard.gap", value=middle, low=low.name.zh, high=high.name.zh)
            yield Finding("gap", line, where, what)
        else:
            both = exact_text(start)
            what = msg("standard.overlap", value=both, low=low.name.zh, high=high.name.zh)
            yield Finding("overlap", line, where, what)
    last = ordered[-1].max if ordered else None
    if last is not None and Fraction(last) < most:
        what = msg("standard.above", name=ordered[-1].name.zh, most=last)
        yield Finding("gap", line, where, what)
    if ordered and Fraction(ordered[0].min) > 0:
        what = msg("standard.below", name=ordered[0].name.zh, least=ordered[0].min)
        yield Finding("gap", line, where, what)
