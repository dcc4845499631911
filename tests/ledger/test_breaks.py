"""Killed writers and many at once lose no mark that was shown as saved."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.ledger import breaks
from tests.ledger.cities import city


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(city(tmp_path / "w")) as ws:
        return ws.ledger_path


def test_killed_writers_lose_nothing_that_was_shown_as_saved(path: Path) -> None:
    saved, lost = breaks.kills(path, 5, Random(1))
    assert saved >= 5
    assert lost == []


def test_writers_at_once_lose_nothing(path: Path) -> None:
    assert breaks.crowd(path, 5, 8) == (40, [])


def test_a_mark_that_is_not_in_the_ledger_is_called_lost(path: Path) -> None:
    assert breaks.lost(path, {4: "9", 99: "9"}) == [4, 99]
