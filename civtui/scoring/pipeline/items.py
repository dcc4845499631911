"""The items of a standard as a flat list, and the one place that turns a typed mark into points.

Works on the canonical document, without pydantic: a key in the score sheet comes through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from civtui.model.calendar import after_months
from civtui.model.digits import digits
from civtui.model.errors import BadInput
from civtui.model.text import LANGS, Bilingual, Message, msg
from civtui.scoring.numbers import exact_text

FULL_WIDTH = str.maketrans("０１２３４５６７８９．。／－％", "0123456789../-%")
DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?|\.[0-9]{1,3}")
YES = frozenset({"是", "1", "y", "yes", "有", "达标"})
NO = frozenset({"否", "0", "n", "no", "无", "不达标"})
HIDDEN = ("瞒", "h")
# the day of an event that bars, with its signs or, for a keyboard of digits, without
DAY = re.compile(r"有?\s*([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
LETTERS = "ABCDEFGHIJ"


class Scale(NamedTuple):
    """A step of a scale: its name, the points it brings, and where it begins (and ends)."""

    label: Bilingual
    points: Fraction
    least: Fraction | None = None
    most: Fraction | None = None


class ItemSpec(NamedTuple):
    """One leaf of a standard.

    Args:
        parents: ids of the groups above it, outermost first.
        criterion: the outermost group (the item itself where it stands alone).
        max_points: most points it brings; 0 for penalties and vetoes.
        step: smallest step of points.
        bands: quality bands of kind `points`; `grades` the scale of kind `grades`.
        weight: by how much a point of it counts in the total: the weights above it multiplied.
        rule: what an assessor goes by, empty where the standard gives none.
        more: the other fields of the document, as they stand there.
    """

    id: str
    parents: tuple[str, ...]
    criterion: str
    criterion_title: Bilingual
    title: Bilingual
    kind: str
    max_points: Fraction
    step: Fraction
    bands: tuple[Scale, ...]
    grades: tuple[Scale, ...]
    rule: Bilingual
    method: str
    more: Mapping[str, Any]
    weight: Fraction = Fraction(1)


class ParsedMark(NamedTuple):
    """A mark as it is stored, and its points.

    Args:
        veto: it bars the subject.
        on: the day of the event, where a veto names it; `ends` the last day that the item's
            window of months makes of it.
        note: what cost it points that the text alone does not show.
    """

    value_text: str
    points: Fraction
    veto: bool = False
    on: date | None = None
    ends: date | None = None
    note: Message | None = None


def words(value: Any) -> Bilingual:
    """Return a text of the document as bilingual text; empty where there is none."""
    return Bilingual(value["zh"], value.get("en", "")) if value else Bilingual("")


def flat_items(document: Mapping[str, Any]) -> list[ItemSpec]:
    """Return the leaves of a standard's canonical document, in its order."""
    return [spec for node in document["item"] for spec in _leaves(node, (), None)]


def _leaves(
    node: Mapping[str, Any],
    parents: tuple[str, ...],
    top: tuple[str, Bilingual] | None,
    above: Fraction = Fraction(1),
) -> Iterator[ItemSpec]:
    top = top or (node["id"], words(node["title"]))
    weight = above * Fraction(node["weight"]) if "weight" in node else above
    if not node.get("kind"):
        for child in node.get("item", ()):
            yield from _leaves(child, (*parents, node["id"]), top, weight)
        return
    yield ItemSpec(
        id=node["id"],
        parents=parents,
        criterion=top[0],
        criterion_title=top[1],
        title=words(node["title"]),
        kind=node["kind"],
        max_points=Fraction(node.get("points", "0")),
        step=Fraction(node.get("step", "0.5")),
        bands=tuple(
            Scale(
                words(band["name"]),
                Fraction(band["min"]),
                Fraction(band["min"]),
                Fraction(band["max"]) if "max" in band else None,
            )
            for band in node.get("bands", ())
        ),
        grades=tuple(
            Scale(words(grade["label"]), Fraction(grade["points"]))
            for grade in node.get("grades", ())
        ),
        rule=words(node.get("rule")),
        method=node.get("method", ""),
        more=node,
        weight=weight,
    )


def allowed(item: ItemSpec) -> Message:
    """Return what may be typed for `item`, in words."""
    labels = [
        Bilingual(*(f"{n}={letter}={grade.label.in_(lang)}" for lang in LANGS))
        for n, (letter, grade) in enumerate(zip(LETTERS, item.grades, strict=False), 1)
    ]
    return msg(
        f"pipeline.allowed-{item.kind}",
        most=exact_text(item.max_points),
        step=exact_text(item.step),
        labels=labels,
    )


def parse_mark(item: ItemSpec, text: str) -> ParsedMark:
    """Return what `text` is worth on `item`.

    Args:
        text: as typed; full-width digits count as their ASCII forms.

    Raises:
        BadInput: the text is no mark of this item; it says what is allowed.
    """
    typed = text.translate(FULL_WIDTH).strip()
    found = PARSERS[item.kind](item, typed)
    if found is None:
        raise BadInput(
            msg("pipeline.no-mark", title=item.title),
            where={"item": item.id},
            value=text,
            allowed=allowed(item),
        )
    return found


def _points(item: ItemSpec, typed: str) -> ParsedMark | None:
    typed = typed.removesuffix("分").rstrip()  # 5分 are five points
    if not DECIMAL.fullmatch(typed):
        return None
    points = Fraction(typed)
    if points > item.max_points or (points / item.step).denominator != 1:
        return None
    return ParsedMark(exact_text(points), points)


def _grade(item: ItemSpec, typed: str) -> ParsedMark | None:
    for place, grade in enumerate(item.grades):
        names = {str(place + 1), LETTERS[place], grade.label.zh, grade.label.en.upper()}
        if typed.upper() in names - {""}:
            return ParsedMark(grade.label.zh, grade.points)
    return None


def _yes_no(item: ItemSpec, typed: str) -> ParsedMark | None:
    if typed.lower() in YES:
        return ParsedMark("是", item.max_points)
    return ParsedMark("否", Fraction(0)) if typed.lower() in NO else None


def _count(item: ItemSpec, typed: str) -> ParsedMark | None:
    if not digits(typed) or len(typed) > 4:
        return None
    left = item.max_points - int(typed) * Fraction(item.more["per"])
    floor = Fraction(item.more.get("floor", "0"))
    note = msg("pipeline.floored", floor=floor, left=left) if left < floor else None
    return ParsedMark(str(int(typed)), max(left, floor), note=note)


def _ratio(item: ItemSpec, typed: str) -> ParsedMark | None:
    share = _share(typed)
    if share is None:
        return None
    reached = [
        Fraction(step["points"])
        for step in item.more["thresholds"]
        if share >= Fraction(step["at_least"])
    ]
    return ParsedMark(typed, max(reached, default=Fraction(0)))


def _share(typed: str) -> Fraction | None:
    part, slash, whole = typed.partition("/")
    if slash:
        if not (digits(part) and digits(whole) and int(whole)) or len(typed) > 19:
            return None
        share = Fraction(int(part), int(whole))
    elif typed.endswith("%") and DECIMAL.fullmatch(typed[:-1]):
        share = Fraction(typed[:-1]) / 100
    elif DECIMAL.fullmatch(typed):
        share = Fraction(typed)
    else:
        return None
    return share if share <= 1 else None


def _rank(item: ItemSpec, typed: str) -> ParsedMark | None:
    place, slash, of = typed.partition("/")
    if not (slash and digits(place) and digits(of) and 1 <= int(place) <= int(of) <= 9999):
        return None
    most = item.more.get("at_most")
    holds = (not item.more.get("not_last") or int(place) < int(of)) and (
        most is None or int(place) <= most
    )
    return ParsedMark(typed, item.max_points if holds else Fraction(0))


def _vote(item: ItemSpec, typed: str) -> ParsedMark | None:
    counts = typed.split("/")
    if len(counts) != 3 or not all(digits(c) and len(c) < 7 for c in counts):
        return None
    yes, no, blank = (int(c) for c in counts)
    cast = yes + no + blank
    if not cast:
        return None
    more = item.more
    void = "void_blank" in more and Fraction(blank, cast) > Fraction(more["void_blank"])
    lost = "void_against" in more and Fraction(no, cast) > Fraction(more["void_against"])
    points = item.max_points * yes / cast - blank * Fraction(more.get("per_blank", "0"))
    if void or lost:
        key = "void_blank" if void else "void_against"
        note = msg(
            f"pipeline.{key.replace('_', '-')}",
            has=blank if void else no,
            cast=cast,
            most=Fraction(more[key]) * 100,
        )
        return ParsedMark(typed, Fraction(0), note=note)
    below = msg("pipeline.floored", floor=Fraction(0), left=points) if points < 0 else None
    return ParsedMark(typed, max(points, Fraction(0)), note=below)


def _penalty(item: ItemSpec, typed: str) -> ParsedMark | None:
    hidden = typed.endswith(HIDDEN)
    count = typed[:-1] if hidden else typed
    if not digits(count) or len(count) > 4:
        return None
    factor = item.more.get("hidden_factor", 2) if hidden else 1
    points = -int(count) * Fraction(item.more["per"]) * factor
    note = msg("pipeline.doubled", factor=factor) if hidden and factor != 1 else None
    return ParsedMark(f"{int(count)}{HIDDEN[0] if hidden else ''}", points, note=note)


def _veto(item: ItemSpec, typed: str) -> ParsedMark | None:
    if typed.lower() in YES:
        return ParsedMark("有", Fraction(0), veto=True)
    if typed.lower() in NO:
        return ParsedMark("无", Fraction(0))
    found = DAY.fullmatch(typed)
    if not found:
        return None
    try:
        day = date(*map(int, found.groups()))
    except ValueError:  # no day of the calendar
        return None
    ends = after_months(day, item.more["months"])
    return ParsedMark(f"有 {day.isoformat()}", Fraction(0), veto=True, on=day, ends=ends)


PARSERS = {
    "points": _points,
    "grades": _grade,
    "yes-no": _yes_no,
    "count": _count,
    "ratio": _ratio,
    "rank": _rank,
    "vote": _vote,
    "bonus": _points,
    "penalty": _penalty,
    "veto": _veto,
}


def numbered(items: Iterable[ItemSpec]) -> Iterator[str]:
    """Yield the number that people see over each item: criterion and place in it (`2.3`)."""
    criterion, first, second = "", 0, 0
    for item in items:
        if item.criterion != criterion:
            criterion, first, second = item.criterion, first + 1, 0
        second += 1
        yield f"{first}.{second}"
