"""Facts about the registers of the building year, its evidence, and its end."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from pydantic import Field

from civtui.model.facts.envelope import Body, Part, Salted


class RecordPart(Part):
    """One record; a later one of the same id replaces it.

    Args:
        noun: its register, see `civtui.model.registers`.
        agency: empty where the record is the city's.
        year: the year it belongs to, None where it belongs to none.
        gone: it was entered by mistake and is taken out.
    """

    noun: str
    id: str = Field(min_length=1, max_length=120)
    agency: str = ""
    year: int | None = None
    values: dict[str, Any] = Field(default_factory=dict)
    gone: bool = False


class Recorded(Salted):
    """One record, or a slice of them."""

    kind: ClassVar[str] = "recorded"
    records: tuple[RecordPart, ...] = Field(min_length=1)
    source: str = ""


class EvidenceKept(Body):
    """A paper or picture is in the store, under the SHA-256 of its content.

    Args:
        taken: day that the picture itself says it was taken on.
    """

    kind: ClassVar[str] = "evidence-kept"
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    name: str = Field(min_length=1, max_length=255)
    size: int = Field(ge=0)
    media: str = ""
    taken: date | None = None


class YearRolled(Body):
    """A building year is closed; what must go on stands in the next one."""

    kind: ClassVar[str] = "year-rolled"
    year: int
    records: tuple[RecordPart, ...] = ()
