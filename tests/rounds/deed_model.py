"""What the deeds of several users come to by the rule alone: a list of deeds and piles of cells.

It knows nothing of facts, tables or numbers. A cell is a pile of what deeds put there; it shows
what lies on top. Taking a deed back lifts it off the piles where it lies on top; putting it again
lays it back where the pile is as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Literal

# (judge, office, item, "cell" or "note") -> text; the empty text stands for nothing
Place = tuple[str, str, str, str]
Content = tuple[Literal["mark", "skip", "note", ""], str]
NOTHING: Content = ("", "")
BEYOND = ("import", "hand-over", "submit", "unlock", "recusal", "deal")
# what the program is to do: do it, refuse it, or say that there is nothing to do
Answer = Literal["does", "refuses", "nothing"]


@dataclass(frozen=True)
class Layer:
    """One content on a pile; the same layer may be lifted off and laid back."""

    place: Place
    content: Content
    over: Layer | None


@dataclass
class Deed:
    """What one user did at once for one judge."""

    user: str
    judge: str
    kind: str
    layers: list[Layer]
    at: int
    again: bool = False
    undone: int | None = None
    lifted: list[Layer] = field(default_factory=list)
    spent: bool = False


class Model:
    """The panel's sheets by the rule.

    Args:
        shares: judge -> offices that are theirs to mark.
    """

    def __init__(self, shares: dict[str, set[str]]) -> None:
        self.shares = shares
        self.submitted: set[str] = set()
        self.piles: dict[Place, list[Layer]] = {}
        self.deeds: list[Deed] = []
        self.clock = count(1)

    def shows(self, place: Place) -> Content:
        """Return what a cell or a note shows."""
        pile = self.piles.get(place)
        return pile[-1].content if pile else NOTHING

    def top(self, place: Place) -> Layer | None:
        """Return the layer on top of a pile."""
        pile = self.piles.get(place)
        return pile[-1] if pile else None

    def may(self, judge: str, office: str) -> bool:
        """Return whether the judge's sheet takes anything on an office."""
        return judge not in self.submitted and office in self.shares[judge]

    def do(self, user: str, judge: str, kind: str, puts: dict[Place, Content]) -> Deed:
        """Enter a deed and lay down what it puts."""
        layers = [Layer(place, content, self.top(place)) for place, content in puts.items()]
        for layer in layers:
            self.piles.setdefault(layer.place, []).append(layer)
        deed = Deed(user, judge, kind, layers, next(self.clock))
        self.deeds.append(deed)
        return deed

    def newest(self, user: str, judge: str) -> Deed | None:
        """Return what an undo is about."""
        found = [d for d in self.deeds if (d.user, d.judge, d.undone) == (user, judge, None)]
        return found[-1] if found else None

    def undo(self, user: str, judge: str) -> tuple[Answer, list[Layer]]:
        """Take the newest deed back; return the answer and the layers lifted."""
        deed = self.newest(user, judge)
        if deed is None:
            others = [d for d in self.deeds if d.judge == judge and d.user != user]
            own = [d for d in others if d.undone is None and d.kind not in BEYOND]
            return ("refuses" if own else "nothing"), []
        lifts = [layer for layer in deed.layers if self.top(layer.place) is layer]
        if deed.kind in BEYOND or not lifts or not self._open(judge, lifts):
            return "refuses", []
        for layer in lifts:
            self.piles[layer.place].pop()
        deed.undone, deed.lifted = next(self.clock), lifts
        return "does", lifts

    def redo(self, user: str, judge: str) -> tuple[Answer, list[Layer]]:
        """Put again what was taken back last; return the answer and the layers laid back."""
        own = [d for d in self.deeds if (d.user, d.judge) == (user, judge)]
        undone = [d for d in own if d.undone is not None and not d.spent]
        if not undone:
            return "nothing", []
        deed = max(undone, key=lambda d: d.undone or 0)
        assert deed.undone is not None
        since = [d for d in own if d.at > deed.undone and not d.again]
        lays = [layer for layer in deed.lifted if self.top(layer.place) is layer.over]
        if since or not lays or not self._open(judge, lays):
            return "refuses", []
        for layer in lays:
            self.piles.setdefault(layer.place, []).append(layer)
        deed.spent = True
        # a block of which one cell alone comes back is a mark
        kind = "mark" if deed.kind == "block" and len(lays) == 1 else deed.kind
        self.deeds.append(Deed(user, judge, kind, lays, next(self.clock), again=True))
        return "does", lays

    def retype(self, deed: Deed) -> bool:
        """Take a mark back because its text is typed on; return whether that may be."""
        layer = deed.layers[0]
        if deed.undone is not None or self.top(layer.place) is not layer:
            return False
        if not self._open(deed.judge, [layer]):
            return False
        self.piles[layer.place].pop()
        self.deeds.remove(deed)
        return True

    def _open(self, judge: str, layers: list[Layer]) -> bool:
        return judge not in self.submitted and all(
            layer.place[1] in self.shares[judge] for layer in layers
        )
