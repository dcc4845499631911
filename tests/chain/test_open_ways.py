"""The way that a refusal names goes on: from a sitting's day, a tie at the line, nobody known."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from civtui.locale import error_line, render
from civtui.model.errors import NotFound
from civtui.rules.group import ABOUT_AN_HONOR, MATTERS
from civtui.verbs import verb_of
from civtui.workspace.overview.due import due_rows
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import open_workspace
from tests.chain.road import SCORES, Road, strict_road
from tests.chain.test_proposing import THREE, selection
from tests.titles.small import START, small_city


@pytest.fixture
def city(tmp_path: Path) -> Road:
    return strict_road(tmp_path / "w")


def way(city: Road, words: Sequence[str], verb: str) -> list[str]:
    """Return the words of the command of a verb that the refusal of `words` names."""
    status, said = city.said(*words)
    found = re.search(rf"civtui ({verb} [^；;\n]*)", said)
    assert status == 3 and found, said
    return shlex.split(found[1].replace("…", "再议"))


def lines_of(city: Road, sitting: str) -> list[str]:
    ws = open_workspace(city.folder, user="tester")
    found = [row for row in due_rows(ws) if (row.what, row.subject) == ("sitting", sitting)]
    ws.close()
    return [f"{row.why.key} {render(row.why)}" for row in found]


def test_what_is_selected_after_a_sitting_goes_before_a_later_one(city: Road) -> None:
    city.civilized(*THREE)
    selection(city)
    city.sit("s1", "2026-03-02", "grant:model-office=o-1-1")
    city.at("2026-03-05")
    city.do("round", "open", "best")
    city.do("round", "close", "best")
    words = way(city, ["decide", "add", "s1", "1"], "group put")
    assert words == ["group", "put", "grant", "a-1局/处1", "--honor", "model-office"]
    (line,) = lines_of(city, "s1")
    assert line.startswith("titles.due-undecided-later") and " ".join(words) in line
    put = city.do(*words)
    assert put["id"] != "s1" and lines_of(city, "s1") == []
    city.do("group", "hold", put["id"])
    city.do("decide", "add", put["id"], "1")


def test_what_a_round_counted_after_a_party_groups_sitting_is_decided_later(city: Road) -> None:
    city.at("2026-02-05")
    call = ("group", "call", "p1", "--body", "a-1局", "--item", "grant:civilized-office=o-1-1")
    city.do(*call)
    city.do("group", "hold", "p1")
    city.round(day="2026-02-20")
    city.at("2026-02-20")
    (line,) = lines_of(city, "p1")
    words = way(city, ["decide", "add", "p1", "1"], "decide inside")
    assert line.startswith("titles.due-undecided-later") and "decide inside" in line
    assert city.do(*words)["subjects"] == ["o-1-1"]
    assert lines_of(city, "p1") == []


def test_a_line_that_takes_in_who_did_not_apply_leaves_those_who_did(city: Road) -> None:
    city.civilized(*THREE)
    city.at("2026-03-01")
    case = city.do("apply", "add", "municipal", "a-1局")["id"]
    agencies = ("--agency", "a-2局", "--agency", "a-1局")
    new = ("round", "new", "all", "--standard", "small", "--scope", "agencies", *agencies)
    city.do(*new, "--assessor", "k1:甲")
    for agency in ("a-1", "a-2"):
        for item, mark in SCORES["o-1-1"].items():
            city.do("mark", "set", "all", agency, item, mark)
    city.do("round", "close", "all")
    words = ["round", "propose", "all", "--first", "1", "--honor", "municipal"]
    assert "--subject" not in city.said(*words)[1]  # nobody is ripe
    city.do("apply", "check", case)
    those = way(city, words, "round propose")
    assert those == [*words[:3], "--honor", "municipal", "--subject", "a-1局"]
    assert [row["subject"] for row in city.do(*those)["rows"]] == ["a-1"]


@pytest.mark.parametrize("matter", [matter for matter, about in MATTERS.items() if about])
def test_who_is_no_holder_is_said_to_be_none(tmp_path: Path, matter: str) -> None:
    ws = small_city(tmp_path / "w", today=START)
    for honor in ("municipal", "civilized-office") if matter in ABOUT_AN_HONOR else ("",):
        given = {"matter": matter, "holders": ["某单位"], **({"honor": honor} if honor else {})}
        with pytest.raises(NotFound) as told:
            perform(ws, verb_of("group.put"), given)
        assert "某单位" in error_line(told.value)
        assert told.value.message.key in ("workspace.no-agency", "workspace.no-office")
        if honor == "municipal" or matter == "appeal":
            assert told.value.message.key == "workspace.no-agency"
