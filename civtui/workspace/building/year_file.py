"""The dossier of an agency's year (建档): on record, lacking, ending, and as one bundle."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from civtui import locale
from civtui.exchange.export import write_atomically
from civtui.model.errors import Refused
from civtui.model.registers import ACTIVITY, REGISTERS, Register
from civtui.model.text import Message, msg
from civtui.workspace.agencies.agencies import titles_of
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.activities import ActivityRow, activity_rows
from civtui.workspace.building.board import Asked, Board, BoardRow, Cell, name_of
from civtui.workspace.building.catalogues import shown
from civtui.workspace.building.catalogues import titles_of as catalogue_of
from civtui.workspace.building.evidence import evidence_rows, place
from civtui.workspace.building.hearings import OnRecord, owed_reports
from civtui.workspace.building.records import RecordRow, is_open
from civtui.workspace.building.versions import newest_versions
from civtui.workspace.building.written import csv_bytes
from civtui.workspace.files.outputs import output
from civtui.workspace.forced_command import forced_session
from civtui.workspace.session import Workspace

ENDS = ("review-by", "until", "term")  # days after which what a record shows no longer holds
SOON = 90  # days ahead that an end is named
EVERY = 1_000_000
PACKED = (1980, 1, 1, 0, 0, 0)  # of every file in a bundle: the same year makes the same bytes


class Part(NamedTuple):
    """A part of the dossier: a register, or the log.

    Args:
        records: how many are on record.
        pieces: content addresses of their evidence.
        missing: what lacks, in words.
        ends: the first day on which something of it ends, an ISO date; empty where nothing does.
    """

    id: str
    title: Cell
    records: int
    pieces: tuple[str, ...]
    missing: tuple[Message, ...]
    ends: str = ""


class _Year:
    """What a year has on record, each register read once for all agencies that are asked for."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.read: dict[str, dict[str, list[RecordRow]]] = {}

    def records(self, register: str, agency: str) -> list[RecordRow]:
        """Return an agency's records of a register."""
        if register not in self.read:
            self.read[register] = self.asked.by_agency(register)
        return self.read[register].get(agency, [])

    @cached_property
    def filings(self) -> list[RecordRow]:
        """What agencies were asked to file."""
        return self.asked._replace(agency=None).records("filing")

    @cached_property
    def on_record(self) -> OnRecord:
        """From which day on agencies are on record."""
        return OnRecord(self.asked.ws)

    @cached_property
    def activities(self) -> dict[str, list[ActivityRow]]:
        """The log of the year by agency."""
        found: dict[str, list[ActivityRow]] = defaultdict(list)
        for row in activity_rows(self.asked.ws, self.asked.owner, EVERY):
            if row.held[:4] == str(self.asked.year):
                found[row.agency].append(row)
        return found

    @cached_property
    def reports(self) -> dict[str, list[str]]:
        """The days of the reports that are owed, by agency."""
        found: dict[str, list[str]] = defaultdict(list)
        agencies = [one.id for one in self.asked.agencies]
        for owed in owed_reports(self.asked.ws, self.asked.year, agencies):
            found[owed.agency].append(owed.due)
        return found


def dossier(asked: Asked) -> Board:
    """What an agency's year has on record, part by part; of all agencies how much each lacks."""
    if asked.agency is None:
        rows, year = [], _Year(asked)
        for one in asked.agencies:
            found = _parts(asked, one, year)
            lacks = sum(bool(part.missing) for part in found)
            cells = (
                name_of(one),
                sum(part.records for part in found),
                len({piece for part in found for piece in part.pieces}),
                lacks or "",
                min((part.ends for part in found if part.ends), default=""),
            )
            rows.append(BoardRow(one.id, cells, "warn" if lacks else "good"))
        columns = ("agency", "records", "evidence", "lacks", "ends")
        return Board("dossier", columns, tuple(rows), (msg("building.dossier-note", days=SOON),))
    rows = [
        BoardRow(
            part.id,
            (
                part.title,
                part.records,
                len(part.pieces),
                msg("building.several", texts=list(part.missing)) if part.missing else "",
                part.ends,
            ),
            "bad" if part.ends and part.ends < asked.today else "warn" if part.missing else "",
        )
        for part in parts(asked)
    ]
    columns = ("part", "records", "evidence", "lacks", "ends")
    return Board("dossier", columns, tuple(rows), (msg("building.dossier-note", days=SOON),))


def parts(asked: Asked) -> list[Part]:
    """Return the parts of the dossier of the agency that is asked for."""
    assert asked.agency is not None
    return _parts(asked, asked.agency, _Year(asked))


def _parts(asked: Asked, agency: AgencyRow, year: _Year) -> list[Part]:
    kinds = [kind for kind in REGISTERS.values() if kind.whose == "agency"]
    registers = (_register(asked, agency, kind, year) for kind in kinds)
    return [_titles(asked, agency), _log(agency, year), *registers]


def _titles(asked: Asked, agency: AgencyRow) -> Part:
    held = [title for title in titles_of(asked.ws, agency.id) if title.ended is None]
    ends = _soonest(asked, [title.until or "" for title in held])
    missing = () if held else (msg("building.lacks-title"),)
    return Part("titles", msg("building.part-titles"), len(held), (), missing, ends)


def _log(agency: AgencyRow, year: _Year) -> Part:
    rows = year.activities.get(agency.id, [])
    bare = sum(not row.evidence for row in rows)
    missing = [msg("building.lacks-evidence", count=bare)] if bare else []
    missing += [] if rows else [msg("building.lacks-records")]
    pieces = tuple(piece for row in rows for piece in row.evidence)
    return Part("log", ACTIVITY.title, len(rows), pieces, tuple(missing))


def _register(asked: Asked, agency: AgencyRow, kind: Register, year: _Year) -> Part:
    rows = year.records(kind.id, agency.id)
    if kind.id == "institution":
        rows = newest_versions(rows, asked.today)
    missing = [*_owed(asked, agency, kind, rows, year)]
    if kind.field("evidence") and (bare := sum(not row.values.get("evidence") for row in rows)):
        missing.append(msg("building.lacks-evidence", count=bare))
    if wants := sum(is_open(kind, row) for row in rows):
        missing.append(msg("building.lacks-done", count=wants))
    days = [str(row.values.get(end) or "") for row in rows for end in ENDS if kind.field(end)]
    if kind.open[0]:  # what is done has no end to come
        days = [str(row.values.get(kind.due) or "") for row in rows if is_open(kind, row)]
    pieces = tuple(piece for row in rows for piece in row.values.get("evidence", ()))
    ends = _soonest(asked, days)
    return Part(kind.id, kind.title, len(rows), pieces, tuple(missing), ends)


def _owed(
    asked: Asked, agency: AgencyRow, kind: Register, rows: list[RecordRow], year: _Year
) -> Iterator[Message]:
    """Yield what the profile's lists want of a register and nobody put down."""
    if kind.id in ("duty", "institution"):
        profile, held = asked.ws.profile(), {row.values[kind.id] for row in rows}
        listed = [(one.id, one.title) for one in profile.duty]
        if kind.id == "institution":
            listed = [(one.id, one.title) for one in profile.institution]
        lacking = [title.zh if _zh() else title.en for id_, title in listed if id_ not in held]
        if lacking:
            yield msg("building.lacks-listed", count=len(lacking), names=lacking)
    elif kind.id == "report":
        if late := [due for due in year.reports.get(agency.id, []) if due < asked.today]:
            yield msg("building.lacks-reports", days=late)
    elif kind.id == "filed":
        done = {row.values["filing"] for row in rows}
        lacking = [
            row.values["title"]
            for row in year.filings
            if row.id not in done and year.on_record.by(agency.id, row.values["due"])
        ]
        if lacking:
            yield msg("building.lacks-listed", count=len(lacking), names=lacking)
    elif kind.id == "guarantee" and not rows:
        yield msg("building.lacks-records")


def _zh() -> bool:
    return locale.current() == "zh"


def _soonest(asked: Asked, days: list[str]) -> str:
    last = (date.fromisoformat(asked.today) + timedelta(days=SOON)).isoformat()
    return min((day for day in days if day and day <= last), default="")


def bundle(asked: Asked, path: Path) -> Path:
    """Write the material of an agency's year for a higher inspection: one zip file.

    It holds the dossier, each register and the log as a table, and the evidence they name.

    Raises:
        Refused: no output may go there (see `outputs`).
    """
    if forced_session() and not path.resolve().is_relative_to((asked.ws.dir / "out").resolve()):
        raise Refused(msg("output.forced"), where={"file": str(path)})
    write_atomically(output(path), bundle_bytes(asked))
    return path


def bundle_bytes(asked: Asked) -> bytes:
    """Return what `bundle` writes; the same records give the same bytes."""
    found, out = parts(asked), io.BytesIO()
    board = dossier(asked)
    told = [[locale.render(cell) for cell in row.cells] for row in board.rows]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        _put(pack, "dossier.csv", csv_bytes([board.head(c) for c in board.columns], told))
        for part in found:
            if part.id in REGISTERS and part.records:
                _put(pack, f"records/{part.id}.csv", _table(asked, REGISTERS[part.id]))
        _put(pack, "records/log.csv", _log_table(asked))
        wanted = {piece for part in found for piece in part.pieces}
        for piece in evidence_rows(asked.ws):
            kept = place(asked.ws, piece.sha256)
            if piece.sha256 in wanted and kept.is_file():
                name = Path(piece.name).name
                _put(pack, f"evidence/{piece.sha256[:8]}-{name}", kept.read_bytes())
    return out.getvalue()


def _put(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    pack.writestr(zipfile.ZipInfo(name, PACKED), data)


def _table(asked: Asked, kind: Register) -> bytes:
    fields = [field for field in kind.fields if field.type != "evidence"]
    known = {f.id: catalogue_of(asked.ws, f) for f in fields if f.catalogue}
    rows = [
        [
            row.agency_name,
            *(shown(asked.ws, f, row.values.get(f.id), known.get(f.id)) for f in fields),
            " ".join(piece[:8] for piece in row.values.get("evidence", ())),
        ]
        for row in asked.records(kind.id)
    ]
    heads = [locale.t("building.column-agency"), *(locale.render(f.title) for f in fields)]
    return csv_bytes([*heads, locale.t("building.column-evidence")], rows)


def _log_table(asked: Asked) -> bytes:
    owner = asked.owner
    heads = [locale.render(field.title) for field in ACTIVITY.fields]
    rows = []
    for row in activity_rows(asked.ws, owner, EVERY):
        if row.held[:4] == str(asked.year):
            said = {"on": row.held, **row._asdict()}
            rows.append(
                [
                    " ".join(piece[:8] for piece in row.evidence)
                    if f.id == "evidence"
                    else "、".join(row.items)
                    if f.id == "items"
                    else shown(asked.ws, f, said[f.id])
                    for f in ACTIVITY.fields
                ]
            )
    return csv_bytes(heads, rows)


def proposed(ws: Workspace, agency: str, year: int) -> Path:
    """Return where a bundle goes that nobody named a place for."""
    return ws.dir / "out" / f"{agency}-{year}.zip"
