"""How a mode marks what it does by an action, and what says why it cannot be done now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

Marked = TypeVar("Marked")


def does(*actions: str) -> Callable[[Marked], Marked]:
    """Mark the method that a mode does actions by; `actions` are ids of the registry of actions."""
    return _mark("does", actions)


def refuses(*actions: str) -> Callable[[Marked], Marked]:
    """Mark the method that returns why actions cannot be done now, None where they can."""
    return _mark("refuses", actions)


def _mark(sign: str, actions: tuple[str, ...]) -> Callable[[Marked], Marked]:
    def marked(method: Marked) -> Marked:
        setattr(method, f"__{sign}__", actions)
        return method

    return marked


class Acting:
    """Gathers the marked methods of a class and its bases: action -> name of the method."""

    DEEDS: ClassVar[dict[str, str]] = {}
    REFUSALS: ClassVar[dict[str, str]] = {}

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        cls.DEEDS, cls.REFUSALS = _gathered(cls, "does"), _gathered(cls, "refuses")


def _gathered(cls: type, sign: str) -> dict[str, str]:
    return {
        action: name
        for base in reversed(cls.__mro__)
        for name, method in vars(base).items()
        for action in getattr(method, f"__{sign}__", ())
    }
