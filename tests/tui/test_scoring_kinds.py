"""Every kind of mark by digits, arrows, Enter, Tab, Esc, Ctrl and F keys alone, and in bursts."""

import re
from pathlib import Path

import pytest

from civtui.tui.modes.sheet_scale import limits
from civtui.workspace.reading.history import verify
from civtui.workspace.rounds import rounds
from tests.tui.kinds import ITEMS, kinds_round
from tests.tui.session import Session, session
from tests.tui.test_scoring import here

ALLOWED = re.compile(r"\d|up|down|left|right|enter|tab|escape|ctrl\+\w|f\d+|pageup|pagedown")
# item -> the keys, and the mark they come to
WALK = {
    "points": (["3", "right", "5", "enter"], "3.5"),
    "grades": (["2"], "良"),
    "yes": (["1"], "是"),
    "count": (["2", "enter"], "2"),
    "ratio": (["9", "right", "1", "0", "enter"], "9/10"),
    "rank": (["3", "right", "1", "2", "tab"], "3/12"),
    "vote": (["3", "0", "right", "5", "right", "2", "enter"], "30/5/2"),
    "bonus": (["2"], "2"),
    "penalty": (["1", "right", "enter"], "1瞒"),
    "veto": (["0"], "无"),
}


def given(user: Session, subject: str) -> dict[str, str]:
    marks = rounds.sheet(user.ws, "kinds", "k1").marks
    return {item: value for (of, item), value in marks.items() if of == subject}


@pytest.mark.parametrize("view", ["sheet", "card"])
async def test_a_whole_office_with_the_keys_that_always_arrive(
    city: Path, tmp_path: Path, view: str
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        if view == "card":
            await user.press("f6", "1")
        subject, _ = here(user)
        for item in ITEMS:
            assert here(user)[1] == item
            keys, _ = WALK[item]
            assert all(ALLOWED.fullmatch(key) for key in keys)
            await user.press(*keys)
        assert given(user, subject) == {item: mark for item, (_, mark) in WALK.items()}
        assert here(user)[0] != subject
        # take one back, put it again, give one up, leave for another mode
        await user.press("ctrl+z", "ctrl+y", "3", "escape", "ctrl+g", "1")
        assert user.desk.mode.id == "overview"
        assert given(user, subject)["veto"] == "无"
        assert verify(user.ws) == []


@pytest.mark.parametrize("width", ["80x24", "40x12"])
async def test_the_pane_says_what_to_type(city: Path, tmp_path: Path, width: str) -> None:
    start = kinds_round(city, tmp_path / "w")
    columns, _, lines = width.partition("x")
    size = (int(columns), int(lines))
    async with session(city, tmp_path / "w", size=size, **start) as user:
        for item, said in (
            ("points", "输 0–5"),
            ("grades", "按 1–3"),
            ("yes", "按 1 或 0"),
            ("count", "输次数"),
            ("ratio", "分子 → 分母"),
            ("rank", "名次 → 总数"),
            ("vote", "同意 → 不同意"),
        ):
            assert here(user)[1] == item
            user.expect(said)
            await user.press(*WALK[item][0])


async def test_the_pane_says_what_a_mark_is_worth(city: Path, tmp_path: Path) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        said = {
            "points": "优≥4.5",
            "grades": "3 差=1.5",
            "yes": "1 是=2",
            "count": "每次扣 0.5，最低 0",
            "ratio": "≥90% 得 2",
            "rank": "不排末位得 2",
            "vote": "按同意率计",
            "bonus": "“加分项”最多计 2 分",
            "penalty": "瞒报乘 2",
            "veto": "12 个月内一票否决",
        }
        for item in ITEMS:
            assert here(user)[1] == item
            user.expect(said[item])
            await user.press(*WALK[item][0])
        await user.press("up", "home", *["right"] * 6)
        user.expect("30/5/2", "1.62 分", "16.12")


@pytest.mark.parametrize(
    ("item", "burst", "mark"),
    [
        ("points", "３．５", "3.5"),
        ("points", "３。５", "3.5"),
        ("grades", "良", "良"),
        ("ratio", "９／１０", "9/10"),
        ("ratio", "９、１０", "9/10"),
        ("ratio", "９０％", "90%"),
        ("vote", "３０，５，２", "30/5/2"),
        ("penalty", "１瞒", "1瞒"),
        ("veto", "无", "无"),
    ],
)
async def test_an_input_methods_burst_is_a_mark(
    city: Path, tmp_path: Path, item: str, burst: str, mark: str
) -> None:
    start = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **start) as user:
        await user.press(*["right"] * ITEMS.index(item))
        subject, at = here(user)
        assert at == item
        await user.type(burst)
        if item not in given(user, subject):
            await user.press("enter")
        assert given(user, subject) == {item: mark}


def test_the_pane_knows_the_caps_of_total_group_and_item() -> None:
    item = {"id": "a", "title": {"zh": "甲"}, "kind": "bonus", "points": "5", "cap": "2"}
    group = {"id": "g", "title": {"zh": "组"}, "aggregate": "max", "item": [item]}
    document = {"title": {"zh": "表"}, "cap": "100", "item": [group]}
    assert limits(document) == {
        "": ("“表”最多计 100 分",),
        "g": ("“组”只计最高一项",),
        "a": ("“甲”最多计 2 分",),
    }
