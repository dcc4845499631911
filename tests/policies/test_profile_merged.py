"""What a profile of one's own states of quotas and holidays takes the place of no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.profile.document import Profile
from civtui.profile.lint import lint
from civtui.profile.merging import merge
from civtui.profile.read import load_profile
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.session import Workspace
from civtui.workspace.titles import applications, decisions
from tests.titles.small import START, small_city

BASE = {row.honor: row.places for row in load_profile("standard").quota}
YEARS = [row.year for row in load_profile("standard").holidays]


def profile(folder: Path, text: str) -> Profile:
    file = folder / "own.toml"
    file.write_text(f'id = "own"\nextends = "standard"\n{text}', encoding="utf-8")
    return load_profile(str(file))


def quota(honor: str, kind: str = "fixed", places: int = 3) -> str:
    return f'[[quota]]\nhonor = "{honor}"\nkind = "{kind}"\nplaces = {places}\n'


@pytest.mark.parametrize("honor", sorted(BASE))
def test_a_quota_of_ones_own_leaves_the_others(tmp_path: Path, honor: str) -> None:
    found = profile(tmp_path, quota(honor))
    assert {h: q.places for h, q in found.quotas().items()} == {**BASE, honor: 3}
    assert lint(found) == []


def test_a_full_list_of_ones_own_is_what_it_was(tmp_path: Path) -> None:
    own = ["provincial", "agency-level", "municipal"]
    found = profile(tmp_path, quota(own[0], "one-for-one") + quota(own[1]) + quota(own[2]))
    assert [(q.honor, q.kind, q.places) for q in found.quota] == [
        ("provincial", "one-for-one", 3),
        ("agency-level", "fixed", 3),
        ("municipal", "fixed", 3),
    ]


def test_nothing_limits_an_honor_that_is_said_to_be_unlimited(tmp_path: Path) -> None:
    found = profile(tmp_path, '[[quota]]\nhonor = "municipal"\nkind = "unlimited"\n')
    assert {*found.quotas()} == {*BASE} - {"municipal"} and lint(found) == []
    assert profile(tmp_path, "quota = []\n").quotas() == {}


def test_holidays_of_a_year_leave_those_of_others(tmp_path: Path) -> None:
    text = '[[holidays]]\nyear = {}\nsource = "通知"\noff = ["{}-05-01"]\nwork = []\n'
    found = profile(tmp_path, text.format(YEARS[-1], YEARS[-1]) + text.format(2099, 2099))
    assert sorted(row.year for row in found.holidays) == sorted([*YEARS, 2099])
    days = {row.year: row.off for row in found.holidays}
    assert [len(days[year]) for year in (YEARS[-1], 2099)] == [1, 1]


@pytest.mark.parametrize(
    ("below", "above", "made"),
    [
        # rules of a gate name honors too, and are one list
        ({"gate": [{"honor": "a"}]}, {"gate": [{"honor": "b"}]}, {"gate": [{"honor": "b"}]}),
        ({"duty": [{"id": "a"}]}, {"duty": []}, {"duty": [{"id": "a"}]}),
        (
            {"quota": [{"honor": "a"}]},
            {"quota": [{"kind": "fixed"}]},
            {"quota": [{"kind": "fixed"}]},
        ),
        ({}, {"quota": [{"honor": "a"}]}, {"quota": [{"honor": "a"}]}),
    ],
)
def test_other_lists_are_merged_as_before(
    below: dict[str, Any], above: dict[str, Any], made: dict[str, Any]
) -> None:
    assert merge(below, above) == made


@pytest.mark.parametrize("scored", [False, True])
@pytest.mark.parametrize("own", [[], [{"honor": "agency-level", "kind": "unlimited"}]])
def test_a_ranking_says_that_nothing_limits(tmp_path: Path, own: list[Any], scored: bool) -> None:
    ws = small_city(
        tmp_path / "w",
        today=START,
        own={"quota": own},
        titles=[("o-1-1", "civilized-office")],
    )
    given = {"agency": "a-1", "runs-program": True, "has-conditions": True}
    perform(ws, verb_of("agency.set"), given)
    case = applications.apply(ws, "agency-level", "a-1").id
    applications.check(ws, case, **({"score": "90", "why": "测"} if scored else {}))
    lines = told(ws)
    assert not any("，入围 " in line for line in lines)
    assert "不受名额限制" in lines[0] and f"已评分的 {int(scored)} 个" in lines[0]
    assert any("不限名额" in line for line in lines) is scored


def told(ws: Workspace) -> list[str]:
    answer = perform(ws, verb_of("apply.rank"), {"honor": "agency-level"})
    return [str(line) for line in answer.lines()]


def test_the_way_on_names_the_quota_of_the_honor(tmp_path: Path) -> None:
    own = {"quota": [{"honor": "municipal", "kind": "fixed", "places": 0}]}
    ws = small_city(tmp_path / "w", today=START, own=own)
    with pytest.raises(Refused) as refused:
        decisions.refuse_over_quota(ws, "recommend", "municipal", ["a-1"], START)
    assert refused.value.hint and 'honor = "municipal"' in render(refused.value.hint)
