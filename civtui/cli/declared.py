"""Commands made from declared verbs: arguments, options, help, answers; one way for all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from civtui.cli.completing import offered
from civtui.cli.face import Face, emit, narrate, pour
from civtui.cli.globals import everywhere
from civtui.files import held_to, looked_at
from civtui.locale import render, t
from civtui.model.errors import BadInput, UsageFault
from civtui.model.fields import Field
from civtui.model.text import msg
from civtui.verbs import noun_title, verb_of, verbs_of
from civtui.verbs.verb import Verb, beside

if TYPE_CHECKING:
    from civtui.workspace.session import Workspace

    Typed = click.ParamType[Any]
else:  # older releases of click know it without its answer's type
    Typed = click.ParamType


class Read(Typed):
    """What the reader of a field's type makes of a word (`workspace.performing.read`)."""

    def __init__(self, field: Field) -> None:
        self.field, self.name = field, field.type.upper()

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value; what is none is a fault of usage."""
        from civtui.locale import error_line
        from civtui.workspace.performing.performing import read

        try:
            return read(self.field, value)
        except BadInput as error:
            date = self.field.type == "date"
            said = t("cli_titles.bad-day", value=value) if date else error_line(error)
            self.fail(said, param, ctx)


class Named(click.Choice[str]):
    """A choice by its id, or by its title in either language, as forms and questions take it."""

    def __init__(self, verb: Verb, field: Field) -> None:
        super().__init__([choice.id for choice in field.choices])
        self.verb, self.field = verb, field

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the id; what names none is a fault of usage."""
        from civtui.model.reading import choice_of
        from civtui.workspace.performing.performing import titled

        meant = choice_of(titled(self.verb, self.field).choices, value)
        return super().convert(value if meant is None else meant, param, ctx)


def _type(verb: Verb, field: Field) -> Any:
    if field.late:
        return None
    if field.type == "choice":
        return Named(verb, field)
    if field.type == "file":
        return click.Path(path_type=Path)
    if field.type in ("date", "count", "number", "percent", "votes"):
        return Read(field._replace(title=verb.title_of(field)))
    return None


def _parameter(verb: Verb, field: Field) -> click.Parameter:
    """Return the argument or option by which the command line takes a field."""
    metavar = field.metavar or None
    if field.argument:
        many, needed = -1 if field.several else 1, field.required and not _may_lack(verb, field)
        return click.Argument(
            [field.keyword],
            required=needed,
            nargs=many,
            type=_type(verb, field),
            metavar=metavar or (None if field.required else f"[{field.id.upper()}]"),
            shell_complete=offered(field),
        )
    flags = [*(field.flags or (f"--{field.id}",)), field.keyword]
    said = _said(verb, field)
    if field.type == "flag":
        return click.Option(flags, is_flag=True, help=said)
    if field.type == "yes-no":
        return click.Option(
            flags, is_flag=True, default=None, help=said, required=field.required and not field.late
        )
    if field.type in ("date", "count") and metavar is None:
        metavar = {"date": "DATE", "count": "N"}[field.type]
    return click.Option(
        flags,
        required=field.required and not field.late,
        multiple=field.several,
        type=_type(verb, field),
        metavar=metavar,
        help=said,
        shell_complete=offered(field),
    )


def _said(verb: Verb, field: Field) -> str:
    """Return what the command's help says of an option: its title, and all there is beside it."""
    more = [render(said) for said in beside(field, command=True)]
    if field.several:
        more.append(t("verbs.repeatable"))
    if not more:
        return render(verb.title_of(field))
    hint = t("common.joint").join(more)
    return t("verbs.title-hint", title=verb.title_of(field), hint=hint)


def _may_lack(verb: Verb, field: Field) -> bool:
    """Return whether an old spelling leaves the argument out."""
    return field is verb.fields[0] and any(not (old.option or old.word) for old in verb.old)


def _old(option: str, value: str, means: Verb) -> click.Option:
    """Return the option by which an old spelling means another verb."""
    said = render(means.title)
    if not value:
        return click.Option([option], is_flag=True, help=said)
    return click.Option([option], metavar="ID", help=said)


def command(verb: Verb) -> click.Command:
    """Return the command of a verb."""
    if verb.command:
        from civtui.workspace.performing.performing import named

        by_hand = cast(click.Command, named(verb.command))
        by_hand.help = render(verb.title)
        return everywhere(by_hand)
    params = [_parameter(verb, field) for field in verb.fields if field.only != "form"]
    params += [_old(o.option, o.value, verb_of(o.verb)) for o in verb.old if o.option]
    params.append(click.Option(["--json", "as_json"], is_flag=True, help="JSON"))
    if verb.confirm:
        params.append(click.Option(["--yes", "-y", "yes"], is_flag=True, help=t("verbs.help-yes")))
    words = [f"{verb.name} {o.word}: {render(verb_of(o.verb).title)}" for o in verb.old if o.word]
    made = click.Command(
        verb.name,
        params=params,
        help="\n\n".join([render(verb.title), *words]),
        hidden=verb.hidden,
        callback=lambda **given: _done(click.get_current_context(), verb, given),
    )
    return everywhere(made)


def _meant(verb: Verb, given: dict[str, Any]) -> tuple[Verb, dict[str, Any]]:
    """Return the verb that is meant, and its values by the ids of its fields."""
    values = {f.id: given[f.keyword] for f in verb.fields if f.only != "form"}
    for old in verb.old:
        if old.word:
            if values[verb.fields[0].id] == old.word:
                return verb_of(old.verb), {}
            continue
        said = given.get(old.option.removeprefix("--").replace("-", "_"))
        if said or not (old.option or values[verb.fields[0].id]):
            other = verb_of(old.verb)
            values[old.value] = said
            return other, {field.id: values.get(field.id) for field in other.fields}
    return verb, values


def _done(context: click.Context, verb: Verb, given: dict[str, Any]) -> int:
    """Do a verb and print its answer; return the exit status."""
    from civtui.workspace.performing.performing import perform

    as_json, yes = given.pop("as_json"), given.pop("yes", True)
    face: Face = context.obj
    verb, values = _meant(verb, given)
    points = any(f.type == "reference" and values.get(f.id) for f in verb.fields)
    alone = verb.without and values[verb.without] is not None
    ws = face.working("nothing" if alone else verb.needs, points=points)
    place = face.folder if verb.needs == "folder" else ws
    with looked_at() as files:
        if not yes and ws is not None:
            _confirmed(ws, verb, values, as_json)
    with held_to(files):  # what is asked about is what is done, whatever became of a file meanwhile
        if verb.long:
            from civtui.cli.stopping import stoppable

            with stoppable() as tell:
                answer = perform(place, verb, values, tell)
        else:
            answer = perform(place, verb, values)
    if answer.content is not None:
        if as_json:
            raise UsageFault(msg("output.json-too"))
        return pour(answer.content())
    for said in (*answer.aside, *(() if as_json else answer.warnings)):
        narrate(said)
    return emit(answer.document() if as_json else None, as_json, answer.lines, status=answer.status)


def _confirmed(ws: Workspace, verb: Verb, values: dict[str, Any], as_json: bool) -> None:
    """Say what will happen and ask, where somebody sits at a terminal."""
    from civtui.workspace.performing.foreseeing import announced, caused
    from civtui.workspace.performing.rehearsing import rehearse

    if as_json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return
    said = announced(ws, verb, values)
    if said is not None:
        rehearse(ws, verb, values)
        for line in (render(said), *caused(ws, verb, values)):
            narrate(line)
        if not click.confirm(t("verbs.go-on"), err=True):
            raise click.Abort


class Noun(click.Group):
    """The verbs of a noun; commands are made as they are asked for.

    Args:
        words: the noun, one word or more.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        verbs = verbs_of(self.words[0])
        self.verbs = {v.name: v for v in verbs if tuple(v.noun.split()) == self.words}
        self.verbs |= {alias: v for v in self.verbs.values() for alias in v.aliases}
        deep = len(self.words)
        self.below = {
            v.noun.split()[deep]: None
            for v in verbs
            if tuple(v.noun.split()[:deep]) == self.words and len(v.noun.split()) > deep
        }
        super().__init__(self.words[-1], help=render(noun_title(" ".join(words))))
        everywhere(self)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of their declarations, then the nouns below."""
        own = [name for name, verb in self.verbs.items() if name not in verb.aliases]
        return [
            *own,
            *(name for name in self.below if name not in own),
            *super().list_commands(ctx),
        ]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or the noun below."""
        verb = self.verbs.get(cmd_name)
        if verb is not None:
            return command(verb)
        if cmd_name in self.below:
            return Noun((*self.words, cmd_name))
        return super().get_command(ctx, cmd_name)


def declared(word: str) -> click.Command | None:
    """Return the noun or the verb that stands for the first word of a command."""
    verbs = verbs_of(word)
    if not verbs:
        return None
    alone = [verb for verb in verbs if not verb.noun]
    return command(alone[0]) if alone else Noun((word,))
