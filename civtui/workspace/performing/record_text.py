"""A record of several fields that is kept as one text: its parts between colons.

Forms ask each part in a field of its own (`Field.record`); the command line takes the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from civtui.locale import t
from civtui.model.errors import BadInput
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import names_of

COLON, COMMA = re.compile("[:：]"), re.compile("[,，、]")
SIGNS = re.compile("[:：,，、;；]")


def written(field: Field, values: Mapping[str, Any]) -> str:
    """Return a record as its text.

    Args:
        field: with the fields of the record, in the order of their parts (`Field.record`).
        values: id of such a field -> a text, or several.

    Raises:
        BadInput: a text holds a sign that stands between parts.
    """
    parts = []
    for one in field.record:
        value = values.get(one.id) or ()
        texts = [str(part).strip() for part in ([value] if isinstance(value, str) else value)]
        for text in texts:
            if SIGNS.search(text):
                fault = BadInput(msg("verbs.record-sign"), value=text)
                fault.field = one.id
                raise fault
        parts.append("、".join(texts))
    found = ":".join(parts).rstrip(":")
    # people who judge go by their names, unless an id is written
    return f"{parts[0]}:{found}" if field.named_twice else found


def read(field: Field, text: str) -> dict[str, Any]:
    """Return what the fields of a record hold, of its text; ids and names as they are written."""
    parts = [part.strip() for part in COLON.split(text)]
    if field.named_twice:
        parts = parts[1:] or parts
    last = len(field.record) - 1
    parts[last:] = ["、".join(parts[last:])] if len(parts) > last else []
    return {
        one.id: [p.strip() for p in COMMA.split(part) if p.strip()] if one.several else part
        for one, part in zip(field.record, parts, strict=False)
        if part
    }


def said(ws: Workspace, field: Field, text: str) -> str:
    """Return a record for people: agencies and offices by their names."""
    held = read(field, text)
    parts = []
    for one in field.record:
        value = held.get(one.id)
        if value:
            many = value if isinstance(value, list) else [value]
            known = names_of(ws, many) if one.type == "reference" else many
            parts.append(t("common.separator").join(known))
    return " → ".join(parts) if not field.named_twice else "  ".join(parts)
