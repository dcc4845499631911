"""`inbox`: the files that wait to be taken in, and what each could be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.errors import NotFound
from civtui.model.progress import Tell
from civtui.model.text import Message, msg
from civtui.plugin.builtin_formats.shown import seen
from civtui.workspace.answers import Answer
from civtui.workspace.building.guessing import Guess, Looked, explained, looks_like
from civtui.workspace.building.inbox import (
    Imported,
    Waiting,
    folder,
    imported,
    in_the_way,
    kept,
    waiting,
)
from civtui.workspace.session import Workspace

MOST_NAMED = 10


def list_(ws: Workspace, *, tell: Tell) -> Answer:
    """Answer with the files of the inbox, the newest first, each with what it could be."""
    wrong, there = in_the_way(ws), waiting(ws)
    found = [(one, looks_like(ws, one.path, tell)) for one in there]
    taken, before = kept(ws, there), imported(ws, there)

    def marks(one: Waiting, looked: Looked) -> tuple[str, str]:
        name = one.path.name
        most = t("inbox.taken-in") if name in taken else best(looked)
        return most, render(before[name].said()) if name in before else ""

    def lines() -> Iterator[str]:
        if not found:
            yield render(wrong) if wrong else t("inbox.empty", folder=str(folder(ws)))
            return
        heads = [t(f"inbox.column-{column}") for column in ("file", "size", "day", "guess")]
        yield from table(
            heads,
            [
                [
                    seen(w.path.name),
                    w.shown_size,
                    str(w.day),
                    " · ".join(filter(None, marks(w, looked))),
                ]
                for w, looked in found
            ],
        )

    return Answer(
        [
            _document(w, looked, w.path.name in taken, before.get(w.path.name))
            for w, looked in found
        ],
        lines,
    )


def best(looked: Looked) -> str:
    """Return what a file is most likely, or why nothing can be said."""
    if looked.guesses:
        return render(looked.guesses[0].title)
    return render(looked.trouble.message) if looked.trouble else ""


def show(ws: Workspace, *, file: str, tell: Tell) -> Answer:
    """Answer with what a file of the inbox could be, and the commands that take it in."""
    one = named(ws, file)
    taken, before = bool(kept(ws, [one])), imported(ws, [one]).get(one.path.name)
    looked = looks_like(ws, one.path, tell)

    def lines() -> Iterator[str]:
        yield f"{seen(one.path.name)}  {one.shown_size}  {one.day}"
        if taken:
            yield t("inbox.taken-in")
        if before:
            yield render(before.said())
        for guess in looked.guesses:
            yield f"· {render(guess.title)}"
            yield from (f"    {seen(render(reason))}" for reason in why(guess))
            yield f"    {guess.command}"
        if looked.trouble is not None:
            yield from (seen(render(said)) for said in explained(looked.trouble))

    return Answer(_document(one, looked, taken, before), lines)


def why(guess: Guess) -> list[Message]:
    """Return why a file could be something, and why the user cannot take it in as that."""
    return [*guess.reasons, *([guess.refused] if guess.refused else [])]


def named(ws: Workspace, name: str) -> Waiting:
    """Return the file of the inbox with a name.

    Raises:
        NotFound: there is none.
    """
    there = waiting(ws)
    for one in there:
        if one.path.name == name:
            return one
    raise NotFound(
        msg("inbox.no-file"),
        where={"file": str(folder(ws))},
        value=name,
        allowed=[one.path.name for one in there[:MOST_NAMED]],
    )


def _document(one: Waiting, looked: Looked, taken: bool, before: Imported | None) -> dict[str, Any]:
    return {
        "name": one.path.name,
        "path": str(one.path),
        "size": one.size,
        "day": one.day,
        "guesses": [
            {
                "verb": guess.verb,
                "title": guess.title,
                "round": guess.given.get("round"),
                "reasons": list(guess.reasons),
                "columns": guess.fits,
                "command": guess.command,
                "refused": guess.refused,
            }
            for guess in looked.guesses
        ],
        "kept": taken,
        "imported": before._asdict() if before else None,
        "trouble": explained(looked.trouble) if looked.trouble else [],
    }
