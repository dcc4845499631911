"""Begins a verb from wherever it is called: done at once, shown, or asked for in a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.tui.modes.said import Said
from civtui.tui.modes.verb_form import Then, VerbForm
from civtui.verbs.verb import Verb
from civtui.workspace.performing import performing

if TYPE_CHECKING:
    from civtui.tui.host import Host


def begin(
    host: Host,
    verb: Verb,
    given: Mapping[str, Any],
    *,
    deep: int = 1,
    then: Then | None = None,
    asks: bool = False,
) -> None:
    """Do a verb that asks for nothing more and changes nothing; else open its form.

    Args:
        asks: nothing was said of what it is about: its form opens wherever it has a field.

    Raises:
        Refused: the user may not do it at all.
    """
    home = host.mode.home or host.mode.id
    why = performing.permitted(host.ws, verb)
    if why is not None:
        raise Refused(why)
    fields = performing.form_fields(host.ws, verb, given)
    stores = verb.writes or any(f.proposed for f in fields) or (asks and fields)
    if not stores and performing.filled([f for f in fields if f.required], given):

        def read() -> list[str]:
            answer = performing.perform(host.ws, verb, given)
            return [*answer.aside, *answer.warnings, *answer.lines()]

        host.push(Said(host.ws, render(verb.title), read(), home=home, anew=read))
        return
    host.push(VerbForm(host.ws, verb, given, home=home, deep=deep, then=then))
