"""An agency is found by a name without its city, or its 和, wherever one is read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from civtui.exchange.headers import AGENCY, nearest_field
from civtui.exchange.identity import Identities
from civtui.exchange.plan import Known, KnownAgency
from civtui.model.errors import CivtuiError
from civtui.model.facts.registry import AgencyRecord, Registered
from civtui.model.roles import Right
from civtui.workspace.agencies.agencies import agency
from civtui.workspace.building.intake import import_register
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from civtui.workspace.files.matching import _agency_names
from civtui.workspace.session import Workspace
from tests.exchange.test_marks import LONG, VIEW, check

FULL = {
    "a-1": ("滨海市财政局", "财政局"),
    "a-2": ("滨海市发展和改革委员会", "市发改委"),
    "a-3": ("滨海市卫生健康委员会", "卫健委"),
    "a-4": ("滨海市住房和城乡建设局", ""),
}
MEANT = {
    "滨海财政局": "a-1",
    "市财政局": "a-1",
    "发展改革委": "a-2",
    "市发展改革委": "a-2",
    "市卫健委": "a-3",
    "住房城乡建设局": "a-4",
}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = init(tmp_path / "w", name="滨海市", today=date(2026, 6, 1))
    own = (AgencyRecord(id=a, name=n, short=s or None) for a, (n, s) in FULL.items())
    made.write(Registered(agencies=tuple(own)), right=Right.KEEP)
    yield made
    made.close()


@pytest.mark.parametrize("name", MEANT)
def test_every_reader_finds_it(ws: Workspace, name: str) -> None:
    assert agency(ws, name).id == MEANT[name]
    path = ws.dir / "in.csv"
    path.write_text(
        f"单位,收到日期,渠道,性质,内容,答复期限\n{name},2026-01-03,来信,投诉,久,2026-05-20\n",
        "utf-8",
    )
    assert import_register(ws, "complaint", path, dry_run=True).rejected == []
    path.write_text(f"机关,处室名称\n{name},预算处\n", "utf-8")
    answer = import_registry(ws, path, dry_run=True)
    assert (answer.rejected, answer.changes["agencies"], answer.changes["offices"]) == ([], 0, 1)


def test_one_name_of_two_agencies_is_refused_everywhere(ws: Workspace) -> None:
    ws.write(Registered(agencies=(AgencyRecord(id="a-8", name="卫健委"),)), right=Right.KEEP)
    for name in ("卫健委", "市卫健委"):
        with pytest.raises(CivtuiError) as error:
            agency(ws, name)
        assert error.value.message.key == "workspace.several-agencies"
    path = ws.dir / "in.csv"
    for name in ("卫健委", "市卫健委"):
        path.write_text(f"机关,处室名称\n{name},预算处\n", "utf-8")
        answer = import_registry(ws, path, dry_run=True)
        assert [one.reason.key for one in answer.rejected] == ["exchange.several"]
    path.write_text("机关名称,称号\n市卫健委,市级文明单位\n", "utf-8")
    assert import_registry(ws, path, dry_run=True).rejected


def test_identities_prefer_nobody_of_two() -> None:
    known = Known(
        (KnownAgency("a-5", "卫生健康委", "卫健委", ""), KnownAgency("a-8", "卫健委", "", "")),
        city="滨海市",
    )
    assert set(Identities(known).owner("市卫健委").several) == {"卫生健康委", "卫健委"}


@pytest.mark.parametrize("title", ["称号期限", "称号有效期", "到期日"])
def test_a_column_of_terms_is_near_the_end_and_not_the_award(title: str) -> None:
    assert nearest_field(title, AGENCY) == "until"


def test_a_file_of_marks_finds_it_too() -> None:
    view = VIEW._replace(
        agencies={"市财政局": ("滨海市财政局", "a-1"), "市教育局": ("滨海市教育局", "a-2")},
        city="滨海市",
    )
    rows: list[list[Any]] = [["机关", *LONG], ["滨海财政局", "办公室", "study", "k2", 9]]
    rows.append(["教育局", "基教处", "study", "k2", 8])
    found = check(*rows, view=view)
    assert found.rejected == []
    assert [row[0] for row in found.rows] == ["o-1-1", "o-2-2"]


@pytest.mark.parametrize("slash", ["/", "／"])
@pytest.mark.parametrize("agency", [None, "市教育局", "滨海教育局"])
def test_agency_and_office_in_one_cell_of_marks(agency: str | None, slash: str) -> None:
    view = VIEW._replace(agencies={"市教育局": ("滨海市教育局", "a-2")}, city="滨海市")
    found = check(
        ["机关", *LONG], [agency, f"滨海教育局{slash}办公室", "study", "k2", 8], view=view
    )
    assert (found.rejected, [row[0] for row in found.rows]) == ([], ["o-2-1"])


def test_a_short_name_of_two_agencies_gives_nobody_marks() -> None:
    view = VIEW._replace(
        subjects={"o-1-1": ("办公室", "滨海市卫健委"), "o-2-1": ("办公室", "滨海市卫计委")},
        agencies={"滨海市卫健委": ("卫委", "a-1"), "滨海市卫计委": ("卫委", "a-2")},
        city="滨海市",
    )
    rows = [[name, "study", "k2", 8] for name in ("卫委/办公室", "市卫委/办公室")]
    found = check(LONG, *rows, ["卫健委/办公室", "study", "k2", 9], view=view)
    assert [one.reason.key for one in found.rejected] == ["exchange.several"] * 2
    assert [row[0] for row in found.rows] == ["o-1-1"]


def test_a_round_calls_agencies_of_one_short_name_in_full(ws: Workspace) -> None:
    own = AgencyRecord(id="a-9", name="滨海市卫生监督所", short="卫健委")
    ws.write(Registered(agencies=(own,)), right=Right.KEEP)
    names = _agency_names(ws)
    assert names["滨海市卫生健康委员会"][1] == "a-3"
    assert names["滨海市卫生监督所"][1:] == ("a-9", "卫健委")
    assert "卫健委" not in names and names["财政局"][1] == "a-1"
