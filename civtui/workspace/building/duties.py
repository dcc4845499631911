"""Boards of organization and targets: duties, posts, reports, filings, guarantees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from civtui.locale import render
from civtui.model.figures import apart as difference
from civtui.model.figures import shown
from civtui.model.registers import LINES, REGISTERS, TIERS
from civtui.model.text import Bilingual, msg
from civtui.workspace.agencies.people import People, people
from civtui.workspace.building.board import Asked, Board, BoardRow, Cell, name_of
from civtui.workspace.building.carried import old_terms, term_of
from civtui.workspace.building.hearings import OnRecord, owed_reports, years_owing
from civtui.workspace.building.judged import posts_of
from civtui.workspace.building.records import RecordRow, is_open, record_rows
from civtui.workspace.building.scores import scores_of_year
from civtui.workspace.building.selves import assessed
from civtui.workspace.reading.names import Names, round_name

# a business and a building result further apart than so many points are a divergence
APART = 20


CHART = ("line", "duty", "owner", "target", "state", "due", "evidence")


def duty_chart(asked: Asked) -> Board:
    """Three lines an agency: how many of the catalogue's duties have an owner, are done, are late.

    With one agency, every duty of the catalogue with its owner, target and state. A duty that
    several agencies held before they were merged is as many duties.
    """
    catalogue = asked.ws.profile().duty
    if asked.agency:
        return Board("chart", CHART, tuple(_duties_of(asked)))
    rows, duties, overdue = [], asked.by_agency("duty"), _overdue(asked)
    for one in asked.agencies:
        mine = duties.get(one.id, [])
        parts: list[Cell] = []
        for line in LINES:
            ids = [duty.id for duty in catalogue if duty.line == line.id]
            held = [row for row in mine if row.values["duty"] in ids]
            done = sum(row.values["state"] == "done" for row in held)
            nobody = set(ids) - {row.values["duty"] for row in held}
            parts.append(f"{done}/{len(held)}/{len(held) + len(nobody)}")
        late = sum(overdue(row) for row in mine)
        tone = "bad" if late else "" if mine else "warn"
        rows.append(BoardRow(one.id, (name_of(one), *parts, late or ""), tone))
    heads = ("agency", "party", "administration", "mass", "late")
    return Board("chart", heads, tuple(rows), (msg("building.chart-note"),))


def _duties_of(asked: Asked) -> Iterator[BoardRow]:
    """Yield the duties of the catalogue as an agency holds them, or held them before a reform."""
    own: dict[str, list[RecordRow]] = {}
    overdue = _overdue(asked)
    for row in asked.records("duty"):
        own.setdefault(row.values["duty"], []).append(row)
    for duty in asked.ws.profile().duty:
        title = Bilingual(duty.title.zh, duty.title.en)
        first = (_line(duty.line), title)
        if duty.id not in own:
            nobody, open_ = msg("building.nobody"), msg("building.not-assigned")
            yield BoardRow(duty.id, (*first, nobody, "", open_, "", 0), "bad")
        for held in own.get(duty.id, ()):
            state = held.values["state"]
            cells = (
                *(*first, held.said(held.values["owner"]), held.values.get("target", "")),
                msg("building.carried" if held.carried else f"building.duty-{state}"),
                held.values.get("due", ""),
                len(held.values.get("evidence", ())),
            )
            tone = "bad" if overdue(held) else "good" if state == "done" else ""
            yield BoardRow(f"{duty.id} {held.was}".strip(), cells, tone)


def _overdue(asked: Asked) -> Callable[[RecordRow], bool]:
    """Return what says of a duty whether it is late; of one carried on, by the term it had too."""
    kind = REGISTERS["duty"]
    terms = old_terms(asked.ws, kind)
    return lambda row: (
        is_open(kind, row) and "" < term_of(kind, terms, row.id, row.values) < asked.today
    )


def _line(line: str) -> Bilingual:
    return next(choice.name for choice in LINES if choice.id == line)


def gate(asked: Asked) -> Board:
    """One post, two duties: both targets met, or the gate stays shut.

    Of a post not judged yet in the year the verdict that stands is told, with its year.
    """
    offices = asked.office_names()
    rows = []
    stands = {_post(r): r for _, r in posts_of(asked.ws, asked.year)}
    for row in asked.records("post"):
        both = [row.values["business-met"], row.values["building-met"]]
        counts = stands.get(_post(row), row)
        state = _state(counts)
        said = msg(f"building.gate-{state}")
        if counts.year != row.year and state != "waiting":
            said = msg("building.gate-stands", state=said, year=str(counts.year))
        tone = {"open": "good", "shut": "bad", "waiting": ""}[state]
        cells = (
            row.agency_name,
            offices.get(row.values["office"], row.values["office"]),
            row.values["post"],
            msg(f"building.met-{both[0]}"),
            msg(f"building.met-{both[1]}"),
            said,
        )
        rows.append(BoardRow(row.id, cells, tone))
    columns = ("agency", "office", "post", "business", "building", "gate")
    return Board("gate", columns, tuple(rows), (msg("building.gate-note"),))


def _post(row: RecordRow) -> tuple[str, str]:
    """Return which post a record is of, whatever its year."""
    return row.values["office"], row.values["post"]


def _state(row: RecordRow) -> str:
    both = [row.values["business-met"], row.values["building-met"]]
    return "open" if both == ["met", "met"] else "shut" if "missed" in both else "waiting"


def together(asked: Asked) -> Board:
    """The matrix of work items and the three checks, each with its day."""
    rows = []
    for row in asked.records("together"):
        days = [str(row.values.get(f, "")) for f in ("deployed", "inspected", "carried-out")]
        missing = 0 if row.carried else sum(not day for day in days)
        if row.carried:
            days[-1] = render(msg("building.carried"))
        cells = (row.agency_name, row.values["item"], *(day or "—" for day in days), missing or "")
        rows.append(BoardRow(row.id, cells, "warn" if missing else "good"))
    columns = ("agency", "item", "deployed", "inspected", "carried-out", "missing")
    return Board("together", columns, tuple(rows))


def results(asked: Asked) -> Board:
    """The business result beside the building result of its round; a divergence is shown.

    A building result that no round over agencies counted in the year stands as it was typed, and
    is marked so.
    """
    rows = []
    counted = scores_of_year(asked.ws, asked.year)
    for row in asked.records("result"):
        business, building = (Fraction(row.values[f]) for f in ("business", "building"))
        score = counted.get(row.by)
        building = building if score is None else score.value
        source = msg("building.typed")
        if score is not None:
            source = msg("building.from-round", round=round_name(asked.ws, score.round))
        apart = building - business
        far = abs(apart) >= APART
        cells = (
            row.agency_name,
            row.values["business"],
            shown(building),
            difference(apart),
            msg("building.diverges") if far else "",
            source,
        )
        rows.append(BoardRow(row.id, cells, "warn" if far else ""))
    columns = ("agency", "business", "building", "apart", "seen", "source")
    return Board("results", columns, tuple(rows), (msg("building.apart-note", apart=APART),))


def leads(asked: Asked) -> Board:
    """Who carries the work, tier by tier; a break between tiers is one of the faults to cure."""
    now: dict[str, dict[str, dict[str, RecordRow]]] = {}
    for row in asked.records("lead"):
        until = row.values.get("until")
        if row.values["since"] <= asked.today and (not until or until >= asked.today):
            # of each agency that was merged its own, until the successor names one
            by = now.setdefault(row.agency, {}).setdefault(row.values["tier"], {})
            before = by.get(row.by)
            if before is None or before.values["since"] < row.values["since"]:
                by[row.by] = row
    rows = []
    for one in asked.agencies:
        held = now.get(one.id, {})
        tiers = [list(held.get(tier.id, {}).values()) for tier in TIERS]
        names = ["、".join(r.said(r.values["department"]) for r in own) or "—" for own in tiers]
        known = {row.values["department"] for own in tiers for row in own}
        state = "" if len(known) < 2 else msg("building.break")
        tone = "warn" if len(known) > 1 or not known else ""
        rows.append(BoardRow(one.id, (name_of(one), *names, state), tone))
    columns = ("agency", "agency-level", "municipal", "provincial", "seen")
    return Board("leads", columns, tuple(rows))


def reports_heard(asked: Asked) -> Board:
    """Reports that the party groups should hear: heard on time, late, or overdue.

    What the profile's interval lets fall due stands here without anybody having typed the day. In
    the running year what was not heard in an earlier one stands here too.
    """
    rows, years = [], [asked.year]
    records = asked.records("report")
    if asked.runs:
        years = years_owing(asked.ws, "report", asked.year)
        open_ = record_rows(asked.ws, "report", asked.owner, open_only=True)
        records = [*(row for row in open_ if (row.year or 0) < asked.year), *records]
    for row in records:
        due, heard = row.values["due"], row.values.get("heard", "")
        if heard:
            state, tone = ("on-time", "good") if heard <= due else ("late", "warn")
        else:
            state, tone = ("overdue", "bad") if due < asked.today else ("to-come", "")
        cells = (
            row.agency_name,
            row.values["topic"],
            due,
            heard or "—",
            msg(f"building.report-{state}"),
        )
        rows.append(BoardRow(row.id, cells, tone))
    names = {one.id: name_of(one) for one in asked.agencies}
    for owed in (one for year in years for one in owed_reports(asked.ws, year, names)):
        late = owed.due < asked.today
        state, tone = ("overdue", "bad") if late else ("to-come", "")
        cells = (
            names[owed.agency],
            msg("building.by-interval"),
            owed.due,
            "—",
            msg(f"building.report-{state}"),
        )
        rows.append(BoardRow(owed.record, cells, tone))
    return Board("heard", ("agency", "topic", "due", "heard", "state"), tuple(rows))


def chase(asked: Asked) -> Board:
    """Who has not filed, by deadline (催报), and whom to ring up, where the user sees that.

    In the running year what was called for in the last one stands here too until that is closed.
    """
    filed: dict[str, set[str]] = {}
    for row in record_rows(asked.ws, "filed"):
        filed.setdefault(row.values["filing"], set()).add(row.by)
    rows = []
    persons, known = people(asked.ws), OnRecord(asked.ws)
    years = years_owing(asked.ws, "filing", asked.year) if asked.runs else [asked.year]
    wanted = [row for year in years for row in record_rows(asked.ws, "filing", year=year)]
    for filing in sorted(wanted, key=lambda row: row.values["due"]):
        by, due = filed.get(filing.id, set()), filing.values["due"]
        late = due < asked.today
        state = msg("building.filing-late" if late else "building.filing-waits")
        for one in asked.agencies:
            for id_ in known.owing(one.id, filing.day, due, by):
                name = known.line.called(id_, name_of(one))
                whom = persons.get(one.id, People(one.id, "")).rung(id_)
                cells = (due, filing.values["title"], name, state, *whom)
                rows.append(BoardRow(f"{filing.id} {id_}", cells, "bad" if late else ""))
    return Board("chase", ("due", "what", "agency", "state", "reporter", "phone"), tuple(rows))


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


def self_assessed(asked: Asked) -> Board:
    """The agency's own points beside the assessed ones, item by item."""
    offices = asked.office_names()
    own = asked.records("self")
    places = [tuple(row.values[f] for f in ("round", "office", "item")) for row in own]
    points = assessed(asked.ws, places)
    rows, names = [], Names(asked.ws)
    for row, place in zip(own, places, strict=True):
        values, given = row.values, points.get(place)
        apart = None if given is None else Fraction(values["points"]) - given
        cells = (
            names.round(values["round"]),
            offices.get(values["office"], values["office"]),
            names.item(values["round"], values["item"]),
            values["points"],
            "—" if given is None else shown(given),
            "" if apart is None else difference(apart),
        )
        tone = "warn" if apart and apart > 0 else ""
        ids = {column: values[column] for column in ("round", "item")}
        rows.append(BoardRow(row.id, cells, tone, ids))
    columns = ("round", "office", "item", "self", "assessed", "apart")
    return Board("self", columns, tuple(rows))
