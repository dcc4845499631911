"""The rule of a text: what may be typed as a mark, and when it has an end by itself.

A *text* is what is typed from arrival in a cell to a terminator. A score sheet asks three things of
it at every key: is it a mark now, can any mark begin with it, and could a further key belong to it.
"""

from __future__ import annotations

import re
from fractions import Fraction

from civtui.model.digits import digits
from civtui.model.errors import BadInput
from civtui.scoring.pipeline.choices import choices, extended
from civtui.scoring.pipeline.items import FULL_WIDTH, HIDDEN, ItemSpec, ParsedMark, parse_mark

POINTS = frozenset(".。．")
LONGEST = 24
PLACES = 3  # of the decimals that a mark may have
# whole and decimal part of points; no leading nought: 05 is no mark
NUMBER = re.compile(r"(0|[1-9][0-9]{0,8})(?:(\.)([0-9]{0,3}))?")
NOUGHT = re.compile(r"0[0-9]")
# the beginning of a day of the calendar, as a veto names one
MONTH, DAY = "(0[1-9]|1[0-2])", "(0[1-9]?|[12][0-9]?|3[01]?)"
DAY_SO_FAR = re.compile(
    rf"(有\s*)?([12][0-9]{{0,3}}|[12][0-9]{{3}}-?[01]?|[12][0-9]{{3}}-?{MONTH}-?{DAY}?)?"
)
WHOLE_DAY = 8  # its digits
SCALES = ("grades", "yes-no")
NUMERIC = ("points", "bonus")


def plain(text: str) -> str:
    """Return what was typed with full-width digits and signs as their ASCII forms."""
    return text.translate(FULL_WIDTH)


def read(item: ItemSpec, text: str) -> ParsedMark | None:
    """Return the mark that a typed text is, None where it is none.

    A point at its end says nothing yet: `3.` is 3. A number with a leading nought is no mark, and
    neither is one that begins with a point.
    """
    typed = plain(text)
    if item.kind in NUMERIC:
        if not NUMBER.fullmatch(typed):
            return None
        typed = typed.removesuffix(".")
    elif NOUGHT.match(typed) and item.kind != "veto":
        return None
    try:
        return parse_mark(item, typed)
    except BadInput:
        return None


def possible(item: ItemSpec, text: str) -> bool:
    """Return whether a mark of `item` may begin with `text`."""
    typed = plain(text)
    if not typed or len(typed) > LONGEST:
        return not typed
    if item.kind in NUMERIC:
        return _possible_points(item, typed)
    if read(item, typed) is not None:
        return True
    if item.kind in SCALES and digits(typed):
        return False
    if item.kind == "veto" and digits(typed[-1]):
        typed_digits = sum(map(digits, typed))
        return typed_digits < WHOLE_DAY and DAY_SO_FAR.fullmatch(typed) is not None
    if item.kind in ("count", "penalty") and len(typed.rstrip("".join(HIDDEN))) > 4:
        return False
    if NOUGHT.match(typed):
        return False
    return all(extended(item, typed[:end], typed[end]) is not None for end in range(len(typed)))


def _possible_points(item: ItemSpec, typed: str) -> bool:
    found = NUMBER.fullmatch(typed)
    if found is None:
        return False
    whole, point, decimals = found[1], found[2], found[3] or ""
    if point:
        unit = Fraction(1, 10 ** len(decimals))
        least = Fraction(f"{whole}.{decimals or '0'}")
        return _holds(item, least, unit if len(decimals) < PLACES else Fraction(0))
    if whole == "0":
        return _holds(item, Fraction(0), Fraction(1))
    least, unit = Fraction(whole), Fraction(1)
    while least <= item.max_points:
        if _holds(item, least, unit):
            return True
        least, unit = least * 10, unit * 10
    return False


def _holds(item: ItemSpec, least: Fraction, span: Fraction) -> bool:
    """Return whether a mark lies in `least` to less than `least + span`; at `least` for no span."""
    first = -(-least // item.step) * item.step
    return first <= item.max_points and (first < least + span or first == least)


def ends_itself(item: ItemSpec, text: str) -> bool:
    """Return whether no further key could belong to `text`.

    That is a word of a scale, or a whole number that no digit can lengthen and no point can turn
    into another mark. A text with a point never ends by itself.
    """
    typed = plain(text)
    mark = read(item, typed)
    if mark is None:
        return False
    if item.kind in SCALES and not digits(typed):
        return not any(
            len(word) > len(typed) and word.startswith(typed.lower()) for word in _labels(item)
        )
    if not digits(typed):
        return False
    if item.kind in SCALES:
        return True
    if any(possible(item, typed + digit) for digit in "0123456789"):
        return False
    if item.kind in NUMERIC:
        return not _point_leads_on(item, Fraction(typed))
    return item.kind in ("count", "penalty") or (item.kind == "veto" and len(typed) > 1)


def _labels(item: ItemSpec) -> set[str]:
    return {word.lower() for grade in item.grades for word in (grade.label.zh, grade.label.en)}


def _point_leads_on(item: ItemSpec, whole: Fraction) -> bool:
    """Return whether a mark lies between `whole` and the next whole number."""
    behind = (whole // item.step + 1) * item.step
    return behind < whole + 1 and behind <= item.max_points


def spells(item: ItemSpec, text: str, value_text: str) -> bool:
    """Return whether `text` is the mark that is stored as `value_text`."""
    mark = read(item, text)
    return mark is not None and mark.value_text == value_text


def chosen(item: ItemSpec, key: str, *, by_band: bool = False) -> str | None:
    """Return the mark that a single key chooses on `item`, None where it chooses none."""
    typed = plain(key)
    return next((c.text for c in choices(item, by_band=by_band) if c.key == typed), None)
