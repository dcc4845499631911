"""A row that is written anew says all that the newer fact says, but for what is argued here.

Replaying runs the same statements, so a column that one of them forgets is forgotten both times.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from civtui.ledger import projections
from civtui.ledger.statements import statements

FOLDER = Path(projections.__file__).parent
UPSERT = re.compile(
    r"INSERT INTO (\w+)\s*\(([^)]*)\).*?ON CONFLICT \(([^)]*)\)\s+DO UPDATE SET (.*)", re.DOTALL
)
# table -> the columns that stay as they were, and why
STAY = {
    "title": {"decision", "seq", "awarded_by"},  # one that goes on stands by what it began by
    "member": {"since"},  # the day of the first seat
    "sitting": {"state", "seq"},  # called anew it is the sitting that was called
    "program_entry": {"program", "agency"},  # a correction moves no entry
}


def texts() -> Iterator[str]:
    """Yield every statement of the projections, wherever it stands."""
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
    for path in FOLDER.glob("*.sql"):
        yield from statements("projections", path.stem).values()


def columns(text: str) -> set[str]:
    return {column.strip() for column in text.split(",")}


def test_a_row_written_anew_says_all_that_the_newer_fact_says() -> None:
    stay: dict[str, set[str]] = {}
    for upsert in filter(None, map(UPSERT.search, texts())):
        table, written, key, changed = upsert.groups()
        left = columns(written) - columns(key) - set(re.findall(r"(\w+) = ", changed))
        stay[table] = stay.get(table, set()) | left
    assert {"app_user", "record"} <= stay.keys()
    assert {table: left for table, left in stay.items() if left} == STAY
