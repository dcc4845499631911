"""Runs commands on a demo city, as a secretariat's script does."""

import json
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from civtui import locale
from civtui.cli.main import run

Outcome = tuple[int, Any]


class City:
    """A workspace driven by commands alone.

    Args:
        folder: of the workspace.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str) -> Outcome:
        """Run a command with `--json` and return its exit status and its document."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = run(["-w", str(self.folder), "--lang", "en", *words, "--json"])
        locale.use("zh")
        text = out.getvalue()
        return status, json.loads(text) if text else err.getvalue()

    def said(self, *words: str) -> tuple[int, str]:
        """Run a command as people do, and return its exit status and all that it says."""
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            status = run(["-w", str(self.folder), "--lang", "en", *words])
        locale.use("zh")
        return status, out.getvalue()

    def do(self, *words: str) -> Any:
        """Run a command that must succeed and return its document."""
        status, document = self.run(*words)
        assert status == 0, (words, document)
        return document

    def refused(self, *words: str, rule: str) -> str:
        """Run a command that a rule must refuse (exit 3), and return the reason.

        The refusal names the rule and says how to go on.
        """
        status, document = self.run(*words)
        assert status == 3, (words, document)
        error = document["error"]
        assert error["where"].get("rule") == rule, error
        assert error["message"] and error["hint"], error
        return str(error["message"])

    def sit(self, sitting: str, day: str, *items: str) -> None:
        """Call a sitting with `items` and record that everybody came."""
        words = [word for item in items for word in ("--item", item)]
        self.do("group", "call", sitting, "--date", day, *words)
        self.do("group", "hold", sitting)

    def decided(self, sitting: str, day: str, item: str) -> str:
        """Let the group approve one item in a sitting of its own; return the decision's id."""
        self.sit(sitting, day, item)
        return str(self.do("decide", "add", sitting, "1")["id"])
