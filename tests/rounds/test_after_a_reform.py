"""A reform in or after a round changes no count and no result; conflicts only grow by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.rounds.small import ITEMS, Boss, panel_city

MERGE = """
id = "reform-1"
effective = 2026-01-05
document = "委发〔2026〕1号"
[[merge]]
agencies = ["a-1", "a-2"]
name = "市新局"
"""


def seen(city: Boss, round_: str) -> dict[str, Any]:
    shown = city.do("round", "show", round_)
    return {
        "results": city.do("results", round_)["results"],
        "trace": city.do("explain", round_, "o-1-1"),
        "marks": shown["marks"],
        "judges": [(a["id"], a["given"], a["expected"]) for a in shown["assessors"]],
    }


def test_results_are_the_same_after_the_agencies_merged(tmp_path: Path) -> None:
    city = panel_city(tmp_path / "city")
    city.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k1:甲:a-1局",
        "--assessor",
        "k2:乙:a-2局",
        "--assessor",
        "k3:丙",
    )
    for judge, of in (("k1", "2"), ("k2", "1"), ("k3", "1"), ("k3", "2")):
        for n in (1, 2, 3):
            for item in ITEMS:
                city.do("mark", "set", "r", f"o-{of}-{n}", item, "1", "--assessor", judge)
    before = seen(city, "r")
    file = city.folder / "reform.toml"
    file.write_text(MERGE, encoding="utf-8")
    city.do("agency", "reform", str(file))
    after = seen(city, "r")
    # the office is named with the agency it is of today
    for row in (*before["results"], *after["results"]):
        del row["name"]
    for found in (before, after):
        del found["trace"]["label"]
    assert after == before
    # the own agency stays closed, whatever it is called now; one office is handed in all the same
    city.refused("mark", "set", "r", "o-1-4", "study", "1", "--assessor", "k1", rule="conflict")
    # so is what the merger made the own agency's, while the marks given there before count on
    city.refused("mark", "set", "r", "o-2-4", "study", "1", "--assessor", "k1", rule="conflict")
    city.do("mark", "set", "r", "o-2-4", "study", "1", "--assessor", "k3")
    city.do("round", "recuse", "r", "k3", "o-1-1", "--why", "新局任职")
    assert city.do("round", "show", "r")["marks"]["given"] == before["marks"]["given"] + 1 - 3
    assert city.do("ledger", "verify")["ok"]
