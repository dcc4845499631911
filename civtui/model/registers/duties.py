"""Organization and targets (sections A and B): duties, posts, lead departments, guarantees."""

from __future__ import annotations

from civtui.model.fields import Field
from civtui.model.registers.common import EVIDENCE, MET, NOTE, OFFICE, OWNER, STATES, TIERS, YEAR
from civtui.model.registers.fields import Register, Text, choices

DUTY = Register(
    "duty",
    Text("职责分解", "Duties"),
    Text(
        "党组织、行政、群团三条线分工负责，目标责任到人",
        "three lines, each duty with an owner, a target and a state",
    ),
    (
        Field("duty", Text("职责", "duty"), catalogue="duty"),
        YEAR,
        OWNER,
        Field("target", Text("目标", "target")),
        Field("due", Text("期限", "due"), "date", ahead=True, ends=True, required=False),
        Field("state", Text("状态", "state"), "choice", choices=STATES),
        EVIDENCE,
        NOTE,
    ),
    key=("duty", "year"),
    open=("state", ("planned", "running", "failed")),
    due="due",
    rolls="carry",
)
POST = Register(
    "post",
    Text("一岗双责", "One post, two duties"),
    Text(
        "业务目标与创建目标一起定、一起考，互不抵充",
        "business and building targets both; neither makes up for the other",
    ),
    (
        OFFICE,
        YEAR,
        Field("post", Text("岗位", "post"), max_length=60),
        Field("business", Text("业务目标", "business target")),
        Field("business-met", Text("业务", "business"), "choice", choices=MET),
        Field("building", Text("创建目标", "building target")),
        Field("building-met", Text("创建", "building"), "choice", choices=MET),
        EVIDENCE,
    ),
    group="duty",
    key=("office", "year", "post"),
    open=("building-met", ("open",)),
    rolls="renew",
)
LEAD = Register(
    "lead",
    Text("牵头部门", "Lead departments"),
    Text(
        "各层级创建的牵头部门及交接，防止上下脱节（衔接）",
        "which department carries the work, per tier, with handovers",
    ),
    (
        Field("tier", Text("层级", "tier"), "choice", choices=TIERS),
        Field("department", Text("牵头部门", "department"), max_length=60, names="who"),
        Field("since", Text("自", "since"), "date", ahead=True),
        Field(
            "until",
            Text("至", "until"),
            "date",
            ahead=True,
            ends=True,
            required=False,
            not_before="since",
        ),
        Field("handover", Text("交接说明", "handover"), required=False, max_length=500),
    ),
    group="duty",
    key=("tier", "since"),
    rolls="stay",
)
TOGETHER = Register(
    "together",
    Text("三个同步", "Three togethers"),
    Text(
        "与中心业务工作同部署、同检查、同落实",
        "deployed, inspected and carried out together with the core business",
    ),
    (
        Field("item", Text("工作事项", "work item"), max_length=100),
        YEAR,
        Field("deployed", Text("同部署", "deployed"), "date", required=False),
        Field(
            "inspected", Text("同检查", "inspected"), "date", required=False, not_before="deployed"
        ),
        Field(
            "carried-out",
            Text("同落实", "carried out"),
            "date",
            required=False,
            not_before="deployed",
        ),
        EVIDENCE,
    ),
    group="duty",
    key=("item", "year"),
    open=("carried-out", ("",)),
    rolls="carry",
)
RESULT = Register(
    "result",
    Text("业务与创建成效", "Business and building results"),
    Text(
        "以中心业务工作的成效检验创建成果",
        "the results of the core business test those of the building",
    ),
    (
        YEAR,
        Field("business", Text("业务考核", "business"), "percent"),
        Field("building", Text("创建考核", "building"), "percent"),
        NOTE,
    ),
    group="duty",
    key=("year",),
)
GUARANTEE = Register(
    "guarantee",
    Text("创建保障", "Guarantees"),
    Text("人员、经费、场地有保障，计划与实际对照", "staff, funds and venues, planned and actual"),
    (
        Field(
            "what",
            Text("类别", "what"),
            "choice",
            choices=choices(
                staff=("人员", "staff"), funds=("经费", "funds"), venues=("场地", "venues")
            ),
        ),
        YEAR,
        Field("planned", Text("计划", "planned"), "number", minimum="0", maximum="1000000000"),
        Field(
            "actual",
            Text("实际", "actual"),
            "number",
            required=False,
            minimum="0",
            maximum="1000000000",
        ),
        Field("unit", Text("单位", "unit"), required=False, max_length=20),
        NOTE,
    ),
    key=("what", "year"),
    open=("actual", ("",)),
)
