"""One key, one meaning: what each F key calls in every mode, and that letters are never needed."""

from pathlib import Path
from time import monotonic

import pytest

from civtui.locale import t
from civtui.tui.keys.actions import BY_ID, LISTS, Action, actions_of, known_modes, listed_in
from civtui.tui.keys.keymap import SHIPPED, Keymap, shipped
from civtui.tui.keys.loading import load
from civtui.tui.modes.results import Results
from civtui.workspace.people import name_order, saved_views
from civtui.workspace.people.saved_views import View
from tests.tui.kinds import kinds_round
from tests.tui.session import session

keymaps = pytest.mark.parametrize("keymap", [Keymap(shipped(name)) for name in SHIPPED])
MEANINGS = {
    "f1": {"help"},
    "f2": {"language"},
    "f3": {"explain", "explain_share", "wider"},
    "f4": {"filter"},
    "f5": {"reload"},
    "f6": {"others"},
    "f7": {"deeds"},
    "f8": {"save", "assign", "commit"},
    "f9": {"palette"},
    "f10": {"columns", "sort"},
    "f12": {"wording"},
}
# the keys of before that changed, as somebody may have written them down
BEFORE = """
[keys]
view = ["f7", "c"]
submit = ["f10"]
results = ["f6", "r"]
severity = ["f6", "s"]
agreement = ["f7", "a"]
cut = ["f8", "c"]
panel = ["f3", "p"]
links = ["f3", "l"]
hold = ["f6", "h"]
verify = ["f8", "v"]
sort = ["f10"]
columns = ["f11", "go f10"]
column_reset = ["delete", "f6"]
select = ["f8", "ctrl+t"]
"""


def own_digit(keymap: Keymap, action: Action, mode: str) -> bool:
    """Return whether F6 or F7 lists an action in a mode, by one of the nine digits of a page."""
    listed = listed_in(mode, action.listed) if action.listed else []
    opens = keymap.find(mode, {"view": "f6", "deed": "f7"}.get(action.listed, ""))
    return action in listed[:9] and opens is BY_ID[LISTS[action.listed]]


@keymaps
def test_an_f_key_means_the_same_in_every_mode(keymap: Keymap) -> None:
    for mode in known_modes():
        for number in range(1, 25):
            action = keymap.find(mode, f"f{number}")
            assert action is None or action.id in MEANINGS.get(f"f{number}", ()), (mode, number)
        called = {key: keymap.find(mode, key) for key in ("f1", "f2", "f5", "f6", "f9", "f12")}
        assert all(called.values()), (mode, called)


@keymaps
def test_every_action_is_reached_without_a_letter(keymap: Keymap) -> None:
    for mode in known_modes():
        for action in actions_of(mode):
            plain = [
                key
                for key in keymap.keys_of(action, mode)
                if all(len(part) > 1 or part.isdigit() for part in key.split())
            ]
            assert plain or own_digit(keymap, action, mode), (action.id, mode)


def test_keys_of_before_still_call_what_they_called(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(BEFORE, "utf-8")
    found = load([path])
    assert {finding.level for finding in found.findings} == {"note"}
    keymap = found.keymap
    for mode, key, id_ in (
        ("sheet", "f7", "view"),
        ("sheet", "f10", "submit"),
        ("rounds", "f6", "results"),
        ("rounds", "f3", "panel"),
        ("panel", "f3", "links"),
        ("fairness", "f8", "cut"),
        ("fairness", "f7", "agreement"),
        ("ledger", "f8", "verify"),
        ("agencies", "f10", "sort"),
        ("agencies", "f11", "columns"),
        ("agencies", "f8", "select"),
        ("columns", "f10", "sort"),
    ):
        assert keymap.find(mode, key) is BY_ID[id_], (mode, key)
    assert keymap.find("agencies", "f6") is BY_ID["others"]


async def test_f6_and_a_digit_typed_ahead_open_a_view(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        await user.press("3")
        app = user.pilot.app
        from textual import events

        for key in ("f6", "2"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await user.settle()
        assert user.desk.mode.id == "panel"
        await user.press("escape")
        assert user.desk.mode.id == "rounds"


async def test_views_of_a_table_stand_behind_those_of_its_mode(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        held = View("省级 机关", "称号:省级", name_order.order_of(user.ws), {"by": "agency"})
        saved_views.save(user.ws, "agencies", held)
        await user.press("2", "f6")
        names = [row.cells[1] for row in user.desk.mode.rows]
        assert names == [t("keys.offices"), "省级 机关", t("keys.views")]
        await user.press("2")
        assert user.desk.mode.id == "agencies" and len(user.desk.mode.rows) == 25
        user.expect(" 称号:省级 ", "↑机关")
        await user.press("f6", "3")
        assert user.desk.mode.id == "views"
        await user.press("escape", "f6", "f6")
        assert user.desk.mode.id == "agencies"


async def test_a_place_without_another_view_says_so(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        user.absent("F6")
        await user.press("f6", "1")
        user.expect(t("tui.empty-others"))
        await user.press("escape")
        assert user.desk.mode.id == "overview"


async def test_the_deeds_of_a_sheet_are_its_own_first(city: Path, tmp_path: Path) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        at = user.desk.grid.cursor
        await user.press("3", "f7")
        names = [row.cells[1] for row in user.desk.mode.rows]
        own = ("submit", "hand_over", "skip", "note", "band")
        assert names[: len(own)] == [t(f"keys.{id_}") for id_ in own]
        await user.press("5")
        assert user.desk.mode.id == "sheet" and user.desk.grid.cursor == at
        user.expect(t("sheet.by-band"))
        await user.press("f7", "4", *"12", "enter")
        user.expect(t("sheet.noted"))


async def test_f10_opens_the_columns_and_sorts_there(city: Path, tmp_path: Path) -> None:
    given: dict[str, object] = {"first": Results, "round_id": "city-2026"}
    async with session(city, tmp_path / "w", **given) as user:  # type: ignore[arg-type]  # the mode's own arguments
        await user.press("f10")
        assert user.desk.mode.id == "columns"
        await user.press("f10", "escape")
        assert user.desk.mode.id == "results" and user.desk.mode.arrangement.by


@pytest.mark.parametrize("opens", ["f6", "f7", "ctrl+g"])
async def test_the_digit_behind_a_list_that_came_too_early_is_no_mark(
    city: Path, tmp_path: Path, opens: str
) -> None:
    given = kinds_round(city, tmp_path / "w")
    async with session(city, tmp_path / "w", **given) as user:
        user.desk.keys.left = monotonic() + 60  # as behind an Esc that is still at work
        await user.press(opens)
        user.expect(t("tui.too-early", count=1))
        user.desk.keys.left = 0.0
        await user.press("1")
        assert user.desk.mode.id == "sheet" and user.desk.grid.editing is None
        user.expect(t("tui.too-early", count=2))
        await user.press("1")
        assert user.desk.grid.editing == "1"
