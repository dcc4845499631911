"""Enter opens: on no row of any screen does it write a fact before a form or a question."""

from pathlib import Path

import pytest

from civtui.tui.keys.actions import BY_ID, actions_of
from civtui.tui.keys.registry import DIGITS, MODES
from civtui.tui.modes.base import Mode
from civtui.workspace.titles.sittings import sitting_rows
from tests.tui.session import Session, session

# actions that open further screens; the rows of each are tried as well
DEEPER = (
    "results",
    "panel",
    "marks",
    "offices",
    "registers",
    "score",
    "cases",
    "all",
    "sittings",
    "fairness",
    "agreement",
    "severity",
    "schemes",
    "views",
    "guides",
    "help",
)
# a row is done by its own name there, or takes what is typed
LEFT_OUT = ("deeds", "form", "sheet", "running", "deal", "palette")
MOST = 12  # rows of a screen that are tried: one of each look that a row can have
DEEPEST = 3


def looks(mode: Mode) -> list[int]:
    """Return places of rows to try: every kind of row, and each state of an application."""
    found: dict[object, int] = {}
    for place in range(min(len(mode.rows), 120)):
        row = mode.rows[place]
        kind = row.id.partition(":")[0].partition("/")[0] if set(":/") & set(row.id) else ""
        found.setdefault((kind, row.cells[1:3] if mode.id == "cases" else kind), place)
    return sorted(found.values())[:MOST]


class Walk:
    """Enter on the rows of a mode, then of the modes that it opens, each of them once."""

    def __init__(self, user: Session) -> None:
        self.user, self.seen, self.tried = user, set[tuple[str, str]](), 0

    async def back(self, stack: list[Mode]) -> None:
        desk = self.user.desk
        desk.end_ask()
        desk.stack = list(stack)
        desk.mode.load()
        desk.rearrange()
        await self.user.settle()

    async def enter_all(self) -> None:
        desk, ws = self.user.desk, self.user.ws
        mode, stack = desk.mode, list(desk.stack)
        name = (mode.id, f"{mode.table_id} {getattr(mode, 'name', '')}")
        if name in self.seen or mode.id in LEFT_OUT:
            return
        self.seen.add(name)
        own = [action.id for action in actions_of(mode.id) if action.modes]
        deeper = []
        for place in looks(mode) if "open" in own and mode.id != "reports" else ():
            desk.grid.go(place)
            row = desk.grid.current
            before = ws.head(), sitting_rows(ws)
            await self.user.press("enter")
            self.tried += 1
            assert (ws.head(), sitting_rows(ws)) == before, f"Enter wrote on {name} {row}"
            deeper.append(list(desk.stack))
            await self.back(stack)
        for action in (one for one in own if one in DEEPER):
            desk.grid.go(0)
            desk.keys.run(BY_ID[action])
            await self.user.settle()
            deeper.append(list(desk.stack))
            await self.back(stack)
        for further in deeper:
            if len(further) > len(stack) and len(further) <= (
                DEEPEST if mode.id != "overview" else 0
            ):
                await self.back(further)
                await self.enter_all()
        await self.back(stack)


@pytest.mark.parametrize("digit", DIGITS)
async def test_enter_changes_no_fact(city: Path, tmp_path: Path, digit: str) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press(digit)
        walk = Walk(user)
        await walk.enter_all()
        assert walk.tried or MODES[DIGITS.index(digit)] in ("ledger", "reports")
