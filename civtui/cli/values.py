"""Days and whole numbers as people write them, as types of the command line's options."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from civtui.locale import t

if TYPE_CHECKING:
    DayType = click.ParamType[date]
else:  # older releases of click know it without its answer's type
    DayType = click.ParamType


class Day(DayType):
    """A date as people write it: 2026-06-30, 2026年6月30日, 2026/6/30 8:30."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date that `value` writes."""
        from civtui.model.reading import day_of

        found = day_of(value)
        if found is None:
            self.fail(t("cli_titles.bad-day", value=value), param, ctx)
        return found


class Whole(click.types.IntParamType):
    """A whole number as people write it: 12, １２, 十二, 12个, or with a unit of its own.

    Args:
        units: words that may stand behind it.
    """

    def __init__(self, *units: str) -> None:
        self.units = units

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that `value` writes."""
        return int(super().convert(_read(self, value, self.units, param, ctx), param, ctx))


class Between(click.IntRange):
    """A whole number as people write it, from `least` to `most`.

    Args:
        units: words that may stand behind it.
    """

    def __init__(self, least: int, most: int | None = None, units: Sequence[str] = ()) -> None:
        super().__init__(least, most)
        self.units = units

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that `value` writes."""
        return int(super().convert(_read(self, value, self.units, param, ctx), param, ctx))


def _read(
    kind: Whole | Between,
    value: Any,
    units: Sequence[str],
    at: click.Parameter | None,
    ctx: click.Context | None,
) -> int:
    """Return the number that `value` writes; refuse what writes none in click's own words."""
    from civtui.model.reading import whole_of

    found = whole_of(value, units)
    if found is None:
        kind.fail(f"{value!r} is not a valid {kind.name}.", at, ctx)
    return found


DAYS, MONTHS, YEARS = ("天", "日"), ("个月", "月"), ("年", "年度")
DAY, COUNT, YEAR = Day(), Whole(), Whole(*YEARS)
