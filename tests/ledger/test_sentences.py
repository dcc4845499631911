"""Every kind of fact is told as a sentence of a clerk: names, no ids, in both languages."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from civtui import locale
from civtui.ledger.projections import APPLY
from civtui.model.facts.applications import (
    AppealDecided,
    Appealed,
    Applied,
    CardStepped,
    CaseChecked,
    CaseClosed,
    NoticePosted,
    ObjectionHandled,
    ObjectionReceived,
    Renewed,
    Restored,
    ResultReceived,
    Submitted,
)
from civtui.model.facts.building import (
    ActivitiesLogged,
    Activity,
    ActivityChange,
    ActivityCorrected,
    ActivityRemoved,
    ProgramEntered,
)
from civtui.model.facts.envelope import Body
from civtui.model.facts.group import AgendaItem, MemberSet, SittingCalled, SittingHeld
from civtui.model.facts.panel import (
    Dealt,
    HandedOver,
    Noted,
    SheetSubmitted,
    SheetUnlocked,
    Skipped,
)
from civtui.model.facts.places import LedgerIdentified, UserSet
from civtui.model.facts.records import EvidenceKept, Recorded, RecordPart, YearRolled
from civtui.model.facts.reform import Reformed, ReformTakenBack, Rename
from civtui.model.facts.registry import (
    AgencyRecord,
    BodyRemoved,
    Declared,
    HeldTitle,
    OfficeRecord,
    OpeningTitle,
    Registered,
    TitleChange,
    TitleCorrected,
    TitleState,
    TookPart,
)
from civtui.model.facts.rounds import (
    Assessor,
    Marked,
    MarksImported,
    MarkTakenBack,
    Recused,
    RoundChange,
    RoundClosed,
    RoundCorrected,
    RoundOpened,
    StandardAdopted,
)
from civtui.model.facts.titles import Carded, CardEnded, Decided, Granted, Vetoed, Withdrawn
from civtui.model.facts.voiding import Voided
from civtui.model.roles import Right, Role
from civtui.model.text import Lang
from civtui.workspace.fact_words import sentence
from civtui.workspace.fact_words.details import details
from civtui.workspace.files.creating import init
from civtui.workspace.reading.history import fact_rows, reader
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace

SHA = "0123456789abcdef" * 4
CITY = Registered(
    agencies=(
        AgencyRecord(id="ag1", name="市贸易发展局", short="贸发局"),
        AgencyRecord(id="ag2", name="市财政局", short="财政局"),
    ),
    offices=(
        OfficeRecord(id="of1", agency="ag1", name="党务公开科"),
        OfficeRecord(id="of2", agency="ag2", name="办公室"),
    ),
    titles=(OpeningTitle(holder="ag2", honor="municipal", since=date(2024, 1, 1)),),
    source="名册.xlsx",
    source_sha256=SHA,
)
ITEM = {
    "id": "it1",
    "title": {"zh": "制度上墙", "en": "rules on the wall"},
    "kind": "points",
    "points": "10",
}
STANDARD = {"title": {"zh": "处室标准", "en": "Office standard"}, "total": "10", "item": [ITEM]}
ROUND = {
    "round": "rd1",
    "name": "一季度抽查",
    "organizer": "city",
    "scope": "sampled-offices",
    "standard": "st1",
    "standard_version": "3",
    "standard_sha256": SHA,
    "subjects": ("of1", "of2"),
    "items": ("it1",),
    "assessors": (Assessor(id="k1", name="马莉"), Assessor(id="k2", name="韩冰")),
}
CELL = {"round": "rd1", "subject": "of1", "item": "it1", "assessor": "k1"}


class Told(NamedTuple):
    """A fact, and how it is told in each language."""

    body: Body
    zh: str
    en: str


TABLE = (
    Told(
        LedgerIdentified(ledger="lg1", name="小市"),
        "小市的登记簿有了标识",
        "The ledger of 小市 got its id",
    ),
    Told(
        UserSet(user="teller", role=Role.ADMIN),
        "用户 teller 设为管理员",
        "User teller is now admin",
    ),
    Told(
        CITY,
        "登记名册：机关 2 个、处室 2 个、称号 1 项（名册.xlsx）",
        "Registry entered: 2 agencies, 2 offices, 1 title (名册.xlsx)",
    ),
    Told(
        Registered(agencies=(AgencyRecord(id="ag2", name="市财政局"),)),
        "登记名册：财政局",
        "Registry entered: 财政局",
    ),
    Told(
        Registered(titles=(OpeningTitle(holder="of2", honor="civilized-office"),)),
        "登记期初称号：财政局/办公室，文明处室",
        "Opening title entered: 财政局/办公室, civilized office",
    ),
    Told(
        UserSet(user="li", role=Role.REPORTER, agency="ag1"),
        "用户 li 设为联络员（贸发局）",
        "User li is now reporter (贸发局)",
    ),
    Told(
        UserSet(user="han", role=Role.ASSESSOR, assessor="k2"),
        "用户 han 设为考评员（考评员 k2）",
        "User han is now assessor (judges as k2)",
    ),
    Told(UserSet(user="li", role=None), "取消用户 li", "User li removed"),
    Told(
        Declared(
            agency="ag1",
            runs_program=True,
            has_conditions=True,
            conditions_confirmed=False,
            stage="started",
        ),
        "贸发局填报创建情况：已开展文明处室创建、具备创建条件、创建条件未予认定、推广阶段：已启动",
        "贸发局 declares: runs civilized-office building, the conditions are met, "
        "the conditions are not confirmed, roll-out: started",
    ),
    Told(
        TookPart(office="of1", takes=False),
        "贸发局/党务公开科不参加创建",
        "贸发局/党务公开科 takes no part in the building",
    ),
    Told(
        StandardAdopted(id="st1", version="3", sha256=SHA, document=STANDARD),
        "采用标准：处室标准（3 版）",
        "Standard adopted: Office standard (3)",
    ),
    Told(
        RoundOpened.model_validate(ROUND),
        "开始考评：一季度抽查，对象 2 个，项目 1 项，考评员 2 人",
        "Round opened: 一季度抽查, 2 subjects, 1 item, 2 assessors",
    ),
    Told(
        RoundOpened.model_validate(
            {
                **ROUND,
                "round": "rd2",
                "name": "二季度抽查",
                "visibility": "blind",
                "due": date(2026, 6, 30),
            }
        ),
        "开始考评：二季度抽查，对象 2 个，项目 1 项，考评员 2 人，背靠背，2026-06-30 截止",
        "Round opened: 二季度抽查, 2 subjects, 1 item, 2 assessors, blind, due 2026-06-30",
    ),
    Told(
        Dealt(round="rd1", per_subject=1, shares=(("k1", ("of1",)), ("k2", ("of2",)))),
        "分配考评对象：一季度抽查，考评员 2 人，每个对象 1 人评",
        "Subjects dealt: 一季度抽查, 2 assessors, 1 to a subject",
    ),
    Told(
        HandedOver(round="rd1", assessor="k2", to="k1", subjects=("of2",)),
        "韩冰把财政局/办公室移交给马莉（一季度抽查）",
        "韩冰 hands 财政局/办公室 over to 马莉 (一季度抽查)",
    ),
    Told(
        HandedOver(
            round="rd1",
            assessor="k1",
            to="k3",
            subjects=("of2",),
            newcomer=Assessor(id="k3", name="白雪"),
        ),
        "马莉把财政局/办公室移交给新加入的白雪（一季度抽查）",
        "马莉 hands 财政局/办公室 over to 白雪, who joins the panel (一季度抽查)",
    ),
    Told(
        Marked(**CELL, value="9.5", points=9500),
        "马莉评贸发局/党务公开科“制度上墙”：9.5",
        "马莉 marked 贸发局/党务公开科, rules on the wall: 9.5",
    ),
    Told(
        Marked(**CELL, value="9", points=9000, redoes=16),
        "马莉恢复贸发局/党务公开科“制度上墙”的评分：9",
        "马莉 put back the mark of 贸发局/党务公开科, rules on the wall: 9",
    ),
    Told(
        MarkTakenBack(**CELL, undoes=17, value="9.5", points=9500),
        "马莉撤回贸发局/党务公开科“制度上墙”的评分，恢复为 9.5",
        "马莉 took back the mark of 贸发局/党务公开科, rules on the wall, again 9.5",
    ),
    Told(
        MarkTakenBack(**CELL, undoes=16),
        "马莉撤回贸发局/党务公开科“制度上墙”的评分，恢复为空",
        "马莉 took back the mark of 贸发局/党务公开科, rules on the wall, again empty",
    ),
    Told(
        MarkTakenBack(**CELL, undoes=16, skip="等材料"),
        "马莉撤回贸发局/党务公开科“制度上墙”的评分，恢复为暂缓",
        "马莉 took back the mark of 贸发局/党务公开科, rules on the wall, again left for later",
    ),
    Told(
        MarksImported(round="rd1", rows=(("of2", "it1", "k1", "8", 8000),), source="city.xlsx"),
        "导入评分：一季度抽查 1 个（马莉、财政局/办公室、city.xlsx）",
        "Marks imported: 一季度抽查, 1 (马莉, 财政局/办公室, city.xlsx)",
    ),
    Told(
        Skipped(**CELL),
        "马莉暂缓评贸发局/党务公开科“制度上墙”",
        "马莉 left 贸发局/党务公开科, rules on the wall for later",
    ),
    Told(
        Skipped(**CELL, skipped=False),
        "马莉取消暂缓贸发局/党务公开科“制度上墙”",
        "马莉 no longer leaves 贸发局/党务公开科, rules on the wall for later",
    ),
    Told(
        Noted(**CELL, text="台账在\n二楼"),
        "马莉批注贸发局/党务公开科“制度上墙”：台账在 二楼",
        "马莉 noted on 贸发局/党务公开科, rules on the wall: 台账在 二楼",
    ),
    Told(
        Noted(**{**CELL, "item": ""}, text=""),
        "马莉删去贸发局/党务公开科的批注",
        "马莉 removed the note on 贸发局/党务公开科",
    ),
    Told(
        Recused(round="rd1", assessor="k2", subject="ag1"),
        "韩冰回避贸发局（一季度抽查）",
        "韩冰 steps back from 贸发局 (一季度抽查)",
    ),
    Told(
        SheetSubmitted(round="rd1", assessor="k1", missing=2),
        "马莉提交评分表，还缺 2 个评分（一季度抽查）",
        "马莉 submitted the sheet, 2 marks missing (一季度抽查)",
    ),
    Told(
        SheetUnlocked(round="rd1", assessor="k1"),
        "解锁马莉的评分表（一季度抽查）",
        "Sheet of 马莉 unlocked (一季度抽查)",
    ),
    Told(RoundClosed(round="rd1"), "结束考评：一季度抽查", "Round closed: 一季度抽查"),
    Told(
        RoundClosed(round="rd1", state="open"),
        "重新开启考评：一季度抽查",
        "Round reopened: 一季度抽查",
    ),
    Told(
        MemberSet(member="mb1", post="市委副书记", part="chair"),
        "指导小组成员：市委副书记，任组长",
        "Member of the guidance group: 市委副书记, chair",
    ),
    Told(
        SittingCalled(
            sitting="一次会",
            on=date(2026, 2, 1),
            agenda=(AgendaItem(item="1", matter="card", subjects=("ag1",)),),
        ),
        "召集 2026-02-01 的指导小组会议，议题 1 项（黄牌警告）",
        "Called the group sitting of 2026-02-01, 1 item (yellow card)",
    ),
    Told(
        SittingHeld(sitting="一次会", present=("mb1",), chair="mb1"),
        "2026-02-07 的指导小组会议召开：到会 1 人，市委副书记主持",
        "Held the group sitting of 2026-02-07: 1 present, 市委副书记 in the chair",
    ),
    Told(
        MemberSet(member="mb1", post="市委副书记", part="chair", seated=False),
        "退出指导小组：市委副书记",
        "Left the guidance group: 市委副书记",
    ),
    Told(
        Decided(decision="d1", body="guidance-group", matter="card", subjects=("ag1",)),
        "指导小组作出决定 d1：黄牌警告，同意（贸发局）",
        "Decision d1 of the guidance group: yellow card, approved (贸发局)",
    ),
    Told(
        Decided(
            decision="d2",
            body="party-group",
            agency="ag1",
            matter="grant",
            honor="civilized-office",
            subjects=("of1",),
            outcome="refused",
        ),
        "贸发局党组（委）作出决定 d2：命名文明处室，不同意（贸发局/党务公开科）",
        "Decision d2 of the party group of 贸发局: grant civilized office, refused "
        "(贸发局/党务公开科)",
    ),
    Told(
        Carded(
            card="cd1", agency="ag1", decision="d1", cause="创建停滞", term_ends=date(2026, 7, 3)
        ),
        "贸发局黄牌警告：创建停滞，期限至 2026-07-03（依据决定 d1）",
        "Yellow card to 贸发局: 创建停滞, until 2026-07-03 (by decision d1)",
    ),
    Told(
        CardStepped(card="cd1", step="reminded", note="电话"),
        "贸发局黄牌整改：催办，电话",
        "Yellow card of 贸发局: reminded, 电话",
    ),
    Told(
        CardStepped(card="cd1", step="re-inspected", met=False),
        "贸发局黄牌整改：复查，未达到要求",
        "Yellow card of 贸发局: re-inspected, not met",
    ),
    Told(
        CardEnded(card="cd1", decision="d1", outcome="prolonged", term_ends=date(2026, 8, 3)),
        "延长贸发局的黄牌整改，期限至 2026-08-03（依据决定 d1）",
        "Yellow card of 贸发局 prolonged, until 2026-08-03 (by decision d1)",
    ),
    Told(
        CardEnded(card="cd1", decision="d1", outcome="cleared"),
        "解除贸发局的黄牌（依据决定 d1）",
        "Yellow card of 贸发局 cleared (by decision d1)",
    ),
    Told(
        CardEnded(card="cd1", decision="d1", outcome="delisted"),
        "贸发局黄牌整改无效，摘牌（依据决定 d1）",
        "Yellow card of 贸发局 ends in delisting (by decision d1)",
    ),
    Told(
        CardEnded(card="cd1", decision="policy:second-card", outcome="delisted"),
        "贸发局再次受到黄牌警告，摘牌（依据本方案所定口径“数年内第二次黄牌”）",
        "贸发局 delisted for a second yellow card"
        " (by policy a second card within the years of the profile)",
    ),
    Told(
        Vetoed(agency="ag1", event="重大事故", months=12),
        "贸发局一票否决：重大事故，限制 12 个月",
        "贸发局 barred: 重大事故, for 12 months",
    ),
    Told(
        Applied(case="cs1", honor="agency-level", agency="ag1"),
        "贸发局申报市直机关文明单位",
        "贸发局 applies for agency-level title",
    ),
    Told(
        Applied(case="cs2", honor="municipal", agency="ag2", renewal=True),
        "财政局申报复查保留市级文明单位",
        "财政局 applies to keep municipal title",
    ),
    Told(
        CaseChecked(case="cs1", outcome="failed", failed=("share",), score="81"),
        "贸发局的市直机关文明单位申报审核未通过，1 项条件不符合，得分 81",
        "贸发局's application for agency-level title failed the check, 1 condition not met, "
        "score 81",
    ),
    Told(
        CaseChecked(case="cs1", outcome="passed"),
        "贸发局的市直机关文明单位申报审核通过",
        "贸发局's application for agency-level title passed the check",
    ),
    Told(
        NoticePosted(
            notice="gs1",
            cases=("cs1",),
            days=7,
            counting="calendar",
            first=date(2026, 3, 1),
            last=date(2026, 3, 7),
        ),
        "公示贸发局的市直机关文明单位申报，2026-03-01 至 2026-03-07",
        "Notice of 贸发局's application for agency-level title, 2026-03-01 to 2026-03-07",
    ),
    Told(
        ObjectionReceived(
            objection="ob1", notice="gs1", case="cs1", signed=True, person="p-1", matter="材料不实"
        ),
        "收到对贸发局的市直机关文明单位申报的异议：材料不实（署名）",
        "Objection to 贸发局's application for agency-level title: 材料不实 (signed)",
    ),
    Told(
        ObjectionHandled(objection="ob1", outcome="rejected", finding="不属实"),
        "对贸发局的市直机关文明单位申报的异议办结：不成立，不属实",
        "Objection to 贸发局's application for agency-level title dealt with: rejected, 不属实",
    ),
    Told(
        Submitted(cases=("cs2",), document="3号", to="higher-body"),
        "上报上级文明委：财政局的市级文明单位申报（3号）",
        "Sent up to higher body: 财政局's application for municipal title (3号)",
    ),
    Told(
        ResultReceived(
            case="cs2",
            outcome="granted",
            honor="municipal",
            document="8号",
            by="市文明委",
            until=date(2029, 3, 1),
        ),
        "市文明委批准财政局的市级文明单位申报，授予市级文明单位，期限至 2029-03-01（8号）",
        "市文明委 granted 财政局's application for municipal title, as municipal title, "
        "until 2029-03-01 (8号)",
    ),
    Told(
        ResultReceived(case="cs2", outcome="refused", document="9号", by="市文明委"),
        "市文明委未批准财政局的市级文明单位申报（9号）",
        "市文明委 refused 财政局's application for municipal title (9号)",
    ),
    Told(
        CaseClosed(case="cs1", cause="withdrawn"),
        "贸发局的市直机关文明单位申报终止：已撤回",
        "贸发局's application for agency-level title ended: withdrawn",
    ),
    Told(
        Granted(honor="civilized-office", holders=("of1",), decision="d2"),
        "命名文明处室：贸发局/党务公开科（依据决定 d2）",
        "Title granted: 贸发局/党务公开科, civilized office (by decision d2)",
    ),
    Told(
        Renewed(honor="civilized-office", holders=("of1",), decision="d2", until=date(2028, 1, 1)),
        "保留文明处室：贸发局/党务公开科，期限至 2028-01-01（依据决定 d2）",
        "Title kept: 贸发局/党务公开科, civilized office, until 2028-01-01 (by decision d2)",
    ),
    Told(
        Withdrawn(honor="civilized-office", holders=("of1",), decision="d2", cause="delisted"),
        "摘牌文明处室：贸发局/党务公开科（依据决定 d2）",
        "Title delisted: 贸发局/党务公开科, civilized office (by decision d2)",
    ),
    Told(
        Appealed(agency="ag1", decision="d2", suspended=True),
        "贸发局对决定 d2 提出申诉，期间摘牌暂缓执行",
        "贸发局 appeals against decision d2, the delisting is suspended meanwhile",
    ),
    Told(
        AppealDecided(agency="ag1", appealed="d2", decision="d1", outcome="rejected"),
        "贸发局对决定 d2 的申诉：不成立（依据决定 d1）",
        "Appeal of 贸发局 against decision d2: rejected (by decision d1)",
    ),
    Told(
        Restored(honor="civilized-office", holders=("of1", "of2"), decision="d1"),
        "恢复文明处室：贸发局/党务公开科、财政局/办公室（依据决定 d1）",
        "Title restored: 贸发局/党务公开科, 财政局/办公室, civilized office (by decision d1)",
    ),
    Told(
        RoundCorrected(
            round="rd1",
            changes=(
                RoundChange(field="name", was="一季度抽查", now="一季度检查"),
                RoundChange(field="due", was="2026-02-01", now=None),
            ),
        ),
        "更正考评“一季度抽查”，名称 一季度抽查 → 一季度检查、截止日 2026-02-01 → （空）",
        "Round corrected: 一季度抽查, title 一季度抽查 → 一季度检查, due 2026-02-01 → (empty)",
    ),
    Told(
        RoundCorrected(
            round="rd1", changes=(RoundChange(field="name", was="一季度检查", now="一季度抽查"),)
        ),
        "更正考评“一季度抽查”，名称 一季度检查 → 一季度抽查",
        "Round corrected: 一季度抽查, title 一季度检查 → 一季度抽查",
    ),
    Told(
        EvidenceKept(sha256=SHA, name="照片.jpg", size=3),
        "佐证入库：照片.jpg",
        "Evidence kept: 照片.jpg",
    ),
    Told(
        ActivitiesLogged(
            activities=(
                Activity(id="ac1", agency="ag1", on=date(2026, 2, 2), kind="study", title="读书会"),
            )
        ),
        "贸发局开展活动：读书会（2026-02-02）",
        "贸发局 held an activity: 读书会 (2026-02-02)",
    ),
    Told(
        ActivitiesLogged(
            activities=tuple(
                Activity(
                    id=f"ac{n}",
                    agency=f"ag{n % 2 + 1}",
                    on=date(2026, 2, 2),
                    kind="study",
                    title="读书会",
                )
                for n in range(2, 4)
            )
        ),
        "记录活动 2 次（贸发局、财政局）",
        "2 activities logged (贸发局, 财政局)",
    ),
    Told(
        ActivityCorrected(
            activity="ac1",
            changes=(
                ActivityChange(field="on", was="2026-02-02", now="2026-02-03"),
                ActivityChange(field="kind", was="study", now="reading"),
                ActivityChange(field="agency", was="ag1", now="ag2"),
                ActivityChange(field="people", was=None, now=12),
                ActivityChange(field="evidence", was=(), now=(SHA,)),
            ),
        ),
        "更正财政局的活动“读书会”，活动日期 2026-02-02 → 2026-02-03、活动类别 理论学习 → 读书、"
        "机关 贸发局 → 财政局、人数 （空） → 12、佐证材料补上 照片.jpg",
        "Activity of 财政局 corrected: 读书会, day it was held 2026-02-02 → 2026-02-03, "
        "kind of activity study → reading, agency 贸发局 → 财政局, "
        "how many took part (empty) → 12, evidence 照片.jpg added",
    ),
    Told(
        ActivityRemoved(activity="ac1", agency="ag2", title="读书会"),
        "误登而撤出财政局的活动“读书会”",
        "Activity of 财政局 logged by mistake taken out: 读书会",
    ),
    Told(
        ProgramEntered(entry="en1", program="none:none", agency="ag1", form="fm1", values={}),
        "贸发局录入文化项目（插件不在）：一条记录",
        "贸发局 entered a culture program (plugin missing): an entry",
    ),
    Told(
        Recorded(
            records=(
                RecordPart(
                    noun="study", id="rc1", agency="ag1", values={"office": "of1", "score": "92"}
                ),
            )
        ),
        "贸发局登记理论学习成绩，贸发局/党务公开科",
        "贸发局: entry in Theory-study results, 贸发局/党务公开科",
    ),
    Told(
        Recorded(
            records=(RecordPart(noun="self", id="rc2", agency="ag1", values={"round": "rd1"}),)
        ),
        "贸发局登记自评，一季度抽查",
        "贸发局: entry in Self-assessment, 一季度抽查",
    ),
    Told(
        Recorded(records=(RecordPart(noun="institution", id="rc1", agency="ag1", gone=True),)),
        "贸发局删除误录的制度",
        "贸发局: entry in Institutions removed, made by mistake",
    ),
    Told(
        Recorded(
            records=tuple(
                RecordPart(noun="institution", id=f"rc{n}", agency="ag2") for n in range(3, 6)
            ),
            source="制度.csv",
        ),
        "录入制度 3 条（财政局、制度.csv）",
        "Entered: Institutions (3) (财政局, 制度.csv)",
    ),
    Told(YearRolled(year=2026), "2026 年度结转", "Year 2026 rolled over"),
    Told(
        TitleCorrected(
            changes=(
                TitleChange(
                    was=TitleState(holder="of2", honor="model-office", since=date(2024, 3, 1)),
                    now=TitleState(holder="of1", honor="model-office", since=date(2024, 5, 1)),
                ),
                TitleChange(
                    was=TitleState(holder="of2", honor="civilized-office", since=date(2024, 3, 1)),
                    now=None,
                ),
            )
        ),
        "更正期初称号：财政局/办公室，标兵处室，持有者 财政局/办公室 → 贸发局/党务公开科、"
        "命名日期 2024-03-01 → 2024-05-01；更正期初称号：财政局/办公室并无文明处室"
        "（原登记自 2024-03-01 起）",
        "Opening title corrected: 财政局/办公室, model office, holder 财政局/办公室 → "
        "贸发局/党务公开科, held since 2024-03-01 → 2024-05-01; Opening title corrected: "
        "财政局/办公室 is no civilized office (entered since 2024-03-01)",
    ),
    Told(
        Registered(agencies=(AgencyRecord(id="ag2", name="市财政局", sector="综合"),)),
        "更正登记：财政局，委口 （空） → 综合",
        "Entry corrected: 财政局, sector (empty) → 综合",
    ),
    Told(
        Registered(
            agencies=(AgencyRecord(id="ag2", name="市财政局", sector="经济"),), source="名册.csv"
        ),
        "登记名册：财政局，委口 综合 → 经济（名册.csv）",
        "Registry entered: 财政局, sector 综合 → 经济 (名册.csv)",
    ),
    Told(
        BodyRemoved(
            holder="of1",
            name="党务公开科",
            agency="ag1",
            titles=(HeldTitle(holder="of1", honor="model-office"),),
        ),
        "误录而撤出“贸发局/党务公开科”（称号 1 项）",
        "Taken in by mistake and taken out again: 贸发局/党务公开科 (1 title)",
    ),
    Told(
        Reformed(reform="rf1", document="1号", renamed=(Rename(id="ag2", name="市财税局"),)),
        "机构改革（1号），更名 1 个",
        "Reform (1号), 1 renamed",
    ),
    Told(ReformTakenBack(reform="rf1"), "撤回机构改革（1号）", "Reform taken back (1号)"),
    Told(
        ReformTakenBack(reform="rf1", why="误录"),
        "撤回机构改革（1号），误录",
        "Reform taken back (1号), 误录",
    ),
)


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A city in which everything of the table was written."""
    made = init(tmp_path_factory.mktemp("w") / "w", name="小市", today=date(2026, 1, 5))
    made.ledger.connection.execute("PRAGMA synchronous = OFF")
    made.user = "teller"
    for days, one in enumerate(TABLE):
        day = date(2026, 1, 5) + timedelta(days)
        made.write(one.body, right=Right.READ, effective=day, ahead=True)
    yield made
    made.close()


def told(ws: Workspace, lang: Lang) -> list[str]:
    """Return every fact as a sentence, oldest first."""
    locale.use(lang)
    try:
        return [sentence(ws, fact) for fact in reversed(fact_rows(ws))]
    finally:
        locale.use("zh")


def test_every_kind_of_fact_is_tried() -> None:
    tried = {one.body.kind for one in TABLE} | {"workspace-opened", Voided.kind}
    assert tried == APPLY.keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_fact_is_told(ws: Workspace, lang: Lang) -> None:
    begun = {"zh": "新建工作区：小市", "en": "Workspace set up: 小市"}[lang]
    assert told(ws, lang) == [begun, *(getattr(one, lang) for one in TABLE)]


RAW = re.compile(
    rf"\b(ag|of|it|st|rd|cs|cd|ob|ac|en|fm|rc|rf|mb|lg)\d\b|[{{}}\[\]]|{SHA[:8]}|"
    r"None|null|True|False|"
    r"\bp-1\b|guidance-group|party-group|higher-body|card-stepped"
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_has_ids_or_json_in_it(ws: Workspace, lang: Lang) -> None:
    assert [said for said in told(ws, lang) if RAW.search(said)] == []


def test_what_was_taken_back_is_told_with_its_names(tmp_path: Path) -> None:
    ws = init(tmp_path / "w", name="小市", today=date(2026, 1, 5))
    for body in (
        CITY,
        StandardAdopted(id="st1", version="3", sha256=SHA, document=STANDARD),
        RoundOpened.model_validate(ROUND),
        Marked(**CELL, value="9.5", points=9500),
        MemberSet(member="mb1", post="市委副书记", part="chair"),
        SittingHeld(sitting="一次会", present=("mb1",), chair="mb1"),
        Applied(case="cs1", honor="agency-level", agency="ag1"),
        CaseChecked(case="cs1", outcome="passed"),
        Carded(card="cd1", agency="ag1", decision="d1", cause="创建停滞"),
        CardStepped(card="cd1", step="reminded"),
    ):
        ws.write(body, right=Right.READ)
    before = told(ws, "zh")[1:]
    ws.write(Voided(facts=(*range(2, 12),)), right=Right.READ, why="误录")
    ws.write(Voided(facts=(12,)), right=Right.READ, why="没错")
    ws.write(Voided(facts=(13,)), right=Right.READ, why="误录")
    after = told(ws, "zh")[1:]
    assert after[:10] == before
    assert after[10] == "作废 #2–#11 登记名册、采用标准、开始考评（共 10 条）"
    assert after[11] == "恢复 #2–#11（作废 #12 不算）"
    ws.close()


def test_what_a_blind_round_hides_is_not_told(ws: Workspace) -> None:
    seen = fact_rows(ws)
    marked = next(fact for fact in seen if fact.kind == "marked")
    hidden = marked._replace(payload=json.dumps({"blind": True, "round": "rd2"}), who="")
    assert sentence(ws, hidden) == "二季度抽查：评分（内容不公开）"
    opened = next(fact for fact in seen if fact.kind == "round-opened")
    body = {**json.loads(opened.payload), "assessors": []}
    assert "考评员" not in sentence(ws, opened._replace(payload=json.dumps(body)))
    recorded = next(fact for fact in seen if fact.kind == "recorded")
    body = {**json.loads(recorded.payload), "records": []}
    assert "自评" in sentence(ws, recorded._replace(payload=json.dumps(body)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_field_of_a_fact_has_a_word(ws: Workspace, lang: Lang) -> None:
    locale.use(lang)
    try:
        for fact in fact_rows(ws):
            told = dict(details(Names(ws), fact))
            raw = json.loads(fact.payload).keys() & told.keys()
            known = {locale.t(f"facts.key-{key}") for key in raw}
            assert raw <= known, fact.kind  # an English word may be the key itself
            assert all(told.values()), fact.kind
    finally:
        locale.use("zh")


def test_details_hold_names_for_ids(ws: Workspace) -> None:
    rows = {fact.kind: fact for fact in fact_rows(ws)}
    marked = dict(details(Names(ws), rows["marked"]))
    assert marked == {
        "考评": "一季度抽查",
        "对象": "贸发局/党务公开科",
        "项目": "制度上墙",
        "考评员": "马莉",
        "评分": "9.5",
    }
    imported = dict(details(Names(ws), rows["marks-imported"]))
    assert imported["评分"] == "财政局/办公室“制度上墙”马莉评 8"
    assert dict(details(Names(ws), rows["carded"]))["期限至"] == "2026-07-03"
    hidden = rows["marked"]._replace(payload=json.dumps({"blind": True, "round": "rd2"}))
    assert dict(details(Names(ws), hidden)) == {}


def test_an_unknown_kind_is_told_by_its_name(ws: Workspace) -> None:
    row = (
        1,
        "of-tomorrow",
        "li",
        "2026-01-01T00:00:00+00:00",
        "2026-01-01",
        "",
        "{}",
        1,
        "[]",
        None,
    )
    assert sentence(ws, reader(ws)(row))
