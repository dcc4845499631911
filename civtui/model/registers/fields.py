"""What a register is: its fields with their types, and what the end of a year does to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from civtui.model.fields import Choice, Field
from civtui.model.text import Bilingual

Text = Bilingual


class Register(NamedTuple):
    """A register of one kind of record.

    Args:
        id: also the noun of the command line.
        group: the noun it stands under, empty where it is one of its own.
        mode: the mode of the screen that shows it.
        whose: `agency` or, for what the secretariat keeps, `city`.
        key: fields that name a record within its agency: a second one replaces it; where empty,
            every record is one of its own.
        open: (field, values): a record in which the field has one of these values (or none, for
            the value "") still wants something.
        asks: (field, values): only a record in which the field has one of these values ever wants
            something; where empty, every record.
        due: the date field by which it wants it.
        day: the date field that says when it was, where there is no `due`. A record counts in the
            year of its field `year`, which is this year where it is left empty; a register
            without that field in the year of `due`, else of `day`. One that has none of them
            belongs to no year and says `rolls="stay"`.
        rolls: what the end of a year does: `carry` opens the open ones anew in the next year,
            `renew` puts every one down anew with its state taken back, `close` ends them, `stay`
            leaves them (they belong to no year, whatever their days).
    """

    id: str
    title: Text
    wording: Text
    fields: tuple[Field, ...]
    group: str = ""
    mode: str = "building"
    whose: Literal["agency", "city"] = "agency"
    key: tuple[str, ...] = ()
    open: tuple[str, tuple[str, ...]] = ("", ())
    asks: tuple[str, tuple[str, ...]] = ("", ())
    due: str = ""
    day: str = ""
    rolls: Literal["carry", "renew", "close", "stay"] = "close"

    @property
    def forms(self) -> tuple[Register, ...]:
        """The register as the one form of itself, as `civtui.plugin.forms` looks for it."""
        return (self,)

    def asked(self, values: Mapping[str, Any]) -> bool:
        """Return whether a record is of those that want something until they are settled."""
        field, values_ = self.asks
        return not field or str(values.get(field, "")) in values_

    def wants(self, values: Mapping[str, Any]) -> bool:
        """Return whether a record still wants something."""
        field, open_ = self.open
        return bool(field) and str(values.get(field) or "") in open_ and self.asked(values)

    def field(self, id_: str) -> Field | None:
        """Return the field `id_`, None where there is none."""
        return next((field for field in self.fields if field.id == id_), None)


def choices(**titles: tuple[str, str]) -> tuple[Choice, ...]:
    """Return choices by id (`_` stands for `-`), each with its Chinese and its English title."""
    return tuple(Choice(id_.replace("_", "-"), Text(*title)) for id_, title in titles.items())
