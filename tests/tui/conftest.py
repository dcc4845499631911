"""A demo city for the screen's tests, made once."""

from pathlib import Path

import pytest

from tests.demos import demo


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screen") / "city"
    demo(folder).close()
    return folder
