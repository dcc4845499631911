"""Every refusal of a value names the field by its title, never by its name in the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from civtui.locale import error_json, error_line, render
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.facts.building import ActivitiesLogged
from civtui.model.text import Lang, msg
from civtui.verbs import every_verb, verb_of
from civtui.workspace.performing.naming_places import KINDS, naming_places
from civtui.workspace.performing.performing import perform
from tests.titles.small import small_city

WRONG = msg("exchange.no-date")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_over_all_fields_of_all_verbs(kind: str, lang: Lang) -> None:
    tried = 0
    for verb in every_verb():
        for field in verb.fields:
            with pytest.raises(BadInput) as told, naming_places(verb):
                raise BadInput(WRONG, where={kind: field.id})
            line = error_line(told.value, lang)
            title = render(verb.title_of(field), lang)
            assert line.startswith(f"“{title}”"), (verb.id, field.id, line)
            if lang == "zh":
                assert not re.search(rf"\\b{re.escape(field.id)}\\b", line), (verb.id, field.id)
            assert error_json(told.value)["error"]["where"] == {kind: field.id}  # type: ignore[index]  # JSON
            tried += 1
    assert tried > 400


def test_a_message_that_names_the_field_itself_says_it_once() -> None:
    error = BadInput(WRONG, where={"key": "name"}, named={"key": ""})
    with pytest.raises(BadInput) as told, naming_places(verb_of("agency.add")):
        raise error
    assert error_line(told.value, "zh") == render(WRONG, "zh")


def test_a_key_of_a_file_is_named_as_the_file_has_it() -> None:
    with pytest.raises(BadInput) as told, naming_places(verb_of("agency.add")):
        raise BadInput(WRONG, where={"file": "a.toml", "key": "name"})
    assert "name" in error_line(told.value, "zh")


def test_what_a_fact_refuses_is_named_by_what_the_ledger_calls_it() -> None:
    with pytest.raises(BadInput) as told, naming_places(verb_of("agency.list")):
        ActivitiesLogged(activities=())
    assert "activities" not in error_line(told.value, "zh")


LONG = "多" * 300


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "2024"),
        ("name", LONG),
        ("short", LONG),
        ("category", LONG),
        ("sector", LONG),
        ("code", "123"),
        ("chief", LONG),
        ("chief-phone", LONG),
        ("reporter", LONG),
        ("reporter-phone", LONG),
    ],
)
def test_an_agency_added_by_hand(tmp_path: Path, field: str, value: str) -> None:
    ws, verb = small_city(tmp_path / "w"), verb_of("agency.add")
    with pytest.raises(CivtuiError) as told:
        perform(ws, verb, {"name": "市样板局", field: value})
    title = next(verb.title_of(one) for one in verb.fields if one.id == field)
    assert error_line(told.value, "zh").startswith(f"“{render(title, 'zh')}”")
    ws.close()
