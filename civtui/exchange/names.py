"""Names as they are compared: one key for whatever a file and the workspace both name.

Blanks and invisible characters out, full-width folded, traditional characters simplified.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

BRACKETS = re.compile(r"[()\[\]{}〔〕【】《》<>「」·・,，、.。\"'“”‘’\s\-—_]+")


ASIDE = re.compile(r"\([^()]*\)$")
STOPS = "。.;,、!…"  # in their plain form
SIGNS = re.compile(r"[()\-_*:]")
# between two Chinese characters a blank only spreads the word out (王　伟, 市 财政局)
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
SPREAD = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}])")
# Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt); those that set the
# direction of text are apart: they change what is read, so they are kept and shown
INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
UNSEEN = re.compile(f"[{INVISIBLE}]+")
IGNORED = re.compile(f"[{INVISIBLE}{DIRECTIONS}]+")


CITY = re.compile(r"[^\W0-9_]{1,6}?(?:市|自治州|地区|盟|县|旗|区)")
PARTY = re.compile(r"^(?:中国共产党|中共)")
OF_THE_PARTY = re.compile(r"^委(?:员会)?(?=..)(?!办(?:公室)?$|员会)")  # 市委组织部; 市委办 keeps it
AND = re.compile(r"(?<=.)和(?=.)")  # 发展改革委 is 发展和改革委员会
ENDS = re.compile(r"(?<=.)(?:办公室|委员会)$")
SHORTEST_BODY = 2
# 3. and （二） and 03 before a name; 12345热线中心 and 110指挥中心 keep theirs
ORDINAL = re.compile(
    r"(?:[0-9]{1,2}\s*(?:[、.．,，)）_-]|(?=\s))|[(（][0-9]{1,2}[)）]|0[0-9](?![0-9])"
    r"|[一二三四五六七八九十]{1,3}(?:[、.．,，]|(?=\s))|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|[\u2460-\u2473])\s*(?=[^\W0-9_])"
)


def numberless(text: str) -> str:
    """Return a name without the number in a list before it: 3.统计局 and （二）预算处."""
    return ORDINAL.sub("", text, count=1) if ORDINAL.match(text) else text


def tidy(text: str) -> str:
    """Return `text` without stray blanks (around it, doubled, between Han) and invisible marks."""
    if not text.isascii():
        text = UNSEEN.sub("", text)
    return SPREAD.sub("", " ".join(text.replace("\u3000", " ").split()))


def tidy_lines(text: str) -> str:
    """Return `text` tidied line by line, a blank where a line ends: each may be a sentence."""
    return " ".join(filter(None, map(tidy, text.splitlines())))


def has_unseen(text: str) -> bool:
    """Return whether `tidy` takes characters out of `text` that nobody sees."""
    return not text.isascii() and UNSEEN.search(text) is not None


def same(text: str) -> str:
    """Return what two texts share that name the same: the one key of all comparing.

    Width, case, blanks, invisible characters and traditional forms make no difference.
    """
    if text.isascii():
        return "".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", IGNORED.sub("", text)).casefold()
    return simplified("".join(folded.split()))


def saying(text: str) -> str:
    """Return what two texts share that say the same: also without the stops at their end."""
    whole = same(text)
    return whole.rstrip(STOPS) or whole


def word(text: str) -> str:
    """Return a title or term as it is looked up: also without signs and a closing bracket.

    `处室数（个）` is `处室数`, `處（室）名稱` is `处室名称`.
    """
    return SIGNS.sub("", ASIDE.sub("", same(text)))


def key(name: str) -> str:
    """Return what two names share that a reader takes for the same one."""
    return BRACKETS.sub("", same(name)).removeprefix("市")


def city_of(text: str) -> str:
    """Return the city that a text begins with: 滨海市 of 滨海市直机关; "" where there is none."""
    found = CITY.match(same(text))
    return found[0] if found else ""


def cityless(text: str, city: str) -> str:
    """Return a name without the city before it, in full, in short or as 市 (县, 区) alone."""
    kind = city[-1:] or "市"
    for before in (city, city[:-1], kind):
        if len(before) > 1 or before == kind:
            rest = text.removeprefix(before)
            text = rest if len(rest) >= SHORTEST_BODY else text
    return text


def body(name: str, city: str) -> str:
    """Return what is left of an agency's name without what people leave out of it, or add.

    That is its city, the Party before it, 和, the ends of 办公室 and 委员会, a remark in brackets:
    中共滨海市委办公室 and 市委办 are one, and so are 滨海市审计局 and 审计局.
    """
    text = cityless(PARTY.sub("", BRACKETS.sub("", ASIDE.sub("", same(name)))), city)
    text = OF_THE_PARTY.sub("", text)
    return AND.sub("", ENDS.sub(lambda end: end[0][0], text))


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
