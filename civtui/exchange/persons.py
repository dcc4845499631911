"""Who a cell for a person names: one or several, a telephone behind the name, or nobody."""

from __future__ import annotations

import re
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.nameless import is_nobody
from civtui.exchange.rows import Row
from civtui.exchange.tables import shown
from civtui.model.digits import folded
from civtui.model.text import msg

DIGITS, LEAST_DIGITS = "0123456789", 3  # of a telephone
MOST = 60  # characters
# 王强13900000001, 张三（手机：138…）, 李明 0592-5911111
PHONE = re.compile(
    r"[（(]?\s*(?:(?:联系|办公)?电话|手机|tel\.?)?\s*[:：]?\s*"
    r"(?P<phone>\+?[0-9](?:[- 转]?[0-9]){6,15})\s*[)）]?",
    re.IGNORECASE,
)
POWER = re.compile(r"[0-9.]+e\+?[0-9]+")  # a spreadsheet wrote 1.39E+10, and the rest is lost
# one digit of eleven too few, or too many; what is shorter is another number
LETTERED = re.compile(r"[0-9][oil][0-9]")  # a letter in the place of a digit
MISCOUNTED = re.compile(r"1[3-9][0-9]{8}|1[3-9][0-9]{10,}")
BETWEEN = re.compile(r"[、,，;；/／|\n\r]+")
# two names with a blank between them; 王　伟 is one, spread out
BLANKS = re.compile(rf"(?<=[{names.HAN}]{{2}})[ \t\u3000]+(?=[{names.HAN}]{{2}})")
ASIDE = re.compile(r"[^（(]+[（(](?P<words>[^（()）]*)[)）]")
HARMLESS = ("兼", "兼任", "代", "主持工作", "女")


class Someone(NamedTuple):
    """A person as a cell has them; several are joined with 、."""

    name: str = ""
    phone: str = ""


def read_person(row: Row, field: str, phone: str = "") -> Someone:
    """Return who a cell names; what is no plain name of one person is said.

    Args:
        phone: the field of the person's telephone, "" where none is kept of them.
    """
    text = row.text(field, most=MOST)
    own = read_phone(row, phone) if phone else ""
    if not text:
        return Someone("", own)
    raw = folded(shown(row.cell(field)))
    inside = [found["phone"].strip() for found in PHONE.finditer(raw)]
    bare = PHONE.sub("、", raw) if inside else raw
    found = [names.tidy(one) for part in BETWEEN.split(bare) for one in BLANKS.split(part)]
    many = [one for one in found if one]
    several = len(many) > 1 and all(len(one) > 1 and one[0] not in "(（" for one in many)
    whole = "".join(many) if inside else text
    if all(map(is_nobody, many)) if several else is_nobody(whole):
        row.warn(field, msg("exchange.no-person"))
        return Someone("", own)
    if inside:
        own = _with_inside(row, field, phone, own, inside)
    if several:
        row.warn(field, msg("exchange.several-persons"))  # 钱七 over 孙八 is nobody's one name
        return Someone("、".join(many), own)
    if (aside := ASIDE.fullmatch(whole)) and aside["words"] not in HARMLESS:
        row.warn(field, msg("exchange.person-aside"))
    return Someone(whole, own)


def read_phone(row: Row, field: str) -> str:
    """Return a telephone in plain digits; what has fewer of them than the shortest is none."""
    text = folded(row.text(field, most=MOST)).strip()
    if POWER.fullmatch(names.same(text)):
        row.warn(field, msg("exchange.phone-as-number"))
        return ""
    if MISCOUNTED.fullmatch(names.same(text)) or LETTERED.search(names.same(text)):
        row.warn(field, msg("exchange.phone-digits"))
    if not text or sum(c in DIGITS for c in names.same(text)) >= LEAST_DIGITS:
        return text
    row.warn(field, msg("exchange.no-phone"))
    return ""


def _with_inside(row: Row, field: str, phone: str, own: str, inside: list[str]) -> str:
    """Return the telephone of a person behind whose name another one stands, and say so."""
    said = "、".join(inside)
    if not phone:
        row.warn(field, msg("exchange.phone-not-kept", phone=said))
    elif own and names.same(own) != names.same(said):
        row.warn(field, msg("exchange.phone-beside", phone=said, kept=own))
    else:
        row.warn(field, msg("exchange.phone-in-name", phone=said))
    return own or said
