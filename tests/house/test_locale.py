"""Both catalogues say the same things, with the same places to fill."""

import ast
import json
import re
import string
from pathlib import Path

import pytest

import civtui
from civtui import locale
from civtui.ledger.projections import APPLY
from civtui.model.text import LANGS, Bilingual, Lang, Message, msg
from civtui.verbs import GROUPS, every_verb, noun_title

ROOM = Path(locale.__file__).parent


def areas(language: str) -> list[str]:
    folder = ROOM / language
    return sorted(
        path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")
    )


AREAS = areas("zh_CN")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def catalogue(language: str, area: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((ROOM / language / f"{area}.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_language_has_the_same_areas_and_guides(lang: Lang) -> None:
    folder = locale.FOLDERS[lang]
    assert areas(folder) == AREAS
    guides = {path.name for path in (ROOM / folder / "guides").iterdir()}
    assert guides == {path.name for path in (ROOM / "zh_CN" / "guides").iterdir()}


@pytest.mark.parametrize("lang", LANGS[1:])
@pytest.mark.parametrize("area", AREAS)
def test_every_language_says_the_same(area: str, lang: Lang) -> None:
    zh, other = catalogue("zh_CN", area), catalogue(locale.FOLDERS[lang], area)
    assert zh.keys() == other.keys()
    assert {k: places(v) for k, v in zh.items()} == {k: places(v) for k, v in other.items()}
    assert not [key for texts in (zh, other) for key, text in texts.items() if not text.strip()]


def test_a_switch_of_language_comes_by_every_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(locale._state, "lang", "zh")
    seen = []
    for _ in LANGS:
        locale.use(locale.following())
        seen.append(locale.current())
    assert seen == [*LANGS[1:], LANGS[0]]


def test_every_group_of_commands_has_a_heading() -> None:
    assert {f"group-{name}" for name in GROUPS} <= catalogue("zh_CN", "cli").keys()


def used_keys() -> set[str]:
    """Return every constant first argument of `t` and `msg` in the source."""
    found = set()
    for path in Path(civtui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("t", "msg")
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                found.add(node.args[0].value)
    return found


def test_every_sentence_the_source_uses_is_there() -> None:
    known = {f"{area}.{key}" for area in AREAS for key in catalogue("zh_CN", area)}
    assert used_keys() - known == set()


def places_of_errors() -> set[str]:
    """Return every key by which the source says where an error is."""
    return {
        key.value
        for path in Path(civtui.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.keyword)
        and node.arg == "where"
        and isinstance(node.value, ast.Dict)
        for key in node.value.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def test_every_place_of_an_error_has_a_name() -> None:
    named = {key for key in catalogue("zh_CN", "common") if key.startswith("where-")}
    assert {f"where-{key}" for key in places_of_errors()} - named == set()


def test_every_kind_of_fact_has_a_name() -> None:
    named = {key for key in catalogue("zh_CN", "tui") if key.startswith("fact-")}
    assert {f"fact-{kind}" for kind in APPLY} - named == set()


def declared_keys() -> set[str]:
    """Return the titles of every declared noun, verb, field and choice."""
    found = set()
    for verb in every_verb():
        words = verb.noun.split()
        found |= {noun_title(" ".join(words[: n + 1])).key for n in range(len(words))}
        titles = [verb.title, *(verb.title_of(field) for field in verb.fields)]
        titles += [field.hint for field in verb.fields if field.hint]
        titles += [choice.title for field in verb.fields for choice in field.choices]
        found |= {title.key for title in titles if isinstance(title, Message)}
    return found


def test_everything_declared_has_a_title() -> None:
    known = {f"{area}.{key}" for area in AREAS for key in catalogue("zh_CN", area)}
    assert declared_keys() - known == set()


def made_keys() -> tuple[set[str], set[str]]:
    """Return every constant text of the source, and patterns of those that are put together."""
    texts, patterns = set(), set()
    for path in Path(civtui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
                if "{}" in node.value:  # as a column of a table says its content
                    patterns.add(re.escape(node.value).replace(r"\{\}", ".+"))
            elif isinstance(node, ast.JoinedStr):
                parts = (v.value if isinstance(v, ast.Constant) else None for v in node.values)
                patterns.add("".join(".+" if p is None else re.escape(str(p)) for p in parts))
            elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.Constant):
                patterns.add(re.escape(str(node.left.value)) + ".+")
    return texts, {p for p in patterns if re.match(r"[a-z_/]+\\\.", p)}


def test_every_sentence_of_the_catalogues_is_used() -> None:
    texts, patterns = made_keys()
    known = {f"{area}.{key}" for area in AREAS for key in catalogue("zh_CN", area)}
    said = re.compile("|".join(patterns))
    assert not sorted(key for key in known - texts - declared_keys() if not said.fullmatch(key))


def test_messages_nest_and_follow_the_language() -> None:
    nested = msg("common.value", value=Bilingual("处室", "office"))
    assert locale.render(nested, "zh") == "读到 处室"
    assert locale.render(nested, "en") == "got office"
