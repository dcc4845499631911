"""Entries of a culture program: which agency enters something, and the form of its plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from civtui.locale import render, t
from civtui.model.errors import BadInput, Refused
from civtui.model.text import msg
from civtui.tui.looks import GOOD, WARN
from civtui.tui.modes.form import Form
from civtui.tui.modes.verb_form import VerbForm
from civtui.verbs import verb_of
from civtui.workspace.building import culture
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.tui.host import Host


class Entrant(VerbForm):
    """Asks which agency enters something in a program, and goes on to the program's form.

    Args:
        program: the contribution (see `Host.programs`).
    """

    def __init__(self, ws: Workspace, program: Any) -> None:
        verb = verb_of("culture.add")
        asked = tuple(field for field in verb.fields if field.id == "agency")
        super().__init__(ws, verb._replace(fields=asked), {}, home="culture")
        self.program = program

    def title(self) -> str:
        """Return the program, and what is done in it."""
        return f"{render(self.program.record.title)} · {super().title()}"

    def _perform(self, host: Host, values: dict[str, Any]) -> None:
        if not values.get("agency"):
            raise BadInput(msg("verbs.needed", field=self.fields[0].title))
        host.pop()
        first_form(host, self.program, values["agency"])


def first_form(host: Host, program: Any, agency: str) -> None:
    """Open the first form of a program for an agency, or say that it has none."""
    forms = program.record.forms
    if forms:
        host.push(entry_form(host.ws, program, agency, forms[0].id))
    else:
        host.say(t("tui.program-no-form"), WARN)


def entry_form(
    ws: Workspace, program: Any, agency: str, form_id: str, entry: culture.Entry | None = None
) -> Form:
    """Return the form of a program's entry.

    Args:
        form_id: id of the program's form.
        entry: the entry to be corrected; a new one is made where None.
    """
    form = next(f for f in program.record.forms if f.id == form_id)
    id_ = entry.id if entry else None

    def store(host: Host, values: dict[str, Any]) -> None:
        values = {field.id: values.get(field.id, "") for field in form.fields}
        try:
            culture.add_entry(ws, program.id, agency, form_id, values, id_)
        except Refused as error:
            double = error.where.get("rule") == "double"
            if not double or not host.twice.again("double", [values]):
                error.hint = msg("tui.entry-again") if double else error.hint
                raise
            culture.add_entry(ws, program.id, agency, form_id, values, another=True)
        host.pop()
        host.say(t("tui.entry-stored"), GOOD)

    stood = entry.values if entry else {}
    return Form(ws, render(form.title), form.fields, store, values=stood, home="culture")
