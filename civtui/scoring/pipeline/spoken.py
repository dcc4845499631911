"""A stored mark as people read it: grades, yes and no in the language in use."""

from __future__ import annotations

from civtui.model.text import Bilingual
from civtui.scoring.pipeline.items import HIDDEN, ItemSpec

WORDS = {"是": "yes", "否": "no", "有": "yes", "无": "no"}


def spoken(item: ItemSpec, text: str) -> Bilingual | str:
    """Return the text of a stored mark in words that are also taken when they are typed.

    Args:
        text: as the ledger has it; labels of grades and answers are stored in Chinese.
    """
    if item.kind == "grades":
        return next((grade.label for grade in item.grades if grade.label.zh == text), text)
    if item.kind in ("yes-no", "veto"):
        answer, _, day = text.partition(" ")
        return Bilingual(text, day or WORDS.get(answer, text))
    if item.kind == "penalty" and text.endswith(HIDDEN[0]):
        return Bilingual(text, text.removesuffix(HIDDEN[0]) + HIDDEN[1])
    return text
