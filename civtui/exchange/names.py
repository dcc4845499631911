"""Names as they are compared: blanks gone, full-width folded, traditional characters simplified."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

BRACKETS = re.compile(r"[()\[\]{}〔〕【】《》<>「」·・,，、.。\"'“”‘’\s\-—_]+")


ASIDE = re.compile(r"\([^()]*\)$")
SIGNS = re.compile(r"[()\-_*:]")
# between two Chinese characters a blank only spreads the word out (王　伟, 市 财政局)
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
SPREAD = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")


def tidy(text: str) -> str:
    """Return `text` without stray blanks (also ideographic): around it, doubled, between Han."""
    return SPREAD.sub("", " ".join(text.replace("\u3000", " ").split()))


def word(text: str) -> str:
    """Return a title or term as it is looked up: without width, case, blanks, a closing bracket.

    `处室数（个）` is `处室数`, `處（室）名稱` is `处室名称`.
    """
    folded = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return simplified(SIGNS.sub("", ASIDE.sub("", folded)))


def key(name: str) -> str:
    """Return what two names share that a reader takes for the same one."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return simplified(BRACKETS.sub("", folded)).removeprefix("市")


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Return `text` in simplified characters (OpenCC's table, loaded on first use)."""
    if text.isascii():
        return text
    converted: str = _converter().convert(text)  # type: ignore[attr-defined]  # OpenCC has no stubs
    return converted
