"""What a file says that somebody corrected since: it is said, and what stands stays."""

from __future__ import annotations

from civtui.exchange.plan import Known, PlannedAgency, PlannedOffice
from civtui.exchange.rows import Row

# what is warned of a cell that is not followed
MOOT = ("exchange.code-changed", "workspace.former-corrected")


class Corrections:
    """Takes out of rows what was corrected since a file last had a word in it.

    Args:
        known: what the workspace has.
    """

    def __init__(self, known: Known) -> None:
        self.known = known.corrected

    def agency(self, row: Row, planned: PlannedAgency, said: str) -> PlannedAgency:
        """Return what there is to write of an agency.

        Args:
            said: the name that the row has for it.
        """
        if not self.known:
            return planned
        id_ = planned.id
        chief, chief_phone = self._person(
            row, id_, ("chief", "chief-phone"), (planned.chief, planned.chief_phone)
        )
        contact, phone = self._person(
            row, id_, ("contact", "phone"), (planned.contact, planned.phone)
        )
        return planned._replace(
            name=self._name(row, id_, said) or planned.name,
            short=self._kept(row, id_, "short", planned.short or "") or None,
            category=self._kept(row, id_, "category", planned.category or "") or None,
            code=self._kept(row, id_, "code", planned.code or "") or None,
            sector=self._kept(row, id_, "sector", planned.sector or "") or None,
            chief=chief,
            contact=contact,
            phone=phone,
            chief_phone=chief_phone,
        )

    def office(self, row: Row, planned: PlannedOffice, said: str) -> PlannedOffice:
        """Return what `agency` does of an office."""
        if not self.known:
            return planned
        name = self._name(row, planned.id, said) or planned.name
        return planned._replace(name=name, head=self._kept(row, planned.id, "head", planned.head))

    def _name(self, row: Row, id_: str, said: str) -> str:
        """Return the name that stays, "" where a row may give another one."""
        return "" if self._kept(row, id_, "name", said) else self.known[id_, "name"].now

    def _kept(self, row: Row, id_: str, field: str, value: str) -> str:
        """Return a value, "" (which changes nothing) where it was corrected since."""
        one = self.known.get((id_, field))
        if not value or one is None or value not in one.before:
            return value
        for moot in MOOT:
            row.forget(field, moot)
        row.warn(field if field in row.header.columns else "name", one.said)
        return ""

    def _person(
        self, row: Row, id_: str, fields: tuple[str, str], said: tuple[str, str]
    ) -> tuple[str, str]:
        """Return a person's name and telephone; that of somebody new is theirs."""
        name = self._kept(row, id_, fields[0], said[0])
        one = self.known.get((id_, fields[1]))
        if name and one and name != one.whose:
            return name, said[1]
        return name, self._kept(row, id_, fields[1], said[1])
