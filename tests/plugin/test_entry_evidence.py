"""Evidence in an entry of a culture program is in the store, and the entry is a use of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.ledger.verify import verify
from civtui.model.errors import CivtuiError, NotFound, Refused
from civtui.workspace.building.activities import log_activity
from civtui.workspace.building.culture import add_entry, entries
from civtui.workspace.building.evidence import evidence_rows, flags, keep
from civtui.workspace.building.evidence_links import move, unlink
from civtui.workspace.plugins import plugins
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.doing import void
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import READING
from tests.titles.small import START, small_city

PICTURED = READING.replace(
    "fields=(field,)",
    """fields=(
            Field(id="on", title=Bilingual("日期", "Date"), type="date", required=False),
            Field(id="photos", title=Bilingual("照片", "Photos"), type="evidence",
                  required=False), field)""",
)
PROGRAM = "reading:reading"


@pytest.fixture
def city(shelf: Shelf, tmp_path: Path) -> Workspace:
    ws = small_city(tmp_path / "w", today=START)
    shelf.package("reading", PICTURED)
    plugins.enable(ws, "reading")
    return ws


def paper(folder: Path, name: str = "照片.txt") -> Path:
    path = folder / name
    path.write_text(name, encoding="utf-8")
    return path


def add(ws: Workspace, *pieces: str, entry: str | None = None, **values: str) -> str:
    said = {"book": "论语", "photos": [*pieces], **values}
    return add_entry(ws, "reading", "a-1", "reading", said, entry)


@pytest.mark.parametrize("text", ["照片", "abcdef12", "没有的文件.jpg"])
def test_what_is_neither_a_file_nor_in_the_store_is_no_evidence(city: Workspace, text: str) -> None:
    with pytest.raises(CivtuiError):
        add(city, text)
    assert entries(city, PROGRAM, "a-1") == []


@pytest.mark.parametrize("dated", [False, True])
def test_an_entry_is_a_use_of_its_evidence(city: Workspace, tmp_path: Path, dated: bool) -> None:
    kept = keep(city, paper(tmp_path))[0].sha256
    stored = city.head()
    day = {"on": START.isoformat()} if dated else {}
    entry = add(city, kept[:8], str(paper(tmp_path, "会议.txt")), **day)
    first, second = evidence_rows(city)
    (one,) = entries(city, PROGRAM, "a-1")
    assert one.values["photos"] == [first.sha256, second.sha256]
    use = ("activity" if dated else "entry", entry)
    assert first.uses == second.uses == (use,)
    assert [flag.id for flag in flags(city)] == []
    with pytest.raises(Refused) as error:  # it is not taken out of the store while it serves
        void(city, stored, "误")
    assert error.value.where["fact"] == stored
    add(city, kept, entry=entry, **day)
    assert [row.uses for row in evidence_rows(city)] == [(use,), ()]
    if not dated:
        with pytest.raises(Refused) as error:
            unlink(city, kept, entry, why="误")
        assert entry in str(error.value.hint and error.value.hint.values)
    assert verify(city.ledger) == []


def test_what_stands_in_an_entry_stays_when_another_field_is_put_right(city: Workspace) -> None:
    from civtui.model.facts.building import ProgramEntered
    from civtui.model.roles import Right

    stamp = {"plugin": "reading", "plugin_version": "1"}
    old = {"book": "论语", "photos": ["旧照片"]}  # as an earlier release took it
    made = ProgramEntered(
        entry="e-old", program=PROGRAM, agency="a-1", form="reading", values=old, **stamp
    )
    city.write(made, right=Right.FILE)
    add(city, "旧照片", entry="e-old", book="孟子")
    (one,) = entries(city, PROGRAM, "a-1")
    assert one.values == {"book": "孟子", "photos": ["旧照片"]}
    with pytest.raises(NotFound):
        add(city, "旧照片", "新照片", entry="e-old")


def test_a_correction_keeps_the_fields_that_it_does_not_name(
    city: Workspace, tmp_path: Path
) -> None:
    kept = keep(city, paper(tmp_path))[0].sha256
    entry = add(city, kept, on=START.isoformat())
    add_entry(city, "reading", "a-1", "reading", {"book": "孟子"}, entry)
    (one,) = entries(city, PROGRAM, "a-1")
    assert one.values == {"book": "孟子", "on": START.isoformat(), "photos": [kept]}
    add_entry(city, "reading", "a-1", "reading", {"on": "", "photos": ""}, entry)
    (one,) = entries(city, PROGRAM, "a-1")
    assert one.values == {"book": "孟子"}


def test_what_an_entry_with_a_day_names_is_put_right_in_the_entry(
    city: Workspace, tmp_path: Path
) -> None:
    """The activity in the log is the entry: a correction of it alone would change nothing."""
    kept = keep(city, paper(tmp_path))[0].sha256
    other = keep(city, paper(tmp_path, "会议.txt"))[0].sha256
    entry = add(city, kept, on=START.isoformat())
    logged = log_activity(city, "a-1", "会议", on=START, evidence=[other])
    before, uses = city.head(), [row.uses for row in evidence_rows(city)]
    for deed in (
        lambda: unlink(city, kept, f"activity:{entry}", why="误"),
        lambda: move(city, kept, f"activity:{entry}", f"activity:{logged.id}", why="误"),
        lambda: move(city, other, f"activity:{logged.id}", f"activity:{entry}", why="误"),
    ):
        with pytest.raises(Refused) as error:
            deed()
        assert error.value.hint and error.value.hint.values["entry"] == entry
    assert (city.head(), [row.uses for row in evidence_rows(city)]) == (before, uses)
