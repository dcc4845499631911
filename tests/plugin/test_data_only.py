"""A culture program in one TOML file: forms, views and figures without code."""

from __future__ import annotations

from typing import Any

import pytest

from civtui.locale import render
from civtui.plugin.forms import checked
from tests.plugin.conftest import Shelf
from tests.plugin.test_host import row

PROGRAM = """
    [plugin]
    id = "tea-room"
    version = "1.2"
    title = { zh = "茶水间", en = "Tea room" }
    publisher = "甲局"

    [[programs]]
    id = "tea"
    title = { zh = "茶水间", en = "Tea room" }

    [[programs.forms]]
    id = "talk"
    title = { zh = "茶叙", en = "Talk" }
    fields = [
      { id = "topic", title = { zh = "话题", en = "Topic" } },
      { id = "on", title = { zh = "日期", en = "Date" }, type = "date" },
      { id = "people", title = { zh = "人数", en = "People" }, type = "count" },
      { id = "state", title = { zh = "状态", en = "State" }, type = "choice", choices = [
        { id = "planned", title = { zh = "计划", en = "Planned" } },
        { id = "held", title = { zh = "已办", en = "Held" } },
      ] },
    ]

    [[programs.views]]
    id = "all"
    title = { zh = "全部", en = "All" }
    of = { show = "entries", form = "talk" }

    [[programs.views]]
    id = "year"
    title = { zh = "全年", en = "Year" }
    of = { show = "timeline", form = "talk", on = "on", label = "topic" }

    [[programs.views]]
    id = "states"
    title = { zh = "分布", en = "States" }
    of = { show = "tally", form = "talk", by = "state" }

    [[programs.views]]
    id = "held"
    title = { zh = "进度", en = "Progress" }
    of = { show = "progress", form = "talk", where = "state=held", target = 4 }

    [[programs.indicators]]
    id = "share"
    title = { zh = "开展率", en = "Held" }
    of = { form = "talk", where = "state=held", share = true }

    [programs.report]
    title = { zh = "茶水间", en = "Tea room" }
    views = ["held"]
"""


FIELDS = ("topic", "on", "people", "state")


def payload(lang: str = "en", *talks: tuple[str, str, int, str]) -> dict[str, Any]:
    given = talks or (("读书", "2026-03-01", 9, "held"), ("茶道", "2026-02-01", 5, "planned"))
    return {
        "agency": {"id": "a", "name": "甲局"},
        "entries": [
            {
                "form": "talk",
                "values": dict(zip(("topic", "on", "people", "state"), t, strict=True)),
            }
            for t in given
        ],
        "today": "2026-06-01",
        "lang": lang,
    }


def test_a_dropped_file_shows_takes_entries_and_counts(shelf: Shelf) -> None:
    shelf.data("tea-room", PROGRAM)
    host = shelf.host("tea-room")
    found = row(host, "tea-room")
    assert (found.kind, found.version, found.state) == ("data", "1.2", "enabled")
    program = host.programs()[0]
    assert (
        checked(
            program.record,
            "talk",
            {"topic": "茶", "on": "2026-1-1", "people": "3", "state": "已办"},
        )["state"]
        == "held"
    )
    assert host.call("indicator", "tea/share", payload()) == "50"


def test_its_views_speak_both_languages_and_start_no_worker(shelf: Shelf) -> None:
    shelf.data("tea-room", PROGRAM)
    host = shelf.host("tea-room")
    table = host.call("view", "tea/all", payload())["views"][0]
    assert [column["title"] for column in table["columns"]] == ["Topic", "Date", "People", "State"]
    assert table["rows"][0] == ["读书", "2026-03-01", 9, "Held"]
    zh = host.call("view", "tea/all", payload("zh"))["views"][0]
    assert zh["rows"][1][3] == "计划"
    line = host.call("view", "tea/year", payload())["views"][0]
    assert [moment["label"] for moment in line["moments"]] == ["茶道", "读书"]
    chart = host.call("view", "tea/states", payload())["views"][0]
    assert [(p["label"], p["value"]) for p in chart["points"]] == [("Planned", 1), ("Held", 1)]
    progress = host.call("view", "tea/held", payload())["views"][0]
    assert (progress["bars"][0]["done"], progress["bars"][0]["whole"]) == (1, 4)
    assert host.workers() == {}


def test_the_report_repeats_its_views_agency_by_agency(shelf: Shelf) -> None:
    shelf.data("tea-room", PROGRAM)
    one = payload()
    part = {"agency": one["agency"], "entries": one["entries"]}
    made = shelf.host("tea-room").call("report", "tea", {**one, "agencies": [part, part]})
    assert [view["title"] for view in made["views"]] == 2 * ["甲局 · Progress"]


def test_no_entries_is_the_least_of_an_indicator(shelf: Shelf) -> None:
    shelf.data("tea-room", PROGRAM)
    empty = {**payload(), "entries": []}
    assert shelf.host("tea-room").call("indicator", "tea/share", empty) == "0"


SLIPS = [
    ('[[programs]]\n    id = "tea"', "[[programs]\n    id =", "TOML"),
    ("[[programs]]", "[[progams]]", "programs"),
    ('show = "entries", form = "talk"', 'show = "entries", form = "tlak"', "talk"),
    ('on = "on", label', 'on = "people", label', "people"),
    ('where = "state=held", share', 'where = "state=done", share', "done"),
    ('type = "count"', 'type = "cuont"', "type"),
    ('of = { show = "tally"', 'entry = "os:system"\n    of = { show = "tally"', "entry"),
    ('version = "1.2"', 'version = "1.2"\n    api = ">=2"', ">=2"),
    ('views = ["held"]', 'entry = "os:getcwd"', "os:getcwd"),
]


@pytest.mark.parametrize(("right", "wrong", "said"), SLIPS)
def test_a_slip_breaks_it_with_its_place(shelf: Shelf, right: str, wrong: str, said: str) -> None:
    assert right in PROGRAM
    shelf.data("tea-room", PROGRAM.replace(right, wrong, 1))
    found = row(shelf.host("tea-room"), "tea-room")
    assert found.state == "broken"
    assert said in render(found.reason, "en")


def test_control_characters_and_markup_come_through_as_text(shelf: Shelf) -> None:
    shelf.data("tea-room", PROGRAM)
    awkward = "[bold]\x1b[31m[/]\u202e"
    table = shelf.host("tea-room").call(
        "view", "tea/all", payload("en", (awkward, "2026-01-01", 1, "held"))
    )["views"][0]
    assert table["rows"][0][0] == awkward
