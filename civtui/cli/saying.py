"""Options and sayings that the nouns of titles share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from civtui.locale import t

if TYPE_CHECKING:
    DayType = click.ParamType[date]
else:  # older releases of click know it without its answer's type
    DayType = click.ParamType

F = TypeVar("F", bound=Callable[..., Any])


class Day(DayType):
    """A date such as 2026-06-30."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date that `value` writes."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d" if str(value).isascii() else "").date()
        except ValueError:
            self.fail(t("cli_titles.bad-day", value=value), param, ctx)


DAY = Day()


def on_option(command: F) -> F:
    """Add `--on DATE`, the day from which it holds."""
    return click.option("--on", "on", type=DAY, help=t("cli_titles.help-on"))(command)


def decision_option(command: F) -> F:
    """Add `--decision ID`, which the verb cannot do without."""
    option = click.option(
        "--decision", required=True, metavar="ID", help=t("cli_titles.help-decision")
    )
    return option(command)
