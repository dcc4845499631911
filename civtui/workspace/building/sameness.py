"""Whether two records, or two rows, say the same: the one test of registers and the activity log.

Blanks, width and stops at the end of a text make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from civtui.exchange.names import saying
from civtui.model.registers import Register


def plain(value: Any) -> str:
    """Return a value as it is compared: a text by what it says."""
    return saying(value) if isinstance(value, str) else repr(value)


def say_one(fields: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two records say the same in some fields."""
    return all(plain(one.get(field)) == plain(other.get(field)) for field in fields)


def own_fields(kind: Register) -> list[str]:
    """Return what a record must say; how it stands by now is what changes of it."""
    return [f.id for f in kind.fields if f.required and f.id != kind.open[0]]
