"""Finds names as people type them: parts of the name, full pinyin, or its initials (`mfj`).

Every reading of a character counts, so 会计处 is found by `kjc` and by `hjc`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

Readings = tuple[tuple[str, ...], ...]


def plain(text: str) -> str:
    """Return text as it is compared: full-width forms as ASCII, case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


@cache
def _reading(char: str) -> tuple[str, ...]:
    """Return the readings of one character without tones, the usual one first.

    The table is loaded on first use. The phrases of pypinyin, two thirds of its cost, are left
    out: every reading counts here, so none has to be chosen.
    """
    import os

    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import Style
    from pypinyin import pinyin as read

    found = read(char, style=Style.NORMAL, heteronym=True, errors=lambda other: [[other]])  # type: ignore[arg-type,return-value]  # a list is taken too
    return tuple(
        dict.fromkeys(syllable for syllables in found for syllable in syllables if syllable)
    )


@lru_cache(maxsize=8192)
def readings(name: str) -> Readings:
    """Return the readings of each character of a name; what is no Chinese reads as itself."""
    return tuple((c,) if c.isascii() else _reading(c) or (c,) for c in plain(name) if c != " ")


@lru_cache(maxsize=8192)
def pinyin(name: str) -> tuple[str, str]:
    """Return (`maofaju`, `mfj`) for 贸发局, by the usual reading of each character."""
    syllables = [way[0] for way in readings(name)]
    return "".join(syllables), "".join(s[:1] for s in syllables)


def says(word: str, name: str) -> bool:
    """Return whether a word, as `plain` makes it, means a part of a name.

    Args:
        word: a part of the name, or Latin letters: initials, syllables, or both mixed (`maofj`).
    """
    return says_test(word)(name)


@lru_cache(maxsize=64)
def says_test(word: str) -> Callable[[str], bool]:
    """Return `says` for one word, made once for many names."""
    if not (word.isascii() and word.isalnum()):
        return lambda name: word in plain(name)
    spells = _spelling(word).search

    def test(name: str) -> bool:
        text = plain(name)
        return word in text or spells(text.translate(_SPOKEN)) is not None

    return test


START, OR = "\x01", "\x02"


class _Spoken(dict[int, str]):
    """Character -> a start sign and its readings; filled with the characters that are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        ways = (char,) if char.isascii() else _reading(char) or (char,)
        self[code] = "" if char == " " else START + OR.join(ways)
        return self[code]


_SPOKEN = _Spoken()


def _spelling(word: str) -> re.Pattern[str]:
    """Return what finds, in a spoken name, characters side by side that `word` spells.

    After a letter either the next one follows, or a reading of the next character begins with it.
    """
    begins = f"{START}(?:[^{START}]*{OR})?"
    return re.compile(begins + f"(?:[^{START}]*{begins})?".join(map(re.escape, word)))


@lru_cache(maxsize=8192)
def spelled(word: str, name: Readings) -> bool:
    """Return whether `word` spells characters that stand side by side.

    A character may be spelled by its initial or by any longer beginning of a reading.
    """
    return any(_from(word, name, place) for place in range(len(name)))


def _from(word: str, name: Readings, place: int) -> bool:
    if not word:
        return True
    if place == len(name):
        return False
    for syllable in name[place]:
        most = 0
        while most < min(len(word), len(syllable)) and word[most] == syllable[most]:
            most += 1
        if any(_from(word[used:], name, place + 1) for used in range(most, 0, -1)):
            return True
    return False


def matcher(text: str) -> Callable[[str], bool]:
    """Return a test of names against what was typed.

    Args:
        text: words separated by blanks, all must match; full-width letters and digits count as
            their ASCII forms, `!word` excludes.
    """
    words = plain(text).split()

    def test(name: str) -> bool:
        return all(_says(word, name) for word in words)

    return test


def is_literal(word: str) -> bool:
    """Return whether a word, as `plain` makes it, is found only where it stands so itself."""
    return not (word.startswith("!") or (word.isascii() and word.isalnum()))


def _says(word: str, name: str) -> bool:
    if word.startswith("!") and len(word) > 1:
        return not says(word[1:], name)
    return says(word, name)
