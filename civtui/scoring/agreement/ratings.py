"""Ratings as the measures read them: raters by units, missing ones as None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, TypeVar

from civtui.model.text import Message, msg
from civtui.scoring.contract import CalculatorInput

Value = Fraction | float | int | None
Measured = tuple[Value, dict[str, Any], list[Message]]
Measure = Callable[[Any], Measured]
Label = Fraction | str
T = TypeVar("T")
NO_NUMBERS = ("nan", "inf", "infinity")


def undefined(key: str, **values: object) -> Measured:
    """Return the answer of a measure that is undefined here, with the reason."""
    return None, {}, [msg(f"scoring.{key}", **values)]


def shape(data: CalculatorInput, key: str) -> tuple[int, int]:
    """Return (rows, columns) of the table at `key`; it must have both. No measure has options."""
    data.options()
    rows = data.rows(key)
    if not rows or not isinstance(rows[0], list) or not rows[0]:
        raise data.fail(key, msg("scoring.empty"))
    return len(rows), len(rows[0])


def numbers(document: Mapping[str, Any]) -> list[list[Fraction | None]]:
    """Return `ratings` (raters x units) as exact numbers, None where missing."""
    data = CalculatorInput(document)
    height, width = shape(data, "ratings")
    return data.grid("ratings", height, width)


def labels(document: Mapping[str, Any]) -> list[list[Label | None]]:
    """Return `ratings` as categories: numbers by value, other texts as they are."""
    data = CalculatorInput(document)
    _, width = shape(data, "ratings")
    made: list[list[Label | None]] = []
    for r, row in enumerate(data.rows("ratings")):
        if not isinstance(row, list) or len(row) != width:
            has = len(row) if isinstance(row, list) else 0
            raise data.fail(f"ratings[{r}]", msg("scoring.width", has=has, needs=width))
        made.append([_label(data, value, f"ratings[{r}][{c}]") for c, value in enumerate(row)])
    return made


def _label(data: CalculatorInput, value: Any, at: str) -> Label | None:
    if value is None:
        return None
    # whatever looks like a digit, ² too, is meant as a number, and refused where it is none
    word = isinstance(value, str) and value and not value[0].isdigit() and value[0] not in "+-."
    # what a spreadsheet or program writes where there is no number is no category
    if word and value.strip().lower() not in NO_NUMBERS:
        return str(value)
    return data.number(value, at)


def columns(rows: list[list[T]]) -> list[list[T]]:
    """Return a table turned over: units x raters."""
    return [list(column) for column in zip(*rows, strict=True)]


def complete(rows: list[list[Fraction | None]]) -> list[list[Fraction]] | None:
    """Return the table where nothing is missing, else None."""
    if any(value is None for row in rows for value in row):
        return None
    return [[value for value in row if value is not None] for row in rows]


def whole(rows: Sequence[Sequence[Fraction]]) -> tuple[list[list[int]], int]:
    """Return a table in whole parts of one, and how many parts make one: adds up far faster."""
    scale = lcm(*{value.denominator for row in rows for value in row})
    return [[v.numerator * (scale // v.denominator) for v in row] for row in rows], scale
