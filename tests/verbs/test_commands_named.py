"""Whatever command a sentence names to people is one that the command line takes as it reads.

Commands are looked for in every text of the catalogues and guides, and parsed by click, with words
in the place of what is filled in; none is run. One named by its words alone (`civtui card add`)
points to the command; one with anything behind it is typed as it reads, so nothing that the command
needs may be left out, other than the arguments that `…` stands for.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import civtui
from civtui.cli.main import civtui as program
from civtui.locale import render
from civtui.rules.case_steps import CITY_TIER
from civtui.rules.group import PARTY_GROUP_MATTERS
from civtui.workspace.titles.carrying_out import CARRIED_OUT_BY, Undone

LOCALE = Path(civtui.__file__).parent / "locale"
WORDS = "civtui "
ENDS = re.compile(r"[；，。）（、：！？”“`\"'\n)(;,:!?]|\. |\.$")
REST = "…"
TOLD = ("{count}",)  # what is filled in here is told by the sentence, and typed by nobody
# words that are filled in with some words of the command line, behind which the sentence goes on
FILLED = {"{verb}": "apply add", "{remove}": "duty remove", "{noun}": "duty"}


def texts() -> Iterator[tuple[str, str]]:
    """Yield where each text of the catalogues and guides stands, and the text."""
    for path in sorted(LOCALE.rglob("*.*")):
        where = str(path.relative_to(LOCALE))
        if path.suffix == ".md":
            yield where, path.read_text("utf-8")
        elif path.suffix == ".json":
            yield from _leaves(where, json.loads(path.read_text("utf-8")))


def _leaves(where: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(f"{where}:{key}", one)


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words behind each `civtui ` of a text, up to the end of the clause."""
    for part in text.split(WORDS)[1:]:
        words = ENDS.split(part, maxsplit=1)[0].split()
        if words and (
            words[0] in program.list_commands(click.Context(program))
            or words[0] in FILLED
            or words[0].startswith("-")
        ):
            yield [more for word in words for more in FILLED.get(word, word).split()]


def hard(word: str) -> bool:
    """Return whether a word can only be part of a command, and none of the sentence around it."""
    filled = word.startswith("{") and word not in TOLD
    return filled or word.startswith(("-", REST)) or bool(re.fullmatch(r"[A-Z]+|\d+", word))


def fault(words: list[str]) -> str | None:
    """Return what the command line has against a command; None where it takes it."""
    ctx, at = click.Context(program), 0
    command: click.Command = program
    while isinstance(command, click.Group) and at < len(words):
        found = command.get_command(ctx, words[at])
        if found is None:
            break
        command, at = found, at + 1
        ctx = click.Context(command, parent=ctx, info_name=words[at - 1])
    if at == 0 and words[0] == "-w":
        return fault(words[2:]) if words[2:] else None
    if at == 0 and words[0] == "--help":
        return None
    if isinstance(command, click.Group) and at < len(words) and hard(words[at]):
        return f"no such command: {' '.join(words)}"
    rest = words[at:]
    least = max((n for n, word in enumerate(rest, 1) if hard(word)), default=0)
    if least == 0 or isinstance(command, click.Group):
        return None
    said = [_parsed(command, ctx, rest[:many]) for many in range(least, len(rest) + 1)]
    return None if None in said else said[0]


def _parsed(command: click.Command, ctx: click.Context, words: list[str]) -> str | None:
    """Return what is against the arguments and options of a command."""
    try:
        values, left, _ = command.make_parser(ctx).parse_args([*words])
    except click.UsageError as error:
        return error.format_message()
    if left:
        return f"too much: {left}"
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    open_ended = any(REST in _all(values.get(str(p.name))) for p in arguments)
    for param in command.params:
        given = _all(values.get(str(param.name)))
        free = open_ended and isinstance(param, click.Argument)
        if param.required and not given and not free:
            return f"lacks {param.name}"
        if isinstance(param.type, click.Choice):
            for word in given:
                if isinstance(word, str) and not hard(word) and word not in param.type.choices:
                    return f"{param.name} takes no {word}"
    return None


def _all(value: Any) -> list[Any]:
    if value is None or type(value).__name__ == "Sentinel":
        return []
    found = value if isinstance(value, list | tuple) else [value]
    return [one for one in found if one is not None and type(one).__name__ != "Sentinel"]


def test_the_catalogues_name_commands() -> None:
    assert sum(len([*commands(text)]) for _, text in texts()) > 250


def test_every_command_named_in_a_text_is_taken_as_it_reads() -> None:
    wrong = [
        (where, " ".join(words), said)
        for where, text in texts()
        for words in commands(text)
        if (said := fault(words))
    ]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("honor", ["civilized-office", CITY_TIER])
@pytest.mark.parametrize("matter", CARRIED_OUT_BY)
def test_every_command_of_a_decision_that_waits_is_taken_as_it_reads(
    matter: str, honor: str
) -> None:
    one = Undone("s1-1", "2026-01-05", matter, honor, ("a-1",), ("局",), ("局",), ("k1",))
    assert fault(one.command.split()) is None
    bodies = ["", *(["a-1"] if matter in PARTY_GROUP_MATTERS else [])]
    for begun, agency in ((False, ""), *((True, body) for body in bodies)):
        undo = render(one._replace(begun=begun, agency=agency).undo)
        for words in commands(undo):
            assert fault(words) is None, undo


@pytest.mark.parametrize(
    "typed", ["ledger void 29", "honor appeal a-1 s3-3 --answer s4-1", "card add … --because x"]
)
def test_a_command_that_the_command_line_refuses_is_found(typed: str) -> None:
    assert fault(typed.replace("a-1", "{a}").replace("s3-3", "{d}").split())
