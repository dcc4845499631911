"""The typed envelope that every fact travels in."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Body(BaseModel):
    """What a fact says; subclasses add the fields and name their kind and version."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]
    v: ClassVar[int] = 1


class Part(BaseModel):
    """A record inside a body."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(BaseModel):
    """One entry of the ledger before it has a place in the chain.

    Args:
        body: what happened.
        who: the user that wrote it.
        recorded: the moment of writing, with its zone.
        effective: the day from which it holds; queries "as of" go by this.
        why: the reason in a person's words, where the verb asks for one.
        evidence: content addresses (SHA-256) of the papers behind it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    body: Body
    who: str = Field(min_length=1)
    recorded: datetime
    effective: date
    why: str = ""
    evidence: tuple[str, ...] = ()
