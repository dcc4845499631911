"""The registry of actions: everything reachable without a letter, help and docs never stale."""

from pathlib import Path

from civtui.tui.keys.registry import ACTIONS, MODES, actions_of, cheat_sheet, footer_of, key_name

ROOT = Path(__file__).parents[2]


def test_nothing_needs_a_letter() -> None:
    for action in ACTIONS:
        assert any(len(key) > 1 for key in action.keys), action.id


def test_no_key_means_two_things_in_a_mode() -> None:
    for mode in {*MODES, *(m for a in ACTIONS for m in a.modes)}:
        own = [key for a in actions_of(mode) if mode in a.modes for key in a.keys]
        everywhere = [key for a in actions_of(mode) if not a.modes for key in a.keys]
        assert len(own) == len(set(own)), mode
        assert len(everywhere) == len(set(everywhere))


def test_the_footer_holds_at_most_seven_with_quit() -> None:
    for mode in {*MODES, "sheet", "form", "program", "results"}:
        shown = footer_of(mode)
        assert len(shown) <= 7
        assert [a.id for a in shown].count("quit") == 1


def test_full_width_forms_count_as_ascii() -> None:
    assert [key_name("x", c) for c in "０９．？：／"] == ["0", "9", ".", "?", ":", "/"]
    assert key_name("enter", "\r") == "enter"


def test_the_cheat_sheet_is_not_stale() -> None:
    assert (ROOT / "docs" / "keys.md").read_text("utf-8") == cheat_sheet()
