"""The deeds of a row: begun at the first, each once, in words; and what stands where none is."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest

from civtui.locale import render, t
from civtui.model.roles import RIGHTS, Right, Role
from civtui.model.text import Lang, msg
from civtui.tui import modes
from civtui.tui.mode_index import place
from civtui.tui.modes.base import Mode
from civtui.tui.modes.deeds import PAGE, Deeds
from civtui.tui.modes.verb_form import VerbForm
from civtui.tui.widgets.rows import Row
from civtui.verbs import every_verb, verb_of
from civtui.workspace.building.boards import BOARDS
from civtui.workspace.performing.row_deeds import ORDER, offered, use_of
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import no_right, open_workspace
from tests.tui.session import Session, session


def kinds(kind: type[Mode] = Mode) -> set[type[Mode]]:
    for module in iter_modules(modes.__path__):
        import_module(f"{modes.__name__}.{module.name}")
    below = set(kind.__subclasses__())
    return below | {deeper for one in below for deeper in kinds(one)}


def test_every_list_says_in_words_that_it_is_empty() -> None:
    for kind in kinds():
        id_ = getattr(kind, "id", "")
        if kind.empty is not Mode.empty:  # it says so itself
            continue
        if id_ and kind.layout != "alone" and kind.__module__.startswith("civtui."):
            for lang in get_args(Lang):
                said = render(msg(f"tui.empty-{id_}"), lang)
                assert "empty-" not in said, id_


async def test_a_row_without_deeds_says_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("4", "f6", "2", "f4")
        await user.type("没有这个单位")
        await user.press("enter", "f7")
        user.expect(t("tui.empty-deeds")).absent("tui.empty")


async def test_the_deeds_of_another_row_begin_at_the_first(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "f7", "down", "down", "down")
        assert user.desk.grid.row == 3
        await user.press("escape", "down", "f7")
        assert user.desk.grid.row == 0


async def test_a_round_s_deeds_stand_once_each(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("3", "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert len(set(names)) == len(names)
        assert names.count(t("verbs/round.round.close")) == 1
        assert names.count(t("verbs/round.round.open")) == 1
        assert render(msg("keys.end")) not in names


async def test_the_panel_lists_its_own_deeds_then_those_of_its_round(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("3", "f6", "2", "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert names[:3] == [t("keys.unlock"), t("keys.hand_over"), t("keys.recuse")]
        assert len(set(names)) == len(names)
        assert names.count(t("verbs/round.round.close")) == 1
        await user.deed(t("verbs/round.round.close"))
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "round.close"
        await user.press("escape", "escape", "escape")
        assert user.desk.mode.id == "panel"


@pytest.mark.parametrize("right", list(Right))
def test_a_right_and_a_role_are_said_in_words(right: Right) -> None:
    for role in (*Role, None):
        if role is None or right not in RIGHTS[role]:
            said = render(no_right("li", role, right), "zh")
            assert right.value not in said and (role is None or role.value not in said)


async def digits(user: Session) -> dict[str, tuple[int, str]]:
    """Return what each deed of the row is done by: its place, and why it is barred."""
    await user.press("f7")
    found = {row.cells[1]: (n, row.cells[2]) for n, row in enumerate(user.desk.mode.rows)}
    await user.press("escape")
    return found


async def test_a_barred_deed_keeps_its_digit_and_says_why(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w", first="all_cards") as user:
        open_card = await digits(user)
        await user.press("end")
        ended = await digits(user)
        assert [n for n, _ in open_card.values()] == [n for n, _ in ended.values()]
        assert list(open_card) == list(ended)
        barred = [name for name in open_card if not open_card[name][1] and ended[name][1]]
        assert barred  # else this row tells nothing
        await user.deed(barred[0])
        assert user.desk.mode.id == "deeds"
        user.expect(ended[barred[0]][1][:10], f"{ended[barred[0]][0] + 1}✗")


@pytest.mark.parametrize("mode", ["2", "4", "5"])
async def test_a_noun_s_deeds_come_in_one_order_in_every_mode(
    city: Path, tmp_path: Path, mode: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press(mode, "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        declared = [render(verb.title) for verb in offered("agency")]
        assert [n for n in names if n in declared] == [n for n in declared if n in names]


@pytest.mark.parametrize("mode", ["2", "4", "5"])
async def test_what_an_agency_is_given_often_stands_on_the_first_page(
    city: Path, tmp_path: Path, mode: str
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press(mode, "f7")
        page = [one.command for one in user.desk.mode.found[:PAGE]]
        for verb in ("activity add", "apply add", "card add"):
            assert f"civtui {verb}" in page, verb


@pytest.mark.parametrize("first", ["agencies", "eligibility", "building", "all_cards", "cases"])
async def test_what_is_rare_or_takes_back_stands_last_of_all_that_a_row_stands_for(
    city: Path, tmp_path: Path, first: str
) -> None:
    by_command = {f"civtui {' '.join((*v.noun.split(), v.name))}": v for v in every_verb()}
    async with session(city, tmp_path / "w", first=first) as user:
        await user.press("f7")
        view = user.desk.mode
        own = {one.command for one in (*view.own, *view.last)}
        found = [one.command for one in view.found if one.command not in own]
        ranks = [ORDER.index(use_of(by_command[one])) for one in found if one in by_command]
        assert len(ranks) > 1 and ranks == sorted(ranks)


def test_the_uses_of_verbs_tell_what_is_done_with_them() -> None:
    for verb in every_verb():
        use = use_of(verb)
        assert (use == "look") == (not verb.writes) or verb.id == "export", verb.id
        assert (use == "taking-back") == (verb.right is Right.VOID), verb.id
        if verb.name in ("add", "issue") and verb.row:
            assert use == "work", verb.id
        if verb.name == "remove" and verb.row:
            assert use == "rare", verb.id
        if verb.name in ("correct", "correct-people"):
            assert use == "correction", verb.id


@pytest.mark.parametrize("name", sorted(BOARDS))
def test_a_row_of_a_board_stands_for_a_record_that_is_there(city: Path, name: str) -> None:
    ws = open_workspace(city, user="tester")
    try:
        view = place(ws, f"board:{name}")
        view.load()
        for row in list(view.rows)[:3]:
            for kind, id_ in view.stands_for(row):
                assert list(offered(kind)), kind
                assert id_ in {place.id for place in candidates(ws, kind, {})}
        assert view.row_of or name in ("uneven", "chase", "rewards", "leaders", "organs")
    finally:
        ws.close()


async def test_lines_of_the_overview_and_rows_of_programs_have_deeds(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("6")
        row = next(row for row in user.desk.mode.rows if row.id.partition("|")[2])
        assert user.desk.mode.stands_for(row) == [("agency", row.id.partition("|")[2])]
        await user.press("1")
        row = next(row for row in user.desk.mode.rows if row.id.startswith("change:"))
        seq = row.id.split("/")[1]
        assert ("fact", seq) in user.desk.mode.stands_for(row)
        assert user.desk.mode.stands_for(Row("go:ledger", ("",))) == []


async def test_insert_adds_an_agency_and_an_office_of_the_agency_that_is_shown(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w", size=(120, 40)) as user:
        await user.press("2", "insert")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "agency.add"
        await user.press("escape", "escape", "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        for verb in ("agency.add", "office.add"):
            assert names.count(render(verb_of(verb).title)) == 1
        await user.press("escape")
        here = user.desk.grid.current
        assert here is not None
        await user.press("enter", "insert")
        form = user.desk.mode
        assert isinstance(form, VerbForm) and form.verb.id == "office.add"
        assert form.values["agency"] == here.id
        await user.press("escape", "escape", "f7")
        assert render(verb_of("office.add").title) in [r.cells[1] for r in user.desk.mode.rows]


@pytest.mark.parametrize("listed", ["f6", "f7"])
async def test_a_digit_without_an_entry_says_so(city: Path, tmp_path: Path, listed: str) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("4", listed)
        deeds = user.desk.mode
        assert isinstance(deeds, Deeds)
        del deeds.found[2:]
        await user.press("9")
        assert user.desk.mode is deeds
        user.expect(t("verbs.no-digit", digit=9))


def test_taking_back_names_its_object_and_no_field_of_a_form() -> None:
    found = [verb for verb in every_verb() if verb.call.endswith("voiding:last")]
    assert found
    for verb in found:
        field = next(one for one in verb.fields if one.id == "thing")
        for lang in get_args(Lang):
            said = render(verb.title, lang)
            assert "last-step" not in said and not said.endswith(render(field.title, lang))


async def test_entering_something_names_what(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("6")
        await user.press("f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert t("keys.add") not in names
        assert user.desk.mode.id == "deeds"
