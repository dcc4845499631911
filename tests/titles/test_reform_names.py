"""Names after a reform: offices of one name are said, agencies stay apart, ids are used once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from civtui import locale
from civtui.model.errors import BadInput, NotFound
from civtui.verbs import verb_of
from civtui.workspace.agencies.adding import add_agency, add_office
from civtui.workspace.agencies.agencies import agency, office
from civtui.workspace.agencies.corrections import correct_agency, correct_office
from civtui.workspace.performing.performing import perform
from civtui.workspace.references.meant import meant
from civtui.workspace.rounds.subjects import agency_or_office
from civtui.workspace.session import Workspace
from civtui.workspace.titles import reforms
from tests.titles.small import small_city

MERGE = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市合并局"\n'
# what is done -> the offices of one name that it leaves, with their agency
LEAVES = {
    MERGE: ("市合并局", "处1", "处2", "处3", "处4"),
    MERGE + '[[merge_office]]\noffices = ["o-1-1", "o-2-1"]\nname = "处1"\n': (
        "市合并局",
        "处2",
        "处3",
        "处4",
    ),
    MERGE + '[[merge_office]]\noffices = ["o-1-1", "o-2-1"]\nname = "处9"\n': (
        "市合并局",
        "处2",
        "处3",
        "处4",
    ),
    '[[move]]\noffice = "o-1-1"\nto = "a-2"\n': ("市a-2局", "处1"),
    '[[rename_office]]\noffice = "o-1-1"\nname = "处2"\n': ("市a-1局", "处2"),
    '[[split_office]]\noffice = "o-1-1"\ninto = ["处1", "处3"]\n': ("市a-1局", "处3"),
    '[[rename]]\nagency = "a-3"\nname = "市新局"\n': (),
    '[[split]]\nagency = "a-1"\nname = "市分局"\noffices = ["处1"]\n': (),
}


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = small_city(tmp_path / "w")
    yield made
    made.close()


def file(ws: Workspace, text: str, id_: str = "r1") -> Path:
    path = ws.dir / "reform.toml"
    path.write_text(f'id = "{id_}"\neffective = 2026-06-01\n{text}', "utf-8")
    return path


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize(("text", "names"), LEAVES.items())
def test_a_reform_names_the_offices_of_one_name_that_it_leaves(
    ws: Workspace, text: str, names: tuple[str, ...], dry_run: bool
) -> None:
    found = reforms.reform(ws, file(ws, text), dry_run=dry_run)
    said = [note for note in found.notes if note.key == "titles.offices-alike"]
    told = [locale.render(one, "zh") for one in said]
    assert bool(told) == bool(names) and all(name in told[0] for name in names)
    every = {"处1", "处2", "处3", "处4", "处9"}
    assert not any(name in told[0] for name in (every - {*names} if names else ()))


def test_what_was_alike_before_a_reform_is_not_its_doing(ws: Workspace) -> None:
    reforms.reform(ws, file(ws, MERGE))
    other = '[[rename]]\nagency = "a-3"\nname = "市新局"\n'
    assert not reforms.reform(ws, file(ws, other, "r2")).notes


def test_a_refusal_of_a_name_that_means_several_tells_them_apart(ws: Workspace) -> None:
    reforms.reform(ws, file(ws, MERGE))
    asked: dict[str, Callable[[str], str]] = {
        "合并局/处1": lambda text: office(ws, text).id,
        "a-": lambda text: agency(ws, text).id,
        "市a": partial(agency_or_office, ws),
        **{
            text: partial(_meant, ws, kind)
            for text, kind in (("处1", "holder"), ("处2", "office"), ("市a-", "agency"))
        },
    }
    do(ws, "agency.add", name="市a-9局")
    for text, find in asked.items():
        with pytest.raises(NotFound) as told:
            find(text)
        listed = told.value.allowed
        assert isinstance(listed, list) and len({*listed}) == len(listed) > 1, text
        for one in listed:
            id_ = one.partition(" ")[0]
            assert find(id_) == find(one) == id_  # also as it is listed


def _meant(ws: Workspace, kind: str, text: str) -> str:
    return meant(ws, kind, text, {})


def do(ws: Workspace, verb: str, **given: Any) -> Any:
    return perform(ws, verb_of(verb), given).document()


def test_one_of_two_alike_is_put_right_by_its_id(ws: Workspace) -> None:
    reforms.reform(ws, file(ws, MERGE))
    do(ws, "office.correct", office="o-1-1", head="王五", why="补录")
    do(ws, "office.correct", office="o-1-1", name="处壹", why="重名")
    assert office(ws, "合并局/处1").id == "o-2-1"


@pytest.mark.parametrize(
    "text",
    [
        '[[rename]]\nagency = "a-3"\nname = "市a-1局"\n',
        '[[rename]]\nagency = "a-3"\nname = "a-1局"\n',
        '[[rename]]\nagency = "a-3"\nname = "市丙局"\nshort = "a-1局"\n',
        '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市a-3局"\n',
        '[[split]]\nagency = "a-1"\nname = "市a-2局"\noffices = ["处1"]\n',
        "".join(f'[[rename]]\nagency = "a-{n}"\nname = "市新局"\n' for n in (1, 2)),
    ],
)
def test_a_reform_gives_no_name_by_which_another_agency_goes(ws: Workspace, text: str) -> None:
    before = ws.head()
    for dry_run in (True, False):
        with pytest.raises(BadInput) as told:
            reforms.reform(ws, file(ws, text), dry_run=dry_run)
        assert told.value.message.key.startswith("building.")
    assert ws.head() == before


def test_names_that_are_given_up_are_free(ws: Workspace) -> None:
    text = '[[rename]]\nagency = "a-3"\nname = "市a-1局"\nshort = "a-1局"\n'
    reforms.reform(ws, file(ws, text + '[[rename]]\nagency = "a-1"\nname = "甲局"\nshort = "甲"\n'))
    merge = '[[merge]]\nagencies = ["a-1", "a-2"]\nname = "市a-2局"\nshort = "a-2局"\n'
    reforms.reform(ws, file(ws, merge, "r2"))


def test_the_id_of_a_reform_that_was_taken_back_is_said_to_be_used_up(ws: Workspace) -> None:
    text = '[[rename]]\nagency = "a-3"\nname = "市新局"\n'
    free = reforms.free_id(ws)
    reforms.reform(ws, file(ws, text, free))
    taken = _refusal(ws, text, free)
    reforms.take_back(ws, free)
    back = _refusal(ws, text, free)
    assert "已经撤回" in back and "已经撤回" not in taken
    assert reforms.free_id(ws) != free and all(reforms.free_id(ws) in one for one in (taken, back))


def _refusal(ws: Workspace, text: str, id_: str) -> str:
    with pytest.raises(BadInput) as told:
        reforms.reform(ws, file(ws, text, id_))
    assert told.value.hint is not None
    return locale.render(told.value.message, "zh") + locale.render(told.value.hint, "zh")


@pytest.mark.parametrize("name", ["1", "甲", "2026", "√", "无"])
def test_what_is_no_full_name_is_refused_wherever_one_is_given(ws: Workspace, name: str) -> None:
    before = agency(ws, "a-1").name, office(ws, "o-1-1").name
    of_office = '[[rename_office]]\noffice = "o-1-1"\nname = '
    deeds: list[Callable[[], object]] = [
        lambda: correct_agency(ws, "a-1", why="误录", name=name),
        lambda: correct_office(ws, "o-1-1", why="误录", name=name),
        lambda: add_agency(ws, None, name=name),
        lambda: add_office(ws, "a-1", None, name=name),
        lambda: reforms.reform(ws, file(ws, f'[[rename]]\nagency = "a-1"\nname = "{name}"\n')),
        lambda: reforms.reform(ws, file(ws, f'{of_office}"{name}"\n')),
    ]
    for deed in deeds:
        with pytest.raises(BadInput) as raised:
            deed()
        assert raised.value.message.key == "building.no-full-name"
    assert (agency(ws, "a-1").name, office(ws, "o-1-1").name) == before
