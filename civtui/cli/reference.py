"""Writes the command line down: `python -m civtui.cli.reference` makes `docs/cli.md` anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from civtui import locale
from civtui.locale import render
from civtui.verbs import every_verb, verb_of, verbs_of
from civtui.verbs.verb import Verb
from civtui.workspace.titles.reform_file import reference

HEAD = """# Commands / 命令

Generated from the commands themselves; `python -m civtui.cli.reference` writes it anew.
Global: `civtui [-w DIR] [--as USER] [--lang zh|en] COMMAND`. Exit: 0 done, 1 the check found
something wrong, 2 usage, 3 refused by permission or rule, 4 bad input data. What stands in brackets
may be left out.

| command | 中文 | English |
|---|---|---|
"""


def verbs(
    command: click.Command, words: tuple[str, ...], context: click.Context
) -> Iterator[tuple[str, str]]:
    """Yield (usage, help) of a command and of everything below it."""
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from verbs(below, (*words, name), click.Context(below, context, name))
        return
    pieces = [p for p in command.collect_usage_pieces(context) if p != "[OPTIONS]"]
    needed = _needed(words[1:])
    options = [
        option.opts[-1] if option.name in needed or option.required else f"[{option.opts[-1]}]"
        for option in command.params
        if isinstance(option, click.Option) and not option.hidden
    ]
    usage = " ".join((*words, *pieces, *(o for o in options if o != "[--help]")))
    yield usage, (command.help or "").split("\n")[0]


def _needed(words: tuple[str, ...]) -> set[str]:
    """Return the keywords of the fields that a verb refuses to go without."""
    verb = next((v for v in verbs_of(words[0]) if v.id == ".".join(words)), None)
    return {field.keyword for field in verb.fields if field.required} if verb else set()


def table(lang: str) -> list[tuple[str, str]]:
    """Return every command with its help in `lang`, read in an interpreter of its own."""
    import json
    import subprocess
    import sys

    script = "import json; from civtui.cli import reference; print(json.dumps(reference.here()))"
    environment = {"CIVTUI_LANG": lang, "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", f"from civtui import locale; locale.use({lang!r}); {script}"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    return [(usage, said) for usage, said in json.loads(done.stdout)]


def here() -> list[tuple[str, str]]:
    """Return every command with its help in the language in use."""
    from civtui.cli.main import civtui

    context = click.Context(civtui, info_name="civtui")
    return list(verbs(civtui, ("civtui",), context))


def page() -> str:
    """Return `docs/cli.md`."""
    zh, en = table("zh"), table("en")
    lines = [
        f"| `{usage.replace('|', chr(92) + '|')}` | {a} | {b} |"
        for (usage, a), (_, b) in zip(zh, en, strict=True)
    ]
    return HEAD + "\n".join(lines) + "\n"


VERBS_HEAD = """# Verbs / 办事一览

Generated from the declarations (`civtui/verbs/`); `python -m civtui.cli.reference` writes it anew.
A field with `*` is needed, one with `…` takes several values. Every verb is a command; the other
faces are the form on the screen (Ctrl+P finds it), the deeds of a row (F7) and the questions of
`--plain`. A verb with a confirmation says on the screen what will happen, and F8 does it; a
command asks at a terminal, unless `--yes` is given, and without one does it at once. How each that
writes is taken back stands below.

| verb | 中文 | fields | right | row | confirmed | made by hand |
|---|---|---|---|---|---|---|
"""
WAYS_HEAD = """
## The way back / 撤回办法

Every verb that writes, what takes it back, and until when. `ledger void` takes back the whole deed
that a fact is part of: every table is as if it had never been, and the ledger keeps both. On the
screen it stands on the fact's row (`9`, then `F7`); the last step of a thing is also taken back on
the thing's own row (`void` of its noun).

| verb | taken back by | until when | 何时可撤 | screen | command |
|---|---|---|---|---|---|
"""


def verbs_page() -> str:
    """Return `docs/verbs.md`: every verb with its fields, right, inverse and faces."""
    lines = []
    for verb in every_verb():
        fields = " ".join(
            f"{f.id}{'*' if f.required else ''}{'…' if f.several else ''}" for f in verb.fields
        )
        by_hand = "; ".join(f"{face}: {why}" for face, why in verb.by_hand.items())
        cells = (
            f"`{verb.id.replace('.', ' ')}`",
            render(verb.title, "zh"),
            fields,
            verb.right.value,
            verb.row,
            "✓" if verb.confirm else "",
            by_hand,
        )
        lines.append(f"| {' | '.join(cells)} |")
    ways = [f"| {' | '.join(cells)} |" for cells in ways_back()]
    return VERBS_HEAD + "\n".join(lines) + "\n" + WAYS_HEAD + "\n".join(ways) + "\n"


def ways_back() -> Iterator[tuple[str, ...]]:
    """Yield a row of cells of each verb that writes: what takes it back, until when, where."""
    for verb in every_verb():
        if not verb.writes or verb.hidden:
            continue
        until, words = verb.way_lasts, f"`{verb.id.replace('.', ' ')}`"
        if verb.stays is not None or until is None:
            said = verb.stays or verb.title
            yield (words, "nothing", render(said, "en"), render(said, "zh"), "none", "none")
            continue
        back = verb_of(verb.inverse)
        yield (
            words,
            f"`{back.id.replace('.', ' ')}`",
            render(until, "en"),
            render(until, "zh"),
            _on_screen(back),
            f"`{_usage(back)}`",
        )


def _usage(verb: Verb) -> str:
    """Return a command with what it cannot do without."""
    asked = [
        field.metavar or field.id.upper() if field.argument else f"--{field.id}"
        for field in verb.fields
        if field.required
    ]
    return " ".join(("civtui", *verb.noun.split(), verb.name, *asked)).replace("|", r"\|")


def _on_screen(back: Verb) -> str:
    """Return the keys that lead to a way back: on its row, of a sheet its own key."""
    if back.id == "ledger.void":
        return "9 F7"
    key = {"mark.undo": "Ctrl+Z", "mark.redo": "Ctrl+Y"}.get(back.id)
    found = [f"{key} (sheet)"] if key else []
    if back.row:
        found.append(f"F7 ({back.row})")
    return ", ".join(found) or f"Ctrl+P {render(back.title, 'zh')}"


if __name__ == "__main__":
    locale.use("zh")
    Path("docs/cli.md").write_text(page(), encoding="utf-8")
    Path("docs/verbs.md").write_text(verbs_page(), encoding="utf-8")
    Path("docs/reform.md").write_text(reference(), encoding="utf-8")
