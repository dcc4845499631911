"""The persons of a row and their telephones, be both in one cell."""

from __future__ import annotations

import re
import unicodedata

from civtui.exchange import names
from civtui.exchange.nameless import is_no_name
from civtui.exchange.rows import Row
from civtui.exchange.tables import shown
from civtui.model.text import msg

DIGITS, LEAST_DIGITS = "0123456789", 3  # of a telephone
MOST_WORD = 60  # characters
# 李明 85911111, 李明（电话：0592-85911111）
BOTH = re.compile(
    r"(?P<name>[^0-9+:(,/]*[^0-9+:(,/\s])[\s:(,/]*(?:(?:联系)?电话|手机|tel)?[\s:]*"
    r"(?P<number>\+?[0-9][-0-9\s]{4,}[0-9])\)?"
)


def person_of(row: Row, field: str, phone: str = "") -> tuple[str, str]:
    """Return a person's name and telephone; a cell that holds both is parted, and that is said.

    Args:
        field: that of the person.
        phone: that of the telephone; "" where none is kept of such a person.
    """
    name = _name(row, field)
    number = _phone(row, phone) if phone else ""
    if sum(character in DIGITS for character in names.same(name)) < LEAST_DIGITS:
        return name, number
    found = BOTH.fullmatch(unicodedata.normalize("NFKC", name))
    if found is None:
        row.refuse(field, msg("exchange.person-and-more"))
        return name, number
    name, own = found["name"], found["number"]
    if phone and number in ("", own):
        row.warn(field, msg("exchange.person-with-phone", name=name, number=own))
        return name, own
    row.warn(field, msg("exchange.phone-not-kept", name=name, number=own))
    return name, number


def _name(row: Row, field: str) -> str:
    """Return a person's name; a mark or 无 in its place says that none is known."""
    name = row.text(field, most=MOST_WORD)
    lines = [names.tidy(one) for one in shown(row.cell(field)).splitlines() if one.strip()]
    several = len(lines) > 1 and all(len(one) > 1 and one[0] not in "(（" for one in lines)
    if several and BOTH.fullmatch(unicodedata.normalize("NFKC", name)) is None:
        row.warn(field, msg("exchange.several-persons"))  # 钱七 over 孙八 is nobody's one name
        return "、".join(lines)
    if not name or not is_no_name(name):
        return name
    row.warn(field, msg("exchange.no-person"))
    return ""


def _phone(row: Row, field: str) -> str:
    """Return a telephone; what has not so many digits as the shortest is none."""
    text = row.text(field, most=MOST_WORD)
    if not text or sum(c in DIGITS for c in names.same(text)) >= LEAST_DIGITS:
        return text
    row.warn(field, msg("exchange.no-phone"))
    return ""
