"""Reads a registry as a secretariat keeps it: agencies on one sheet, offices on another.

Reading has no effects; the same plan is shown as a preview and written.
"""

from __future__ import annotations

from pathlib import Path

from civtui.exchange import names
from civtui.exchange.columns import Header, find_header, read_mapping
from civtui.exchange.plan import Known, Plan, PlannedAgency, PlannedOffice, PlannedTitle
from civtui.exchange.rows import Row, data_rows
from civtui.exchange.tables import read_tables
from civtui.exchange.uscc import is_sound
from civtui.model.errors import BadInput, nearest
from civtui.model.text import msg

AGENCY_HONORS = {
    "省级文明单位": "provincial",
    "省文明单位": "provincial",
    "省级": "provincial",
    "provincial": "provincial",
    "市级文明单位": "municipal",
    "市文明单位": "municipal",
    "市级": "municipal",
    "municipal": "municipal",
    "市直机关文明单位": "agency-level",
    "机关文明单位": "agency-level",
    "市直机关": "agency-level",
    "agency-level": "agency-level",
}
OFFICE_HONORS = {
    "文明处室": ("civilized-office",),
    "文明科室": ("civilized-office",),
    "civilized-office": ("civilized-office",),
    # a model office is a civilized office
    "标兵处室": ("civilized-office", "model-office"),
    "文明标兵处室": ("civilized-office", "model-office"),
    "model-office": ("civilized-office", "model-office"),
}
NO_HONOR = ("无", "-", "—", "/", "暂无", "none")


class Reader:
    """Reads one file.

    Args:
        known: what the workspace has.
    """

    def __init__(self, known: Known) -> None:
        self.known = known
        self.plan = Plan()
        self.by_code = {a.code: a.id for a in known.agencies if a.code}
        self.by_name: dict[str, str] = {}
        self.looks: dict[str, str] = {}
        for agency in known.agencies:
            self._remember(agency.id, agency.name, agency.short)
        self.offices = {(o.agency, o.name): o.id for o in known.offices}
        self.seen: dict[str, int] = {}
        self.seen_offices: dict[tuple[str, str], int] = {}
        self.last_agency = max((_serial(a.id) for a in known.agencies), default=0)
        self.last_office: dict[str, int] = {}
        for office in known.offices:
            self.last_office[office.agency] = max(
                self.last_office.get(office.agency, 0), _serial(office.id)
            )

    def _remember(self, id_: str, name: str, short: str | None) -> None:
        for word in (name, short):
            if word:
                self.by_name.setdefault(word, id_)
        self.looks.setdefault(names.key(name), name)

    def agency(self, row: Row) -> None:
        """Take one row of an agency sheet."""
        name = row.text("name", most=200, needed=True)
        first = self.seen.setdefault(name, row.number) if name else row.number
        if first != row.number:
            row.refuse("name", msg("exchange.twice", row=first))
        code = row.text("code").upper() or None
        if code and not is_sound(code):
            row.refuse("code", msg("exchange.bad-code"))
        short = row.text("short", most=60) or None
        offices, staff = row.count("offices"), row.count("staff")
        honor = self._honor(row, AGENCY_HONORS)
        since, until = row.day("since"), row.day("until")
        people = [row.text(field, most=60) for field in ("chief", "contact", "phone")]
        if row.problems:
            return
        id_ = (self.by_code.get(code) if code else None) or self.by_name.get(name)
        if id_ is None:
            twin = self.looks.get(names.key(name))
            if twin:
                row.warn("name", msg("exchange.twin", twin=twin))
            self.last_agency += 1
            id_ = f"a-{self.last_agency}"
        self._remember(id_, name, short)
        chief, contact, phone = people
        self.plan.agencies.append(
            PlannedAgency(
                id=id_,
                name=name,
                short=short,
                category=row.text("category") or None,
                code=code,
                sector=row.text("sector") or None,
                order=row.count("order"),
                offices=offices,
                staff=staff,
                chief=chief,
                contact=contact,
                phone=phone,
            )
        )
        if honor and (id_, honor) not in self.known.titles:
            self.plan.titles.append(PlannedTitle(id_, honor, since, until))

    def office(self, row: Row) -> None:
        """Take one row of an office sheet."""
        owner_name = row.text("agency", needed=True)
        owner = self.by_name.get(owner_name)
        if owner is None and owner_name:
            twin = self.looks.get(names.key(owner_name))
            owner = self.by_name.get(twin) if twin else None
            if owner is None:
                close = nearest(owner_name, self.by_name)
                row.refuse("agency", msg("exchange.no-agency", nearest=close or "—"))
        name = row.text("name", most=200, needed=True)
        staff = row.count("staff")
        honors = self._honors(row)
        since, until = row.day("since"), row.day("until")
        head = row.text("head", most=60)
        if owner and name:
            first = self.seen_offices.setdefault((owner, name), row.number)
            if first != row.number:
                row.refuse("name", msg("exchange.twice-office", row=first))
        if row.problems or owner is None:
            return
        id_ = self.offices.get((owner, name))
        if id_ is None:
            place = self.last_office.get(owner, 0) + 1
            self.last_office[owner] = place
            id_ = f"o-{owner.removeprefix('a-')}-{place}"
        self.plan.offices.append(PlannedOffice(id_, owner, name, None, staff, head))
        self.plan.titles += [
            PlannedTitle(id_, honor, since, until)
            for honor in honors
            if (id_, honor) not in self.known.titles
        ]

    def _honor(self, row: Row, known: dict[str, str]) -> str | None:
        word = row.text("honor").replace(" ", "")
        if not word or word in NO_HONOR:
            return None
        if word not in known:
            row.refuse("honor", msg("exchange.no-honor", allowed=_first_names(known)))
        return known.get(word)

    def _honors(self, row: Row) -> tuple[str, ...]:
        word = row.text("honor").replace(" ", "")
        if not word or word in NO_HONOR:
            return ()
        if word not in OFFICE_HONORS:
            row.refuse("honor", msg("exchange.no-honor", allowed=["文明处室", "标兵处室"]))
        return OFFICE_HONORS.get(word, ())


def _first_names(known: dict[str, str]) -> list[str]:
    return list({honor: name for name, honor in reversed(known.items())}.values())


def _serial(id_: str) -> int:
    tail = id_.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else 0


def read_registry(path: Path, known: Known, mapping: Path | None = None) -> Plan:
    """Return what the registry at `path` comes to.

    Args:
        path: xlsx, ods or csv.
        known: what the workspace has; rows that mean the same agency or office update it.
        mapping: a TOML file that names the columns (see `columns.read_mapping`).

    Raises:
        BadInput: the file cannot be read, or has no sheet of agencies or offices.
    """
    sheets = read_tables(path)
    fields = read_mapping(mapping) if mapping else {}
    headers = [(sheet, find_header(sheet.rows, fields)) for sheet in sheets]
    registries = [(sheet, header) for sheet, header in headers if header]
    if not registries:
        raise BadInput(
            msg("exchange.no-header"),
            where={"file": str(path)},
            allowed=["机关名称", "处室名称"],
            hint=msg("exchange.use-map"),
        )
    reader = Reader(known)
    # agencies first: offices name them, whatever the order of the sheets
    for kind, take in (("agency", reader.agency), ("office", reader.office)):
        for sheet, header in registries:
            if header.kind == kind:
                for row in data_rows(sheet, header):
                    take(row)
                    reader.plan.rejected += row.problems
                    if not row.problems:
                        reader.plan.warnings += row.warnings
    return reader.plan


__all__ = ["Header", "Reader", "read_registry"]
