"""Below a trace stand the parts by method, notes, skips and self marks; a submitted sheet shows."""

from pathlib import Path

from civtui.tui.modes.results import Explain
from civtui.workspace.marks.remarks import notes_of, skips_of
from civtui.workspace.rounds import rounds
from civtui.workspace.session import open_workspace
from tests.tui.session import session


def remarked(city: Path) -> tuple[str, str]:
    """Return the subject with the demo's note, and the one with its skipped cell."""
    ws = open_workspace(city, user="tester")
    try:
        round_ = rounds.round_row(ws, "select-2026")
        return notes_of(ws, round_)[0].subject, skips_of(ws, round_)[0].subject
    finally:
        ws.close()


async def test_methods_note_and_skip_below_the_trace(city: Path, tmp_path: Path) -> None:
    noted, skipped = remarked(city)
    shown = ("材料审核", "实地考察", "问卷调查")
    for subject, said in ((noted, "窗口服务有特色"), (skipped, "材料原件借出")):
        given = {"first": Explain, "round_id": "select-2026", "subject": subject}
        async with session(city, tmp_path / "w", size=(80, 24), **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
            await user.press("end")
            user.expect(said, *shown)


async def test_self_marks_beside_the_assessed_ones(city: Path, tmp_path: Path) -> None:
    given = {"first": Explain, "round_id": "trade-2026", "subject": "o-43-1"}
    async with session(city, tmp_path / "w", lang="en", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        await user.press("end")
        user.expect("self Done in one visit", "assessed", "field visit")


async def test_the_pane_of_rounds_tells_who_submitted_and_the_overlays_base(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="rounds") as user:
        await user.press("down")
        user.expect("贸发局文明处室考评细则（2026.1 版）", "依据 文明处室考评标准（2026.2 版）")
        await user.press("down")
        user.expect("已提交 2026-10-16")
