"""The forms of tax culture; persons are named by their office, not by name."""

from __future__ import annotations

from civtui.api import Bilingual, Choice, Field, Form

AREAS = {
    "counter": Bilingual("办税窗口", "Tax counter"),
    "declaration": Bilingual("纳税申报", "Declaration"),
    "refund": Bilingual("退税办理", "Refund"),
    "advice": Bilingual("咨询辅导", "Advice"),
    "complaint": Bilingual("投诉处理", "Complaints"),
}
SIDES = {
    "duty": Bilingual("爱岗敬业", "Devotion to duty"),
    "law": Bilingual("依法治税", "Rule of law"),
    "service": Bilingual("热情服务", "Warm service"),
    "integrity": Bilingual("清正廉洁", "Integrity"),
    "manners": Bilingual("文明礼仪", "Manners"),
}


def _choices(known: dict[str, Bilingual]) -> tuple[Choice, ...]:
    return tuple(Choice(id=id_, title=title) for id_, title in known.items())


AREA = Field(
    id="area",
    title=Bilingual("服务事项", "Field of service"),
    type="choice",
    choices=_choices(AREAS),
)
SIDE = Field(id="side", title=Bilingual("方面", "Side"), type="choice", choices=_choices(SIDES))

FORMS = (
    Form(
        id="value",
        title=Bilingual("核心理念", "Value"),
        fields=(
            Field(id="text", title=Bilingual("表述", "Wording"), max_length=200),
            Field(
                id="meaning", title=Bilingual("释义", "Meaning"), required=False, max_length=1000
            ),
        ),
    ),
    Form(
        id="conduct",
        title=Bilingual("“地税人”行为规范", "Code of conduct of the tax person"),
        fields=(SIDE, Field(id="text", title=Bilingual("条文", "Rule"), max_length=300)),
    ),
    Form(
        id="pledge",
        title=Bilingual("服务承诺", "Service pledge"),
        fields=(
            AREA,
            Field(id="text", title=Bilingual("承诺内容", "What is pledged"), max_length=200),
            Field(
                id="days",
                title=Bilingual("办结时限", "Time limit"),
                type="count",
                maximum="365",
                unit=Bilingual("工作日", "working days"),
                hint=Bilingual("即时办结填 0", "0: at once"),
            ),
            Field(id="since", title=Bilingual("公布日期", "Published on"), type="date"),
        ),
    ),
    Form(
        id="keeping",
        title=Bilingual("兑现情况", "How it was kept"),
        day="",  # the day up to which it was counted: nothing was done on it
        fields=(
            AREA,
            Field(id="on", title=Bilingual("统计截止日", "Counted up to"), type="date"),
            Field(id="cases", title=Bilingual("办理件数", "Cases"), type="count", minimum="1"),
            Field(id="kept", title=Bilingual("按承诺办结件数", "Kept"), type="count"),
            Field(id="cause", title=Bilingual("未兑现原因", "Why not"), required=False),
        ),
    ),
    Form(
        id="role-model",
        title=Bilingual("先进典型", "Role model"),
        fields=(
            Field(
                id="office",
                title=Bilingual("所在处室", "Office"),
                max_length=100,
                hint=Bilingual("写处室，不写姓名", "the office, not the person's name"),
            ),
            SIDE,
            Field(id="deed", title=Bilingual("事迹", "Deed"), max_length=500),
            Field(id="on", title=Bilingual("表彰日期", "Honored on"), type="date"),
            Field(
                id="evidence", title=Bilingual("佐证", "Evidence"), type="evidence", required=False
            ),
        ),
    ),
)
