"""Orders of Chinese names: by pinyin, as in a dictionary, and by strokes, as on a roll of honor.

A key is a text, so it sorts in memory and in a statement alike; different names have different
keys, so that a list read by key skips none. Tables are loaded on first use.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

STROKES = Path(__file__).with_name("strokes.txt")
# parts what a name is sorted by from the name itself; before every digit
BEHIND = "\x1f"
LONGEST = 8  # a syllable with its tone: zhuang4


@cache
def pinyin_key(name: str) -> str:
    """Return a key that orders names by pinyin, tone by tone, character by character.

    Characters of several readings are read by the words they stand in (会计 kuaiji).
    """
    syllables = zip(name, _reader()(name), strict=True)
    return "".join(f"{syllable:<{LONGEST}}{char}" for char, syllable in syllables)


@cache
def _reader() -> Callable[[str], list[str]]:
    """Return what reads a name, one syllable a character; the phrases are loaded here only."""
    from civtui.workspace.finding.names import pinyin

    pinyin("中")  # the readings of characters, without the phrases
    from pypinyin import Style, lazy_pinyin, load_phrases_dict
    from pypinyin.phrases_dict import phrases_dict

    load_phrases_dict(phrases_dict)

    def read(name: str) -> list[str]:
        found: list[str] = lazy_pinyin(
            name,
            style=Style.TONE3,
            neutral_tone_with_five=True,
            errors=lambda other: [*other.casefold()[: len(other)]],  # type: ignore[arg-type,return-value]  # a list is taken too
        )
        return found if len(found) == len(name) else [*name.casefold()[: len(name)]]

    return read


@cache
def _ranks() -> dict[str, int]:
    """Return character -> place in the order by strokes."""
    lines = STROKES.read_text(encoding="utf-8").splitlines()
    chars = "".join(line.partition(" ")[2] for line in lines if not line.startswith("#"))
    return {char: place for place, char in enumerate(chars)}


@cache
def strokes(char: str) -> int | None:
    """Return the strokes of a character; None where it is not in the table."""
    for line in STROKES.read_text(encoding="utf-8").splitlines():
        number, _, chars = line.partition(" ")
        if char in chars and not line.startswith("#"):
            return int(number)
    return None


@cache
def stroke_key(name: str) -> str:
    """Return a key that orders names by the strokes of their first character, then of the next.

    Of equal count, characters stand in the order of their radicals (CLDR's stroke collation). What
    is no character of the table stands before all of it, in the order of its code.
    """
    ranks = _ranks()
    places = "".join(
        f"{ranks[char] + 1:05}{char}" if char in ranks else f"{0:05}{char.casefold()}"
        for char in name
    )
    return f"{places}{BEHIND}{name}"  # A and a stand together, but not in one place


ORDERS: dict[str, Callable[[str], str]] = {"pinyin": pinyin_key, "stroke": stroke_key}
