"""A reform's file: its template, its dates, its errors by line; offices that are merged."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from civtui import locale
from civtui.ledger.verify import verify
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.reforms import STEPS, TOP, Step
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import office, titles_of
from civtui.workspace.building import registers
from civtui.workspace.building.activities import log_activity
from civtui.workspace.building.boards import board
from civtui.workspace.performing.foreseeing import foreseen
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from civtui.workspace.titles.reform_file import example, of_steps, read, template
from civtui.workspace.voiding.doing import void
from tests.titles.city import City
from tests.titles.small import START, small_city
from tests.voiding.tables import tables_of

HEAD = 'id = "r1"\neffective = 2026-01-05\n'
OFFICES = '[[merge_office]]\noffices = ["o-1-1", "a-1局/处2"]\nname = "综合处"\n'


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(
        tmp_path / "w",
        titles=[
            ("o-1-1", "civilized-office"),
            ("o-1-1", "model-office"),
            ("o-1-2", "civilized-office"),
        ],
        today=START,
    )
    yield made
    made.close()


def filed(folder: Path, text: str) -> Path:
    file = folder / "reform.toml"
    file.write_text(text, "utf-8")
    return file


# --- the file ---


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_is_a_file_once_the_signs_are_taken_away(tmp_path: Path, lang: str) -> None:
    locale.use(lang)
    text = template()
    assert read(filed(tmp_path, text)).keys() == {"id", "effective"}
    lines = [line.removeprefix("# ") for line in text.splitlines()]
    kept = "\n".join(line for line in lines if " = " in line or line.startswith("[["))
    found = read(filed(tmp_path, kept))
    assert found.keys() == {key.id for key in TOP} | {step.id for step in STEPS}


@pytest.mark.parametrize("step", STEPS, ids=[step.id for step in STEPS])
def test_each_example_is_read_and_each_key_is_needed_as_declared(
    tmp_path: Path, step: object
) -> None:
    known = next(one for one in STEPS if one is step)
    whole = tomllib.loads(example(known))[known.id][0]
    assert read(filed(tmp_path, HEAD + example(known)))[known.id] == [whole]
    for key in known.keys:
        rest = "\n".join(
            line for line in example(known).splitlines() if not line.startswith(f"{key.id} =")
        )
        file = filed(tmp_path, HEAD + rest)
        if key.required:
            with pytest.raises(BadInput) as told:
                read(file)
            assert told.value.value == key.id and told.value.where["line"] == 3
        else:
            read(file)


@pytest.mark.parametrize(
    "written", ["2026-07-01", '"2026-07-01"', '"2026-7-1"', '"2026年7月1日"', '"2026.7.1"']
)
def test_a_day_is_read_as_everywhere(tmp_path: Path, written: str) -> None:
    found = read(filed(tmp_path, f'id = "r"\neffective = {written}\n'))
    assert found["effective"] == date(2026, 7, 1)


WRONG = {
    "no day": ('id = "r"\neffective = "bald"\n', "rules.not-a-date", 2, None),
    "misspelt table": (HEAD + '\n[[merg]]\nname = "x"\n', "rules.unknown-key", 4, "merge"),
    "misspelt head": ('id = "r"\neffectiv = 2026-07-01\n', "rules.unknown-key", 2, "effective"),
    "misspelt key": (
        HEAD + '[[abolish]]\nagency = "a-1"\n[[merge]]\nagencies = ["a-1", "a-2"]\nnam = "x"\n',
        "rules.unknown-key",
        7,
        "name",
    ),
    "one table": (HEAD + '[merge]\nname = "x"\n', "rules.not-a-list", 3, None),
    "one name": (
        HEAD + '[[merge]]\nname = "x"\nagencies = ["a-1"]\n',
        "titles.names-needed",
        5,
        None,
    ),
    "no list": (HEAD + '[[merge]]\nname = "x"\nagencies = "a-1"\n', "titles.names-needed", 5, None),
    "no text": (HEAD + '[[abolish]]\nagency = ["a-1"]\n', "titles.text-needed", 4, None),
    "blank": (HEAD + '[[abolish]]\nagency = " "\n', "titles.text-needed", 4, None),
}


@pytest.mark.parametrize(("text", "key", "line", "near"), WRONG.values(), ids=WRONG)
def test_an_error_names_file_line_and_the_nearest_key(
    tmp_path: Path, text: str, key: str, line: int, near: str | None
) -> None:
    with pytest.raises(CivtuiError) as told:
        read(filed(tmp_path, text))
    error = told.value
    assert (error.message.key, error.where["line"], error.nearest) == (key, line, near)
    assert str(error.where["file"]).endswith("reform.toml")


def test_the_command_prints_the_template(ws: Workspace, tmp_path: Path) -> None:
    printed = City(tmp_path / "w").do("agency", "reform", "--template")["template"]
    locale.use("en")
    assert printed == template()


# --- offices merged ---


def test_merged_offices_go_on_in_one_with_titles_and_records(ws: Workspace) -> None:
    locale.use("zh")
    for name, met in (("处1", "met"), ("处2", "missed")):
        values = {
            "office": name,
            "post": "处长",
            "business": "完成",
            "business-met": "met",
            "building": "完成",
            "building-met": met,
        }
        registers.add(ws, "post", "a-1", values)
        registers.add(ws, "study", "a-1", {"office": name, "score": "95"})
    before = tables_of(ws)
    reforms.reform(ws, filed(ws.dir, HEAD + OFFICES))
    made = office(ws, "a-1局/综合处")
    assert made.id == "o-1-5" and made.honors == ("civilized-office", "model-office")
    assert [t.ended for t in titles_of(ws, "o-1-2")] == ["2026-01-05"]
    seen = [[locale.render(cell) for cell in row.cells] for row in board(ws, "gate", "a-1").rows]
    assert [row[1] for row in seen] == ["综合处（原处1）", "综合处（原处2）"]
    studied = [row for row in board(ws, "rewards").rows if "综合处" in str(row.cells[1])]
    assert len({row.id for row in studied}) == len(studied) and len(studied) >= 2
    # what was put down for an office that is no more is corrected all the same
    registers.change(ws, "study", "a-1/o-1-1/2026", {"score": "96"})
    changed = ws.head()
    assert office(ws, "o-1-2").id == made.id
    assert "并入" in locale.render(ws.asides[-1])
    assert verify(ws.ledger) == []
    void(ws, changed, "误录")
    reforms.take_back(ws, "r1")
    now = tables_of(ws)
    assert {t for t in now if now[t] != before[t]} == {"reform"}
    assert office(ws, "a-1局/处1").id == "o-1-1"


def test_merged_offices_restart_where_the_policy_says_so(tmp_path: Path) -> None:
    titles = [("o-1-1", "civilized-office")]
    ws = small_city(tmp_path / "r", titles=titles, policies={"merger-titles": "restart"})
    reforms.reform(ws, filed(ws.dir, HEAD + OFFICES))
    assert office(ws, "a-1局/综合处").honors == ()
    ws.close()


def test_offices_of_two_agencies_are_merged_once_they_are_in_one(ws: Workspace) -> None:
    apart = OFFICES.replace("a-1局/处2", "o-2-2")
    with pytest.raises(BadInput) as told:
        reforms.reform(ws, filed(ws.dir, HEAD + apart))
    assert told.value.message.key == "titles.merge-offices-apart" and told.value.hint
    move = '[[move]]\noffice = "o-2-2"\nto = "a-1"\n'
    reforms.reform(ws, filed(ws.dir, HEAD + move + apart))
    assert office(ws, "综合处").agency == "a-1"
    with pytest.raises(BadInput):
        reforms.reform(
            ws,
            filed(
                ws.dir,
                HEAD.replace("r1", "r2")
                + OFFICES.replace('"o-1-1", "a-1局/处2"', '"o-3-1", "a-3局/处1"'),
            ),
        )


# --- in a form ---

STEPS_GIVEN = {
    "id": "2026-1",
    "effective": "2026年1月5日",
    "merge": ["a-1局、a-2局：市新局：新局"],
    "rename": ["a-3：市更局"],
    "split-office": ["市a-1局/处1：处甲、处乙"],
}


def test_a_form_says_what_moves_and_does_what_a_file_does(ws: Workspace) -> None:
    locale.use("zh")
    log_activity(ws, "a-1", "读书会")
    registers.add(ws, "result", "a-1", {"business": "95", "building": "90"})
    before, verb = tables_of(ws), verb_of("agency.restructure")
    said = "\n".join(foreseen(ws, verb, STEPS_GIVEN).lines)
    for part in (
        "a-1局的活动 1 项、登记 1 条",
        "归 市新局",
        "市a-2局/处1 划入 市新局",
        "新设单位 1",
        "文明处室",
    ):
        assert part.replace(" ", "") in said.replace(" ", ""), said
    assert tables_of(ws) == before
    done = perform(ws, verb, STEPS_GIVEN).document()
    assert {office(ws, f"市新局/{name}").agency for name in ("处甲", "处乙")} == {"a-4"}
    perform(ws, verb_of("agency.unreform"), {"reform": "2026-1"})
    text = (
        'id = "r9"\neffective = 2026-01-05\n'
        '[[merge]]\nagencies = ["a-1局", "a-2局"]\nname = "市新局"\nshort = "新局"\n'
        '[[rename]]\nagency = "a-3"\nname = "市更局"\n'
        '[[split_office]]\noffice = "市a-1局/处1"\ninto = ["处甲", "处乙"]\n'
    )
    filed_ = perform(ws, verb_of("agency.reform"), {"file": str(filed(ws.dir, text))}).document()
    for document in (done, filed_):
        document["content"] = {k: len(v) for k, v in document["content"].items() if k != "reform"}
        del document["reform"]
    assert done == filed_


@pytest.mark.parametrize(
    ("given", "field", "key"),
    [
        ({"merge": ["a-1局、a-2局"]}, "merge", "rules.missing-key"),
        ({"merge": ["a-1局：市新局"]}, "merge", "titles.names-needed"),
        ({"abolish": ["a-1局：市新局"]}, "abolish", "titles.step-parts"),
    ],
)
def test_a_record_that_lacks_a_part_is_refused_at_its_field(
    ws: Workspace, given: dict[str, list[str]], field: str, key: str
) -> None:
    head = {"id": "x", "effective": "2026-01-05"}
    with pytest.raises(CivtuiError) as told:
        perform(ws, verb_of("agency.restructure"), head | given)
    assert (told.value.field, told.value.message.key) == (field, key)


def test_a_form_proposes_an_id_that_no_reform_has(ws: Workspace) -> None:
    assert reforms.free_id(ws) == "2026-1"
    perform(ws, verb_of("agency.restructure"), STEPS_GIVEN)
    assert reforms.free_id(ws) == "2026-2"
    with pytest.raises(BadInput) as told:
        perform(ws, verb_of("agency.restructure"), STEPS_GIVEN)
    assert told.value.message.key == "titles.id-taken"


@pytest.mark.parametrize("step", STEPS, ids=[step.id for step in STEPS])
def test_each_record_of_the_hints_says_what_the_example_says(step: Step) -> None:
    found = of_steps("r", date(2026, 7, 1), "", {step.id: [step.record.zh]})
    assert found[step.id] == tomllib.loads(example(step))[step.id]
    english = of_steps("r", date(2026, 7, 1), "", {step.id: [step.record.en]})[step.id]
    assert step.record.en.isascii()
    assert [{key: type(value) for key, value in one.items()} for one in english] == [
        {key: type(value) for key, value in one.items()} for one in found[step.id]
    ]
