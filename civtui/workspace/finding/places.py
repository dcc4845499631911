"""Places to jump to, found by any way of writing a name and ranked by how well they fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from civtui.workspace.finding.names import plain, readings, says_test, spelled

MOST = 20_000  # offices offered; in a larger city the list of offices filters itself


class Place(NamedTuple):
    """Something that can be gone to.

    Args:
        kind: `agency`, `office`, `round`, `person`, or what a face adds.
        id: within its kind.
        name: what people call it.
        also: other names and codes.
        under: where it belongs; shown, and searched last.
    """

    kind: str
    id: str
    name: str
    also: tuple[str, ...] = ()
    under: str = ""

    @property
    def key(self) -> str:
        """What it is counted under, of every kind."""
        return f"{self.kind}:{self.id}"


Found = TypeVar("Found", bound=Place)


def fit(word: str, place: Place) -> int | None:
    """Return how well a word, as `plain` makes it, fits a place: 0 best, None not at all.

    An id or code, the name, its beginning, all its initials, pinyin from its beginning, a part,
    pinyin of a part, another name, where it belongs, letters in their order.
    """
    names = [plain(place.name), *map(plain, place.also)]
    if not says_test(word)(" ".join((place.id, place.under, *place.also, place.name))):
        return 14 if len(word) > 1 and _in_order(word, names[0]) else None
    if word == plain(place.id) or word in names:
        return 0 if word in (plain(place.id), names[0]) else 1
    if names[0].startswith(word):
        return 2
    if any(other.startswith(word) for other in names[1:]):
        return 3
    spelling = word.isascii() and word.isalnum()
    if spelling:
        for level, name in enumerate((place.name, *place.also)):
            ways = readings(name)
            if len(word) == len(ways) and spelled(word, ways):
                return 4 if not level else 5
        if spelled(word, readings(place.name)[: len(word)]) and _begins(word, place.name):
            return 6
    for level, name in enumerate(names):
        if word in name:
            return 7 if not level else 8
    if spelling:
        for level, name in enumerate((place.name, *place.also)):
            if spelled(word, readings(name)):
                return 9 if not level else 10
    if word in plain(place.under) or (spelling and spelled(word, readings(place.under))):
        return 12
    return 14 if len(word) > 1 and _in_order(word, names[0]) else None


def _begins(word: str, name: str) -> bool:
    first = readings(name)[:1]
    return bool(first) and any(way[:1] == word[:1] for way in first[0])


def _in_order(word: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in word)


def ranked(
    text: str, places: Iterable[Found], uses: Mapping[str, int] = MappingProxyType({})
) -> list[Found]:
    """Return the places that every word of `text` fits, the best first; else in their order.

    What is called by the whole text, word for word, comes before what each word fits alone. Of
    those that fit as well, and where there is no text, the most used come first.

    Args:
        uses: how often each place (`kind:id`) was gone to.
    """
    whole = plain(text).strip()
    words = whole.split()
    if not words:
        return sorted(places, key=lambda place: -uses.get(place.key, 0))
    found: list[tuple[int, int, int, int, Found]] = []
    for order, place in enumerate(places):
        total = 0
        for word in words:
            level = fit(word, place)
            if level is None:
                break
            total += level
        else:
            called = whole in (plain(place.name), *map(plain, place.also))
            total = -1 if called and len(words) > 1 else total
            found.append((total, -uses.get(place.key, 0), len(place.name), order, place))
    return [place for *_, place in sorted(found, key=lambda one: one[:4])]
