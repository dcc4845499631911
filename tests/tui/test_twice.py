"""A question that waits for the same key again is called off by any other key."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.tui.modes.begin import begin
from civtui.tui.modes.sheet import ScoreSheet
from civtui.tui.modes.verb_form import VerbForm
from civtui.tui.twice import Twice
from civtui.verbs import verb_of
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.rounds.round_life import close_round
from civtui.workspace.rounds.rounds import round_row
from tests.tui.kinds import ITEMS, kinds_round
from tests.tui.session import Session, session

OTHERS = (("escape",), ("f8",), ("down",), ("f5", "up"))
FULL = ("4", "1", "1", "0", "1/1", "1/2", "1/0/0", "0", "0", "0")


def sheet_of(user: Session) -> ScoreSheet:
    mode = user.desk.mode
    assert isinstance(mode, ScoreSheet)
    return mode


@pytest.mark.parametrize("others", OTHERS)
async def test_a_sheet_is_not_submitted_behind_another_key(
    city: Path, tmp_path: Path, others: tuple[str, ...]
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        for subject in sheet_of(user).sheet.subjects:
            for item, mark in zip(ITEMS, FULL, strict=True):
                set_mark(user.ws, "kinds", subject.id, item, mark, "k1")
        await user.press("f5", "ctrl+u", *others, "ctrl+u")
        assert sheet_of(user).sheet.submitted is None
        user.expect("再按一次 Ctrl+U 提交")
        await user.press("ctrl+u")
        assert sheet_of(user).sheet.submitted


async def test_a_sheet_is_not_left_behind_another_key(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        await user.press("escape", "down", "escape")
        assert user.desk.mode.id == "sheet"
        user.expect(t("sheet.esc-again"))
        await user.press("escape")
        assert user.desk.mode.id != "sheet"


async def test_a_round_is_not_taken_up_again_behind_another_key(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        close_round(user.ws, "kinds", accept_gap="试评")
        await user.press("escape", "escape", "3")
        user.desk.grid.go([row.id for row in user.desk.mode.rows].index("kinds"))
        await user.press("ctrl+o", "f1", "escape", "ctrl+o")
        assert round_row(user.ws, "kinds").state == "closed"
        await user.press("ctrl+o")
        assert round_row(user.ws, "kinds").state == "open"


async def test_what_is_typed_is_not_given_up_behind_another_key(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        begin(user.desk, verb_of("activity.add"), {"agency": "a-1"})
        await user.settle()
        await user.type("读书会")
        await user.press("enter", "escape", "escape")
        user.expect(t("tui.form-unsaved"))
        await user.press("down", "escape")
        assert user.desk.mode.id == "form"
        await user.press("escape")
        assert user.desk.mode.id != "form"


async def test_esc_goes_from_what_would_happen_back_to_the_form(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        given = {"fact": str(user.ws.head()), "why": "录错了"}
        begin(user.desk, verb_of("ledger.void"), given)
        await user.settle()
        await user.press("f8")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.told is not None
        user.expect(t("verbs.f8-again"))
        await user.press("escape")
        assert user.desk.mode is form and form.told is None
        user.absent(t("verbs.f8-again"))


def test_two_questions_do_not_answer_each_other() -> None:
    twice = Twice()
    twice.pressed()
    assert not twice.again("end", "r1")
    twice.pressed()
    assert not twice.again("end", "r2")
    twice.pressed()
    assert twice.again("end", "r2") and not twice.again("end", "r2")
