"""What the three-new project brings to civtui: one program with its forms, views and figures."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from civtui.api import (
    Bilingual,
    CultureProgram,
    Indicator,
    Plugin,
    ReportSection,
    View,
    hookimpl,
)
from civtui_three_new.forms import CHECK, MEASURE, MILESTONE, PLAN

MAKER = "civtui_three_new.views"


class Settings(BaseModel):
    """What a workspace may set.

    Args:
        soon_days: a measure that falls due within so many days is marked.
    """

    model_config = ConfigDict(extra="forbid")
    soon_days: int = Field(default=14, ge=0, le=365)


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=Bilingual("三新工程", "Three-new project"),
        summary=Bilingual(
            "贸发局“打造新环境、历练新作风、树立新形象”的年度计划、措施、节点与佐证",
            "Yearly plan, measures, milestones and evidence of the trade-development bureau",
        ),
        publisher="civtui",
        source="plugins/civtui-three-new",
        api=">=1,<2",
    )


@hookimpl
def civtui_config_model() -> type[BaseModel]:
    """Give the settings."""
    return Settings


def _view(id_: str, zh: str, en: str) -> View:
    entry = f"{MAKER}:{id_.replace('-', '_')}"
    return View(id=id_, title=Bilingual(zh, en), entry=entry)


@hookimpl
def civtui_culture_programs() -> list[CultureProgram]:
    """Give the program."""
    return [
        CultureProgram(
            id="three-new",
            title=Bilingual("三新工程", "Three-new project"),
            summary=Bilingual(
                "打造新环境、历练新作风、树立新形象", "New environment, new style, new image"
            ),
            forms=(PLAN, MEASURE, MILESTONE, CHECK),
            views=(
                _view("progress", "三新进度", "Progress"),
                _view("measures", "措施台账", "Measures"),
                _view("milestones", "时间节点", "Milestones"),
                _view("before-after", "前后对照", "Before and after"),
                _view("checks", "自查与检查", "Self-checks and inspections"),
            ),
            indicators=(
                Indicator(
                    id="achievement",
                    title=Bilingual("三新完成度", "Achievement"),
                    entry="civtui_three_new.figures:achievement",
                    unit=Bilingual("分", "points"),
                ),
                Indicator(
                    id="evidenced",
                    title=Bilingual("佐证齐备率", "Evidenced"),
                    entry="civtui_three_new.figures:evidenced",
                    unit=Bilingual("%", "%"),
                ),
            ),
            report=ReportSection(
                title=Bilingual("三新工程开展情况", "How the three-new project stands"),
                entry=f"{MAKER}:report",
            ),
        )
    ]
