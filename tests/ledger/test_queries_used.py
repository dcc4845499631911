"""Each query that is written down is asked for somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import civtui

ROOT = Path(civtui.__file__).parent
NAMED = re.compile(r"^-- name: (\S+)", re.MULTILINE)
# made out of a piece of their name: what a decision is carried out on (`titles/carried_once.py`)
MADE = {f"spent-on-{carries}" for carries in ("titles", "card", "card-end", "appeal")}
PARTS = re.compile(r"^-- part: (\S+)", re.MULTILINE)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "ledger" / "queries").glob("*.sql")), ids=lambda path: path.stem
)
def test_no_query_is_written_down_for_nobody(file: Path) -> None:
    asked = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    names = set(NAMED.findall(file.read_text(encoding="utf-8"))) - MADE
    names -= set(PARTS.findall("".join(map(Path.read_text, (ROOT / "ledger").rglob("*.sql")))))
    assert not [name for name in sorted(names) if f'"{name}"' not in asked]
