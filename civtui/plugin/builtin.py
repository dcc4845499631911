"""The built-in plugin: the core's own schemes and formats, brought through the same hooks.

First-party code of the core, so the host runs it in its own process, not in a worker.
"""

from __future__ import annotations

from civtui.model.text import Bilingual
from civtui.plugin.contributions import (
    Calculator,
    ExportFormat,
    Plugin,
    SchemeOption,
    ScoringScheme,
    WarningSignal,
)
from civtui.plugin.hookspecs import hookimpl

SCHEMES = {
    "weighted-sum": Bilingual("加权求和", "Weighted sum"),
    "mean": Bilingual("平均分", "Mean of the assessors"),
    "median": Bilingual("中位数", "Median of the assessors"),
    "trimmed-mean": Bilingual("去极值平均", "Trimmed mean of the assessors"),
    "deduction": Bilingual("扣分制", "Deductions from a base"),
}
OPTIONS = {
    "trimmed-mean": (
        SchemeOption(
            id="drop",
            title=Bilingual("最高、最低各去掉几个", "how many to drop at each end"),
            choices=("1",),
            free=True,
        ),
    ),
}
FORMATS = {
    "csv": (Bilingual("CSV 表格", "CSV table"), ".csv"),
    "json": (Bilingual("JSON 数据", "JSON data"), ".json"),
    "markdown": (Bilingual("Markdown 文稿", "Markdown text"), ".md"),
}
SIGNALS = {
    "cramming": (Bilingual("突击创建", "Crammed before the visit"), "cramming"),
    "slackening": (Bilingual("逐年懈怠", "Slackening"), "slack"),
    "lagging": (Bilingual("明显滞后", "Lagging"), "lag"),
}


@hookimpl
def civtui_describe() -> Plugin:
    """Say what the core brings."""
    return Plugin(
        title=Bilingual("内置方案与格式", "Built-in schemes and formats"),
        publisher="civtui",
        source="civtui/plugin/builtin.py",
    )


@hookimpl
def civtui_calculators() -> list[Calculator]:
    """Give the core's methods, all exact."""
    return [
        Calculator(
            id=id_,
            title=title,
            entry=f"civtui.scoring.schemes:{id_.replace('-', '_')}",
            exact=True,
            options=OPTIONS.get(id_, ()),
        )
        for id_, title in SCHEMES.items()
    ]


@hookimpl
def civtui_warning_signals() -> list[WarningSignal]:
    """Give the signs of trouble in the rhythm of a building log."""
    return [
        WarningSignal(id=id_, title=title, entry=f"civtui.plugin.builtin_signals:{name}")
        for id_, (title, name) in SIGNALS.items()
    ]


@hookimpl
def civtui_scoring_schemes() -> list[ScoringScheme]:
    """Give the same methods for a round's sheet."""
    return [ScoringScheme(id=id_, title=title, calculator=id_) for id_, title in SCHEMES.items()]


@hookimpl
def civtui_export_formats() -> list[ExportFormat]:
    """Give the plain text formats."""
    return [
        ExportFormat(
            id=id_,
            title=title,
            extension=extension,
            entry=f"civtui.plugin.builtin_formats.{id_}:render",
        )
        for id_, (title, extension) in FORMATS.items()
    ]
