"""Commands written by hand whose help is said in the language in use as it is shown.

A module's commands are made once, but a process may say help in one language and then in the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from civtui.cli.click_words import said, speaks
from civtui.locale import t

Wrapped = TypeVar("Wrapped", bound=Callable[..., Any] | click.Command)

if TYPE_CHECKING:
    Base = click.Command
else:
    Base = object


class Spoken(Base):
    """Says what `--help` does: the library keeps the words that it said first."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option, its words looked up now."""
        option = super().get_help_option(ctx)
        if option is not None and speaks():
            option.help = said("Show this message and exit.")
        return option


class Command(Spoken, click.Command):
    """A command written by hand; `declared.command` says what it does."""


class Option(click.Option):
    """An option.

    Args:
        says: key of its help in the catalogue.
    """

    def __init__(self, *args: Any, says: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.says = says

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of help, its words looked up now."""
        self.help = t(self.says)
        return super().get_help_record(ctx)


def command(name: str) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function."""
    return click.command(name, cls=Command)


def option(*flags: str, says: str, **more: Any) -> Callable[[Wrapped], Wrapped]:
    """Give a command an option whose help is the catalogue's `says`."""
    return click.option(*flags, cls=Option, says=says, **more)
