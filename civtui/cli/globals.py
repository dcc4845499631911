"""The global options: the same before a noun, behind it, and behind its verb."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from civtui.cli.click_words import said
from civtui.cli.face import Face
from civtui.model.text import LANGS


def _options() -> list[click.Option]:
    """Return the global options, made anew: a parameter belongs to one command."""
    return [
        click.Option(["-w", "--workspace"], type=click.Path(path_type=Path)),
        click.Option(["--as", "user"], metavar="USER"),
        click.Option(["--lang"], type=click.Choice(LANGS)),
        click.Option(["--plain"], is_flag=True, default=None),
    ]


def _taken(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Put an option that stands behind a noun or its verb into the call's face."""
    face = context.obj
    if value is None:
        return
    if not isinstance(face, Face):  # a shell asks what may stand here: nothing is done
        context.meta[option.name or ""] = value
        return
    if option.name == "workspace":
        face.folder = value
    elif option.name == "user":
        face.user = value
    elif option.name == "plain":
        face.plain = bool(value)
    # the language was found before anything was parsed (`main.run`)


def _no_option(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Refuse an option of the command as the text of the one before it: that was forgotten.

    Raises:
        click.BadOptionUsage: it is one.
    """
    options = [one for one in context.command.params if isinstance(one, click.Option)]
    own = {flag for one in options for flag in (*one.opts, *one.secondary_opts)}
    many = value if isinstance(value, tuple | list) else (value,)
    if any(str(one) in own | {*context.help_option_names} for one in many if one is not None):
        name = max(option.opts, key=len)
        text = said("Option {name!r} requires an argument.").format(name=name)
        raise click.BadOptionUsage(name, text, context)


def _held(option: click.Option) -> None:
    """Let an option that takes a value refuse an option in its place (see `_no_option`)."""
    before = option.callback

    def callback(context: click.Context, param: click.Parameter, value: Any) -> Any:
        _no_option(context, param, value)
        return before(context, param, value) if before else value

    option.callback = callback


def everywhere(command: click.Command) -> click.Command:
    """Let a command, and all below it, take the global options as well, and return it.

    An option of the command's own goes first; none is taken for the text of another.
    """
    if isinstance(command, click.Group):
        for below in command.commands.values():
            everywhere(below)
    own = {flag for param in command.params for flag in param.opts}
    for option in _options():
        if not own & set(option.opts):
            option.expose_value, option.is_eager, option.hidden = False, True, True
            option.callback = _taken
            command.params.append(option)
    for param in command.params:
        if isinstance(param, click.Option) and not param.is_flag and not param.count:
            _held(param)
    return command
