"""Boards over the registers: what stands, what is overdue, what falls apart; each a table."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from civtui.model.errors import NotFound, nearest
from civtui.model.registers import LINES, REGISTERS, TIERS
from civtui.model.text import Bilingual, Message, msg
from civtui.workspace.agencies import AgencyRow, agency_rows, office_rows
from civtui.workspace.agencies import agency as find_agency
from civtui.workspace.building.evidence import damages, evidence_rows, flags
from civtui.workspace.building.registers import RecordRow, record_rows, titles_of
from civtui.workspace.building.rewards import reward_rows
from civtui.workspace.session import Workspace

# a business and a building result further apart than so many points are a divergence
APART = 20
Cell = str | int | Message | Bilingual
Tone = str


class BoardRow(NamedTuple):
    """A row; `tone` is `good`, `warn`, `bad` or empty, and is said in a cell too."""

    id: str
    cells: tuple[Cell, ...]
    tone: Tone = ""


class Board(NamedTuple):
    """A table with what it comes to.

    Args:
        columns: names of `building.column-*`.
        notes: sentences below it.
    """

    id: str
    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    notes: tuple[Message, ...] = ()


class Asked(NamedTuple):
    """What a board is asked for: one agency or all, in a year."""

    ws: Workspace
    agency: AgencyRow | None
    year: int

    @property
    def agencies(self) -> list[AgencyRow]:
        """The agencies it is about."""
        return [self.agency] if self.agency else agency_rows(self.ws)

    @property
    def today(self) -> str:
        """The day that answers are as of."""
        return self.ws.today().isoformat()

    def records(self, register: str, *, year: bool = True) -> list[RecordRow]:
        """Return records of a register, of the year where it has one."""
        owner = self.agency.id if self.agency else None
        stays = REGISTERS[register].rolls == "stay"
        return record_rows(self.ws, register, owner, year=self.year if year and not stays else None)

    def by_agency(self, register: str) -> dict[str, list[RecordRow]]:
        """Return records of a register by agency."""
        found: dict[str, list[RecordRow]] = {}
        for row in self.records(register):
            found.setdefault(row.agency, []).append(row)
        return found


def board(ws: Workspace, name: str, agency: str | None = None, year: int | None = None) -> Board:
    """Return a board.

    Args:
        name: see `BOARDS`.
        agency: only this agency's part.
        year: the building year; the one of today where None.

    Raises:
        NotFound: no such board, or no such agency.
    """
    if name not in BOARDS:
        raise NotFound(msg("building.no-board"), value=name, allowed=list(BOARDS),
                       nearest=nearest(name, BOARDS))  # fmt: skip
    owner = find_agency(ws, agency) if agency else None
    return BOARDS[name](Asked(ws, owner, year or ws.today().year))


def _name(row: AgencyRow) -> str:
    return row.short or row.name


def duty_chart(asked: Asked) -> Board:
    """Three lines an agency: how many of the catalogue's duties have an owner, are done, are late.

    With one agency, every duty of the catalogue with its owner, target and state.
    """
    catalogue = asked.ws.profile().duty
    if asked.agency:
        own = {row.values["duty"]: row for row in asked.records("duty")}
        rows = []
        for duty in catalogue:
            held = own.get(duty.id)
            state = held.values["state"] if held else ""
            late = held is not None and _late(held, "due", asked.today) and state != "done"
            tone = "bad" if held is None or late else "good" if state == "done" else ""
            rows.append(
                BoardRow(
                    duty.id,
                    (
                        _line(duty.line),
                        Bilingual(duty.title.zh, duty.title.en),
                        held.values["owner"] if held else msg("building.nobody"),
                        held.values.get("target", "") if held else "",
                        msg(f"building.duty-{state}") if held else msg("building.not-assigned"),
                        held.values.get("due", "") if held else "",
                        len(held.values.get("evidence", ())) if held else 0,
                    ),
                    tone,
                )
            )
        columns = ("line", "duty", "owner", "target", "state", "due", "evidence")
        return Board("chart", columns, tuple(rows))
    rows, duties = [], asked.by_agency("duty")
    for one in asked.agencies:
        mine = {row.values["duty"]: row for row in duties.get(one.id, ())}
        parts: list[Cell] = []
        for line in LINES:
            ids = [duty.id for duty in catalogue if duty.line == line.id]
            done = sum(i in mine and mine[i].values["state"] == "done" for i in ids)
            parts.append(f"{done}/{sum(i in mine for i in ids)}/{len(ids)}")
        late = sum(
            _late(row, "due", asked.today) and row.values["state"] != "done"
            for row in mine.values()
        )
        tone = "bad" if late else "" if mine else "warn"
        rows.append(BoardRow(one.id, (_name(one), *parts, late or ""), tone))
    heads = ("agency", "party", "administration", "mass", "late")
    return Board("chart", heads, tuple(rows), (msg("building.chart-note"),))


def _line(line: str) -> Bilingual:
    return next(choice.title for choice in LINES if choice.id == line)


def _late(row: RecordRow, field: str, today: str) -> bool:
    due = str(row.values.get(field) or "")
    return bool(due) and due < today


def gate(asked: Asked) -> Board:
    """One post, two duties: both targets met, or the gate stays shut."""
    offices = {office.id: office.name for office in office_rows(asked.ws)}
    rows = []
    for row in asked.records("post"):
        both = [row.values["business-met"], row.values["building-met"]]
        state = "open" if both == ["met", "met"] else "shut" if "missed" in both else "waiting"
        tone = {"open": "good", "shut": "bad", "waiting": ""}[state]
        cells = (
            row.agency_name,
            offices.get(row.values["office"], row.values["office"]),
            row.values["post"],
            msg(f"building.met-{both[0]}"),
            msg(f"building.met-{both[1]}"),
            msg(f"building.gate-{state}"),
        )
        rows.append(BoardRow(row.id, cells, tone))
    columns = ("agency", "office", "post", "business", "building", "gate")
    return Board("gate", columns, tuple(rows), (msg("building.gate-note"),))


def together(asked: Asked) -> Board:
    """The matrix of work items and the three checks, each with its day."""
    rows = []
    for row in asked.records("together"):
        days = [str(row.values.get(f, "")) for f in ("deployed", "inspected", "carried-out")]
        missing = sum(not day for day in days)
        cells = (row.agency_name, row.values["item"], *(day or "—" for day in days), missing or "")
        rows.append(BoardRow(row.id, cells, "warn" if missing else "good"))
    columns = ("agency", "item", "deployed", "inspected", "carried-out", "missing")
    return Board("together", columns, tuple(rows))


def results(asked: Asked) -> Board:
    """The business result beside the building result; a divergence is shown."""
    rows = []
    for row in asked.records("result"):
        business, building = (Fraction(row.values[f]) for f in ("business", "building"))
        apart = building - business
        far = abs(apart) >= APART
        cells = (
            row.agency_name,
            row.values["business"],
            row.values["building"],
            f"{float(apart):+g}",
            msg("building.diverges") if far else "",
        )
        rows.append(BoardRow(row.id, cells, "warn" if far else ""))
    columns = ("agency", "business", "building", "apart", "seen")
    return Board("results", columns, tuple(rows), (msg("building.apart-note", apart=APART),))


def leads(asked: Asked) -> Board:
    """Who carries the work, tier by tier; a break between tiers is one of the faults to cure."""
    now: dict[str, dict[str, RecordRow]] = {}
    for row in asked.records("lead"):
        until = row.values.get("until")
        if row.values["since"] <= asked.today and (not until or until >= asked.today):
            held = now.setdefault(row.agency, {})
            before = held.get(row.values["tier"])
            if before is None or before.values["since"] < row.values["since"]:
                held[row.values["tier"]] = row
    rows = []
    for one in asked.agencies:
        held = now.get(one.id, {})
        names = [held[t.id].values["department"] if t.id in held else "—" for t in TIERS]
        known = {name for name in names if name != "—"}
        state = "" if len(known) < 2 else msg("building.break")
        tone = "warn" if len(known) > 1 or not known else ""
        rows.append(BoardRow(one.id, (_name(one), *names, state), tone))
    columns = ("agency", "agency-level", "municipal", "provincial", "seen")
    return Board("leads", columns, tuple(rows))


def reports_heard(asked: Asked) -> Board:
    """Reports that the party groups should hear: heard on time, late, or overdue."""
    rows = []
    for row in asked.records("report"):
        due, heard = row.values["due"], row.values.get("heard", "")
        if heard:
            state, tone = ("on-time", "good") if heard <= due else ("late", "warn")
        else:
            state, tone = ("overdue", "bad") if due < asked.today else ("to-come", "")
        cells = (row.agency_name, row.values["topic"], due, heard or "—",
                 msg(f"building.report-{state}"))  # fmt: skip
        rows.append(BoardRow(row.id, cells, tone))
    return Board("heard", ("agency", "topic", "due", "heard", "state"), tuple(rows))


def chase(asked: Asked) -> Board:
    """Who has not filed, by deadline (催报)."""
    filed: dict[str, set[str]] = {}
    for row in record_rows(asked.ws, "filed"):
        filed.setdefault(row.values["filing"], set()).add(row.agency)
    rows = []
    wanted = record_rows(asked.ws, "filing", year=asked.year)
    for filing in sorted(wanted, key=lambda row: row.values["due"]):
        late = filing.values["due"] < asked.today
        for one in asked.agencies:
            if one.id not in filed.get(filing.id, ()):
                state = msg("building.filing-late" if late else "building.filing-waits")
                cells = (filing.values["due"], filing.values["title"], _name(one), state)
                rows.append(BoardRow(f"{filing.id} {one.id}", cells, "bad" if late else ""))
    return Board("chase", ("due", "what", "agency", "state"), tuple(rows))


def guarantees(asked: Asked) -> Board:
    """Staff, funds and venues, planned and actual."""
    kinds = next(f for f in REGISTERS["guarantee"].fields if f.id == "what").choices
    titles = {choice.id: choice.title for choice in kinds}
    rows = []
    for row in asked.records("guarantee"):
        planned, actual = row.values["planned"], row.values.get("actual")
        short = actual is not None and Fraction(actual) < Fraction(planned)
        state = msg("building.waiting") if actual is None else ""
        cells = (
            row.agency_name,
            titles[row.values["what"]],
            planned,
            actual or "—",
            row.values.get("unit", ""),
            msg("building.short") if short else state,
        )
        rows.append(BoardRow(row.id, cells, "bad" if short else ""))
    columns = ("agency", "what", "planned", "actual", "unit", "seen")
    return Board("guarantees", columns, tuple(rows))


def coverage(asked: Asked) -> Board:
    """Which agency has which institution in force, and whose revision is overdue."""
    catalogue = asked.ws.profile().institution
    held = asked.by_agency("institution")
    rows = []
    for one in asked.agencies:
        newest = newest_versions(held.get(one.id, []), asked.today)
        late = [i for i, row in newest.items() if _late(row, "review-by", asked.today)]
        marks: list[Cell] = [
            "!" if i.id in late else "✓" if i.id in newest else "·" for i in catalogue
        ]
        tone = "bad" if late else "" if len(newest) == len(catalogue) else "warn"
        rows.append(BoardRow(one.id, (_name(one), *marks, f"{len(newest)}/{len(catalogue)}"), tone))
    columns = ("agency", *(f"institution:{i.id}" for i in catalogue), "have")
    notes = (msg("building.coverage-note"),)
    return Board("coverage", columns, tuple(rows), notes)


def newest_versions(rows: list[RecordRow], today: str) -> dict[str, RecordRow]:
    """Return the version of each institution that is in force on a day."""
    newest: dict[str, RecordRow] = {}
    for row in sorted(rows, key=lambda row: row.values["in-force"]):
        if row.values["in-force"] <= today:
            newest[row.values["institution"]] = row
    return newest


def revisions(asked: Asked) -> Board:
    """Institutions whose revision is overdue."""
    titles = titles_of(asked.ws, REGISTERS["institution"].fields[0])
    rows = []
    for one in asked.agencies:
        own = asked.by_agency("institution").get(one.id, [])
        for id_, row in newest_versions(own, asked.today).items():
            if _late(row, "review-by", asked.today):
                cells = (_name(one), titles.get(id_, id_), row.values["version"],
                         row.values["in-force"], row.values["review-by"])  # fmt: skip
                rows.append(BoardRow(row.id, cells, "bad"))
    columns = ("agency", "institution", "version", "in-force", "review-by")
    return Board("revisions", columns, tuple(rows))


def findings(asked: Asked) -> Board:
    """What inspections found, and how far it is mended."""
    rows = []
    for row in asked.records("finding"):
        values = row.values
        late = values["outcome"] == "open" and _late(row, "term", asked.today)
        state = msg("building.overdue") if late else msg(f"building.outcome-{values['outcome']}")
        tone = "bad" if late or values["outcome"] == "failed" else ""
        cells = (
            row.agency_name,
            values["text"],
            msg(f"building.grave-{values['grave']}"),
            values.get("owner", ""),
            values.get("term", ""),
            values.get("rechecked", ""),
            state,
        )
        rows.append(BoardRow(row.id, cells, "good" if values["outcome"] == "mended" else tone))
    columns = ("agency", "finding", "gravity", "owner", "term", "rechecked", "state")
    return Board("findings", columns, tuple(rows))


def bulletin(asked: Asked) -> Board:
    """The bulletin (通报): each inspection of the year and what it found, to cadres and upward."""
    found: dict[str, list[RecordRow]] = {}
    for row in asked.records("finding"):
        found.setdefault(row.values["inspection"], []).append(row)
    rows, open_ = [], 0
    inspections = asked.records("inspection")
    for row in sorted(inspections, key=lambda row: row.values["on"]):
        own = found.get(row.id, [])
        mended = sum(f.values["outcome"] == "mended" for f in own)
        open_ += len(own) - mended
        cells = (
            row.values["on"],
            row.agency_name,
            msg(f"building.plan-{row.values['plan']}"),
            len(own),
            mended,
            "；".join(f.values["text"] for f in own),
        )
        rows.append(BoardRow(row.id, cells, "warn" if mended < len(own) else ""))
    note = msg("building.bulletin-note", inspections=len(rows), open=open_, year=asked.year)
    columns = ("on", "agency", "plan", "findings", "mended", "text")
    return Board("bulletin", columns, tuple(rows), (note,))


def uneven(asked: Asked) -> Board:
    """How even the building is: by old sector, activities an agency, and the stages of roll-out."""
    from civtui.scoring.trend import gini
    from civtui.workspace.activities import months

    counts = {
        agency: sum(n for month, n in by.items() if month[:4] == str(asked.year))
        for agency, by in months(asked.ws).items()
    }
    everybody = agency_rows(asked.ws)
    sectors: dict[str, list[AgencyRow]] = {}
    for one in everybody:
        sectors.setdefault(one.sector or "—", []).append(one)
    mean = Fraction(sum(counts.get(a.id, 0) for a in everybody), len(everybody) or 1)
    rows = []
    for sector, own in sectors.items():
        theirs = [counts.get(a.id, 0) for a in own]
        average = Fraction(sum(theirs), len(own))
        stages = [a.stage for a in own]
        behind = average < mean / 2
        cells = (
            sector,
            len(own),
            f"{float(average):.1f}",
            f"{min(theirs)}–{max(theirs)}",
            sum(n == 0 for n in theirs) or "",
            f"{stages.count('building')}/{stages.count('started')}/{stages.count('planned')}/"
            f"{len(stages) - sum(map(stages.count, ('building', 'started', 'planned')))}",
            msg("building.behind") if behind else "",
        )
        rows.append(BoardRow(sector, cells, "bad" if behind else ""))
    value = gini({"counts": [counts.get(a.id, 0) for a in everybody]})[0]
    note = msg(
        "building.uneven-note", mean=f"{float(mean):.1f}",
        gini="—" if value is None else f"{float(value):.2f}",
    )  # fmt: skip
    columns = ("sector", "agencies", "mean", "range", "none", "stages", "seen")
    return Board("uneven", columns, tuple(rows), (note,))


def spread(asked: Asked) -> Board:
    """What model offices do well, and who took it over with what result."""
    taken: dict[str, list[RecordRow]] = {}
    for row in record_rows(asked.ws, "takeover"):
        taken.setdefault(row.values["exemplar"], []).append(row)
    offices = {office.id: office.name for office in office_rows(asked.ws)}
    rows = []
    for row in asked.records("exemplar"):
        by = taken.get(row.id, [])
        done = [one for one in by if one.values.get("result")]
        cells = (
            row.agency_name,
            offices.get(row.values["office"], row.values["office"]),
            row.values["title"],
            "、".join(one.agency_name for one in by) or "—",
            f"{len(done)}/{len(by)}",
        )
        rows.append(BoardRow(row.id, cells, "good" if done else "" if by else "warn"))
    columns = ("agency", "office", "practice", "taken-by", "results")
    return Board("spread", columns, tuple(rows))


def self_assessed(asked: Asked) -> Board:
    """The agency's own points beside the assessed ones, item by item."""
    from civtui.workspace.building.selves import assessed

    offices = {office.id: office.name for office in office_rows(asked.ws)}
    own = asked.records("self")
    places = [tuple(row.values[f] for f in ("round", "office", "item")) for row in own]
    points = assessed(asked.ws, places)
    rows = []
    for row, place in zip(own, places, strict=True):
        values, given = row.values, points.get(place)
        apart = None if given is None else Fraction(values["points"]) - given
        cells = (
            values["round"],
            offices.get(values["office"], values["office"]),
            values["item"],
            values["points"],
            "—" if given is None else f"{float(given):g}",
            "" if apart is None else f"{float(apart):+g}",
        )
        rows.append(BoardRow(row.id, cells, "warn" if apart and apart > 0 else ""))
    columns = ("round", "office", "item", "self", "assessed", "apart")
    return Board("self", columns, tuple(rows))


def rewards(asked: Asked) -> Board:
    """The lists that the profile's reward links give, each entry with its reason."""
    rows = []
    for row in reward_rows(asked.ws, asked.year):
        cells = (row.title, row.name, "✓" if row.listed else "", row.reason)
        rows.append(BoardRow(f"{row.link} {row.subject}", cells, "good" if row.listed else ""))
    return Board("rewards", ("list", "who", "listed", "reason"), tuple(rows))


def evidence(asked: Asked) -> Board:
    """Every piece of evidence, what it serves, and what people should look at."""
    seen: dict[str, list[Message]] = {}
    for flag in [*damages(asked.ws), *flags(asked.ws)]:
        seen.setdefault(flag.sha256, []).append(flag.text)
    rows = []
    for piece in evidence_rows(asked.ws):
        said = seen.get(piece.sha256, [])
        cells = (piece.name, piece.taken or "—", len(piece.uses), piece.sha256[:8],
                 msg("building.several", texts=said) if said else "")  # fmt: skip
        rows.append(BoardRow(piece.sha256, cells, "warn" if said else ""))
    return Board("evidence", ("file", "taken", "uses", "hash", "seen"), tuple(rows))


BOARDS: dict[str, Callable[[Asked], Board]] = {
    "chart": duty_chart,
    "gate": gate,
    "together": together,
    "results": results,
    "leads": leads,
    "heard": reports_heard,
    "chase": chase,
    "self": self_assessed,
    "guarantees": guarantees,
    "coverage": coverage,
    "revisions": revisions,
    "findings": findings,
    "bulletin": bulletin,
    "uneven": uneven,
    "spread": spread,
    "rewards": rewards,
    "evidence": evidence,
}
