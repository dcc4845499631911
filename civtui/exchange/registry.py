"""Reads a registry as a secretariat keeps it: agencies on one sheet, offices on another.

Reading has no effects; the same plan is shown as a preview and written.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from civtui.exchange import honors, names
from civtui.exchange.columns import Header, described, find_header, read_mapping
from civtui.exchange.headers import HONORS, KINDS
from civtui.exchange.identity import Identities
from civtui.exchange.plan import (
    CorrectedTitle,
    Known,
    KnownAgency,
    Plan,
    PlannedAgency,
    PlannedOffice,
    PlannedTitle,
    Seen,
)
from civtui.exchange.rows import FIRST_YEAR, LAST_YEAR, Row, data_rows
from civtui.exchange.shape import Below, heading, hidden_columns, left_out, shown_only
from civtui.exchange.tables import Sheet, read_tables, shown
from civtui.exchange.uscc import is_sound
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent, told
from civtui.model.reading import day_of
from civtui.model.text import msg

MOST_NAME, MOST_SHORT, MOST_WORD = 200, 60, 60  # characters
SOME = 50  # rows between two looks at whether to go on: each is matched against the whole city
Place = tuple[str, int]


class How(NamedTuple):
    """How a registry is taken.

    Args:
        refuse_mismatch: an agency whose stated number of offices is not that of those listed is
            rejected; else it is taken with a warning.
        hidden: rows and columns that the file hides are taken, too.
        kept: how columns were named for earlier files (see `columns.find_header`).
        today: the city's day.
    """

    refuse_mismatch: bool = False
    hidden: bool = False
    kept: Mapping[str, Mapping[str, Mapping[str, str]]] = {}
    today: date = date.max


AS_IT_STANDS = How()


class Reader:
    """Reads one file.

    Args:
        known: what the workspace has.
        today: a title from a later day is warned of.
    """

    def __init__(self, known: Known, today: date = date.max) -> None:
        self.plan, self.today = Plan(), today
        self.who = Identities(known)
        self.held: dict[str, set[str]] = {}
        for holder, honor in known.titles:
            self.held.setdefault(holder, set()).add(honor)
        self.known = frozenset(agency.id for agency in known.agencies)
        self.opened = dict(known.opened)
        self.declared = known.declared
        self.seen: dict[tuple[str, ...], Place] = {}
        self.rows: dict[str, Row] = {}
        self.at_fault: Counter[str] = Counter()

    def agency(self, row: Row) -> None:
        """Take one row of an agency sheet, or note why it cannot be taken."""
        name = row.text("name", most=MOST_NAME, needed=True, name=True)
        if name:
            self._only_once(row, "name", ("agency", name), "exchange.twice")
        code = self._code(row)
        id_ = self._identity(row, name, code)
        short = row.text("short", most=MOST_SHORT)
        titles = self._titles(row, "agency")
        planned = PlannedAgency(
            id=id_ or "",
            name=name,
            short=short or None,
            category=row.text("category", most=MOST_WORD) or None,
            code=code or None,
            sector=self._sector(row) or None,
            order=row.order("order"),
            offices=row.count("offices"),
            staff=row.count("staff"),
            chief=row.text("chief", most=MOST_WORD),
            contact=row.text("contact", most=MOST_WORD),
            phone=row.text("phone", most=MOST_WORD),
        )
        if row.problems:
            if id_ is None:
                self.who.refuse(name, short, row.number)
            return
        if id_ is None:
            twin = self.who.twin(name)
            if twin:
                row.warn("name", msg("exchange.twin", twin=twin))
            planned = planned._replace(id=self.who.new_agency())
        self.who.learn(KnownAgency(planned.id, name, short, code))
        self.plan.agencies.append(planned)
        self._place(row, planned.id)
        self._hold(row, planned.id, titles)

    def office(self, row: Row) -> None:
        """Take one row of an office sheet, or note why it cannot be taken."""
        named = row.text("agency", most=MOST_NAME, needed=True, name=True)
        owner = self.who.owner(named) if named else None
        if owner and owner.several:
            row.refuse("agency", msg("exchange.several", agencies=list(owner.several)))
        elif owner and owner.id is None and self.who.refused(named) is not None:
            self._leave(row)
            return
        elif owner and owner.id is None:
            row.refuse("agency", msg("exchange.no-agency", nearest=owner.nearest or "—"))
        name = row.text("name", most=MOST_NAME, needed=True, name=True)
        if owner and owner.id and name:
            self._only_once(row, "name", ("office", owner.id, name), "exchange.twice-office")
        titles = self._titles(row, "office")
        place, staff = row.order("order"), row.count("staff")
        head = row.text("head", most=MOST_WORD)
        if row.problems or owner is None or owner.id is None:
            if owner and owner.id:
                self.at_fault[owner.id] += 1
            return
        id_, twin = self.who.office(owner.id, name)
        if twin:
            row.warn("name", msg("exchange.twin-office", twin=twin))
        self.plan.offices.append(PlannedOffice(id_, owner.id, name, place, staff, head))
        self._place(row, id_)
        self._hold(row, id_, titles)

    def _place(self, row: Row, id_: str) -> None:
        self.plan.places[id_] = row.place
        self.rows[id_] = row

    def _leave(self, row: Row) -> None:
        """Leave an office out whose agency is rejected: that was said where it stands."""
        why = "agency-refused"
        self.plan.left.append(left_out(row.sheet.name, row.number, why, row.cells))

    @staticmethod
    def _sector(row: Row) -> str:
        """Return the sector of an agency: its column's, or the sub-head's it stands under."""
        if "sector" in row.header.columns:
            return row.text("sector", most=MOST_WORD)
        return heading(row.under)[:MOST_WORD]

    def _only_once(self, row: Row, field: str, what: tuple[str, ...], key: str) -> None:
        sheet, number = self.seen.setdefault(what, (row.sheet.name, row.number))
        if (sheet, number) == (row.sheet.name, row.number):
            return
        same = sheet == row.sheet.name
        row.refuse(field, msg(key, row=number) if same else msg(f"{key}-on", row=number, on=sheet))

    def _code(self, row: Row) -> str:
        folded = unicodedata.normalize("NFKC", row.text("code")).upper()
        code = "".join(c for c in folded if c not in " -")
        if code and not is_sound(code):
            # a spreadsheet keeps 15 digits of a number: the code has lost its end
            as_number = isinstance(row.cell("code"), float)
            row.refuse("code", msg(f"exchange.{'code-as-number' if as_number else 'bad-code'}"))
        elif code:
            self._only_once(row, "code", ("code", code), "exchange.twice")
        return code

    def _identity(self, row: Row, name: str, code: str) -> str | None:
        """Return the id of the known agency that a row means, by its code, then by its name."""
        by_code, by_name = self.who.by_code.get(code), self.who.by_name.get(name)
        if by_code and by_name and by_code != by_name:
            row.refuse("code", msg("exchange.code-of", agency=self.who.agencies[by_code].name))
        elif by_code and not by_name and name:
            row.warn("name", msg("exchange.renamed", old=self.who.agencies[by_code].name))
        elif by_name and code and self.who.agencies[by_name].code not in ("", code):
            row.warn("code", msg("exchange.code-changed", old=self.who.agencies[by_name].code))
        return by_code or by_name

    def _titles(self, row: Row, kind: str) -> list[PlannedTitle]:
        """Return the titles that a row names, their holder still open."""
        found = honors.read_honors(row.text("honor"), kind)
        if found is None:
            row.refuse("honor", msg("exchange.no-honor", allowed=honors.allowed(kind)))
        since, until = row.day("since"), row.day("until")
        if since and until and until < since:
            row.warn("until", msg("exchange.term-reversed"))
        days: dict[str, date | None] = dict.fromkeys(found or (), since)
        for honor in HONORS[kind]:
            for held, day in self._ticked(row, honor, kind).items():
                days[held] = day or days.get(held) or since
        if found is not None and not days and (since or until):
            row.warn("since" if since else "until", msg("exchange.day-of-no-title"))
        if since and since > self.today:
            row.warn("since", msg("exchange.day-ahead"))
        return [PlannedTitle("", honor, days[honor], until) for honor in HONORS[kind]
                if honor in days]  # fmt: skip

    @staticmethod
    def _ticked(row: Row, honor: str, kind: str) -> dict[str, date | None]:
        """Return what a tick, or a day, under an honor's own column says is held, since when."""
        cell = row.cell(honor)
        text = names.tidy(shown(cell))
        ticked = True if cell is True else honors.read_tick(text, honor, kind)
        day = None
        if ticked is None:
            day = day_of(cell)
            if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
                row.refuse(honor, msg("exchange.no-tick"))
                return {}
        return dict.fromkeys(honors.BRINGS.get(honor, (honor,)), day) if ticked is not False else {}

    def _hold(self, row: Row, holder: str, titles: list[PlannedTitle]) -> None:
        """Plan the titles that do not stand yet, and the days of those that an import corrects.

        A decision alone removes one: a title that the file does not name is asked about.
        """
        held = self.held.get(holder, set())
        new = [title for title in titles if title.honor not in held]
        if new and held and row.header.kind == "agency":
            row.warn("honor", msg("exchange.other-honor"))
        self.plan.titles += [title._replace(holder=holder) for title in new]
        for title in titles:
            stands = self.opened.get((holder, title.honor))
            if stands:
                self._corrected(title._replace(holder=holder), *stands)
        self._ask_after(row, holder, {title.honor for title in titles})

    def _corrected(self, title: PlannedTitle, since: date, until: date | None) -> None:
        """Plan that a title which stands by an import has other days; a blank cell says nothing."""
        day, last = title.since or since, title.until or until
        if (day, last) != (since, until):
            self.plan.corrected.append(
                CorrectedTitle(title.holder, title.honor, day, last, since, until)
            )

    def _ask_after(self, row: Row, holder: str, named: set[str]) -> None:
        """Warn of titles that stand by an import and that the row does not name."""
        says = {"honor", *HONORS[row.header.kind]} & row.header.columns.keys()
        if not says:
            return
        field = "honor" if "honor" in says else min(says)
        for honor in HONORS[row.header.kind]:
            if (holder, honor) in self.opened and honor not in named:
                since = self.opened[holder, honor][0]
                row.warn(field, msg("exchange.title-gone", honor=msg(f"rules.honor-{honor}"),
                                    since=since))  # fmt: skip

    def reconcile(self, *, refuse: bool) -> None:
        """Compare the number of offices that a row states with those that are listed.

        Args:
            refuse: the row is rejected where they differ (policy `roster-mismatch`); else said.
        """
        listed: dict[str, set[str]] = {}
        for (agency, _), office in self.who.offices.items():
            listed.setdefault(agency, set()).add(office)
        self._say_of_old(listed)
        for planned in list(self.plan.agencies):
            count = len(listed.get(planned.id, ()))
            # offices that are listed, and rejected for what is wrong with them, are no second fault
            agreed = (None, count, count + self.at_fault[planned.id])
            if not count or planned.offices in agreed:
                continue
            row = self.rows[planned.id]
            reason = msg("exchange.roster-mismatch", declared=planned.offices, listed=count)
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


def read_registry(
    path: Path,
    known: Known,
    mapping: Path | None = None,
    sheets: list[Sheet] | None = None,
    tell: Tell = silent,
    how: How = AS_IT_STANDS,
) -> Plan:
    """Return what the registry at `path` comes to.

    Args:
        path: xlsx, ods or csv.
        known: what the workspace has; rows that mean the same agency or office update it.
        mapping: a TOML file that names the columns (see `columns.read_mapping`).
        sheets: the file's tables, where somebody else has read them.
        tell: is told how many rows of a sheet are checked, and may stop it.
        how: what a person, and the profile, chose.

    Raises:
        BadInput: the file cannot be read, or has no sheet of agencies or offices.
    """
    fields = read_mapping(mapping) if mapping else {}
    reader = Reader(known, how.today)
    found: list[tuple[Sheet, Header | None]] = []
    for whole in sheets or read_tables(path, tell):
        sheet, left = shown_only(whole, hidden=how.hidden)
        header = find_header(sheet.rows, fields, how.kept)
        found.append((sheet, header))
        if header:
            reader.plan.left += left
            reader.plan.left += [] if how.hidden else hidden_columns(whole, header)
    registries = [(sheet, header) for sheet, header in found if header]
    if not registries:
        raise BadInput(
            msg("exchange.no-header"),
            where={"file": str(path)},
            allowed=["机关名称", "处室名称"],
            hint=msg("exchange.use-map"),
        )
    if mapping:
        _check_used(mapping, fields, registries)
    counts = _read(reader, registries, tell, refuse_mismatch=how.refuse_mismatch)
    plan = reader.plan
    for sheet, header in found:
        if header is None:
            plan.seen.append(Seen(sheet.name, "", 0))
            continue
        columns, unused = described(sheet, header, KINDS[header.kind])
        plan.seen.append(
            Seen(
                sheet.name, header.kind, header.row, columns, counts[sheet.name], header.remembered
            )
        )
        plan.warnings[:0] = unused
    plan.left.sort(key=lambda left: (left.sheet, left.row))
    return plan


def _read(
    reader: Reader,
    registries: list[tuple[Sheet, Header]],
    tell: Tell,
    *,
    refuse_mismatch: bool,
) -> dict[str, int]:
    """Take every row; return how many rows of data each sheet has."""
    taken: list[Row] = []
    counts: dict[str, int] = {}
    # agencies first: offices name them, whatever the order of the sheets
    for kind, take in (("agency", reader.agency), ("office", reader.office)):
        for sheet, header in registries:
            if header.kind == kind:
                below = Below(sheet, header, "name")
                rows = list(data_rows(below))
                reader.plan.left += below.left
                counts[sheet.name] = len(rows)
                for row in told(rows, "check", tell, SOME):
                    take(row)
                taken += rows
    reader.reconcile(refuse=refuse_mismatch)
    for row in taken:
        reader.plan.rejected += row.problems
        if not row.problems:
            reader.plan.warnings += row.warnings
    return counts


def _check_used(
    mapping: Path, fields: dict[str, dict[str, str]], registries: list[tuple[Sheet, Header]]
) -> None:
    """Refuse a mapping that names a column which no sheet of its kind has."""
    for kind, titles in fields.items():
        headers = [header for _, header in registries if header.kind == kind]
        for field, title in titles.items():
            if headers and not any(field in header.columns for header in headers):
                where = {"file": str(mapping), "key": f"{kind}.{field}"}
                raise BadInput(msg("exchange.no-map-column"), where=where, value=title)
