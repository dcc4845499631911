"""What a row of a table is by its words alone: blank, a total, a note, the full marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from civtui.exchange import names
from civtui.exchange.seals import are_sealed
from civtui.exchange.sums import NUMERALS, folded, is_total
from civtui.exchange.tables import Cell, shown
from civtui.model.reading import day_of

NOTES = re.compile(
    r"(?:附?注|说明|备注|填表说明|notes?)(?:[0-9一二三]?[:.、]|$|[本以上]).*"
    r"|(?:填[报表]|制表|审核|汇总|打印|联系)(?:人|单位|部门|日期|时间|电话)?:.*"
)
# （以下为今年新增）; （一） is a number
ASIDE = re.compile(rf"[(（\[【](?![{NUMERALS}]{{1,3}}[)）\]】])[^()（）\[\]【】]+[)）\]】]")
# 第2页 共2页, 以下空白, ——以下为二类单位——
PAGE = re.compile(
    r"[-—]*(?:第[0-9]+页(?:[,、]?共[0-9]+页)?|以下(?:空白|无正文|无内容))[-—]*|[-—]{2,}.+[-—]{2,}"
)
FULL_MARKS = frozenset({"满分", "满分值", "标准分", "标准分值", "分值", "最高分", "fullmarks"})
POINTS = re.compile(r"(?:满分)?[0-9]+(?:\.[0-9]+)?分")
SENTENCE = re.compile(r"[。;；!！?？]|[:：].")
NUMBER = re.compile(r"[-+]?[0-9,]+(?:\.[0-9]+)?%?")


def filled(cells: Iterable[Cell]) -> list[tuple[int, str]]:
    """Return (place, text) of the cells that hold anything."""
    texts = (
        (place, names.tidy(shown(cell))) for place, cell in enumerate(cells) if cell is not None
    )
    return [(place, text) for place, text in texts if text]


def passed_over(cells: list[Cell]) -> str | None:
    """Return what a row is by its words alone; None where it is data.

    That is blank (""), `total`, `note`, or `full-marks` under the header of a score sheet.
    """
    return by_words([text for _, text in filled(cells)])


def by_words(texts: list[str]) -> str | None:
    """Return what a row of these texts is (see `passed_over`)."""
    if not texts:
        return ""
    first = texts[1] if len(texts) > 1 and NUMBER.fullmatch(texts[0]) else texts[0]
    if is_total(first):
        return "total"
    if folded(first) in FULL_MARKS or (len(texts) > 1 and all(map(POINTS.fullmatch, texts))):
        return "full-marks"
    if NOTES.fullmatch(folded(texts[0])) and (len(set(texts)) <= 2 or _are_signed(texts[1:])):
        return "note"
    if are_sealed(texts) or (len(texts) == 1 and SENTENCE.search(texts[0])):
        return "note"
    if len(set(texts)) == 1 and (ASIDE.fullmatch(texts[0]) or PAGE.fullmatch(folded(texts[0]))):
        return "note"
    return None


def _are_signed(texts: list[str]) -> bool:
    """Return whether all of a row are signatures and days, as below a table."""
    return all(NOTES.fullmatch(folded(text)) or day_of(text) for text in texts)
