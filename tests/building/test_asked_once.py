"""What the rows of a register ask for is read once a file, however many rows it has."""

import csv
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import NotFound
from civtui.model.registers import ACTIVITY, REGISTERS
from civtui.workspace.agencies.agencies import MOST_NEAR, Agencies, agency, agency_rows
from civtui.workspace.building.intake import columns_of, import_activities, import_register
from civtui.workspace.session import Workspace, open_workspace
from tests.titles.small import small_city

HEADS = {
    "post": (
        "agency",
        "office",
        "year",
        "post",
        "business",
        "business-met",
        "building",
        "building-met",
    ),
    "finding": ("agency", "inspection", "text", "grave", "outcome"),
    "activity": ("agency", "on", "title", "items"),
}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    small_city(tmp_path / "city").close()
    return open_workspace(tmp_path / "city")


def row(register: str, n: int) -> list[str]:
    whose = f"a-{n % 3 + 1}局" if n % 2 else f"生疏单位{n}"
    if register == "post":
        return [
            whose,
            f"处{n % 2 + 1}" if n % 4 else f"无此处{n}",
            "2026",
            f"岗位{n}",
            "甲",
            "met",
            "乙",
            "met",
        ]
    if register == "finding":
        return [whose, f"检查{n}", f"问题{n}", "minor", "open"]
    return [whose, "2026-01-05", f"活动{n}", "1" if n % 4 else f"无此项{n}"]


def asked(ws: Workspace, tmp_path: Path, register: str, count: int) -> tuple[int, int]:
    """Import `count` rows as a preview; return how many statements were run, and rows refused."""
    path = tmp_path / f"{register}-{count}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        words = columns_of(REGISTERS.get(register, ACTIVITY))
        writer.writerow([words[field][0] for field in HEADS[register]])
        writer.writerows(row(register, n) for n in range(count))
    said: list[str] = []
    ws.ledger.connection.set_trace_callback(said.append)
    if register == "activity":
        answer = import_activities(ws, path, dry_run=True)
    else:
        answer = import_register(ws, register, path, dry_run=True)
    ws.ledger.connection.set_trace_callback(None)
    wide = [one for one in said if "FROM agency" in one or "FROM office" in one or "record" in one]
    return len(wide), len(answer.rejected)


@pytest.mark.parametrize("register", list(HEADS))
def test_more_rows_ask_the_ledger_for_no_more_lists(
    ws: Workspace, tmp_path: Path, register: str
) -> None:
    few, refused = asked(ws, tmp_path, register, 20)
    many, more = asked(ws, tmp_path, register, 400)
    assert few == many > 0
    assert more > refused >= 10
    ws.close()


def test_a_name_means_what_it_meant_among_many(ws: Workspace) -> None:
    rows = agency_rows(ws)
    many = Agencies(rows)
    for name in (rows[0].id, rows[1].name, "a-1", "2局", "局", "a-9局", "!局", "", "  ", "A-1 局"):
        found = []
        for means in (many.meant, lambda text: agency(ws, text)):
            try:
                found.append(means(name))
            except NotFound as error:
                found.append((render(error.message), error.nearest, error.allowed))
        assert found[0] == found[1], name
    for n in range(MOST_NEAR + 1):
        with pytest.raises(NotFound) as caught:
            many.meant(f"a-{n}局局")
    assert caught.value.nearest is None  # the first ones were told
    ws.close()
