"""A conversation in lines: says, asks, lets choose by number; an end of input ends it cleanly."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from civtui.cli.face import say
from civtui.locale import t
from civtui.model.digits import folded, whole

PAGE = 15
FULL_STOP = {ord("。"): ".", ord("、"): ","}


class Ended(Exception):
    """There is no more input."""


class Choice(NamedTuple):
    """Something to choose: what is handed back, and how it is shown."""

    id: str
    text: str


def half_width(text: str) -> str:
    """Return what was typed with full-width letters, digits and signs as their ASCII forms."""
    return folded(text.translate(FULL_STOP)).strip()


class Talk:
    """Speaks by standard output and listens to standard input.

    Where the input is no terminal, what is read is written behind its prompt, so that the output
    reads as the conversation it was.
    """

    def __init__(self) -> None:
        if isinstance(sys.stdin, io.TextIOWrapper):
            with contextlib.suppress(io.UnsupportedOperation):
                sys.stdin.reconfigure(errors="replace")
        self.echo = not sys.stdin.isatty()

    def say(self, *lines: str) -> None:
        """Say lines."""
        for line in lines:
            say(line)

    def ask(self, prompt: str) -> str:
        """Ask for one line of text, as it is typed.

        Raises:
            Ended: the input has ended.
        """
        sys.stdout.write(f"{prompt}> ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if self.echo or not line:
            say(line.rstrip("\r\n"))
        if not line:
            raise Ended
        return line.rstrip("\r\n")

    def choose(self, title: str, choices: Sequence[Choice], *, back: str = "") -> str | None:
        """Let one of a few be chosen by number; None goes back (0).

        Args:
            back: what 0 does, in words.
        """
        while True:
            self.say("", title)
            for number, choice in enumerate(choices, 1):
                self.say(f"{number} {choice.text}")
            self.say(f"0 {back or t('plain.back')}")
            typed = half_width(self.ask(t("plain.number")))
            if typed in ("0", "q"):
                return None
            picked = _picked(typed, choices)
            if picked is not None:
                return picked.id
            self.say(t("plain.no-number", typed=typed, most=len(choices)))

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        finds: Callable[[str], Callable[[str], bool]],
        below: Sequence[Choice] = (),
    ) -> str | None:
        """Let one of many be picked: by number, by part of its text; None goes back (0).

        Args:
            finds: makes a test of texts from what was typed.
            below: what is not listed, but found by its text, behind what is listed.
        """
        shown, first = list(choices), 0
        while True:
            self.say("", t("plain.list", title=title, count=len(shown)))
            for number, choice in enumerate(shown[first : first + PAGE], first + 1):
                self.say(f"{number} {choice.text}")
            more = len(shown) - first - PAGE
            self.say(t("plain.list-more", count=more) if more > 0 else t("plain.list-end"))
            typed = half_width(self.ask(t("plain.number-or-text")))
            if typed in ("0", "q"):
                return None
            if not typed:
                first = first + PAGE if more > 0 else 0
                continue
            picked = _picked(typed, shown)
            if picked is not None:
                return picked.id
            test = finds(typed)
            found = [choice for choice in (*choices, *below) if test(choice.text)]
            if found:
                shown, first = found, 0
            else:
                self.say(t("plain.nothing-found", typed=typed))


def _picked(typed: str, choices: Sequence[Choice]) -> Choice | None:
    number = whole(typed)
    return choices[number - 1] if number is not None and 1 <= number <= len(choices) else None
