"""Reads named SQL statements out of the `.sql` files beside the code that runs them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

MARK = "-- name: "
PART = "-- part: "  # a line that stands for the text of that name in `<folder>/parts.sql`


@cache
def statements(folder: str, noun: str) -> dict[str, str]:
    """Return the statements of `<folder>/<noun>.sql` by name.

    A statement begins at a line `-- name: NAME` and runs to the next one. What several of them
    have in common stands in `parts.sql` once, and a line `-- part: NAME` of theirs stands for it.
    """
    text = (Path(__file__).parent / folder / f"{noun}.sql").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for block in text.split(MARK)[1:]:
        name, _, body = block.partition("\n")
        if PART in body:
            body = "\n".join(_whole(folder, line) for line in body.splitlines())
        found[name.strip()] = body.strip().rstrip(";")
    return found


def _whole(folder: str, line: str) -> str:
    """Return a line, or the text that it stands for."""
    return statements(folder, "parts")[line[len(PART) :]] if line.startswith(PART) else line
