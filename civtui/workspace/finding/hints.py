"""What may follow while a filter is typed: the values of the field just named."""

from __future__ import annotations

from civtui import locale
from civtui.model.text import Message, msg
from civtui.workspace.finding.names import plain
from civtui.workspace.finding.query import SIGNS, Fields


def hint(text: str, fields: Fields) -> Message | None:
    """Return what the field at the end of `text` takes; None where no field waits for a value.

    Args:
        text: the filter as far as it is typed.
    """
    last = plain(text.translate(SIGNS)).rpartition(" ")[2].lstrip("!")
    if not last.endswith(":"):
        return None
    field = next((one for one in fields if last[:-1] in one.called()), None)
    if field is None:
        return None
    lang = locale.current()
    takes: object = msg(f"finding.kind-{field.kind}")
    if field.kind == "choice":
        takes = " ".join(choice.said(lang) for choice in field.choices)
    return msg("finding.takes", field=field.said(lang), takes=takes)
