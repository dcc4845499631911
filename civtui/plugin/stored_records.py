"""Records read back from the catalogue, without pydantic: attributes as the record has them."""

from __future__ import annotations

from typing import Any

from civtui.model.text import Bilingual


class Light:
    """A record as the catalogue holds it; parts come as `Light`, tuples, `Bilingual` or plain."""

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[str, Any]) -> None:
        self._fields = fields

    def __getattr__(self, name: str) -> Any:
        try:
            return light(self._fields[name])
        except KeyError:
            raise AttributeError(f"this record has no {name!r}") from None

    def __repr__(self) -> str:
        return f"Light({self._fields!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Light) and self._fields == other._fields

    def __hash__(self) -> int:
        return hash(repr(self._fields))

    def as_data(self) -> dict[str, Any]:
        """Return the record as JSON-ready data."""
        return self._fields


def light(value: Any) -> Any:
    """Return JSON data as light records."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return Bilingual(value["zh"], value["en"])
        return Light(value)
    if isinstance(value, list):
        return tuple(light(part) for part in value)
    return value
