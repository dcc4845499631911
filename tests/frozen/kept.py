"""Goldens of what others rely on: `CIVTUI_GOLDENS=write` writes them anew.

A golden that changes needs a line in the CHANGELOG with its reason; commands, flags, keys of
`--json` and exit statuses (`docs/cli.md`) may gain, but never change or go.
"""

from __future__ import annotations

import json
import os
import re
from difflib import unified_diff
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("goldens")
WRITE = os.environ.get("CIVTUI_GOLDENS") == "write"
WIDTH = 110
DIFFERS = "others rely on this; if it is meant, CIVTUI_GOLDENS=write and a line in the CHANGELOG"
# what differs from run to run, or follows from the files of a release: shown by its kind
CHANGING = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<id>"),
    (re.compile(r"\b(p-)?[0-9a-f]{16}\b"), "<token>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?"), "<moment>"),
    (re.compile(r"\b([a-z]{1,3}-)[0-9a-f]{12}\b"), r"\1<hash>"),
    (re.compile(r"^/.*/(?=plugins/civtui-)"), "<project>/"),
)
MEASURED = {"bytes": "<size>", "seconds": "<seconds>"}


def plain(value: Any, *places: tuple[str, str]) -> Any:
    """Return `value` with what changes from run to run replaced; `places`: more (old, new)."""
    if isinstance(value, str):
        for old, new in places:
            value = value.replace(old, new)
        for pattern, said in CHANGING:
            value = pattern.sub(said, value)
        return value
    if isinstance(value, dict):
        return {
            plain(key, *places): MEASURED.get(key) or plain(own, *places)
            for key, own in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(own, *places) for own in value]
    return value


def laid_out(value: Any, depth: int = 0) -> str:
    """Return JSON that a review can read: what fits on a line stands on one."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + depth <= WIDTH or not isinstance(value, dict | list) or not value:
        return line
    pad, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict):
        parts = [
            f"{json.dumps(key, ensure_ascii=False)}: {laid_out(own, depth + 1)}"
            for key, own in value.items()
        ]
        return "{" + pad + f",{pad}".join(parts) + end + "}"
    return "[" + pad + f",{pad}".join(laid_out(own, depth + 1) for own in value) + end + "]"


def matches(name: str, value: Any) -> None:
    """Hold `value`, JSON-ready, to the golden `name`."""
    path, text = FOLDER / f"{name}.json", laid_out(value) + "\n"
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    kept = path.read_text("utf-8") if path.exists() else ""
    between = list(unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm=""))
    assert not between, "\n".join([f"{path.name}: {DIFFERS}", *between[:60]])
