"""A day before an agency came on record: its titles count among the offices of its first day."""

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.workspace.files.creating import init
from civtui.workspace.files.imports import import_registry
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles.eligibility import eligibility_list, eligibility_of
from civtui.workspace.titles.record import as_of

TODAY, BEFORE = date(2026, 12, 1), date(2026, 10, 9)
ROWS = (
    "机关名称,简称,处室,文明处室,命名时间",
    "市甲局,甲局,办公室,√,2025-06-01",
    "市甲局,甲局,人事处,√,2026-10-20",
    "市甲局,甲局,综合处,,",
    "市甲局,甲局,业务处,,",
)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    init(tmp_path / "w", today=TODAY).close()
    made = open_workspace(tmp_path / "w")
    path = tmp_path / "r.csv"
    path.write_text("\n".join(ROWS), "utf-8")
    import_registry(made, path)
    return made


def shares(ws: Workspace, day: date) -> tuple[str, list[str]]:
    (tier,) = eligibility_of(ws, "甲局", "municipal", day)[1].tiers
    share = next(one.has for one in tier.reasons if one.rule.startswith("share"))
    return share, [render(one.why, "zh") for one in tier.reasons]


@pytest.mark.parametrize(
    ("day", "share", "said"), [(TODAY, "2/4", False), (BEFORE, "1/4", True)], ids=str
)
def test_the_offices_of_the_first_day_count(
    ws: Workspace, day: date, share: str, said: bool
) -> None:
    has, whys = shares(ws, day)
    assert has == share
    told = "2026-10-09 的处室没有登记，按 2026-12-01 登记时的名册计算"
    assert (told in whys) is said
    answers = eligibility_list(ws, "municipal", day)
    assert [render(one.why, "zh") for one in answers[0].answer.tiers[0].reasons] == whys


def test_the_city_as_of_a_day_before(ws: Workspace) -> None:
    """Who held a title on it was there; of who came later and held none nothing is known."""
    path = ws.dir / "more.csv"
    path.write_text("机关名称,现有称号,命名时间\n市乙局,市级文明单位,2024-03-01\n市丙局,,", "utf-8")
    import_registry(ws, path)
    found = as_of(ws, BEFORE)
    assert (found["agencies"], found["offices"], found["untold"]) == (2, 1, 1)
    assert found["honors"] == {"provincial": 0, "municipal": 1, "agency-level": 0, "none": 1}
    assert found["office_honors"]["civilized-office"] == 1
    assert [title["name"] for title in found["titles"]] == ["市乙局"]
    assert as_of(ws, TODAY)["untold"] == 0
