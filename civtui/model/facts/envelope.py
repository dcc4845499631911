"""The typed envelope that every fact travels in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from civtui.model.errors import BadInput
from civtui.model.invalid import reason
from civtui.model.text import msg


class Body(BaseModel):
    """What a fact says; subclasses add the fields and name their kind and version.

    Raises:
        BadInput: a field is not allowed; the error names it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: ClassVar[str]
    v: ClassVar[int] = 1

    @model_validator(mode="wrap")
    @classmethod
    def _said_in_words(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Say what is not allowed as every other bad input is said."""
        try:
            return handler(data)
        except ValidationError as error:
            first = error.errors()[0]
            raise BadInput(
                msg("workspace.bad-field", reason=reason(first)),
                where={"key": ".".join(map(str, first["loc"]))},
                value=str(first["input"])[:60],
            ) from error


class Salted(Body):
    """A fact that is hidden from some who may read the ledger, while its hash is not.

    Args:
        salt: random text, put in when the fact is written: without it whoever knows the hash
            before and after could try all marks that there are until one fits. Empty in facts of
            earlier releases.
    """

    salt: str = Field(default="", pattern=r"^([0-9a-f]{32})?$")


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
