"""What tax culture brings: values, code of conduct, pledges and their keeping, role models."""

from __future__ import annotations

from pydantic import BaseModel

from civtui.api import (
    Bilingual,
    CultureProgram,
    EntryTable,
    Indicator,
    Plugin,
    ReportSection,
    View,
    WarningSignal,
    hookimpl,
)
from civtui_tax_culture.figures import Settings
from civtui_tax_culture.forms import FORMS

TITLE = Bilingual("地税文化", "Tax culture")
VIEWS = "civtui_tax_culture.views"
FIGURES = "civtui_tax_culture.figures"


@hookimpl
def civtui_describe() -> Plugin:
    """Say who this is."""
    return Plugin(
        title=TITLE,
        summary=Bilingual(
            "以人为本：核心理念、“地税人”行为规范、服务承诺与兑现、先进典型",
            "People first: values, the tax person's code of conduct, pledges kept, role models",
        ),
        publisher="civtui",
        source="plugins/civtui-tax-culture",
        api=">=1,<2",
    )


@hookimpl
def civtui_config_model() -> type[BaseModel]:
    """Give the settings."""
    return Settings


@hookimpl
def civtui_culture_programs() -> list[CultureProgram]:
    """Give the program."""
    return [
        CultureProgram(
            id="tax-culture",
            title=TITLE,
            summary=Bilingual("以人为本、“地税人”", "People first, the tax person"),
            forms=FORMS,
            views=(
                View(id="creed", title=Bilingual("理念与规范", "Creed"), entry=f"{VIEWS}:creed"),
                View(
                    id="pledges", title=Bilingual("承诺兑现", "Pledges"), entry=f"{VIEWS}:pledges"
                ),
                View(
                    id="months", title=Bilingual("逐月兑现率", "By month"), entry=f"{VIEWS}:months"
                ),
                View(
                    id="role-models",
                    title=Bilingual("先进典型", "Role models"),
                    of=EntryTable(form="role-model"),
                ),
            ),
            indicators=(
                Indicator(
                    id="kept",
                    title=Bilingual("承诺兑现率", "Pledges kept"),
                    entry=f"{FIGURES}:kept",
                    unit=Bilingual("%", "%"),
                ),
                Indicator(
                    id="pledged",
                    title=Bilingual("承诺覆盖率", "Fields with a pledge"),
                    entry=f"{FIGURES}:pledged",
                    unit=Bilingual("%", "%"),
                ),
            ),
            report=ReportSection(title=TITLE, entry=f"{VIEWS}:report"),
        )
    ]


@hookimpl
def civtui_warning_signals() -> list[WarningSignal]:
    """Give the signal for pledges that are broken too often."""
    return [
        WarningSignal(
            id="pledges-broken",
            title=Bilingual("承诺未兑现", "Pledges broken"),
            summary=Bilingual(
                "本年度某项服务承诺的兑现率低于设定值", "A pledge is kept too rarely this year"
            ),
            entry=f"{FIGURES}:broken",
        )
    ]
