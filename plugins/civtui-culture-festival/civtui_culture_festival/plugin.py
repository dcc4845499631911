"""What the festival brings: a programme of events, sign-up, results, points, photo evidence."""

from __future__ import annotations

from pydantic import BaseModel

from civtui.api import (
    Bilingual,
    CultureProgram,
    Indicator,
    Plugin,
    ReportSection,
    View,
    hookimpl,
)
from civtui_culture_festival.figures import Settings
from civtui_culture_festival.forms import FORMS

TITLE = Bilingual("机关文化节", "Culture festival")
VIEWS = "civtui_culture_festival.views"
FIGURES = "civtui_culture_festival.figures"


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=TITLE,
        summary=Bilingual(
            "教育、娱乐、学习、竞赛四类活动：日程、报名、成绩、积分、照片、历年对比",
            "Education, entertainment, study, contest: programme, sign-up, results, points, photos",
        ),
        publisher="civtui",
        source="plugins/civtui-culture-festival",
        api=">=1,<2",
    )


@hookimpl
def civtui_config_model() -> type[BaseModel]:
    """Give the settings: what a place is worth."""
    return Settings


def _view(id_: str, zh: str, en: str) -> View:
    return View(id=id_, title=Bilingual(zh, en), entry=f"{VIEWS}:{id_.replace('-', '_')}")


@hookimpl
def civtui_culture_programs() -> list[CultureProgram]:
    """Give the program."""
    return [
        CultureProgram(
            id="festival",
            title=TITLE,
            forms=FORMS,
            views=(
                _view("programme", "活动日程", "Programme"),
                _view("sign-ups", "报名情况", "Sign-ups"),
                _view("standings", "积分榜", "Standings"),
                _view("photos", "照片佐证", "Photos"),
                _view("years", "历年对比", "Year on year"),
            ),
            indicators=(
                Indicator(
                    id="variety",
                    title=Bilingual("活动丰富度", "Variety"),
                    entry=f"{FIGURES}:variety",
                    unit=Bilingual("分", "points"),
                ),
                Indicator(
                    id="documented",
                    title=Bilingual("照片齐备率", "Documented"),
                    entry=f"{FIGURES}:documented",
                    unit=Bilingual("%", "%"),
                ),
            ),
            report=ReportSection(title=TITLE, entry=f"{VIEWS}:report"),
        )
    ]
