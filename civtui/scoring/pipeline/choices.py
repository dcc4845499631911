"""What keys make of a mark: the choices a digit stands for, and what may follow what is typed."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from civtui.model.digits import digits
from civtui.model.text import Bilingual
from civtui.scoring.numbers import exact_text
from civtui.scoring.pipeline.items import (
    FULL_WIDTH,
    HIDDEN,
    LETTERS,
    NO,
    YES,
    ItemSpec,
    Scale,
)

# an input method gives 、 or ， for the slash, and a space is the longest key there is
SEPARATORS = frozenset("/、，,；;：: ")
PARTS = {"ratio": 2, "rank": 2, "vote": 3}
NUMBERS = frozenset("0123456789")
TENTH = 10


class Choice(NamedTuple):
    """A step of a scale that one digit stands for.

    Args:
        key: the digit.
        text: the mark that it stands for, as it would be typed.
        points: what it is worth.
    """

    key: str
    label: Bilingual
    text: str
    points: Fraction


def choices(item: ItemSpec, *, by_band: bool = False) -> list[Choice]:
    """Return what a single digit chooses on `item`, best first; nothing where digits are points.

    Args:
        by_band: let a digit choose a quality band, with its usual points.
    """
    if item.kind == "grades":
        return [
            Choice(str(n % TENTH), grade.label, LETTERS[n - 1], grade.points)
            for n, grade in enumerate(item.grades[:TENTH], 1)
        ]
    if item.kind == "yes-no":
        return _two(Bilingual("是", "yes"), Bilingual("否", "no"), item.max_points)
    if item.kind == "veto":
        return _two(Bilingual("有", "yes"), Bilingual("无", "no"), Fraction(0))
    if item.kind != "points" or not by_band:
        return []
    found = []
    bands = sorted(item.bands, key=lambda band: band.points, reverse=True)
    above = item.max_points + item.step
    for n, band in enumerate(bands[:TENTH], 1):
        points = usual_points(item, band, above)
        found.append(Choice(str(n % TENTH), band.label, exact_text(points), points))
        above = band.points
    return found


def _two(yes: Bilingual, no: Bilingual, points: Fraction) -> list[Choice]:
    return [Choice("1", yes, "1", points), Choice("0", no, "0", Fraction(0))]


def usual_points(item: ItemSpec, band: Scale, above: Fraction) -> Fraction:
    """Return the points that a band stands for where only the band is named: its middle.

    Args:
        above: where the next better band begins; one step over the most points for the best band.

    Returns:
        The middle of the band's lowest and highest possible mark, on the item's step, a half
        step rounded up.
    """
    step = item.step
    lowest = -(-band.points // step)
    highest = (above - step) // step
    if band.most is not None:
        highest = min(highest, band.most // step)
    highest = max(lowest, min(highest, item.max_points // step))
    return ((lowest + highest + 1) // 2) * step


def extended(item: ItemSpec, text: str, key: str) -> str | None:
    """Return `text` with a typed key behind it, None where no mark of `item` could hold it there.

    Args:
        text: what is typed so far.
        key: one character; full-width digits and signs count as their ASCII forms.
    """
    key = key.translate(FULL_WIDTH)
    if key in NUMBERS:
        return None if text.endswith(("%", *HIDDEN)) else text + key
    if item.kind in PARTS and key in SEPARATORS:
        return _parted(item, text)
    if key == "." and item.kind in ("points", "bonus", "ratio"):
        return text + key if "." not in text and "/" not in text else None
    if key == "-" and item.kind == "veto":  # of a day; its eight digits do without
        return text + key if digits(text[-1:]) else None
    if key == "%" and item.kind == "ratio":
        return text + key if text and "/" not in text and not text.endswith("%") else None
    longer = text + key
    return longer if any(word.startswith(longer.lower()) for word in _words(item, text)) else None


def _parted(item: ItemSpec, text: str) -> str | None:
    last = text.rpartition("/")[2]
    if not digits(last) or text.count("/") + 1 >= PARTS[item.kind]:
        return None
    return text + "/"


def _words(item: ItemSpec, text: str) -> set[str]:
    """Return the words that a mark of `item` may be, in small letters."""
    if item.kind == "grades":
        labels = {g.label.zh for g in item.grades} | {g.label.en.lower() for g in item.grades}
        return labels | set(LETTERS[: len(item.grades)].lower())
    if item.kind in ("yes-no", "veto"):
        return {*YES, *NO}
    if item.kind == "penalty" and digits(text):
        return {text + sign for sign in HIDDEN}
    return set()


def further(item: ItemSpec, text: str) -> str | None:
    """Return `text` with the sign that the mark's next part begins with, None where none follows.

    So that no sign is needed, which an input method might turn into another: the key `→` stands
    for the decimal point, the slash of parts, and the sign of a hidden event (again: takes it
    away).
    """
    if item.kind in PARTS:
        return _parted(item, text) if digits(text.replace("/", "")) else None
    if item.kind in ("points", "bonus") and item.step.denominator != 1:
        return extended(item, text, ".")
    if item.kind == "penalty" and text:
        return text[:-1] if text.endswith(HIDDEN) else text + HIDDEN[0]
    return None
