"""The inbox on the screen: what a file could be, looked through, written, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.modes.begin import begin
from civtui.tui.modes.form import Form
from civtui.tui.widgets.lines import Pane
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.building.evidence import evidence_rows
from civtui.workspace.building.intake import import_register
from civtui.workspace.files.imports import import_registry
from civtui.workspace.performing.performing import perform
from civtui.workspace.rounds import round_life, rounds
from civtui.workspace.session import open_workspace
from civtui.workspace.voiding.doing import taking, void
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book
from tests.tui.session import Session, session

INBOX = ("ctrl+g", "i")
NEW = [1, "样板局", "样板局", None, 1, None, None, "0592"]


@pytest.fixture
def folder(city: Path, tmp_path: Path) -> Path:
    """Give a copy of the city with an empty inbox."""
    import shutil

    shutil.copytree(city, tmp_path / "w")
    (tmp_path / "w" / "inbox").mkdir(exist_ok=True)
    return tmp_path / "w"


def registry(folder: Path, name: str = "名册.xlsx") -> Path:
    offices = [OFFICE_HEADS, ["样板局", "办公室"]]
    return book(folder / "inbox" / name, 机关名册=[AGENCY_HEADS, NEW], 处室名册=offices)


def names(user: Session) -> list[str]:
    return [row.name for row in agency_rows(user.ws)]


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_empty_inbox_says_where_files_go_and_looks_again(folder: Path, lang: Lang) -> None:
    async with session(folder, folder, lang=lang) as user:
        await user.press(*INBOX)
        screen = "".join(line.strip() for line in user.lines())
        assert "inbox" in screen and "F5" in screen
        user.expect({"zh": "收件箱是空的", "en": "The inbox is empty"}[lang])
        (folder / "inbox" / "报告.pdf").write_bytes(b"%PDF-1.4 x")
        await user.press("f5")
        user.expect("报告.pdf")


async def test_a_file_that_was_copied_in_its_place_is_told(folder: Path) -> None:
    (folder / "inbox").rmdir()
    (folder / "inbox").write_bytes(b"x")
    async with session(folder, folder) as user:
        await user.press(*INBOX)
        user.expect("是一个文件", "改名")
        user.absent("收件箱是空的")
        (folder / "inbox").rename(folder / "名册.xlsx")
        await user.press("f5")
        user.expect("收件箱是空的")
        assert (folder / "inbox").is_dir()


def values(user: Session) -> dict[str, Any]:
    """Return what the form holds."""
    assert isinstance(user.desk.mode, Form)
    return user.desk.mode.values


async def test_a_registry_comes_in_and_goes_again(folder: Path) -> None:
    registry(folder)
    async with session(folder, folder) as user:
        before = names(user)
        await user.press(*INBOX)
        user.expect("名册.xlsx", "表格")
        await user.press("enter")
        await user.until("导入机关、处室名册")
        await user.settle()
        user.expect("civtui import registry", "表“机关名册”第 1 行是表头", "中认出 8 列")
        await user.press("1")
        assert user.desk.mode.id == "form"
        assert values(user)["file"] == str(folder / "inbox" / "名册.xlsx")
        await user.press("f8")
        await user.until("再按 F8")
        assert names(user) == before
        await user.press("f8")
        await user.until("ledger void")
        assert user.desk.mode.id == "inbox"
        assert "样板局" in names(user)
        head = user.ws.head()
        fact = int(
            next(line for line in user.lines() if "ledger void" in line)
            .partition("ledger void ")[2]
            .split()[0]
        )
        assert taking(user.ws, fact).facts == tuple(range(fact, head + 1))
        await user.press("9", "f7")
        place = [row.cells[1] for row in user.desk.mode.rows].index(t("verbs/ledger.ledger.void"))
        user.desk.grid.go(place)
        await user.press("enter")
        await user.type("录错了表")
        await user.press("enter", "f8", "f8")
        assert names(user) == before


async def test_what_a_file_overwrites_stands_before_how_it_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where more stands below the fold F8 says so, whatever width it was asked in."""
    registry(folder)
    heads = [*AGENCY_HEADS, *(f"备注{n}" for n in range(12))]
    changed = [1, "样板局", "样板局", None, 1, None, None, "0593", *("甲" for _ in range(12))]
    book(folder / "inbox" / "更正.xlsx", 机关名册=[heads, changed])
    async with session(folder, folder, size=(80, 24)) as user:
        import_registry(user.ws, folder / "inbox" / "名册.xlsx")
        await user.press(*INBOX)
        place = [row.cells[0] for row in user.desk.mode.rows].index("更正.xlsx")
        user.desk.grid.go(place)
        await user.press("enter")
        await user.until("导入机关、处室名册")
        with monkeypatch.context() as wide:  # as on the whole width of the page of progress
            wide.setattr(Pane, "goes_on", lambda _: False)
            await user.press("1", "f8")
            await user.until("再按 F8")
            await user.settle()
            user.absent("下面还有")
        user.desk.pane_widget.on_resized()
        user.expect("0592", "0593", "下面还有")


async def test_marks_go_to_the_open_round_whose_items_are_its_columns(folder: Path) -> None:
    ws = open_workspace(folder)
    judges = [{"id": "k1", "name": "评委", "agency": None, "related": []}]
    offices = ["o-43-1", "o-43-2"]
    round_ = round_life.open_round(
        ws, "n", name="新轮次", standard="civilized-office", subjects=offices, assessors=judges
    )
    items = rounds.items_of(ws, round_)
    heads = ["处室", *(item.title.zh for item in items)]
    ws.close()
    book(folder / "inbox" / "评分.xlsx", 表=[heads, [offices[0], *[1] * len(items)]])
    async with session(folder, folder) as user:
        await user.press(*INBOX, "enter")
        await user.until("新轮次")
        names = [row.cells[1] for row in user.desk.mode.rows]
        place = next(n for n, name in enumerate(names, 1) if "新轮次" in name)
        await user.press(str(place))
        held = values(user)
        assert (held["round"], Path(held["file"]).name) == ("n", "评分.xlsx")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_paper_becomes_evidence(folder: Path, lang: Lang) -> None:
    (folder / "inbox" / "小结.pdf").write_bytes(b"%PDF-1.4 x")
    async with session(folder, folder, lang=lang) as user:
        before = len(evidence_rows(user.ws))
        await user.press(*INBOX, "enter")
        await user.until("civtui evidence add")
        await user.press("1", "f8")
        await user.until("小结.pdf")
        assert len(evidence_rows(user.ws)) == before + 1
        assert user.desk.mode.id in ("inbox", "said")


async def test_evidence_is_picked_from_the_inbox_by_number_or_name(folder: Path) -> None:
    for name in ("甲.pdf", "乙，附件.pdf", "丙.jpg"):
        (folder / "inbox" / name).write_bytes(name.encode())
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("evidence.add"), {})
        await user.settle()
        user.expect("甲.pdf", "乙，附件.pdf", "丙.jpg")
        await user.type("1 3")
        await user.press("enter")
        held = values(user)["files"]
        assert len(held) == 2
        await user.press("enter")
        await user.type("乙，附件.pdf")
        await user.press("f8")
        assert "乙，附件.pdf" in {row.name for row in evidence_rows(user.ws)}


async def test_a_file_that_cannot_be_read_says_why(folder: Path) -> None:
    (folder / "inbox" / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    async with session(folder, folder) as user:
        await user.press(*INBOX, "enter")
        await user.until("作为表格导入")
        user.expect("损坏")  # without a look at its row
        place = [row.cells[1] for row in user.desk.mode.rows].index("作为表格导入")
        await user.press(str(place + 1))
        assert user.desk.mode.id == "deeds"


async def test_it_is_found_by_name_and_behind_the_registers(folder: Path) -> None:
    async with session(folder, folder) as user:
        await user.press("ctrl+p")
        await user.type("收件箱")
        await user.press("enter")
        assert user.desk.mode.id == "inbox"
        await user.press("escape", "5", "f6", "1")
        user.desk.grid.go(user.desk.grid.place_of("inbox:"))
        await user.press("enter")
        assert user.desk.mode.id == "inbox"


async def test_f7_says_the_same_as_enter(folder: Path) -> None:
    registry(folder)
    async with session(folder, folder) as user:
        await user.press(*INBOX, "f7")
        await user.until("导入机关、处室名册")
        await user.press("escape")
        assert user.desk.mode.id == "inbox"


async def test_a_text_is_no_table_and_what_was_taken_into_evidence_is_marked(folder: Path) -> None:
    for name in ("说明.txt", "小结.txt", "名册.csv"):
        (folder / "inbox" / name).write_text(name, "utf-8")  # three of one size
    async with session(folder, folder) as user:
        perform(user.ws, verb_of("evidence.add"), {"files": [str(folder / "inbox" / "说明.txt")]})
        await user.press(*INBOX)
        shown = {row.id: row.cells[1] for row in user.desk.mode.rows}
        assert shown == {"说明.txt": "已存", "小结.txt": "文件", "名册.csv": "表格"}
        listed = perform(user.ws, verb_of("inbox.list"), {})
        assert {one["name"]: one["kept"] for one in listed.document()} == {
            name: name == "说明.txt" for name in shown
        }
        assert "已存为佐证" in "".join(listed.lines())


def listing(folder: Path, name: str, *agencies: str) -> Path:
    rows = [[n, one, one[:4], None, None, None, None, None] for n, one in enumerate(agencies, 1)]
    return book(folder / "inbox" / name, 机关名册=[AGENCY_HEADS, *rows])


async def test_what_was_imported_before_is_marked(folder: Path) -> None:
    """By its content, or by its name where it changed since or no more is on record."""
    filings = folder / "inbox" / "报送.csv"
    filings.write_text("事项,期限\n半年小结,2026-12-31\n", "utf-8")
    facts: dict[str, int | None] = {}
    async with session(folder, folder) as user:
        ws = user.ws
        for name, called in (("名册", "样板甲局"), ("改了", "样板乙局"), ("作废", "样板丙局")):
            facts[name] = import_registry(ws, listing(folder, f"{name}.xlsx", called)).fact
        facts["报送"] = import_register(ws, "filing", filings).fact
        void(ws, facts["作废"] or 0, "录错了")
        listing(folder, "改了.xlsx", "样板乙局", "样板丁局")
        (folder / "inbox" / "又名.xlsx").write_bytes((folder / "inbox" / "名册.xlsx").read_bytes())
        await user.press(*INBOX)
        assert {row.id.partition(".")[0]: row.cells[1] for row in user.desk.mode.rows} == {
            "名册": "已导入",
            "又名": "已导入",
            "改了": "改过",
            "作废": "表格",
            "报送": "表格",
        }
        listed = perform(ws, verb_of("inbox.list"), {})
        told = {one["name"].partition(".")[0]: one["imported"] for one in listed.document()}
        assert {name: one and (one["fact"], one["how"]) for name, one in told.items()} == {
            "名册": (facts["名册"], "same"),
            "又名": (facts["名册"], "same"),
            "改了": (facts["改了"], "changed"),
            "作废": None,
            "报送": (facts["报送"], "name"),
        }
        said, same = "".join(listed.lines()), f"已导入（#{facts['名册']}，"
        assert same in said and "此后内容改过" in said and "同名的文件已导入" in said
        assert same in "".join(perform(ws, verb_of("inbox.show"), {"file": "名册.xlsx"}).lines())
        user.desk.grid.go(user.desk.grid.place_of("名册.xlsx"))
        await user.press("enter")
        await user.until("导入机关、处室名册")
        user.expect(same)
