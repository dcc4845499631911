"""The one family of errors: each knows where, what, what is allowed, and how to go on.

The faces only render them (`civtui.locale.error_line`, `error_json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from civtui.model.text import Bilingual, Message, msg


class CivtuiError(Exception):
    """Base of every error that a user may see.

    Args:
        message: what is wrong.
        where: place of the fault, in reading order, e.g. `{"file": "a.xlsx", "row": 3}`.
        value: the offending value as it was read.
        allowed: what would be right, in words or as a list.
        told: what people call the values of that list, where those are ids.
        nearest: the nearest allowed value, where there is one.
        hint: how to go on.
        named: what people call a place of `where` that is an id; empty text where the message
            itself says it.

    `field` is the id of the field of a form that it is about, set where one is filled in; `also`
    are the further faults of the same document, where all were found at once.
    """

    exit_code: ClassVar[int] = 4
    code: ClassVar[str] = "bad-input"
    field: str = ""
    also: tuple[CivtuiError, ...] = ()

    def __init__(
        self,
        message: Message,
        *,
        where: Mapping[str, object] | None = None,
        value: object | None = None,
        allowed: Message | Iterable[str] | str | None = None,
        told: Iterable[Message | Bilingual | str] = (),
        nearest: str | None = None,
        hint: Message | None = None,
        named: Mapping[str, Message | Bilingual | str] | None = None,
    ) -> None:
        super().__init__(message.key)
        self.message = message
        self.where: dict[str, object] = dict(where or {})
        self.value = value
        self.allowed = allowed if isinstance(allowed, Message | str | None) else list(allowed)
        self.told = list(told)
        self.nearest = nearest
        self.hint = hint
        self.named = dict(named or {})


class BadInput(CivtuiError):
    """Input data that cannot be taken (exit 4)."""


class NotFound(BadInput):
    """A name or id that nothing answers to (exit 4)."""

    code = "not-found"


class UnsoundLedger(BadInput):
    """A file in the place of a ledger that is none, or too damaged to be opened (exit 4)."""


class Overtaken(CivtuiError):
    """A file is another one than the one that was looked at before: nothing is written (exit 3)."""

    exit_code = 3
    code = "refused"


class LedgerGone(CivtuiError):
    """The ledger that is open is not the file at its path any more: nothing more is saved (exit 4).

    What was put in and not yet shown as saved has to be kept until the ledger is opened anew.
    """

    code = "ledger-gone"


class UsageFault(CivtuiError):
    """A command that is put together wrongly (exit 2)."""

    exit_code = 2
    code = "usage"


class Refused(CivtuiError):
    """A permission or a rule of the programme says no (exit 3)."""

    exit_code = 3
    code = "refused"


class Stopped(CivtuiError):
    """A long deed that the user stopped: nothing of it is stored (exit 130, an interrupt's)."""

    exit_code = 130
    code = "stopped"


class CheckFailed(CivtuiError):
    """A check found something wrong (exit 1)."""

    exit_code = 1
    code = "check-failed"


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed value nearest to `value`, or None when none is near."""
    import difflib  # where something is wrong, not on every way

    found = difflib.get_close_matches(value, list(allowed), n=1, cutoff=0.5)
    return found[0] if found else None


def near_aside(near: str | None, known: Iterable[str] = ()) -> Message | str:
    """Return what stands in brackets behind an unknown name: the nearest, else all that there are.

    Empty where there is neither, so that no sentence ends with an empty list.

    Args:
        near: the nearest name, None where none is near.
        known: the names there are.
    """
    if near:
        return msg("common.aside-nearest", nearest=near)
    names = list(known)
    return msg("common.aside-known", known=names) if names else ""
