"""What every test begins with: nothing of one's own, and the language of a fresh process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count

import pytest

from civtui import locale
from civtui.model.text import LANGS
from tests import demos

NUMBERS = count()
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@pytest.hookimpl(optionalhook=True)  # releases of Python beside the main one are tried without it
def pytest_xdist_auto_num_workers() -> int:
    """Return three workers for two cores: who drives a terminal or a plugin waits half the time."""
    cores = os.cpu_count() or 1
    return cores + (cores + 1) // 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: begun last, the other workers would wait for its end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def one_demo(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let all workers of a run copy one demo city."""
    base = tmp_path_factory.getbasetemp()
    demos.HOMES[:] = [base.parent if "PYTEST_XDIST_WORKER" in os.environ else base]


@pytest.fixture(scope="session", autouse=True)
def no_home_of_ones_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep a developer's configuration, and what other processes left, out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*HOMES, "XDG_CACHE_HOME"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / name.lower()))
        yield


@pytest.fixture(autouse=True)
def fresh_homes(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave nothing that one test installs or logs to the next; what is cached may stay."""
    fresh = tmp_path_factory.getbasetemp() / f"homes-{next(NUMBERS)}"  # made by who writes there
    for name in HOMES:
        monkeypatch.setenv(name, str(fresh / name.lower()))


@pytest.fixture(autouse=True)
def fresh_language() -> Iterator[None]:
    """Leave nothing of one test's language to the next: a command sets it for its process."""
    yield
    locale.use("zh")
    for lang in LANGS:
        locale.reword(lang, {})
