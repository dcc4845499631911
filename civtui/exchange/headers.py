"""The words that people write over their columns, of every kind of table that comes in.

One table for registries, marks and registers: the first word of a field is its usual name.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from functools import cache

from civtui import locale
from civtui.exchange import names

Words = Mapping[str, Sequence[str]]

WHOSE = ("机关", "机关名称", "单位", "单位名称", "所属机关", "所在单位", "所属单位", "agency")
# a telephone, and not whose
PHONES = (
    "联系电话",
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "办公电话",
    "办公室电话",
    "联系方式",
    "电话号码",
    "移动电话",
    "固定电话",
    "座机",
    "phone",
    "tel",
    "mobile",
)
BARE_DAYS = ("时间", "日期")  # of a title right before them, and of nothing else
OF_TITLES = ("称号时间", "称号日期", "称号命名日期", "称号授予时间")
AGENCY: dict[str, tuple[str, ...]] = {
    "name": (
        "机关名称",
        "单位名称",
        "机关",
        "单位",
        "名称",
        "单位全称",
        "机关全称",
        "agency",
        "name",
    ),
    "short": ("简称", "机关简称", "单位简称", "short", "shortname"),
    "category": ("机关类别", "类别", "单位类别", "性质", "单位性质", "category"),
    "sector": ("原委口", "委口", "系统", "归口", "原系统", "所属系统", "sector"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码", "代码", "code", "uscc"),
    "offices": (
        "处室数",
        "处室个数",
        "处室数量",
        "处室总数",
        "内设机构数",
        "内设处室数",
        "科室数",
        "内设科室数",
        "offices",
    ),
    "staff": ("编制数", "在编人数", "人数", "职工数", "编制", "staff"),
    "honor": (
        "现有称号",
        "称号",
        "文明单位称号",
        "荣誉称号",
        "文明单位级别",
        "文明单位等级",
        "称号级别",
        "文明称号",
        "荣誉",
        "荣誉名称",
        "所获荣誉",
        "获得荣誉",
        "honor",
        "honour",
        "title",
    ),
    "agency-level": ("机关文明单位", "市直机关文明单位", "市直文明单位", "市直文明机关"),
    "municipal": ("市级文明单位", "市文明单位", "市级文明机关", "市文明机关"),
    "provincial": ("省级文明单位", "省文明单位", "省级文明机关", "省文明机关"),
    "since": (
        "命名时间",
        "授予时间",
        "获得时间",
        "命名日期",
        "授予日期",
        "获评时间",
        "评定时间",
        "认定时间",
        "获评日期",
        "获得日期",
        "命名年月",
        "授予年月",
        *OF_TITLES,
        "since",
        *BARE_DAYS,
    ),
    "until": ("届满时间", "到期时间", "有效期至", "届满日期", "期满时间", "期满日期", "until"),
    "chief": ("第一责任人", "一把手", "主要领导", "单位负责人", "主要负责人", "责任人", "chief"),
    "chief-phone": (
        "第一责任人电话",
        "第一责任人联系电话",
        "第一责任人手机",
        "一把手电话",
        "主要领导电话",
        "负责人电话",
        "单位负责人电话",
        "chiefphone",
    ),
    "contact": ("联络员", "联系人", "经办人", "联络员姓名", "contact"),
    # whose those are that do not say so is told by their place: see `reach`
    "phone": (
        "联系电话",
        "联络员电话",
        "联系人电话",
        "联络员手机",
        "联系人手机",
        "联络员联系电话",
        "联系人联系电话",
        *PHONES[1:],
    ),
    "order": ("序号", "编号", "no", "order"),
    "note": ("备注", "说明", "note"),
}
OFFICE: dict[str, tuple[str, ...]] = {
    "agency": WHOSE,
    "name": (
        "处室名称",
        "处室",
        "科室",
        "科室名称",
        "部门",
        "部门名称",
        "内设处室",
        "内设科室",
        "内设处室名称",
        "内设机构名称",
        "内设机构",
        "处（科）室",
        "科（处）室",
        "处（科）室名称",
        "科（处）室名称",
        "所属处室",
        "所属科室",
        "下属处室",
        "下属科室",
        "所在处室",
        "所在科室",
        "处室/科室",
        "科室/处室",
        "office",
        "officename",
    ),
    "head": ("负责人", "处室负责人", "处长", "科长", "处（科）长", "科（处）长", "head"),
    "staff": ("在编人数", "人数", "编制数", "编制", "staff"),
    "honor": (
        "处室称号",
        "称号",
        "现有称号",
        "荣誉称号",
        "文明称号",
        "荣誉",
        "荣誉名称",
        "所获荣誉",
        "获得荣誉",
        "honor",
        "honour",
        "title",
    ),
    "civilized-office": (
        "文明处室",
        "文明科室",
        "文明",
        "是否文明处室",
        "是否文明科室",
        "civilizedoffice",
    ),
    "model-office": (
        "标兵处室",
        "文明标兵处室",
        "文明处室标兵",
        "标兵科室",
        "标兵",
        "是否标兵处室",
        "是否标兵科室",
        "modeloffice",
    ),
    "since": (
        "命名时间",
        "授予时间",
        "获得时间",
        "命名日期",
        "授予日期",
        "处室命名时间",
        "科室命名时间",
        "处室命名日期",
        "称号命名时间",
        "获评时间",
        "评定时间",
        "认定时间",
        "获评日期",
        "获得日期",
        "命名年月",
        "授予年月",
        *OF_TITLES,
        "since",
        *BARE_DAYS,
    ),
    "until": ("届满时间", "到期时间", "有效期至", "届满日期", "期满时间", "期满日期", "until"),
    "order": ("序号", "编号", "no", "order"),
    "note": ("备注", "说明", "note"),
}
# columns headed with an honor: a tick in them, or the day, says that it is held
HONORS = {
    "agency": ("agency-level", "municipal", "provincial"),
    "office": ("civilized-office", "model-office"),
}
DAYS = {
    "since": (
        "命名时间",
        "授予时间",
        "获得时间",
        "命名日期",
        "授予日期",
        "获评时间",
        "评定时间",
        "命名年月",
        "授予年月",
        "时间",
        "日期",
    ),
    "until": ("届满时间", "到期时间", "有效期至", "届满日期", "期满时间", "期满日期"),
}
# a column of one honor's days: 文明处室命名时间, or 命名时间 in the group 文明处室
for _fields, _kind in ((AGENCY, "agency"), (OFFICE, "office")):
    for _honor in HONORS[_kind]:
        for _day, _words in DAYS.items():
            _fields[f"{_honor}-{_day}"] = tuple(
                one + _word for _word in _words for one in _fields[_honor] if not one.isascii()
            )
# one column, or a group of them, of a person and the telephone
for _fields, _field in ((AGENCY, "chief"), (AGENCY, "contact"), (OFFICE, "head")):
    _fields[_field] += tuple(
        one + _word
        for one in _fields[_field]
        if not one.isascii()
        for _word in ("及电话", "及联系电话", "及联系方式", "姓名及电话", "和电话")
    )
# words of an office in the words over a group, or before a word that may be an agency's
OFFICES_OWN = ("处室", "科室", "内设机构", "内设处", "处（科）室", "科（处）室")
# 单位称号 and 处室命名时间 say whose they are
for _fields, _whose in ((AGENCY, ("单位", "机关")), (OFFICE, OFFICES_OWN[:3])):
    for _field in ("honor", "since", "until", "staff"):
        _fields[_field] = tuple(
            dict.fromkeys(
                (
                    *_fields[_field],
                    *(
                        one + _word
                        for _word in _fields[_field]
                        for one in _whose
                        if not _word.isascii()
                        and not _word.startswith(("单位", "机关", "处室", "科室"))
                    ),
                )
            )
        )
# 省级 in the group 现有称号, under which rows have ticks; alone it may be anything's
for _field, _levels in (
    ("provincial", ("省级",)),
    ("municipal", ("市级",)),
    ("agency-level", ("市直机关", "市直机关级", "市直级", "机关级", "区级")),
):
    AGENCY[_field] += tuple(
        one + _word for one in AGENCY["honor"] if not one.isascii() for _word in _levels
    )
# a title's, or a rank among offices of the state: the cells tell
LEVELS = {
    "agency": ("级别", "等级", "单位级别", "机关级别", "单位等级", "机关等级"),
    "office": ("级别", "等级", "处室级别", "处室等级"),
}
KINDS = {"agency": AGENCY, "office": OFFICE}
MARKS: dict[str, tuple[str, ...]] = {
    "subject": (
        "处室",
        "处室名称",
        "对象",
        "考评对象",
        "科室",
        "科室名称",
        "subject",
        "office",
        "编号",
        "处室编号",
    ),
    "agency": WHOSE,
    "item": ("项目", "指标", "考评项目", "考评指标", "项目编号", "item"),
    "assessor": ("考评员", "评委", "评分人", "考评人", "assessor", "judge"),
    "value": ("评分", "得分", "分数", "value", "mark", "score"),
}
# beside a field's own title: of every register, and of one
OF_FIELDS: dict[str, tuple[str, ...]] = {
    "year": ("年份",),
    "note": ("说明",),
    "evidence": ("佐证材料", "附件", "照片", "佐证"),
    "owner": ("责任人", "责任处室", "责任部门", "责任科室"),
    "office": ("处室名称", "科室", "科室名称"),
}
OF_REGISTERS: dict[str, dict[str, tuple[str, ...]]] = {
    "activity": {
        "title": ("活动名称", "活动", "活动主题", "活动内容"),
        "on": ("活动日期", "活动时间", "时间", "开展时间", "举办时间", "举办日期"),
        "kind": ("活动类别", "活动类型", "类型"),
        "venue": ("活动地点",),
        "people": ("参加人数", "参与人数", "活动人数"),
        "leaders": ("带队领导", "参加领导", "带头参加的领导", "带头参加领导"),
        "organ": ("组织单位", "主办", "主办单位", "组织"),
    },
    "duty": {
        "duty": ("工作职责", "职责内容", "职责任务", "工作任务", "重点任务", "主要任务"),
        "target": ("工作目标", "目标要求"),
        "due": ("完成时限", "完成期限", "时限", "完成时间"),
        "state": ("完成情况", "进度", "落实情况"),
    },
    "complaint": {
        "on": ("投诉日期", "投诉时间", "受理日期", "登记日期", "日期"),
        "way": ("方式", "来源", "投诉方式", "反映方式", "受理方式", "投诉渠道", "反映渠道"),
        "sort": ("类别", "类型", "投诉类别", "意见类别"),
        "text": ("投诉内容", "反映内容"),
        "answer": ("答复情况", "处理情况"),
    },
    "institution": {"institution": ("制度名称",)},
    "guarantee": {"unit": ("计量单位", "计算单位", "数量单位")},
    "filing": {"due": ("报送时限", "报送期限")},
    "inspection": {"on": ("检查时间",), "by": ("检查单位", "检查组")},
    "finding": {"text": ("存在问题",), "term": ("整改时限",), "outcome": ("整改情况",)},
}
# known, and nothing that is taken: counted and said, not warned of
PASSIVE: dict[str, tuple[str, ...]] = {
    "order": ("序号", "no", "no.", "order"),
    "note": ("备注", "说明", "note"),
    "total": ("合计", "总分", "总计", "小计", "平均", "平均分", "total", "sum", "average"),
    "rank": ("名次", "排名", "rank"),
}
# under the words of a group over several columns (现有称号 over 级别, 命名时间) these name it
OF_A_GROUP = ("级别", "等级", "名称", "姓名", "情况", "level")
NEAR = 0.5
TERMS = re.compile(r"期限|有效期|到期|届满|期满|截止")  # 称号期限: an end, and no award date
JOINS = "及"  # 负责人及联系电话 is no near word of 联系电话


@cache
def folded(words: tuple[str, ...]) -> frozenset[str]:
    """Return words as titles are looked up (see `names.word`)."""
    return frozenset(map(names.word, words))


def nearest_field(title: str, fields: Words) -> str:
    """Return the field whose words are nearest to a title, "" where none is near."""
    wanted = names.word(title)
    if "until" in fields and TERMS.search(wanted):
        return "until"
    best, found = NEAR, ""
    for field, words in fields.items():
        for one in map(names.word, words):
            near = difflib.SequenceMatcher(None, wanted, one).ratio()
            if wanted and near > best and not (JOINS in one and JOINS not in wanted):
                best, found = near, field
    return found


def field_said(field: str) -> str:
    """Return how a field of a registry is called where no column of the file names it."""
    words = AGENCY.get(field) or OFFICE.get(field) or (field,)
    return field if locale.current() == "en" else words[0]


LETTERS = re.compile(r"\s*[A-Za-z]{1,3}列?\s*")  # of a column, in a map


def letters(place: int) -> str:
    """Return the letters of a column as a spreadsheet has them: A, B, AA."""
    found, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        found = chr(ord("A") + last) + found
    return found
