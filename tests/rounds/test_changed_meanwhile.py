"""A colleague changes the panel between what was looked at and what is written: it is refused.

What depends on the panel is worked out before the transaction and held again inside it. The
colleague here acts in the very moment between the two.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from civtui.model.errors import Refused
from civtui.workspace.marks import marks
from civtui.workspace.rounds import handovers, recusals, shares, submissions
from civtui.workspace.session import Workspace, open_workspace
from tests.rounds.small import Boss, panel_city

Deed = Callable[[Workspace], object]


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1",
        "--agency",
        "a-2",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
        "--assessor",
        "k3:丙:a-3",
    )
    return made


def between(ws: Workspace, city: Boss, deed: Deed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a colleague's `deed` be done just before the next write of `ws`."""
    write = ws.write

    def later(*bodies: object, **named: object) -> list[int]:
        monkeypatch.setattr(ws, "write", write)
        other = open_workspace(city.folder, user="boss")
        deed(other)
        other.close()
        return write(*bodies, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(ws, "write", later)


def marked(ws: Workspace) -> object:
    return marks.set_mark(ws, "r", "o-1-1", "study", "3", assessor="k1")


def recused(ws: Workspace) -> object:
    return recusals.recuse(ws, "r", "k2", "a-1", why="亲属任职")


def joined(ws: Workspace) -> object:
    shares.assign(ws, "r", 2)
    subject = sorted(shares.deal(ws, "r").shares["k1"])[0]
    return handovers.hand_over(ws, "r", "k1", "k9:己", subjects=[subject], why="住院")


def refused(ws: Workspace, deed: Deed) -> None:
    with pytest.raises(Refused) as raised:
        deed(ws)
    assert raised.value.message.key == "panel.changed"
    assert raised.value.hint is not None


@pytest.mark.parametrize("colleague", [marked, recused, joined])
def test_a_deal_of_a_panel_that_changed_is_refused(
    city: Boss, monkeypatch: pytest.MonkeyPatch, colleague: Deed
) -> None:
    ws = open_workspace(city.folder, user="boss")
    between(ws, city, colleague, monkeypatch)
    refused(ws, lambda ws: shares.assign(ws, "r", 2))
    # what the colleague left stands, and the deal made anew knows it
    done = shares.assign(ws, "r", 2)
    if colleague is recused:
        assert not [s for s in done.shares["k2"] if s.startswith("o-1-")]
    if colleague is marked:
        assert "o-1-1" in done.shares["k1"]
    if colleague is joined:
        assert "k9" in done.shares
    ws.close()


def test_a_hand_over_to_a_judge_who_steps_back_is_refused(
    city: Boss, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(city.folder, user="boss")
    shares.assign(ws, "r", 1)
    owner, subject = next(
        (judge, s)
        for judge, own in shares.deal(ws, "r").shares.items()
        for s in own
        if judge != "k2" and s.startswith("o-1-")
    )
    between(ws, city, recused, monkeypatch)
    with pytest.raises(Refused) as raised:
        handovers.hand_over(ws, "r", owner, "k2", subjects=[subject], why="出差")
    assert raised.value.where["rule"] == "conflict"
    assert subject in shares.deal(ws, "r").shares[owner]
    ws.close()


def test_a_sheet_that_gets_a_mark_meanwhile_is_not_submitted(
    city: Boss, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(city.folder, user="boss")
    between(ws, city, marked, monkeypatch)
    refused(ws, lambda ws: submissions.submit(ws, "r", "k1", partial=True, why="部分"))
    ws.close()
