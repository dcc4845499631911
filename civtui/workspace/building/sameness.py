"""Whether two records, or two rows, say the same: the one test of registers and the activity log.

Blanks, width and stops at the end of a text make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from civtui.exchange.names import saying
from civtui.model.errors import Refused
from civtui.model.registers import Register
from civtui.model.text import msg


def plain(value: Any) -> str:
    """Return a value as it is compared: a text by what it says."""
    return saying(value) if isinstance(value, str) else repr(value)


def say_one(fields: Iterable[str], one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether two records say the same in some fields."""
    return all(plain(one.get(field)) == plain(other.get(field)) for field in fields)


def double(id_: str, change: str) -> Refused:
    """Return the refusal of what is typed as a new record and is on record already.

    Args:
        id_: of the record that says the same; `change`: the command that changes it.
    """
    fault = Refused(
        msg("building.double", id=id_),
        where={"rule": "double"},
        value=id_,
        hint=msg("building.way-double", change=change, id=id_),
    )
    fault.field = "another"
    return fault


def own_fields(kind: Register) -> list[str]:
    """Return what a record must say; how it stands by now is what changes of it."""
    return [f.id for f in kind.fields if f.required and f.id != kind.open[0]]
