"""A city's own standard: begun as a copy, edited, taken in from the screen, kept by versions."""

from pathlib import Path

import pytest

from civtui.files import read_toml
from civtui.locale import t
from civtui.model.errors import BadInput, NotFound, Refused
from civtui.model.roles import Role
from civtui.workspace.people.users import set_user
from civtui.workspace.rounds.own_standards import begin, take, to_take
from civtui.workspace.rounds.standards import find_standard, standard_titles
from civtui.workspace.session import Workspace, open_workspace
from tests.demos import demo
from tests.titles.small import small_city
from tests.tui.session import session


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return small_city(tmp_path / "w")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def own(ws: Workspace) -> dict[str, str]:
    return {one.name: one.version for one in standard_titles(ws) if one.own}


def test_a_copy_is_edited_and_taken_in(ws: Workspace) -> None:
    file = begin(ws, "civilized-office", "our-office")
    assert file == ws.dir / "inbox" / "our-office.toml"
    assert read_toml(file)[0] == {**read_toml_of("civilized-office", ws), "id": "our-office"}
    edit(file, 'version = "2026.2"', 'version = "1"')
    assert own(ws) == {}
    plan = take(ws, "our-office.toml")
    assert (plan.standard.id, plan.before, plan.same) == ("our-office", None, False)
    assert own(ws) == {"our-office": "1"}
    assert find_standard(ws, "our-office")[0][:2] == ("our-office", "1")
    assert to_take(ws, "our-office.toml").same and take(ws, "our-office.toml").kept is None


def read_toml_of(name: str, ws: Workspace) -> dict[str, object]:
    from civtui.workspace.rounds.standards import file_of

    return read_toml(file_of(ws, name))[0]


def test_a_new_version_takes_the_place_and_the_one_before_stays(ws: Workspace) -> None:
    file = begin(ws, "civilized-office", "our-office")
    take(ws, file.name)
    first = find_standard(ws, "our-office")[0]
    edit(file, "政治理论学习", "理论学习")
    with pytest.raises(Refused) as refused:
        take(ws, file.name)
    assert refused.value.message.key == "workspace.standard-changed"
    assert find_standard(ws, "our-office")[0] == first
    edit(file, 'version = "2026.2"', 'version = "2027.1"')
    take(ws, file.name)
    assert own(ws) == {"our-office": "2027.1", "our-office@2026.2": "2026.2"}
    assert find_standard(ws, "our-office@2026.2")[0] == first


def test_what_is_unsound_or_no_standard_is_refused_and_not_written(ws: Workspace) -> None:
    file = begin(ws, "civilized-office", "our-office")
    edit(file, 'total = "100"', 'total = "90"')
    with pytest.raises(Refused) as refused:
        take(ws, file.name)
    assert refused.value.message.key == "standard.unsound"
    file.with_name("names.csv").write_text("a,b\n", "utf-8")
    for name, error in (("names.csv", BadInput), ("nothing.toml", NotFound)):
        with pytest.raises(error):
            take(ws, name)
    assert not (ws.dir / "standards").exists() or own(ws) == {}


def test_an_id_is_not_taken_twice(ws: Workspace) -> None:
    begin(ws, "civilized-office", "our-office")
    for taken in ("our-office", "hygiene-bands"):
        with pytest.raises(Refused):
            begin(ws, "civilized-office", taken)
    with pytest.raises(BadInput):
        begin(ws, "civilized-office", "../x")


def test_only_an_admin_takes_one_in(ws: Workspace) -> None:
    set_user(ws, ws.user, Role.ADMIN)
    file = begin(ws, "civilized-office", "our-office")
    set_user(ws, "clerk", Role.CLERK)
    folder = ws.dir
    ws.close()
    clerk = open_workspace(folder, user="clerk")
    for deed in (lambda: take(clerk, file.name), lambda: begin(clerk, "hygiene-bands", "x")):
        with pytest.raises(Refused):
            deed()
    clerk.close()


async def test_from_the_screen_alone(tmp_path: Path) -> None:
    demo(tmp_path / "city").close()
    async with session(tmp_path / "city", tmp_path / "w") as user:
        begin(user.ws, "civilized-office", "our-office")
        await user.press("3", "f6")
        place = [row.cells[1] for row in user.desk.mode.rows].index(t("keys.standards"))
        await user.press(str(place + 1), "insert")
        await user.type("our-office.toml")
        await user.press("enter", "f8")
        user.expect("standards/our-office.toml")
        assert own(user.ws) == {}
        await user.press("f8")
        assert own(user.ws) == {"our-office": "2026.2"}
        await user.press("f5")
        user.expect(t("cli_standard.own-True"))
