"""Figures for the eye: decimals of a fixed number of places, in words, tables and exports."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

PLACES = 2
FINEST = 1000  # parts of a point that a mark can have
MOST_PLACES = 9


def shown(value: Fraction | float, places: int = PLACES) -> str:
    """Return a figure for the eye: in decimals, no fraction and no last digits of a float.

    Args:
        places: decimals of what does not end in thousandths; halves go away from 0.

    Returns:
        What ends in thousandths as it is; else rounded to `places`, and what lies nearer to 0 than
        those can say to its first two digits that count.
    """
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    exact = value if isinstance(value, Fraction) else Fraction(repr(value))
    if FINEST % exact.denominator == 0:
        whole, _, part = fixed(exact, 3).partition(".")
        return f"{whole}.{part}".rstrip("0").rstrip(".")
    while 0 < abs(exact) * 10 ** (places - 1) < 1 and places < MOST_PLACES:
        places += 1
    return fixed(exact, places)


def apart(value: Fraction, places: int = PLACES) -> str:
    """Return a difference for the eye, its sign in front (see `shown`)."""
    return f"+{shown(value, places)}" if value >= 0 else shown(value, places)


def fixed(value: Fraction, places: int) -> str:
    """Return `value` with this many decimals, halves away from 0."""
    part = abs(value) * 10**places
    whole = (2 * part.numerator + part.denominator) // (2 * part.denominator)
    digits = str(whole).zfill(places + 1)
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def percent(part: int, whole: int) -> str:
    """Return a share that is asked for as people say it: `30 %`; a third stays `1/3`."""
    exact = Fraction(100 * part, whole)
    return f"{shown(exact)} %" if FINEST % exact.denominator == 0 else f"{part}/{whole}"


def share(part: int, whole: int, needs: Fraction | None = None) -> str:
    """Return a share that there is as people say it: `66.7 %`, a whole one as `50 %`; none: `—`.

    Args:
        needs: the share it stands beside; what differs from it is never rounded to look the same.
    """
    if not whole:
        return "—"
    exact, places = Fraction(100 * part, whole), 1
    needed = None if needs is None else needs * 100
    if exact.denominator == 1:
        places = 0
    elif needed is not None:
        while fixed(exact, places) == fixed(needed, places) and places < MOST_PLACES:
            places += 1
    return f"{fixed(exact, places)} %"


def share_text(has: str, needs: str) -> str:
    """Return a share that is written exactly (`6/9`) with what it is in per cent beside `needs`."""
    part, stroke, whole = has.partition("/")
    return f"{has} = {share(int(part), int(whole), Fraction(needs))}" if stroke else has


def percent_text(share: str) -> str:
    """Return a share that is written exactly (`30/100`) as people say it; other texts as is."""
    top, stroke, bottom = share.partition("/")
    return percent(int(top), int(bottom)) if stroke else share


def shown_text(exact: str | None, places: int = PLACES) -> str:
    """Return a figure that is written exactly (`252001/3000`) for the eye, a dash without one."""
    return "—" if exact is None else shown(Fraction(exact), places)
