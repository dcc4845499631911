"""How many keys a mark costs, counted on the real screen, beside the same job in a spreadsheet.

The spreadsheet, at its best: the sheet is open, the cursor stands on the first cell (no key is
counted for reaching it), each cell takes the digits of its mark, Enter goes to the next one. A
grade is typed as its one character, for which an input method that is switched on would want one
key more. It checks nothing, and what was typed last is on disk only when it is saved.
"""

import shutil
from pathlib import Path

from civtui.tui.modes.sheet import ScoreSheet
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import open_workspace
from tests.tui.session import Session, session

COUNT = 30
KINDS = {
    "points": 'kind = "points"\npoints = "4"\nbands = [{ name = "优", min = "3.5" },'
    ' { name = "良", min = "2.5" }, { name = "差", min = "0" }]',
    "whole": 'kind = "points"\npoints = "9"\nstep = "1"',
    "grades": 'kind = "grades"\npoints = "4"\n[[item.grades]]\nlabel = "优"\npoints = "4"\n'
    '[[item.grades]]\nlabel = "良"\npoints = "3"\n[[item.grades]]\nlabel = "差"\npoints = "1"',
}
POINTS = {"points": 4, "whole": 9, "grades": 4}  # of one item of a kind


def thirty_items(city: Path, folder: Path, kind: str) -> dict[str, object]:
    """Open a round of one office and thirty items of a kind; return what opens its sheet."""
    shutil.copytree(city, folder)
    items = "".join(
        f'[[item]]\nid = "i{n}"\ntitle = "项{n}"\n{KINDS[kind]}\n' for n in range(COUNT)
    )
    total = COUNT * POINTS[kind]
    text = f'id = "thirty"\nversion = "1"\ntitle = "三十项"\ntotal = "{total}"\n{items}'
    (folder / "thirty.toml").write_text(text, encoding="utf-8")
    ws = open_workspace(folder, user="tester")
    office = rounds.subjects_of(ws, rounds.round_row(ws, "city-2026"))[0].id
    round_life.open_round(
        ws,
        "thirty",
        name="三十项",
        standard=str(folder / "thirty.toml"),
        subjects=[office],
        assessors=[{"id": "k1", "name": "甲"}],
    )
    ws.close()
    return {"first": ScoreSheet, "round_id": "thirty", "assessor": "k1"}


class Counting:
    """Presses keys in a session and counts them."""

    def __init__(self, user: Session) -> None:
        self.user, self.keys = user, 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await self.user.press(*keys)

    def given(self) -> dict[tuple[str, str], str]:
        sheet = rounds.sheet(self.user.ws, "thirty", "k1")
        ids = [(s.id, i.id) for s in sheet.subjects for i in sheet.items]
        return {cell: sheet.marks[cell] for cell in ids if cell in sheet.marks}


def in_a_spreadsheet(marks: list[str]) -> int:
    """Return the keys of the same marks in a spreadsheet: the characters and one Enter each."""
    return sum(len(mark) + 1 for mark in marks)


async def test_a_grade_is_one_key(city: Path, tmp_path: Path) -> None:
    given = thirty_items(city, tmp_path / "w", "grades")
    async with session(city, tmp_path / "w", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        counting = Counting(user)
        await counting.press(*[str(1 + n % 3) for n in range(COUNT)])
        assert len(counting.given()) == COUNT
        assert counting.keys == COUNT
        assert in_a_spreadsheet(["优"] * COUNT) == 2 * COUNT


async def test_a_band_is_one_key_and_one_for_all_to_begin(city: Path, tmp_path: Path) -> None:
    given = thirty_items(city, tmp_path / "w", "points")
    async with session(city, tmp_path / "w", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        counting = Counting(user)
        await counting.press("ctrl+t")
        await counting.press(*[str(1 + n % 3) for n in range(COUNT)])
        assert len(counting.given()) == COUNT
        assert counting.keys <= 1.1 * COUNT
        assert counting.keys < in_a_spreadsheet(list(counting.given().values()))


async def test_points_are_their_digits_and_at_most_one_key(city: Path, tmp_path: Path) -> None:
    given = thirty_items(city, tmp_path / "w", "points")
    async with session(city, tmp_path / "w", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        counting = Counting(user)
        marks = [("3", "2.5", "4", "0")[n % 4] for n in range(COUNT)]
        # of at most 4 in halves, a half point may still follow 0 and 3, and more digits a point
        doubtful = {"3", "0", "2.5"}
        for mark in marks:
            await counting.press(*mark, *(["enter"] if mark in doubtful else []))
        assert list(counting.given().values()) == marks
        assert counting.keys == sum(len(mark) + (mark in doubtful) for mark in marks)
        assert counting.keys < in_a_spreadsheet(marks)


async def test_whole_points_below_ten_need_no_other_key(city: Path, tmp_path: Path) -> None:
    given = thirty_items(city, tmp_path / "w", "whole")
    async with session(city, tmp_path / "w", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        counting = Counting(user)
        await counting.press(*[str(n % 10) for n in range(COUNT)])
        assert len(counting.given()) == COUNT
        assert counting.keys == COUNT
