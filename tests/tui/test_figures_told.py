"""No list, board, report, paper or screen of the demo tells a score as a fraction or a float."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from civtui import locale
from civtui.cli.main import civtui as cli
from civtui.model.registers import REGISTERS
from civtui.model.text import Lang
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.modes.results import Results
from civtui.workspace.building.boards import BOARDS
from civtui.workspace.finding.records import case_record
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications
from tests.seeing.paths import ELSEWHERE

pytestmark = pytest.mark.long

FRACTION = re.compile(r"(?<![0-9/.\-])([0-9]+)/([0-9]+)(?![0-9/])")
FLOAT = re.compile(r"[0-9]\.[0-9]{5,}")
ROUNDS = ("city-2026", "units-2026", "model-2026", "trade-2026")
SCHEMES = ("median", "topsis", "grey-relational", "entropy-weights", "kemeny", "percentile")
FORMATS = ("csv", "markdown")
DIGITS = (
    "overview",
    "agencies",
    "rounds",
    "eligibility",
    "building",
    "culture",
    "cards",
    "reports",
    "ledger",
    "plugins",
)
# a part of a whole is no score: what tells one, and of what
COUNTS = {
    "agency": "offices that hold a title, of all; items of the dossier",
    "agreement": "cells that several judges marked, of all",
    "apply": "votes and conditions met, of all",
    "duty": "duties met, of those of a post",
    "eligibility": "offices that hold a title, and the share as the profile writes it",
    "exemplar": "agencies that took it over, of those named",
    "explain": "marks given, of those expected; points, of those of a part (`50/52`)",
    "export": "offices that hold a title, and the share as the profile writes it",
    "group": "members present, of all",
    "guarantee": "what was spent, of what was planned",
    "honor": "offices that hold a title, and the share as the profile writes it",
    "institution": "institutions in force, of those asked",
    "profile": "the share as the profile writes it",
    "reward": "duties met, of those of a post",
    "round": "marks given, of those expected",
    "status": "offices and agencies that hold a title, marks given, of all",
}
# told in places enough to tell two apart, which look alike in two
CLOSE = ("相差极小", "Hardly apart", "≈")


def faults(text: str, counts: bool) -> list[str]:
    """Return the lines that tell a figure as no person writes it."""
    found = []
    for line in text.splitlines():
        parts = [(int(a), int(b)) for a, b in FRACTION.findall(line)]
        wrong = any(a > b for a, b in parts) or (parts and not counts)
        if wrong or (FLOAT.search(line) and not any(sign in line for sign in CLOSE)):
            found.append(line.strip())
    return found


def asked() -> Iterator[str]:
    """Yield the commands that list or tell something of the demo."""
    plain = (one.replace("+", " ") for one in ELSEWHERE.split())
    yield from (one for one in plain if "small" not in one and one != "plugin trace")
    for one in ROUNDS:
        yield from (f"results {one}", f"round show {one}", f"round fairness {one}")
        yield f"agreement --round {one}"
    yield from (f"results model-2026 --scheme {scheme}" for scheme in SCHEMES)
    yield from ("explain units-2026 a-29", "explain city-2024 o-34-6", "status")
    yield from (
        "ledger log -n 900",
        "report compare",
        "honor rung a-8",
        "apply list",
        "apply rank municipal",
        "apply rank agency-level",
        "agency dossier a-8",
        "apply show 2026-agency-level-a-8",
        "results city-2026 --draws 5",
    )


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_command_tells_a_fraction_or_a_float(city: Path, tmp_path: Path, lang: Lang) -> None:
    runner, wrong = CliRunner(), {}
    for command in [*asked(), *(f"export {f} -o {tmp_path / f}" for f in FORMATS)]:
        words = shlex.split(command)
        done = runner.invoke(cli, ["-w", str(city), "--lang", lang, *words])
        assert done.exit_code in (0, 1), (command, done.output)
        text = done.output
        if words[0] == "export":
            text = Path(words[-1]).read_text("utf-8-sig")
        if found := faults(text, words[0] in COUNTS):
            wrong[command] = found[:3]
    assert wrong == {}


def screens(ws: Workspace) -> Iterator[Mode]:
    """Yield the lists of the screen, each one of its kind."""
    yield from (place(ws, digit) for digit in DIGITS)
    yield from (place(ws, name) for name in ("cases", "all_cards", "sittings"))
    yield from (place(ws, name, "a-8") for name in ("registers", "rung"))
    yield from (place(ws, f"board:{name}") for name in BOARDS)
    yield from (place(ws, f"records:{name}") for name in REGISTERS)
    yield from (Results(ws, one) for one in ROUNDS)


def shown(mode: Mode) -> str:
    """Return the cells of a list, and what stands beside its first rows."""
    mode.load()
    lines: list[str] = []
    for number in range(200):
        if number >= len(mode.rows):  # a long list may find fewer rows as it is read
            break
        row = mode.rows[number]
        lines.append(" ".join(row.cells))
        if number < 25:
            lines += ["".join(span.text for span in spans) for spans in mode.pane(row, 70)]
    return "\n".join(lines)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_screen_tells_a_fraction_or_a_float(city: Path, lang: Lang) -> None:
    ws, before = open_workspace(city, user="tester"), locale.current()
    locale.use(lang)
    try:
        # on a screen counts stand in every list: a score over its whole is what betrays one
        wrong = {
            f"{type(mode).__name__} {mode.title()}": found[:3]
            for mode in screens(ws)
            if (found := faults(shown(mode), counts=True))
        }
    finally:
        locale.use(before)
        ws.close()
    assert wrong == {}


def test_a_filter_finds_a_score_as_it_is_shown(city: Path) -> None:
    ws = open_workspace(city, user="tester")
    try:
        cases = {row.id: row for row in applications.case_rows(ws)}
        assert cases["2026-agency-level-a-8"].score == "527/6"  # exact in the answer
        assert case_record(cases["2026-agency-level-a-8"], ws.today())["score"] == "87.83"
    finally:
        ws.close()
