"""A workspace of an earlier release opens, with all its facts, and answers what it answered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.frozen.kept import matches
from tests.frozen.telling import Teller
from tests.frozen.workspaces import packed, unpack

ASKED = (
    "agency list",
    "office list",
    "honor list",
    "card list",
    "apply list",
    "decide list",
    "group sittings",
    "notice list",
    "round list",
    "round show city",
    "results city",
    "results own",
    "explain city o-2-1",
    "eligibility",
    "honor timeline a-1",
    "duty list",
    "inspection list",
    "evidence list",
    "evidence check",
    "activity list",
    "ledger asof 2026-06-30",
    "year show",
    "culture list",
    "user list",
)


def facts(path: Path) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM fact ORDER BY seq").fetchall()


@pytest.mark.parametrize("path", packed(), ids=[path.stem for path in packed()])
def test_a_workspace_of_a_release_opens_and_answers(path: Path, tmp_path: Path) -> None:
    told = Teller(tmp_path)
    told.city = unpack(path, tmp_path)
    before = facts(told.city / "civtui.db")
    assert len(before) > 100
    told.stage("asked")
    assert told.do("--as", "boss", "ledger", "verify")["ok"] is True
    status = told.do("--as", "boss", "status")
    for command in ASKED:
        told.do("--as", "boss", *command.split())
    # a newer release may add facts of its own, it changes none
    assert facts(told.city / "civtui.db")[: len(before)] == before
    assert status["ledger"]["seq"] >= len(before)
    # the exact figures of the release, hashes and all
    sound, first, *rest = told.stages["asked"]
    assert sound["exit"] == 0
    first["said"].pop("ledger")
    matches(f"workspaces/{path.stem}", [first, *rest])


def test_there_is_one_to_open() -> None:
    assert packed()
