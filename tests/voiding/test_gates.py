"""What a restoration, or a taking back, asks before it is done; each refusal names its way out."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.rounds.small import Boss, scored_city
from tests.voiding.test_deeds import WHY, head, marks_file, registry, void

MADE = ("--on", "2026-01-07")


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    return scored_city(tmp_path / "w", titles=(("o-1-1", "civilized-office"),))


def taken(city: Boss, seq: int) -> int:
    """Take a deed back; return the fact that does."""
    status, said = void(city, seq)
    assert status == 0, said
    by: int = said["by"]
    return by


def refusal(city: Boss, seq: int) -> str:
    """Return what is said where a deed stays, with the way out."""
    status, said = void(city, seq)
    assert status == 3
    error: dict[str, Any] = said["error"]
    return f"{error['message']}; {error['hint']}"


def follow(city: Boss, seq: int) -> list[int]:
    """Take a deed back, and before it whatever each refusal names; return what was named."""
    named = list[int]()
    while void(city, seq)[0]:
        said = re.findall(r"civtui ledger void ([0-9]+)", refusal(city, seq))
        named.append(int(said[-1]))
        assert len(named) < 9
        named += follow(city, named[-1])
    return named


def decided(city: Boss, *items: str) -> None:
    city.do(
        "group",
        "call",
        "s1",
        "--date",
        "2026-01-06",
        "--on",
        "2026-01-05",
        *(word for item in items for word in ("--item", item)),
    )
    city.do("group", "hold", "s1", "--on", "2026-01-06")
    for number in range(1, len(items) + 1):
        city.do("decide", "add", "s1", str(number), "--id", f"k{number}", "-y")


def test_a_card_is_not_cleared_again_without_its_inspection(city: Boss) -> None:
    decided(city, "card=a-1")
    words = ("--demands", "改", "--decision", "k1", "--id", "c9", *MADE)
    city.do("card", "add", "a-1", "停滞", *words, "-y")
    city.do("card", "inspect", "c9", "met", *MADE)
    city.do("group", "call", "s2", "--date", MADE[1], *MADE, "--item", "clear-card=a-1")
    city.do("group", "hold", "s2", *MADE)
    city.do("decide", "add", "s2", "1", "--id", "k2", "-y")
    city.do("card", "clear", "c9", "--decision", "k2", *MADE, "-y")
    clearing = taken(city, head(city))
    # the decision to clear it rests on the inspection
    status, said = city.run("card", "void", "c9", *WHY, "-y")
    assert status == 3 and "k2" in said["error"]["message"]
    taken(city, clearing)
    assert city.do("card", "show", "c9")["state"]["state"] == "cleared"


AGAIN: dict[str, list[tuple[str, ...]]] = {
    "case": [("apply", "add", "municipal", "a-1局", "--id", "p1", "-y")],
    "round": [
        ("round", "new", "t", "--standard", "small", "--office", "o-1-1", "--assessor", "k1:甲")
    ],
    "duty": [
        (
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
            "running",
            "--year",
            "2026",
        )
    ],
    "member": [("group", "add", "m9")],
    "sitting": [("group", "call", "s9", "--date", "2026-01-06", "--item", "card=a-1")],
    "inside": [
        (
            "decide",
            "inside",
            "a-1局",
            "grant",
            "处2",
            "--session",
            "3",
            "--honor",
            "civilized-office",
            "--id",
            "d9",
        )
    ],
    "year": [("year", "roll", "2025", "-y")],
}


@pytest.mark.parametrize("words", AGAIN.values(), ids=AGAIN)
def test_what_was_made_anew_and_void_again_hinders_nothing(
    city: Boss, words: list[tuple[str, ...]]
) -> None:
    (made,) = words
    takings = []
    for _ in range(2):
        city.do(*made)
        takings.append(taken(city, head(city)))
    first, second = takings
    taken(city, second)  # the second one comes back
    said = refusal(city, first)
    assert "stood then" not in said and str(second - 1) in said
    assert follow(city, first) == [second - 1]  # and goes, so that the first one may


def test_an_activity_comes_back_with_the_very_file_that_it_used(city: Boss, tmp_path: Path) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_text("计划", "utf-8")
    sha = city.do("evidence", "add", str(paper))[0]["sha256"]
    kept = head(city)
    city.do("activity", "add", "a-1局", "读书会", "--on", "2026-01-05", "--evidence", sha)
    activity = taken(city, head(city))
    file = taken(city, kept)
    city.do("evidence", "add", str(paper))
    anew = head(city)
    assert follow(city, activity) == [anew, file]
    assert [a["title"] for a in city.do("activity", "list")] == ["读书会"]


def test_a_round_of_model_candidates_keeps_their_titles(city: Boss) -> None:
    city.do(
        "decide",
        "inside",
        "a-1局",
        "grant",
        "处2",
        "--session",
        "3",
        "--honor",
        "civilized-office",
        "--id",
        "d9",
    )
    city.do("honor", "grant", "civilized-office", "a-1局/处2", "--decision", "d9", "-y")
    granted = head(city)
    city.do(
        "round",
        "new",
        "m",
        "--standard",
        "small",
        "--scope",
        "model-candidates",
        "--office",
        "o-1-2",
        "--assessor",
        "k1:甲",
    )
    opened = head(city)
    assert f"void {opened}" in refusal(city, granted)
    taken(city, opened)
    taken(city, granted)


def test_the_end_of_a_year_keeps_the_records_that_it_carried(city: Boss) -> None:
    for agency in ("a-1局", "a-2局"):
        city.do(
            "duty",
            "add",
            agency,
            "--duty",
            "archive",
            "--owner",
            "办公室",
            "--target",
            "建档",
            "--state",
            "running",
            "--year",
            "2025",
        )
    source = head(city)
    city.do("year", "roll", "2025", "-y")
    rolled = head(city)
    assert f"void {rolled}" in refusal(city, source)
    taken(city, rolled)
    city.do(
        "duty",
        "add",
        "a-3局",
        "--duty",
        "archive",
        "--owner",
        "办公室",
        "--target",
        "建档",
        "--state",
        "running",
        "--year",
        "2025",
    )
    added = head(city)
    assert follow(city, rolled + 1) == [added]


def test_a_step_that_came_by_an_import_points_to_it(city: Boss, tmp_path: Path) -> None:
    city.do("import", "registry", registry(tmp_path, "新甲局", "新乙局"))
    changed = Path(registry(tmp_path, "新乙局", "新甲局"))
    text = changed.read_text("utf-8").replace("处室数", "编制数")
    changed.write_text(text, "utf-8")
    city.do("import", "registry", str(changed))
    seq = head(city)
    status, said = city.run("agency", "void", "新甲局", *WHY, "-y")
    assert status == 3 and f"civtui ledger void {seq}" in said["error"]["hint"]


def test_marks_under_a_round_are_named_with_their_way_out(city: Boss, tmp_path: Path) -> None:
    opened = head(city)
    city.do("--as", "jia", "mark", "set", "r", "o-1-1", "study", "2")
    typed = head(city)
    given = marks_file(tmp_path, "o-2-1,study,k2,3")
    city.do("import", "marks", str(given), "--round", "r")
    imported = head(city)
    assert follow(city, opened) == [imported, typed]


def test_the_newest_taking_is_the_one_that_is_named(city: Boss) -> None:
    city.do("activity", "add", "a-1局", "读书会", "--on", "2026-01-05")
    log = head(city)
    first = taken(city, log)
    newest = taken(city, taken(city, first))
    assert f"#{newest}" in refusal(city, log)
    assert f"#{first}" not in refusal(city, log)
    taken(city, newest)
    assert city.do("activity", "list")
