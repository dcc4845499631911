"""Registers as verbs: made from their declaration, checked late, filled in on forms and rows."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from civtui import locale
from civtui.cli.declared import command
from civtui.cli.main import run
from civtui.locale import render, t
from civtui.model.fields import Field
from civtui.model.registers import REGISTERS
from civtui.model.registers.fields import Register, choices
from civtui.model.text import Bilingual, Lang
from civtui.tui.modes.begin import begin
from civtui.verbs import FILES, verb_of, verbs_of
from civtui.verbs.registers import BOARDS, noun_of, register_verbs, verb_id
from civtui.workspace.building import catalogues, registers
from civtui.workspace.building.records import record, record_rows
from civtui.workspace.performing import foreseeing, performing
from civtui.workspace.reading.tables import records
from civtui.workspace.references.meant import candidates
from civtui.workspace.rounds.rounds import items_of, round_row, subjects_of
from civtui.workspace.session import Workspace, open_workspace
from tests.building.pictures import picture
from tests.tui.session import Session, session
from tests.verbs.test_faces import stand_on, value

SONGS = Register(
    "songs",
    Bilingual("歌咏", "Songs"),
    Bilingual("唱过的歌", "what was sung"),
    (
        Field("title", Bilingual("歌名", "song")),
        Field(
            "kind",
            Bilingual("类别", "kind"),
            "choice",
            required=False,
            choices=choices(old=("老歌", "old"), new=("新歌", "new")),
        ),
        Field("evidence", Bilingual("录音", "recording"), "evidence", required=False),
    ),
    group="exemplar",
)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_new_register_is_one_declaration(lang: Lang) -> None:
    locale.use(lang)
    try:
        made = {verb.name: verb for verb in register_verbs(SONGS)}
        assert list(made) == ["add", "set", "remove", "list", "show", "import"]
        assert made["add"].id == "exemplar.songs.add"
        for verb in made.values():
            found = command(verb)
            said = found.get_help(click.Context(found, info_name=verb.name, terminal_width=100))
            assert render(SONGS.title) in said and "verbs" not in said
        said = command(made["set"]).get_help(click.Context(command(made["set"])))
        for word in ("--kind old|new", "--evidence FILE|HASH", "ID", render(SONGS.fields[0].name)):
            assert word in said
    finally:
        locale.use("zh")


def test_every_reference_of_a_register_lists_what_it_may_be(folder: Path) -> None:
    ws = open_workspace(folder)
    for kind in REGISTERS.values():
        for verb in register_verbs(kind):
            for field in verb.fields:
                if field.type == "reference":
                    candidates(ws, field.catalogue, {"agency": "a-1"})
    ws.close()


def test_every_register_and_its_boards_are_verbs() -> None:
    for kind in REGISTERS.values():
        names = {
            verb.name for verb in verbs_of(kind.group or kind.id) if verb.noun == noun_of(kind)
        }
        assert {"add", "set", "remove", "list", "show", "import"} <= names, kind.id
    assert (
        {kind.id for kind in REGISTERS.values() if not kind.group}
        == {word for word, file in FILES.items() if file == "registers"}
        >= set(BOARDS)
    )


@pytest.mark.parametrize("register", REGISTERS.values(), ids=list(REGISTERS))
def test_what_a_register_says_it_says_in_english_too(register: Register) -> None:
    units = [field.unit for field in register.fields if field.unit and field.id != "year"]
    titles = [field.name for field in register.fields]
    chosen = [one.name for field in register.fields for one in field.choices]
    for said in (register.title, register.wording, *titles, *chosen, *units):
        assert said.en, said.zh


def test_a_register_says_to_which_year_its_records_belong() -> None:
    for kind in REGISTERS.values():
        for name in filter(None, (kind.due, kind.day)):
            day = kind.field(name)
            assert day is not None and day.type == "date", f"{kind.id}: no date field {name!r}"
        if kind.rolls == "stay" or kind.field("year"):
            continue
        day = kind.field(kind.due or kind.day)
        assert day is not None and day.required, (
            f"{kind.id}: its records count in no year; give it `YEAR` (registers/common.py), "
            'name a required date field as `due` or `day`, or say rolls="stay"'
        )


def test_a_date_field_of_any_name_gives_its_records_their_year(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    training = Register(
        "training",
        Bilingual("培训", "Training"),
        Bilingual("办过的培训", "courses that were held"),
        (
            Field("topic", Bilingual("主题", "topic")),
            Field("held", Bilingual("举办日期", "held on"), "date"),
            Field("hours", Bilingual("学时", "hours"), "count", unit=Bilingual("小时", "h")),
        ),
        group="report",
        day="held",
    )
    monkeypatch.setitem(REGISTERS, "training", training)
    ws = open_workspace(folder)
    given = {"topic": "礼仪", "held": "2025-03-01", "hours": "2"}
    added = registers.add(ws, "training", "a-43", given)
    registers.add(ws, "training", "a-43", {**given, "held": "2026-02-01"})
    registers.add(ws, "training", "a-43", {**given, "held": "2026-01-15"})
    assert added.year == 2025
    rows = record_rows(ws, "training", year=2026)
    assert [row.values["held"] for row in rows] == ["2026-01-15", "2026-02-01"]
    table = records(ws, training)
    assert catalogues.shown(ws, training.fields[2], 2) == "2 小时"
    hours = next(verb for verb in register_verbs(training) if verb.name == "add").field("hours")
    assert hours is not None and hours.hint is not None
    assert render(hours.hint) == "单位 小时"
    shown = [row.values["held"] for _, row in table.read(None, forward=True, most=9)]
    assert shown == ["2026-01-15", "2026-02-01", "2025-03-01"]
    ws.close()


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    status = run([*words, "-w", str(folder), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_what_is_wrong_or_lacking_is_bad_input_of_its_field(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = open_workspace(folder)
    head = ws.head()
    for words, key in (
        (["--what", "gold", "--planned", "4"], "what"),
        (["--what", "funds"], "planned"),
        (["--what", "funds", "--planned", "viele"], "planned"),
    ):
        status, document = told(folder, capsys, "guarantee", "add", "贸发局", *words)
        assert (status, document["error"]["where"]["key"]) == (4, key)
    assert ws.head() == head
    ws.close()


def test_names_are_taken_and_an_empty_text_empties(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ["--what", "经费", "--planned", "４00００", "--unit", "元", "--year", "2030年"]
    status, row = told(folder, capsys, "guarantee", "add", "贸发局", *add)
    assert (status, row["id"]) == (0, "a-43/funds/2030")
    assert row["values"]["planned"] == "40000"
    id_ = row["id"]
    status, row = told(folder, capsys, "guarantee", "set", id_, "--unit", "", "--actual", "3")
    assert status == 0
    assert row["values"]["actual"] == "3" and "unit" not in row["values"]


@pytest.fixture
def pictured(folder: Path) -> Path:
    (folder / "inbox").mkdir(exist_ok=True)
    picture(folder / "inbox" / "1.jpg", "2026-06-01")
    return folder


async def choose(user: Session, verb: str) -> None:
    names = [row.cells[1] for row in user.desk.mode.rows]
    await user.press(*["down"] * names.index(render(verb_of(verb).title)), "enter")


async def test_a_record_is_changed_from_its_row_and_stays_under_the_cursor(
    pictured: Path,
) -> None:
    async with session(pictured, pictured) as user:
        kind = REGISTERS["duty"]
        rows = record_rows(user.ws, "duty", "a-1")
        assert rows
        await user.press("5", "enter", "enter")  # the registers of the first agency, its duties
        await stand_on(user, rows[-1].id)
        await user.press("f7")
        user.expect(t("verbs/registers.show", title=kind.title))
        await choose(user, "duty.set")
        assert user.desk.mode.id == "form" and user.desk.input is None
        assert value(user, "record") == rows[-1].id
        assert value(user, "target") == rows[-1].values["target"]
        await stand_on(user, "owner")
        await user.press("enter", "ctrl+u")
        await user.type("长" * 61)
        await user.press("enter")
        user.expect("责任人/处室”的值不符合要求").absent("owner")  # the cursor stays at the fault
        await user.press("ctrl+u")
        await user.type("第九处")
        await user.press("enter", "escape")
        await stand_on(user, "evidence")
        await user.press("enter", "1", "f8")
        user.expect("已存入")
        now = record(user.ws, "duty", rows[-1].id)
        assert now.values["owner"] == "第九处" and len(now.values["evidence"]) >= 1
        assert now.values["target"] == rows[-1].values["target"]
        assert user.desk.mode.id == "records" and user.desk.grid.current.id == rows[-1].id


async def test_a_form_of_another_record_holds_nothing_of_the_one_before(folder: Path) -> None:
    async with session(folder, folder) as user:
        first, other = record_rows(user.ws, "finding")[:2]
        begin(user.desk, verb_of("inspection.finding.set"), {"record": first.id})
        await user.settle()
        assert value(user, "text") == first.values["text"]
        await stand_on(user, "record")
        await user.press("enter")
        await user.type(other.id)
        await user.press("enter")
        assert value(user, "text") == other.values["text"]
        assert value(user, "rechecked") == other.values.get("rechecked")


async def test_what_a_new_record_lacks_is_said_in_its_field(folder: Path) -> None:
    async with session(folder, folder) as user:
        head = user.ws.head()
        begin(user.desk, verb_of("guarantee.add"), {"year": "2030"})
        await user.settle()
        await user.type("贸发局")
        await user.press("enter", "2", "f8")
        assert value(user, "what") == "funds" and value(user, "year") == "2030"
        assert user.desk.grid.current.id == "planned" and user.ws.head() == head
        await user.press("enter")
        await user.type("9")
        await user.press("f8")
        assert user.ws.head() > head
        assert record(user.ws, "guarantee", "a-43/funds/2030").values["planned"] == "9"


async def test_a_field_of_a_catalogue_is_picked_by_name_within_its_agency(folder: Path) -> None:
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("duty.post.add"), {"agency": "a-43"})
        await user.settle()
        offered = {p.id for p in candidates(user.ws, "held:office", {"agency": "a-43"})}
        assert offered and all(id_.startswith("o-43-") for id_ in offered)
        await user.type("没有这个处")
        await user.press("enter")
        user.expect("没有这")
        assert not value(user, "office")


async def test_the_year_is_rolled_by_f8_twice_and_says_what_comes_of_it(folder: Path) -> None:
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("year.roll"), {})
        await user.settle()
        await user.type("2025")
        await user.press("f8")
        said = foreseeing.announced(user.ws, verb_of("year.roll"), {"year": "2025"})
        assert said is not None
        user.expect("将结转 2025 年")
        await user.press("enter", "escape")
        assert registers.closed_years(user.ws) == []
        await user.press("f8")
        assert registers.closed_years(user.ws) == [2025]
        dry = {"year": "2024", "dry-run": "yes"}
        assert foreseeing.announced(user.ws, verb_of("year.roll"), dry) is None


@pytest.mark.parametrize(
    ("day", "year", "early"),
    [
        ("2026-11-29", "2026", True),
        ("2026-12-05", "2026", False),
        ("2027-01-10", "2026", False),
        ("2027-03-01", "2027", True),
    ],
)
async def test_the_year_that_ends_stands_there_and_one_that_still_runs_is_said_to(
    folder: Path, day: str, year: str, early: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "today", lambda self: date.fromisoformat(day))
    async with session(folder, folder) as user:
        begin(user.desk, verb_of("year.roll"), {})
        await user.settle()
        assert value(user, "year") == year
        said = foreseeing.announced(user.ws, verb_of("year.roll"), {"year": year})
        assert said is not None
        assert (day in render(said)) == early


def test_no_year_that_is_closed_is_said_in_words(folder: Path) -> None:
    ws = open_workspace(folder)
    (said,) = performing.perform(ws, verb_of("year.show"), {}).lines()
    assert said == t("cli_building.years-none", year=ws.today().year)
    ws.close()


def test_a_record_that_a_round_hides_is_no_candidate(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ws = open_workspace(folder)
    kind = REGISTERS["self"]
    round_ = round_row(ws, "trade-2026")
    last = items_of(ws, round_)[-1].id
    office = next(line.id for line in subjects_of(ws, round_) if line.agency == "a-43")
    values = {"round": round_.id, "office": office, "item": last, "points": "0"}
    row = registers.add(ws, "self", "a-43", values)
    assert row.id in {p.id for p in candidates(ws, "record:self", {})}
    monkeypatch.setattr(
        "civtui.workspace.building.records.unseen", lambda ws, register: json.dumps([round_.id])
    )
    assert row.id not in {p.id for p in candidates(ws, "record:self", {})}
    assert verb_of(verb_id(kind, "show")).row == "record:self"
    ws.close()


def test_questions_put_a_record_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from civtui.cli.plain.deeds import do_verb
    from civtui.cli.plain.talk import Talk

    # agency, kind (one that is none first), year, planned, actual, unit, note, why
    answers = iter(["贸发局", "9", "2", "2031", "许多", "五百", "", "", "", ""])
    monkeypatch.setattr(Talk, "ask", lambda self, prompt: next(answers))
    ws = open_workspace(folder)
    do_verb(ws, Talk(), verb_of("guarantee.add"), {})
    assert record(ws, "guarantee", "a-43/funds/2031").values["planned"] == "500"
    assert not list(answers)
    ws.close()


async def test_what_is_typed_on_a_closed_field_is_kept_whole(folder: Path) -> None:
    async with session(folder, folder) as user:
        add = {"agency": "a-43", "what": "funds", "year": "2030", "planned": "12.5"}
        performing.perform(user.ws, verb_of("guarantee.add"), add)
        begin(user.desk, verb_of("guarantee.set"), {"record": "a-43/funds/2030"})
        await user.settle()
        await stand_on(user, "planned")
        await user.type("13")
        await user.press("enter", "escape")
        await stand_on(user, "note")
        await user.type("已查看")
        await user.press("enter", "f8")
        stored = record(user.ws, "guarantee", "a-43/funds/2030").values
        assert (stored["planned"], stored["note"]) == ("13", "已查看")
