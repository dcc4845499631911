"""Running the institutions (section C): institutions, inspections, findings, theory study."""

from __future__ import annotations

from civtui.model.fields import Choice, Field
from civtui.model.registers.common import EVIDENCE, LINES, NOTE, OFFICE, OWNER, YEAR
from civtui.model.registers.fields import Register, Text, choices

INSTITUTION = Register(
    "institution",
    Text("制度", "Institutions"),
    Text(
        "修订完善现有制度，不另搞一套",
        "revise the existing institutions, don't start a second set",
    ),
    (
        Field("institution", Text("制度", "institution"), catalogue="institution"),
        Field("version", Text("版本", "version"), max_length=30),
        Field("line", Text("责任条线", "line"), "choice", choices=LINES),
        Field("in-force", Text("施行日期", "in force"), "date", ahead=True),
        Field("revised-from", Text("修订自", "revised from"), required=False, max_length=60),
        Field(
            "review-by",
            Text("应修订日期", "review by"),
            "date",
            ahead=True,
            ends=True,
            required=False,
            not_before="in-force",
        ),
        EVIDENCE,
    ),
    key=("institution", "version"),
    due="review-by",
    rolls="stay",
)
OWN = Register(
    "own",
    Text("本单位制度", "Own institutions"),
    Text(
        "目录之外本单位自己的制度，同样登记版本与修订",
        "institutions of the agency's own beside the catalogue's; versions are kept of them too",
    ),
    (
        Field("title", Text("名称", "title"), max_length=60),
        Field("line", Text("责任条线", "line"), "choice", choices=LINES),
        NOTE,
    ),
    group="institution",
    key=("title",),
    rolls="stay",
)
INSPECTION = Register(
    "inspection",
    Text("检查", "Inspections"),
    Text(
        "定期与不定期检查，发现问题，向干部通报，向上级报告",
        "scheduled and unscheduled, with findings and a bulletin",
    ),
    (
        Field("on", Text("检查日期", "on"), "date"),
        Field(
            "plan",
            Text("方式", "kind"),
            "choice",
            choices=choices(scheduled=("定期", "scheduled"), unscheduled=("不定期", "unscheduled")),
        ),
        Field(
            "by",
            Text("检查方", "by"),
            "choice",
            choices=(*LINES, Choice("secretariat", Text("文明办", "secretariat"))),
        ),
        Field(
            "items",
            Text("检查项目", "checklist"),
            required=False,
            catalogue="item",
            max_length=1000,
        ),
        Field(
            "institution",
            Text("检查制度", "institution"),
            required=False,
            catalogue="institution",
        ),
        Field("summary", Text("检查情况", "summary"), required=False, max_length=500),
        EVIDENCE,
    ),
    key=("on", "by"),
    day="on",
)
FINDING = Register(
    "finding",
    Text("问题与整改", "Findings and rectification"),
    Text(
        "列出问题、责任人、期限，到期复查",
        "what was found, who mends it by when, and the re-check",
    ),
    (
        Field("inspection", Text("检查", "inspection"), catalogue="inspection"),
        Field("text", Text("问题", "finding"), max_length=300),
        Field(
            "item",
            Text("标准项目", "item of the standard"),
            required=False,
            catalogue="item",
            max_length=60,
        ),
        Field(
            "grave",
            Text("程度", "gravity"),
            "choice",
            choices=choices(minor=("一般", "minor"), major=("严重", "major")),
        ),
        OWNER._replace(required=False),
        Field("term", Text("整改期限", "term"), "date", ahead=True, ends=True, required=False),
        Field("rechecked", Text("复查日期", "re-checked"), "date", required=False),
        Field(
            "outcome",
            Text("整改结果", "outcome"),
            "choice",
            choices=choices(
                open=("待整改", "open"),
                mended=("已整改", "mended"),
                failed=("未整改", "not mended"),
            ),
        ),
        EVIDENCE,
    ),
    group="inspection",
    open=("outcome", ("open", "failed")),
    due="term",
    rolls="stay",
)
COMPLAINT = Register(
    "complaint",
    Text("群众监督", "Oversight by the masses"),
    Text(
        "群众意见有登记、有答复、有期限，自觉接受群众监督",
        "what the public says is put down, answered, and answered in time",
    ),
    (
        Field("on", Text("收到日期", "received"), "date"),
        Field(
            "way",
            Text("渠道", "way"),
            "choice",
            choices=choices(
                box=("意见箱", "box"),
                letter=("来信", "letter"),
                visit=("来访", "visit"),
                phone=("电话", "telephone"),
                online=("网上", "online"),
                survey=("测评", "survey"),
            ),
        ),
        Field(
            "sort",
            Text("性质", "sort"),
            "choice",
            choices=choices(
                complaint=("投诉", "complaint"),
                advice=("建议", "advice"),
                praise=("表扬", "praise"),
            ),
        ),
        Field("text", Text("内容", "what was said"), max_length=500),
        OFFICE._replace(required=False),
        OWNER._replace(required=False),
        Field(
            "term",
            Text("答复期限", "to be answered by"),
            "date",
            ahead=True,
            ends=True,
            required=False,
            not_before="on",
        ),
        Field("answered", Text("答复日期", "answered on"), "date", required=False, not_before="on"),
        Field("answer", Text("答复", "answer"), required=False, max_length=500),
        EVIDENCE,
    ),
    group="inspection",
    open=("answered", ("",)),
    asks=("sort", ("complaint", "advice")),  # praise is put down, and wants no answer
    due="term",
    day="on",
    rolls="stay",
)
STUDY = Register(
    "study",
    Text("理论学习成绩", "Theory-study results"),
    Text(
        "理论学习与优秀党员、优秀公务员评选挂钩",
        "theory study counts for outstanding members and civil servants",
    ),
    (
        OFFICE,
        YEAR,
        Field("score", Text("成绩", "score"), "percent"),
    ),
    group="reward",
    key=("office", "year"),
)
