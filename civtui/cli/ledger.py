"""`ledger verify`: made by hand, since it answers for a ledger that does not open, too."""

from __future__ import annotations

import click

from civtui.cli import spoken
from civtui.cli.face import Face, emit, json_option


@spoken.command("verify")
@json_option
@click.pass_obj
def verify(face: Face, as_json: bool) -> int:
    """Check database, chain, schema and every table; exit 1 where one is not sound."""
    from civtui.workspace.answers.ledger import sound
    from civtui.workspace.reading.history import verify_at

    answer = sound(*verify_at(face.open))
    return emit(answer.document(), as_json, answer.lines, status=answer.status)
