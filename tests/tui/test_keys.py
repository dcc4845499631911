"""Actions and keymaps: everything reachable without a letter, nothing twice, docs never stale."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from civtui import locale
from civtui.cli.main import civtui
from civtui.locale import t
from civtui.model.roles import Right
from civtui.tui.keys.actions import ACTIONS, BY_ID, KEPT, MODES, actions_of, known_modes
from civtui.tui.keys.keymap import SHIPPED, Keymap, key_name, shipped, unreachable
from civtui.tui.keys.registry import cheat_sheet, footer_of
from tests.tui.session import session

ROOT = Path(__file__).parents[2]
keymaps = pytest.mark.parametrize("keymap", [Keymap(shipped(name)) for name in SHIPPED])


@keymaps
def test_every_action_has_a_key(keymap: Keymap) -> None:
    assert unreachable(keymap) == []


@keymaps
def test_keymaps_name_actions_and_modes_that_are_there(keymap: Keymap) -> None:
    assert keymap.keys.keys() == BY_ID.keys()
    assert not keymap.by_mode.keys() - set(known_modes())
    assert not {id_ for own in keymap.by_mode.values() for id_ in own} - BY_ID.keys()


@keymaps
def test_no_key_means_two_things_in_a_mode(keymap: Keymap) -> None:
    for mode in known_modes():
        for here in ([mode], []):
            scope = [a for a in actions_of(mode) if bool(a.modes) == bool(here) and not a.prefix]
            keys = [key for a in scope for key in keymap.keys_of(a, mode)]
            assert not {key for key in keys if keys.count(key) > 1}, mode


@keymaps
def test_every_key_of_a_mode_can_be_pressed(keymap: Keymap) -> None:
    for mode in known_modes():
        for action in (a for a in ACTIONS if mode in a.modes):
            for key in keymap.keys_of(action, mode):
                assert action.prefix or keymap.find(mode, key) is action, (mode, key)


@keymaps
def test_no_mode_hides_the_way_out(keymap: Keymap) -> None:
    for mode in known_modes():
        for id_ in (*KEPT, *(f"go_{name}" for name in MODES)):
            assert any(keymap.find(mode, key) is BY_ID[id_] for key in keymap.keys_of(BY_ID[id_]))


def test_the_footer_holds_at_most_seven_with_the_ways_out() -> None:
    for mode in known_modes():
        shown = [a.id for a in footer_of(mode)]
        assert len(shown) == len(set(shown)) <= 7
        assert shown[-2:] == ["back", "quit"] or mode == "overview"
        assert shown[-1] == "quit"


def test_actions_name_commands_and_rights_that_are_there() -> None:
    for cli in {a.cli for a in ACTIONS if a.cli}:
        done = CliRunner().invoke(civtui, [*cli.split(), "--help"])
        assert done.exit_code == 0, cli
    assert {a.right for a in ACTIONS} - {""} <= set(Right)


def test_every_action_has_a_title_in_both_languages() -> None:
    for action in ACTIONS:
        for lang in ("zh", "en"):
            assert locale.render(action.title, lang) != action.title.key


def test_full_width_forms_count_as_ascii() -> None:
    assert [key_name("x", c) for c in "０９．？：／"] == ["0", "9", ".", "?", ":", "/"]
    assert key_name("enter", "\r") == "enter"


def test_the_cheat_sheet_is_not_stale() -> None:
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == cheat_sheet()


async def test_a_sequence_shows_what_may_come_next_after_a_while(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("ctrl+g")
        await user.until("Ctrl+G …")
        user.expect(t("tui.mode-ledger"))
        await user.press("9")
        assert user.desk.mode.id == "ledger"
        user.absent("Ctrl+G …")


async def test_a_quick_sequence_shows_nothing_and_escape_ends_one(
    city: Path, tmp_path: Path
) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("g", "8")
        assert user.desk.mode.id == "reports"
        await user.press("g", "escape", "g", "z")
        assert user.desk.mode.id == "reports"
        user.expect("g z")


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (120, 40)])
async def test_the_pop_up_cuts_no_character_and_leaves_the_list_in_sight(
    city: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with session(city, tmp_path / "w", size=size) as user:
        await user.press("2", "g")
        await user.until("g …")
        user.expect(t("keys.views"), "组织部" if size[1] > 12 else "市委办")
        whole = [t(f"keys.{name}") for name in ("go_titles", "go_evidence", "go_offices")]
        user.expect(*(whole if size[1] > 12 else ["F1 看全部"]))
        await user.press("escape")
        user.absent("g …")


# texts that name F6 or F7: to list the other views of a place, and its deeds
NAMED = {
    "F6": {
        *("fairness.agreement-keys", "fairness.ranks-keys", "fairness.severity-keys"),
        *("roundwork.deal-first", "roundwork.everybody", "roundwork.no-proposal"),
        *("roundwork.opened", "roundwork.panel-keys", "sheet.way-deal", "sheet.way-links"),
        *("tui.building-keys", "tui.empty-cards", "tui.empty-sitting"),
        *("tui.empty-notices", "tui.no-add-cards"),
        *("tui.empty-sheet", "tui.help-text", "tui.results-keys", "tui.round-keys"),
        "tui.results-other-scheme",
        *("verbs.none-decided", "verbs.none-seated"),
    },
    "F7": {
        *("facts.way-look", "facts.way-other", "facts.way-void", "roundwork.panel-keys"),
        *("tui.empty-plugins", "tui.help-text", "tui.plugins-keys", "tui.results-propose"),
        *("roundwork.panel-stands", "tui.empty-all_cards", "tui.sitting-called"),
        *("help.purpose-standards", "tui.due-enter-carrying-out", "tui.members-keys"),
        *("tui.working-way", "tui.sitting-rest-to-do"),
        *("tui.no-add-plugins", "tui.standards-keys", "verbs.none-decided"),
    },
}


@pytest.mark.parametrize("key", NAMED)
@pytest.mark.parametrize("folder", ["zh_CN", "en"])
def test_a_text_names_a_key_for_what_it_does(folder: str, key: str) -> None:
    room = Path(locale.__file__).parent / folder
    named = {
        f"{path.stem}.{id_}"
        for path in room.glob("*.json")
        for id_, text in json.loads(path.read_text("utf-8")).items()
        if key in text
    }
    assert named == NAMED[key]
    guides = {p.stem for p in (room / "guides").glob("*.md") if key in p.read_text("utf-8")}
    assert guides == {"F6": {"assessor", "operator"}, "F7": {"operator"}}[key]
    lost = {p for p in room.rglob("*.*") if re.search(r"F1[01]", p.read_text("utf-8"))}
    assert lost <= {room / "grid.json"}, "F10 orders a table, and F11 does nothing"
