"""Tells which encoding explains a text: UTF-8, GB18030, Big5, or UTF-16 without its mark."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Mapping
from typing import NoReturn

from civtui.model.errors import BadInput
from civtui.model.text import msg

MARKS = (
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
WIDE = ("16", "32")  # bits of a sign: others have no noughts
SAID = {"utf-8": "UTF-8", "gb18030": "GB18030", "cp950": "Big5"}
ENOUGH = 64 * 1024  # bytes that tell an encoding
MOSTLY, HALF = 0.8, 0.5  # of what is not ASCII
STRAY = 0.1  # noughts on the side that has none in UTF-16, beside those of the other side
PLAIN = re.compile("[\t\r\n -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]"
)
# signs, and the hanzi of every day: a text in another encoding has few of them
GB = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]")
GB_DAILY = re.compile(rb"[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]")
BIG5 = re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|[\x80-\xff]")
BIG5_DAILY = re.compile(rb"[\xa1-\xc6][\x40-\x7e\xa1-\xfe]")


def decoded(content: bytes, where: Mapping[str, object]) -> str:
    """Return a text, read in the encoding that explains most of it.

    Raises:
        BadInput: a byte does not belong there, and its place is named; or no encoding explains it.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "")
    encoding = marked or _wide(content) or likeliest(content)
    at = -1 if encoding.endswith(WIDE) or "16-" in encoding else content.find(b"\0")
    if at >= 0:
        _refuse(content, at, encoding or "ascii", where)
    if not encoding:
        first = re.search(rb"[\x80-\xff]", content)
        _refuse(content, first.start() if first else 0, "", where)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        _refuse(content, error.start, encoding, where)


def likeliest(content: bytes) -> str:
    """Return the encoding that explains a text best, "" where none does; it may have bad bytes."""
    try:
        content.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        first = re.search(rb"[\x80-\xff]", content)
        start = first.start() if first else error.start
    sample = content[start : start + ENOUGH]
    signs = UTF_8.findall(sample)
    if sum(len(sign) > 1 for sign in signs) >= MOSTLY * len(signs):
        return "utf-8"
    shares = {
        name: sum(daily.fullmatch(sign) is not None for sign in signs) / len(signs)
        for name, signs, daily in (
            ("gb18030", GB.findall(sample), GB_DAILY),
            ("cp950", BIG5.findall(sample), BIG5_DAILY),
        )
    }
    best = max(shares, key=shares.__getitem__)
    # a text in Latin letters looks more like Big5 than like GB18030
    return best if shares[best] >= {"gb18030": HALF, "cp950": MOSTLY}[best] else ""


def _wide(content: bytes) -> str:
    """Return UTF-16 in its order where it is that without a mark, else "".

    Its Latin letters, separators and line ends have a nought on one side.
    """
    sample = content[: ENOUGH + len(content) % 2]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return ""
    name, more, fewer = ("utf-16-le", odd, even) if odd > even else ("utf-16-be", even, odd)
    text = sample.decode(name, "ignore")
    # Latin letters two by two are hanzi; in a text of them alone nearly every sign has a nought
    if sample.isascii() and more < MOSTLY * len(text):
        return ""
    sound = fewer <= STRAY * more and len(PLAIN.findall(text)) >= MOSTLY * len(text)
    return name if sound else ""


def _refuse(content: bytes, at: int, encoding: str, where: Mapping[str, object]) -> NoReturn:
    """Refuse a text for its byte `at`, named by line and column as an editor counts them."""
    before = content[:at].decode(encoding or "latin-1", "ignore").removeprefix("\ufeff")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place = {**where, "line": len(lines), "column": len(lines[-1]) + 1}
    hint = msg("exchange.look-there")
    if not encoding:
        allowed = [*SAID.values(), "UTF-16"]
        raise BadInput(msg("exchange.no-encoding"), where=place, allowed=allowed, hint=hint)
    if content[at : at + 1] == b"\0" and "utf-16" not in encoding:
        raise BadInput(msg("exchange.nought"), where=place, hint=msg("exchange.cut-off"))
    said = SAID.get(encoding.removesuffix("-sig"), "UTF-16")
    byte = content[at : at + 1].hex().upper()
    raise BadInput(msg("exchange.bad-byte", byte=byte, encoding=said), where=place, hint=hint)
