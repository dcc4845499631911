"""Near ties: figures that a ranking table shows alike though they differ, marked and told apart.

Every table that ranks asks here, so that there is one mark and one sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from fractions import Fraction
from typing import NamedTuple

from civtui.model.figures import MOST_PLACES, PLACES, fixed, shown
from civtui.model.text import Message, msg

NEAR = "≈"


class Figure(NamedTuple):
    """A figure of a ranking table.

    Args:
        name: whose it is.
        value: None where there is none.
        place: what tells it from others, such as its rank: two of one rank are a tie, no near one.
    """

    name: str
    value: Fraction | float | None
    place: Hashable = None


class Column(NamedTuple):
    """A column of figures as people see it.

    Args:
        texts: key -> figure, with `≈` behind those that others nearly equal.
        said: what they are, and whose.
    """

    texts: dict[str, str]
    said: tuple[Message, ...]


def column(
    figures: Mapping[str, Figure],
    places: int = PLACES,
    text: Callable[[Fraction], str] | None = None,
    none: str = "—",
) -> Column:
    """Return the figures of a table for the eye.

    Args:
        places: the decimals in which two that differ may look alike.
        text: how one is written; as figures are everywhere where None.
        none: what stands for none.
    """
    say = text or (lambda value: shown(value, places))
    exact = {key: _exact(one.value) for key, one in figures.items() if one.value is not None}
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in exact.items():
        groups[fixed(value, places)].append(key)
    near = [group for group in groups.values() if _differ(figures, exact, group)]
    marked = {key for group in near for key in group}
    texts = {
        key: say(exact[key]) + (NEAR if key in marked else "") if key in exact else none
        for key in figures
    }
    return Column(texts, tuple(_said(figures, exact, group) for group in near))


def told(*columns: Column) -> list[Message]:
    """Return what the columns of a table have to say, each thing once."""
    found: list[Message] = []
    for one in (one for own in columns for one in own.said):
        if one not in found:
            found.append(one)
    return found


def _exact(value: Fraction | float) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(repr(value))


def _differ(figures: Mapping[str, Figure], exact: Mapping[str, Fraction], group: list[str]) -> bool:
    places = {exact[key] if figures[key].place is None else figures[key].place for key in group}
    return len(places) > 1 and len({exact[key] for key in group}) > 1


def _said(
    figures: Mapping[str, Figure], exact: Mapping[str, Fraction], group: list[str]
) -> Message:
    """Return the figures of a group with as many decimals as tell them apart."""
    values = {exact[key] for key in group}
    places = next(
        (
            n
            for n in range(PLACES, MOST_PLACES)
            if len({fixed(value, n) for value in values}) == len(values)
        ),
        MOST_PLACES,
    )
    names = [f"{figures[key].name} {fixed(exact[key], places)}" for key in group]
    return msg("workspace.near-tie", names=names)
