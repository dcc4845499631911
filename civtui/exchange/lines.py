"""Lines of `label：value` beside a table, as people fill in a form: 单位：市财政局　电话：1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.headers import AGENCY, WHOSE, Words, folded
from civtui.exchange.nameless import BODIES, are_heads
from civtui.exchange.tables import Cell, shown

OWNER = tuple(
    dict.fromkeys(
        (
            *(one for one in WHOSE if not one.isascii()),
            *(
                f"{who}{body}{called}"
                for who in ("填报", "所属", "所在", "报送", "")
                for body in ("单位", "机关", "部门")
                for called in ("", "名称")
            ),
        )
    )
)
UNTAKEN = ("name", "order", "note")
# what a line says of the one agency whose sheet it is; 负责人 alone in it is the agency's
FIELDS: Words = {
    "agency": OWNER,
    **{field: words for field, words in AGENCY.items() if field not in UNTAKEN},
    "chief": (*AGENCY["chief"], "负责人", "领导", "责任领导"),
}
UNITS = re.compile(r"[个人家名项分元%％、/和,，万亿千百]+(?:[（(].*)?|人次|人数|百分比")
SEALED = re.compile(r"\s*[（(【\[]?(?:加?盖?公?章|签[章字名]|单位公章)[)）】\]]?\s*$")
SEPARATORS = " \t\u3000\r\n,，;；、|/／。（()）[]【】"
GAP = r"[^\S\r\n]*"  # 电　话 is spread out


class Pair(NamedTuple):
    """One label with its value.

    Args:
        row: number of the row, from 1.
        label: its words, tidied.
        value: tidied; "" where nothing stands behind the label.
    """

    row: int
    label: str
    value: str

    @property
    def names_owner(self) -> bool:
        """Whether it says whose a sheet or a block of rows is; 单位：万元 does not."""
        own = names.word(self.label) in folded(OWNER)
        return own and 2 <= len(self.value) <= 40 and not UNITS.fullmatch(self.value)


def pairs(number: int, cells: Sequence[Cell]) -> list[Pair]:
    """Return what a row says by label and value, in one cell or in cells side by side.

    Args:
        number: of the row, from 1.
    """
    texts = [text for cell in cells if (text := shown(cell)).strip()]
    found: list[Pair] = []
    last = ""
    for place, text in enumerate(texts):
        if text == last:  # a merged cell, as some programs repeat it
            continue
        last, many = text, list(_pattern().finditer(text))
        if found and not found[-1].value and not (many or is_label(text)):
            found[-1] = found[-1]._replace(value=_value(text))
        following = texts[place + 1] if place + 1 < len(texts) else ""
        if is_label(text) and following and not (is_label(following) or ":" in _same(following)):
            found.append(Pair(number, names.tidy(text), ""))
        for at, one in enumerate(many):
            end = many[at + 1].start() if at + 1 < len(many) else len(text)
            label = names.tidy(one["label"])
            found.append(Pair(number, label, _value(text[one.end() : end])))
    return [one for one in found if one.value]


def owner_in(number: int, cells: Sequence[Cell]) -> str:
    """Return the agency that a row begins with as `单位：NAME`, "" where it names none."""
    texts = [text.strip() for cell in cells if (text := shown(cell)).strip()]
    first = texts[0] if texts else ""
    if beside := _owner_beside(texts):
        return beside
    begins = _pattern().match(first.strip()) if ":" in _same(first) else None
    said = pairs(number, cells)[:1] if begins else []
    return next((one.value for one in said if one.names_owner), "")


def _owner_beside(texts: Sequence[str]) -> str:
    """Return the agency of a row of labels and values that begins with it: 单位 | 市财政局."""
    if len(texts) == 1:  # 单位 市统计局
        texts = texts[0].split(maxsplit=1)
    form = len(texts) > 2 and len(texts) % 2 == 0 and all(map(is_label, texts[::2]))
    if not (form or len(texts) == 2) or names.word(texts[0]) not in folded(OWNER):
        return ""
    if any(are_heads([text]) for text in texts[1::2]):
        return ""
    value = names.tidy(texts[1])
    return value if BODIES.search(value) and Pair(1, texts[0], value).names_owner else ""


def is_form(cells: Sequence[Cell], fields: Words = MappingProxyType({})) -> bool:
    """Return whether a row is of labels and values, and so no header: 单位 | 市财政局.

    Args:
        fields: field -> the words of its column, of the table that is looked for.
    """
    texts = [text for cell in cells if (text := shown(cell).strip())]
    if any(text.endswith((":", "：")) and is_label(text) for text in texts):
        return True
    labels, values = texts[::2], texts[1::2]
    whole = len(labels) == len(values) > 1 and all(map(is_label, labels))
    own = {names.word(word) for words in fields.values() for word in words}
    return whole and not any(are_heads([text]) or names.word(text) in own for text in values)


def is_label(text: str) -> bool:
    """Return whether a text is a label that is known, alone in its cell."""
    return names.word(text) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(names.word(word) for words in FIELDS.values() for word in words)


@cache
def _pattern() -> re.Pattern[str]:
    """Return what a label before its colon looks like: a known one anywhere, others set apart."""
    words = {word for many in FIELDS.values() for word in many if len(word) > 1}
    spread = sorted((GAP.join(map(re.escape, word)) for word in words), key=len, reverse=True)
    apart = rf"(?<![^{re.escape(SEPARATORS)}])[^\W0-9_][^{re.escape(SEPARATORS)}:：]{{0,13}}"
    aside = r"(?:[（(][^（()）:：]{1,8}[)）])?"
    return re.compile(rf"(?P<label>(?:{'|'.join(spread)}|{apart}){aside})\s*[:：]\s*")


def _value(text: str) -> str:
    value = SEALED.sub("", names.tidy(text.strip(SEPARATORS)))
    closed = value + "）" if value.count("（") > value.count("）") else value
    return closed + ")" if closed.count("(") > closed.count(")") else closed


def _same(text: str) -> str:
    return text.replace("：", ":")
