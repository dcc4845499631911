"""Blanks alone are nothing: a required text refuses them, an optional one counts as left out."""

import json
from pathlib import Path

import pytest

from civtui.cli.main import run
from civtui.model.errors import BadInput
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.performing.performing import collected, filled, unblanked
from civtui.workspace.session import open_workspace

TYPED = [
    pytest.param(verb, field.id, id=f"{verb.id}-{field.id}")
    for verb in every_verb()
    for field in verb.fields
    if field.required and not field.late and field.type == "text" and not verb.command
]
BLANKS = "  \t\N{IDEOGRAPHIC SPACE}"


@pytest.mark.parametrize(("verb", "id_"), TYPED)
def test_a_required_text_refuses_blanks(verb: Verb, id_: str) -> None:
    given = {field.id: "x" for field in verb.fields if field.id != id_ and field.type == "text"}
    own = verb._replace(fields=tuple(f for f in verb.fields if f.type == "text"))
    assert own.field(id_)
    with pytest.raises(BadInput) as refused:
        collected(None, own, {**given, id_: BLANKS})
    assert refused.value.field == id_


def test_the_command_line_refuses_blanks_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ws = open_workspace(folder)
    before = ws.head()
    words = ["office", "correct", "o-43-1", "--name", BLANKS, "--why", "错字", "--json"]
    assert run(["-w", str(folder), *words]) == 4
    assert json.loads(capsys.readouterr().out)["error"]
    assert ws.head() == before
    ws.close()


def test_what_is_given_without_its_blanks() -> None:
    assert unblanked(BLANKS) == ""
    assert unblanked(" a ") == " a "
    assert unblanked(["a", BLANKS]) == ["a"]
    assert unblanked((1, 2, 0)) == (1, 2, 0)
    assert unblanked(None) is None


def test_a_form_of_blanks_is_not_filled() -> None:
    fields = [field for field in verb_of("card.add").fields if field.id == "cause"]
    assert filled(fields, {"cause": "停滞不前"})
    assert not filled(fields, {"cause": BLANKS})
