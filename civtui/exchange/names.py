"""Names as they are compared: blanks gone, full-width folded, traditional characters simplified."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

BRACKETS = re.compile(r"[()\[\]{}〔〕【】《》<>「」·・,，、.。\"'“”‘’\s\-—_]+")


def tidy(text: str) -> str:
    """Return `text` without the blanks (also ideographic) around it and runs of them inside."""
    return " ".join(text.replace("\u3000", " ").split())


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
