"""Finds places in the text of a TOML file, so that every error can name the line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from civtui.model.digits import digits, whole
from civtui.model.errors import BadInput, nearest
from civtui.model.invalid import reason
from civtui.model.text import msg


def _nth(text: str, pattern: re.Pattern[str], nth: int) -> int | None:
    found = (n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line))
    return next(islice(found, nth - 1, None), None)


def line_of(text: str, key: str, nth: int = 1) -> int | None:
    """Return the line of the `nth` place where `key` is set or heads a table, from 1."""
    pattern = re.compile(rf"^\s*(\[+[^\]]*\b{re.escape(key)}\b[^\[]*\]|\"?{re.escape(key)}\"?\s*=)")
    return _nth(text, pattern, nth)


def line_of_value(text: str, key: str, value: str, nth: int = 1) -> int | None:
    """Return the line of the `nth` place where `key` is set to the text `value`, from 1."""
    pattern = re.compile(rf"^\s*{re.escape(key)}\s*=\s*[\"']{re.escape(value)}[\"']")
    return _nth(text, pattern, nth)


def line_at(text: str, keys: Sequence[str]) -> int | None:
    """Return the line of a place in a document, from 1; of its table where it has no own line.

    Args:
        keys: from the outside in, places in a list as digits: `item`, `1`, `item`, `0`, `kind`.
    """
    lines = text.splitlines()
    start, path, rest = 0, "", list(keys)
    while len(rest) > 1 and (nth := whole(rest[1])) is not None:
        path = f"{path}.{rest[0]}" if path else rest[0]
        heads = [n for n in range(start, len(lines)) if lines[n].strip().startswith(f"[[{path}]]")]
        if len(heads) <= nth:
            break
        start, rest = heads[nth] + 1, rest[2:]
    name = next((key for key in reversed(rest) if not digits(key)), "")
    table = ".".join(rest[:-1])
    if not start and table:
        heads = [n for n, line in enumerate(lines, 1) if line.strip().startswith(f"[{table}]")]
        start = heads[0] if heads else 0
    if not start:
        return line_of(text, name) if name else None
    for number in range(start, len(lines)):
        if lines[number].lstrip().startswith("["):
            break
        if name and re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", lines[number]):
            return number + 1
    return start


def bad_document(path: Path | str, text: str, error: ValidationError, known: list[str]) -> BadInput:
    """Return the faults that pydantic found as one error, each with file, key and line."""
    found = [fault_of(path, text, one, known) for one in error.errors(include_url=False)]
    return together(found)


def together(found: Sequence[BadInput]) -> BadInput:
    """Return the first of several faults of a document, with the others."""
    found[0].also = (*found[1:],)
    return found[0]


def fault_of(
    path: Path | str,
    text: str,
    first: Mapping[str, Any],
    known: list[str],
    at: Sequence[str] = (),
) -> BadInput:
    """Return a fault that pydantic found as an error with file, key and line.

    Args:
        first: one of the errors that it lists.
        at: where in this file the value stands, where the document was made of several.
    """
    keys = [str(part) for part in first["loc"]]
    name = next((k for k in reversed(keys) if not digits(k)), "")
    line = line_at(text, at or keys)
    where = {"file": str(path), **({"line": line} if line else {}), "key": ".".join(keys)}
    if first["type"] == "extra_forbidden":
        return BadInput(
            msg("profile.unknown-key"), where=where, value=name, nearest=nearest(name, known)
        )
    value = first["input"] if isinstance(first["input"], str | int | Decimal) else None
    return BadInput(msg("profile.bad-value", reason=reason(first)), where=where, value=value)
