"""The festival's forms: an event, an office's sign-up, a result, photos."""

from __future__ import annotations

from civtui.api import Bilingual, Choice, Field, Form

KINDS = {
    "education": Bilingual("教育", "Education"),
    "entertainment": Bilingual("娱乐", "Entertainment"),
    "study": Bilingual("学习", "Study"),
    "contest": Bilingual("竞赛", "Contest"),
}
EVENT = Field(
    id="event",
    title=Bilingual("活动", "Event"),
    max_length=100,
    hint=Bilingual("与日程中的名称一致", "named as in the programme"),
)
OFFICE = Field(id="office", title=Bilingual("处室", "Office"), max_length=100)

FORMS = (
    Form(
        id="event",
        title=Bilingual("活动", "Event"),
        fields=(
            Field(id="event", title=Bilingual("名称", "Name"), max_length=100),
            Field(
                id="kind",
                title=Bilingual("类别", "Kind"),
                type="choice",
                choices=tuple(Choice(id=id_, title=title) for id_, title in KINDS.items()),
            ),
            Field(id="on", title=Bilingual("开始日期", "From"), type="date", ahead=True),
            Field(
                id="until",
                title=Bilingual("结束日期", "Until"),
                type="date",
                required=False,
                not_before="on",
                ahead=True,
            ),
            Field(id="venue", title=Bilingual("地点", "Venue"), required=False, max_length=100),
        ),
    ),
    Form(
        id="sign-up",
        title=Bilingual("报名", "Sign-up"),
        fields=(
            EVENT,
            OFFICE,
            Field(
                id="people",
                title=Bilingual("人数", "People"),
                type="count",
                minimum="1",
                unit=Bilingual("人", "people"),
            ),
        ),
    ),
    Form(
        id="result",
        title=Bilingual("成绩", "Result"),
        fields=(
            EVENT,
            OFFICE,
            Field(
                id="place",
                title=Bilingual("名次", "Place"),
                type="count",
                minimum="1",
                maximum="99",
            ),
        ),
    ),
    Form(
        id="photos",
        title=Bilingual("照片", "Photos"),
        fields=(
            EVENT,
            Field(id="evidence", title=Bilingual("照片", "Photos"), type="evidence"),
        ),
    ),
)
