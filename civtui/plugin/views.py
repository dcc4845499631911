"""Views as data: what a plugin may show; the host draws, keys, translates and exports it.

Every text may be plain (already in the payload's language) or `Bilingual`. A function returns one
view, or a list of views that are shown one below the other.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from civtui.model.text import Bilingual
from civtui.plugin.records import Record

MOST_ROWS = 20_000


def _number(value: Any) -> Any:
    if isinstance(value, Fraction):
        return float(value)
    return value


# a text in the language of the payload, or in both
Say = str | Bilingual
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
Cell = Annotated[
    str | bool | int | Number | Bilingual | None,
    BeforeValidator(lambda v: str(v) if isinstance(v, Decimal | Fraction | date) else v),
]
Tone = Literal["plain", "good", "notice", "bad"]


class Column(Record):
    """A column of a table; numbers stand right, texts left."""

    title: Say
    align: Literal["left", "right"] = "left"


class Table(Record):
    """Rows under columns.

    Args:
        rows: cells by column; text, whole number, number, yes/no or None.
        key: index of the column that names a row.
        foot: a sentence below the table.
    """

    kind: Literal["table"] = "table"
    title: Say = ""
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[tuple[Cell, ...], ...] = Field(default=(), max_length=MOST_ROWS)
    key: int = 0
    foot: Say = ""

    @model_validator(mode="after")
    def _even(self) -> Table:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"row {number} has {len(row)} of {len(self.columns)} cells")
        return self


class FormView(Record):
    """An invitation to fill in a form of the program.

    Args:
        form: id of the form.
        preset: field id -> value that already stands in it.
    """

    kind: Literal["form"] = "form"
    title: Say = ""
    form: str
    preset: dict[str, str | int | list[str]] = Field(default_factory=dict)


class Bar(Record):
    """One bar of a progress view: `done` out of `whole`, both counts or amounts."""

    label: Say
    done: Number = Field(ge=0)
    whole: Number = Field(ge=0)
    tone: Tone = "plain"
    note: Say = ""


class Progress(Record):
    """How far things are, one bar each."""

    kind: Literal["progress"] = "progress"
    title: Say = ""
    bars: tuple[Bar, ...] = Field(default=(), max_length=MOST_ROWS)
    foot: Say = ""


class Moment(Record):
    """Something on a day.

    Args:
        on: the day.
        until: its last day, where it takes several.
    """

    on: date
    until: date | None = None
    label: Say
    tone: Tone = "plain"
    note: Say = ""


class Timeline(Record):
    """Things along the year, in order of days."""

    kind: Literal["timeline"] = "timeline"
    title: Say = ""
    moments: tuple[Moment, ...] = Field(default=(), max_length=MOST_ROWS)
    foot: Say = ""


class Calendar(Record):
    """Things by day, drawn as months."""

    kind: Literal["calendar"] = "calendar"
    title: Say = ""
    moments: tuple[Moment, ...] = Field(default=(), max_length=MOST_ROWS)


class Point(Record):
    """One value of a chart."""

    label: Say
    value: Number
    tone: Tone = "plain"


class Chart(Record):
    """Values side by side.

    Args:
        form: bars from zero, or a line through them in order.
        unit: what is counted.
    """

    kind: Literal["chart"] = "chart"
    title: Say = ""
    form: Literal["bar", "line"] = "bar"
    points: tuple[Point, ...] = Field(default=(), max_length=MOST_ROWS)
    unit: Say = ""


class Paragraphs(Record):
    """Plain text, one paragraph each; never markup."""

    kind: Literal["text"] = "text"
    title: Say = ""
    paragraphs: tuple[Say, ...] = ()


AnyView = Annotated[
    Table | FormView | Progress | Timeline | Calendar | Chart | Paragraphs,
    Field(discriminator="kind"),
]


def as_data(value: object) -> list[dict[str, Any]]:
    """Return what a view function gave as JSON-ready views.

    Args:
        value: one view or a sequence of views, as records or as plain data.

    Raises:
        pydantic.ValidationError: it is no view.
    """
    many = value if isinstance(value, list | tuple) else [value]
    views: TypeAdapter[list[Any]] = TypeAdapter(list[AnyView])
    return [view.model_dump(mode="json") for view in views.validate_python(many)]
