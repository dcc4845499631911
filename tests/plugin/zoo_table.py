"""Writes docs/plugins/zoo.md: `python -m tests.plugin.zoo_table > docs/plugins/zoo.md`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from civtui.locale import render
from civtui.plugin import catalogue
from civtui.plugin.faults import PluginError
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import PAYLOAD, READING, row
from tests.plugin.zoo import AT_THE_DOOR, IN_A_CALL, STRAY, acting

HEAD = """\
# The zoo: what plugins may do, and what an operator sees

Made by `python -m tests.plugin.zoo_table`; the tests hold every line (`tests/plugin/test_zoo.py`,
`test_zoo_cli.py`). In every case a good plugin beside the animal served on, the ledger was sound
and the next command worked.
"""


def at_the_door(name: str, code: str) -> tuple[str, str]:
    """Return (state, reason) that `plugin list` shows."""
    shelf = Shelf(Path(tempfile.mkdtemp()))
    sys.path.insert(0, str(shelf.site))
    try:
        shelf.package("animal", code)
        found = row(shelf.host("animal"), "animal")
        return found.state, render(found.reason, "en")
    finally:
        sys.path.remove(str(shelf.site))


def in_a_call(body: str) -> str:
    """Return what is said of a view that runs `body`, with a good plugin called after it."""
    shelf = Shelf(Path(tempfile.mkdtemp()))
    sys.path.insert(0, str(shelf.site))
    try:
        shelf.package("animal", acting(body))
        shelf.package("reading", READING)
        host = shelf.host("animal", "reading")
        try:
            host.call("view", "animal/view", PAYLOAD, timeout=1.0)
            said = "(nothing: it answers, and what it wrote is in its log)"
        except PluginError as error:
            said = render(error.message, "en")
        assert host.call("indicator", "reading/count", PAYLOAD) == "1"
        host.close()
        return said
    finally:
        sys.path.remove(str(shelf.site))


def main() -> None:
    """Print the page."""
    catalogue.PROBE_SECONDS = 4.0
    lines = [HEAD, "## While it is described", "", "| animal | state | reason |", "|---|---|---|"]
    for name, (code, _, _) in AT_THE_DOOR.items():
        state, reason = at_the_door(name, code)
        lines.append(f"| {name} | {state} | {reason} |")
    lines += ["", "## In a call (limit 1 s)", "", "| animal | what is said, with its name |"]
    lines.append("|---|---|")
    calls = {name: body for name, (body, _) in IN_A_CALL.items()} | STRAY
    for name, body in calls.items():
        lines.append(f"| {name} | {in_a_call(body)} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
