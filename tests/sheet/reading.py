"""The rule of a text as a person reads it: every allowed text of an item is written out beforehand.

Nothing of `pipeline.texts` or `sheet.typist` is used, only `parse_mark`, which says what a text is
worth. Keys are characters; `⏎` and `⇥` are Enter and Tab, `←` Backspace.
"""

from __future__ import annotations

from itertools import product

from civtui.model.errors import BadInput
from civtui.scoring.pipeline.choices import choices
from civtui.scoring.pipeline.items import ItemSpec, parse_mark

POINTS = ".。．"
ENDS = "⏎⇥"
WIDE = str.maketrans("０１２３４５６７８９。．", "0123456789..")


def worth(item: ItemSpec, text: str) -> str | None:
    try:
        return parse_mark(item, text).value_text
    except BadInput:
        return None


class Reading:
    """What may be typed for an item, written out."""

    def __init__(self, item: ItemSpec) -> None:
        self.item = item
        self.texts = {text: mark for text in _written(item) if (mark := worth(item, text))}
        self.begun = {text[:end] for text in self.texts for end in range(1, len(text) + 1)}
        if item.kind in ("points", "bonus"):
            self.begun |= {f"{text}." for text in self.texts if "." not in text}
        self.bands = {c.key: worth(item, c.text) for c in choices(item, by_band=True)}
        self.keys = {c.key: worth(item, c.text) for c in choices(item)}

    def mark(self, text: str) -> str | None:
        """Return the mark that a text is; a point at its end says nothing yet."""
        number = self.item.kind in ("points", "bonus") and text.count(".") == 1
        bare = text.removesuffix(".") if number else text
        return self.texts.get(bare)

    def ends(self, text: str) -> bool:
        """A whole number that no digit can lengthen and no point can turn into another mark."""
        mark = self.texts.get(text)
        if mark is None or not text.isdecimal():
            return False
        longer = [other for other in self.texts if other.startswith(text) and other != text]
        return not any(
            other[len(text)].isdecimal()
            or (other[len(text)] == "." and self.texts[other] != mark)
            or other[len(text)] not in "0123456789.瞒h"
            for other in longer
        )


def _written(item: ItemSpec) -> list[str]:
    """Return every text of the size that the tests type."""
    if item.kind in ("points", "bonus"):
        wholes = [str(n) for n in range(int(item.max_points) + 1)]
        ends = ["", *("." + "".join(d) for n in (1, 2, 3) for d in product("0123456789", repeat=n))]
        return [whole + end for whole in wholes for end in ends]
    if item.kind in ("count", "penalty"):
        signs = ["", "瞒", "h"] if item.kind == "penalty" else [""]
        return [f"{n}{sign}" for n in range(10_000) for sign in signs]
    return [c.key for c in choices(item)]


def read(row: list[Reading], keys: str, *, by_band: bool = False) -> list[str | None]:
    """Return what each cell of a row holds after `keys`: a mark, `!text` where it is refused."""
    marks: list[str | None] = [None] * len(row)
    refused: dict[int, str] = {}  # texts that stand; the mark below them stays stored
    here, text = 0, None
    # cell, what was typed, the mark that the cell held before
    ended: tuple[int, str, str | None] | None = None
    own: str | None = None  # the mark that this text stored before it was opened again
    was: str | None = None  # the mark that the cell held when the text began

    def forward(*, faults: bool = False, bare: bool = False) -> int:
        order = [*range(here + 1, len(row)), *range(here)]
        wrong = [n for n in order if n in refused]
        # an empty cell with a refused text still wants a mark; over a filled one only Tab stops
        empty = [n for n in order if marks[n] is None]
        wanted = sorted({*empty, *wrong}, key=order.index) if faults else empty
        stays = bare and (marks[here] is None or here in refused)
        return (wanted or wrong or [here if stays else min(here + 1, len(row) - 1)])[0]

    def onward() -> int:
        return here + 1 if was is not None and here + 1 < len(row) else forward()

    for key in keys:
        book = row[here]
        if key in ENDS:
            if text is not None:
                mark = book.mark(text)
                if mark is None:
                    refused[here] = text
                else:
                    marks[here] = mark
                    refused.pop(here, None)
                text, own, here = None, None, onward()
            elif ended is None:
                here = forward(faults=key == "⇥", bare=True)
            ended = None
            continue
        before, ended = ended, None
        char = "." if key in POINTS else key.translate(WIDE)
        if text is None and char == ".":
            if before is not None:
                here, text, was = before[0], before[1] + ".", before[2]
                book, own = row[here], marks[before[0]]
                if book.mark(text) != own:
                    marks[here], own = was, None
            continue
        if text is None:
            was, own = marks[here], None
            chosen = (book.bands or book.keys if by_band else book.keys).get(char)
            if chosen is not None:
                marks[here], ended = chosen, (here, char, was)
                refused.pop(here, None)
                here = onward()
                continue
            text = ""
        text += char
        if own is not None and book.mark(text) != own:
            marks[here], own = was, None
        if book.ends(text):
            marks[here], ended = book.mark(text), (here, text, was)
            refused.pop(here, None)
            text, own, here = None, None, onward()
    return [f"!{refused[n]}" if n in refused else mark for n, mark in enumerate(marks)]
