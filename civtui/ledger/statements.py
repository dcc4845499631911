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
    have in common stands in `parts.sql` once, and a line `-- part: NAME` of theirs, or of another
    part, stands for it.
    """
    return {name: _whole(folder, text) for name, text in _texts(folder, noun).items()}


@cache
def _texts(folder: str, noun: str) -> dict[str, str]:
    """Return the statements of a file as they are written."""
    text = (Path(__file__).parent / folder / f"{noun}.sql").read_text(encoding="utf-8")
    blocks = (block.partition("\n") for block in text.split(MARK)[1:])
    return {name.strip(): body.strip().rstrip(";") for name, _, body in blocks}


def _whole(folder: str, text: str) -> str:
    """Return a statement with the text of each part that a line of it stands for."""
    if PART not in text:
        return text
    parts = _texts(folder, "parts")
    return "\n".join(
        _whole(folder, parts[line[len(PART) :]]) if line.startswith(PART) else line
        for line in text.splitlines()
    )
