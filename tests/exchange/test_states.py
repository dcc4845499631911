"""How far a thing is, by the words that people use; a refusal names what the screen shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui import locale
from civtui.model.reading import choice_of
from civtui.model.registers.common import MET, STATES
from civtui.workspace.building.intake import import_register
from civtui.workspace.session import Workspace
from tests.exchange.books import book
from tests.titles.small import small_city

HEADS = ["机关", "职责", "年度", "责任人/处室", "目标", "状态"]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    yield small_city(tmp_path)
    locale.use("zh")


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("完成", "done"),
        ("已完成", "done"),
        ("办结", "done"),
        ("已办结", "done"),
        ("未完成", "failed"),
        ("进行中", "running"),
        ("办理中", "running"),
        ("待办", "planned"),
        ("planned", "planned"),
        ("差不多", None),
    ],
)
def test_a_state_by_its_common_words(word: str, state: str | None) -> None:
    assert choice_of(STATES, word) == state
    assert choice_of(MET, word) is None


@pytest.mark.parametrize(
    ("lang", "there", "not_there"),
    [("zh", "计划中、进行中、已完成、未完成", "planned"), ("en", "under way", "running")],
)
def test_what_is_allowed_is_told_in_the_language_of_the_screen(
    ws: Workspace, tmp_path: Path, lang: str, there: str, not_there: str
) -> None:
    locale.use(lang)
    path = book(
        tmp_path / "a.xlsx", 职责=[HEADS, ["市a-1局", "theory", 2026, "甲", "全年", "差不多"]]
    )
    (refused,) = import_register(ws, "duty", path, dry_run=True).rejected
    said = locale.render(refused.reason)
    assert (refused.row, refused.column, refused.value) == (2, "状态", "差不多")
    assert there in said
    assert not_there not in said
