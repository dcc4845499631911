"""Each query that is written down is asked for somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import civtui

ROOT = Path(civtui.__file__).parent
NAMED = re.compile(r"^-- name: (\S+)", re.MULTILINE)
# asked for by what a decision is carried out on (`workspace/titles/carried_once.py`)
# made out of a piece of their name, or a part of other queries alone
MADE = {f"spent-on-{carries}" for carries in ("titles", "card", "card-end", "appeal")}
MADE |= {"standing-delistings"}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "ledger" / "queries").glob("*.sql")), ids=lambda path: path.stem
)
def test_no_query_is_written_down_for_nobody(file: Path) -> None:
    asked = "".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    names = set(NAMED.findall(file.read_text(encoding="utf-8"))) - MADE
    assert not [name for name in sorted(names) if f'"{name}"' not in asked]
