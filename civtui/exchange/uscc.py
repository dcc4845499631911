"""The unified social credit code and its check character (GB 32100-2015).

Each of the first 17 characters counts its place in the alphabet (digits and capital letters but
I, O, S, V, Z) times 3^i mod 31; the check character is the place 31 minus the sum mod 31.
"""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18  # characters
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_character(body: str) -> str:
    """Return the check character of the first 17 characters of a code.

    Raises:
        ValueError: a character is not of the alphabet, or they are not 17.
    """
    if len(body) != 17:
        raise ValueError(body)
    total = sum(w * ALPHABET.index(c) for w, c in zip(WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]


def is_sound(code: str) -> bool:
    """Return whether `code` is a code of 18 characters whose last one is right."""
    try:
        return len(code) == LENGTH and check_character(code[:17]) == code[17]
    except ValueError:
        return False
