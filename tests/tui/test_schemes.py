"""F6 1 in the results: any enabled scheme with its options; the round keeps the one it pinned."""

from __future__ import annotations

from pathlib import Path

from civtui.workspace.plugins.plugins import enable
from civtui.workspace.rounds import rounds
from tests.tui.session import session

WIDE = (120, 40)


async def test_any_scheme_is_chosen_with_its_options_and_the_round_keeps_its_own(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=WIDE) as user:
        if not any("schemes" in one.plugin for one in user.ws.host.schemes()):
            enable(user.ws, "civtui-schemes")
        await user.press("3", "down", "f6", "1")
        before = user.lines()
        await user.press("f6", "1")
        assert user.desk.mode.id == "schemes"
        user.expect("本轮定的").expect("归一化 极差归一").expect("权重 等权")
        rows = [row.cells[1:3] for row in user.desk.mode.rows]
        assert ("优劣解距离法", "归一化 向量归一  权重 按分值") in rows
        assert not any(name == "扣分制" for name, _ in rows)  # no round can feed it
        place = rows.index(("优劣解距离法", "归一化 极差归一  权重 按分值"))
        await user.press(*["down"] * place, "enter")
        await user.until("权重按标准的分值")
        user.expect("优劣解距离法").expect("归一化 极差归一")
        await user.press("f6", "1", "1")
        assert user.desk.mode.id == "results"
        assert user.lines() == before
        round_id = getattr(user.desk.mode, "round_id")  # noqa: B009 - of this mode alone
        assert rounds.round_row(user.ws, round_id).scheme == "weighted-sum"


async def test_a_number_among_the_options_is_asked_for(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=WIDE) as user:
        await user.press("3", "down", "f6", "1", "f6", "1")
        rows = [row.cells[1:3] for row in user.desk.mode.rows]
        await user.press(*["down"] * rows.index(("去极值平均", "最高、最低各去掉几个 …")), "enter")
        user.expect("最高、最低各去掉几个")
        await user.press("backspace", "2", "enter")
        await user.until("最高、最低各去掉几个 2")
        await user.press("f6", "1", "end", "enter")
        assert user.desk.mode.id == "fairness"
