"""Ledgers written by the code of every earlier tree of tables open, and answer what they answered.

`trees/` holds a file of each tree that the migrations ever made, written by that tree's own
commands: a registry, a round with marks of two judges, and what else it knew (sittings, a card, an
application, a duty, a reform, a submitted sheet). The first three are all "schema 1": its step was
still being changed. `answers.json` is what each tree answered then; the first did not yet leave
out the marks that a conflict of interest bars, so its missing marks are counted by today's rule.
Their rounds are closed: by today's rule nothing of a rank is open there.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.titles.city import City

TREES = Path(__file__).with_name("trees")
ANSWERS: dict[str, dict[str, Any]] = json.loads((TREES / "answers.json").read_text("utf-8"))
SETTINGS = """[workspace]
name = "小市"
profile = "standard"
database = "civtui.db"
lang = "zh"
today = 2026-12-28
"""


def facts(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM fact ORDER BY seq").fetchall()


def answers(city: City) -> dict[str, Any]:
    """Return what the city answers, as `answers.json` keeps it."""
    status, told = city.do("--as", "boss", "status"), City.do
    counts = ("agencies", "offices", "honors", "office_honors", "marks")
    figures = ("subject", "total", "rank", "missing", "low", "high")
    results = told(city, "--as", "boss", "results", "city")["results"]
    listed = told(city, "--as", "boss", "agency", "list")
    cards = told(city, "--as", "boss", "card", "list")
    return {
        "status": {key: status[key] for key in counts} | {"open": status["cards"]},
        "results": [[row[key] for key in figures] for row in results],
        "agencies": [[row["id"], row["name"], row["honors"]] for row in listed],
        "cards": [[row["id"], row["agency"], row["state"]] for row in cards],
    }


def _figures(row: list[Any]) -> list[Any]:
    """Return a subject's figures of a closed round: its interval is its rank."""
    subject, total, rank, missing, *_ = row
    return [subject, total, rank, missing, rank, rank]


def expected(tree: str) -> dict[str, Any]:
    """Return what a tree answered when it was kept."""
    kept = ANSWERS[tree]
    return {**kept, "results": [_figures(row) for row in kept["results"]]}


def test_every_tree_is_here() -> None:
    assert sorted(path.name[:-6] for path in TREES.glob("*.db.gz")) == sorted(ANSWERS)
    assert len(ANSWERS) == 12


@pytest.mark.parametrize("tree", ANSWERS)
def test_a_ledger_of_an_earlier_tree_opens_and_answers(tree: str, tmp_path: Path) -> None:
    path = tmp_path / "civtui.db"
    path.write_bytes(gzip.decompress((TREES / f"{tree}.db.gz").read_bytes()))
    (tmp_path / "civtui.toml").write_text(SETTINGS, "utf-8")
    before = facts(path)
    city = City(tmp_path)
    assert city.do("--as", "boss", "ledger", "verify")["ok"] is True
    assert answers(city) == expected(tree)
    assert len(before) > 20
    assert facts(path)[: len(before)] == before
    # and it goes on: a new fact, sound again
    city.do("--as", "boss", "round", "open", "city")
    assert city.do("--as", "boss", "ledger", "verify")["ok"] is True
