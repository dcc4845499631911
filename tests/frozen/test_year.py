"""What scripts and plugins rely on, frozen: the documents of a year, its payloads, every help text.

The goldens in `goldens/` were taken from the release before the ledger got its identity. Each stage
of `year.py` is one file: the commands as they were given, their exit status, their `--json`
document (or, where a person runs them, their lines). Hashes, tokens and moments are named by their
kind. `payloads/` holds what each contribution was handed in that year; `help.json` what `--help`
says of each command, in both languages.

`CIVTUI_GOLDENS=write` writes them anew. Nothing allows a difference in names, flags,
keys and exit statuses; any other difference needs a line in the CHANGELOG with its reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.frozen.conftest import Year
from tests.frozen.kept import FOLDER, WRITE, matches
from tests.frozen.year import STAGES

NAMES = [f"{n:02}-{stage.__name__.replace('_', '-')}" for n, stage in enumerate(STAGES, 1)]
HELP = """
import json, sys
from civtui import locale
locale.use(sys.argv[1])
import click
from civtui.cli.main import civtui
def all_help(command, path, parent=None):
    with click.Context(command, info_name=path[-1], parent=parent, terminal_width=100) as ctx:
        yield " ".join(path), command.get_help(ctx).splitlines()
        for name in getattr(command, "list_commands", lambda _: [])(ctx):
            yield from all_help(command.get_command(ctx, name), [*path, name], ctx)
print(json.dumps(dict(all_help(civtui, ["civtui"]))))
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_stage_says_what_it_said(year: Year, name: str) -> None:
    matches(name, year.told.stages[name])


def test_every_exit_status_is_met(year: Year) -> None:
    met = {step["exit"] for stage in year.told.stages.values() for step in stage}
    assert met == {0, 1, 2, 3, 4}


def kept(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def test_plugins_are_handed_what_they_were_handed(year: Year) -> None:
    if not WRITE:
        there = {path.stem for path in (FOLDER / "payloads").glob("*.json")}
        assert set(year.handed) == there
    for name, requests in year.handed.items():
        matches(f"payloads/{name}", requests)
    kinds = {name.rpartition("-")[2] for name in year.handed}
    assert kinds == {"calculator", "format", "importer", "view", "indicator", "report", "signal"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_help_text_says_what_it_said(lang: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HELP, lang], capture_output=True, check=True, timeout=60
    )
    matches(f"help-{lang}", json.loads(done.stdout))
