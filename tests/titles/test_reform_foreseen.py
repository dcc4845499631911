"""What a reform says beforehand of cards, applications and rounds is what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.text import Message
from civtui.verbs import verb_of
from civtui.workspace.performing.performing import perform
from civtui.workspace.rounds import round_life
from civtui.workspace.rounds.rounds import round_row, subjects_of
from civtui.workspace.session import Workspace
from civtui.workspace.titles import card_steps, endings
from civtui.workspace.titles.agenda_after_reform import of_today
from civtui.workspace.titles.applications import case_rows
from civtui.workspace.titles.card_board import card_rows
from tests.titles.small import START, Sittings, small_city
from tests.titles.test_carrying_out import MERGED, reform

ABOLISHED = '[[abolish]]\nagency = "a-2"\n'
WORDS = {"open": "goes", "applied": "goes", "reform": "ends"}


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = small_city(tmp_path / "w", today=START, policies={"open-card": "flagged"})
    ruled = Sittings(made).decide("card=a-2", START)
    card_steps.issue(made, "a-2", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    for agency, honor in (("a-2", "agency-level"), ("a-2", "municipal"), ("a-3", "municipal")):
        given = {"honor": honor, "agency": agency, "id": f"{agency}-{honor}"}
        perform(made, verb_of("apply.add"), given)
    for id_, agency in (("own", "a-2"), ("other", "a-1")):
        round_life.open_round(
            made,
            id_,
            name=id_,
            standard="civilized-office",
            organizer="agency",
            agency=agency,
            scope="agency-offices",
            subjects=[f"o-{agency[2:]}-{n}" for n in (1, 2)],
            assessors=[{"id": "k1", "name": "甲", "agency": None, "related": ()}],
        )
    return made


def told(notes: tuple[Message, ...], what: str) -> dict[str, str]:
    """Return of each card or application that a reform tells of what it says becomes of it."""
    found = {}
    for note in notes:
        kind, _, stage = note.key.removeprefix("titles.").partition("-")
        if kind == what:
            found[str(note.values[what])] = stage.removesuffix("-beside")
    return found


@pytest.mark.parametrize("steps", [ABOLISHED, MERGED])
def test_what_is_said_before_is_what_becomes_of_each(ws: Workspace, steps: str) -> None:
    before = reform(ws, steps, dry_run=True).notes
    assert reform(ws, steps).notes == before
    cards = {card.id: WORDS[card.state] for card in card_rows(ws)}
    cases = {case.id: WORDS[case.state] for case in case_rows(ws)}
    if steps == ABOLISHED:  # it has nothing to do with the third agency's
        assert cases.pop("a-3-municipal") == "goes"
    assert told(before, "card") == cards and told(before, "case") == cases


@pytest.mark.parametrize("steps", [ABOLISHED, MERGED])
def test_open_rounds_that_lose_their_agency_or_subjects_are_said(ws: Workspace, steps: str) -> None:
    before = reform(ws, steps, dry_run=True).notes
    reform(ws, steps)
    left, gone = [], []
    for id_ in ("own", "other"):
        round_ = round_row(ws, id_)
        assert round_.state == "open"
        now = of_today(ws, [str(round_.agency), *(one.id for one in subjects_of(ws, round_))])
        left += [id_] if now[str(round_.agency)] is None else []
        gone += [id_] if None in [*now.values()][1:] else []
    assert [n.values["round"] for n in before if n.key == "titles.round-left"] == left
    assert [n.values["round"] for n in before if n.key == "titles.subjects-gone"] == gone
    assert left == gone == (["own"] if steps == ABOLISHED else [])


@pytest.mark.parametrize(
    ("held", "asked", "policy", "goes"),
    [
        ("provincial", "municipal", "carry-over", False),
        ("municipal", "municipal", "carry-over", False),
        ("agency-level", "municipal", "carry-over", True),
        ("provincial", "municipal", "restart", True),
    ],
)
def test_an_application_falls_where_the_heir_holds_as_much(
    tmp_path: Path, held: str, asked: str, policy: str, goes: bool
) -> None:
    ws = small_city(
        tmp_path / "w",
        today=START,
        titles=[("a-3", held)],
        policies={"merger-titles": policy},
    )
    perform(ws, verb_of("apply.add"), {"honor": asked, "agency": "a-2", "id": "k1"})
    notes = [*reform(ws, MERGED, dry_run=True).notes]
    said = [n.key for n in notes if n.key.startswith("titles.case-")]
    assert said == ["titles.case-goes" if goes else "titles.case-needless"]
    reform(ws, MERGED)
    (row,) = case_rows(ws)
    assert (row.state, row.agency) == (("applied", "a-4") if goes else ("reform", row.agency))


def test_the_renewal_of_a_title_that_goes_over_goes_on(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START, titles=[("a-3", "municipal")])
    for agency in ("a-2", "a-3"):
        perform(ws, verb_of("apply.add"), {"honor": "municipal", "agency": agency, "id": agency})
    reform(ws, MERGED)
    assert {row.id: row.state for row in case_rows(ws)} == {"a-3": "applied", "a-2": "reform"}


def test_names_and_offices_that_go_are_foreseen(tmp_path: Path) -> None:
    made = small_city(tmp_path / "w", today=START)
    steps = f'{ABOLISHED}[[rename]]\nagency = "a-1"\nname = "新局"\n'
    said = [render(one, "zh") for one in reform(made, steps, dry_run=True).follows]
    assert "市a-1局 更名为 新局" in said
    (gone,) = [one for one in said if one.startswith("不再设立")]
    assert gone.endswith("、市a-2局") and all(f"市a-2局/处{n}" in gone for n in (1, 2, 3, 4))


@pytest.mark.parametrize(("before", "void"), [(False, True), (True, False)])
def test_what_a_reform_made_void_is_approved_no_more(
    tmp_path: Path, before: bool, void: bool
) -> None:
    made = small_city(tmp_path / "w", today=START, titles=[("a-2", "municipal")])
    ruled = Sittings(made).decide("withdraw:municipal=a-2", START)
    assert "同意" in shown(made) and "不再办理" not in shown(made)
    if before:
        endings.end(made, "municipal", ["a-2"], "withdrawn", ruled)
    reform(made, ABOLISHED)
    assert ("同意，因机构改革不再办理" in shown(made)) is void


def shown(ws: Workspace) -> str:
    """Return a sitting as it is shown."""
    return "\n".join(perform(ws, verb_of("group.show"), {"sitting": "s1"}).lines())


ALL_STEPS = {
    "rename": ('agency = "a-1"\nname = "新局"', "市a-1局 更名为 新局"),
    "merge": ('agencies = ["a-2", "a-3"]\nname = "并局"', "市a-2局、市a-3局 合并为 并局"),
    "split": (
        'agency = "a-1"\nname = "分局"\noffices = ["处1"]',
        "市a-1局 分设 分局，划走 市a-1局/处1",
    ),
    "abolish": ('agency = "a-2"', "撤销 市a-2局"),
    "move": ('office = "o-1-1"\nto = "a-2"', "市a-1局/处1 划入 市a-2局"),
    "rename_office": ('office = "o-1-1"\nname = "办公室"', "市a-1局/处1 更名为 办公室"),
    "split_office": (
        'office = "o-1-1"\ninto = ["甲处", "乙处"]',
        "市a-1局/处1 拆分为 甲处、乙处",
    ),
    "merge_office": (
        'offices = ["o-1-1", "o-1-2"]\nname = "丙处"',
        "市a-1局/处1、市a-1局/处2 合并为 丙处",
    ),
    "abolish_office": ('office = "o-1-1"', "撤销 市a-1局/处1"),
}


def test_each_kind_of_step_is_told_here() -> None:
    from civtui.model.reforms import STEPS

    assert [*ALL_STEPS] == [step.id for step in STEPS]


@pytest.mark.parametrize("kind", ALL_STEPS)
def test_every_step_is_named_before_and_in_the_answer(tmp_path: Path, kind: str) -> None:
    from civtui.workspace.answers import reform as answers

    made = small_city(tmp_path / "w", today=START)
    text, said = ALL_STEPS[kind]
    found = reform(made, f"[[{kind}]]\n{text}\n", dry_run=True)
    file = made.dir / "reform.toml"
    before = [*answers.plan(made, file=file).lines()]
    done = [*answers.reform(made, file=file).lines()]
    assert before[1] == said and before[1:] == done[1:]  # no table of no titles before it
    assert not found.annex
