"""One document out of a profile and what it extends."""

from __future__ import annotations

from typing import Any

# lists whose tables are told apart by another key than `id`, and stated whole
BY = {"quota": "honor", "holidays": "year"}


def merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return `below` overlaid with `above`.

    Tables are merged key by key; lists of tables that have ids are merged by id. Of quotas the one
    for an honor takes the place of that below, of holidays the table of a year; an empty list of
    these is none at all. Anything else is replaced.
    """
    made = dict(below)
    for key, value in above.items():
        old = made.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            made[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            made[key] = _merged_list(old, value, BY.get(key, ""))
        else:
            made[key] = value
    return made


def _merged_list(old: list[Any], new: list[Any], by: str) -> list[Any]:
    every = [*old, *new]
    if every and _all_have(every, "id"):
        rows = {row["id"]: row for row in old}
        for row in new:
            rows[row["id"]] = merge(rows[row["id"]], row) if row["id"] in rows else row
        return list(rows.values())
    if by and new and _all_have(every, by):
        own = [row[by] for row in new]
        return [*new, *(row for row in old if row[by] not in own)]
    return new


def _all_have(rows: list[Any], key: str) -> bool:
    return all(isinstance(row, dict) and key in row for row in rows)
