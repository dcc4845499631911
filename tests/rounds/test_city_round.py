"""A city round over forty offices, from the deal to the last submitted sheet, as a session.

Judges have own, former and related agencies; one steps back in the middle, one falls ill and a
newcomer takes over; everybody sees the own offices alone, submits, and is locked.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from civtui.model.facts.registry import AgencyRecord, OfficeRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.files.creating import init
from civtui.workspace.marks import marks
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.rounds.small import ITEMS, STANDARD, Boss
from tests.titles.city import City
from tests.titles.small import START

AGENCIES = [f"a-{n}" for n in range(1, 11)]
SECTORS = ("经济口", "政法口", "文教口", "农林口", "党群口")
PANEL = {
    "k1": "k1:甲:a-1",  # of agency 1
    "k2": "k2:乙:a-2:a-3",  # of agency 2, formerly of agency 3
    "k3": "k3:丙:a-4:o-5-1",  # of agency 4, with a relative in one office of agency 5
    "k4": "k4:丁",
    "k5": "k5:戊",
}


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    ws = init(tmp_path / "city", name="市", today=START, own={})
    agencies = tuple(
        AgencyRecord(id=a, name=f"市第{n}局", short=f"第{n}局", sector=SECTORS[(n - 1) // 2])
        for n, a in enumerate(AGENCIES, 1)
    )
    offices = tuple(
        OfficeRecord(id=f"o-{a[2:]}-{n}", agency=a, name=f"第{a[2:]}局{n}处")
        for a in AGENCIES
        for n in range(1, 5)
    )
    ws.write(Registered(agencies=agencies, offices=offices), right=Right.KEEP)
    ws.close()
    (tmp_path / "city" / "standards").mkdir()
    (tmp_path / "city" / "standards" / "small.toml").write_text(STANDARD, encoding="utf-8")
    City(tmp_path / "city").do("user", "set", "boss", "admin")
    made = Boss(tmp_path / "city")
    for judge in (*PANEL, "k6"):
        made.do("user", "set", f"user-{judge}", "assessor", "--assessor", judge)
    return made


def score(city: Boss, judge: str, offices: int | None = None) -> list[str]:
    """Let a judge mark from cell to cell as the sheet offers them; return the offices marked.

    Args:
        offices: stop when this many are done; go on to the end where None.
    """
    ws = open_workspace(city.folder, user=f"user-{judge}")
    ws.ledger.connection.execute("PRAGMA synchronous = OFF")
    met: list[str] = []
    try:
        while cell := marks.next_unscored(rounds.sheet(ws, "r")):
            if cell[0] not in met:
                if len(met) == offices:
                    break
                met.append(cell[0])
            worth = 1 + (int(cell[0].split("-")[1]) + int(judge[1])) % 3
            marks.set_mark(ws, "r", *cell, "是" if cell[1] == "place" else str(worth))
    finally:
        ws.close()
    return met


def mine(city: Boss, judge: str) -> list[str]:
    links = city.run("round", "links", "r")[1]
    found: list[str] = next(s["subjects"] for s in links["shares"] if s["assessor"] == judge)
    return found


def shown(city: Boss) -> Any:
    return city.do("round", "show", "r")


def test_a_city_round_from_the_deal_to_the_last_sheet(city: Boss) -> None:
    panel = [word for judge in PANEL.values() for word in ("--assessor", judge)]
    every = [word for agency in AGENCIES for word in ("--agency", agency)]
    city.do("round", "new", "r", "--standard", "small", *every, *panel, "--anchor", "o-10-1")

    # the links are told before any mark is given, then the deal holds
    plan = city.do("round", "assign", "r", "--per-subject", "2", "--dry-run")
    assert plan["links"]["level"] == "sound" and not plan["short"]
    city.do("round", "assign", "r", "--per-subject", "2")
    loads = [judge["subjects"] for judge in shown(city)["assessors"]]
    assert max(loads) - min(loads) <= 2 and sum(loads) == 39 * 2 + 5
    for judge, closed in (("k1", "o-1-"), ("k2", "o-2-"), ("k2", "o-3-"), ("k3", "o-4-")):
        assert not [o for o in mine(city, judge) if o.startswith(closed)]
    assert "o-5-1" not in mine(city, "k3")

    # each judge sees the own offices alone, the anchor first, and nothing else is taken
    before = mine(city, "k4")
    first = score(city, "k4", offices=9)
    assert first[0] == "o-10-1" and first[1:] == [o for o in before if o != "o-10-1"][:8]
    other = next(s["id"] for s in shown(city)["subjects"] if s["id"] not in before)
    mark = ("--as", "user-k4", "mark", "set", "r")
    city.refused(*mark, other, "study", "1", rule="share")
    own = ("--as", "user-k1", "mark", "set", "r", "o-1-1", "study", "4")
    city.refused(*own, rule="conflict")

    # in the middle a judge steps back from an agency: the marks there are set aside
    given = shown(city)["marks"]
    agency = next(f"a-{o.split('-')[1]}" for o in first[1:])
    closed = [o for o in before if o.startswith(f"o-{agency[2:]}-")]
    left = city.do("--as", "user-k4", "round", "recuse", "r", "k4", agency, "--why", "亲属任职")
    aside = len([o for o in closed if o in first]) * len(ITEMS)
    assert left["set_aside"] == aside > 0
    assert shown(city)["marks"] == {
        "given": given["given"] - aside,
        "expected": given["expected"] - len(closed) * len(ITEMS),
    }
    city.refused(*mark, closed[0], "study", "1", rule="conflict")
    assert city.do("explain", "r", closed[0], "study")["how"] == "missing"
    # what is left there goes to judges who may have it
    for office in closed:
        takers = [j for j in PANEL if j != "k4" and office not in mine(city, j)]
        outcome = [
            city.run("round", "hand-over", "r", "k4", j, "--office", office, "--why", "回避")[0]
            for j in takers
        ]
        assert 0 in outcome  # a judge with a conflict was refused, another took it

    # one falls ill; a newcomer takes the share over, what was only begun starts anew
    done = score(city, "k5", offices=3)
    share = mine(city, "k5")
    begun = next(o for o in share if o not in done and not o.startswith("o-6-"))
    city.do("--as", "user-k5", "mark", "set", "r", begun, "study", "1")
    city.do("--as", "user-k5", "mark", "note", "r", begun, "交接：台账在二楼")
    over = city.do("round", "hand-over", "r", "k5", "k6:己:a-6", "--all-open", "--why", "住院")
    assert set(over["kept"].values()) <= {"conflict"} and over["set_aside"] == 1
    assert len(over["subjects"]) + len(over["kept"]) == len(share) - 3
    back = ["--as", "user-k5", "mark", "set", "r", over["subjects"][0], "study", "1"]
    city.refused(*back, rule="share")
    assert "o-10-1" in mine(city, "k6")

    # everybody goes on to the end and submits; a sheet with blank cells is not taken
    city.refused("--as", "user-k1", "round", "submit", "r", rule="sheet-complete")
    for judge in (*PANEL, "k6"):
        score(city, judge)
        city.do("--as", f"user-{judge}", "round", "submit", "r")
    one = mine(city, "k1")[0]
    fix = ("--as", "user-k1", "mark", "set", "r", one, "style", "2")
    city.refused(*fix, rule="sheet-open")
    city.do("round", "unlock", "r", "k1", "--why", "录入有误")
    city.do(*fix)
    city.do("--as", "user-k1", "round", "submit", "r")

    # every office has its total, every figure its trace, and the ledger holds together
    end = shown(city)
    assert end["marks"]["given"] == end["marks"]["expected"] and len(end["assessors"]) == 6
    assert all(judge["submitted"] for judge in end["assessors"])
    found = city.do("results", "r")["results"]
    assert len(found) == 40 and not any(row["missing"] for row in found)
    assert all(row["low"] == row["high"] == row["rank"] for row in found)
    for office in (one, closed[0], begun):
        tree = city.do("explain", "r", office)
        leaves = [n for item in tree["children"] for n in item["children"]]
        judges = next(s["judges"] for s in end["subjects"] if s["id"] == office)
        assert len(leaves) == len(judges) * len(ITEMS)
        assert sum(Fraction(n["exact"]) for n in leaves) / len(judges) == Fraction(tree["exact"])
    kinds = [fact["kind"] for fact in city.do("ledger", "log", "--limit", "2000")]
    assert {"dealt", "recused", "handed-over", "sheet-submitted", "sheet-unlocked"} <= set(kinds)
    assert city.do("round", "close", "r")["state"] == "closed"
    assert city.do("ledger", "verify")["ok"]
