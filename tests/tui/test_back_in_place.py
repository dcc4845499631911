"""What is stored from a row's deeds leads back to that row, also where the row is gone by it."""

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.tui.widgets.windowed import Windowed
from civtui.verbs import verb_of
from civtui.workspace.reading import tables
from civtui.workspace.voiding.doing import void
from tests.tui.session import Session, session


async def voids(user: Session, verb: str) -> None:
    """Take the row under the cursor back by its deed."""
    await user.deed(render(verb_of(verb).title))
    await user.type("录错了")
    await user.press("f8", "f8")
    user.expect("已撤出" if verb == "activity.void" else "已作废")


FRESH = "card-2026-5"  # nothing has happened on it yet


async def go_to(user: Session, row: str) -> None:
    ids = [one.id for one in user.desk.mode.rows]
    await user.press(*["down"] * ids.index(row))


@pytest.mark.parametrize(
    ("keys", "row", "verb"),
    [
        (("9",), "-0", "ledger.void"),
        (("9",), "-1", "ledger.void"),
        (("2",), "a-10", "agency.void"),
        (("2", "enter"), "o-1-9", "honor.void"),
        (("3",), "trade-2026", "round.void"),
    ],
)
async def test_a_deed_that_is_stored_leads_back_to_its_row(
    city: Path, tmp_path: Path, keys: tuple[str, ...], row: str, verb: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        if row.startswith("-"):  # so many facts before the newest
            row = str(user.ws.head() + int(row))
        await user.press(*keys)
        await go_to(user, row)
        stack, top = list(user.desk.stack), user.desk.grid.top
        await voids(user, verb)
        assert user.desk.stack == stack
        assert user.desk.grid.current.id == row and abs(user.desk.grid.top - top) <= 1


async def test_where_the_row_is_gone_the_cursor_stands_beside_it(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="all_cards") as user:
        before = [row.id for row in user.desk.mode.rows]
        place = before.index(FRESH)
        await user.press(*["down"] * place)
        await voids(user, "card.void")
        assert user.desk.mode.id == "all_cards" and len(user.desk.stack) == 1
        assert [row.id for row in user.desk.mode.rows] == before[:place] + before[place + 1 :]
        assert user.desk.grid.current.id == before[place + 1]


async def test_the_board_of_deadlines_stays_where_its_card_goes(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.id.startswith("reminder"))
        await user.press(*["down"] * place)
        await voids(user, "card.void")
        assert [mode.id for mode in user.desk.stack] == ["cards"]
        assert user.desk.grid.current is not None  # above it, the reminder is missed again
        assert user.desk.grid.current.id == rows[place].id


async def test_in_a_long_list_the_cursor_stands_where_the_row_would_follow(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="log") as user:
        await user.press(*["down"] * 40)
        there = user.desk.grid.current
        before = [row.id for row in user.desk.mode.rows]
        await voids(user, "activity.void")
        after = {row.id for row in user.desk.mode.rows}
        assert user.desk.mode.id == "log" and there.id not in after
        follows = next(id_ for id_ in before[before.index(there.id) :] if id_ in after)
        assert user.desk.grid.current.id == follows


async def test_what_a_colleague_takes_back_leaves_the_cursor_beside_it(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="all_cards") as user:
        before = [row.id for row in user.desk.mode.rows]
        place = before.index(FRESH)
        await user.press(*["down"] * place)
        gone = user.desk.grid.current.id
        (seq,) = user.ws.ledger.connection.execute(
            "SELECT seq FROM fact WHERE kind = 'carded' AND payload LIKE ?", (f'%"{gone}"%',)
        ).fetchone()
        void(user.ws, seq, "录错了")
        await user.press("f5")
        assert user.desk.grid.current.id == before[place + 1]


async def test_behind_the_end_of_a_long_list_the_last_row_is_stood_on(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", first="log") as user:
        rows = user.desk.mode.rows
        assert isinstance(rows, Windowed)
        table = tables.activities(user.ws, None)
        _, last = rows.ends()
        (key, _) = table.find(last.id)
        assert rows[rows.beside(key)].id == rows[len(rows) - 1].id
