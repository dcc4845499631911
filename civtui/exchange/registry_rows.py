"""Takes the rows of a registry one by one: who each means, what it says, what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date

from civtui.exchange import honors, names
from civtui.exchange.corrected import Corrections
from civtui.exchange.doubts import (
    say_of_lonely,
    say_of_missing,
    say_of_missing_offices,
    say_of_remarks,
)
from civtui.exchange.held import titles_of
from civtui.exchange.identity import Identities
from civtui.exchange.meant import Meant
from civtui.exchange.nameless import (
    FEWEST_SIGNS,
    are_several,
    is_no_name,
    is_odd,
    is_period,
    is_tick,
    says_nothing,
)
from civtui.exchange.persons import read_person
from civtui.exchange.plan import (
    Known,
    KnownAgency,
    Plan,
    PlannedAgency,
    PlannedOffice,
)
from civtui.exchange.rows import Row
from civtui.exchange.shape import heading, left_out
from civtui.exchange.sums import is_total
from civtui.exchange.tables import shown
from civtui.exchange.title_plan import Titles
from civtui.exchange.uscc import LENGTH, is_sound
from civtui.model.errors import near_aside
from civtui.model.text import msg

MOST_NAME, MOST_SHORT, MOST_WORD = 200, 60, 60  # characters
Place = tuple[str, int]


class Reader:
    """Reads one file.

    Args:
        known: what the workspace has.
        today: a title from a later day is warned of.
    """

    def __init__(self, known: Known, today: date = date.max) -> None:
        self.plan, self.today = Plan(), today
        self.who = Identities(known)
        self.titles = Titles(known, self.plan, today)
        self.corrections = Corrections(known)
        self.known = frozenset(agency.id for agency in known.agencies)
        self.declared = known.declared
        self.seen: dict[tuple[str, ...], Place] = {}
        self.rows: dict[str, Row] = {}
        self.meant = Meant(self.who, self.known, self.rows)
        self.at_fault: Counter[str] = Counter()
        self.before = known.offices
        self.stood = frozenset(office.id for office in known.offices)
        self.told: dict[str, dict[str, Row]] = {}  # agency -> offices that it is told to have
        self.agencies = known.agencies
        self.refused: list[KnownAgency] = []
        self.bared: set[tuple[str, str]] = set()  # cells of agencies of office sheets, as written
        self.alone = False  # whether the file lists offices, and no agencies

    def agency(self, row: Row) -> None:
        """Take one row of an agency sheet, or note why it cannot be taken."""
        name = row.text("name", most=MOST_NAME, needed=True, name=True)
        if name:
            self._only_once(row, "name", ("agency", name), "exchange.twice")
        code = self._code(row)
        id_, called = self.meant.identity(row, name, code, _written(row, "name"))
        if id_ and not row.problems:
            self._only_once(row, "name", ("agency-id", id_), "exchange.twice")
        elif id_ is None:
            self._full(row, name)
        said, name = name, called or self.meant.name_of_today(row, name, id_)
        short = self._short(row)
        titles = titles_of(row, "agency", self.today)
        chief = read_person(row, "chief", "chief-phone")
        contact = read_person(row, "contact", "phone")
        planned = PlannedAgency(
            id=id_ or "",
            name=name,
            short=short or None,
            category=_word(row, "category") or None,
            code=code or None,
            sector=self._sector(row) or None,
            order=row.order("order"),
            offices=row.count("offices"),
            staff=row.count("staff"),
            chief=chief.name,
            contact=contact.name,
            phone=contact.phone,
            chief_phone=chief.phone,
        )
        say_of_remarks(row)
        if row.problems:
            if id_ is None:
                self.who.refuse(name, short, row.number)
            else:
                self.refused.append(self.who.agencies[id_])
            return
        if id_ is None:
            if is_odd(name):
                row.warn("name", msg("exchange.odd-name"))
            twin = self.who.twin(name)
            if twin:
                row.warn("name", msg("exchange.twin", twin=twin))
            elif self.alone and (near := self.who.alike(name)):
                row.warn("name", msg("exchange.twin", twin=near))
            planned = planned._replace(id=self.who.new_agency())
        planned = self.corrections.agency(row, planned, said)
        self.who.learn(KnownAgency(planned.id, planned.name, short, code))
        self.plan.agencies.append(planned)
        self._place(row, planned.id)
        self.titles.hold(row, planned.id, titles)

    def office(self, row: Row) -> None:
        """Take one row of an office sheet, or note why it cannot be taken."""
        if is_total(shown(row.cell("name"))):
            # not in `shape`: the rows below may be of the agency that it names
            self.plan.left.append(left_out(row.sheet.name, row.number, "total", row.cells))
            return
        named = row.text("agency", most=MOST_NAME, needed=True, name=True)
        written = _written(row, "agency")
        owner = self.who.owner(named, written) if named and not row.problems else None
        if owner and owner.said and owner.id is None:
            row.refuse("agency", msg("exchange.former-agency", said=owner.said))
            owner = None
        if owner and owner.said:
            row.warn("agency", owner.said)
        if owner and owner.id and owner.loosely and (row.sheet.name, written) not in self.bared:
            row.warn("agency", msg("exchange.by-body", agency=self.who.agencies[owner.id].name))
        if (row.sheet.name, written) in self.bared:  # said where it stood first
            row.forget("agency", "exchange.bare-name")
        self.bared.add((row.sheet.name, written))
        if owner and owner.several:
            row.refuse("agency", msg("exchange.several", agencies=list(owner.several)))
        elif owner and owner.id is None and row.lent == "apart":
            row.refuse_blank("agency", msg("exchange.whose", head=row.under))
        elif owner and owner.id is None and self.who.refused(named) is not None:
            self._leave(row)
            return
        elif owner and owner.id is None:
            key = "no-agency-alone" if self.alone else "no-agency"
            row.refuse("agency", msg(f"exchange.{key}", near=near_aside(owner.nearest)))
            if self.alone:  # said once; its other offices hang on it
                self.who.refuse(named, "", row.number)
        said = name = row.text("name", most=MOST_NAME, needed=True, name=True)
        if owner and owner.id and name:
            name = self._office_of_today(row, owner.id, name)
            if (owner.id, names.tidy(name)) not in self.who.offices:
                self._full(row, name)
            if not row.at_fault("name"):
                self._only_once(row, "name", ("office", owner.id, name), "exchange.twice-office")
            self.told.setdefault(owner.id, {})[names.key(name)] = row
        titles = titles_of(row, "office", self.today)
        place, staff = row.order("order"), row.count("staff")
        head = read_person(row, "head").name
        say_of_remarks(row)
        if row.problems or owner is None or owner.id is None:
            if owner and owner.id:
                self.at_fault[owner.id] += 1
            return
        id_, twin = self.who.office(owner.id, name, _written(row, "name"))
        if twin:
            row.warn("name", msg("exchange.twin-office", twin=twin))
        elif is_odd(name) and id_ not in self.stood:
            row.warn("name", msg("exchange.odd-name"))
        planned = PlannedOffice(id_, owner.id, name, place, staff, head)
        self.plan.offices.append(self.corrections.office(row, planned, said))
        self._place(row, id_)
        self.titles.hold(row, id_, titles)

    @staticmethod
    def _full(row: Row, name: str) -> None:
        """Refuse one sign as the name of somebody new; those on record keep theirs."""
        if name and len(name) < FEWEST_SIGNS and not row.at_fault("name"):
            row.refuse("name", msg("building.no-full-name"))

    def _office_of_today(self, row: Row, owner: str, name: str) -> str:
        """Return what an office of an agency's is called that goes by another name since.

        One that is another agency's since, or that went on in others, is refused: the list is of
        before that. So is a name that several bear.
        """
        several = self.who.namesakes.get((owner, name), ())
        if len(several) > 1:
            row.refuse("name", msg("exchange.namesakes", offices=list(several)))
        former = self.who.former_office(owner, name)
        if former is None:
            return name
        if former.goes_on:
            row.warn("name", former.said)
            return self.who.called[former.now[0]]
        row.refuse("name", msg("exchange.former-office", said=former.said))
        return name

    def _place(self, row: Row, id_: str) -> None:
        self.plan.places[id_] = row.place
        self.rows[id_] = row

    def _leave(self, row: Row) -> None:
        """Leave an office out whose agency is rejected: that was said where it stands."""
        why = "agency-refused"
        self.plan.left.append(left_out(row.sheet.name, row.number, why, row.cells))

    @staticmethod
    def _short(row: Row) -> str:
        """Return the short name of an agency; a mark or 无 in its place says that it has none."""
        short = row.text("short", most=MOST_SHORT)
        if are_several(short):
            row.refuse("short", msg("exchange.several-names"))
        if not short or not is_no_name(short):
            return short
        row.warn("short", msg("exchange.no-short"))
        return ""

    @staticmethod
    def _sector(row: Row) -> str:
        """Return the sector of an agency: its column's, or the sub-head's it stands under."""
        if "sector" in row.header.columns:
            return _word(row, "sector")
        none = honors.is_head(row.under) or is_period(row.under)
        return "" if none else heading(row.under)[:MOST_WORD]

    def _only_once(self, row: Row, field: str, what: tuple[str, ...], key: str) -> None:
        """Refuse a row that is of the same body as an earlier one; by which cell, is said once."""
        sheet, number = self.seen.setdefault(what, (row.sheet.name, row.number))
        if (sheet, number) == (row.sheet.name, row.number):
            return
        same = sheet == row.sheet.name
        reason = msg(key, row=number) if same else msg(f"{key}-on", row=number, on=sheet)
        if not any(one.reason == reason for one in row.problems):
            row.refuse(field, reason)

    def _code(self, row: Row) -> str:
        folded = unicodedata.normalize("NFKC", row.text("code")).upper()
        code = "".join(c for c in folded if c not in " -")
        if code and len(code) != LENGTH and not isinstance(row.cell("code"), float):
            row.refuse("code", msg("exchange.code-length", length=len(code)))
        elif code and not is_sound(code):
            # a spreadsheet keeps 15 digits of a number: the code has lost its end
            as_number = isinstance(row.cell("code"), float)
            row.refuse("code", msg(f"exchange.{'code-as-number' if as_number else 'bad-code'}"))
        elif code:
            self._only_once(row, "code", ("code", code), "exchange.twice")
        return code

    def reconcile(self, *, refuse: bool) -> None:
        """Compare the number of offices that a row states with those that are listed.

        Args:
            refuse: the row is rejected where they differ (policy `roster-mismatch`); else said.
        """
        listed: dict[str, set[str]] = {}
        for (agency, _), office in self.who.offices.items():
            listed.setdefault(agency, set()).add(office)
        self._say_of_old(listed)
        called = {id_: one.name for id_, one in self.who.agencies.items()}
        say_of_missing_offices(self.before, self.told, called)
        new = [self.rows[one.id] for one in self.plan.agencies if one.id not in self.known]
        say_of_lonely([row for row in new if row.header.kind == "agency"])
        say_of_lonely([self.rows[o.id] for o in self.plan.offices if o.id not in self.stood])
        say_of_missing(self.agencies, self.plan.agencies, self.rows, self.refused)
        for planned in list(self.plan.agencies):
            count = len(listed.get(planned.id, ()))
            # offices that are listed, and rejected for what is wrong with them, are no second fault
            agreed = (None, count, count + self.at_fault[planned.id])
            if planned.id not in self.known and not count and self.at_fault[planned.id]:
                reason = msg("exchange.no-office-left", count=self.at_fault[planned.id])
                self.rows[planned.id].warn("name", reason)
            if not count or planned.offices in agreed:
                continue
            row = self.rows[planned.id]
            own = sum(office.agency == planned.id for office in self.plan.offices)
            reason = msg("exchange.roster-mismatch", declared=planned.offices, listed=count)
            if 0 < own < count:
                reason = msg(
                    "exchange.roster-mismatch-kept", declared=planned.offices, listed=count, own=own
                )
            if refuse:
                row.refuse("offices", reason)
                self._withdraw(planned)
            else:
                row.warn("offices", reason)

    def _say_of_old(self, listed: dict[str, set[str]]) -> None:
        """Warn where a file lists offices of an agency that has stated another number before."""
        stated = {planned.id for planned in self.plan.agencies if planned.offices is not None}
        for office in self.plan.offices:
            count, declared = len(listed[office.agency]), self.declared.get(office.agency)
            if declared not in (None, count) and office.agency not in stated:
                stated.add(office.agency)
                self.rows[office.id].warn(
                    "agency", msg("exchange.roster-mismatch", declared=declared, listed=count)
                )

    def _withdraw(self, planned: PlannedAgency) -> None:
        """Take an agency out of the plan again, with the offices of an agency that is new."""
        plan, gone = self.plan, {planned.id}
        plan.agencies.remove(planned)
        if planned.id not in self.known:
            for office in [one for one in plan.offices if one.agency == planned.id]:
                plan.offices.remove(office)
                gone.add(office.id)
                self._leave(self.rows[office.id])
        plan.titles = [title for title in plan.titles if title.holder not in gone]
        plan.corrected = [title for title in plan.corrected if title.holder not in gone]


def _word(row: Row, field: str) -> str:
    """Return the word that a cell has; a mark, or a word, for nothing is none, and said."""
    text = row.text(field, most=MOST_WORD)
    if not is_tick(text) and not says_nothing(text):
        return text
    if names.word(text) not in honors.NONE:
        row.warn(field, msg("exchange.read-as-empty"))
    return ""


def _written(row: Row, field: str) -> str:
    """Return a name as the file has it, a number in a list before it and all."""
    return names.tidy(shown(row.cell(field)))
