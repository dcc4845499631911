"""The words of the command-line library in the language in use.

The library asks gettext for its sentences; those a user can meet are looked up here instead, so
that help and faults of usage are wholly in one language.
"""

from __future__ import annotations

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from civtui import locale

# the library's sentence (its first form) -> name in the catalogue `click`
NAMES: dict[str, str] = {
    "Usage:": "usage",
    "Options": "options",
    "Positional arguments": "arguments",
    "Commands": "commands",
    "Show this message and exit.": "help",
    "Show the version and exit.": "version",
    "default: {default}": "default",
    "required": "required",
    "Missing command.": "no-command",
    "Missing argument": "no-argument",
    "Missing option": "no-option",
    "Missing parameter": "no-parameter",
    "Missing {param_type}": "no-other",
    "Invalid value: {message}": "bad-value",
    "Invalid value for {param_hint}: {message}": "bad-value-of",
    "No such option {name!r}.": "unknown-option",
    "No such command {name!r}.": "unknown-command",
    "Did you mean {possibility}?": "meant",
    "Got unexpected extra argument ({args})": "too-many",
    "Choose from:\n\t{choices}": "choose",
    "{value!r} is not {choice}.": "not-choice",
    "{value!r} is not a valid {number_type}.": "no-number",
    "{value} is not in the range {range}.": "out-of-range",
    "Option {name!r} does not take a value.": "takes-none",
    "Option {name!r} requires an argument.": "takes-one",
    "Argument {name!r} takes {nargs} values.": "takes-many",
    "{name} {filename!r} does not exist.": "no-file",
    "file": "file",
    "directory": "directory",
    "path": "path",
}


def said(sentence: str) -> str:
    """Return a sentence of the library in the language in use; the library's own in English."""
    name = NAMES.get(sentence)
    if name is None or locale.current() == "en":
        return sentence
    return locale.pattern(f"click.{name}", locale.current()) or sentence


def counted(one: str, many: str, number: int) -> str:
    """Return the form of a sentence for a number."""
    if one in NAMES and locale.current() != "en":
        return said(one)  # its places are those of the form for many, too
    return one if number == 1 else many


def speak() -> None:
    """Let the library ask here for its sentences."""
    modules = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.types,
    )
    for module in modules:
        for name, ours in (("_", said), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, ours)


def speaks() -> bool:
    """Return whether the library asks here."""
    return getattr(click.decorators, "_", None) is said
