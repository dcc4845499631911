"""A registry's plan as records of facts: what is new, what changes and from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from civtui.exchange.headers import field_said
from civtui.exchange.plan import Change, Plan
from civtui.ledger.ledger import Person
from civtui.model.progress import Tell
from civtui.workspace.agencies.people import person
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle, Registered

SLICE = 500
# field of the record -> field of the file, in the order of the columns that are read
AGENCY_FIELDS = tuple(
    (name, {"declared_offices": "offices"}.get(name, name))
    for name in (
        "name",
        "short",
        "category",
        "code",
        "sector",
        "order",
        "declared_offices",
        "staff",
        "chief",
        "contact",
    )
)
OFFICE_FIELDS = tuple((name, name) for name in ("name", "order", "staff", "head"))
PERSONS = ("chief", "contact", "head")


class Records:
    """The plan as records of facts, without those that would change nothing.

    Args:
        ws: the workspace.
        plan: what the file comes to.
    """

    def __init__(self, ws: Workspace, plan: Plan) -> None:
        from civtui.model.facts.registry import AgencyRecord, OfficeRecord, OpeningTitle

        self.plan = plan
        self.cells: list[Change] = []
        self.names: dict[str, str] = {}
        self.persons: dict[str, Person] = {}
        self.connection = ws.ledger.connection
        self.agencies: list[AgencyRecord] = []
        for a in plan.agencies:
            old = self._row(
                "SELECT name, short, category, code, sector, ord, declared_offices, "
                "staff, chief, contact FROM agency WHERE id = ?",
                a.id,
            )
            record = AgencyRecord(
                id=a.id,
                name=a.name,
                short=a.short,
                category=a.category,
                code=a.code,
                sector=a.sector,
                order=a.order or None,
                declared_offices=a.offices,
                staff=a.staff,
                chief=self._person(a.chief, a.chief_phone, old[8] if old else None),
                contact=self._person(a.contact, a.phone, old[9] if old else None),
            )
            self.names[a.id] = a.name
            if self._differs(a.id, old, record, AGENCY_FIELDS):
                self.agencies.append(record)
        self.offices: list[OfficeRecord] = []
        for o in plan.offices:
            old = self._row("SELECT name, ord, staff, head FROM office WHERE id = ?", o.id)
            office = OfficeRecord(
                id=o.id,
                agency=o.agency,
                name=o.name,
                order=o.order,
                staff=o.staff,
                head=self._person(o.head, "", old[3] if old else None),
            )
            self.names[o.id] = f"{self._owner(o.agency)}/{o.name}"
            if self._differs(o.id, old, office, OFFICE_FIELDS):
                self.offices.append(office)
        self.titles: list[OpeningTitle] = [
            OpeningTitle(holder=t.holder, honor=t.honor, since=t.since, until=t.until)
            for t in plan.titles
        ]
        for one in plan.corrected:
            given = {key: value for key, value in one._asdict().items() if key != "was_until"}
            self.titles.append(OpeningTitle.model_validate(given))
        self._days(plan)

    def _differs(
        self, id_: str, old: tuple[Any, ...] | None, record: Any, fields: Sequence[tuple[str, str]]
    ) -> bool:
        """Return whether writing `record` would change anything, and note every value that does."""
        if old is None:
            return True
        found = False
        for was, (field, column) in zip(old, fields, strict=True):
            now = getattr(record, field)
            if now is None or now == was:
                continue
            found = True
            if field in PERSONS:
                was, now = self._person_text(was), self._person_text(now)
            self._change(id_, column, was, now)
        return found

    def _change(self, id_: str, column: str, old: object, new: object) -> None:
        place = self.plan.places.get(id_)
        if place:
            field = place.titles.get(column) or field_said(column)
            was, now = ("" if value is None else str(value) for value in (old, new))
            what = self.names.get(id_, id_)
            self.cells.append(Change(place.sheet, place.row, what, field, was, now))

    def _days(self, plan: Plan) -> None:
        """Note the days of titles that change."""
        for one in plan.corrected:
            if one.honor == "civilized-office" and any(
                (other.holder, other.honor, other.was) == (one.holder, "model-office", one.was)
                for other in plan.corrected
            ):
                continue  # it comes with the model office's title
            for column, old, new in (
                ("since", one.was, one.since),
                ("until", one.was_until, one.until),
            ):
                if old != new:
                    self._change(one.holder, column, old, new)

    def _person_text(self, token: str | None) -> str:
        made = self.persons.get(token or "")
        if made:
            return f"{made.name} {made.phone}".strip()
        old = self._row("SELECT name, phone FROM person WHERE token = ?", token or "")
        return " ".join(filter(None, old or ()))

    def _owner(self, id_: str) -> str:
        row = None if id_ in self.names else self._row("SELECT name FROM agency WHERE id = ?", id_)
        return str(row[0]) if row else self.names.get(id_, id_)

    def _row(self, query: str, id_: str) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(query, (id_,)).fetchone()
        return found

    def _person(self, name: str, phone: str, token: str | None) -> str | None:
        """Return the token of a person; the one there is where the details are the same.

        What a file does not say stays: a person's phone too, unless somebody else is named.
        """
        if not name and not phone:
            return None
        if token:
            old = self._row("SELECT name, phone FROM person WHERE token = ?", token)
            if old and name in ("", old[0]):
                name, phone = old[0] or name, phone or old[1] or ""
            if old == (name, phone):
                return token
        made = person(name, phone)
        self.persons[made.token] = made
        return made.token

    def any(self) -> bool:
        return bool(self.agencies or self.offices or self.titles)

    def changes(self) -> dict[str, int]:
        return {
            "agencies": len(self.agencies),
            "offices": len(self.offices),
            "honors": len(self.titles) - self.brought(),
        }

    def brought(self) -> int:
        """Return how many civilized titles come with a model office's, no changes of their own."""
        models = {t.holder for t in self.titles if t.honor == "model-office"}
        return sum(t.honor == "civilized-office" and t.holder in models for t in self.titles)

    def counting(self, tell: Tell) -> Tell:
        """Return what tells of records where the ledger tells of facts."""
        return counting(tell, len(self.agencies) + len(self.offices) + len(self.titles))

    def slices(self, source: str, digest: str) -> Iterator[Registered]:
        from civtui.model.facts.registry import Registered

        stamp = {"source": source, "source_sha256": digest}
        for start in range(0, len(self.agencies), SLICE):
            yield Registered(agencies=tuple(self.agencies[start : start + SLICE]), **stamp)
        for start in range(0, len(self.offices), SLICE):
            yield Registered(offices=tuple(self.offices[start : start + SLICE]), **stamp)
        for start in range(0, len(self.titles), SLICE):
            yield Registered(titles=tuple(self.titles[start : start + SLICE]), **stamp)


def counting(tell: Tell, records: int) -> Tell:
    """Return what tells of records, where the ledger tells of the facts that hold them."""

    def count(step: str, done: int, of: int) -> None:
        tell(step, done * records // of, records)

    return count
