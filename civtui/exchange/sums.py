"""Rows that add up others: 合计, 以上3家, 市财政局小计, 第一季度小计."""

from __future__ import annotations

import re
import unicodedata

from civtui.exchange.nameless import BODIES, LIKE_A_BODY

NUMERALS = "0-9〇零一二两三四五六七八九十百千"
TOTALS = re.compile(
    r"(?:本页|本表|全市|市直|以上|各?(?:机关|单位|部门|处室))?"
    r"(?:合计|总计|小计|共计|总共|累计|汇总|总数|平均|均值|共(?=[0-9一二三四五六七八九十百])"
    r"|(?:sub|grand)?total|sum|average)(?P<rest>.*)"
)
# what bodies are called together: 行政处室小计 is of none of them
KINDS = re.compile(r".*(?:机关|单位|部门|处室|科室|系统|口)")
# 以上3家 counts the rows above; 以上 before a sum stands in TOTALS
ABOVE = re.compile(rf"(?:以上|上述|以下)(?:共计?|合计)?[{NUMERALS}]+[个家名].*")
COUNTED = re.compile(rf"[^{NUMERALS}]{{0,8}}[{NUMERALS}]+(?:(?:个|家|名|人|间|项|分).*)?")
NAMED_TOTAL = re.compile(r"(?P<name>.*[^\W0-9０-９_])(?:小计|合计|共计|总计)(?:[:：].*|[(（].*)?")
# 第一季度小计, 2026年上半年合计, 1-6月累计, Q1 total: of a time, and of nobody
SPANS = (
    rf"(?:[{NUMERALS}]{{2,4}}|[今本去上全])年度?",
    rf"第?[{NUMERALS}]{{1,2}}(?:[-—~至到][{NUMERALS}]{{1,2}})?(?:个?季度?|个?月份?|周|旬)",
    r"[上下]半年度?|[上下本当][季月周]度?|[上中下]旬",
    r"q[1-4]|h[12]|(?:first|second|third|fourth|1st|2nd|3rd|4th)(?:quarter|half)",
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|(?:19|20)[0-9]{2}",
)
OF_A_TIME = re.compile(
    rf"(?:{'|'.join(SPANS)})+(?:小计|合计|共计|总计|累计|汇总|(?:sub-?|grand)?total)(?:[:(].*)?"
)


def folded(text: str) -> str:
    """Return a text as it is compared with words: width, case and blanks make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def is_total(text: str) -> bool:
    """Return whether a text says that its row adds up others: 合计, 小计（个）."""
    name = _summed(text)
    if OF_A_TIME.fullmatch(folded(text)):
        return True
    if LIKE_A_BODY.fullmatch(name) or KINDS.fullmatch(name):
        return True
    found = TOTALS.fullmatch(folded(text))
    if not found:
        return ABOVE.fullmatch(folded(text)) is not None
    rest = found["rest"]
    if not rest or rest[0] in ":(":
        return True
    # 合计85个单位 counts; 汇总处 and 总计科 are offices
    return bool(COUNTED.fullmatch(rest)) or (len(rest) <= 6 and not BODIES.search(rest))


def totalled(text: str) -> str:
    """Return whom a text adds up, "" where it names nobody: 市财政局小计 is of 市财政局."""
    name = _summed(text)
    return name if LIKE_A_BODY.fullmatch(name) and not KINDS.fullmatch(name) else ""


def _summed(text: str) -> str:
    """Return what stands before the word for a sum, "" where a text is no such."""
    found = None if TOTALS.fullmatch(folded(text)) else NAMED_TOTAL.fullmatch(text)
    return found["name"].rstrip("-—、，,（(") if found else ""
