"""What every test begins with: the language, and the wording, that a fresh process has."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from civtui import locale
from civtui.model.text import LANGS


@pytest.fixture(autouse=True)
def fresh_language() -> Iterator[None]:
    """Leave nothing of one test's language to the next: a command sets it for its process."""
    yield
    locale.use("zh")
    for lang in LANGS:
        locale.reword(lang, {})
