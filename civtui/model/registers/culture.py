"""The log and what model offices do well (sections D and E)."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.registers.common import EVIDENCE, OFFICE, ORGANS
from civtui.model.registers.fields import Register, Text, choices

EXEMPLAR = Register(
    "exemplar",
    Text("标兵经验", "Exemplars"),
    Text(
        "以点带面：标兵处室、先进单位的做法",
        "what a model office, or an agency that holds a title, does well, written up",
    ),
    (
        OFFICE._replace(required=False),
        Field("title", Text("做法", "practice"), max_length=100),
        Field("text", Text("内容", "text"), max_length=2000),
        Field("on", Text("总结日期", "written on"), "date"),
        EVIDENCE,
    ),
    mode="culture",
    key=("office", "title"),
    day="on",
    rolls="stay",
)
TAKEOVER = Register(
    "takeover",
    Text("经验推广", "Taken over"),
    Text("谁学了、成效如何", "who took it over and with what result"),
    (
        Field("exemplar", Text("标兵经验", "exemplar"), catalogue="exemplar"),
        Field("on", Text("学习日期", "on"), "date"),
        Field("result", Text("成效", "result"), required=False, max_length=300),
        EVIDENCE,
    ),
    group="exemplar",
    mode="culture",
    key=("exemplar",),
    day="on",
    open=("result", ("",)),
    rolls="stay",
)

ACTIVITY = Register(
    "activity",
    Text("活动", "Activity"),
    Text(
        "创建活动随时记，到考评时不必另报", "recorded as it happens, so that nothing is filed twice"
    ),
    (
        Field("title", Text("名称", "title")),
        Field("evidence", Text("照片/文件", "pictures"), "evidence", required=False),
        Field("items", Text("佐证项目", "items served"), required=False, catalogue="item"),
        Field(
            "kind",
            Text("类别", "kind"),
            "choice",
            required=False,
            choices=choices(
                study=("理论学习", "study"),
                training=("业务培训", "training"),
                reading=("读书", "reading"),
                contest=("技能竞赛", "contest"),
                lecture=("党课", "party lecture"),
                service=("志愿服务", "service"),
                culture=("文体", "culture"),
                environment=("环境整治", "environment"),
                co_building=("结对共建", "co-building"),
                other=("其他", "other"),
            ),
        ),
        Field("on", Text("日期", "day"), "date", required=False),
        Field("venue", Text("地点", "venue"), required=False, max_length=60, names="where"),
        Field("people", Text("人数", "people"), "count", required=False),
        Field("leaders", Text("带头领导", "leaders taking part"), required=False, names="who"),
        Field("organ", Text("组织者", "run by"), "choice", required=False, choices=ORGANS),
    ),
    day="on",
)
