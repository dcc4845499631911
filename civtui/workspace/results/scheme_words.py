"""What a scheme says of a round, as its people read it: names for ids, and what a mark is there.

To a bare calculator the totals of the judges are marks; in a round a mark is on one item.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from civtui import locale
from civtui.model.text import Message, msg
from civtui.scoring.contract import Answer

# what the calculators say of marks -> the same of judges' totals
OF_TOTALS = {
    "scoring.too-few": "scoring.too-few-sheets",
    "scoring.no-marks": "scoring.no-sheets",
    "scoring.step-plain-mean": "scoring.step-plain-sheets",
    "scoring.step-trimmed": "scoring.step-trimmed-sheets",
}
NAMING = ("subject", "names", "one", "other", "judges", "others")
# an id that no plain word looks like
CELL = re.compile(r"(values|marks)\[([0-9]+)\]\[([0-9]+)\]")
MARKED = re.compile("[0-9_-]")


def in_round(answer: Answer, names: Mapping[str, str]) -> Answer:
    """Return the answer of a calculator of the core in words of a round.

    Args:
        names: id of a subject, a judge or an item -> name.
    """
    details: dict[str, Any] = dict(answer.details)
    if isinstance(steps := details.get("steps"), Mapping):
        details["steps"] = {subject: _said(step, names) for subject, step in steps.items()}
    warnings = [_said(warning, names) for warning in answer.warnings]
    return replace(answer, details=details, warnings=warnings)


def _said(said: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(said, Message):
        return said
    values = {k: _named(v, names) if k in NAMING else v for k, v in said.values.items()}
    return msg(OF_TOTALS.get(said.key, said.key), **values)


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, list | tuple):
        return [_named(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def where_named(
    where: Mapping[str, object], sheet: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, object]:
    """Return where an error is, with subject and item (or judge) by name for a cell of a sheet."""
    found = CELL.fullmatch(str(where.get("key", "")))
    if not found:
        return dict(where)
    heads = sheet["assessors"] if found[1] == "marks" else [c["id"] for c in sheet["criteria"]]
    row, column = int(found[2]), int(found[3])
    if row >= len(sheet["subjects"]) or column >= len(heads):
        return dict(where)
    subject, head = sheet["subjects"][row], heads[column]
    kind = "assessor" if found[1] == "marks" else "item"
    return {"subject": names.get(subject, subject), kind: names.get(head, head)}


def text_named(text: str, names: Mapping[str, str]) -> str:
    """Return a sentence of a plugin's scheme with names for the ids that stand in it.

    An id that a plain word could be is left alone in a language of plain Latin words.
    """
    han = locale.current() == "zh"
    known = [one for one in names if han or MARKED.search(one)]
    if not known:
        return text
    longest_first = sorted(map(re.escape, known), key=len, reverse=True)
    ids = re.compile(f"(?<![0-9A-Za-z_-])(?:{'|'.join(longest_first)})(?![0-9A-Za-z_-])")
    return ids.sub(lambda found: names[found[0]], text)
