"""The trace: a tree that opens any figure down to the marks it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from civtui import locale
from civtui.scoring.numbers import exact_text, number


class Node(NamedTuple):
    """One figure and how it came about.

    Args:
        label: what it is (a message, a bilingual text, or plain text).
        value: the figure; None while a mark below it is missing.
        how: the operation on the children's values: `mark`, `missing`, `veto`, `severity`
            (leaves); `sum`,
            `max`, `times(weight)`, `mean`, `median`, `trimmed-mean(drop)`, `cap(most)`,
            `round(places,mode)`.
        children: the figures it is made of, in order.
        source: the rule or the mark's own text.
        vetoed: a veto below it bars the subject.
    """

    label: object
    value: Fraction | None
    how: str
    children: tuple[Node, ...] = ()
    source: object = ""

    def document(self) -> dict[str, Any]:
        """Return the node as `explain --json` prints it."""
        return {
            "label": locale.render(self.label),
            "value": None if self.value is None else number(self.value),
            "exact": None if self.value is None else exact_text(self.value),
            "how": self.how,
            "children": [child.document() for child in self.children],
            "source": locale.render(self.source),
        }

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()
