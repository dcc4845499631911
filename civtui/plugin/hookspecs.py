"""The hooks of version 1: what civtui asks a plugin, each with an example that runs.

A plugin answers a hook by a function of the hook's name, marked with `civtui.api.hookimpl`.
Hooks only describe: they are called once, in a probe process, and their answers are kept in the
catalogue. The code that a record names by `entry` runs later, in the plugin's worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import pluggy

if TYPE_CHECKING:
    from pydantic import BaseModel

    from civtui.plugin.contributions import (
        Calculator,
        CultureProgram,
        ExportFormat,
        Importer,
        Plugin,
        ScoringScheme,
        WarningSignal,
    )

PROJECT = "civtui"
API_VERSION = "1.0"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec(firstresult=True)
def civtui_describe() -> Plugin | None:
    """Say who the plugin is and for which API versions it is written.

    Returns:
        One `Plugin`; without this hook the distribution's own metadata serve.

    Example:
        >>> from civtui.api import Bilingual, Plugin, hookimpl
        >>> @hookimpl
        ... def civtui_describe() -> Plugin:
        ...     return Plugin(
        ...         title=Bilingual("服务窗口", "Service counter"),
        ...         publisher="Office of one agency",
        ...         api=">=1,<2",
        ...     )
        >>> civtui_describe().title.en
        'Service counter'
    """


@hookspec(firstresult=True)
def civtui_config_model() -> type[BaseModel] | None:
    """Give the model of the plugin's settings, as they stand in the profile.

    Returns:
        A pydantic model class. Unknown keys are refused with the nearest one; a `SecretStr` is
        never shown. The plugin's code reads the checked settings by `civtui.api.settings()`.

    Example:
        >>> from pydantic import BaseModel, Field
        >>> from civtui.api import hookimpl
        >>> class Settings(BaseModel):
        ...     goal: int = Field(default=12, ge=1)
        >>> @hookimpl
        ... def civtui_config_model() -> type[BaseModel]:
        ...     return Settings
        >>> civtui_config_model()(goal=3).goal
        3
    """


@hookspec
def civtui_calculators() -> Sequence[Calculator]:
    """Give methods that `civtui scheme run` runs on a bare input.

    Returns:
        Calculators, each naming its function.

    Example:
        >>> from civtui.api import Bilingual, Calculator, hookimpl
        >>> @hookimpl
        ... def civtui_calculators() -> list[Calculator]:
        ...     title = Bilingual("最低分法", "Lowest mark")
        ...     return [Calculator(id="lowest", title=title, entry="my_plugin:lowest")]
        >>> civtui_calculators()[0].id
        'lowest'
    """
    return ()


@hookspec
def civtui_scoring_schemes() -> Sequence[ScoringScheme]:
    """Give ways to turn a round's marks into results.

    Returns:
        Schemes; most name one of the plugin's own calculators.

    Example:
        >>> from civtui.api import Bilingual, ScoringScheme, hookimpl
        >>> @hookimpl
        ... def civtui_scoring_schemes() -> list[ScoringScheme]:
        ...     title = Bilingual("最低分法", "Lowest mark")
        ...     return [ScoringScheme(id="lowest", title=title, calculator="lowest")]
        >>> civtui_scoring_schemes()[0].calculator
        'lowest'
    """
    return ()


@hookspec
def civtui_export_formats() -> Sequence[ExportFormat]:
    """Give ways to write a report to a file.

    Returns:
        Formats, each naming a pure function from a report to bytes.

    Example:
        >>> from civtui.api import Bilingual, ExportFormat, hookimpl
        >>> @hookimpl
        ... def civtui_export_formats() -> list[ExportFormat]:
        ...     title = Bilingual("制表符文本", "Tabs")
        ...     return [ExportFormat(id="tsv", title=title, extension=".tsv", entry="mine:tsv")]
        >>> civtui_export_formats()[0].extension
        '.tsv'
    """
    return ()


@hookspec
def civtui_importers() -> Sequence[Importer]:
    """Give ways to read a foreign file as plain sheets.

    Returns:
        Importers; the host checks what they read like any registry. Workbooks, csv and tsv are
        read by civtui itself; an importer is asked for other files.

    Example:
        >>> from civtui.api import Bilingual, Importer, hookimpl
        >>> @hookimpl
        ... def civtui_importers() -> list[Importer]:
        ...     title = Bilingual("竖线文本", "Bars")
        ...     return [Importer(id="psv", title=title, extensions=(".psv",), entry="mine:read")]
        >>> civtui_importers()[0].extensions
        ('.psv',)
    """
    return ()


@hookspec
def civtui_culture_programs() -> Sequence[CultureProgram]:
    """Give culture programs with their forms, views, indicators and report section.

    Returns:
        Programs; the host stores the entries and draws the views.

    Example:
        >>> from civtui.api import Bilingual, CultureProgram, Field, Form, hookimpl
        >>> @hookimpl
        ... def civtui_culture_programs() -> list[CultureProgram]:
        ...     fields = (Field(id="book", title=Bilingual("书名", "Book")),)
        ...     form = Form(id="reading", title=Bilingual("读书", "Reading"), fields=fields)
        ...     return [CultureProgram(id="books", title=Bilingual("书香", "Books"), forms=(form,))]
        >>> civtui_culture_programs()[0].forms[0].fields[0].type
        'text'
    """
    return ()


@hookspec
def civtui_warning_signals() -> Sequence[WarningSignal]:
    """Give signs of trouble to look for in what agencies have on record.

    Returns:
        Signals; one that cannot run reads "not checked", never "no warning".

    Example:
        >>> from civtui.api import Bilingual, WarningSignal, hookimpl
        >>> @hookimpl
        ... def civtui_warning_signals() -> list[WarningSignal]:
        ...     title = Bilingual("久无动静", "Long silence")
        ...     return [WarningSignal(id="silence", title=title, entry="my_plugin:silence")]
        >>> civtui_warning_signals()[0].id
        'silence'
    """
    return ()


class Given(NamedTuple):
    """What a hook gives.

    Args:
        kind: of the contribution, as the catalogue and `Host.call` name it.
        record: the name of its record in `civtui.plugin.contributions`.
    """

    kind: str
    record: str


# the hooks that give contributions
KINDS: dict[str, Given] = {
    "civtui_calculators": Given("calculator", "Calculator"),
    "civtui_scoring_schemes": Given("scheme", "ScoringScheme"),
    "civtui_export_formats": Given("format", "ExportFormat"),
    "civtui_importers": Given("importer", "Importer"),
    "civtui_culture_programs": Given("program", "CultureProgram"),
    "civtui_warning_signals": Given("signal", "WarningSignal"),
}
