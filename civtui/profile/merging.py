"""One document out of a profile and what it extends."""

from __future__ import annotations

from typing import Any


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return `below` overlaid with `above`.

    Tables are merged key by key; lists of tables that have ids are merged by id; anything else is
    replaced.
    """
    made = dict(below)
    for key, value in above.items():
        old = made.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            made[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list) and _have_ids([*old, *value]):
            made[key] = _merged_list(old, value)
        else:
            made[key] = value
    return made


def _have_ids(rows: list[Any]) -> bool:
    return bool(rows) and all(isinstance(row, dict) and "id" in row for row in rows)


def _merged_list(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = {row["id"]: row for row in old}
    for row in new:
        rows[row["id"]] = merge(rows[row["id"]], row) if row["id"] in rows else row
    return list(rows.values())
