"""Culture programs as records: entry forms, views, indicators and the section of the report."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Limits
from pydantic import model_validator

from civtui.plugin.records import Entry, Id, Record, Text

FieldType = Literal["text", "number", "date", "choice", "count", "percent", "evidence"]


class Choice(Record):
    """One value of a choice field: its id is stored, its title is shown."""

    id: Id
    title: Text


class Field(Record):
    """One field of an entry form.

    Args:
        type: `text`; `number` (exact decimal); `date` (ISO); `choice`; `count` (whole, from 0);
            `percent` (0 to 100); `evidence` (content addresses of papers or pictures).
        required: whether an entry without it is refused.
        unit: what a number counts, shown beside the field.
        minimum: smallest number that is taken, as decimal text.
        maximum: largest number that is taken, as decimal text.
        max_length: longest text, in characters.
        choices: what a choice field offers.
        not_before: id of a date field of the same form which this date must not precede.
        ahead: whether a date may lie after today, since it plans something; all others have come.
        hint: what to write here, with an example.
    """

    id: Id
    title: Text
    type: FieldType = "text"
    required: bool = True
    unit: Text | None = None
    minimum: str | None = None
    maximum: str | None = None
    max_length: int = Limits(default=500, ge=1, le=20_000)
    choices: tuple[Choice, ...] = ()
    not_before: str | None = None
    ahead: bool = False
    hint: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Field:
        from civtui.model.reading import exact

        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"field {self.id}: choices belong to a choice field, and to it only")
        if len({choice.id for choice in self.choices}) != len(self.choices):
            raise ValueError(f"field {self.id}: two choices share an id")
        if self.ahead and self.type != "date":
            raise ValueError(f"field {self.id}: only a date lies ahead")
        for bound in (self.minimum, self.maximum):
            if bound is not None and exact(bound) is None:
                raise ValueError(f"field {self.id}: {bound!r} is no decimal number")
        return self


class Form(Record):
    """A form of a program, filled in by an agency; each filling is one entry.

    Args:
        fields: in the order they are asked.
        once: a later filling replaces the earlier one (a yearly plan), else entries add up.
        day: id of the date field that says when it was done: an entry is then an activity of the
            agency, counted in its log. The field `on` where nothing is said; "" where the form
            tells of nothing that was done.
    """

    id: Id
    title: Text
    fields: tuple[Field, ...] = Limits(min_length=1)
    once: bool = False
    day: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Form:
        ids = [field.id for field in self.fields]
        if len(set(ids)) != len(ids):
            raise ValueError(f"form {self.id}: two fields share an id")
        dates = {field.id for field in self.fields if field.type == "date"}
        if self.day and self.day not in dates:
            raise ValueError(f"form {self.id}: day {self.day!r} is no date field of it")
        for field in self.fields:
            if field.not_before is not None and field.not_before not in dates:
                raise ValueError(f"form {self.id}: {field.not_before!r} is no date field of it")
        return self


class EntryTable(Record):
    """A view without code: the entries of a form, one row each.

    Args:
        fields: ids of the columns, all of the form's where empty.
    """

    show: Literal["entries"] = "entries"
    form: str
    fields: tuple[str, ...] = ()


class EntryTimeline(Record):
    """A view without code: the entries of a form along a date field."""

    show: Literal["timeline"] = "timeline"
    form: str
    on: str
    label: str


class EntryTally(Record):
    """A view without code: how many entries stand at each value of a choice field, as a chart."""

    show: Literal["tally"] = "tally"
    form: str
    by: str


class EntryProgress(Record):
    """A view without code: entries (or those at `where`) against a target, per choice of `by`.

    Args:
        where: `field=choice` that an entry must hold to count.
        target: how many make the whole, per choice of `by`; None: all entries of the form.
        by: a choice field; one bar for each of its values. None: one bar in all.
    """

    show: Literal["progress"] = "progress"
    form: str
    where: str | None = None
    target: int | None = Limits(default=None, ge=1)
    by: str | None = None


Declared = Annotated[
    EntryTable | EntryTimeline | EntryTally | EntryProgress, Limits(discriminator="show")
]


class View(Record):
    """A view of a program, made for one agency.

    Args:
        entry: `function(payload: dict) -> Table | Progress | ...` (civtui.plugin.views), or
        of: a view without code; exactly one of the two.
    """

    id: Id
    title: Text
    entry: Entry | None = None
    of: Declared | None = None

    @model_validator(mode="after")
    def _one_way(self) -> View:
        if (self.entry is None) == (self.of is None):
            raise ValueError(f"view {self.id}: name either an entry or `of`")
        return self


class EntryCount(Record):
    """An indicator without code: entries of a form that hold `where`, counted.

    Args:
        share: divide by all entries of the form, times 100.
    """

    form: str
    where: str | None = None
    share: bool = False


class Indicator(Record):
    """A number that a program gives an agency; it goes into the agency's culture score.

    Args:
        entry: `function(payload: dict) -> int | float | str | Fraction`, or
        of: an indicator without code; exactly one of the two.
        minimum: the worst value it can take, as decimal text.
        maximum: the best value it can take, as decimal text; must be above `minimum`.
    """

    id: Id
    title: Text
    entry: Entry | None = None
    of: EntryCount | None = None
    minimum: str = "0"
    maximum: str = "100"
    unit: Text | None = None

    @model_validator(mode="after")
    def _bounded(self) -> Indicator:
        from civtui.model.reading import exact

        if (self.entry is None) == (self.of is None):
            raise ValueError(f"indicator {self.id}: name either an entry or `of`")
        low, high = exact(self.minimum), exact(self.maximum)
        if low is None or high is None or not low < high:
            raise ValueError(f"indicator {self.id}: minimum must be a number below maximum")
        return self


class ReportSection(Record):
    """The program's section of the city's report.

    Args:
        entry: `function(payload: dict) -> list of views`; the payload has all agencies, or
        views: ids of the program's own views to repeat, agency by agency.
    """

    title: Text
    entry: Entry | None = None
    views: tuple[str, ...] = ()


class CultureProgram(Record):
    """A culture program: what agencies enter, what they see of it, what it adds to their score.

    Args:
        forms: entry forms, at least one.
        views: what is shown of an agency's entries.
        indicators: numbers of an agency, each in declared bounds.
        report: the program's section of the report.
    """

    id: Id
    title: Text
    summary: Text | None = None
    forms: tuple[Form, ...] = Limits(min_length=1)
    views: tuple[View, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    report: ReportSection | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> CultureProgram:
        from civtui.plugin.forms import loose_ends

        ends = loose_ends(self)
        if ends:
            raise ValueError(f"program {self.id}: {'; '.join(ends)}")
        return self
