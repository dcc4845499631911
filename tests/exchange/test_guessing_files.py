"""What a file could be: by its columns, its ending, in bounded time, and why nothing is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from civtui.cli.main import run
from civtui.exchange import tables
from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from civtui.locale import render
from civtui.model.errors import Stopped
from civtui.model.registers import ACTIVITY, REGISTERS
from civtui.model.roles import Role
from civtui.model.text import Lang, msg
from civtui.verbs.registers import verb_id
from civtui.workspace.building import guessing
from civtui.workspace.building.guessing import Looked, looks_like
from civtui.workspace.building.inbox import waiting
from civtui.workspace.building.intake import columns_of, needed_of
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from civtui.workspace.people.users import set_user
from civtui.workspace.session import Workspace, open_workspace
from tests.exchange.books import AGENCY_HEADS, OFFICE_HEADS, book


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Give an empty workspace with an inbox."""
    made = init(tmp_path / "w", name="样例市")
    (tmp_path / "w" / "inbox").mkdir(exist_ok=True)
    yield made
    made.close()


def inbox(ws: Workspace, name: str, content: bytes = b"x") -> Path:
    path = ws.dir / "inbox" / name
    path.write_bytes(content)
    return path


def verbs(looked: Looked) -> list[str]:
    return [guess.verb for guess in looked.guesses]


def test_a_registry_by_its_columns_sheet_by_sheet(ws: Workspace) -> None:
    path = book(
        ws.dir / "inbox" / "名册.xlsx",
        机关=[["样例市机关名册"], AGENCY_HEADS, [1, "市甲局"]],
        处室=[OFFICE_HEADS, ["市甲局", "办公室"]],
    )
    looked = looks_like(ws, path)
    best = looked.guesses[0]
    assert (best.verb, best.given, looked.trouble) == ("import.registry", {"file": str(path)}, None)
    assert best.fits == len(AGENCY_HEADS) + len(OFFICE_HEADS)
    said = [render(reason, "zh") for reason in best.reasons]
    assert "表“机关”第 2 行是表头，8 列中认出 8 列" in said[0] and "机关名称" in said[0]
    assert "表“处室”第 1 行是表头" in said[1]
    assert best.command == f"civtui import registry {path}"


def test_as_many_columns_are_told_as_the_import_reads(ws: Workspace) -> None:
    heads = [
        "单位",
        "单位地址",
        "统一社会信用代码",
        "处室",
        "处长",
        "市级文明单位",
        "文明处室",
        "邮编",
    ]
    row = ["市甲局", "长江路1号", "", "办公室", "张三", "√", "√", "210000"]
    path = book(ws.dir / "inbox" / "合.xlsx", 名册=[heads, row])
    seen = import_registry(ws, path, dry_run=True).seen
    read = {column.place for one in seen for column in one.columns if column.field}
    best = looks_like(ws, path).guesses[0]
    assert (best.verb, best.fits) == ("import.registry", len(read))
    assert f"8 列中认出 {len(read)} 列" in render(best.reasons[0], "zh")


@pytest.mark.parametrize("id_", [*REGISTERS, "activity"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_register_by_the_titles_of_its_own_fields(ws: Workspace, id_: str, lang: str) -> None:
    kind = ACTIVITY if id_ == "activity" else REGISTERS[id_]
    fields = columns_of(kind)
    heads = [words[0 if lang == "zh" or len(words) < 3 else 1] for words in fields.values()]
    path = inbox(ws, "表.csv", (",".join(heads) + "\n" + "," * len(heads)).encode())
    found = verbs(looks_like(ws, path))
    wanted = "activity.import" if id_ == "activity" else verb_id(kind, "import")
    assert wanted in found and needed_of(kind) <= fields.keys()


def test_a_sheet_an_agency_is_a_registry_for_both(ws: Workspace) -> None:
    heads = ["处室", "负责人", "文明处室"]
    path = book(
        ws.dir / "inbox" / "各局.xlsx",
        甲局=[heads, ["办公室", "张三", "√"]],
        乙局=[heads, ["办公室", "李四", "√"]],
    )
    assert import_registry(ws, path, dry_run=True).accepted == 4
    looked = looks_like(ws, path)
    assert (looked.guesses[0].verb, len(looked.guesses[0].reasons)) == ("import.registry", 2)
    assert looked.trouble is None


@pytest.mark.parametrize(("since", "until"), [("称号时间", "期满时间"), ("称号日期", "期满日期")])
@pytest.mark.parametrize("kind", ["机关", "处室"])
def test_the_days_of_a_title_by_further_words(
    ws: Workspace, kind: str, since: str, until: str
) -> None:
    whose, held = [kind], "市级文明单位" if kind == "机关" else "文明处室"
    row = ["市甲局"]
    if kind == "处室":
        whose, row = ["单位", "处室"], ["市甲局", "一处"]
    rows = [[*whose, "称号", since, until], [*row, held, "2024-05-08", "2027-05-08"]]
    path = book(ws.dir / "inbox" / "名册.xlsx", 名册=rows)
    plan = read_registry(path, Known())
    assert [(str(one.since), str(one.until)) for one in plan.titles] == [
        ("2024-05-08", "2027-05-08")
    ]


def test_institutions_by_what_people_call_them(ws: Workspace) -> None:
    heads = ["单位", "制度名称", "版本", "责任条线", "施行日期"]
    path = book(ws.dir / "inbox" / "制度.xlsx", 制度=[heads, ["市甲局", "学习制度"]])
    (first, *_) = looks_like(ws, path).guesses
    assert (first.verb, first.fits) == ("institution.import", len(heads))


def test_the_one_that_knows_most_columns_comes_first(ws: Workspace) -> None:
    heads = [words[0] for words in columns_of(REGISTERS["institution"]).values()]
    path = inbox(ws, "制度.csv", (",".join(heads) + "\n").encode())
    looked = looks_like(ws, path)
    assert looked.guesses[0].verb == "institution.import"
    fits = [guess.fits for guess in looked.guesses if guess.verb != "evidence.add"]
    assert fits == sorted(fits, reverse=True)


def test_columns_that_were_named_once_are_known(ws: Workspace, tmp_path: Path) -> None:
    content = "甲方,乙方\n市甲局,甲局\n".encode()
    path = inbox(ws, "来表.csv", content)
    assert "import.registry" not in verbs(looks_like(ws, path))
    mapping = tmp_path / "map.toml"
    mapping.write_text('[agency]\nname = "甲方"\nshort = "乙方"\n', "utf-8")
    assert import_registry(ws, path, mapping).written
    assert verbs(looks_like(ws, path))[0] == "import.registry"


def test_pictures_and_papers_are_evidence_and_a_table_may_be_too(ws: Workspace) -> None:
    for name in ("会场.JPG", "小结.pdf"):
        looked = looks_like(ws, inbox(ws, name))
        assert verbs(looked) == ["evidence.add"]
        assert looked.guesses[0].given == {"files": [str(ws.dir / "inbox" / name)]}
    table = book(ws.dir / "inbox" / "名册.xlsx", 表=[AGENCY_HEADS, [1, "市甲局"]])
    assert verbs(looks_like(ws, table))[-1] == "evidence.add"


@pytest.mark.parametrize(
    "name, content, said",
    [
        ("坏.xlsx", b"PK\x03\x04 broken", "exchange.damaged"),
        ("网页.xls", b"<html><table></table></html>", "exchange.is-web"),
        ("空.csv", b"", "exchange.is-empty"),
        ("别的.csv", "甲,乙\n1,2\n".encode(), "inbox.no-columns"),
        ("程序.exe", b"MZ", "building.bad-kind"),
        ("空.pdf", b"", "building.bad-size"),
    ],
)
def test_a_file_of_which_nothing_is_known_says_why(
    ws: Workspace, name: str, content: bytes, said: str
) -> None:
    looked = looks_like(ws, inbox(ws, name, content))
    assert looked.trouble is not None and looked.trouble.message.key == said
    assert "import.registry" not in verbs(looked)
    for lang in get_args(Lang):
        assert all(render(text, lang) for text in guessing.explained(looked.trouble))


def test_a_file_that_is_gone_says_so(ws: Workspace) -> None:
    for name in ("没了.xlsx", "没了.csv", "没了.pdf"):
        looked = looks_like(ws, ws.dir / "inbox" / name)
        assert not looked.guesses and looked.trouble is not None


def test_of_a_long_text_only_the_beginning_is_read(
    ws: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "市甲局,甲局\n"
    content = "机关名称,简称\n" + line * (guessing.HEAD // len(line.encode()) * 3)
    read: list[int] = []
    real = tables.decoded
    monkeypatch.setattr(
        tables, "decoded", lambda text, where: read.append(len(text)) or real(text, where)
    )
    for encoding in ("utf-8", "gb18030", "utf-16"):
        looked = looks_like(ws, inbox(ws, "长.csv", content.encode(encoding)))
        assert verbs(looked)[0] == "import.registry"
    assert len(read) == 3 and max(read) <= guessing.HEAD


def test_a_quote_that_the_cut_leaves_open_is_no_fault_of_the_file(ws: Workspace) -> None:
    row = '市甲局,甲局,"一行\n两行\n三行"\n'
    content = "机关名称,简称,备注\n" + row * (guessing.HEAD // len(row.encode()) * 2)
    cut = tables._beginning(content.encode(), guessing.HEAD)
    assert cut.count(b'"') % 2, "the cut is to fall within a cell"
    looked = looks_like(ws, inbox(ws, "长.csv", content.encode()))
    assert verbs(looked)[0] == "import.registry" and looked.trouble is None


def test_a_workbook_that_takes_too_long_says_so(ws: Workspace) -> None:
    path = book(ws.dir / "inbox" / "名册.xlsx", 表=[AGENCY_HEADS, [1, "市甲局"]])
    looked = looks_like(ws, path, seconds=-1)
    assert looked.trouble is not None and looked.trouble.message.key == "inbox.late"
    assert verbs(looked) == ["evidence.add"]


def test_who_asks_may_stop_it(ws: Workspace) -> None:
    path = book(ws.dir / "inbox" / "名册.xlsx", 表=[AGENCY_HEADS])

    def stop(step: str, done: int, of: int) -> None:
        raise Stopped(msg("verbs.stopped"))

    with pytest.raises(Stopped):
        looks_like(ws, path, stop)


def test_who_may_not_take_it_in_is_told_so(ws: Workspace) -> None:
    set_user(ws, "小周", Role.OBSERVER)
    path = book(ws.dir / "inbox" / "名册.xlsx", 表=[AGENCY_HEADS, [1, "市甲局"]])
    other = open_workspace(ws.dir, user="小周")
    try:
        assert all(guess.refused for guess in looks_like(other, path).guesses)
    finally:
        other.close()
    assert not any(guess.refused for guess in looks_like(ws, path).guesses)


def test_the_inbox_lists_what_people_put_there(ws: Workspace) -> None:
    for name in (".DS_Store", "~$名册.xlsx", "甲.pdf"):
        inbox(ws, name)
    (ws.dir / "inbox" / "夹").mkdir()
    assert [one.path.name for one in waiting(ws)] == ["甲.pdf"]


def test_the_command_line_lists_and_shows(
    ws: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(ws.dir)
    assert run(["-w", folder, "inbox", "list"]) == 0
    assert str(ws.dir / "inbox") in capsys.readouterr().out
    path = book(ws.dir / "inbox" / "名册.xlsx", 表=[AGENCY_HEADS, [1, "市甲局"]])
    assert run(["-w", folder, "inbox", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert {"name", "size", "day", "guesses"} <= row.keys() and row["name"] == path.name
    assert row["guesses"][0]["verb"] == "import.registry"
    assert run(["-w", folder, "inbox", "show", "名册.xlsx"]) == 0
    shown = capsys.readouterr().out
    assert "中认出" in shown and row["guesses"][0]["command"] in shown
    assert run(["-w", folder, "inbox", "show", "没有.xlsx"]) == 4
    assert "名册.xlsx" in capsys.readouterr().err
    assert run(row["guesses"][0]["command"].replace("civtui", f"-w {folder}", 1).split()) == 0
    written = capsys.readouterr().out
    fact = next(word for word in written.split() if word.isnumeric() and f"void {word}" in written)
    assert run(["-w", folder, "ledger", "void", fact, "--why", "录错", "--yes"]) == 0


def test_a_list_of_duties_is_offered_as_such_by_the_name_of_its_register(ws: Workspace) -> None:
    text = "单位名称,工作任务,责任处室,目标,完成时限\n市甲局,档案,办公室,归档,2026-12-01\n"
    best = looks_like(ws, inbox(ws, "分工.csv", text.encode())).guesses[0]
    assert best.verb == "duty.import"
    assert render(best.title, "zh") == "职责分解：从工作簿成批登记"
    assert render(best.title, "en").count("Duties") == 1


def test_a_log_is_offered_by_what_it_is_a_log_of(ws: Workspace) -> None:
    text = "单位名称,活动名称,活动日期\n市甲局,读书会,2026-03-01\n"
    best = looks_like(ws, inbox(ws, "台账.csv", text.encode())).guesses[0]
    assert render(best.title, "zh") == "活动：从工作簿成批登记"
