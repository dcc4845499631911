"""What is heard and filed (section A): reports, filings, self-assessment."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.registers.common import EVIDENCE, NOTE, OFFICE
from civtui.model.registers.fields import Register, Text, choices

REPORT = Register(
    "report",
    Text("定期听取汇报", "Reports heard"),
    Text(
        "党组（委）定期听取创建工作汇报，一把手负总责",
        "the party group hears reports at set intervals; the chief answers for all",
    ),
    (
        Field("due", Text("应听取日期", "due"), "date", ahead=True, ends=True),
        Field(
            "body",
            Text("听取者", "heard by"),
            "choice",
            choices=choices(party_group=("党组（委）", "party group"), chief=("一把手", "chief")),
        ),
        Field("topic", Text("议题", "topic"), max_length=100),
        Field("heard", Text("听取日期", "heard on"), "date", required=False),
        Field("outcome", Text("决定事项", "outcome"), required=False, max_length=500),
        EVIDENCE,
    ),
    key=("due", "body"),
    open=("heard", ("",)),
    due="due",
)
FILING = Register(
    "filing",
    Text("报送要求", "Filings asked for"),
    Text("按期限催报：谁尚未报送", "who has not filed, by deadline"),
    (
        Field("title", Text("事项", "what"), max_length=100),
        Field("due", Text("期限", "due"), "date", ahead=True, ends=True),
        NOTE,
    ),
    group="report",
    whose="city",
    due="due",
)
FILED = Register(
    "filed",
    Text("已报送", "Filed"),
    Text("联络员报送材料", "what a reporter filed"),
    (
        Field("filing", Text("报送事项", "filing"), catalogue="filing"),
        Field("on", Text("报送日期", "filed on"), "date"),
        EVIDENCE,
        NOTE,
    ),
    group="report",
    key=("filing",),
    day="on",
)
SELF = Register(
    "self",
    Text("自评", "Self-assessment"),
    Text("单位自评，与考评得分并列", "the agency's own points beside the assessed ones"),
    (
        Field("round", Text("考评轮次", "round"), max_length=60),
        OFFICE,
        Field("item", Text("项目", "item"), max_length=60),
        Field("points", Text("自评分", "points"), "number", minimum="0", maximum="10000"),
        NOTE,
    ),
    group="report",
    key=("round", "office", "item"),
    rolls="stay",
)
