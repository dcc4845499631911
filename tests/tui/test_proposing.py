"""From a line of the results to the agenda by keys: F7 on it fills in the place it stands on."""

from pathlib import Path

from civtui.locale import t
from civtui.tui.modes.deeds import Deeds
from civtui.tui.modes.results import Results
from civtui.workspace.rounds import rounds
from civtui.workspace.titles.sittings import sitting_rows
from tests.chain.road import strict_road
from tests.tui.session import session


async def test_those_down_to_the_line_are_put_on_the_agenda(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round()
    async with session(city.folder, tmp_path / "w", size=(80, 24)) as user:
        user.desk.push(Results(user.ws, "r1"))
        await user.settle()
        user.desk.grid.go(1)
        await user.settle()
        assert rounds.round_row(user.ws, "r1").state == "closed"
        user.expect("F7 再按 1", "提交议程")
        await user.press("f7")
        assert isinstance(user.desk.mode, Deeds)
        user.expect(t("verbs/round.round.propose"))
        await user.press("1")
        user.expect("前几名", "2")
        await user.press("f8")
        sitting = sitting_rows(user.ws)[0]
        assert sitting.agenda[0].subjects == ("o-1-1", "o-1-2")
        assert sitting.agency == "a-1"


async def test_an_open_round_says_why_nobody_can_be_put_on_the_agenda(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round(close=False)
    async with session(city.folder, tmp_path / "w", size=(80, 24)) as user:
        user.desk.push(Results(user.ws, "r1"))
        await user.settle()
        user.absent("F7 再按 1")
        await user.press("f7")
        user.expect("1✗", t("verbs/round.round.propose"))


async def test_beside_another_schemes_ranks_nobody_is_put_on_the_agenda(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round()
    async with session(city.folder, tmp_path / "w", size=(80, 24)) as user:
        mode = Results(user.ws, "r1")
        user.desk.push(mode)
        await user.settle()
        await user.press("f6", "1", "4")
        assert user.desk.mode is mode and mode.scheme is not None
        await user.until("提交议程按本轮所定方案")
        user.absent("F7 再按 1")
        await user.press("f7")
        user.expect("1✗", t("verbs/round.round.propose"))
        await user.press("1")
        assert sitting_rows(user.ws) == []
        await user.press("escape", "f6", "1", "1")
        assert user.desk.mode is mode and mode.scheme is None
        user.expect("F7 再按 1")


async def test_whom_the_agenda_leaves_out_and_who_holds_the_title_is_said(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round()
    city.at("2026-02-10")
    put = city.do("round", "propose", "r1", "--first", "1")
    item = city.do("group", "show", put["sitting"])["agenda"][0]["item"]
    city.do("group", "hold", put["sitting"])
    made = city.do("decide", "add", put["sitting"], item, "approved")
    city.do("honor", "grant", "civilized-office", "o-1-1", "--decision", made["id"])
    async with session(city.folder, tmp_path / "w", size=(80, 24)) as user:
        user.desk.push(Results(user.ws, "r1"))
        await user.settle()
        await user.press("end", "f7", "1", "f8")
        said = "\n".join(user.lines())
        assert "未列入 a-1局/处4：" in said, said
        assert "不足 6 分" in said and "其中已有该称号" in said and "处1" in said, said
        assert put["sitting"] not in said.splitlines()[-2]
    again = city.do("round", "propose", "r1", "--first", "4")
    assert again["left_out"][0]["subject"] == "o-1-4"
    assert again["renewed_names"] == ["a-1局/处1"]


async def test_an_agenda_that_takes_all_is_told_by_its_day(tmp_path: Path) -> None:
    city = strict_road(tmp_path / "city")
    city.round()
    async with session(city.folder, tmp_path / "w", size=(80, 24)) as user:
        user.desk.push(Results(user.ws, "r1"))
        await user.settle()
        await user.press("f7", "1", "f8")
        (sitting,) = sitting_rows(user.ws)
        user.expect(f"已列入{sitting.on} 的").absent(sitting.id)
