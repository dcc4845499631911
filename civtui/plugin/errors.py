"""Errors of the house on the pipe: a calculator's "bad input" arrives as what it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from civtui.model import errors
from civtui.model.errors import CivtuiError
from civtui.model.text import Bilingual, Message, msg

CLASSES: dict[str, type[CivtuiError]] = {
    kind.__name__: kind
    for kind in (
        errors.BadInput,
        errors.NotFound,
        errors.UsageFault,
        errors.Refused,
        errors.CheckFailed,
    )
}


def bad_input(text: Bilingual | str, **where: object) -> errors.BadInput:
    """Return an error to raise for input that a plugin cannot take.

    Args:
        text: what is wrong, for the operator.
        where: place of the fault, e.g. `file="a.tsv", row=3`.
    """
    return errors.BadInput(msg("plugin.says", text=text), where=where)


def _flat(value: object) -> object:
    if isinstance(value, Message):
        return {"key": value.key, "values": {k: _flat(v) for k, v in value.values.items()}}
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    if isinstance(value, list | tuple):
        return [_flat(part) for part in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _round(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"key", "values"}:
            return Message(value["key"], {k: _round(v) for k, v in value["values"].items()})
        return Bilingual(value.get("zh", ""), value.get("en", ""))
    return [_round(part) for part in value] if isinstance(value, list) else value


def as_data(error: CivtuiError) -> dict[str, Any]:
    """Return an error of the house as JSON-ready data."""
    name = next((n for n, kind in CLASSES.items() if type(error) is kind), "BadInput")
    return {
        "class": name,
        "message": _flat(error.message),
        "where": {key: _flat(value) for key, value in error.where.items()},
        "value": _flat(error.value),
        "allowed": _flat(error.allowed),
        "nearest": error.nearest,
        "hint": _flat(error.hint),
    }


def from_data(data: Mapping[str, Any]) -> CivtuiError:
    """Return the error that came as data."""
    return CLASSES[data["class"]](
        _round(data["message"]),
        where=data["where"],
        value=data["value"],
        allowed=_round(data["allowed"]),
        nearest=data["nearest"],
        hint=_round(data["hint"]),
    )
