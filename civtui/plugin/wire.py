"""Values on the pipe between host and worker: one JSON document a line, exact and closed.

Decimals and fractions travel as their exact text, bytes as base64; NaN and infinity are refused.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from civtui.model.text import Bilingual

BYTES = "$bytes"
MOST_BYTES = 24 * 1024 * 1024


def _default(value: object) -> object:
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, bytes | bytearray | memoryview):
        return {BYTES: base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, Decimal | Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    if is_dataclass(value) and not isinstance(value, type):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    raise TypeError(f"a {type(value).__name__} cannot be handed over")


def pack(value: object) -> bytes:
    """Return `value` as one line.

    Raises:
        TypeError, ValueError: it holds something that is no data, or NaN or infinity.
    """
    text = json.dumps(value, default=_default, allow_nan=False, separators=(",", ":"))
    return text.encode("ascii") + b"\n"


def _hook(value: dict[str, Any]) -> Any:
    if len(value) == 1 and BYTES in value:
        return base64.b64decode(value[BYTES])
    return value


def unpack(line: bytes) -> Any:
    """Return the value of a line.

    Raises:
        ValueError: it is no JSON.
    """
    return json.loads(line, object_hook=_hook)


def in_language(value: Any, lang: str) -> Any:
    """Return JSON-ready data with every bilingual text replaced by its text in `lang`."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return value["en"] or value["zh"] if lang == "en" else value["zh"]
        return {key: in_language(part, lang) for key, part in value.items()}
    if isinstance(value, list):
        return [in_language(part, lang) for part in value]
    return value
