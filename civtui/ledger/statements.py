"""Reads named SQL statements out of the `.sql` files beside the code that runs them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

MARK = "-- name: "


@cache
def statements(folder: str, noun: str) -> dict[str, str]:
    """Return the statements of `<folder>/<noun>.sql` by name.

    A statement begins at a line `-- name: NAME` and runs to the next one.
    """
    text = (Path(__file__).parent / folder / f"{noun}.sql").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for block in text.split(MARK)[1:]:
        name, _, body = block.partition("\n")
        found[name.strip()] = body.strip().rstrip(";")
    return found
