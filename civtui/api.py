"""The whole public surface for plugin authors; nothing else of civtui is promised.

Every name is imported on its first use, so importing this module costs next to nothing.
`API_VERSION` is apart from civtui's own version: a plugin names the range it is written for in
`Plugin(api=">=1,<2")` and is refused, with both sides shown, outside of it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from civtui.model.errors import BadInput as BadInput
    from civtui.model.text import Bilingual as Bilingual
    from civtui.plugin.contributions import Alert as Alert
    from civtui.plugin.contributions import Calculator as Calculator
    from civtui.plugin.contributions import ExportFormat as ExportFormat
    from civtui.plugin.contributions import Importer as Importer
    from civtui.plugin.contributions import Plugin as Plugin
    from civtui.plugin.contributions import SchemeOption as SchemeOption
    from civtui.plugin.contributions import ScoringScheme as ScoringScheme
    from civtui.plugin.contributions import Sheet as Sheet
    from civtui.plugin.contributions import State as State
    from civtui.plugin.contributions import WarningSignal as WarningSignal
    from civtui.plugin.errors import bad_input as bad_input
    from civtui.plugin.hookspecs import API_VERSION as API_VERSION
    from civtui.plugin.hookspecs import hookimpl as hookimpl
    from civtui.plugin.programs import Choice as Choice
    from civtui.plugin.programs import CultureProgram as CultureProgram
    from civtui.plugin.programs import EntryCount as EntryCount
    from civtui.plugin.programs import EntryProgress as EntryProgress
    from civtui.plugin.programs import EntryTable as EntryTable
    from civtui.plugin.programs import EntryTally as EntryTally
    from civtui.plugin.programs import EntryTimeline as EntryTimeline
    from civtui.plugin.programs import Field as Field
    from civtui.plugin.programs import Form as Form
    from civtui.plugin.programs import Indicator as Indicator
    from civtui.plugin.programs import ReportSection as ReportSection
    from civtui.plugin.programs import View as View
    from civtui.plugin.settings import settings as settings
    from civtui.plugin.state import state as state
    from civtui.plugin.views import Bar as Bar
    from civtui.plugin.views import Calendar as Calendar
    from civtui.plugin.views import Chart as Chart
    from civtui.plugin.views import Column as Column
    from civtui.plugin.views import FormView as FormView
    from civtui.plugin.views import Moment as Moment
    from civtui.plugin.views import Paragraphs as Paragraphs
    from civtui.plugin.views import Point as Point
    from civtui.plugin.views import Progress as Progress
    from civtui.plugin.views import Table as Table
    from civtui.plugin.views import Timeline as Timeline
    from civtui.scoring.contract import Answer as Answer
    from civtui.scoring.contract import Ballot as Ballot
    from civtui.scoring.contract import CalculatorInput as CalculatorInput
    from civtui.scoring.contract import Criterion as Criterion
    from civtui.scoring.contract import ResultRow as ResultRow
    from civtui.scoring.contract import ranked as ranked
    from civtui.scoring.numbers import exact_text as exact_text
    from civtui.scoring.numbers import parse_exact as parse_exact

# public name -> the module that keeps it
NAMES: dict[str, str] = {
    "API_VERSION": "civtui.plugin.hookspecs",
    "hookimpl": "civtui.plugin.hookspecs",
    "BadInput": "civtui.model.errors",
    "bad_input": "civtui.plugin.errors",
    "Bilingual": "civtui.model.text",
    "Calculator": "civtui.plugin.contributions",
    "SchemeOption": "civtui.plugin.contributions",
    "ExportFormat": "civtui.plugin.contributions",
    "Importer": "civtui.plugin.contributions",
    "Plugin": "civtui.plugin.contributions",
    "ScoringScheme": "civtui.plugin.contributions",
    "Sheet": "civtui.plugin.contributions",
    "State": "civtui.plugin.contributions",
    "Alert": "civtui.plugin.contributions",
    "WarningSignal": "civtui.plugin.contributions",
    "Choice": "civtui.plugin.programs",
    "CultureProgram": "civtui.plugin.programs",
    "EntryCount": "civtui.plugin.programs",
    "EntryProgress": "civtui.plugin.programs",
    "EntryTable": "civtui.plugin.programs",
    "EntryTally": "civtui.plugin.programs",
    "EntryTimeline": "civtui.plugin.programs",
    "Field": "civtui.plugin.programs",
    "Form": "civtui.plugin.programs",
    "Indicator": "civtui.plugin.programs",
    "ReportSection": "civtui.plugin.programs",
    "View": "civtui.plugin.programs",
    "settings": "civtui.plugin.settings",
    "state": "civtui.plugin.state",
    "Bar": "civtui.plugin.views",
    "Calendar": "civtui.plugin.views",
    "Chart": "civtui.plugin.views",
    "Column": "civtui.plugin.views",
    "FormView": "civtui.plugin.views",
    "Moment": "civtui.plugin.views",
    "Paragraphs": "civtui.plugin.views",
    "Point": "civtui.plugin.views",
    "Progress": "civtui.plugin.views",
    "Table": "civtui.plugin.views",
    "Timeline": "civtui.plugin.views",
    "Answer": "civtui.scoring.contract",
    "Ballot": "civtui.scoring.contract",
    "CalculatorInput": "civtui.scoring.contract",
    "Criterion": "civtui.scoring.contract",
    "ResultRow": "civtui.scoring.contract",
    "ranked": "civtui.scoring.contract",
    "exact_text": "civtui.scoring.numbers",
    "parse_exact": "civtui.scoring.numbers",
}
__all__ = list(NAMES)


def __getattr__(name: str) -> Any:
    home = NAMES.get(name)
    if home is None:
        raise AttributeError(f"civtui.api has no {name!r}")
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(NAMES)
