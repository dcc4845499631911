"""The registers of the building year: what is kept on record, field by field, in both languages.

One declaration serves the command's options, the screen's form, the import's columns and the check
of every value. Sources: sections A, B, C and E of the programme (`docs/building.md`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from civtui.model.text import Bilingual

FieldType = Literal["text", "choice", "date", "count", "number", "percent", "evidence"]
Text = Bilingual


class Choice(NamedTuple):
    """One of a field's values."""

    id: str
    title: Text


class Field(NamedTuple):
    """A field of a register; the attributes are those that `civtui.plugin.forms` checks by.

    Args:
        id: key of the stored value.
        catalogue: the value is an id of this catalogue: `duty` or `institution` (of the profile),
            `office` (of the record's agency), `item` (of the city's standard; several, with commas
            between), or the id of a record in the register named.
        minimum, maximum: inclusive bounds of a number, as decimal text.
        not_before: id of a date field that this one may not precede.
    """

    id: str
    title: Text
    type: FieldType = "text"
    required: bool = True
    choices: tuple[Choice, ...] = ()
    catalogue: str = ""
    minimum: str | None = None
    maximum: str | None = None
    max_length: int = 200
    not_before: str | None = None
    unit: Text | None = None


class Register(NamedTuple):
    """A register of one kind of record.

    Args:
        id: also the noun of the command line.
        group: the noun it stands under, empty where it is one of its own.
        mode: the mode of the screen that shows it.
        whose: `agency` or, for what the secretariat keeps, `city`.
        key: fields that name a record within its agency: a second one replaces it; where empty,
            every record is one of its own.
        open: (field, values): a record in which the field has one of these values (or none, for
            the value "") still wants something.
        due: the date field by which it wants it.
        rolls: what the end of a year does: `carry` opens the open ones anew in the next year,
            `renew` puts every one down anew with its state taken back, `close` ends them, `stay`
            leaves them (they belong to no year).
    """

    id: str
    title: Text
    wording: Text
    fields: tuple[Field, ...]
    group: str = ""
    mode: str = "building"
    whose: Literal["agency", "city"] = "agency"
    key: tuple[str, ...] = ()
    open: tuple[str, tuple[str, ...]] = ("", ())
    due: str = ""
    rolls: Literal["carry", "renew", "close", "stay"] = "close"

    @property
    def forms(self) -> tuple[Register, ...]:
        """The register as the one form of itself, as `civtui.plugin.forms` looks for it."""
        return (self,)

    def field(self, id_: str) -> Field | None:
        """Return the field `id_`, None where there is none."""
        return next((field for field in self.fields if field.id == id_), None)


def _choices(**titles: tuple[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(id_.replace("_", "-"), Text(*title)) for id_, title in titles.items())


STATES = _choices(
    planned=("计划中", "planned"),
    running=("进行中", "under way"),
    done=("已完成", "done"),
    failed=("未完成", "failed"),
)
LINES = _choices(
    party=("党组织", "party organization"),
    administration=("行政", "administration"),
    mass=("群团", "mass organizations"),
)
MET = _choices(
    open=("未评", "not judged"), met=("达标", "met"), missed=("未达标", "missed")
)  # fmt: skip
TIERS = _choices(
    **{
        "agency_level": ("市直机关级", "agency level"),
        "municipal": ("市级", "municipal"),
        "provincial": ("省级", "provincial"),
    }
)
YEAR = Field("year", Text("年度", "year"), "count", minimum="2000", maximum="2100")
EVIDENCE = Field("evidence", Text("佐证", "evidence"), "evidence", required=False)
NOTE = Field("note", Text("备注", "note"), required=False, max_length=500)
OFFICE = Field("office", Text("处室", "office"), catalogue="office")
OWNER = Field("owner", Text("责任人/处室", "owner"), max_length=60)


def _maybe(field: Field) -> Field:
    return field._replace(required=False)


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
        Field("due", Text("期限", "due"), "date", required=False),
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
        Field("department", Text("牵头部门", "department"), max_length=60),
        Field("since", Text("自", "since"), "date"),
        Field("until", Text("至", "until"), "date", required=False, not_before="since"),
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
        Field("inspected", Text("同检查", "inspected"), "date", required=False),
        Field("carried-out", Text("同落实", "carried out"), "date", required=False),
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
REPORT = Register(
    "report",
    Text("定期听取汇报", "Reports heard"),
    Text(
        "党组（委）定期听取创建工作汇报，一把手负总责",
        "the party group hears reports at set intervals; the chief answers for all",
    ),
    (
        Field("due", Text("应听取日期", "due"), "date"),
        Field(
            "body",
            Text("听取者", "heard by"),
            "choice",
            choices=_choices(party_group=("党组（委）", "party group"), chief=("一把手", "chief")),
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
        Field("due", Text("期限", "due"), "date"),
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
            choices=_choices(
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
        Field("in-force", Text("施行日期", "in force"), "date"),
        Field("revised-from", Text("修订自", "revised from"), required=False, max_length=60),
        Field(
            "review-by",
            Text("应修订日期", "review by"),
            "date",
            required=False,
            not_before="in-force",
        ),
        EVIDENCE,
    ),
    key=("institution", "version"),
    due="review-by",
    rolls="stay",
)
INSPECTION = Register(
    "inspection",
    Text("检查", "Inspections"),
    Text(
        "定期与不定期检查，发现问题，通报到干部，报告到上级",
        "scheduled and unscheduled, with findings and a bulletin",
    ),
    (
        Field("on", Text("检查日期", "on"), "date"),
        Field(
            "plan",
            Text("方式", "kind"),
            "choice",
            choices=_choices(
                scheduled=("定期", "scheduled"), unscheduled=("不定期", "unscheduled")
            ),
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
        Field("summary", Text("检查情况", "summary"), required=False, max_length=500),
        EVIDENCE,
    ),
    key=("on", "by"),
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
            choices=_choices(minor=("一般", "minor"), major=("严重", "major")),
        ),
        _maybe(OWNER),
        Field("term", Text("整改期限", "term"), "date", required=False),
        Field("rechecked", Text("复查日期", "re-checked"), "date", required=False),
        Field(
            "outcome",
            Text("整改结果", "outcome"),
            "choice",
            choices=_choices(
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
STUDY = Register(
    "study",
    Text("理论学习成绩", "Theory-study results"),
    Text(
        "理论学习与先进党员、优秀公务员评选挂钩",
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
EXEMPLAR = Register(
    "exemplar",
    Text("标兵经验", "Exemplars"),
    Text("以点带面：标兵处室的做法", "what a model office does well, written up"),
    (
        OFFICE,
        Field("title", Text("做法", "practice"), max_length=100),
        Field("text", Text("内容", "text"), max_length=2000),
        Field("on", Text("总结日期", "written on"), "date"),
        EVIDENCE,
    ),
    mode="culture",
    key=("office", "title"),
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
            choices=_choices(
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
        Field("venue", Text("地点", "venue"), required=False, max_length=60),
        Field("people", Text("人数", "people"), "count", required=False),
        Field("leaders", Text("带头领导", "leaders taking part"), required=False),
    ),
)
REGISTERS: dict[str, Register] = {
    register.id: register
    for register in (
        *(DUTY, POST, LEAD, TOGETHER, RESULT, REPORT, FILING, FILED, SELF, GUARANTEE),
        *(INSTITUTION, INSPECTION, FINDING, STUDY, EXEMPLAR, TAKEOVER),
    )
}
