"""A profile that cannot be read does nothing by itself, and status, overview and writes say so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.tui.modes.overview import Overview
from civtui.verbs import verb_of
from civtui.workspace.answers.workspace import status
from civtui.workspace.automatic import soundness
from civtui.workspace.automatic.telling import fault_line
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles.honors import held_on
from tests.chain.road import strict_road
from tests.policies.test_automatic import FOUR, dated, kinds, later
from tests.titles.small import START, small_city

ENDS = {"term-lapsed": "ends"}
WRONG = {
    "no when": '\n[policy.title-needs-result]\nchoice = "required"\n',
    "no text": "\n[policy.title-needs-result]\nchoice = 2\n",
    "no choice": '\n[policy.second-card]\nchoice = "delist"\nwhen = {zh = "x", en = "x"}\n',
    "no honor": '\n[[honor]]\nid = "x"\n',
    "no key": "\n[cards]\nmonths = 3\n",
    "no table": "\n[policy\n",
    "no base": "",
}


def held(ws: Workspace) -> set[tuple[str, str]]:
    return {(h.holder, h.honor) for h in held_on(ws, ws.today())}


def city(folder: Path) -> Workspace:
    """Return a city with two titles whose term has run out by its day, nobody having written."""
    ws = small_city(folder, policies=ENDS, today=START)
    dated(ws, ("a-1", "municipal", "2026-02-28"), (FOUR[0], "civilized-office", "2026-02-28"))
    return later(ws, date(2026, 3, 15))


def spoil(ws: Workspace, wrong: str) -> str:
    """Make the profile wrong; return what it was."""
    file = ws.dir / "profile.toml"
    was = file.read_text("utf-8")
    text = was + WRONG[wrong]
    if wrong == "no base":
        text = was.replace('extends = "standard"', 'extends = "standart"')
    file.write_text(text, encoding="utf-8")
    return was


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("opened", [False, True])
def test_a_wrong_profile_ends_nothing(tmp_path: Path, wrong: str, opened: bool) -> None:
    ws = city(tmp_path / "w")
    assert held(ws) == set()
    was = spoil(ws, wrong)
    if opened:  # anew, as the next command does
        ws.close()
        ws = open_workspace(ws.dir, user="tester")
    titles = {("a-1", "municipal"), (FOUR[0], "civilized-office")}
    assert held(ws) == titles
    said = perform(ws, verb_of("agency.set"), {"agency": "a-1", "stage": "building"})
    line = fault_line(ws)
    assert line is not None and "civtui profile check" in render(line)
    assert render(line) in said.aside
    assert kinds(ws) == [] and held(ws) == titles
    shown = status(ws)
    assert render(line) in shown.lines() and shown.document()["profile_fault"] == render(line)
    assert shown.status == 4
    mode = Overview(ws)
    mode.load()
    assert any(row.id.startswith("step:profile/") for row in mode.rows)

    (ws.dir / "profile.toml").write_text(was, encoding="utf-8")
    assert held(ws) == set() and fault_line(ws) is None
    assert "profile_fault" not in status(ws).document() and status(ws).status == 0
    said = perform(ws, verb_of("agency.set"), {"agency": "a-2", "stage": "building"})
    assert len(kinds(ws)) == 2  # the profile is mended: it goes on where it was


def test_a_sound_profile_is_read_as_a_whole_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = city(tmp_path / "w")
    assert fault_line(ws) is None
    ws.close()
    ws = open_workspace(ws.dir, user="tester")
    monkeypatch.setattr("civtui.profile.read.read_profile", lambda _: pytest.fail("read anew"))
    assert held(ws) == set() and fault_line(ws) is None
    assert soundness._remembered(ws.ledger)


@pytest.mark.parametrize("wrong", WRONG)
def test_both_forms_of_the_overview_answer_alike(tmp_path: Path, wrong: str) -> None:
    road = strict_road(tmp_path / "w")
    road.carded(day="2026-02-20")  # what is due on it asks the profile
    ws = open_workspace(road.folder, user="tester")
    spoil(ws, wrong)
    ws.close()
    status, document = road.run("status")
    assert (status, document["cards"]) == (4, 1) and document["profile_fault"]
    status, said = road.said("status")
    assert status == 4 and document["profile_fault"] in said
    assert "told in part" in said and "agencies" in said
