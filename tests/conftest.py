"""What every test begins with: nothing of one's own, and the language of a fresh process."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from civtui import locale
from civtui.model.text import LANGS

NUMBERS = count()
HOMES = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


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
