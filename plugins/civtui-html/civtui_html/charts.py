"""Bar charts drawn as SVG from a table with one column of numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

MOST_BARS = 40
LABEL, WIDTH, STEP = 200, 760, 22


def _number(value: object) -> float | None:
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def chart_column(table: dict[str, Any]) -> int | None:
    """Return the one column worth drawing, None where there is none.

    It is the only right-hand column whose cells are all numbers from 0 that are not all the same.
    """
    columns, rows = table["columns"], table["rows"]
    if not 2 <= len(rows) <= MOST_BARS:
        return None
    found = []
    for at, column in enumerate(columns):
        values = [_number(row[at]) for row in rows]
        if column.get("align") == "right" and None not in values and at > 0:
            there = [value for value in values if value is not None]
            if min(there) >= 0 and min(there) != max(there):
                found.append(at)
    return found[0] if len(found) == 1 else None


def bars(table: dict[str, Any], text: Callable[[object], str]) -> str:
    """Return a bar chart of the table, empty where nothing is worth drawing.

    Args:
        table: `{columns: [{title, align}], rows}`.
        text: escapes what stands on the page.
    """
    at = chart_column(table)
    if at is None:
        return ""
    rows = table["rows"]
    most = max(_number(row[at]) or 0.0 for row in rows)
    height = STEP * len(rows) + 6
    lines = [
        f'<svg viewBox="0 0 {LABEL + WIDTH} {height}" role="img" '
        f'aria-label="{text(table["columns"][at]["title"])}">'
    ]
    for number, row in enumerate(rows):
        value = _number(row[at]) or 0.0
        y, length = 3 + number * STEP, round((WIDTH - 80) * value / most, 1)
        label = str(row[0] if row[0] is not None else "")
        short = label if len(label) <= 16 else label[:15] + "…"
        lines.append(
            f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end">{text(short)}</text>'
            f'<rect x="{LABEL}" y="{y}" width="{length}" height="{STEP - 5}" fill="#3f729b"/>'
            f'<text x="{LABEL + length + 6}" y="{y + 14}">{text(row[at])}</text>'
        )
    return "\n".join([*lines, "</svg>"])
