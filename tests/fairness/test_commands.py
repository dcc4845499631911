"""The commands on a round: one judge gives five less, three offices in common, or none."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.standard.test_trace import checked, recomputed
from tests.titles.city import City
from tests.titles.small import small_city

STANDARD = """id = "whole"
version = "1"
title = "总评"
total = "100"
bands = [{ name = "优", min = "75" }, { name = "可", min = "0" }]
[[item]]
id = "papers"
title = { zh = "材料", en = "papers" }
kind = "points"
points = "40"
[[item]]
id = "visit"
title = { zh = "现场", en = "visit" }
kind = "points"
points = "60"
"""
OFFICES = [f"o-{agency}-{n}" for agency in (1, 2, 3) for n in (1, 2, 3, 4)]
# what the offices are worth, the best last; the severe judge takes 2 + 3 points
TRUE = {office: (25 + n, 40 + n) for n, office in enumerate(OFFICES)}


def a_round(folder: Path, common: int) -> City:
    small_city(folder / "city").close()
    city = City(folder / "city")
    (folder / "whole.toml").write_text(STANDARD, "utf-8")
    judges = [
        ("mild", OFFICES[:6], 0),
        ("fair", OFFICES[:6], 0),
        ("severe", OFFICES[6 - common :], 1),
    ]
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        str(folder / "whole.toml"),
        *(word for office in OFFICES for word in ("--office", office)),
        *(word for judge, _, _ in judges for word in ("--assessor", judge)),
    )
    with (folder / "marks.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["处室", "项目", "考评员", "评分"])
        for judge, offices, severe in judges:
            for office in offices:
                papers, visit = TRUE[office]
                sheet.writerow([office, "papers", judge, papers - 2 * severe])
                sheet.writerow([office, "visit", judge, visit - 3 * severe])
    city.do("import", "marks", str(folder / "marks.csv"), "--round", "r")
    return city


def by_rank(rows: list[dict[str, Any]], rank: str, id_: str) -> list[str]:
    return [row[id_] for row in sorted(rows, key=lambda row: row[rank])]


def test_calibration_finds_the_five_points_and_the_order_that_raw_totals_miss(
    tmp_path: Path,
) -> None:
    city = a_round(tmp_path, 3)
    found = city.do("calibrate", "--round", "r")
    severity = {row["id"]: row["severity"] for row in found["assessors"]}
    assert severity["severe"] - severity["mild"] == 5
    assert severity["fair"] == severity["mild"]
    parts = {row["id"]: [c["severity"] for c in row["criteria"]] for row in found["assessors"]}
    assert [a - b for a, b in zip(parts["severe"], parts["mild"], strict=True)] == [2, 3]
    assert by_rank(found["subjects"], "rank", "id") == OFFICES[::-1]
    results = city.do("results", "r", "--calibrated")["results"]
    for row in results[:3]:
        tree = city.do("explain", "r", row["subject"], "--calibrated")
        assert checked(tree) > 8
        assert (tree["value"], recomputed(tree)) == (row["calibrated"], Fraction(tree["exact"]))
        raw = city.do("explain", "r", row["subject"])
        assert checked(raw) and raw["value"] == row["total"]
    assert by_rank(results, "rank", "subject") != OFFICES[::-1]
    assert by_rank(results, "calibrated_rank", "subject") == OFFICES[::-1]


def test_with_none_in_common_the_parts_are_refused_with_the_link_that_is_missing(
    tmp_path: Path,
) -> None:
    city = a_round(tmp_path, 0)
    status, found = city.run("calibrate", "--round", "r")
    assert status == 1 and found["connected"] is False
    assert [part["assessors"] for part in found["components"]] == [["mild", "fair"], ["severe"]]
    said, unfinished = found["warnings"]
    assert unfinished.startswith("of ")
    assert "severe" in said and "mild" in said
    ranks = {row["id"]: row["rank"] for row in found["subjects"]}
    assert sorted(ranks.values()) == sorted([*range(1, 7)] * 2)


def test_everything_on_the_panels_is_in_one_document(tmp_path: Path) -> None:
    city = a_round(tmp_path, 3)
    found = city.do("round", "fairness", "r", "--draws", "40", "--places", "4")
    assert found == city.do("round", "fairness", "r", "--draws", "40", "--places", "4")
    assert set(found) == {"round", "agreement", "calibration", "habits", "robustness", "warnings"}
    assert [c["id"] for c in found["agreement"]["criteria"]] == ["papers", "visit"]
    assert "%" in found["robustness"]["said"]
    assert [h["assessor"] for h in found["habits"]] == ["mild", "fair", "severe"]
    alone = city.do("agreement", "--round", "r", "--measure", "krippendorff-interval")
    assert alone["value"] == alone["overall"]["measures"]["krippendorff-interval"]["value"]
    status, undefined = city.run("agreement", "--round", "r", "--measure", "cohen-kappa")
    assert (status, undefined["value"]) == (1, None) and undefined["warnings"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("agreement", "--round", "r", "--input", "x.json", "--measure", "icc-1"), 2),
        (("agreement", "--measure", "icc-1"), 2),
        (("agreement", "--round", "r", "--measure", "icc-9"), 4),
        (("calibrate",), 2),
        (("calibrate", "--round", "nope"), 4),
    ],
)
def test_what_cannot_be_asked_is_said(tmp_path: Path, words: tuple[str, ...], status: int) -> None:
    city = a_round(tmp_path, 3)
    assert city.run(*words)[0] == status


def test_the_report_says_how_sure_the_cut_is_and_who_is_severe(tmp_path: Path) -> None:
    city = a_round(tmp_path, 3)
    city.do("export", "markdown", "-o", str(tmp_path / "r.md"), "--round", "r")
    text = (tmp_path / "r.md").read_text("utf-8")
    assert "The panel: agreement and severity" in text
    assert "severe | 9 | +3.33" in text
    assert "200 draws (seed 1)" in text
    # those within the best band, and how often the draws change who they are
    assert "who is among the first 4 changes in" in text
