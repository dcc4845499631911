"""What a workbook says of its cells beside their values, the same for every kind of workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

Place = tuple[int, int]
# what spreadsheets write for an error, and LibreOffice by number
ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA|BLOCKED!"
    r"|CONNECT!|BUSY!|UNKNOWN!|PYTHON!|EXTERNAL!)|Err:[0-9]{3}|#{3,}",
    re.IGNORECASE,
)
UNSEEN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # in a number format: texts, blanks, colours
PERCENT = "%"


class Beside(NamedTuple):
    """What one sheet says beside values; a place is (row from 1, column from 0).

    Args:
        formulas: of cells without a computed value.
        errors: what an error cell shows: `#N/A`.
        percents: cells whose number is shown as a percentage.
        struck: cells that are struck through.
    """

    formulas: Mapping[Place, str]
    errors: Mapping[Place, str]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    percents: frozenset[Place]
    struck: frozenset[Place] = frozenset()


NOTHING = Beside({}, {}, frozenset(), frozenset(), frozenset())


def is_percent(code: str) -> bool:
    """Return whether a number format shows 0.5 as 50%."""
    return PERCENT in UNSEEN.sub("", code.partition(";")[0])


def percentage(number: float) -> str:
    """Return a number as the text that people see in a cell of percentages."""
    return f"{number * 100:.15g}%"


def is_error(text: str) -> bool:
    """Return whether a text is what a spreadsheet shows for an error, or for too narrow a cell."""
    return text[:1] in ("#", "E", "e") and ERROR.fullmatch(text.strip()) is not None
