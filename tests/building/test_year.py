"""A whole building year of the demo city, run by commands as a secretariat's script does."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from civtui.workspace.files.creating import init
from tests.building.pictures import picture
from tests.demos import demo
from tests.titles.city import City

TODAY = date(2026, 12, 28)
VISIT = date(2026, 11, 6)
CRAMMER = "供销社"
LINES = {"theory": "party", "logistics": "administration", "union-interests": "mass"}


def write(path: Path, rows: list[list[str]]) -> str:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def log(agencies: list[str]) -> list[list[str]]:
    """Return 400 activities: 79 agencies five each over the year, one five in its last month."""
    rows = [["机关", "名称", "日期", "类别", "地点", "人数"]]
    for agency in agencies:
        for n in range(5):
            day = date(2026, 1, 6) + timedelta(days=60 * n)
            if agency == CRAMMER:
                day = VISIT - timedelta(days=1 + 2 * n)
            rows.append(
                [agency, f"{agency}第{n + 1}次活动", day.isoformat(), "读书", "图书室", "20"]
            )
    return rows


class Year:
    """The city after its year, and what the script noted on the way."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        listed = city.do("agency", "list")
        self.names = {row["id"]: row["short"] or row["name"] for row in listed}
        shorts = list(self.names.values())
        self.active = [*[s for s in shorts if s != CRAMMER][:79], CRAMMER]
        self.duties()
        self.reports()
        self.guarantees_and_togethers()
        self.institutions()
        self.inspections()
        self.activities()
        self.rewards()

    def duties(self) -> None:
        """Plan: three duties in three lines for each of ten agencies, by one workbook."""
        catalogue = {d["id"]: d["line"] for d in self.city.do("profile", "show")["duty"]}
        self.chosen = {
            line: next(i for i, of in catalogue.items() if of == line)
            for line in ("party", "administration", "mass")
        }
        rows = [["机关", "职责", "责任人/处室", "目标", "期限", "状态"]]
        rows += [
            [agency, duty, "办公室", "按季推进", "2026年11月30日", "进行中"]
            for agency in self.active[:10]
            for duty in self.chosen.values()
        ]
        answer = self.city.do("duty", "import", write(self.folder / "duties.csv", rows))
        assert (answer["accepted"], answer["changes"]["records"]) == (30, 30)
        for agency in self.active[:9]:  # the tenth finishes nothing
            for duty in self.chosen.values():
                row = self.one("duty", agency, "duty", duty)
                self.city.do("duty", "set", row["id"], "--state", "done")
        offices = self.city.do("office", "list", "--agency", self.active[0])
        for n, (business, building) in enumerate((("met", "met"), ("met", "missed"))):
            self.city.do(
                "duty",
                "post",
                "add",
                self.active[0],
                "--office",
                offices[n]["name"],
                "--post",
                "处长",
                "--business",
                "业务指标",
                "--business-met",
                business,
                "--building",
                "创建指标",
                "--building-met",
                building,
            )
        self.offices = offices
        for tier, department in (("agency-level", "机关党委"), ("municipal", "办公室")):
            self.city.do(
                "duty",
                "lead",
                "add",
                self.active[0],
                "--tier",
                tier,
                "--department",
                department,
                "--since",
                "2026-01-01",
            )

    def one(self, register: str, agency: str, field: str, value: str) -> dict[str, Any]:
        rows = self.city.do(register, "list", "--agency", agency)
        found: dict[str, Any] = next(row for row in rows if row["values"][field] == value)
        return found

    def reports(self) -> None:
        """The party groups of three agencies hear reports; one is overdue, one was late."""
        for agency, due, heard in (
            (self.active[0], "2026-06-30", "2026-06-25"),
            (self.active[1], "2026-06-30", "2026-07-09"),
            (self.active[2], "2026-06-30", ""),
        ):
            words = ["--heard", heard] if heard else []
            self.city.do(
                "report",
                "add",
                agency,
                "--due",
                due,
                "--body",
                "party-group",
                "--topic",
                "半年创建工作",
                *words,
            )
        filing = self.city.do(
            "report", "filing", "add", "--title", "年度总结", "--due", "2026-12-20"
        )
        for agency in self.names.values():
            if agency not in self.active[3:5]:
                self.city.do(
                    "report", "filed", "add", agency, "--filing", filing["id"], "--on", "2026-12-18"
                )

    def guarantees_and_togethers(self) -> None:
        for what, planned, actual in (("staff", "3", "3"), ("funds", "50000", "42000.5")):
            self.city.do(
                "guarantee",
                "add",
                self.active[0],
                "--what",
                what,
                "--planned",
                planned,
                "--actual",
                actual,
            )
        self.city.do(
            "duty",
            "together",
            "add",
            self.active[0],
            "--item",
            "招商引资",
            "--deployed",
            "2026-02-01",
            "--inspected",
            "2026-06-01",
            "--carried-out",
            "2026-11-01",
        )
        self.city.do(
            "duty",
            "together",
            "add",
            self.active[0],
            "--item",
            "窗口改造",
            "--deployed",
            "2026-03-01",
        )
        for agency, business, building in (
            (self.active[0], "91", "88"),
            (self.active[1], "60", "92"),
        ):
            self.city.do(
                "duty", "result", "add", agency, "--business", business, "--building", building
            )

    def institutions(self) -> None:
        base = ["--institution", "attendance", "--line", "administration"]
        self.city.do(
            "institution",
            "add",
            self.active[0],
            *base,
            "--version",
            "2019",
            "--in-force",
            "2019-05-01",
            "--review-by",
            "2024-05-01",
        )
        self.city.do(
            "institution",
            "add",
            self.active[0],
            *base,
            "--version",
            "2026",
            "--in-force",
            "2026-03-01",
            "--revised-from",
            "2019",
        )
        self.city.do(
            "institution",
            "add",
            self.active[1],
            *base,
            "--version",
            "2018",
            "--in-force",
            "2018-05-01",
            "--review-by",
            "2023-05-01",
        )

    def inspections(self) -> None:
        """Four inspections, two of them with findings: one mended, one overdue."""
        for agency, day, plan in zip(
            self.active[:4],
            ("2026-03-10", "2026-06-10", "2026-09-10", "2026-12-01"),
            ("scheduled", "unscheduled", "scheduled", "unscheduled"),
            strict=True,
        ):
            shot = picture(self.folder / f"{day}.jpg", day, shade=hash(day) % 100)
            row = self.city.do(
                "inspection",
                "add",
                agency,
                "--on",
                day,
                "--plan",
                plan,
                "--by",
                "secretariat",
                "--evidence",
                str(shot),
            )
            if agency in self.active[:2]:
                self.city.do(
                    "inspection",
                    "finding",
                    "add",
                    agency,
                    "--inspection",
                    row["id"],
                    "--text",
                    f"{agency}台账不全",
                    "--grave",
                    "minor",
                    "--owner",
                    "办公室",
                    "--term",
                    "2026-10-31",
                    "--outcome",
                    "open",
                )
        finding = self.city.do("inspection", "finding", "list", "--agency", self.active[0])[0]
        self.city.do(
            "inspection",
            "finding",
            "set",
            finding["id"],
            "--outcome",
            "mended",
            "--rechecked",
            "2026-10-20",
        )

    def activities(self) -> None:
        self.city.do(
            "round",
            "new",
            "city-2026",
            "--standard",
            "civilized-office",
            "--due",
            VISIT.isoformat(),
            "--office",
            self.offices[0]["id"],
            "--assessor",
            "kp1:陈",
        )
        path = write(self.folder / "log.csv", log(self.active))
        assert self.city.do("activity", "import", path)["changes"]["records"] == 400
        assert self.city.do("activity", "import", path)["changes"]["records"] == 0
        assert len(self.city.do("activity", "list", "-n", "100000")) == 400
        self.shot = picture(self.folder / "reading.jpg", "2026-12-20")
        self.city.do(
            "activity",
            "add",
            self.active[0],
            "读书会总结",
            "--on",
            "2026-12-20",
            "--evidence",
            str(self.shot),
            "--item",
            "1",
            "--item",
            "2",
            "--item",
            "3",
            "--leaders",
            "局长",
        )

    def rewards(self) -> None:
        for office, score in ((self.offices[0], "92"), (self.offices[1], "70")):
            self.city.do(
                "reward",
                "study",
                "add",
                self.active[0],
                "--office",
                office["name"],
                "--score",
                score,
            )
        model = next(o for o in self.city.do("office", "list") if "model-office" in o["honors"])
        owner = self.names[model["agency"]]
        exemplar = self.city.do(
            "exemplar",
            "add",
            owner,
            "--office",
            model["name"],
            "--title",
            "一次办结",
            "--text",
            "窗口前移",
            "--on",
            "2026-08-01",
        )
        taker = next(a for a in self.active if a != owner)
        self.city.do(
            "exemplar",
            "takeover",
            "add",
            taker,
            "--exemplar",
            exemplar["id"],
            "--on",
            "2026-10-01",
            "--result",
            "办件时间减半",
        )
        self.exemplar = (owner, taker)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The demo city's registry in a workspace of its own, where only the script writes."""
    folder = tmp_path_factory.mktemp("year")
    demo(folder / "demo").close()
    known = City(folder / "demo")
    agencies, offices = known.do("agency", "list"), known.do("office", "list")
    init(folder / "city", name="示范市", today=TODAY).close()
    city = City(folder / "city")
    for name, head, body in (
        (
            "a",
            ["机关名称", "简称", "原委口"],
            [[a["name"], a["short"], a["sector"]] for a in agencies],
        ),
        (
            "o",
            ["机关名称", "处室名称", "处室称号", "命名时间"],
            [
                [
                    next(a["name"] for a in agencies if a["id"] == o["agency"]),
                    o["name"],
                    "标兵处室"
                    if "model-office" in o["honors"]
                    else "文明处室"
                    if o["honors"]
                    else "",
                    "2025-12-20" if o["honors"] else "",
                ]
                for o in offices
            ],
        ),
    ):
        city.do("import", "registry", write(folder / f"{name}.csv", [head, *body]))
    yield Year(city, folder)


def rows(year: Year, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = year.city.do(*words)["rows"]
    return found


def test_the_duty_chart_shows_what_is_done_and_what_is_late(year: Year) -> None:
    board = {row["agency"]: row for row in rows(year, "duty", "chart")}
    late = {agency: row["late"] for agency, row in board.items() if row["late"]}
    assert late == {year.active[9]: 3}
    first = board[year.active[0]]
    assert all(first[line].startswith("1/1/") for line in ("party", "administration", "mass"))
    assert board[year.active[20]]["party"].startswith("0/0/")
    one = {row["id"]: row for row in rows(year, "duty", "chart", year.active[9])}
    assert {i for i, row in one.items() if row["tone"] == "bad" and row["due"]} == set(
        year.chosen.values()
    )


def test_one_post_two_duties_keeps_the_gate_shut(year: Year) -> None:
    states = [row["gate"] for row in rows(year, "duty", "gate")]
    assert states == ["open", "shut"]


def test_a_break_between_tiers_is_seen_in_one_agency(year: Year) -> None:
    seen = [row["agency"] for row in rows(year, "duty", "leads") if row["seen"]]
    assert seen == [year.active[0]]


def test_one_report_is_overdue_and_one_was_late(year: Year) -> None:
    states = {row["agency"]: row["state"] for row in rows(year, "report", "heard")}
    assert states == {
        year.active[0]: "heard on time",
        year.active[1]: "heard late",
        year.active[2]: "overdue",
    }


def test_two_have_not_filed_and_the_list_can_be_taken_along(year: Year) -> None:
    target = year.folder / "chase.csv"
    status, found = year.city.run("report", "chase", "-o", str(target))
    assert status == 0
    assert [row["agency"] for row in found["rows"]] == year.active[3:5]
    lines = target.read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert year.active[3] in lines[1]


def test_guarantees_togethers_and_results(year: Year) -> None:
    short = {row["what"]: row["seen"] for row in rows(year, "guarantee", "compare")}
    assert short == {"staff": "", "funds": "short"}
    missing = {row["item"]: row["missing"] for row in rows(year, "duty", "matrix")}
    assert missing == {"招商引资": "", "窗口改造": 2}
    apart = {row["agency"]: row["seen"] for row in rows(year, "duty", "results")}
    assert apart == {year.active[0]: "", year.active[1]: "diverges"}


def test_institutions_the_newest_version_counts(year: Year) -> None:
    overdue = rows(year, "institution", "revisions")
    assert [(row["agency"], row["version"]) for row in overdue] == [(year.active[1], "2018")]
    cover = {row["agency"]: row for row in rows(year, "institution", "coverage")}
    assert cover[year.active[0]]["institution:attendance"] == "✓"
    assert cover[year.active[1]]["institution:attendance"] == "!"
    assert cover[year.active[2]]["institution:attendance"] == "·"


def test_the_bulletin_has_four_inspections_and_one_open_finding(year: Year) -> None:
    bulletin = year.city.do("inspection", "bulletin")
    assert [row["findings"] for row in bulletin["rows"]] == [1, 1, 0, 0]
    assert [row["mended"] for row in bulletin["rows"]] == [1, 0, 0, 0]
    assert "1 finding not mended" in bulletin["notes"][0]
    states = [row["state"] for row in rows(year, "inspection", "findings")]
    assert states == ["mended", "overdue"]


def test_evidence_serves_several_items_and_nothing_is_flagged(year: Year) -> None:
    shot = next(e for e in year.city.do("evidence", "list") if e["name"] == "reading.jpg")
    activity = year.city.do("activity", "show", shot["uses"][0]["id"])
    assert len(activity["items"]) == 3
    assert activity["leaders"] == "局长"
    assert year.city.do("evidence", "check") == []


def test_reward_lists_give_their_reasons(year: Year) -> None:
    listed = {(row["link"], row["name"]): row["reason"] for row in year.city.do("reward", "list")}
    office = f"{year.active[0]}/{year.offices[0]['name']}"
    assert set(listed) == {
        ("leadership-record", year.active[0]),
        ("leadership-record", year.active[1]),
        ("outstanding", office),
        ("target-office", office),
    }
    assert listed[("target-office", office)].startswith(
        "posts with both targets met 1/1 (2026): 100"
    )
    everybody = year.city.do("reward", "list", "--all")
    assert len(everybody) == len(listed) + 2


def test_exemplars_are_followed(year: Year) -> None:
    (row,) = rows(year, "exemplar", "spread")
    assert (row["agency"], row["taken-by"], row["results"]) == (*year.exemplar, "1/1")


def test_the_signals_say_what_they_should_and_nothing_else(year: Year) -> None:
    """Recompute every signal from the bare log, by other code than the program's."""
    days: dict[str, list[date]] = {id_: [] for id_ in year.names}
    for row in year.city.do("activity", "list", "-n", "100000"):
        days[row["agency"]].append(date.fromisoformat(row["held"]))
    middle = median(len(own) for own in days.values())
    shown = [year.city.do("round", "show", r["id"]) for r in year.city.do("round", "list")]
    rounds = [row for row in shown if row["due"]]
    cramming, unjudged, lagging = set(), set(), set()
    for id_, own in days.items():
        dues = {
            date.fromisoformat(r["due"]) for r in rounds if r["organizer"]["agency"] in (None, id_)
        }
        judged = False
        for visits in (*([due] for due in dues), sorted(dues)):
            upto = [day for day in own if day <= visits[-1]]
            late = [d for d in upto if any(0 <= (visit - d).days < 28 for visit in visits)]
            judged |= len(upto) >= 4
            if len(upto) >= 4 and Fraction(len(late), len(upto)) > Fraction(1, 2):
                cramming.add(id_)
        if not judged:
            unjudged.add(id_)
        if 3 * len(own) < middle:
            lagging.add(id_)
    found = year.city.do("plugin", "signals")
    said: dict[tuple[str, str], set[str]] = {}
    for row in found:
        said.setdefault((row["signal"], row["state"]), set()).add(row["agency"])
    assert said.get(("civtui:cramming", "warning"), set()) == cramming
    assert said.get(("civtui:cramming", "not-checked"), set()) == unjudged
    assert said.get(("civtui:lagging", "warning"), set()) == lagging
    # the log knows one year only
    assert said[("civtui:slackening", "not-checked")] == set(year.names)
    assert {year.names[id_] for id_ in cramming} == {CRAMMER}
    assert {year.names[id_] for id_ in lagging} == set(year.names.values()) - set(year.active)


def test_uneven_by_sector_adds_up(year: Year) -> None:
    board = rows(year, "activity", "uneven")
    assert sum(row["agencies"] for row in board) == 85


def test_z_the_year_is_rolled_over(year: Year) -> None:
    """Last in the file: the year is closed after this."""
    city = year.city
    shown = city.do("year", "roll", "2026", "--dry-run")
    assert shown["written"] is False
    assert city.do("year", "show")["closed"] == []
    done = {r["register"]: r for r in city.do("year", "roll", "2026")["registers"]}
    assert done["duty"]["carried"] == 3
    assert done["duty"]["closed"] == 27
    assert done["together"]["carried"] == 1
    assert done["post"]["renewed"] == 2
    assert done["institution"]["staying"] == 3
    carried = city.do("duty", "list", "--year", "2027")
    assert {(row["agency_name"], row["values"]["state"]) for row in carried} == {
        (year.active[9], "running")
    }
    assert all("due" not in row["values"] for row in carried)
    posts = city.do("duty", "post", "list", "--year", "2027")
    assert {row["values"]["building-met"] for row in posts} == {"open"}
    assert len(city.do("inspection", "finding", "list", "--open")) == 1
    closed = city.do("duty", "list", "--year", "2026")[0]
    assert city.run("duty", "set", closed["id"], "--owner", "别人")[0] == 3
    right = city.do("duty", "set", closed["id"], "--owner", "人事处", "--why", "责任处室登记有误")
    assert right["values"]["owner"] == "人事处"
    assert city.run("year", "roll", "2026")[0] == 3
    assert city.do("ledger", "verify")["ok"] is True
    json.dumps(done)
