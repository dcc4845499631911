"""Makes workspaces of a wanted size: agencies, offices, and as many facts as offices."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from pathlib import Path

from civtui.ledger.ledger import Ledger
from civtui.model.facts.envelope import Body, Fact
from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.facts.rounds import Marked
from civtui.workspace.demo import demo

MOMENT = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
PER_AGENCY = 40
SLICE = 5000
PLACES = ("东城", "西湖", "南山", "北港", "中原", "新安", "长宁", "和平", "永康", "临江")
TRADES = (
    "贸易",
    "发展",
    "教育",
    "民政",
    "水利",
    "林业",
    "交通",
    "统计",
    "审计",
    "卫生",
    "文化",
    "体育",
)
OFFICES = ("办公室", "人事处", "财务处", "政策法规处", "机关党委", "信息中心", "综合处", "督查处")


def make(folder: Path, rows: int) -> None:
    """Make a workspace of `rows` offices and `rows` facts in `folder`; the demo city below 1000."""
    demo(folder).close()
    if rows < 1000:
        return
    ledger = Ledger.open(folder / "civtui.db")
    ledger.connection.execute("PRAGMA synchronous = OFF")
    for first in range(0, rows, SLICE):
        _append(ledger, [_registered(first, min(rows, first + SLICE))])
    for first in range(0, rows, SLICE):
        _append(ledger, [_mark(ledger, n) for n in range(first, min(rows, first + SLICE))])
    ledger.close()


def _append(ledger: Ledger, bodies: list[Body]) -> None:
    ledger.append(
        [Fact(body=b, who="bench", recorded=MOMENT, effective=date(2026, 10, 1)) for b in bodies]
    )


def _registered(first: int, last: int) -> Registered:
    offices, agencies = [], []
    for n in range(first, last):
        owner, place = divmod(n, PER_AGENCY)
        if not place:
            name = f"{PLACES[owner % 10]}市{TRADES[owner // 10 % 12]}{TRADES[owner // 120 % 12]}局"
            agencies.append(
                AgencyRecord(id=f"b-{owner}", name=f"{name}{owner}", short=f"{name[:2]}{owner}")
            )
        kind = OFFICES[n % len(OFFICES)]
        offices.append(
            OfficeRecord(id=f"bo-{owner}-{place}", agency=f"b-{owner}", name=f"{kind}{n}")
        )
    return Registered(agencies=tuple(agencies), offices=tuple(offices))


_CELLS: list[tuple[str, str, str]] = []


def _mark(ledger: Ledger, n: int) -> Marked:
    if not _CELLS:
        found = [
            [row[0] for row in ledger.connection.execute(f"SELECT {what} FROM {where}")]
            for what, where in (
                ("subject", "round_subject WHERE round = 'city-2026'"),
                ("value", "json_each((SELECT items FROM round WHERE id = 'city-2026'))"),
                ("assessor", "round_assessor WHERE round = 'city-2026'"),
            )
        ]
        _CELLS.extend(itertools.product(*found))  # three texts each
    subject, item, assessor = _CELLS[n % len(_CELLS)]
    return Marked(
        round="city-2026",
        subject=subject,
        item=item,
        assessor=assessor,
        value="2",
        points=2000,
    )
