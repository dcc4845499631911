"""Folds what an input method types into the ASCII forms of its digits and signs."""

from __future__ import annotations

from civtui.model import digits

# beside what Unicode's plain form folds: the full stop of an input method, the dashes people write
SIGNS = str.maketrans(dict.fromkeys("\u2010\u2012\u2013\u2014\u2212", "-") | {"。": "."})


def folded(text: str) -> str:
    """Return `text` without blanks around it, full-width characters as their ASCII forms."""
    text = text.strip()
    return text if text.isascii() else digits.folded(text).translate(SIGNS).strip()
