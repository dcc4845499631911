"""A title from application to grant, by keys alone, as an input method leaves them."""

import shutil
from pathlib import Path

import pytest

from civtui.locale import t
from civtui.model.text import Lang
from civtui.tui.mode_index import place
from civtui.tui.modes.form import Form
from civtui.workspace.agencies.agencies import agency_rows
from civtui.workspace.titles import applications, decisions, group
from civtui.workspace.titles.card_board import card_rows
from civtui.workspace.titles.decided import decision_rows
from civtui.workspace.titles.next_title import due_rows
from civtui.workspace.titles.sittings import sitting_rows
from tests.tui.session import session


def at_the_sitting(city: Path, folder: Path) -> Path:
    """Return a copy of the city on the day of the sitting that is called."""
    shutil.copytree(city, folder)
    path = folder / "civtui.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("today = 2026-10-28", "today = 2026-11-06"), encoding="utf-8")
    return folder


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_application_goes_to_its_public_notice(
    city: Path, tmp_path: Path, lang: Lang
) -> None:
    async with session(city, at_the_sitting(city, tmp_path / "w"), lang=lang) as user:
        before = len(applications.case_rows(user.ws))
        await user.press("4", "down", "down", "enter")
        user.expect("市委宣传部", "✓")
        await user.press("right", "right")
        user.expect("+2")
        await user.deed(t("keys.file"))
        await user.press("f8")
        user.expect("市委宣传部", "申报" if lang == "zh" else "applies")
        assert len(applications.case_rows(user.ws)) == before  # said, not done
        await user.press("f8")
        case = applications.case_rows(user.ws)[0].id
        user.expect("宣传部", t("titles.state-applied"))
        await user.press("enter")
        await user.type("88")
        await user.press("f8")
        user.expect(t("titles.state-checked"), t("cli_titles.rank-within"))
        await user.press("enter", "f8")
        user.expect("2026-11-06")  # the day of the sitting that is called: it stays
        await user.press("f8", "7")
        sitting = next(s.id for s in sitting_rows(user.ws) if s.state == "called")
        rows = list(user.desk.mode.rows)
        user.desk.grid.go(next(n for n, row in enumerate(rows) if f"/{sitting}/" in row.id))
        await user.settle()
        user.expect(t("cli_titles.due-sitting"), "2026-11-06")
        await user.press("f6", "2", "enter", "f7", "1", "f8")
        user.expect(t("cli_titles.sitting-held"))
        await user.press("end", "enter", "f8", "f8")
        user.expect(t("cli_titles.outcome-approved"))
        await user.press("4", "f6", "1", "enter", "f8", "f8")
        user.expect(t("titles.state-noticed"), "2026-11-06 – 2026-11-12")
        await user.press("enter")
        user.expect("2026-11-12")  # granted only after the notice
        assert applications.case_row(user.ws, case).state == "noticed"


async def test_the_board_records_a_re_inspection_and_puts_the_card_on_the_agenda(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.id.startswith("re-inspection"))
        name = next(row.name for row in due_rows(user.ws) if row.what == "re-inspection")
        await user.press(*["down"] * place, "enter")
        await user.type("２")
        await user.press("enter")
        await user.type("仍未整改")
        await user.press("f8")
        user.expect("未达到要求", "仍未整改")
        head = user.ws.head()
        place = next(
            n
            for n, row in enumerate(user.desk.mode.rows)
            if row.id.startswith("decision") and name in row.cells
        )
        await user.press("home", *["down"] * place, "enter")
        assert user.ws.head() == head
        await user.press("f8")
        user.expect("会议日期不变")
        assert user.ws.head() == head
        await user.press("f8", "ctrl+s", "enter")
        user.expect("整改无效摘牌")


async def test_a_card_on_the_agenda_leads_to_its_sitting(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        called = [s for s in sitting_rows(user.ws) if s.state == "called"]
        on = {n for s in called for i in s.agenda if i.matter == "clear-card" for n in i.subjects}
        due = next(r for r in due_rows(user.ws) if r.what == "decision" and r.subject in on)
        await user.press("7")
        user.desk.grid.go(user.desk.grid.place_of(due.key))
        await user.press("enter")
        assert user.desk.mode.id == "sitting"
        assert [s for s in sitting_rows(user.ws) if s.state == "called"] == called
        user.expect(t("titles.matter-clear-card"))


async def test_an_answer_that_is_none_says_what_is_allowed(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("7")
        rows = list(user.desk.mode.rows)
        place = next(n for n, row in enumerate(rows) if row.id.startswith("re-inspection"))
        await user.press(*["down"] * place, "enter")
        await user.type("好")
        await user.press("enter")
        user.expect("复查结论", "1 达到要求", "2 未达到要求")


async def test_what_remains_of_an_item_is_decided_from_its_row(city: Path, tmp_path: Path) -> None:
    folder = at_the_sitting(city, tmp_path / "w")
    async with session(city, folder, size=(120, 40)) as user:
        carded = {card.agency for card in card_rows(user.ws)}
        first, second, *_ = [a.id for a in agency_rows(user.ws) if a.id not in carded]
        for sitting in sitting_rows(user.ws):
            if sitting.state == "called":
                group.hold_sitting(user.ws, sitting.id)
        group.call(user.ws, "s1", [f"card={first},{second}"])
        group.hold_sitting(user.ws, "s1")
        decisions.decide(user.ws, "s1", "1", subjects=[first])
        user.desk.push(place(user.ws, "sitting", "s1"))
        await user.press("enter", "up")  # the first empty field is that of the votes
        form = user.desk.mode
        assert isinstance(form, Form) and form.values["subject"] == [second]
        await user.press("f8", "f8")
        made = [d for d in decision_rows(user.ws) if d.session == "s1"]
        assert sorted((d.id, d.subjects) for d in made) == [
            ("s1-1", (first,)),
            ("s1-1-2", (second,)),
        ]
        await user.press("enter")  # what is decided is carried out next
        form = user.desk.mode
        assert isinstance(form, Form) and form.values["decision"] in ("s1-1", "s1-1-2")
