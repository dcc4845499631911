"""The worst of the zoo in a real session: the marks before and after it are in the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.zoo import AT_THE_DOOR, DATA, IN_A_CALL, STRAY
from tests.plugin.zoo_screen import HEAD, Keeper, at_the_door, template, through


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("zoo"))


@pytest.mark.parametrize("name", ["call-leaves", "call-gives-a-late-error"])
def test_a_call_that_fails_is_named_everywhere(city: Path, tmp_path: Path, name: str) -> None:
    keeper = Keeper(tmp_path, city, f"{HEAD}def act(payload):\n{IN_A_CALL[name][0]}\n")
    visit = through(keeper, fails=True)
    assert (visit.marks, visit.sound) == (2, True)
    assert all(part in visit.said["signal"] for part in ("未检查", "动物"))
    for place in ("view", "export", "scheme", "importer"):
        assert "插件 animal" in visit.said[place], place
    assert visit.log


@pytest.mark.parametrize("name", ["writes-to-all", "changes-locale"])
def test_a_stray_one_answers_and_shows_nothing(city: Path, tmp_path: Path, name: str) -> None:
    visit = through(Keeper(tmp_path, city, f"{HEAD}def act(payload):\n{STRAY[name]}\n"))
    assert (visit.marks, visit.sound) == (2, True)
    assert visit.said["view"] == "fine"
    assert "正常" in visit.said["signal"]
    assert "已导出" in visit.said["export"]
    assert "插件 animal" not in visit.said["scheme"] + visit.said["importer"]


@pytest.mark.parametrize("name", ["leaves", "misspelt-hook"])
def test_one_that_fails_at_the_door_lets_the_session_start(
    city: Path, tmp_path: Path, name: str
) -> None:
    visit = at_the_door(Keeper(tmp_path, city, AT_THE_DOOR[name][0]))
    assert (visit.marks, visit.sound) == (2, True)
    assert "animal" in visit.said["enable"]
    assert "故障" in visit.said["list"]


@pytest.mark.parametrize("name", DATA)
def test_a_bad_data_file_is_named_or_shown_as_text(city: Path, tmp_path: Path, name: str) -> None:
    text, state, part = DATA[name]
    visit = at_the_door(Keeper(tmp_path, city, text, data=True))
    assert (visit.marks, visit.sound) == (2, True)
    assert part in visit.said["enable"]
    assert visit.said["list"].startswith("故障" if state == "broken" else "启用")


def test_a_setting_that_is_not_there_is_named(city: Path, tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, city, AT_THE_DOOR["misspelt-hook"][0].partition("@")[0])
    status, said = keeper.command("plugin", "enable", "animal", "--set", "colour=red")
    assert (status, "colour" in said) == (1, True)
    assert keeper.command("status")[0] == 0


def test_two_of_one_id_are_both_named_and_neither_serves(city: Path, tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, city, HEAD + "def act(payload):\n    return good()\n")
    (keeper.city / "plugins").mkdir(exist_ok=True)
    (keeper.city / "plugins" / "animal.toml").write_text("", "utf-8")
    status, said = keeper.command("plugin", "enable", "animal")
    assert status == 1
    assert "animal.toml" in said
    assert str(keeper.shelf.site) in said
    assert keeper.command("plugin", "list")[0] == 0
