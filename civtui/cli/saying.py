"""Options and sayings that the nouns of titles share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from civtui.cli.table import table
from civtui.locale import render, t
from civtui.model.text import Bilingual, Message

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


def plain(value: Any) -> Any:
    """Return `value` as JSON-ready data: records as objects, messages in words, dates as ISO."""
    if isinstance(value, Message | Bilingual):
        return render(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {key: plain(part) for key, part in value._asdict().items()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def rows_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table; `columns` are names of `cli_titles.column-*`."""
    heads = [t(f"cli_titles.column-{column}") for column in columns]
    body = [["" if cell is None else render(cell) for cell in row] for row in rows]
    yield from table(heads, body)


def said(notes: Iterable[Message], policies: Iterable[tuple[str, str]] = ()) -> Iterator[str]:
    """Yield what a verb has to say beside its answer, and the policies that decided."""
    for note in notes:
        yield render(note)
    for id_, choice in policies:
        yield t("cli_eligibility.by-policy", id=id_, choice=choice)
