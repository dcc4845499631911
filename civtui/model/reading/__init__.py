"""Reads what people type or a spreadsheet holds, one parser for each type of field, for all faces.

`read(field, value)` checks by a field; `day_of`, `whole_of` and their like only read a value. A
field is read by attribute, all optional: `id`, `title`, `type`, `choices`, `unit`, `minimum`,
`maximum`, `max_length`. So registers, verbs, plugins' forms and columns of a registry share it.
"""

from __future__ import annotations

from civtui.model.reading.days import day_of as day_of
from civtui.model.reading.days import is_month_alone as is_month_alone
from civtui.model.reading.days import is_year_alone as is_year_alone
from civtui.model.reading.days import last_day_of as last_day_of
from civtui.model.reading.days import moment_of as moment_of
from civtui.model.reading.days import span_of as span_of
from civtui.model.reading.fields import READERS as READERS
from civtui.model.reading.fields import as_written as as_written
from civtui.model.reading.fields import read as read
from civtui.model.reading.fields import show as show
from civtui.model.reading.numbers import decimal_of as decimal_of
from civtui.model.reading.numbers import exact as exact
from civtui.model.reading.numbers import plain as plain
from civtui.model.reading.numbers import whole_of as whole_of
from civtui.model.reading.words import choice_of as choice_of
from civtui.model.reading.words import yes_of as yes_of
