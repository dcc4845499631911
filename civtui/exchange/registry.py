"""Reads a registry as a secretariat keeps it: agencies on one sheet, offices on another.

Reading has no effects; the same plan is shown as a preview and written.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from civtui.exchange import honors
from civtui.exchange.columns import Header, find_header, read_mapping
from civtui.exchange.identity import Identities
from civtui.exchange.plan import (
    Known,
    KnownAgency,
    Plan,
    PlannedAgency,
    PlannedOffice,
    PlannedTitle,
)
from civtui.exchange.rows import Row, data_rows
from civtui.exchange.tables import Sheet, read_tables
from civtui.exchange.uscc import is_sound
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent, told
from civtui.model.text import msg

MOST_NAME, MOST_SHORT, MOST_WORD = 200, 60, 60  # characters
SOME = 50  # rows between two looks at whether to go on: each is matched against the whole city
Place = tuple[str, int]


class Reader:
    """Reads one file.

    Args:
        known: what the workspace has.
    """

    def __init__(self, known: Known) -> None:
        self.plan = Plan()
        self.who = Identities(known)
        self.held: dict[str, set[str]] = {}
        for holder, honor in known.titles:
            self.held.setdefault(holder, set()).add(honor)
        self.seen: dict[tuple[str, ...], Place] = {}

    def agency(self, row: Row) -> None:
        """Take one row of an agency sheet, or note why it cannot be taken."""
        name = row.text("name", most=MOST_NAME, needed=True)
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
            sector=row.text("sector", most=MOST_WORD) or None,
            order=row.order("order"),
            offices=row.count("offices"),
            staff=row.count("staff"),
            chief=row.text("chief", most=MOST_WORD),
            contact=row.text("contact", most=MOST_WORD),
            phone=row.text("phone", most=MOST_WORD),
        )
        if row.problems:
            return
        if id_ is None:
            twin = self.who.twin(name)
            if twin:
                row.warn("name", msg("exchange.twin", twin=twin))
            planned = planned._replace(id=self.who.new_agency())
        self.who.learn(KnownAgency(planned.id, name, short, code))
        self.plan.agencies.append(planned)
        self._hold(row, planned.id, titles)

    def office(self, row: Row) -> None:
        """Take one row of an office sheet, or note why it cannot be taken."""
        named = row.text("agency", most=MOST_NAME, needed=True)
        owner = self.who.owner(named) if named else None
        if owner and owner.several:
            row.refuse("agency", msg("exchange.several", agencies=list(owner.several)))
        elif owner and owner.id is None:
            row.refuse("agency", msg("exchange.no-agency", nearest=owner.nearest or "—"))
        name = row.text("name", most=MOST_NAME, needed=True)
        if owner and owner.id and name:
            self._only_once(row, "name", ("office", owner.id, name), "exchange.twice-office")
        titles = self._titles(row, "office")
        place, staff = row.order("order"), row.count("staff")
        head = row.text("head", most=MOST_WORD)
        if row.problems or owner is None or owner.id is None:
            return
        id_, twin = self.who.office(owner.id, name)
        if twin:
            row.warn("name", msg("exchange.twin-office", twin=twin))
        self.plan.offices.append(PlannedOffice(id_, owner.id, name, place, staff, head))
        self._hold(row, id_, titles)

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
        return [PlannedTitle("", honor, since, until) for honor in found or ()]

    def _hold(self, row: Row, holder: str, titles: list[PlannedTitle]) -> None:
        """Plan the titles that do not stand yet; a decision alone removes one."""
        held = self.held.get(holder, set())
        new = [title for title in titles if title.honor not in held]
        if new and held and row.header.kind == "agency":
            row.warn("honor", msg("exchange.other-honor"))
        self.plan.titles += [title._replace(holder=holder) for title in new]


def read_registry(
    path: Path,
    known: Known,
    mapping: Path | None = None,
    sheets: list[Sheet] | None = None,
    tell: Tell = silent,
) -> Plan:
    """Return what the registry at `path` comes to.

    Args:
        path: xlsx, ods or csv.
        known: what the workspace has; rows that mean the same agency or office update it.
        mapping: a TOML file that names the columns (see `columns.read_mapping`).
        sheets: the file's tables, where somebody else has read them.
        tell: is told how many rows of a sheet are checked, and may stop it.

    Raises:
        BadInput: the file cannot be read, or has no sheet of agencies or offices.
    """
    fields = read_mapping(mapping) if mapping else {}
    found = [
        (sheet, find_header(sheet.rows, fields)) for sheet in sheets or read_tables(path, tell)
    ]
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
    reader = Reader(known)
    # agencies first: offices name them, whatever the order of the sheets
    for kind, take in (("agency", reader.agency), ("office", reader.office)):
        for sheet, header in registries:
            if header.kind == kind:
                rows = list(data_rows(sheet, header))
                for row in told(rows, "check", tell, SOME):
                    take(row)
                    reader.plan.rejected += row.problems
                    if not row.problems:
                        reader.plan.warnings += row.warnings
    return reader.plan


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
