"""Every face takes the same texts: form, registry, a register's workbook, the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from civtui.exchange.plan import Known
from civtui.exchange.registry import read_registry
from civtui.exchange.tables import Sheet
from civtui.model.errors import BadInput
from civtui.model.fields import Choice, Field, FieldType
from civtui.model.reading import read
from civtui.model.reading.days import last_day_of, span_of
from civtui.model.registers import REGISTERS, Register
from civtui.model.text import Bilingual
from civtui.plugin.forms import checked
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.session import open_workspace
from tests.exchange.books import AGENCY_HEADS, book
from tests.reading.table import CASES, TABLE
from tests.titles.city import City
from tests.titles.small import small_city

TITLE = Bilingual("栏", "field")
STATES = next(field for field in REGISTERS["duty"].fields if field.id == "state").choices
NUMBERED = [(n, *case) for n, case in enumerate(CASES)]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("faces") / "city"
    small_city(folder).close()
    return City(folder)


def field_of(kind: FieldType) -> Field:
    choices: tuple[Choice, ...] = STATES if kind == "choice" else ()
    return Field("f", TITLE, kind, choices=choices)


@pytest.mark.parametrize(("kind", "text", "stored"), CASES)
def test_a_field_reads_it_or_says_what_is_allowed(
    kind: FieldType, text: str, stored: object
) -> None:
    if stored is not None:
        found = read(field_of(kind), text)
        assert (found, type(found)) == (stored, type(stored))
        assert read(field_of(kind), found) == stored
        return
    with pytest.raises(BadInput) as caught:
        read(field_of(kind), text)
    assert caught.value.where == {"key": "f"}
    assert caught.value.value is not None
    assert caught.value.allowed


@pytest.mark.parametrize(("kind", "text", "stored"), [c for c in CASES if c[0] != "yes-no"])
def test_a_form_reads_it(kind: str, text: str, stored: object) -> None:
    form = Register("r", TITLE, TITLE, (field_of(kind),))
    if stored is None:
        with pytest.raises(BadInput):
            checked(form, "r", {"f": text})
    else:
        assert checked(form, "r", {"f": text}) == {"f": stored}


@pytest.mark.parametrize(
    ("kind", "text", "stored"), [c for c in CASES if c[0] in ("date", "count")]
)
def test_a_registry_reads_it(kind: str, text: str, stored: object) -> None:
    cells = {"name": "市财政局", "honor": "省级文明单位"}
    cells["since" if kind == "date" else "offices"] = text
    row = [cells.get(f) for f in ("order", "name", "short", "code", "offices", "honor", "since")]
    plan = read_registry(Path("a.xlsx"), Known(), sheets=[Sheet("s", [[*AGENCY_HEADS], row], {})])
    if stored is None:
        (problem,) = plan.rejected
        assert problem.reason.key == f"exchange.no-{kind}"
        assert problem.value == text
    elif kind == "date":
        assert plan.titles[0].since == date.fromisoformat(str(stored))
    else:
        assert plan.agencies[0].offices == stored


class Sample(NamedTuple):
    """How a type is put into a register: heads of its workbook, a row, the field that holds it."""

    register: str
    heads: list[str]
    row: Callable[[int, str], list[Any]]
    field: str


def meant(text: str, stored: object) -> object:
    """Return what a deadline that is written so is: of a month, or year, alone the last day."""
    return str(last_day_of(text)) if span_of(text) else stored


SAMPLES = {
    "date": Sample("filing", ["事项", "期限"], lambda n, text: [f"n{n}", text], "due"),
    "number": Sample(
        "guarantee",
        ["机关", "类别", "年度", "计划"],
        lambda n, text: ["a-1局", "funds", 2000 + n, text],
        "planned",
    ),
    "percent": Sample(
        "study",
        ["机关", "处室", "年度", "成绩"],
        lambda n, text: ["a-1局", "处1", f"{2000 + n}年", text],
        "score",
    ),
    "choice": Sample(
        "duty",
        ["机关", "职责", "年度", "责任人/处室", "目标", "状态"],
        lambda n, text: ["a-1局", "theory", 2000 + n, "甲", "乙", text],
        "state",
    ),
    "count": Sample(
        "activity",
        ["机关", "名称", "日期", "人数"],
        lambda n, text: ["a-1局", f"n{n}", "2026-01-05", text],
        "people",
    ),
}


def imported(city: City, path: Path, kind: str) -> Iterator[tuple[int, object]]:
    """Import every text of `kind` as a row of its own; yield the place of each that was taken."""
    sample, texts = SAMPLES[kind], list(TABLE[kind])
    rows = [sample.row(n, text) for n, text in enumerate(texts)]
    book(path, 表=[sample.heads, *rows])
    with closing(open_workspace(city.folder)) as ws:
        if sample.register == "activity":
            answer = import_activities(ws, path, skip_rejected=True)
            found = {row.title: row.people for row in activity_rows(ws)}
            yield from ((n, found[f"n{n}"]) for n in range(len(texts)) if f"n{n}" in found)
        else:
            answer = import_register(ws, sample.register, path, skip_rejected=True)
            for row in record_rows(ws, sample.register):
                key = row.values.get("title") or f"n{row.year}"
                yield int(str(key)[1:]) % 2000, row.values[sample.field]
    refused = {problem.row - 2 for problem in answer.rejected}
    assert refused == {n for n, stored in enumerate(TABLE[kind].values()) if stored is None}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_workbook_of_a_register_reads_it(city: City, tmp_path: Path, kind: str) -> None:
    found = dict(imported(city, tmp_path / "a.xlsx", kind))
    read = meant if kind == "date" else lambda _, stored: stored
    wanted = {n: read(text, s) for n, (text, s) in enumerate(TABLE[kind].items()) if s is not None}
    assert found == wanted


COMMANDS: dict[str, Callable[[int, str], list[str]]] = {
    "date": lambda n, text: ["report", "filing", "add", "--title", f"c{n}", f"--due={text}"],
    "number": lambda n, text: [
        *("guarantee", "add", "a-1局", "--what", "funds"),
        *("--year", f"{2000 + n % 100}", f"--planned={text}"),
    ],
    "percent": lambda n, text: [
        "reward",
        "study",
        "add",
        "a-1局",
        "--office",
        "处2",
        "--year",
        f"{2000 + n % 100}",
        f"--score={text}",
    ],
    "choice": lambda n, text: [
        "duty",
        "add",
        "a-2局",
        "--duty",
        "theory",
        "--owner",
        "甲",
        "--target",
        "乙",
        "--year",
        f"{2000 + n % 100}",
        f"--state={text}",
    ],
}


@pytest.mark.parametrize(("n", "kind", "text", "stored"), [c for c in NUMBERED if c[1] in COMMANDS])
def test_a_command_of_a_register_reads_it(
    city: City, n: int, kind: str, text: str, stored: object
) -> None:
    status, document = city.run(*COMMANDS[kind](n, text))
    assert status == (4 if stored is None else 0), document
    if stored is not None:
        wanted = meant(text, stored) if kind == "date" else stored
        assert document["values"][SAMPLES[kind].field] == wanted


@pytest.mark.parametrize(("kind", "text", "stored"), [c for c in CASES if c[0] == "date"])
def test_an_option_for_a_day_reads_it(city: City, kind: str, text: str, stored: object) -> None:
    status, document = city.run("notice", "period", text, "--days", "五天")
    assert status == (2 if stored is None else 0), document
    if stored is None:
        assert f"“{text}” is no date" in document["error"]["message"]
    else:
        assert document["posted"] == stored


@pytest.mark.parametrize(("kind", "text", "stored"), [c for c in CASES if c[0] == "count"])
def test_an_option_for_a_number_reads_it(city: City, kind: str, text: str, stored: object) -> None:
    words = ("activity", "add", "a-1局", "课", f"--people={text}", "--another")
    status, document = city.run(*words)
    negative = text in ("-3", "负三")
    assert status == (2 if negative or stored is None else 0), document
    if status == 0:
        assert document["people"] == stored
