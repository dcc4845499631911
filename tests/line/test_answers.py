"""An answer that the line tore apart does not arrive as typed keys."""

import pytest
from textual import events

from civtui.tui.line.answers import Torn


def key(character: str) -> events.Key:
    return events.Key("escape", "\x1b") if character == "\x1b" else events.Key(character, character)


def typed(torn: Torn, text: str, awaited: bool = True) -> tuple[str, list[tuple[int, int]]]:
    """Return the keys that came through, and the answers found."""
    out, answers = "", []
    for character in text:
        held = torn.take(key(character), awaited)
        out += "".join(k.character or "" for k in held.keys)
        answers += [held.answer] if held.answer else []
    return out, answers


def test_a_torn_answer_is_an_answer() -> None:
    assert typed(Torn(), "\x1b[12;40R") == ("", [(11, 39)])


def test_an_answer_without_its_escape_is_one_too() -> None:
    assert typed(Torn(), "[12;40R") == ("", [(11, 39)])


def test_keys_around_it_come_through() -> None:
    assert typed(Torn(), "ab\x1b[3;4Rcd") == ("abcd", [(2, 3)])


@pytest.mark.parametrize(
    "text", ["\x1bx", "\x1b[12x", "\x1b[1;2;3R", "\x1b\x1bx", "\x1b[A", "[2024]"]
)
def test_what_is_no_answer_comes_through_in_order(text: str) -> None:
    assert typed(Torn(), text) == (text, [])


def test_escape_is_held_only_while_an_answer_is_awaited() -> None:
    assert typed(Torn(), "\x1b", awaited=False) == ("\x1b", [])
    torn = Torn()
    assert typed(torn, "\x1b") == ("", [])
    assert [k.key for k in torn.let_go()] == ["escape"] and torn.let_go() == []
