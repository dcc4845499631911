"""Which characters are digits: ASCII's and the full-width ones of an input method, no others.

Python's own tests and `int` also take the digits of other scripts, and a raised ² counts as one by
`isdigit` only to break `int`. The plain form of Unicode (NFKC) even makes `32` of `3²`.
"""

from __future__ import annotations

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
LONGEST = 18  # nothing that is counted here has more digits, and `int` takes no endless ones


def digits(text: str) -> bool:
    """Return whether `text` is ASCII digits alone, one at least."""
    return text.isascii() and text.isdecimal()


def whole(text: str) -> int | None:
    """Return the whole number that is typed in ASCII or full-width digits, None where it is none.

    Args:
        text: spaces around it do not count.
    """
    plain = text.strip().translate(FULL_WIDTH)
    return int(plain) if digits(plain) and len(plain) <= LONGEST else None


def folded(text: str) -> str:
    """Return `text` in its plain form (NFKC), but for signs that would become digits by it.

    Raised, circled and other scripts' digits stand as they were written, so that whoever reads a
    number refuses them.
    """
    from unicodedata import category, normalize

    if text.isascii():
        return text
    pieces: list[str] = []
    start = 0
    for place, char in enumerate(text):
        ours = char.isascii() or ord(char) in FULL_WIDTH
        if not ours and category(char) in ("Nd", "No"):
            pieces += [normalize("NFKC", text[start:place]), char]
            start = place + 1
    return "".join([*pieces, normalize("NFKC", text[start:])])
