"""A standard: the versioned document by which offices or agencies are judged.

The canonical JSON of the document (`Standard.document()`) is what the ledger keeps, what the digest
is taken over and what the scoring reads; numbers stand in it as decimal text.
"""

from __future__ import annotations

import json
from decimal import Decimal
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Kind = Literal[
    "points", "grades", "yes-no", "count", "ratio", "rank", "vote", "bonus", "penalty", "veto"
]


def _bilingual(value: Any) -> Any:
    return {"zh": value} if isinstance(value, str) else value


def _number_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _needs(key: str) -> PydanticCustomError:
    return PydanticCustomError("kind-needs", "this kind needs {needs}", {"needs": key})


class Part(BaseModel):
    """A part of the document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Part):
    """A text in Chinese and, where it is there, in English."""

    zh: str = Field(min_length=1)
    en: str = ""


Words = Annotated[Text, BeforeValidator(_bilingual)]
Number = Annotated[
    str,
    BeforeValidator(_number_text),
    Field(pattern=r"^-?[0-9]{1,9}(\.[0-9]{1,3})?$", max_length=14),
]
Share = Annotated[
    str,
    BeforeValidator(_number_text),
    Field(pattern=r"^([0-9]{1,3}(\.[0-9]{1,6})?|[0-9]{1,6}/[1-9][0-9]{0,5})$"),
]


class Band(Part):
    """A quality band, of an item's points or of the total; `max` None means up to the next."""

    name: Words
    min: Number
    max: Number | None = None


class Grade(Part):
    """One step of a graded scale; the steps may be unequal."""

    label: Words
    points: Number


class Threshold(Part):
    """Points for a ratio that reaches `at_least`."""

    at_least: Share
    points: Number


class Item(Part):
    """A node of the tree: a group of items, or a leaf that is marked in one of the ways of `Kind`.

    Args:
        id: unique in the standard.
        points: most points; a leaf of kind `penalty` or `veto` needs none.
        kind: how a leaf is marked; None for a group.
        aggregate: how a group adds up: `sum`, or `max` for the best of the same honor.
        cap: the most a node may bring, whatever is below it or was marked.
        weight: the share by which its value counts (`0.2` or `1/5`, of a scale of 100, say).
        step: smallest step of points.
        bands, grades, thresholds: the scale, for the kinds that have one.
        per: points for each count (kinds `count`, `penalty`); `floor` the least that is left.
        not_last, at_most: the condition of the kind `rank`.
        per_blank: points off for each blank ballot; `void_blank` the share of blanks above which
            the vote is void; `void_against` the share against above which it brings nothing.
        hidden_factor: by how much a penalty grows when the event was hidden.
        months: window of a veto.
        method: how it is judged: materials, field-visit, questionnaire.
        rule: what an assessor goes by.
        evidence: number of papers it asks of a unit; `photos` the number of pictures.
        asks: what it asks for, by name; two items that ask for the same are served by one piece.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,39}$")
    title: Words
    points: Number | None = None
    kind: Kind | None = None
    aggregate: Literal["sum", "max"] = "sum"
    cap: Number | None = None
    weight: Share | None = None
    step: Number = "0.5"
    bands: tuple[Band, ...] = ()
    grades: tuple[Grade, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    per: Number | None = None
    floor: Number = "0"
    not_last: bool = False
    at_most: int | None = None
    per_blank: Number = "0"
    void_blank: Share | None = None
    void_against: Share | None = None
    hidden_factor: int = 2
    months: int | None = None
    method: Literal["materials", "field-visit", "questionnaire"] | None = None
    rule: Words | None = None
    evidence: int | None = None
    photos: int | None = None
    asks: tuple[str, ...] = ()
    item: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _leaf_or_group(self) -> Item:
        if self.kind and self.item:
            raise PydanticCustomError("leaf", "takes no items below it")
        if self.kind == "grades" and not self.grades:
            raise _needs("grades")
        if self.kind == "ratio" and not self.thresholds:
            raise _needs("thresholds")
        if self.kind in ("count", "penalty") and self.per is None:
            raise _needs("per")
        if self.kind == "veto" and self.months is None:
            raise _needs("months")
        for name in ("step", "per", "points", "cap", "months", "at_most", "hidden_factor"):
            value = getattr(self, name)
            least = 0 if name in ("points", "cap") else 1 if isinstance(value, int) else None
            if value is not None and (
                Decimal(value) <= 0 if least is None else Decimal(value) < least
            ):
                raise PydanticCustomError("too-small", "{name} is too small", {"name": name})
        return self


class Combine(Part):
    """How the marks of several assessors become one; `drop` highest and lowest each."""

    method: Literal["mean", "median", "trimmed-mean"] = "mean"
    drop: int = Field(default=1, ge=1)


class Rounding(Part):
    """Where and how figures are rounded: once, at the stage named."""

    stage: Literal["item", "total"]
    places: int = Field(ge=0, le=3)
    mode: Literal["half-up", "half-even", "down", "up"] = "half-up"


class Pin(Part):
    """A document by its id, version and the digest of its text."""

    id: str
    version: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Standard(Part):
    """The whole document.

    Args:
        extends, overlay: the city's standard and the agency's overlay that this one was composed
            of; None for a standard that was written as one.
        total: what the items' points add up to.
        cap: the most a grand total may be, where bonuses lead beyond it.
        completeness: `partial` where a published source shows only some of the items.
        source: where it comes from.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    version: str = Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")
    title: Words
    total: Number
    cap: Number | None = None
    level: str = ""
    source: str = ""
    completeness: Literal["full", "top-level", "partial"] = "full"
    combine: Combine = Combine()
    rounding: tuple[Rounding, ...] = ()
    bands: tuple[Band, ...] = ()
    item: tuple[Item, ...] = Field(min_length=1)
    extends: Pin | None = None
    overlay: Pin | None = None

    def document(self) -> dict[str, Any]:
        """Return the canonical document: fields at their defaults are left out."""
        return self.model_dump(mode="json", exclude_defaults=True)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON."""
        return digest(self.document())


class Criterion(Part):
    """An agency's own items under one criterion of the city; its points stay the city's.

    Args:
        id: of the city's criterion.
        points: may be repeated for the reader; another number than the city's is refused.
    """

    id: str
    points: Number | None = None
    item: tuple[Item, ...] = Field(min_length=1)


class Overlay(Part):
    """An agency's refinement of the city's standard in its own trade.

    Args:
        extends: `id@version` of the city's standard.
        criterion: those that are refined; the others keep the city's own items.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    version: str = Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")
    title: Words
    extends: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}@[0-9A-Za-z][0-9A-Za-z.-]{0,19}$")
    source: str = ""
    criterion: tuple[Criterion, ...] = Field(min_length=1)

    def document(self) -> dict[str, Any]:
        """Return the canonical document: fields at their defaults are left out."""
        return self.model_dump(mode="json", exclude_defaults=True)


def digest(document: dict[str, Any]) -> str:
    """Return the SHA-256 of a document's canonical JSON (sorted keys, no spaces)."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()
