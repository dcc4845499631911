"""Why pydantic takes no value, in words of the catalogue instead of its English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from civtui.model.text import Message, msg

# kinds of error, as pydantic names them -> the message, and what of the error's context fills it
SAID: dict[str, tuple[str, str]] = {
    "missing": ("missing", ""),
    "extra_forbidden": ("unknown", ""),
    "string_type": ("a-text", ""),
    "string_too_short": ("text-from", "min_length"),
    "string_too_long": ("text-up-to", "max_length"),
    "string_pattern_mismatch": ("pattern", "pattern"),
    "int_type": ("a-whole", ""),
    "int_parsing": ("a-whole", ""),
    "int_parsing_size": ("a-whole", ""),
    "int_from_float": ("a-whole", ""),
    "float_type": ("a-number", ""),
    "float_parsing": ("a-number", ""),
    "fraction": ("a-fraction", ""),
    "share": ("a-share", ""),
    "part-share": ("a-part", ""),
    "leaf": ("leaf", ""),
    "kind-needs": ("needs", "needs"),
    "too-small": ("too-small", "name"),
    "finite_number": ("a-number", ""),
    "decimal_type": ("a-number", ""),
    "decimal_parsing": ("a-number", ""),
    "bool_type": ("yes-no", ""),
    "bool_parsing": ("yes-no", ""),
    "greater_than": ("over", "gt"),
    "greater_than_equal": ("from", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("up-to", "le"),
    "literal_error": ("one-of", "expected"),
    "enum": ("one-of", "expected"),
    "too_short": ("parts-from", "min_length"),
    "too_long": ("parts-up-to", "max_length"),
    "list_type": ("a-list", ""),
    "tuple_type": ("a-list", ""),
    "set_type": ("a-list", ""),
    "frozen_set_type": ("a-list", ""),
    "dict_type": ("a-table", ""),
    "model_type": ("a-table", ""),
    "model_attributes_type": ("a-table", ""),
    "date_type": ("a-date", ""),
    "date_parsing": ("a-date", ""),
    "date_from_datetime_parsing": ("a-date", ""),
    "date_from_datetime_inexact": ("a-date", ""),
    "datetime_type": ("a-moment", ""),
    "datetime_parsing": ("a-moment", ""),
    "datetime_from_date_parsing": ("a-moment", ""),
}

# how the faults that `tomllib` finds begin -> the message
TOML = {
    "Invalid value": "toml-value",
    "Expected '=' after a key": "toml-equals",
    "Expected newline": "toml-newline",
    "Expected ']": "toml-table",
    "Invalid statement": "toml-statement",
    "Invalid initial character": "toml-statement",
    "Expected": "toml-statement",
    "Cannot": "toml-twice",
    "Duplicate": "toml-twice",
    "Unclosed": "toml-bracket",
    "Unterminated": "toml-quote",
    "Unescaped": "toml-escape",
    "Invalid hex": "toml-escape",
    "Escaped": "toml-escape",
    "Illegal": "toml-sign",
    "Found invalid": "toml-sign",
    "Invalid date": "toml-date",
}


def reason(error: Mapping[str, Any]) -> Message | str:
    """Return why a value is not taken.

    Args:
        error: one of the errors that a `ValidationError` lists. What a check of our own, or a
            plugin's, says is returned as it says it.
    """
    said = SAID.get(str(error["type"]))
    if said is None:
        return str(error["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    key, context = said
    value: object = str(error.get("ctx", {}).get(context, ""))
    if key == "one-of":
        value = [one.strip("'") for one in str(value).replace(" or ", ", ").split(", ")]
    return msg(f"invalid.{key}", **({"value": value} if context else {}))


def toml_fault(text: str) -> Message | str:
    """Return why a text is no TOML, with the column; what is not known as `tomllib` says it."""
    key = next((key for start, key in TOML.items() if text.startswith(start)), None)
    if key is None:
        return text
    column = re.search(r", column ([0-9]+)\)", text)
    what = msg(f"invalid.{key}")
    return msg("invalid.toml-at", what=what, column=column[1]) if column else what
