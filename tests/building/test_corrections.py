"""Activities that were logged wrongly, and evidence that was put to the wrong thing, put right."""

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.ledger.verify import verify
from civtui.workspace.session import open_workspace
from tests.building.pictures import picture
from tests.titles.city import City
from tests.titles.small import START, small_city

WHY = ("--why", "登记有误")


@pytest.fixture
def city(tmp_path: Path) -> City:
    small_city(tmp_path / "city", today=START).close()
    return City(tmp_path / "city")


def added(city: City, agency: str, title: str, *more: str) -> Any:
    return city.do("activity", "add", agency, title, "--on", "2026-01-05", *more)


def correct(city: City, id_: str, *given: str) -> Any:
    return city.do("activity", "correct", id_, *given, *WHY)


def log(city: City) -> list[str]:
    """Return the facts as sentences, the newest first."""
    out = StringIO()
    with redirect_stdout(out):
        assert run(["-w", str(city.folder), "--lang", "zh", "ledger", "log"]) == 0
    return out.getvalue().splitlines()


def test_every_field_of_an_activity_is_corrected_and_every_list_shows_it(city: City) -> None:
    id_ = added(city, "a-1", "读书会", "--people", "20", "--item", "1", "--venue", "三楼")["id"]
    row = correct(
        city,
        id_,
        "--agency",
        "a-2",
        "--title",
        "集体读书",
        "--on",
        "2025-12-31",
        "--kind",
        "读书",
        "--people",
        "12",
        "--venue",
        "二楼",
        "--leaders",
        "张",
        "--item",
        "2",
    )
    assert {
        key: row[key] for key in ("agency", "held", "kind", "title", "venue", "people", "leaders")
    } == {
        "agency": "a-2",
        "held": "2025-12-31",
        "kind": "reading",
        "title": "集体读书",
        "venue": "二楼",
        "people": 12,
        "leaders": "张",
    }
    assert len(row["items"]) == 1
    assert city.do("activity", "show", id_) == row
    assert [one["id"] for one in city.do("activity", "list", "--agency", "a-2")] == [id_]
    assert city.do("activity", "list", "--agency", "a-1") == []
    emptied = correct(city, id_, "--people", "", "--venue", "", "--item", "", "--kind", "")
    assert (emptied["people"], emptied["venue"], emptied["items"], emptied["kind"]) == (
        None,
        "",
        [],
        "other",
    )
    said = log(city)
    assert (
        "集体读书" in said[1] and "机关 a-1局 → a-2局" in said[1] and "读书会 → 集体读书" in said[1]
    )
    assert "2026-01-05 → 2025-12-31" in said[1] and "人数 12 → （空）" in said[0]
    # each is taken back on its row, to what stood before; the later one first
    seq = city.do("status")["ledger"]["seq"]
    assert city.run("ledger", "void", str(seq - 1), *WHY, "-y")[0] == 3
    city.do("activity", "void", id_, *WHY, "-y")
    assert city.do("activity", "show", id_) == row
    city.do("activity", "void", id_, *WHY, "-y")
    assert city.do("activity", "show", id_)["title"] == "读书会"
    ws = open_workspace(city.folder)
    assert verify(ws.ledger) == []
    ws.close()


def test_what_is_wrong_or_no_change_is_refused(city: City) -> None:
    id_ = added(city, "a-1", "读书会")["id"]
    for given in (
        ("--title", "读书会"),
        ("--title", ""),
        ("--title", "长" * 201),
        ("--on", "2026-01-06"),
        ("--on", ""),
        ("--on", "元旦"),
        ("--kind", "没有"),
        ("--people", "-1"),
        ("--item", "999"),
        ("--agency", "没有的局"),
        ("--evidence", "没有.jpg"),
        (),
    ):
        assert city.run("activity", "correct", id_, *given, *WHY)[0] in (2, 4), given
    assert city.run("activity", "correct", id_, "--title", "会", "--why", " ")[0] == 4
    assert city.run("activity", "correct", "act-0", "--title", "会", *WHY)[0] == 4
    assert city.do("activity", "show", id_)["title"] == "读书会"


def test_a_reporter_corrects_the_own_agencys_activities_alone(city: City) -> None:
    own, other = added(city, "a-1", "读书会")["id"], added(city, "a-2", "党课")["id"]
    city.do("user", "set", "boss", "admin")
    city.do("--as", "boss", "user", "set", "rep", "reporter", "--agency", "a-1局")
    city.do("--as", "rep", "activity", "correct", own, "--title", "集体读书", *WHY)
    assert city.run("--as", "rep", "activity", "correct", other, "--title", "会", *WHY)[0] == 3
    assert city.run("--as", "rep", "activity", "correct", own, "--agency", "a-2", *WHY)[0] == 3


def test_a_reporter_moves_the_own_agencys_evidence_alone(city: City, tmp_path: Path) -> None:
    shot = picture(tmp_path / "一.jpg", "2026-01-04")
    other = added(city, "a-2", "党课", "--evidence", str(shot))
    own, sha = added(city, "a-1", "读书会")["id"], other["evidence"][0]
    city.do("user", "set", "boss", "admin")
    city.do("--as", "boss", "user", "set", "rep", "reporter", "--agency", "a-1局")
    for given in (
        ("unlink", sha[:12], other["id"]),
        ("unlink", sha[:12], f"activity:{other['id']}"),
        ("move", sha[:12], other["id"], f"activity:{own}"),
    ):
        assert city.run("--as", "rep", "evidence", *given, *WHY)[0] == 3, given
    assert uses(city, sha) == [f"activity:{other['id']}"]


def uses(city: City, sha: str) -> list[str]:
    found = city.do("evidence", "show", sha[:12])["uses"]
    return sorted(f"{use['register']}:{use['id']}" for use in found)


def test_evidence_is_taken_off_or_moved_as_one_deed(city: City, tmp_path: Path) -> None:
    shot = picture(tmp_path / "一.jpg", "2026-01-04")
    row = added(city, "a-1", "读书会", "--evidence", str(shot))
    right, sha = added(city, "a-2", "党课"), row["evidence"][0]
    duty = city.do(
        "duty",
        "add",
        "a-1",
        "--duty",
        "archive",
        "--owner",
        "办公室",
        "--target",
        "建档",
        "--state",
        "done",
    )
    wrong, here = f"activity:{row['id']}", f"duty:{duty['id']}"
    city.do("evidence", "move", sha[:12], row["id"], here, *WHY)
    assert uses(city, sha) == [here]
    assert city.do("activity", "show", row["id"])["evidence"] == []
    seq = city.do("status")["ledger"]["seq"]
    assert city.do("ledger", "void", str(seq), *WHY, "-y")["facts"] == [seq - 1, seq]
    assert uses(city, sha) == [wrong]
    city.do("evidence", "move", sha[:12], wrong, f"activity:{right['id']}", *WHY)
    assert city.do("activity", "show", right["id"])["evidence"] == [sha]
    assert "佐证材料补上 一.jpg" in log(city)[0] and "佐证材料去掉 一.jpg" in log(city)[1]
    city.do("evidence", "unlink", sha[:12], right["id"], *WHY)
    assert uses(city, sha) == []
    for given in (
        ("unlink", sha[:12], right["id"]),
        ("move", sha[:12], right["id"], here),
        ("unlink", "ffffff", right["id"]),
    ):
        assert city.run("evidence", *given, *WHY)[0] == 4, given
    city.do("activity", "void", right["id"], *WHY, "-y")
    assert uses(city, sha) == [f"activity:{right['id']}"]
    for to in (f"activity:{right['id']}", "activity:act-0", "study:x", "nothing"):
        assert city.run("evidence", "move", sha[:12], right["id"], to, *WHY)[0] == 4, to
    ws = open_workspace(city.folder)
    assert verify(ws.ledger) == []
    ws.close()
