"""What the campaign brings: a program whose strands stand in its settings, and a signal."""

from __future__ import annotations

from civtui.api import (
    Bilingual,
    CultureProgram,
    EntryTable,
    Indicator,
    Plugin,
    ReportSection,
    State,
    View,
    WarningSignal,
    hookimpl,
)
from civtui_three_excellences.forms import forms
from civtui_three_excellences.strands import Settings, campaign

TITLE = Bilingual("三优一满意", "Three excellences, one satisfaction")
VIEWS = "civtui_three_excellences.views"
FIGURES = "civtui_three_excellences.figures"


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=TITLE,
        summary=Bilingual(
            "全市性活动：优良作风、优质服务、优美环境，群众满意",
            "The city-wide campaign: style of work, service, environment, public satisfaction",
        ),
        publisher="civtui",
        source="plugins/civtui-three-excellences",
        api=">=1,<2",
        state=State(),
    )


@hookimpl
def civtui_config_model() -> type[Settings]:
    """Give the settings: the strands, and what counts as satisfied."""
    return Settings


@hookimpl
def civtui_culture_programs() -> list[CultureProgram]:
    """Give the program with the strands that the workspace has set."""
    return [
        CultureProgram(
            id="three-excellences",
            title=TITLE,
            forms=forms(campaign().strands),
            views=(
                View(
                    id="strands", title=Bilingual("三优进展", "Strands"), entry=f"{VIEWS}:strands"
                ),
                View(
                    id="satisfaction",
                    title=Bilingual("满意度走势", "Satisfaction"),
                    entry=f"{VIEWS}:satisfaction_chart",
                ),
                View(
                    id="measures",
                    title=Bilingual("措施台账", "Measures"),
                    of=EntryTable(form="measure"),
                ),
                View(
                    id="surveys",
                    title=Bilingual("测评记录", "Surveys"),
                    of=EntryTable(form="survey"),
                ),
            ),
            indicators=(
                Indicator(
                    id="excellence",
                    title=Bilingual("三优完成度", "Excellence"),
                    entry=f"{FIGURES}:excellence",
                    unit=Bilingual("分", "points"),
                ),
                Indicator(
                    id="satisfaction",
                    title=Bilingual("群众满意度", "Satisfaction"),
                    entry=f"{FIGURES}:satisfaction",
                    unit=Bilingual("%", "%"),
                ),
            ),
            report=ReportSection(title=TITLE, entry=f"{VIEWS}:report"),
        )
    ]


@hookimpl
def civtui_warning_signals() -> list[WarningSignal]:
    """Give the signal for a public that is less satisfied than before."""
    return [
        WarningSignal(
            id="satisfaction-falls",
            title=Bilingual("满意度下滑", "Satisfaction falls"),
            summary=Bilingual(
                "最近一次测评比上一次下降超过设定幅度，或低于设定底线",
                "The latest survey is lower than the one before by more than is set, or too low",
            ),
            entry=f"{FIGURES}:falls",
        )
    ]
