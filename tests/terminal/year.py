"""A small city's year as data: its stages, and in each what a secretariat does, told once.

`python -m tests.terminal.year` tells it by keys and by commands and prints, stage by stage, the
keys that were pressed and the facts that came of them.
"""

from __future__ import annotations

from datetime import date

from tests.terminal.year_words import (
    Dealt,
    Deed,
    Kept,
    Made,
    OnDay,
    Record,
    Refused,
    Scored,
    Seen,
    Stage,
    TakenBack,
    TakenIn,
    Written,
)
from tests.terminal.year_workspace import BOSS

OWN, WHOLE = Made("own", "教育局处室考评"), Made("whole", "年度考评")
BEST = ("4", "4", "是", "4", "3", "是", "3", "3", "是", "1", "1", "否")
FIRST = (
    "3",
    "4",
    "是",
    "2",
    "3",
    "是",
    "4",
    "4",
    "是",
    "3",
    "3",
    "否",
    "2",
    "2",
    "是",
    "1",
    "2",
    "是",
)


CASE, RIVAL, NOTICE = Made("case", "发改局"), Made("rival", "教育局"), Made("notice", "2026-06-09")
CARD = Made("card", "停滞不前")


def sat(name: str, day: str, decided: str, **more: str) -> tuple[Deed, ...]:
    """Return how a sitting is held that has one item, and how that is decided.

    Args:
        name: what made the sitting, `decided` what the decision is called.
        day: on which it is found in a list.
    """
    sitting = Made(name, day)
    return (
        Deed("group.hold", {"sitting": sitting}),
        Deed("decide.add", {"sitting": sitting, "item": "1", **more}, makes=decided),
    )


STAGES = (
    Stage(
        "名册",
        date(2026, 1, 5),
        (
            TakenIn("名册.xlsx", "import.registry"),
            Deed("agency.set", {"agency": "贸发局", "has-conditions": "是"}),
            Deed("agency.correct", {"agency": "教育局", "sector": "群团口", "why": "登记有误"}),
            TakenBack("改错了单位"),
        ),
    ),
    Stage(
        "计划与职责",
        date(2026, 1, 12),
        (
            Deed("report.filing.add", {"title": "年度创建计划", "due": "2026-12-20"}),
            Deed(
                "duty.add",
                {
                    "agency": "发改局",
                    "duty": "理论教育",
                    "owner": "办公室",
                    "target": "按季推进",
                    "due": "2027-01-31",
                    "state": "进行中",
                },
            ),
        ),
    ),
    Stage(
        "制度",
        date(2026, 2, 10),
        (
            Deed(
                "institution.add",
                {
                    "agency": "发改局",
                    "institution": "考勤",
                    "version": "2026",
                    "line": "行政",
                    "in-force": "2026-02-01",
                    "review-by": "2029-02-01",
                },
            ),
        ),
    ),
    Stage(
        "活动",
        date(2026, 3, 20),
        (
            Deed(
                "activity.add",
                {
                    "agency": "发改局",
                    "title": "春季读书会",
                    "evidence": "读书会.jpg",
                    "kind": "读书",
                    "venue": "图书室",
                    "people": "20",
                },
            ),
        ),
    ),
    Stage(
        "单位考评",
        date(2026, 4, 10),
        (
            Deed(
                "round.new",
                {
                    "title": "教育局处室考评",
                    "subjects": "教育局",
                    "assessor": Record("陈立新", {"姓名": "陈立新"}),
                    "organizer": "教育局",
                    "standard": "小标准",
                },
                makes="own",
                by="3 Insert",
            ),
            Scored(OWN, "陈立新", BEST),
            Deed("round.submit", {"round": OWN, "assessor": "陈立新"}),
            Deed("round.close", {"round": OWN}),
        ),
    ),
    Stage(
        "全市考评",
        date(2026, 5, 8),
        (
            Deed(
                "round.new",
                {
                    "title": "年度考评",
                    "subjects": "发改局/办公室、发改局/法规处、财政局/办公室、财政局/法规处、"
                    "教育局/办公室、教育局/法规处",
                    "assessor": (
                        Record("林小梅", {"姓名": "林小梅"}),
                        Record("吴志强", {"姓名": "吴志强"}),
                    ),
                    "standard": "小标准",
                },
                makes="whole",
                by="3 Insert",
            ),
        ),
    ),
    Stage("分配", date(2026, 5, 8), (Dealt(WHOLE, 2),)),
    Stage(
        "评分",
        date(2026, 5, 8),
        (
            Scored(WHOLE, "林小梅", FIRST),
            TakenIn("评分.xlsx", "import.marks", {"round": WHOLE, "assessor": "吴志强"}),
            Deed("round.submit", {"round": WHOLE, "assessor": "林小梅"}, by="3 年度考评 F7"),
            Deed("round.submit", {"round": WHOLE, "assessor": "吴志强"}, by="3 年度考评 F7"),
            Deed("round.close", {"round": WHOLE}, by="3 年度考评 F7"),
        ),
    ),
    Stage(
        "结果与公允",
        date(2026, 5, 11),
        (
            Seen("3 年度考评 Enter", ("名次", "财政局/办公室", "9.5", "1–1"), "results whole"),
            Seen(
                "Fairness", ("校准后", "9.50", "理论学习", "4.00/4"), "results whole --calibrated"
            ),
        ),
    ),
    Stage(
        "处室称号",
        date(2026, 5, 20),
        (
            Deed("round.propose", {"round": OWN, "first": "3"}, makes="party-sitting"),
            *sat("party-sitting", "2026-05-20", "offices"),
            Deed(
                "honor.grant",
                {
                    "decision": Made("offices"),
                    "honor": "文明处室",
                    "holders": ("教育局/办公室", "教育局/法规处", "教育局/业务处"),
                },
            ),
        ),
    ),
    Stage(
        "申报",
        date(2026, 6, 1),
        (
            Seen("4 教育局", ("市教育局", "3/4", "可以申报"), "eligibility 教育局"),
            Deed(
                "apply.add",
                {"honor": "市级文明单位", "agency": "发改局"},
                makes="case",
                by="4 发改局 Insert",
                foresees="可以申报",
            ),
            Deed("apply.check", {"case": CASE, "score": "91", "why": "年度考评折算"}),
            Deed(
                "apply.add",
                {"honor": "市级文明单位", "agency": "教育局"},
                makes="rival",
                by="4 教育局 Insert",
                foresees="可以申报",
            ),
            Deed("apply.check", {"case": RIVAL, "score": "88", "why": "年度考评折算"}),
        ),
    ),
    Stage(
        "排序与会议",
        date(2026, 6, 8),
        (
            Deed("apply.rank", {"honor": "市级文明单位"}, shows="名额 10 个，剩 10 个"),
            Deed("group.seat", {"name": "何主任", "part": "组长"}),
            Deed("group.seat", {"name": "周委员"}),
            Deed("group.seat", {"name": "郑委员"}),
            Deed(
                "group.put",
                {
                    "matter": "推荐",
                    "holders": ("发改局", "教育局"),
                    "honor": "市级文明单位",
                },
                makes="sitting",
            ),
            *sat("sitting", "2026-06-08", "decided", votes="3/0/0"),
        ),
    ),
    Stage(
        "公示、异议、上报",
        date(2026, 6, 9),
        (
            Deed("notice.add", {"cases": (CASE, RIVAL)}, makes="notice"),
            Deed(
                "notice.object",
                {
                    "notice": NOTICE,
                    "case": RIVAL,
                    "matter": "有举报",
                    "name": "张三",
                },
                makes="objection",
            ),
            Deed(
                "notice.handle",
                {
                    "objection": Made("objection"),
                    "outcome": "成立",
                    "finding": "属实",
                },
            ),
            Deed("apply.close", {"case": RIVAL, "cause": "异议成立"}),
            OnDay(date(2026, 7, 20)),
            Deed("apply.submit", {"cases": CASE, "document": "3号"}),
            Deed(
                "apply.result",
                {
                    "case": CASE,
                    "outcome": "命名",
                    "document": "8号",
                    "by": "市文明委",
                },
            ),
        ),
    ),
    Stage(
        "黄牌",
        date(2026, 8, 3),
        (
            Deed("group.put", {"matter": "黄牌警告", "holders": "财政局"}, makes="card-sitting"),
            *sat("card-sitting", "2026-08-03", "card-decided"),
            Deed(
                "card.add",
                {
                    "agency": "财政局",
                    "cause": "停滞不前",
                    "demands": "限期整改",
                    "decision": Made("card-decided"),
                },
                makes="card",
            ),
            Deed("card.plan", {"card": CARD, "note": "整改方案"}, by="7 财政局 F7"),
            Deed("card.evidence", {"card": CARD, "note": "整改材料"}, by="7 财政局 F7"),
            OnDay(date(2026, 9, 10)),
            Deed("card.inspect", {"card": CARD, "finding": "达到要求"}, by="7 财政局 F7"),
            Deed("group.put", {"matter": "解除黄牌", "holders": "财政局"}, makes="clear-sitting"),
            *sat("clear-sitting", "2026-09-10", "clear-decided"),
            Deed("card.clear", {"card": CARD, "decision": Made("clear-decided")}),
        ),
    ),
    Stage(
        "机构改革",
        date(2026, 10, 12),
        (
            Deed(
                "agency.restructure",
                {
                    "effective": "2026-10-12",
                    "document": "12号",
                    "rename": Record(
                        "贸发局：市商务局：商务局",
                        {"机关": "贸发局", "新名称": "市商务局", "简称": "商务局"},
                    ),
                },
                foresees="市商务局",
            ),
        ),
    ),
    Stage(
        "报表、用户与插件",
        date(2026, 12, 20),
        (
            Deed("user.set", {"name": BOSS, "role": "管理员"}),
            Deed("user.set", {"name": "li", "role": "文明办"}),
            Deed("plugin.enable", {"id": "civtui-html"}),
            Written(("全市报告", "CSV"), "civtui:csv", "city-2026-12-20.csv"),
            Written(("年度考评", "CSV"), "civtui:csv", "2026-2-2026-12-20.csv", WHOLE),
            Refused("li", "year.roll", "需要“管理”权限", ("2026",)),
        ),
    ),
    Stage(
        "结转与备份",
        date(2026, 12, 28),
        (
            Deed("year.roll", {"year": "2026"}, foresees="1 条转入下年"),
            OnDay(date(2027, 1, 4)),
            Seen("5 F6 1 Enter", ("职责分解", "2027", "理论教育"), "duty list --year 2027"),
            Kept("小市-2027-01-04.zip", "恢复"),
        ),
    ),
)

if __name__ == "__main__":
    from tests.terminal.year_twice import main

    main()
