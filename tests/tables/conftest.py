"""A demo city for the lists, made once and only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from civtui.workspace.session import Workspace, open_workspace
from tests.demos import demo


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "city"
    demo(folder).close()
    return folder


@pytest.fixture(scope="module")
def ws(city: Path) -> Iterator[Workspace]:
    ws = open_workspace(city, user="tester")
    yield ws
    ws.close()
