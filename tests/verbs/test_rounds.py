"""Rounds and marks as declared verbs: what a form of theirs takes, says, refuses, takes back."""

from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.model.errors import BadInput, UsageFault
from civtui.scoring.pipeline.items import numbered
from civtui.verbs import verb_of
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.performing import foreseeing, performing
from civtui.workspace.references.meant import candidates, meant
from civtui.workspace.rounds import rounds
from civtui.workspace.session import Workspace, open_workspace

OPEN = "city-2026"


@pytest.fixture
def ws(folder: Path) -> Workspace:
    return open_workspace(folder)


def test_subjects_are_named_or_filtered_on_the_command_line(ws: Workspace, folder: Path) -> None:
    words = ["round", "new", "r", "--subjects", "贸发局、组织部/人才处", "--assessor", "x9:王五"]
    assert run([*words, "-w", str(folder)]) == 0
    many = len(office_rows(ws, "a-43")) + 1
    assert rounds.round_row(ws, "r").subjects == many
    ws.close()


def test_what_is_wrong_names_its_field(ws: Workspace) -> None:
    given = {"id": "r", "subjects": "贸发局", "assessor": ["a1:甲", "a1:乙"]}
    wrong = [
        ("assessor", {}),
        ("subjects", {"subjects": "没有这个局"}),
        ("id", {"assessor": ["a1"], "id": OPEN}),
        ("standard", {"assessor": ["a1"], "standard": "nope"}),
    ]
    head = ws.head()
    for field, change in wrong:
        with pytest.raises(BadInput) as caught:
            performing.perform(ws, verb_of("round.new"), {**given, **change})
        assert caught.value.field == field
    assert ws.head() == head
    ws.close()


def test_earlier_judges_are_offered_and_new_ones_taken_as_written(ws: Workspace) -> None:
    known = candidates(ws, "judge", {})
    assert known and all(place.id.split(":")[0] in place.also for place in known)
    assert meant(ws, "judge", "kp1", {}) == "kp1"  # a script's spelling means what it meant
    ws.close()


def test_closing_says_how_many_marks_are_missing(ws: Workspace) -> None:
    close = verb_of("round.close")
    row = rounds.round_row(ws, OPEN)
    said = foreseeing.announced(ws, close, {"round": row.name})
    assert said is not None and said.values["missing"] == row.expected - row.given > 0
    ended = next(r for r in rounds.round_rows(ws) if r.state == "closed")
    assert foreseeing.announced(ws, close, {"round": ended.id}) is None
    assert performing.refused(ws, close, ended.id) is not None
    assert performing.refused(ws, verb_of("round.open"), ended.id) is None
    ws.close()


def test_a_mark_is_read_as_its_item_takes_it_and_taken_back(ws: Workspace) -> None:
    sheet = rounds.sheet(ws, OPEN)
    subject = next(s for s in sheet.subjects if s.id in sheet.mine)
    cell = {
        "round": OPEN,
        "subject": subject.full_name,
        "item": sheet.items[0].id,
        "assessor": sheet.assessor.id,
    }
    verb = verb_of("mark.set")
    head = ws.head()
    with pytest.raises(BadInput) as caught:
        performing.perform(ws, verb, {**cell, "value": "没有这一档"})
    assert caught.value.field == "value" and ws.head() == head
    saved = performing.perform(ws, verb, {**cell, "value": "0"}).document()
    assert (saved["subject"], saved["value"]) == (subject.id, "0")
    back = {"round": OPEN, "assessor": sheet.assessor.id}
    undone = performing.perform(ws, verb_of(verb.inverse), back).document()
    assert undone["undone"]["subject"] == subject.id
    ws.close()


def test_an_item_answers_to_its_number_on_the_sheet_as_imports_take_it(ws: Workspace) -> None:
    items = rounds.sheet(ws, OPEN).items
    numbers = list(numbered(items))
    assert len(set(numbers)) == len(items) > 1
    for number, item in zip(numbers, items, strict=True):
        for text in (number, f"{number} {item.title.zh}", f"{number}{item.title.zh}"):
            assert meant(ws, "item", text, {"round": OPEN}) == item.id
    ws.close()


def test_a_note_is_words_for_scripts_and_two_fields_in_a_form(ws: Workspace) -> None:
    sheet, verb = rounds.sheet(ws, OPEN), verb_of("mark.note")
    subject = next(s.id for s in sheet.subjects if s.id in sheet.mine)
    cell = {"round": OPEN, "subject": subject, "assessor": sheet.assessor.id}
    item = sheet.items[0].id
    asked = [field.id for field in performing.form_fields(ws, verb, {})]
    assert "words" not in asked and {"item", "text"} <= set(asked)
    for given in ({"words": (item, "好，很好")}, {"item": item, "text": "好，很好"}):
        note = performing.perform(ws, verb, {**cell, **given}).document()
        assert (note["item"], note["text"]) == (item, "好，很好")
    with pytest.raises(UsageFault):
        performing.perform(ws, verb, {**cell, "words": ("a", "b", "c")})
    ws.close()


def test_a_calculator_asks_for_an_input_or_a_round(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for verb in ("agreement", "calibrate"):
        assert run([verb, "-w", str(folder)]) == 2
    assert run(["agreement", "--round", OPEN, "-w", str(tmp_path / "none")]) == 4
    assert run(["agreement", "--round", OPEN, "-w", str(folder), "--json"]) == 0
    capsys.readouterr()


def test_a_note_takes_its_item_as_every_verb_does(folder: Path) -> None:
    ws = open_workspace(folder)
    sheet = rounds.sheet(ws, OPEN)
    subject = next(s.id for s in sheet.subjects if s.id in sheet.mine)
    item, number = sheet.items[0], next(numbered(sheet.items))
    cell = {"round": OPEN, "subject": subject, "assessor": sheet.assessor.id}
    for name in (item.id, number, f"{number} {item.title.zh}"):
        given = {**cell, "words": [name, f"看 {name}"]}
        said = performing.perform(ws, verb_of("mark.note"), given).document()
        assert (said["item"], said["text"]) == (item.id, f"看 {name}")
        with pytest.raises(UsageFault):  # the text was forgotten
            performing.perform(ws, verb_of("mark.note"), {**cell, "words": [name]})
    ws.close()
