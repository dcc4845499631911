"""The command group: finds the noun's file on use, turns errors into one line and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from civtui import locale
from civtui.cli.click_words import speak
from civtui.cli.face import Face, as_text, narrate, write
from civtui.cli.spoken import Spoken
from civtui.locale import encoding
from civtui.model.errors import CivtuiError, UsageFault
from civtui.model.text import LANGS, Lang, lang_of, msg
from civtui.verbs import FILES, GROUPS, noun_title


class Nouns(Spoken, click.Group):
    """A group whose commands are made of declared verbs as they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return every command, in the order of the contract."""
        return list(FILES)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands as the year's work goes, group by group; none is made for it."""
        for group, words in GROUPS.items():
            rows = [(word, locale.render(noun_title(word))) for word in words]
            with formatter.section(locale.t(f"cli.group-{group}")):
                formatter.write_dl(rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command `cmd_name`; the file of its verbs is imported now."""
        if cmd_name not in FILES:
            return None
        from civtui.cli.declared import declared

        return declared(cmd_name)


@click.command(
    cls=Nouns, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option("-w", "--workspace", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--as", "user", metavar="USER")
@click.option("--lang", type=click.Choice(LANGS))
@click.option("--plain", is_flag=True)
@click.version_option(None, "--version", package_name="civtui", message="civtui %(version)s")
@click.pass_context
def civtui(
    ctx: click.Context,
    workspace: Path | None,
    user: str | None,
    lang: Lang | None,
    plain: bool,
) -> int:
    """civtui: the terminal workspace of a city's civility assessment."""
    folder = workspace or Path(os.environ.get("CIVTUI_WORKSPACE") or ".")
    ctx.obj = Face(folder, run, user, lang_chosen=ctx.obj is not None, plain=plain)
    if ctx.invoked_subcommand is not None:
        return 0
    from civtui.cli.start import begin

    return begin(ctx.obj)


def _language(argv: list[str]) -> Lang | None:
    """Return the language asked for, before click parses: help texts are made on import."""
    for here, word in enumerate(argv):
        value = word[7:] if word.startswith("--lang=") else ""
        if word == "--lang" and here + 1 < len(argv):
            value = argv[here + 1]
        if lang := lang_of(value):
            return lang
    chosen = os.environ.get("CIVTUI_LANG", "").lower()
    return lang_of(chosen) or lang_of(chosen[:2])


def run(argv: list[str]) -> int:
    """Run `argv` and return the exit status (0 done, 1 check, 2 usage, 3 refused, 4 bad data)."""
    lang = _language(argv)
    if lang:
        locale.use(lang)
    as_json = "--json" in argv
    encoding.prepare()
    _worded()
    try:
        _only_text(argv)
        status = civtui.main(args=argv, prog_name="civtui", standalone_mode=False, obj=lang)
        return status if isinstance(status, int) else 0
    except CivtuiError as error:
        if as_json:
            _say_json(locale.error_json(error))
        for one in (error, *error.also):
            narrate(locale.error_line(one))
        return error.exit_code
    except click.UsageError as error:
        return _usage(error, as_json)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        _silence()
        return 0
    except Exception as error:
        return _trouble(error, as_json)


def _worded() -> None:
    """Say what the program itself is called and takes, in the language in use."""
    speak()
    civtui.help = locale.t("cli.help-top")
    for option in civtui.params:
        if isinstance(option, click.Option):
            option.help = locale.t(f"cli.help-global-{option.name}")


def _trouble(error: Exception, as_json: bool) -> int:
    """Tell what the machine or the program failed at, in one line and, asked for, one document."""
    from civtui.workspace.fault_reports import told

    said = told(error)
    try:
        if as_json:
            _say_json(locale.error_json(said))
        sys.stdout.flush()
    except (OSError, ValueError):  # the answer's own file is what failed
        _silence()
    with suppress(OSError, ValueError):
        narrate(locale.error_line(said))
    return said.exit_code


def _silence() -> None:
    """Let the interpreter's last flush go nowhere."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - open to the end


def _only_text(argv: list[str]) -> None:
    """Refuse words whose bytes are no UTF-8: no fact could hold them, no line show them."""
    words = [*argv, os.environ.get("CIVTUI_WORKSPACE", "")]
    for place, word in enumerate(words, 1):
        if (
            not (word.isascii() or word.isprintable())
            and (shown := word.encode("utf-8", "backslashreplace").decode()) != word
        ):
            raise UsageFault(
                msg("files.no-utf8-word", place=place), value=shown, hint=msg("files.rename")
            )


def _usage(error: click.UsageError, as_json: bool) -> int:
    if as_json:
        _say_json({"error": {"code": "usage", "message": error.format_message()}})
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    command = error.ctx.command_path if error.ctx else "civtui"
    click.echo(f"{command}: {error.format_message()}", err=True)
    return 2


def _say_json(document: object) -> None:
    write(as_text(document))
