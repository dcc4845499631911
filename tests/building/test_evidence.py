"""Evidence: kept once, flagged where it does not fit, found where it was changed on disk."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.building.evidence import place
from civtui.workspace.session import open_workspace
from tests.building.pictures import picture
from tests.titles.city import City
from tests.titles.small import small_city


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city").close()
    return City(tmp_path / "city")


def stored(city: City) -> list[Path]:
    return [p for p in (city.folder / "evidence").rglob("*") if p.is_file()]


def log(
    city: City, agency: str, title: str, *files: Path, on: str = "2026-01-05"
) -> dict[str, str]:
    words = [word for file in files for word in ("--evidence", str(file))]
    found: dict[str, str] = city.do("activity", "add", agency, title, "--on", on, *words)
    return found


def test_the_same_file_added_twice_is_stored_once(city: City, tmp_path: Path) -> None:
    one = picture(tmp_path / "one.jpg", "2026-01-04")
    copy = picture(tmp_path / "copy.jpg", "2026-01-04")
    first = city.do("evidence", "add", str(one))[0]
    seq = city.do("status")["ledger"]["seq"]
    second = city.do("evidence", "add", str(copy))[0]
    assert (first["before"], second["before"]) == (False, True)
    assert first["sha256"] == second["sha256"]
    assert first["taken"] == "2026-01-04"
    assert len(stored(city)) == 1
    assert city.do("status")["ledger"]["seq"] == seq
    assert len(city.do("evidence", "list")) == 1


def test_one_piece_serves_many_items(city: City, tmp_path: Path) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_text("计划", "utf-8")
    items = [word for n in ("1", "3", "environment.culture") for word in ("--item", n)]
    row = city.do("activity", "add", "a-1局", "读书会", "--evidence", str(paper), *items)
    assert len(row["items"]) == 3
    city.do(
        "duty",
        "add",
        "a-1局",
        "--duty",
        "archive",
        "--owner",
        "办公室",
        "--target",
        "建档",
        "--state",
        "done",
        "--evidence",
        row["evidence"][0][:12],
    )
    piece = city.do("evidence", "show", row["evidence"][0][:12])
    assert {use["register"] for use in piece["uses"]} == {"activity", "duty"}
    assert len(stored(city)) == 1
    burden = city.do("standard", "burden", "civilized-office")
    assert (burden["kept"], burden["shared"]) == (1, 1)


def test_a_picture_outside_the_window_is_flagged(city: City, tmp_path: Path) -> None:
    log(city, "a-1局", "读书会", picture(tmp_path / "old.jpg", "2025-06-01"))
    log(city, "a-1局", "党课", picture(tmp_path / "good.jpg", "2026-01-03"))
    log(city, "a-1局", "讲座", picture(tmp_path / "silent.jpg"))
    found = city.do("evidence", "check")
    assert [(flag["id"], flag["name"]) for flag in found] == [("out-of-window", "old.jpg")]
    assert "2025-06-01" in found[0]["text"]


def test_one_picture_in_two_agencies_is_flagged(city: City, tmp_path: Path) -> None:
    both = picture(tmp_path / "both.jpg")
    log(city, "a-1局", "共建", both)
    log(city, "a-2局", "共建", both)
    flags = city.do("evidence", "check")
    assert [flag["id"] for flag in flags] == ["other-agency"]
    assert "a-1局" in flags[0]["text"] and "a-2局" in flags[0]["text"]


def test_a_file_changed_or_gone_on_disk_is_found_by_doctor(city: City, tmp_path: Path) -> None:
    digests = [
        log(city, "a-1局", f"活动{n}", picture(tmp_path / f"{n}.jpg", shade=n))["evidence"][0]
        for n in range(3)
    ]
    assert city.run("doctor")[0] == 0
    ws = open_workspace(city.folder)
    place(ws, digests[0]).write_bytes(b"something else")
    place(ws, digests[1]).unlink()
    ws.close()
    status, found = city.run("doctor")
    assert status == 1
    said = next(check for check in found["checks"] if check["id"] == "evidence")
    assert not said["ok"]
    assert "0.jpg" in said["detail"] and "1.jpg" in said["detail"]
    assert "2.jpg" not in said["detail"]
    status, flags = city.run("evidence", "check")
    assert status == 1
    assert [flag["id"] for flag in flags][:2] == ["changed", "missing"]
    # keeping the files again mends it
    for n in range(2):
        city.do("evidence", "add", str(tmp_path / f"{n}.jpg"))
    assert city.run("doctor")[0] == 0


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"x"), ("empty.jpg", b""), ("absent.jpg", None)]
)
def test_what_is_no_evidence_is_refused_and_nothing_is_written(
    city: City, tmp_path: Path, name: str, data: bytes | None
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    seq = city.do("status")["ledger"]["seq"]
    words = ["activity", "add", "a-1局", "读书会", "--evidence", str(tmp_path / name)]
    status, document = city.run(*words)
    assert status == 4
    assert document["error"]["where"]["file"].endswith(name)
    assert city.do("status")["ledger"]["seq"] == seq
    assert stored(city) == []


def test_a_piece_is_called_by_its_file_in_a_form(city: City, tmp_path: Path) -> None:
    paper = tmp_path / "读书会计划.txt"
    paper.write_text("计划", "utf-8")
    row = log(city, "a-1局", "读书会", paper)
    with closing(open_workspace(city.folder)) as ws:
        form = VerbForm(ws, verb_of("activity.correct"), {"activity": row["id"]}, home="building")
        form.values["evidence"] = list(row["evidence"])
        form.load()
        shown = next(one.cells[1] for one in form.rows if one.id == "evidence")
    assert shown == "读书会计划.txt"
