"""Mode 9 tells facts as sentences, finds them by their words and offers their way back."""

from pathlib import Path

from civtui.locale import t
from civtui.model.roles import Role
from civtui.verbs import verb_of
from civtui.workspace.people.users import set_user
from civtui.workspace.performing.performing import perform
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.voiding.ways import other_way
from tests.tui.session import session


def fact_of(ws: Workspace, kind: str) -> str:
    """Return the number of the newest fact of a kind."""
    newest = "SELECT max(seq) FROM fact WHERE kind = ?"
    return str(ws.ledger.connection.execute(newest, (kind,)).fetchone()[0])


async def test_facts_are_sentences_and_found_by_their_words(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("9")
        user.expect("导入评分：2026年文明处室抽查考评 399 个")
        await user.press("f4")
        await user.type("粮食局 黄牌警告")
        await user.press("enter")
        told = [row.cells[1] for row in user.desk.mode.rows]
        assert all("粮食局" in one and "黄牌警告" in one for one in told) and len(told) < 5


async def test_a_fact_is_taken_back_on_its_row_and_shown_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("9")
        head = user.ws.head()
        user.expect(f"若录入有误，可以作废：F7，或 civtui ledger void {head}")
        await user.press("f7")
        user.expect(t("verbs/ledger.ledger.void")[:8])
        await user.press("2")
        assert user.desk.mode.id == "form"
        await user.type("录错了")
        await user.press("f8", "f8")
        assert user.ws.head() == head + 1
        await user.press("escape") if user.desk.mode.id != "ledger" else None
        rows = {row.id: row for row in user.desk.mode.rows}
        gone, by = rows[str(head)], rows[str(head + 1)]
        assert by.cells[1] == f"作废 #{head} 记录活动"
        assert gone.cells[1].startswith(f"【已作废 #{head + 1}】记录活动 ")
        assert set(gone.styles) == {by.styles[0]}
        await user.press("home")
        while user.desk.grid.current.id != str(head):
            await user.press("down")
        user.expect(f"已作废（#{head + 1}）")


async def test_what_hangs_on_a_fact_is_said_where_it_stays(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        opened = fact_of(user.ws, "round-opened")
        given = rounds.round_row(user.ws, "city-2026").given
        await user.press("9")
        while user.desk.grid.current.id != opened:
            await user.press("down")
        user.expect("不能作废：", "个评分以它为据")
        await user.press("f7", "down")
        user.expect(f"#{opened} 开始考评：", f"{given} 个评分以它为据")


async def test_a_fact_with_a_way_of_its_own_offers_it(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        submitted = fact_of(user.ws, "sheet-submitted")
        await user.press("9")
        while user.desk.grid.current.id != submitted:
            await user.press("down")
        user.expect("陈建国提交评分表", "若有误：解锁已提交的评分表（F7）")
        await user.press("f7")
        user.expect("解锁已提交的评分表", "3✗")
        await user.press("down", "down")
        user.expect("它有自己的撤回办法；用")
        await user.press("2")
        user.expect("2026年标兵处室评选")
        assert user.desk.mode.id == "form"


def test_each_fact_with_a_way_of_its_own_leads_to_it(city: Path, tmp_path: Path) -> None:
    ws = open_workspace(city, user="tester")
    found = {}
    for seq, kind, by in ws.ledger.connection.execute(
        "SELECT fact.seq, kind, voided.by FROM fact LEFT JOIN voided ON voided.seq = fact.seq"
    ):
        way = other_way(ws, seq)
        assert by is None or way is None
        found[kind] = way and way[0]
    ws.close()
    assert {kind: way for kind, way in found.items() if way} == {
        "round-closed": "round.open",
        "sheet-submitted": "round.unlock",
        "skipped": "mark.unskip",
        "noted": "mark.note",
        "reformed": "agency.unreform",
    }
    assert found["carded"] is None and found["marks-imported"] is None


async def test_the_ledger_opens_on_the_newest_deed_of_the_session(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:

        async def opened_on() -> str:
            await user.press("9")
            row = user.desk.grid.current
            assert row is not None
            return row.id

        await user.press("9", "down", "down")
        there = user.desk.grid.current
        await user.press("1")
        assert there is not None and await opened_on() == there.id  # nothing was written
        for deed in range(2):
            perform(user.ws, verb_of("agency.add"), {"name": f"市新{deed}局"})
            await user.press("1")
            assert await opened_on() == str(user.ws.head())
        await user.press("down", "1")
        assert await opened_on() == str(user.ws.head() - 1)  # shown once
        set_user(user.ws, "hefang", Role.CLERK)
        newest = user.ws.head()
        other = open_workspace(user.ws.dir, user="hefang")
        perform(other, verb_of("agency.add"), {"name": "市他局"})
        other.close()
        await user.press("1")
        assert await opened_on() == str(newest)  # not what a colleague did
