"""How far a long deed is, told step by step; whoever is told may stop it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

# (step, how many are done, of how many; 0 where nobody knows): what it raises ends the deed, and
# nothing of it is stored
Tell = Callable[[str, int, int], None]
Part = TypeVar("Part")
PIECE = 1000  # rows between two looks at whether to go on


def silent(step: str, done: int, of: int) -> None:
    """Tell nobody, and go on."""


def told(parts: Sequence[Part], step: str, tell: Tell, size: int = PIECE) -> Iterator[Part]:
    """Yield the parts of a long deed, telling before each `size` of them how many went before."""
    for start in range(0, len(parts), size):
        tell(step, start, len(parts))
        yield from parts[start : start + size]
