"""A demo city, made once; a test works on its own copy."""

import shutil
from pathlib import Path

import pytest

from tests.demos import demo


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verbs") / "city"
    demo(folder).close()
    return folder


@pytest.fixture
def folder(city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(city, tmp_path / "w"))
