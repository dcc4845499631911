"""A thousand pairs of worlds (see `tests/seeing`): nobody tells one from the other."""

from pathlib import Path

import pytest

from tests.seeing.paths import PATHS
from tests.seeing.test_two_worlds import apart
from tests.seeing.worlds import base

PAIRS, PARTS = 1000, 20


@pytest.mark.deep
@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_pairs(tmp_path: Path, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    city = base(tmp_path / "base")
    for number in range(part, PAIRS, PARTS):
        assert [*apart(tmp_path, city, number, PATHS)] == []
