"""What a typed text means to a field of a verb, for the types that need no workspace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from civtui.model.digits import whole
from civtui.model.errors import BadInput, UsageFault
from civtui.model.fields import Field
from civtui.model.text import msg

MOST_SHOWN = 60


def read(field: Field, text: Any) -> Any:
    """Return the value that a text means, for types that need no workspace.

    Raises:
        BadInput: it is none.
    """
    reader = TYPES.get(field.type)
    return text if reader is None or not isinstance(text, str) else reader(field, text)


def _date(field: Field, text: str) -> date:
    return date.fromisoformat(stored(field, text))


def stored(field: Field, text: str) -> Any:
    """Return what a text means in the stored form of its field's type."""
    from civtui.model import reading

    if field.type == "flag":
        field = field._replace(type="yes-no")
    return reading.read(field, text)


def _number(field: Field, text: str) -> str:
    """Return a number; one that is plain already as it was written, 85.50 too."""
    from civtui.model import reading

    return reading.as_written(field, text)


def _votes(field: Field, text: str) -> tuple[int, int, int]:
    """Return votes for, against, abstained from `9/1/0`, other separators too."""
    parts = text.replace("：", ":").replace("／", "/").replace(":", "/").split("/")
    counts = [whole(part) for part in parts]
    if len(counts) != 3 or None in counts:
        allowed = msg("reading.votes")
        raise BadInput(msg("reading.field-bad", field=field.title), value=text, allowed=allowed)
    yes, no, none = (count or 0 for count in counts)
    return yes, no, none


def _setting(field: Field, text: str) -> tuple[str, Any]:
    """Return a setting from `KEY=VALUE`; the value is TOML where it reads as such, else text."""
    import tomllib

    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise UsageFault(msg("verbs.key-value"), value=text)
    try:
        return key.strip(), tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return key.strip(), value
    except (ValueError, RecursionError):
        raise UsageFault(msg("files.long-number"), value=text[:MOST_SHOWN]) from None


def _file(field: Field, text: str) -> Path:
    return Path(text)


TYPES: dict[str, Callable[[Field, str], Any]] = {
    "date": _date,
    "count": stored,
    "number": _number,
    "percent": stored,
    "choice": stored,
    "yes-no": stored,
    "flag": stored,
    "file": _file,
    "votes": _votes,
    "settings": _setting,
}
