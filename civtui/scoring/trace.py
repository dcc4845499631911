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
            (leaves); `set-aside` (a mark that does not count); `sum`,
            `max`, `times(weight)`, `mean`, `median`, `trimmed-mean(drop)`, `cap(most)`,
            `round(places,mode)`.
        children: the figures it is made of, in order.
        source: the rule or the mark's own text.
        said: sentences on what its figure leaves out, lost or could not do.
        aside: marks that stand on record and count for nothing; their source says why.
    """

    label: object
    value: Fraction | None
    how: str
    children: tuple[Node, ...] = ()
    source: object = ""
    said: tuple[object, ...] = ()
    aside: tuple[Node, ...] = ()

    def document(self) -> dict[str, Any]:
        """Return the node as `explain --json` prints it.

        `said` and `set_aside` are there only where there is something to say.
        """
        found: dict[str, Any] = {
            "label": locale.render(self.label),
            "value": None if self.value is None else number(self.value),
            "exact": None if self.value is None else exact_text(self.value),
            "how": self.how,
            "children": [child.document() for child in self.children],
            "source": locale.render(self.source),
        }
        if self.said:
            found["said"] = [locale.render(one) for one in self.said]
        if self.aside:
            found["set_aside"] = [one.document() for one in self.aside]
        return found

    def walk(self) -> Iterator[Node]:
        """Yield the node and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()
