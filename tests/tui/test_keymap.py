"""A user's own keys: what a file may say, what is told with file and line, what never breaks."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from civtui import locale
from civtui.cli.main import civtui
from civtui.tui.keys.actions import ACTIONS, BY_ID, KEPT, known_modes
from civtui.tui.keys.keymap import Keymap, key_text, shipped
from civtui.tui.keys.loading import load, said
from civtui.tui.keys.naming import named
from tests.tui.session import session


def made(tmp_path: Path, text: str, workspace: str = "") -> tuple[Keymap, list[str]]:
    """Return the keymap of two files, and what is said of them: level, line, message in English."""
    paths = [tmp_path / "keys.toml", tmp_path / "ws.toml"]
    paths[0].write_text(text, "utf-8")
    paths[1].write_text(workspace, "utf-8")
    found = load(paths)
    lines = [f"{f.level} {f.line} {locale.render(f.message, 'en')}" for f in found.findings]
    return found.keymap, lines


def test_an_action_gets_other_keys_everywhere_or_in_one_mode(tmp_path: Path) -> None:
    keymap, told = made(
        tmp_path, '[keys]\nfilter = "F20"\n[mode.rounds]\nresults = ["Ctrl+R", "r"]\n'
    )
    assert keymap.find("agencies", "f20") is BY_ID["filter"]
    assert keymap.find("agencies", "f4") is None
    assert keymap.find("rounds", "ctrl+r") is BY_ID["results"]
    assert keymap.find("rounds", "ctrl+l") is BY_ID["marks"]
    assert keymap.find("sheet", "ctrl+r") is BY_ID["repeat"]
    assert keymap.find("sheet", "r") is BY_ID["results"]
    assert told == []


def test_a_binding_wins_over_a_shipped_one_and_says_what_it_took(tmp_path: Path) -> None:
    keymap, told = made(tmp_path, '[keys]\nreload = ["f2"]\n')
    assert keymap.find("rounds", "f2") is BY_ID["reload"]
    assert keymap.keys_of(BY_ID["language"]) == ()
    assert told == ["note 2 F2 is reload now; left for 中文: none"]


def test_the_workspace_wins_over_the_user_and_both_build_on_vim(tmp_path: Path) -> None:
    keymap, told = made(
        tmp_path, 'extends = "vim"\n[keys]\nreload = ["f20"]\n', '[keys]\nreload = ["f21"]\n'
    )
    assert keymap.find("agencies", "j") is BY_ID["move_down"]
    assert keymap.find("agencies", "g g") is BY_ID["move_first"]
    assert keymap.find("agencies", "f21") is BY_ID["reload"]
    assert keymap.find("agencies", "f20") is None
    assert told == []


def test_two_actions_change_their_keys(tmp_path: Path) -> None:
    keymap, told = made(tmp_path, '[keys]\nmarks = ["m"]\nend = ["ctrl+l"]\n')
    assert keymap.find("rounds", "ctrl+l") is BY_ID["end"]
    assert told == []
    swapped = '[keys]\nskip = ["ctrl+n"]\nnote = ["ctrl+k"]\n'
    keymap, told = made(tmp_path, swapped)
    assert keymap.find("sheet", "ctrl+n") is BY_ID["skip"]
    assert keymap.find("sheet", "ctrl+k") is BY_ID["note"]
    assert told == []


def test_sequences_follow_the_key_they_begin_with(tmp_path: Path) -> None:
    keymap, told = made(tmp_path, '[keys]\ngo = ["f21"]\ngo_ledger = ["9", "go l"]\n')
    assert keymap.find("rounds", "f21 l") is BY_ID["go_ledger"]
    assert keymap.find("rounds", "f21 3") is BY_ID["go_rounds"]
    assert keymap.after("rounds", "ctrl+g") == {}
    assert told == []


@pytest.mark.parametrize(
    ("text", "line", "words", "near"),
    [
        ('[keys]\n\nhepl = ["f1"]', 3, "no action hepl", "help"),
        ('[keys]\nhelp = ["f1", "Ctr+Z"]', 2, "Ctr+Z: no such key", "ctrl+z"),
        ('[keys]\nopen = ["ctrl+m"]', 2, "terminals send enter for ctrl+m", "enter"),
        ('[keys]\nopen = ["ctrl+1"]', 2, "terminals cannot send ctrl+1", None),
        ('[keys]\nopen = ["alt+x"]', 2, "alt+x arrives as Esc and another key", None),
        ('[keys]\nopen = ["Alt+Enter"]', 2, "Alt+Enter arrives as Esc and", None),
        ("[keys]\nopen = 5", 2, "write the keys of open as", None),
        ('[mode.shet]\nnext = ["f6"]', 1, "no mode shet", "sheet"),
        ('[mode.ledger]\nnext = ["f20"]', 2, "mode ledger has no action next", None),
        ('extends = "vi"', 1, "no keymap named vi", "vim"),
        ('[key]\nopen = ["f6"]', 1, "unknown section key", "keys"),
        ('[keys]\nreload = ["f20"]\nlanguage = ["f20"]', 3, "F20 was given to reload", None),
        ("[keys]\nquit = []", 2, "quit needs a key", None),
        ('[mode.sheet]\nnext = ["ctrl+q"]', 2, "Ctrl+Q is the only key of quit", None),
        ('[keys]\nreload = ["ctrl+g"]', 2, "begin alike", None),
        ('[keys]\nreload = ["f2 x"]', 2, "F2 X", None),
        ('[keys]\nreload = ["f20"', 2, "sound TOML", None),
        ("keys = 3", 1, "[keys] should be a table", None),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_left_out(
    tmp_path: Path, text: str, line: int, words: str, near: str | None
) -> None:
    path = tmp_path / "keys.toml"
    path.write_text(text, "utf-8")
    found = load([path])
    (error,) = [f for f in found.findings if f.level == "error"]
    assert (error.file, error.line, error.nearest) == (str(path), line, near)
    assert words.casefold() in locale.render(error.message, "en").casefold()
    assert str(path) in said(error)
    assert found.keymap.find("sheet", "ctrl+q") is BY_ID["quit"]


names = st.sampled_from(
    [a.id for a in ACTIONS] + ["hepl", "keys"],
)
keys = st.sampled_from(
    [
        "f1",
        "escape",
        "ctrl+q",
        "ctrl+g",
        "g",
        "q",
        "enter",
        "1",
        "go x",
        "g q",
        "f2 f3",
        "Ctr+Z",
        "",
    ]
) | st.text(max_size=6)
tables = st.dictionaries(names, st.lists(keys, max_size=3) | keys | st.integers(), max_size=6)
documents = st.fixed_dictionaries(
    {},
    optional={
        "extends": st.sampled_from(["plain", "vim", "vi"]),
        "keys": tables,
        "mode": st.dictionaries(st.sampled_from([*known_modes(), "shet"]), tables, max_size=3),
    },
)


@example({"keys": {"help": ["go x"], "open": "go x"}})
@settings(deadline=None)
@given(documents)
def test_no_file_takes_away_help_or_the_way_out(
    tmp_path_factory: pytest.TempPathFactory, document: dict[str, Any]
) -> None:
    import tomli_w

    path = tmp_path_factory.mktemp("keys") / "keys.toml"
    path.write_text(tomli_w.dumps(document), "utf-8")
    found = load([path])
    for finding in found.findings:
        assert said(finding)
    for mode in known_modes():
        for id_ in KEPT:
            assert [
                k
                for k in found.keymap.keys_of(BY_ID[id_], mode)
                if found.keymap.find(mode, k) is BY_ID[id_]
            ], (mode, id_)
        begun = {key.rpartition(" ")[0] for key in found.keymap.table(mode)} - {""}
        assert not [key for key in begun if found.keymap.find(mode, key)]


@settings(deadline=None)
@given(st.text())
def test_any_text_names_a_key_or_has_a_fault(text: str) -> None:
    found = named(text)
    assert found.fault or (found.key and named(found.key).key == found.key)


def run(folder: Path, *words: str) -> tuple[int, Any]:
    done = CliRunner().invoke(civtui, ["-w", str(folder), *words, "--json"], standalone_mode=False)
    return int(done.return_value or 0), json.loads(done.stdout)


def test_the_command_line_checks_and_lists(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "civtui").mkdir()
    own = tmp_path / "civtui" / "keys.toml"
    assert run(city, "keys", "check")[1]["files"] == []
    own.write_text('[keys]\nundo = ["ctrl+z"]\n', "utf-8")
    assert run(city, "keys", "check") == (0, run(city, "keys", "check")[1])
    own.write_text('[keys]\nundo = ["ctrl+z"]\nnxt = ["tab"]\n', "utf-8")
    status, answer = run(city, "keys", "check")
    assert status == 1
    assert [(f["file"], f["line"], f["nearest"]) for f in answer["findings"]] == [
        (str(own), 3, "next")
    ]
    _, listed = run(city, "keys", "list", "--mode", "sheet")
    by_id = {row["id"]: row for row in listed}
    assert by_id["undo"]["keys"] == ["ctrl+z"]
    assert by_id["undo"]["cli"] == "mark undo"


async def test_a_faulty_file_is_told_and_the_session_goes_on(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "civtui").mkdir()
    (tmp_path / "civtui" / "keys.toml").write_text(
        '[keys]\nreload = ["f20"]\nhepl = ["f1"]\n', "utf-8"
    )
    async with session(city, tmp_path / "w", size=(120, 24)) as user:
        user.expect("civtui keys check")
        await user.press("f20")
        user.expect("已刷新")
        await user.press("f1")
        assert user.desk.mode.id == "help"


async def test_a_shipped_keymap_is_chosen_by_the_workspace(city: Path, tmp_path: Path) -> None:
    async with session(city, tmp_path / "w") as user:
        assert user.desk.mode.id == "overview"
    settings = tmp_path / "w" / "civtui.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[workspace]", '[workspace]\nkeymap = "vim"'), "utf-8"
    )
    async with session(city, tmp_path / "w") as user:
        await user.press("2", "j", "j", "k")
        assert user.desk.grid.row == 1
        await user.press("G")
        assert user.desk.grid.row == 84
        await user.press("g", "g")
        assert user.desk.grid.row == 0


@pytest.mark.parametrize(
    "page", ["README.md", "README.zh-CN.md", "docs/contributing.md", "docs/verbs.md"]
)
def test_the_documents_name_the_first_key_that_finds_anything(page: str) -> None:
    keys = Keymap(shipped("plain")).keys_of(BY_ID["palette"])
    text = (Path(__file__).parents[2] / page).read_text("utf-8")
    assert key_text(keys[0]) in text
    assert not [key for key in keys[1:] if len(key) > 1 and key_text(key) in text]
