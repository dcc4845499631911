"""Every verb of a round names its right: who lacks it is refused, and nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui.verbs import verbs_of
from tests.rounds.small import Boss, panel_city

PAGE = Path(__file__).parents[2] / "docs" / "rounds.md"
KEEP, MARK, FILE = {"clerk"}, {"clerk", "assessor"}, {"clerk", "reporter"}
VERBS = [
    (KEEP, "round new r2 --standard small --agency a-1局 --assessor k1:甲"),
    (KEEP, "round assign r --per-subject 1"),
    (MARK, "mark set r o-1-1 study 1 --assessor k1"),
    (MARK, "mark skip r o-1-1 study --why x --assessor k1"),
    (MARK, "mark note r o-1-1 好 --assessor k1"),
    (MARK, "round recuse r k1 a-2局 --why x"),
    (MARK, "round submit r --assessor k1 --partial --why x"),
    (FILE, "mark self r o-1-1 study 1"),
    (KEEP, "round close r"),
]


@pytest.fixture
def city(tmp_path: Path) -> Boss:
    made = panel_city(tmp_path / "city")
    for role in ("observer", "decider"):
        made.do("user", "set", role, role)
    made.do("user", "set", "reporter", "reporter", "--agency", "a-1局")
    made.do("user", "set", "assessor", "assessor", "--assessor", "k1")
    made.do(
        "round",
        "new",
        "r",
        "--standard",
        "small",
        "--agency",
        "a-1局",
        "--agency",
        "a-2局",
        "--assessor",
        "k1:甲",
        "--assessor",
        "k2:乙",
    )
    return made


@pytest.mark.parametrize(
    ("allowed", "words"), VERBS, ids=[" ".join(w.split()[:2]) for _, w in VERBS]
)
def test_a_verb_is_refused_to_whoever_lacks_its_right(
    city: Boss, allowed: set[str], words: str
) -> None:
    roles = {"observer", "decider", "reporter", "assessor", "clerk"}
    for role in sorted(roles - allowed):
        seq = city.do("status")["ledger"]["seq"]
        status, said = city.run("--as", role, *words.split())
        assert (status, said["error"]["code"]) == (3, "refused"), role
        assert role in said["error"]["message"]
        assert city.do("status")["ledger"]["seq"] == seq
    city.do("--as", sorted(allowed)[0], *words.split())


def test_handing_over_and_unlocking(city: Boss) -> None:
    city.do("round", "assign", "r", "--per-subject", "1")
    over = ["round", "hand-over", "r", "k1", "k2", "--all-open", "--why", "x"]
    unlock = ["round", "unlock", "r", "k2", "--why", "x"]
    city.do("round", "submit", "r", "--assessor", "k2", "--partial", "--why", "x")
    for role in ("observer", "decider", "reporter", "assessor"):
        assert city.run("--as", role, *unlock)[0] == 3
        if role != "assessor":
            assert city.run("--as", role, *over)[0] == 3
    city.do("--as", "clerk", *unlock)
    city.do("--as", "assessor", *over)


def test_the_page_names_commands_that_are_there() -> None:
    page = PAGE.read_text("utf-8")
    named = set(re.findall(r"`(?:civtui )?(round|mark) ([a-z-]+)", page))
    known = {(verb.noun, verb.name) for noun in ("round", "mark") for verb in verbs_of(noun)}
    assert named - known == set()
    assert known - named == {
        ("round", "list"),
        ("round", "show"),
        ("round", "sheet"),
        ("round", "open"),
        ("round", "close"),
    }
