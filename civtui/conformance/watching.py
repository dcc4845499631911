"""Checks a plugin again whenever one of its files changes, for its author at work."""

from __future__ import annotations

import time
from collections.abc import Iterator

from civtui.conformance.rules import Finding, Rule, checked
from civtui.conformance.subject import subject
from civtui.plugin import finding

EVERY = 0.3


def rounds(what: str) -> Iterator[list[tuple[Rule, list[Finding]]]]:
    """Yield the checks' outcome now and after every change, in a fresh worker each time.

    Args:
        what: name of an installed plugin or path of a project or file.
    """
    while True:
        one = subject(what)
        seen = finding.watched(finding.files_of(one.found))
        try:
            yield checked(one)
        finally:
            one.close()
        while finding.unchanged(seen):
            time.sleep(EVERY)
