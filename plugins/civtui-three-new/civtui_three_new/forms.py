"""The four entry forms: the year's plan, a measure, a milestone, a self-check or inspection."""

from __future__ import annotations

from civtui.api import Bilingual, Choice, Field, Form

STRANDS = {
    "environment": Bilingual("打造新环境", "New environment"),
    "style": Bilingual("历练新作风", "New style"),
    "image": Bilingual("树立新形象", "New image"),
}
CHECKS = {
    "self-check": Bilingual("自查", "Self-check"),
    "inspection": Bilingual("检查", "Inspection"),
}
VERDICTS = {
    "good": Bilingual("达标", "Met"),
    "fair": Bilingual("基本达标", "Mostly met"),
    "poor": Bilingual("未达标", "Not met"),
}


def _choices(known: dict[str, Bilingual]) -> tuple[Choice, ...]:
    return tuple(Choice(id=id_, title=title) for id_, title in known.items())


STRAND = Field(
    id="strand", title=Bilingual("方面", "Strand"), type="choice", choices=_choices(STRANDS)
)

PLAN = Form(
    id="plan",
    title=Bilingual("年度计划", "Yearly plan"),
    once=True,
    fields=(
        Field(
            id="year", title=Bilingual("年度", "Year"), type="count", minimum="2000", maximum="2100"
        ),
        Field(id="goal", title=Bilingual("年度目标", "Goal of the year"), max_length=1000),
        Field(id="lead", title=Bilingual("牵头处室", "Lead office"), max_length=100),
        Field(
            id="approved",
            title=Bilingual("党组审定日期", "Approved by the party group on"),
            type="date",
            required=False,
        ),
    ),
)

MEASURE = Form(
    id="measure",
    title=Bilingual("措施", "Measure"),
    fields=(
        STRAND,
        Field(id="measure", title=Bilingual("措施内容", "What is done"), max_length=200),
        Field(id="owner", title=Bilingual("责任处室", "Owner"), max_length=100),
        Field(id="due", title=Bilingual("完成时限", "Due"), type="date", ahead=True),
        Field(id="done", title=Bilingual("完成度", "Done"), type="percent"),
        Field(
            id="before",
            title=Bilingual("实施前佐证", "Evidence before"),
            type="evidence",
            required=False,
        ),
        Field(
            id="after",
            title=Bilingual("实施后佐证", "Evidence after"),
            type="evidence",
            required=False,
        ),
    ),
)

MILESTONE = Form(
    id="milestone",
    title=Bilingual("时间节点", "Milestone"),
    fields=(
        STRAND,
        Field(id="name", title=Bilingual("节点名称", "Name"), max_length=200),
        Field(id="due", title=Bilingual("计划日期", "Planned for"), type="date", ahead=True),
        Field(
            id="reached",
            title=Bilingual("实际完成日期", "Reached on"),
            type="date",
            required=False,
        ),
    ),
)

CHECK = Form(
    id="check",
    title=Bilingual("自查与检查", "Self-check or inspection"),
    fields=(
        Field(id="kind", title=Bilingual("类别", "Kind"), type="choice", choices=_choices(CHECKS)),
        STRAND,
        Field(id="on", title=Bilingual("日期", "Date"), type="date"),
        Field(
            id="verdict",
            title=Bilingual("结论", "Verdict"),
            type="choice",
            choices=_choices(VERDICTS),
        ),
        Field(
            id="finding",
            title=Bilingual("发现的问题", "Finding"),
            required=False,
            max_length=1000,
        ),
    ),
)
