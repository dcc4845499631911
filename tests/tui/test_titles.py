"""A title from application to grant, by keys alone, as an input method leaves them."""

from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.text import Lang
from civtui.workspace.titles import applications, group
from tests.tui.session import session


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_application_goes_to_its_public_notice(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, tmp_path / "w", lang=lang) as user:
        await user.press("4", "down", "down", "enter")
        user.expect("市委宣传部", "✓")
        await user.press("right", "right")
        user.expect("+2")
        await user.press("f7", "1")
        case = applications.case_rows(user.ws)[0].id
        user.expect(case, t("titles.state-applied"))
        await user.press("enter")
        await user.type("88")
        await user.press("enter")
        user.expect(t("titles.state-checked"), t("cli_titles.rank-within"))
        await user.press("enter", "7")
        sitting = next(s.id for s in group.sitting_rows(user.ws) if s.state == "called")
        user.expect(sitting, t("cli_titles.due-sitting"))
        await user.press("f7", "1", "enter", "f6", "enter")
        user.expect(t("cli_titles.sitting-held"))
        await user.press("enter", "enter")
        user.expect(t("cli_titles.outcome-approved"))
        await user.press("4", "f6", "enter")
        user.expect(t("titles.state-noticed"), "2026-10-28 – 2026-11-03")
        await user.press("enter")
        user.expect("2026-11-03")  # granted only after the notice
        assert applications.case_row(user.ws, case).state == "noticed"


async def test_the_board_records_a_re_inspection_and_puts_the_card_on_the_agenda(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.id.startswith("re-inspection"))
        await user.press(*["down"] * place, "enter")
        await user.type("２ 仍未整改")
        await user.press("enter")
        user.expect("未达到要求", "仍未整改")
        place = next(
            n for n, row in enumerate(user.desk.mode.rows) if row.id.startswith("decision")
        )
        await user.press("home", *["down"] * place, "enter", "ctrl+s", "enter")
        user.expect("整改无效摘牌")


async def test_an_answer_that_is_none_says_what_is_allowed(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.id.startswith("re-inspection"))
        await user.press(*["down"] * place, "enter")
        await user.type("好")
        await user.press("enter")
        user.expect("1 达到要求 或 2 未达到")
