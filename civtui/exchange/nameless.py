"""What stands where a name belongs and is none: a mark, a number, a word for nothing, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from civtui.exchange import names
from civtui.exchange.headers import KINDS, MARKS, OF_A_GROUP, PASSIVE
from civtui.exchange.honors import NO_TICK, NONE, TICKS
from civtui.model.digits import digits

FEWEST_SIGNS = 2  # of a full name
# words that say that there is none, or that another cell says it
NOTHING = re.compile(
    r"(?:无|没有|未设|不设|暂无|未设立|不设立)(?:内设)?(?:处室|科室|机构|部门)?"
    r"|空白?|略|缺|暂缺|待定|待补|待填|未定|不详|不适用|同[上前左]|none|null|nil|na|n/a|tbd"
)
UNKNOWN = frozenset({"不详", "不适用", "空", "空白", "na", "n/a", "null", "nil"})
NOBODY = re.compile(
    r"(?:详?见|参见|另附|附[表件后]|详附).*|空缺|空岗|兼任?|待[定配补任].*|未[配任].*"
)
COUNT = re.compile(r"[0-9〇零一二两三四五六七八九十百千]+[个家名人间项分]?")
HAN, LATIN = re.compile(rf"[{names.HAN}]"), re.compile(r"[a-z]")
SEVERAL = re.compile(r"[、,，;；\n\r]+")
BLANKS = re.compile(r"[\s\u3000]+")
BODIES = re.compile(r"(?:[处科室局办委部厅队院所站组会署台馆校]|中心|公司)$")
# 财务和资产管理处 is one office: what joins parts it only where each ends as an office does
JOINED = re.compile(r"[/／|、,，;；\n\r和及与]+")
OFFICES = re.compile(r"..*(?:[处室科组办]|中心)$")
TRAILING = re.compile(r"[\s/／|、,，;；]+$")
# an agency, an office or a title of which this is said may be no more
ENDED = re.compile(
    r"撤并|撤销|裁撤|已撤|摘牌|取消|注销|并入|停办|停用|停牌|解散|更名为|划转|划归|移交"
    r"|不再保留|不参评|不参加考评|暂缓|一票否决|已合并"
)
# what the name of an agency or office ends with; anything else is taken, and said to be in doubt
LIKE_A_BODY = re.compile(
    r".+(?:[处科室局办委厅部院队所站组会署台馆校社团行厂店关联协司府企场课股庭段校园党群口区站]"
    r"|中心|机关|人大|政协|窗口|银行|武警|消防|气象|大学|学院|医院|集团)"
)
BEGINS_ODD = re.compile(
    r".*[-—]{2}|[^\w]|原|拟|其中|以[下上]|附[件表:]|注:|合计|第[0-9一二三四五六七八九十]+[页批类]|暂|已"
)
BEHIND = re.compile(r".+[（(\[【](?P<words>[^（）()\[\]【】]+)[）)\]】]")
FORMER = re.compile(r"(?<=.)[（(]原[^（）()]+[)）]$")  # 市财政局（原市国资局）
_NUMERAL = "[0-9〇零一二两三四五六七八九十百]"
# 2021年度, 第六届, 2019—2021年命名的单位: when something was, and nobody's name
PERIOD = re.compile(
    rf"(?:{_NUMERAL}{{4}}(?:[-—~至]+{_NUMERAL}{{2,4}})?年?度?|第?{_NUMERAL}{{1,3}}[届批轮期]次?)"
    r"(?:(?:新)?(?:命名|评选|表彰|创建|复查|申报|认定|获评))?的?(?:单位|机关|处室)?"
)
NAMES = ("名称", "姓名", "全称", "简称")


def is_no_name(text: str) -> bool:
    """Return whether a text can name no agency and no office: 一局 and 12345热线中心 can.

    A name has a letter or a Chinese character, and is no tick, no number and no word for nothing.
    """
    bare = names.BRACKETS.sub("", names.same(text))
    if not any(character.isalpha() for character in bare):
        return bool(text)
    said = bare in TICKS or bare in NO_TICK or bare in NONE
    headed = names.same(text).endswith(":")  # 驻市单位：
    return said or headed or any(one.fullmatch(bare) for one in (NOTHING, COUNT))


def is_nobody(text: str) -> bool:
    """Return whether a text names no person: no name, or that the post is vacant."""
    return not text or is_no_name(text) or NOBODY.fullmatch(text) is not None


def is_tick(text: str) -> bool:
    """Return whether a text is a tick, or a word for yes."""
    return names.same(text) in TICKS


def says_nothing(text: str) -> bool:
    """Return whether a text is a mark, or a word, for nothing: ×, —, /, 无, 否, 0, 不详.

    A tick says something, and so does a letter alone, which may be what it says.
    """
    bare = names.same(text)
    if bare in TICKS or bare in ("", "x", "n"):
        return False
    said = bare in NO_TICK or bare in UNKNOWN or names.word(text) in NONE
    return said or not any(character.isalnum() for character in bare)


def is_odd(text: str) -> bool:
    """Return whether a Chinese name is unlike those of bodies: 以下空白, 市文旅局（停）."""
    bare = names.same(text)
    if not HAN.search(bare) or LATIN.search(bare):
        return False
    aside = BEHIND.fullmatch(bare)
    name = bare[: -len(aside["words"]) - 2] if aside else bare
    parts = [name, *([aside["words"]] if aside else [])]
    return BEGINS_ODD.match(bare) is not None or not all(map(LIKE_A_BODY.fullmatch, parts))


def is_period(text: str) -> bool:
    """Return whether a text says when, and nothing else: 2021年, 2023年度, 第六届."""
    bare = names.ASIDE.sub("", names.same(text)).rstrip(":")
    return PERIOD.fullmatch(bare) is not None and not digits(bare)


def ended(text: str) -> str:
    """Return the words behind a name by which it is nobody's any more, else ""."""
    found = BEHIND.fullmatch(text)
    return found["words"] if found and ENDED.search(found["words"]) else ""


def are_several(text: str) -> bool:
    """Return whether a cell names several bodies: 办公室、人事处, 办公室 人事处, or one a line.

    政策法规、行政审批处 is one: what stands before the mark is no body of its own.
    """
    bare = names.ASIDE.sub("", text.strip())
    for sign in (SEVERAL, BLANKS):  # 办 公 室 is one, spread out
        found = [one for one in map(names.tidy, sign.split(bare)) if one]
        if len(found) > 1 and all(len(one) > 1 and BODIES.search(one) for one in found):
            return True
    return False


def are_offices(text: str) -> list[str]:
    """Return the offices that a cell names together: 法规处/经贸处, 国库处和预算处; else none."""
    parts = map(names.tidy, JOINED.split(bare_name(text)))
    found = [names.numberless(one) for one in parts if not digits(one)]  # 1、甲处/2、乙处
    return found if len(found) > 1 and all(OFFICES.match(one) for one in found) else []


def bare_name(text: str) -> str:
    """Return a body's name without its number in a list, a mark behind, and what it was called."""
    return TRAILING.sub("", FORMER.sub("", names.numberless(text)))


def is_title_of_names(text: str) -> bool:
    """Return whether a text is what people write over names, and no name: 名称, 处室名称, 简称."""
    return names.word(text).endswith(NAMES) and names.word(text) in _heads()


def are_heads(texts: Iterable[str]) -> bool:
    """Return whether all that a row says are words that people write over columns."""
    said = [names.word(text) for text in texts if text]
    return bool(said) and all(word in _heads() for word in said)


@cache
def _heads() -> frozenset[str]:
    tables = (*KINDS.values(), MARKS, PASSIVE)
    many = [words for fields in tables for words in fields.values()]
    return frozenset(names.word(word) for words in (*many, OF_A_GROUP, NAMES) for word in words)
