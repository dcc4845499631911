"""What is written is what was shown before: a file, or the data, may change between two F8."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civtui.locale import t
from civtui.tui.modes.begin import begin
from civtui.verbs import verb_of
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.files.imports import import_marks, import_registry
from civtui.workspace.performing import foreseeing
from civtui.workspace.rounds.round_life import open_round
from civtui.workspace.rounds.rounds import items_of, round_row
from civtui.workspace.session import open_workspace
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book
from tests.tui.session import session

JUDGE = {"id": "k1", "name": "评委", "agency": None, "related": []}
REFORM = """
id = "r-9"
document = "甬改〔2026〕9号"
effective = 2026-03-01
[[rename]]
agency = "a-43"
name = "{name}"
"""

MAP = """
[agency]
name = "{name}"
"""


class Case(NamedTuple):
    """A verb that reads a file, and how a text gets into the file and the preview."""

    verb: str
    given: dict[str, Any]
    write: Callable[[Path, str], Path]
    done: str


def registry(folder: Path, text: str) -> Path:
    row = [901, text, text, None, 1, None, None, None]
    return book(folder / "a.xlsx", 机关名册=[AGENCY_HEADS, row], 处室名册=[OFFICE_HEADS])


def register(folder: Path, text: str) -> Path:
    heads = ["agency", "duty", "owner", "target", "state"]
    return book(folder / "a.xlsx", 册=[heads, ["贸发局", "theory", text, "十二次", "running"]])


def log(folder: Path, text: str) -> Path:
    return book(folder / "a.xlsx", 册=[["agency", "on", "title"], ["贸发局", "2026-01-05", text]])


def marks(folder: Path, text: str) -> Path:
    heads = ["处室", "项目", "考评员", "评分"]
    ws = open_workspace(folder.parent)
    item = next(i.id for i in items_of(ws, round_row(ws, "r9")) if i.kind == "points")
    ws.close()
    return book(folder / "a.xlsx", 表=[heads, ["o-43-1", item, "k1", len(text)]])


def reform(folder: Path, text: str) -> Path:
    path = folder / "a.toml"
    path.write_text(REFORM.format(name=text), encoding="utf-8")
    return path


CASES = [
    Case("import.registry", {}, registry, "变动：机关 1"),
    Case("import.marks", {"round": "r9"}, marks, "已写入评分 1 个"),
    Case("duty.import", {}, register, "变动：1 条"),
    Case("activity.import", {}, log, "变动：1 条"),
    Case("agency.reform", {}, reform, "已完成"),
]


@pytest.fixture
def inbox(folder: Path) -> Path:
    ws = open_workspace(folder)
    open_round(
        ws, "r9", name="复核", standard="civilized-office", subjects=["o-43-1"], assessors=[JUDGE]
    )
    ws.close()
    (folder / "inbox").mkdir(exist_ok=True)
    return folder / "inbox"


@pytest.mark.parametrize("case", CASES, ids=[case.verb for case in CASES])
async def test_a_file_that_changed_is_shown_anew_and_not_written(inbox: Path, case: Case) -> None:
    folder = inbox.parent
    path = case.write(inbox, "样本")
    async with session(folder, folder) as user:
        head = user.ws.head()
        begin(user.desk, verb_of(case.verb), {**case.given, "file": str(path)})
        await user.press("escape") if user.desk.input else None
        await user.press("f8")
        await user.until(t("verbs.f8-again"))
        case.write(inbox, "另一样本")
        await user.press("f8")
        await user.until("预览之后")
        await user.settle()
        user.expect(path.name, "还没有写入", t("verbs.f8-again"))
        assert user.ws.head() == head
        await user.press("f8")
        await user.until(case.done)
        assert user.ws.head() > head


@pytest.mark.parametrize("case", CASES, ids=[case.verb for case in CASES])
def test_the_reader_of_a_file_holds_it_to_what_was_shown(inbox: Path, case: Case) -> None:
    ws = open_workspace(inbox.parent)
    given = {**case.given, "file": str(case.write(inbox, "样本"))}
    told = foreseeing.foreseen(ws, verb_of(case.verb), given)
    assert told.ready and told.files and told.head == ws.head()
    case.write(inbox, "另一样本")
    now = foreseeing.as_foreseen(ws, verb_of(case.verb), given, told)
    assert isinstance(now, Foreseen) and now.files != told.files
    assert now.lines[0] == t("verbs.file-changed", file=Path(given["file"]).name)
    assert now.head == ws.head() == told.head
    done = foreseeing.as_foreseen(ws, verb_of(case.verb), given, now)
    assert isinstance(done, Answer) and done.done and ws.head() > told.head
    ws.close()


def test_a_map_that_changed_is_shown_anew_too(inbox: Path) -> None:
    ws = open_workspace(inbox.parent)
    columns = inbox / "columns.toml"
    columns.write_text(MAP.format(name="机关名称"), encoding="utf-8")
    given = {"file": str(registry(inbox, "样本")), "map": str(columns)}
    told = foreseeing.foreseen(ws, verb_of("import.registry"), given)
    columns.write_text(MAP.format(name="简称"), encoding="utf-8")
    now = foreseeing.as_foreseen(ws, verb_of("import.registry"), given, told)
    assert isinstance(now, Foreseen)
    assert now.lines[0] == t("verbs.file-changed", file="columns.toml")
    ws.close()


def test_what_others_wrote_meanwhile_is_shown_before_it_is_done(inbox: Path) -> None:
    ws = open_workspace(inbox.parent)
    given = {"file": str(marks(inbox, "样本")), "round": "r9"}
    told = foreseeing.foreseen(ws, verb_of("import.marks"), given)
    import_marks(ws, marks(inbox, "另一样本"), "r9")
    head = ws.head()
    marks(inbox, "样本")
    now = foreseeing.as_foreseen(ws, verb_of("import.marks"), given, told)
    assert isinstance(now, Foreseen) and now.lines[0] == t("verbs.ledger-moved")
    assert ws.head() == head
    ws.close()


def test_what_others_wrote_of_other_things_holds_nothing_up(inbox: Path) -> None:
    ws = open_workspace(inbox.parent)
    given = {"file": str(marks(inbox, "样本")), "round": "r9"}
    told = foreseeing.foreseen(ws, verb_of("import.marks"), given)
    import_registry(ws, registry(inbox.parent, "样本"))
    done = foreseeing.as_foreseen(ws, verb_of("import.marks"), given, told)
    assert isinstance(done, Answer) and ws.head() == told.head + 2
    ws.close()
