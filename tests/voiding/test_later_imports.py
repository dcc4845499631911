"""The older of two files taken back: what goes is said as it is, and that the later file stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.locale import render
from civtui.model.errors import Refused
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.intake import import_activities, import_register
from civtui.workspace.building.records import record_rows
from civtui.workspace.files.imports import ImportAnswer, import_registry
from civtui.workspace.performing.foreseeing import announced
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from tests.titles.small import small_city
from tests.voiding.tables import tables_of

Import = Callable[[Workspace, Path], ImportAnswer]
Shown = Callable[[Workspace], set[str]]
REGISTRY = ("机关名称,简称,委口", "市甲局,甲,财经口", "市乙局,乙,财经口")
LOG = ("单位,活动名称,活动日期,人数", "市a-1局,读书会,2026-02-03,20", "市a-2局,座谈会,2026-02-04,9")
RECORDS = (
    "单位,收到日期,渠道,性质,内容,答复期限",
    "市a-1局,2026-03-05,来信,投诉,排队太久,2026-05-20",
    "市a-2局,2026-03-06,来信,投诉,态度不好,2026-05-20",
)


def complaints(ws: Workspace, path: Path) -> ImportAnswer:
    return import_register(ws, "complaint", path)


KINDS: list[tuple[tuple[str, ...], Import, Shown]] = [
    (REGISTRY, import_registry, lambda ws: {row.short or row.name for row in agency_rows(ws)}),
    (LOG, import_activities, lambda ws: {row.title for row in activity_rows(ws)}),
    (RECORDS, complaints, lambda ws: {row.values["text"] for row in record_rows(ws, "complaint")}),
]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def take(ws: Workspace, imports: Import, *rows: str) -> int:
    path = ws.dir / "in.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return imports(ws, path).fact


@pytest.mark.parametrize(("rows", "imports", "shown"), KINDS)
def test_what_goes_with_the_older_file_is_what_is_said(
    ws: Workspace, rows: tuple[str, ...], imports: Import, shown: Shown
) -> None:
    head, first, second = rows
    none = shown(ws)
    older = take(ws, imports, head, first)
    later = take(ws, imports, head, first, second)
    both, before = shown(ws), tables_of(ws)
    given = {"fact": str(older), "why": "误"}
    form = announced(ws, verb_of("ledger.void"), given)
    assert form is not None
    answer = perform(ws, verb_of("ledger.void"), given)
    gone = both - shown(ws)
    assert len(gone) == 1 and shown(ws) - none == both - none - gone
    for text in (render(form, "zh"), answer.lines()[0]):
        assert all(name in text for name in gone)
        assert f"其后导入的 #{later}（" in text and "仍有效" in text and "重新导入" in text
    by = answer.document()["by"]
    assert take(ws, imports, head, first, second)  # as it is said: that file brings the rows again
    assert shown(ws) == both
    perform(ws, verb_of("ledger.void"), {"fact": str(ws.head()), "why": "误"})
    perform(ws, verb_of("ledger.void"), {"fact": str(by), "why": "误"})
    assert tables_of(ws) == before and verify(ws.ledger) == []


@pytest.mark.parametrize(("rows", "imports", "shown"), KINDS)
def test_the_older_of_two_files_stays_where_the_later_one_changed_a_row(
    ws: Workspace, rows: tuple[str, ...], imports: Import, shown: Shown
) -> None:
    head, first, second = rows
    older = take(ws, imports, head, first, second)
    last = first.rpartition(",")[2]
    other = first.removesuffix(last) + {"财经口": "农口", "20": "25"}.get(last, "2026-05-21")
    take(ws, imports, head, other, second)
    with pytest.raises(Refused) as told:
        perform(ws, verb_of("ledger.void"), {"fact": str(older), "why": "误"})
    assert f"#{ws.head()} " in render(told.value.message, "zh") and shown(ws)


def test_of_the_last_file_nothing_is_said_of_others(ws: Workspace) -> None:
    take(ws, import_activities, *LOG[:2])
    last = take(ws, import_activities, *LOG)
    form = announced(ws, verb_of("ledger.void"), {"fact": str(last), "why": "误"})
    assert form is not None and "导入" not in render(form, "zh")


def test_a_later_file_is_named_by_its_first_fact_and_new_numbers_are_told(ws: Workspace) -> None:
    offices = "单位,处室,负责人"
    older = take(ws, import_registry, offices, "市a-1局,甲处,王一")
    both = "单位,处室,负责人,简称"
    rows = ("市a-1局,甲处,王一,", "市丙局,乙处,王二,丙", "市丁局,乙处,王二,丁")
    first = take(ws, import_registry, both, *rows)
    assert ws.head() > first
    form = announced(ws, verb_of("ledger.void"), {"fact": str(older), "why": "误"})
    text = render(form, "zh") if form else ""
    assert f"其后导入的 #{first}（" in text and "新号" in text
