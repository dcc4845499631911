"""Text as it may stand in a file: what cannot be seen is written out, formulas stay text.

A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return (also
full-width) as a formula; such a cell gets a leading apostrophe, plain numbers do not (OWASP,
"CSV Injection").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from civtui.locale import pattern, t
from civtui.model.text import LANGS, lang_of

CONTROL_PICTURES = 0x2400
# control, format (bidi marks, joiners), lone surrogates, line and paragraph separators
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# letters and marks by class, yet nothing to see
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?: ?%)?")


def stamped(report: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield where a report comes from: what each part of its stamp is called, and the part."""
    lang = lang_of(report.get("lang")) or LANGS[0]
    for key, value in report["stamp"].items():
        known = f"reports.stamp-{key}"
        said = str(value).replace("T", " ") if key == "written" else value
        yield t(known, lang) if pattern(known, lang) else key, said


def is_unseen(char: str) -> bool:
    """Return whether `char` is one that a reader cannot see and an editor may act on."""
    return unicodedata.category(char) in UNSEEN or char in BLANK


def seen(value: object) -> str:
    """Return `value` as text in which every character can be seen.

    Control characters become their pictures (ESC is ␛), the other unseen ones their code
    (`<U+202E>`); nothing is left out.
    """
    text = "" if value is None else str(value)
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(c) if is_unseen(c) else c for c in text)


def _sign(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(CONTROL_PICTURES + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def cell(value: object) -> str:
    """Return `value` as a spreadsheet's cell that is never taken for a formula."""
    text = "" if value is None else str(value)
    guarded = text.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(text)
    return ("'" if guarded else "") + seen(text)
