"""Each declared list: its functions, words and columns, on the screen, as text, in each format."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from civtui import locale
from civtui.cli.main import run
from civtui.locale import pattern, render
from civtui.locale.width import fit, width
from civtui.model.errors import Refused
from civtui.model.text import Lang, Message
from civtui.plugin.builtin_formats.shown import cell
from civtui.tables import FILES, every_name, table_of
from civtui.tables.table import Column, Table
from civtui.tui import common_actions
from civtui.tui.keys.actions import ACTIONS, BY_CELLS, BY_ID, FILTERED
from civtui.tui.looks import MEANINGS
from civtui.tui.mode_index import PLACES, place
from civtui.tui.modes.table import FUNCTION, LINK, TableMode
from civtui.verbs import verb_of
from civtui.workspace.files import reports
from civtui.workspace.lists import cells
from civtui.workspace.lists.listing import Go, Listing
from civtui.workspace.lists.sections import found, section
from civtui.workspace.session import Workspace
from civtui.workspace.titles.sittings import sitting_rows
from tests.tui.session import session

NAMES = [*every_name()]
SHOWN = [name for name in NAMES if name.partition(":")[0] in BY_ID["deeds"].modes]
ROUND = "trade-2026"
NOTHING = {"reforms", "inbox", "signals"}  # what the demo has no record of
FORMATS = ("csv", "json", "markdown")


def of(ws: Workspace, table: Table) -> str:
    """Return what a list is of that is always of one."""
    return {"round": ROUND, "sitting": sitting_rows(ws)[0].id}.get(table.of, "")


def listing(ws: Workspace, name: str) -> Listing:
    return cells.listing(ws, table_of(name), of(ws, table_of(name)))


def columns(here: Listing) -> list[Column]:
    return [
        *{id(c): c for face in ("screen", "print") for c in cells.columns_of(here, face)}.values()
    ]


def texts(value: Any) -> Iterator[str]:
    """Yield every text of a declaration, whatever it stands in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("id_", FILES)
def test_a_list_stands_where_it_is_looked_for(id_: str) -> None:
    name = next(name for name in NAMES if name.partition(":")[0] == id_)
    assert table_of(name).id == id_
    with pytest.raises(KeyError):
        table_of(f"{id_}-not")


@pytest.mark.parametrize("name", NAMES)
def test_each_function_is_there(name: str) -> None:
    named = [text for text in texts(tuple(table_of(name))) if text.startswith(FUNCTION)]
    assert named
    for path in named:
        assert ":" in path and cells.named(path) is not None


def leads(table: Table) -> Iterator[str]:
    yield from filter(None, (table.enter, table.adds, *table.leads.values(), *table.views.values()))


@pytest.mark.parametrize("name", NAMES)
def test_each_lead_leads_somewhere(name: str) -> None:
    for lead in leads(table_of(name)):
        if lead.startswith(LINK):
            assert lead in BY_ID
        elif not lead.startswith(FUNCTION):
            assert verb_of(lead) if "." in lead else lead in {*PLACES, *FILES}


@pytest.mark.parametrize("name", NAMES)
def test_each_lead_has_an_action_of_the_list(name: str) -> None:
    table = table_of(name)
    for action in (*table.leads, *table.views, *table.bars):
        assert action in BY_ID and table.id in BY_ID[action].modes, action


@pytest.mark.parametrize("name", SHOWN)
def test_the_actions_name_a_list_as_it_is_declared(name: str) -> None:
    # by hand: a keymap is made of all modes' actions before any list is loaded
    table = table_of(name)
    assert (table.id in FILTERED) == bool(table.fields)
    assert not (table.id in BY_CELLS and table.fields)
    asked = {"open": table.enter, "add": table.adds} | dict(table.leads)
    for action, lead in asked.items():
        assert not lead or table.id in BY_ID[action].modes, action


@pytest.mark.parametrize("name", NAMES)
def test_the_words_exist_in_both_languages(ws: Workspace, name: str) -> None:
    here = listing(ws, name)
    table = here.table
    keys = [
        table.hint,
        *(c.head for c in columns(here) if isinstance(c.head, str) and "." in c.head),
    ]
    keys += [table.empty] if ":" not in table.empty else []
    keys += [table.words.key] if isinstance(table.words, Message) else []
    keys += [table.title.key] if isinstance(table.title, Message) else []
    if name in SHOWN:
        keys += [f"help.purpose-{table.id}", "" if table.empty else f"tui.empty-{table.id}"]
    for column in columns(here):
        for record in cells.every_record(here)[:400] if column.said else ():
            value = cells.content(here, column.content or column.id, record) or column.none
            parts = value if isinstance(value, list | tuple) else [value]
            said = [column.said.format(part) for part in parts if part]
            keys += [key for key in said if "." in key]
    for lang in get_args(Lang):
        assert [key for key in keys if key and not pattern(key, lang)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_content_of_each_column_is_there(ws: Workspace, name: str) -> None:
    here = listing(ws, name)
    records = cells.every_record(here)
    assert records or name in NOTHING or here.table.kind
    ids = [cells.key_of(here, one) for one in records]
    assert len(set(ids)) == len(ids)
    for record in records[:400]:
        for column in columns(here):
            assert isinstance(cells.cell(here, column, record), str)
            assert cells.meaning(here, column, record) in MEANINGS


def test_two_rows_of_one_key_are_a_fault_of_the_list_that_names_it(ws: Workspace) -> None:
    mode = TableMode(ws, "cases")
    mode.table = mode.table._replace(key="honor")  # several applications are for one
    with pytest.raises(cells.TwoRowsOfOneKey, match="cases: "):
        mode.load()


@pytest.mark.parametrize("name", NAMES)
def test_no_column_is_empty_in_the_whole_demo(ws: Workspace, name: str) -> None:
    here = listing(ws, name)
    records = [*cells.every_record(here)]
    if here.table.kind or len(records) < 5:
        return  # what a city has not written down yet
    bare = [
        column.id
        for column in columns(here)
        if not any(cells.cell(here, column, record).strip() for record in records)
    ]
    assert set(bare) <= {"until", "assessor", "agency", "taken", "honor"}, bare


@pytest.mark.parametrize("lang", get_args(Lang))
@pytest.mark.parametrize("name", NAMES)
def test_it_prints_as_a_table(ws: Workspace, name: str, lang: Lang) -> None:
    locale.use(lang)
    try:
        here = listing(ws, name)
        lines = [*cells.printed(ws, name, cells.every_record(here), here.about)]
        heads, rows = cells.cells(here, cells.every_record(here))
        assert len(lines) == len(rows) + 1
        for head, text in zip(heads, rows[0] if rows else heads, strict=True):
            assert head in lines[0] and text.split("\n")[0][:4] in "\n".join(lines)
    finally:
        locale.use("zh")


@pytest.mark.parametrize("name", NAMES)
def test_it_goes_through_each_format(ws: Workspace, name: str) -> None:
    table = table_of(name)
    listed = section(ws, table, of(ws, table))
    rows = listed["table"]["rows"]
    for format_ in FORMATS:
        written = reports.exported(ws, format_, None, listed).decode("utf-8-sig")
        assert listed["title"] in written
        if format_ == "json":
            assert json.loads(written)["sections"][0]["table"]["rows"] == rows
        elif format_ == "csv":
            assert held_by([*csv.reader(io.StringIO(written))], rows)
        else:
            assert written.count("\n| ") >= len(rows)


def held_by(lines: list[list[str]], rows: list[list[str]]) -> bool:
    """Return whether rows stand in a file as one block, as `cell` guards them."""
    asked = [[cell(text) for text in row] for row in rows]
    begin = lines.index(asked[0]) if asked else 0
    return lines[begin : begin + len(asked)] == asked


def test_every_format_that_is_built_in_is_tried(ws: Workspace) -> None:
    built = {one.id.rpartition(":")[2] for one in reports.formats(ws) if one.plugin == "civtui"}
    assert built == {*FORMATS}


def test_a_filter_takes_what_it_finds_on_the_screen(ws: Workspace) -> None:
    for name, text in (("agencies", "局"), ("cases", "局"), ("log", "学习"), ("plugins", "xlsx")):
        mode = place(ws, name, text=text)
        mode.load()
        if name == "plugins":  # by cells, when they are shown
            assert len(found(listing(ws, name), text)) >= 1
            continue
        here = listing(ws, name)
        taken = [cells.key_of(here, one) for one in found(here, text)]
        assert taken == [row.id for row in mode.rows] and taken


def test_a_command_writes_the_same(
    city: Path, ws: Workspace, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    status = run(["-w", str(city), "export", "csv", "--table", "agencies", "-o", "-"])
    rows = [*csv.reader(io.StringIO(capsysbinary.readouterr().out.decode("utf-8-sig")))]
    assert status == 0
    assert held_by(rows, section(ws, table_of("agencies"), "")["table"]["rows"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "nothing"), "没有这张列表"),
        (("--table", "marks"), "--round"),
        (("--table", "notices", "--agency", "a-1"), "不按机关列出"),
        (("--agency", "a-1"), "--table"),
        (("--table", "cases", "--filter", "state:什么"), "没有这个取值"),
    ],
)
def test_what_cannot_be_written_is_refused(
    city: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    status = run(["-w", str(city), "export", "csv", "-o", "-", *words])
    assert status in (2, 3, 4)
    assert said in capsys.readouterr().err


# --- on the screen ---


@pytest.mark.parametrize("name", SHOWN)
def test_each_action_that_names_it_is_done(ws: Workspace, name: str) -> None:
    mode = made(ws, name)
    named = [a.id for a in ACTIONS if mode.id in a.modes and not a.prefix]
    lost = [id_ for id_ in named if not mode.deed(id_) and not common_actions.deed(id_)]
    assert lost == []


def made(ws: Workspace, name: str) -> TableMode:
    table = table_of(name)
    found_ = place(ws, name, *filter(None, [of(ws, table)]))
    assert isinstance(found_, TableMode)
    return found_


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("lang", get_args(Lang))
async def test_it_is_shown_narrow_and_wide(
    city: Path, tmp_path: Path, size: tuple[int, int], lang: Lang
) -> None:
    async with session(city, tmp_path / "w", size=size, lang=lang) as user:
        for name in SHOWN:
            mode = made(user.ws, name)
            user.desk.push(mode)
            await user.settle()
            assert mode.title()[:6] in user.lines()[0]
            first = mode.columns()[0]
            shown = user.desk.grid.columns
            assert user.desk.grid.size.width >= width(fit(first.title, 4))
            assert [one.title for one in shown] == [one.title for one in mode.columns()]
            if mode.rows:
                begun = mode.rows[0].cells[0][:3]
                assert any(begun in line for line in user.lines()), name
            user.desk.pop()


@pytest.mark.parametrize("name", SHOWN)
def test_each_lead_by_a_function_says_where(ws: Workspace, name: str) -> None:
    here = listing(ws, name)
    records = cells.every_record(here)
    for lead in leads(here.table):
        if not lead.startswith(FUNCTION):
            continue
        go = cells.named(lead)(here, None)
        assert go is None or isinstance(go, tuple)
        for record in records[:3]:
            here.chosen = [record]
            try:
                to = cells.named(lead)(here, record)
            except Refused as refused:  # as of an agency that has every title
                assert refused.message
                continue
            if isinstance(to, Go):
                id_ = to.to.partition(":")[0]
                assert verb_of(to.to) if "." in to.to else id_ in {*PLACES, *FILES}, to


def test_a_pane_and_its_topics_are_said_of_each_row(ws: Workspace) -> None:
    for name in SHOWN:
        mode = made(ws, name)
        mode.load()
        for row in [*mode.rows][:5]:
            lines = mode.pane(row, 40)
            assert any(width("".join(span.text for span in spans)) for spans in lines), name
            assert render(mode.called(row))
