"""The overview tells the day: what is due, who is how far, what changed, where it is uneven."""

import shutil
from pathlib import Path

import pytest

from civtui.ledger.projections import APPLY
from civtui.locale import pattern, render, t
from civtui.locale.width import width
from civtui.model.facts.registry import Declared
from civtui.model.roles import Right, Role
from civtui.model.text import Lang
from civtui.tables import FILES
from civtui.tui.mode_index import PLACES
from civtui.tui.modes.overview_links import HOME_OF, SCREEN_OF
from civtui.workspace.files.creating import init
from civtui.workspace.marks.marks import set_mark
from civtui.workspace.overview.due_records import ON_BOARD
from civtui.workspace.people.users import set_user
from civtui.workspace.people.visits import note_visit
from civtui.workspace.rounds.rounds import assessors_of, round_row
from civtui.workspace.session import open_workspace
from tests.tui.session import Session, session


async def all_told(user: Session) -> None:
    """Wait for the lines of the overview that come behind the first screen."""
    while not any(row.id.startswith("laggards") for row in user.desk.mode.rows):
        await user.pilot.pause()


@pytest.mark.parametrize(
    ("lang", "texts"),
    [
        (
            "zh",
            ("公示期满：教育局 ", "逾42天", "最慢：陈建国 41 %", "职责分解", "申报待审核"),
        ),
        ("en", ("Notice over: 教育局 ", "42 d ago", "slowest: 陈建国 41 %", "Duties")),
    ],
)
async def test_the_day_is_told_on_one_small_page(
    city: Path, tmp_path: Path, lang: Lang, texts: tuple[str, ...]
) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        await user.until(texts[3])
        user.expect(*texts, "70/85 = 82 %").absent("→  70")


async def test_a_wide_screen_has_every_judge_and_the_sectors(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.until("政法系统")
        judges = assessors_of(user.ws, round_row(user.ws, "city-2026"))
        user.expect(*(f"{one.given}/{one.expected}" for one in judges), "推广：全面创建 70")
        await user.pilot.resize_terminal(80, 24)
        await user.pilot.pause()
        user.expect("最慢：陈建国", "省级文明单位").absent(f"{judges[0].given}/")


async def test_a_very_small_screen_keeps_the_figures_and_says_what_it_lacks(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(40, 12)) as user:
        user.expect("70/85 = 82 %", "省级 25  市级 30  机关级 15  无称号 15", "40×12", "06-20")


async def test_every_line_leads_to_its_thing(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await all_told(user)
        seen, late = {}, ""
        for place, row in enumerate(user.desk.mode.rows):
            user.desk.grid.go(place)
            await user.press("enter")
            if row.id.startswith("late:"):  # what is owed without a record stands on its board
                late = "board" if row.id.partition(":")[2] in ON_BOARD else "records"
            seen[row.id.partition(":")[0]] = user.desk.mode.id
            await user.press("escape")
            assert user.desk.mode.id == "overview", row.id
        assert seen == {
            "due": "cards",
            "round": "rounds",
            "judge": "rounds",
            "late": late,
            "change": "registers",
            "go": "ledger",
            "uneven": "uneven",
            "laggards": "uneven",
            "step": "cases",
        }


async def test_a_due_card_opens_on_its_own_line(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        rows = list(user.desk.mode.rows)
        due = next(row for row in rows if row.id.startswith("due") and "复查" in str(row.cells[1]))
        await user.press(*["down"] * rows.index(due), "enter")
        assert user.desk.grid.current is not None
        assert str(due.cells[1]).split()[0] in user.desk.grid.current.cells


async def test_the_worst_sector_shows_its_agencies(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await all_told(user)
        user.desk.grid.go(user.desk.grid.place_of("uneven:政法系统"))
        await user.press("enter")
        user.expect("不均衡的地方", "政法系统", "-13", "0 %")
        await user.press("enter")
        assert user.desk.mode.id == "agencies"
        assert len(user.desk.mode.rows) == 5


async def test_what_others_did_since_the_last_visit(city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    shutil.copytree(city, folder)
    ws = open_workspace(folder, user="tester")
    note_visit(ws)
    ws.close()
    async with session(city, folder) as user:
        user.expect("10-28 上次使用后别人无变动").absent("变化   demo")
    ws = open_workspace(folder, user="zhao")
    round_id, subject = "city-2026", "o-3-1"
    rows = ws.ledger.connection.execute(
        "SELECT subject FROM round_subject WHERE round = ? ORDER BY ord DESC LIMIT 2", (round_id,)
    ).fetchall()
    for (subject,) in rows:
        set_mark(ws, round_id, subject, "study.plan", "4", "kp1")
    ws.close()
    ws = open_workspace(folder, user="tester")
    ws.write(Declared(agency="a-1", stage="building"), right=Right.KEEP)
    ws.close()
    async with session(city, folder) as user:
        user.expect("10-28 上次使用后的变化见下", "zhao 评分：2026年文明处室抽查考评 等", "2 次")
        user.absent("tester 填报创建情况")  # one's own deeds are no news


async def test_a_judge_is_led_to_the_own_sheet(city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    shutil.copytree(city, folder)
    ws = open_workspace(folder, user="boss")
    set_user(ws, "boss", Role.ADMIN)
    set_user(ws, "tester", Role.ASSESSOR, assessor="kp1")
    ws.close()
    async with session(city, folder) as user:
        user.expect("您的评分：2026年文明处室抽查考评", "557 项未评")
        user.desk.grid.go(user.desk.grid.place_of("step:mine/city-2026"))
        await user.press("enter")
        user.expect("2026年文明处室抽查考评 · 陈建国")
        await user.press("escape", "escape")
        assert user.desk.mode.id == "overview"


def test_every_kind_of_fact_has_its_name_and_leads_somewhere() -> None:
    for lang in ("zh", "en"):
        assert not [kind for kind in APPLY if not pattern(f"tui.fact-{kind}", lang)]
    assert {*HOME_OF, *SCREEN_OF} <= APPLY.keys()
    assert {*HOME_OF.values(), *SCREEN_OF.values()} <= {*PLACES, *FILES}


async def test_an_empty_workspace_says_what_to_do(tmp_path: Path) -> None:
    init(tmp_path / "w", user="tester").close()
    async with session(tmp_path / "w", tmp_path / "w") as user:
        user.expect("工作区还是空的", "导入名册")
        await user.press("enter")
        assert user.desk.mode.id == "form"
        user.expect("导入机关、处室名册")
        await user.press("escape", "escape", "f7")
        user.expect("去：导入")


async def test_every_line_offers_the_deeds_of_what_it_stands_for(
    city: Path, tmp_path: Path
) -> None:
    from civtui.workspace.performing.row_deeds import offered

    async with session(city, tmp_path / "w", size=(120, 60)) as user:
        await all_told(user)
        own: dict[str, set[str]] = {}
        for row in list(user.desk.mode.rows):
            stands = user.desk.mode.stands_for(row)
            kind = row.id.split("/")[0] if row.id.startswith("due") else row.id.partition(":")[0]
            own.setdefault(kind, set()).update(what for what, _ in stands)
            user.desk.grid.go(user.desk.grid.place_of(row.id))
            await user.press("f7")
            assert user.desk.mode.id == "deeds", row.id
            names = [deed.cells[1] for deed in user.desk.mode.rows]
            assert names[0].startswith("去："), (row.id, names)
            for what, _ in stands:
                assert any(offered(what)), what
                assert render(next(iter(offered(what))).title) in names, row.id
            user.expect(t("home.lead-key")[:8])
            await user.press("escape")
        assert own["due:term"] and own["due:re-inspection"] | own.get("due:decision", set()) >= {
            "card",
            "agency",
        }
        assert own["due:notice"] == {"notice"} and own["due:objection"] == {"objection"}
        assert own["due:sitting"] == {"sitting"} and own["round"] == own["judge"] == {"round"}
        assert "fact" in own["change"] and len(own["change"]) > 1


async def test_the_first_deed_of_a_line_goes_where_enter_goes(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await all_told(user)
        for row in list(user.desk.mode.rows):
            user.desk.grid.go(user.desk.grid.place_of(row.id))
            await user.press("enter")
            by_enter = user.desk.mode.id
            await user.press("escape")
            user.desk.grid.go(user.desk.grid.place_of(row.id))
            await user.press("f7", "1")
            assert user.desk.mode.id == by_enter, row.id
            await user.press("escape")
            assert user.desk.mode.id == "overview", row.id


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_no_word_is_cut_at_80_by_24(city: Path, tmp_path: Path, lang: Lang) -> None:
    async with session(city, tmp_path / "w", size=(80, 24), lang=lang) as user:
        await all_told(user)
        await user.pilot.pause()
        assert [one for one in user.lines() if "…" in one.replace("……", "")] == []
        await user.press("7")
        kinds = [row.cells[1] for row in user.desk.mode.rows]
        room = user.desk.mode.columns()[1].width
        assert [one for one in kinds if width(one) > room] == []
