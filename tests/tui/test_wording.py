"""The rule's own words stand one key behind a figure, in Chinese, with their source."""

from pathlib import Path

import pytest

from civtui.locale import pattern
from civtui.model.text import Lang, msg
from civtui.profile.strictness import LEFT_OUT
from civtui.rules.gates import VOCABULARY
from civtui.rules.policies import CHOICES, UNNAMED
from civtui.tui.keys.registry import DIGITS, MODES
from civtui.workspace.results.wording import KINDS, Topic, wordings
from civtui.workspace.session import open_workspace
from tests.tui.session import session

SHOWN = {
    "overview": "停滞不前、缺乏进取意识",
    "agencies": "文明处室",
    "rounds": "文明处室六项标准：政治理论学习、工作作风",
    "eligibility": "可以申报",
    "cards": "修订完善现有制度，不另搞一套",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_one_key_shows_the_wording_in_chinese(city: Path, tmp_path: Path, lang: Lang) -> None:
    async with session(city, tmp_path / "w", size=(120, 60), lang=lang) as user:
        for digit, mode in zip(DIGITS, MODES, strict=True):
            await user.press(digit, "f12")
            if mode in SHOWN:
                user.expect(SHOWN[mode], "出处：" if lang == "zh" else "source: ")
                user.absent("wording.").absent("rules.")
                await user.press("escape")
            else:
                user.expect("这里没有可查的规定" if lang == "zh" else "there is no rule")
            assert user.desk.mode.id == mode


async def test_the_sheet_shows_the_items_rule_and_comes_back_to_the_cell(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3", "enter")
        at = user.desk.grid.row, user.desk.grid.column
        await user.press("1", "f12")
        user.expect("先存入或按 Esc 放弃")
        await user.press("escape", "f12")
        user.expect("出处：文明处室考评标准", "所属：")
        await user.press("escape")
        assert (user.desk.grid.row, user.desk.grid.column) == at


async def test_a_card_shows_its_rule_and_term(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("7", "ctrl+end", "f12")
        user.expect("整改后仍无效果的应坚决予以摘牌", "整改期 3 个月", "口径“黄牌未解除时申报”")


async def test_a_tier_shows_its_gates_and_the_policies_that_decided(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 60)) as user:
        await user.press("4", "f12")
        user.expect("先进面达30%以上的，可以申报", "推荐名额 10 个")


def test_every_gate_and_policy_has_its_title(city: Path) -> None:
    for lang in ("zh", "en"):
        for rule in VOCABULARY:
            assert pattern(f"wording.gate-{rule}", lang), rule
    assert LEFT_OUT.keys() == UNNAMED.keys()
    ws = open_workspace(city, user="tester")
    for policy in CHOICES:
        (found,) = wordings(ws, [Topic("policy", policy)])
        assert found.text is not None and found.text.zh and found.text.en
        named = policy in ws.profile().policy
        assert (msg("wording.unnamed") in found.follows) != named, policy
    assert {t.kind for t in (Topic("advanced"), Topic("card"))} <= KINDS.keys()
    ws.close()
