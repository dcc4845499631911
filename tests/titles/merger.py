"""Two agencies with a full year, merged and put asunder again: what every board counts of them.

`python -m tests.titles.merger` prints it, board by board, before and after.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from civtui.locale import render
from civtui.model.facts.building import ProgramEntered
from civtui.model.facts.records import Recorded, RecordPart
from civtui.model.facts.rounds import MarksImported
from civtui.model.registers import REGISTERS
from civtui.model.roles import Right
from civtui.tables.building import BOARDS
from civtui.tui import mode_index
from civtui.verbs import verb_of
from civtui.workspace.building import culture, registers, rewards, signals
from civtui.workspace.building.activities import log_activity, months
from civtui.workspace.building.boards import board
from civtui.workspace.building.evidence import keep
from civtui.workspace.building.records import record_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.reading import tables
from civtui.workspace.rounds import round_life
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.applications import case_rows
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.eligibility import veto_rows
from civtui.workspace.titles.honors import held_on
from civtui.workspace.titles.record import life_of
from tests.titles.small import OFFICES, START, Sittings, small_city
from tests.voiding.tables import tables_of

PARENTS, HEIR, OTHER = ("a-1", "a-2"), "a-4", "a-3"
LAST = date(2026, 12, 20)
MERGE = """
id = "r1"
effective = 2026-12-10
document = "委发〔2026〕9号"
[[merge]]
agencies = ["a-1", "a-2"]
name = "市新局"
short = "新局"
"""


STANDARD = """id = "units"
version = "1"
title = "实地考评"
total = "100"
[[item]]
id = "whole"
title = "总评"
kind = "points"
points = "100"
"""


def judged(
    ws: Workspace,
    points: Mapping[str, int],
    id_: str = "units",
    *,
    scope: str = "agencies",
    body: str | None = None,
) -> None:
    """Hold a round that gives each subject its points, and close it.

    Args:
        body: the agency that holds it itself.
    """
    standard = ws.dir / "units.toml"
    standard.write_text(STANDARD, "utf-8")
    judges = [{"id": "k1", "name": "k1", "agency": None, "related": []}]
    round_life.open_round(
        ws,
        id_,
        name="年度考评",
        standard=str(standard),
        subjects=[*points],
        assessors=judges,
        scope=scope,
        agency=body,
    )
    rows = tuple((subject, "whole", "k1", str(given), None) for subject, given in points.items())
    ws.write(MarksImported(round=id_, rows=rows, source="t"), right=Right.MARK)
    perform(ws, verb_of("round.close"), {"round": id_})


def merged_city(folder: Path) -> Workspace:
    """Return a small city at the end of a year, two agencies of which have all on record."""
    titles = [
        ("o-1-1", "civilized-office"),
        ("o-1-1", "model-office"),
        ("a-1", "municipal"),
        ("a-2", "municipal"),
    ]
    ws = small_city(folder, titles=titles, today=START)
    perform(ws, verb_of("apply.add"), {"honor": "provincial", "agency": "a-1", "id": "k2"})
    perform(ws, verb_of("apply.close"), {"case": "k2", "cause": "withdrawn"})
    group = Sittings(ws)
    ruled = group.decide("card=a-1", START)
    words = {"agency": "a-1", "cause": "停滞", "demands": "整改", "decision": ruled, "id": "c1"}
    perform(ws, verb_of("card.add"), words)
    perform(ws, verb_of("apply.add"), {"honor": "provincial", "agency": "a-2", "id": "k1"})
    perform(ws, verb_of("honor.veto"), {"agency": "a-2", "event": "重大事故"})
    ws.set_clock(datetime(2026, 6, 1, 4, tzinfo=UTC))
    filings = [
        registers.add(ws, "filing", None, {"title": title, "due": due}).id
        for title, due in (("半年小结", "2026-07-10"), ("年终总结", "2026-12-30"))
    ]
    ws.set_clock(datetime(LAST.year, LAST.month, LAST.day, 4, tzinfo=UTC))
    for number, agency in enumerate((*PARENTS, OTHER), 1):
        _year_of(ws, agency, number, filings)
    judged(ws, dict.fromkeys((*PARENTS, OTHER), 90))
    return ws


def _year_of(ws: Workspace, agency: str, number: int, filings: Sequence[str]) -> None:
    paper = ws.dir / f"{agency}.pdf"
    paper.write_bytes(b"%PDF " + agency.encode())
    evidence = [keep(ws, paper)[0].sha256]
    for month in range(1, 13):
        for count in range(number):
            log_activity(
                ws,
                agency,
                f"第{month}月活动{count}",
                on=date(2026, month, 3 + count),
                kind="study",
                people=9,
                evidence=evidence if month == 1 else (),
            )
    office = OFFICES[agency][0]
    own = {"round": "r", "office": office, "item": "study", "points": "9"}
    one = RecordPart(noun="self", id=f"{agency}/r/{office}/study", agency=agency, values=own)
    ws.write(Recorded(records=(one,)), right=Right.FILE)  # of a round that is none of this city's
    for register, values in _records(ws, agency, number, filings):
        made = registers.add(ws, register, agency, values)
        if register == "inspection":
            found = {
                "inspection": made.id,
                "text": "台账不全",
                "grave": "minor",
                "term": "2026-06-30",
                "outcome": "open",
            }
            registers.add(ws, "finding", agency, found)
    entry = ProgramEntered(
        entry=f"e-{agency}",
        program="x:tea",
        agency=agency,
        form="cup",
        values={"n": number},
        plugin="x",
        plugin_version="1",
    )
    ws.write(entry, right=Right.FILE)


def _records(
    ws: Workspace, agency: str, number: int, filings: Sequence[str]
) -> list[tuple[str, dict[str, Any]]]:
    office, duties = OFFICES[agency][0], [duty.id for duty in ws.profile().duty]
    institutions = [one.id for one in ws.profile().institution]
    found: list[tuple[str, dict[str, Any]]] = [
        (
            "duty",
            {
                "duty": duty,
                "owner": "张三",
                "target": "见效",
                "due": "2026-11-30",
                "state": "done" if place % (number + 1) else "running",
            },
        )
        for place, duty in enumerate(duties[: 6 + number])
    ]
    found += [
        (
            "institution",
            {
                "institution": one,
                "version": "1",
                "line": "party",
                "in-force": "2025-03-01",
                "review-by": f"2026-0{number + 5}-01",
            },
        )
        for one in institutions[: 2 + number]
    ]
    days = {"deployed": "2026-03-01", "inspected": "2026-06-01"}
    return [
        *found,
        (
            "post",
            {
                "office": office,
                "post": "处长",
                "business": "完成",
                "building": "完成",
                "business-met": "met",
                "building-met": "met" if number > 1 else "missed",
            },
        ),
        ("lead", {"tier": "municipal", "department": f"办公室{number}", "since": "2026-01-05"}),
        ("together", {"item": "重点工作", **days}),
        ("result", {"business": "95", "building": str(60 + 10 * number)}),
        ("report", {"due": "2026-06-30", "body": "chief", "topic": "创建", "heard": "2026-07-02"}),
        ("report", {"due": "2026-11-30", "body": "chief", "topic": "总结"}),
        *([("filed", {"filing": filings[0], "on": "2026-07-01"})] if number == 1 else []),
        ("guarantee", {"what": "funds", "planned": "10", "actual": "8", "unit": "万元"}),
        ("inspection", {"on": "2026-05-05", "plan": "scheduled", "by": "party"}),
        *([("takeover", {"exemplar": "一次办结", "on": "2026-06-01"})] if number == 2 else []),
        ("own", {"title": f"保密制度{number}", "line": "party"}),
        (
            "complaint",
            {
                "on": "2026-04-01",
                "way": "box",
                "sort": "advice",
                "text": "灯暗",
                "office": office,
                "term": "2026-05-01",
            },
        ),
        ("study", {"office": office, "score": "91"}),
        *(
            [
                (
                    "exemplar",
                    {"office": office, "title": "一次办结", "text": "如下", "on": "2026-05-06"},
                )
            ]
            if number == 1
            else []
        ),
    ]


def counts(ws: Workspace, agency: str) -> dict[str, int]:
    """Return what modes 5 and 6 count of an agency, by board, register and list."""
    found = {f"register {kind}": len(record_rows(ws, kind, agency)) for kind in REGISTERS}
    found |= {
        f"window {id_}": len(tables.records(ws, kind, agency).read(None, most=800))
        for id_, kind in REGISTERS.items()
    }
    city = (
        "rewards",
        "evidence",
        "uneven",
        "chart",
        "coverage",
        "leads",
        "organs",
        "leaders",
        "dossier",
    )
    for name in BOARDS:
        if name not in city:
            found[f"board {name}"] = len(board(ws, name, agency).rows)
    chart = _cells(ws, "chart", agency)
    for place, line in enumerate(("party", "administration", "mass"), 1):
        done, held, _ = map(int, chart[place].split("/"))
        found |= {f"board chart {line} done": done, f"board chart {line} held": held}
    found["board chart late"] = int(chart[4] or 0)
    found["board chart rows"] = sum(
        row.cells[6] != 0 or bool(row.cells[3]) for row in board(ws, "chart", agency).rows
    )
    marks = [
        mark.lstrip("!✓") or "1" for mark in _cells(ws, "coverage", agency)[1:8] if mark != "·"
    ]
    found["board coverage"] = sum(map(int, marks))
    leads = [cell for cell in _cells(ws, "leads", agency)[1:4] if cell != "—"]
    found["board leads"] = sum(len(cell.split("、")) for cell in leads)
    found["board rewards"] = sum(
        agency in (row.figure.subject, _home(ws, row.figure.subject))
        for row in rewards.reward_rows(ws)
    )
    found["board organs"] = sum(int(row.cells[1]) for row in board(ws, "organs", agency).rows)
    found["board dossier"] = sum(
        int(row.cells[1]) for row in board(ws, "dossier", agency).rows if row.id != "titles"
    )
    found["board leaders"] = int(_cells(ws, "leaders", agency)[1])
    found["board uneven"] = sum(months(ws).get(agency, {}).values())
    found["log"] = len(tables.activities(ws, agency).read(None, most=800))
    heat = next(row for row in _loaded(mode_index.place(ws, "building")).rows if row.id == agency)
    found["mode 5 heat map"] = int(heat.cells[2])
    for row in _loaded(mode_index.place(ws, "registers", agency)).rows:
        if row.id.startswith("register:"):
            found[f"mode 5 {row.id}"] = int(row.cells[1])
            found[f"mode 5 {row.id} open"] = int(row.cells[2] or 0)
    found["mode 6 entries"] = sum(
        p.entries for p in culture.participations(ws) if p.agency == agency
    )
    given = signals._facts(ws, [one for one in _agencies(ws) if one.id == agency])[agency]
    found |= {f"signals {key}": len(given[key]) for key in ("activities", "cards", "entries")}
    found["signals own"] = given["counts"]["own"]
    owned = (agency, *(p for p in PARENTS if agency == HEIR))
    found["mode 4 applications"] = sum(c.agency == agency for c in case_rows(ws))
    found["mode 7 cards"] = sum(c.agency == agency for c in card_rows(ws))
    found["vetoes"] = sum(owner == agency for owner, *_ in veto_rows(ws))
    found["titles"] = sum(
        e.event != "re-recognized" and e.holder in owned and e.event != "reform"
        for e in life_of(ws, agency).events
    )
    return found


def marks(ws: Workspace, agency: str) -> list[str]:
    """Return what the lists say of cards, applications and titles that were a parent's."""
    return [
        *(f"card {c.id}: {c.agency_name} ({c.was})" for c in card_rows(ws) if c.agency == agency),
        *(f"case {c.id}: {c.agency_name} ({c.was})" for c in case_rows(ws) if c.agency == agency),
        *(
            f"title {r.honor}: {r.called} ({r.was})"
            for r in held_on(ws, ws.today())
            if r.holder == agency
        ),
    ]


def _agencies(ws: Workspace) -> Sequence[Any]:
    from civtui.workspace.agencies.agencies import agency_rows

    return agency_rows(ws)


def _home(ws: Workspace, office: str) -> str | None:
    from civtui.workspace.agencies.agencies import holder_agency

    return holder_agency(ws, office)


def _cells(ws: Workspace, name: str, agency: str) -> list[str]:
    """Return the agency's row of a board of the city."""
    row = next(row for row in board(ws, name).rows if row.id == agency)
    return [str(cell) if isinstance(cell, str | int) else render(cell) for cell in row.cells]


def _loaded(mode: Any) -> Any:
    mode.load()
    return mode


def merge(ws: Workspace) -> None:
    """Merge the two agencies."""
    file = ws.dir / "reform.toml"
    file.write_text(MERGE, "utf-8")
    reforms.reform(ws, file)


def summed(parts: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of what was counted of several agencies."""
    return {key: sum(part[key] for part in parts) for key in parts[0]}


def say(line: str) -> None:
    """Write a line to standard output."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print what was counted before and after, and whether the tables came back."""
    with tempfile.TemporaryDirectory() as folder:
        ws = merged_city(Path(folder) / "w")
        before, tables_before = [counts(ws, one) for one in PARENTS], tables_of(ws)
        merge(ws)
        after = counts(ws, HEIR)
        both = summed(before)
        say(f"{'':44}{'a-1':>6}{'a-2':>6}{'sum':>6}{'after':>7}")
        for key, number in after.items():
            first, second = (part[key] for part in before)
            same = "" if number == both[key] else "  differs"
            say(f"{key:44}{first:6}{second:6}{both[key]:6}{number:7}{same}")
        for mark in marks(ws, HEIR):
            say(mark)
        reforms.take_back(ws, "r1")
        now = tables_of(ws)
        changed = [name for name in now if now[name] != tables_before[name]]
        say(f"{len(now)} tables; other than before, taken back: {', '.join(changed)}")
        ws.close()


if __name__ == "__main__":
    main()
