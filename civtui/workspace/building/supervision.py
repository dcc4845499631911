"""Boards of supervision: institutions, inspections, evenness, exemplars, rewards, evidence."""

from __future__ import annotations

from fractions import Fraction

from civtui.model.figures import fixed
from civtui.model.registers import REGISTERS
from civtui.model.text import Message, msg
from civtui.scoring.trend import gini
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.activities import months
from civtui.workspace.building.board import Asked, Board, BoardRow, Cell, is_late, name_of
from civtui.workspace.building.catalogues import catalogue, titles_of
from civtui.workspace.building.evidence import damages, evidence_rows, flags
from civtui.workspace.building.records import RecordRow, record_rows
from civtui.workspace.building.rewards import reward_rows
from civtui.workspace.building.versions import newest_versions


def coverage(asked: Asked) -> Board:
    """Which agency has which institution in force, and whose revision is overdue.

    The list is the profile's; with one agency also its own, which of all agencies are counted.
    """
    listed = [i.id for i in asked.ws.profile().institution]
    titles = catalogue(
        asked.ws, REGISTERS["institution"].fields[0], asked.agency and asked.agency.id
    )
    wanted = list(titles) if asked.agency else listed
    held, rows = asked.by_agency("institution"), []
    for one in asked.agencies:
        there: dict[str, list[bool]] = {}
        for row in newest_versions(held.get(one.id, []), asked.today):
            late = is_late(row, "review-by", asked.today)
            there.setdefault(row.values["institution"], []).append(late)
        marks: list[Cell] = [_mark(there.get(id_, [])) for id_ in wanted]
        have = sum(id_ in there for id_ in listed)
        own = len(there) - have
        tone = "bad" if any(map(any, there.values())) else "" if have == len(listed) else "warn"
        cells = (name_of(one), *marks, f"{have}/{len(listed)}", own or "")
        rows.append(BoardRow(one.id, cells, tone))
    columns = ("agency", *(f"institution:{id_}" for id_ in wanted), "have", "own")
    notes = (msg("building.coverage-note"),)
    heads = {f"institution:{id_}": titles[id_] for id_ in wanted}
    return Board("coverage", columns, tuple(rows), notes, heads)


def _mark(versions: list[bool]) -> str:
    """Return the mark of an institution: of several that merged agencies had, how many."""
    mark = "!" if any(versions) else "✓" if versions else "·"
    return mark if len(versions) < 2 else f"{mark}{len(versions)}"


def revisions(asked: Asked) -> Board:
    """Institutions whose revision is overdue."""
    titles = titles_of(asked.ws, REGISTERS["institution"].fields[0])
    rows, held = [], asked.by_agency("institution")
    for one in asked.agencies:
        for row in newest_versions(held.get(one.id, []), asked.today):
            if is_late(row, "review-by", asked.today):
                id_ = row.values["institution"]
                cells = (
                    row.agency_name,
                    titles.get(id_, id_),
                    row.values["version"],
                    row.values["in-force"],
                    row.values["review-by"],
                )
                rows.append(BoardRow(row.id, cells, "bad"))
    columns = ("agency", "institution", "version", "in-force", "review-by")
    return Board("revisions", columns, tuple(rows))


def findings(asked: Asked) -> Board:
    """What inspections found, and how far it is mended."""
    rows = []
    for row in asked.records("finding"):
        values = row.values
        late = values["outcome"] == "open" and is_late(row, "term", asked.today)
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


def oversight(asked: Asked) -> Board:
    """What the public said (群众监督), and whether it was answered in time."""
    offices = asked.office_names()
    kind = REGISTERS["complaint"]
    sorts = {choice.id: choice.title for choice in kind.fields[2].choices}
    rows = []
    for row in asked.records("complaint"):
        values, asks = row.values, kind.asked(row.values)
        term = row.values.get("term", "") if asks else ""
        answered = values.get("answered", "")
        late = bool(term) and (answered or asked.today) > term
        state = ("late" if late else "answered") if answered else "overdue" if late else "waiting"
        state = state if answered or asks else "none"
        tone = {"answered": "good", "late": "warn", "overdue": "bad"}.get(state, "")
        office = values.get("office", "")
        cells = (
            *(values["on"], row.agency_name, offices.get(office, office)),
            *(sorts[values["sort"]], values["text"], term or "—", answered or "—"),
            msg(f"building.said-{state}"),
        )
        rows.append(BoardRow(row.id, cells, tone))
    columns = ("on", "agency", "office", "sort", "text", "term", "answered", "state")
    return Board("oversight", columns, tuple(rows))


def bulletin(asked: Asked) -> Board:
    """The bulletin (通报): each inspection of the year and what it found, to cadres and upward."""
    found: dict[str, list[RecordRow]] = {}
    for row in asked.records("finding"):
        found.setdefault(row.values["inspection"], []).append(row)
    rows, open_ = [], 0
    inspections = asked.records("inspection")
    titles = titles_of(asked.ws, REGISTERS["institution"].fields[0])
    for row in sorted(inspections, key=lambda row: row.values["on"]):
        own = found.get(row.id, [])
        mended = sum(f.values["outcome"] == "mended" for f in own)
        open_ += len(own) - mended
        cells = (
            row.values["on"],
            row.agency_name,
            msg(f"building.plan-{row.values['plan']}"),
            titles.get(row.values.get("institution", ""), row.values.get("institution", "")),
            len(own),
            mended,
            "；".join(f.values["text"] for f in own),
        )
        rows.append(BoardRow(row.id, cells, "warn" if mended < len(own) else ""))
    note = msg("building.bulletin-note", inspections=len(rows), open=open_, year=asked.year)
    columns = ("on", "agency", "plan", "institution", "findings", "mended", "text")
    return Board("bulletin", columns, tuple(rows), (note,))


def uneven(asked: Asked) -> Board:
    """How even the building is: by old sector, activities an agency, and the stages of roll-out."""
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
            fixed(average, 1),
            f"{min(theirs)}–{max(theirs)}",
            sum(n == 0 for n in theirs) or "",
            f"{stages.count('building')}/{stages.count('started')}/{stages.count('planned')}/"
            f"{len(stages) - sum(map(stages.count, ('building', 'started', 'planned')))}",
            msg("building.behind") if behind else "",
        )
        rows.append(BoardRow(sector, cells, "bad" if behind else ""))
    value = gini({"counts": [counts.get(a.id, 0) for a in everybody]})[0]
    note = msg(
        "building.uneven-note",
        mean=fixed(mean, 1),
        gini="—" if value is None else fixed(Fraction(value), 2),
    )
    columns = ("sector", "agencies", "mean", "range", "none", "stages", "seen")
    return Board("uneven", columns, tuple(rows), (note,))


def spread(asked: Asked) -> Board:
    """What model offices and agencies do well, and who took it over with what result."""
    taken: dict[str, list[RecordRow]] = {}
    for row in record_rows(asked.ws, "takeover"):
        taken.setdefault(row.values["exemplar"], []).append(row)
    offices = asked.office_names()
    rows = []
    for row in asked.records("exemplar"):
        by, office = taken.get(row.id, []), row.values.get("office", "")
        done = [one for one in by if one.values.get("result")]
        cells = (
            row.agency_name,
            offices.get(office, office) or "—",
            row.values["title"],
            "、".join(one.agency_name for one in by) or "—",
            f"{len(done)}/{len(by)}",
        )
        rows.append(BoardRow(row.id, cells, "good" if done else "" if by else "warn"))
    columns = ("agency", "office", "practice", "taken-by", "results")
    return Board("spread", columns, tuple(rows))


def rewards(asked: Asked) -> Board:
    """The lists that the profile's reward links give: who is listed, who held back, and why."""
    rows = []
    for row in reward_rows(asked.ws, asked.year):
        one = row.figure
        state = msg("building.listed" if row.listed else "building.held-back")
        cells = (one.title, one.name, state, row.why())
        tone = "good" if row.listed else "bad" if row.held_back else ""
        rows.append(BoardRow(f"{one.link} {one.key}", cells, tone))
    return Board("rewards", ("list", "who", "listed", "reason"), tuple(rows))


def evidence(asked: Asked) -> Board:
    """Every piece of evidence, what it serves, and what people should look at."""
    seen: dict[str, list[Message]] = {}
    for flag in [*damages(asked.ws), *flags(asked.ws)]:
        seen.setdefault(flag.sha256, []).append(flag.text)
    rows = []
    for piece in evidence_rows(asked.ws):
        said = seen.get(piece.sha256, [])
        cells = (
            piece.name,
            piece.taken or "—",
            len(piece.uses),
            piece.sha256[:8],
            msg("building.several", texts=said) if said else "",
        )
        rows.append(BoardRow(piece.sha256, cells, "warn" if said else ""))
    return Board("evidence", ("file", "taken", "uses", "hash", "seen"), tuple(rows))
