"""`mark skip|unskip|note|self`: what is said beside the marks, in the group `mark`."""

from __future__ import annotations

import click

from civtui.cli.face import Face, emit, json_option
from civtui.locale import t


@click.command("skip", help=t("panel.help-skip"))
@click.argument("round_id", metavar="ROUND")
@click.argument("subject")
@click.argument("item")
@click.option("--why", required=True, help=t("panel.help-why"))
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def skip(
    face: Face,
    round_id: str,
    subject: str,
    item: str,
    why: str,
    assessor: str | None,
    as_json: bool,
) -> int:
    """Leave a cell for later."""
    from civtui.workspace import remarks

    done = remarks.skip(face.open(), round_id, subject, item, why=why, assessor=assessor)
    said = t("panel.is-skipped", subject=subject, item=item, why=done.why)
    return emit(done._asdict(), as_json, lambda: [said])


@click.command("unskip", help=t("panel.help-unskip"))
@click.argument("round_id", metavar="ROUND")
@click.argument("subject")
@click.argument("item")
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def unskip(
    face: Face, round_id: str, subject: str, item: str, assessor: str | None, as_json: bool
) -> int:
    """Take a skip back."""
    from civtui.workspace import remarks

    done = remarks.unskip(face.open(), round_id, subject, item, assessor=assessor)
    said = t("panel.is-unskipped", subject=subject, item=item)
    return emit(done._asdict(), as_json, lambda: [said])


@click.command("note", help=t("panel.help-note"))
@click.argument("round_id", metavar="ROUND")
@click.argument("subject")
@click.argument("words", metavar="[ITEM] TEXT", nargs=-1, required=True)
@click.option("--assessor", metavar="ID", help=t("cli.help-mark-assessor"))
@json_option
@click.pass_obj
def note(
    face: Face,
    round_id: str,
    subject: str,
    words: tuple[str, ...],
    assessor: str | None,
    as_json: bool,
) -> int:
    """Put a note on an office or on one item of it; an empty text takes it away."""
    from civtui.model.errors import UsageFault
    from civtui.model.text import msg
    from civtui.workspace import remarks

    if len(words) > 2:
        raise UsageFault(msg("panel.quote-text"), value=" ".join(words)[:60])
    item, text = (words[0] if len(words) == 2 else None), words[-1]
    done = remarks.note(face.open(), round_id, subject, text, item=item, assessor=assessor)
    key = "panel.is-noted" if done.text else "panel.is-unnoted"
    return emit(done._asdict(), as_json, lambda: [t(key, subject=subject, text=done.text)])


@click.command("self", help=t("panel.help-self"))
@click.argument("round_id", metavar="ROUND")
@click.argument("subject")
@click.argument("item")
@click.argument("value")
@json_option
@click.pass_obj
def self_mark(face: Face, round_id: str, subject: str, item: str, value: str, as_json: bool) -> int:
    """Store the agency's own mark of an item, beside the assessed one."""
    from civtui.workspace.self_marks import set_self

    done = set_self(face.open(), round_id, subject, item, value)
    said = t("panel.self-saved", subject=subject, item=item, points=done.points)
    return emit(done._asdict(), as_json, lambda: [said])


COMMANDS = (skip, unskip, note, self_mark)
