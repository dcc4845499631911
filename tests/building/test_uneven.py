"""Uneven development by old sector, on a made-up city with a known answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from civtui.model.facts.building import ActivitiesLogged, Activity
from civtui.model.facts.registry import AgencyRecord, Declared, Registered
from civtui.model.roles import Right
from civtui.workspace.files.creating import init
from tests.titles.city import City

TODAY = date(2026, 12, 1)
COUNTS = {"农林系统": (10, 10, 10), "工业系统": (1, 1, 1), "城建系统": (0, 6)}


def test_the_sector_that_lags_is_named_with_its_figures_and_stages(tmp_path: Path) -> None:
    ws = init(tmp_path / "city", name="小市", today=TODAY)
    number = 0
    for sector, counts in COUNTS.items():
        for count in counts:
            number += 1
            id_ = f"a-{number}"
            agency = AgencyRecord(id=id_, name=f"市{number}局", sector=sector)
            stage = "building" if count > 5 else "started" if count else "planned"
            log = tuple(
                Activity(id=f"{id_}-{n}", agency=id_, on=date(2026, 1 + n, 5), kind="x", title="课")
                for n in range(count)
            )
            bodies = [Registered(agencies=(agency,)), Declared(agency=id_, stage=stage)]
            ws.write(*bodies, right=Right.KEEP)
            if log:
                ws.write(ActivitiesLogged(activities=log), right=Right.FILE)
    ws.close()
    board = City(tmp_path / "city").do("activity", "uneven")
    rows = {row["sector"]: row for row in board["rows"]}
    assert {s: (r["agencies"], r["mean"], r["range"], r["none"]) for s, r in rows.items()} == {
        "农林系统": (3, "10.0", "10–10", ""),
        "工业系统": (3, "1.0", "1–1", ""),
        "城建系统": (2, "3.0", "0–6", 1),
    }
    assert {s: r["stages"] for s, r in rows.items()} == {
        "农林系统": "3/0/0/0",
        "工业系统": "0/3/0/0",
        "城建系统": "1/0/1/0",
    }
    # the mean of all is 39/8 = 4.9; only 1.0 lies below half of it
    assert [s for s, r in rows.items() if r["seen"]] == ["工业系统"]
    # counts 0 1 1 1 6 10 10 10: sum of (2i - 9) x = 147, over 8 x 39
    assert f"{147 / (8 * 39):.2f}" in board["notes"][0]
