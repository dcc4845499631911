"""The campaign's forms: a measure in a strand, and a survey of the public."""

from __future__ import annotations

from collections.abc import Sequence

from civtui.api import Bilingual, Choice, Field, Form
from civtui_three_excellences.strands import Strand

STATES = {
    "planned": Bilingual("计划中", "Planned"),
    "running": Bilingual("实施中", "Under way"),
    "done": Bilingual("已完成", "Done"),
}
WAYS = {
    "counter": Bilingual("窗口评价", "At the counter"),
    "paper": Bilingual("问卷", "Questionnaire"),
    "phone": Bilingual("电话回访", "By telephone"),
    "web": Bilingual("网上测评", "On the web"),
}


def forms(strands: Sequence[Strand]) -> tuple[Form, Form]:
    """Return the two forms.

    Args:
        strands: the campaign's strands.
    """
    measure = Form(
        id="measure",
        title=Bilingual("措施", "Measure"),
        fields=(
            Field(
                id="strand",
                title=Bilingual("方面", "Strand"),
                type="choice",
                choices=tuple(Choice(id=s.id, title=s.title) for s in strands),
            ),
            Field(id="what", title=Bilingual("内容", "What is done"), max_length=200),
            Field(id="owner", title=Bilingual("责任处室", "Owner"), max_length=100),
            Field(
                id="state",
                title=Bilingual("状态", "State"),
                type="choice",
                choices=tuple(Choice(id=id_, title=title) for id_, title in STATES.items()),
            ),
            Field(
                id="evidence", title=Bilingual("佐证", "Evidence"), type="evidence", required=False
            ),
        ),
    )
    survey = Form(
        id="survey",
        title=Bilingual("满意度测评", "Survey of the public"),
        fields=(
            Field(id="on", title=Bilingual("日期", "Date"), type="date"),
            Field(
                id="way",
                title=Bilingual("方式", "Way"),
                type="choice",
                choices=tuple(Choice(id=id_, title=title) for id_, title in WAYS.items()),
            ),
            Field(
                id="asked",
                title=Bilingual("有效份数", "Valid answers"),
                type="count",
                minimum="1",
                hint=Bilingual("不含空白与无效问卷", "without blank and void ones"),
            ),
            Field(id="satisfied", title=Bilingual("满意份数", "Satisfied"), type="count"),
        ),
    )
    return measure, survey
