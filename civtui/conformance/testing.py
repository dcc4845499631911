"""The checks for pytest: one test a rule, and the sample inputs as fixtures.

In a plugin's own tests:

    from civtui.conformance.testing import conformance_of

    test_conformance = conformance_of("my-plugin")
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from civtui.conformance import samples
from civtui.conformance.rules import RULES, Rule
from civtui.conformance.subject import Subject, subject
from civtui.locale import render, t


@cache
def _subject(what: str) -> Subject:
    found = subject(what)
    atexit.register(found.close)
    return found


def conformance_of(what: str) -> Callable[[Rule], None]:
    """Return a test function with one case a rule.

    Args:
        what: name of an installed plugin, or path of a project or file.
    """

    @pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
    def test_conformance(rule: Rule) -> None:
        found = _subject(what)
        if found.description["state"] != "ok" and rule.id != "loads":
            pytest.skip("it does not load")
        faults = [f"{f.place}: {render(f.text, 'en')}" for f in rule.check(found)]
        why = t(f"plugin.rule-{rule.id}-why", "en")
        assert not faults, f"{t(f'plugin.rule-{rule.id}', 'en')} ({why}): " + "; ".join(faults)

    return test_conformance


@pytest.fixture
def civtui_report() -> dict[str, Any]:
    """Give a small report, as export formats are given it."""
    return samples.reports()["one"]


@pytest.fixture
def civtui_facts() -> dict[str, Any]:
    """Give what a warning signal is given of an agency."""
    return samples.facts()["one"]
