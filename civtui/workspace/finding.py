"""Finds names as people type them: parts of the name, full pinyin, or its initials (`mfj`)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache


@cache
def pinyin(name: str) -> tuple[str, str]:
    """Return (`maofaju`, `mfj`) for 贸发局; the reading of each character alone is used.

    The reading table is loaded on first use: it costs a tenth of a second.
    """
    from pypinyin import Style, lazy_pinyin

    syllables: list[str] = lazy_pinyin(
        name,
        style=Style.NORMAL,
        errors=lambda other: [*other.lower()],  # type: ignore[arg-type,return-value]  # a list is taken too
    )
    return "".join(syllables), "".join(s[:1] for s in syllables)


def matcher(text: str) -> Callable[[str], bool]:
    """Return a test of names against what was typed.

    Args:
        text: words separated by blanks, all must match; full-width letters and digits count as
            their ASCII forms, `!word` excludes.
    """
    words = unicodedata.normalize("NFKC", text).casefold().split()

    def test(name: str) -> bool:
        return all(_says(word, name) for word in words)

    return test


def _says(word: str, name: str) -> bool:
    if word.startswith("!") and len(word) > 1:
        return not _says(word[1:], name)
    plain = unicodedata.normalize("NFKC", name).casefold()
    if word in plain:
        return True
    if not (word.isascii() and word.isalnum()):
        return False
    full, initials = pinyin(name)
    return word in initials or word in full
