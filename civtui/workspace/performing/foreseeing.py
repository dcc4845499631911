"""What a declared verb will do, said before it is done; and done only as it was said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from civtui.files import held_to, looked_at
from civtui.locale import render
from civtui.model.errors import Overtaken
from civtui.model.progress import Tell, silent
from civtui.model.text import Message, msg
from civtui.verbs.verb import Verb
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.automatic import telling
from civtui.workspace.performing.naming_places import naming_places
from civtui.workspace.performing.performing import held, named, perform
from civtui.workspace.performing.rehearsing import rehearse
from civtui.workspace.session import Workspace


def announced(ws: Workspace, verb: Verb, given: Mapping[str, Any]) -> Message | None:
    """Return what a verb will do, in one line, where it wants a word of its own before."""
    if not verb.confirm:
        return None
    with naming_places(verb):
        said: Message = named(verb.confirm)(ws, held(ws, verb, given))
    return said


def caused(ws: Workspace, verb: Verb, given: Mapping[str, Any]) -> list[str]:
    """Return what the profile's choices will do because of a verb that wants a word before."""
    if not verb.confirm:
        return []
    call = named(verb.call)
    found = telling.rehearsed(ws, lambda: call(ws, **held(ws, verb, given)))
    return [*map(render, found)]


def previewed(ws: Workspace, verb: Verb, given: Mapping[str, Any], tell: Tell = silent) -> Foreseen:
    """Return what would come of a verb; no lines where it has no preview.

    Args:
        tell: as of `perform`.
    """
    if not verb.preview:
        return Foreseen([])
    more = (tell,) if verb.long else ()
    with naming_places(verb):
        found = named(verb.preview)(ws, held(ws, verb, given), *more)
    return found if isinstance(found, Foreseen) else Foreseen(list(found))


def foreseen(ws: Workspace, verb: Verb, given: Mapping[str, Any], tell: Tell = silent) -> Foreseen:
    """Return all that a face says before a verb is done: what will happen, what would come of it.

    Args:
        tell: as of `perform`.
    """
    head = ws.head()
    with looked_at() as files:
        found = previewed(ws, verb, given, tell)
        said = announced(ws, verb, given)
        if found.ready:
            rehearse(ws, verb, given)
    lines = found.lines if said is None else [render(said), *found.lines, *caused(ws, verb, given)]
    return found._replace(lines=lines, files=files, head=head)


def as_foreseen(
    ws: Workspace, verb: Verb, given: Mapping[str, Any], told: Foreseen, tell: Tell = silent
) -> Answer | Foreseen:
    """Do a verb as its user was told of it; else return what would come of it now.

    Where a file that it reads holds something else by now, or what others wrote makes another
    thing of it, nothing is written: the first line of what is returned says so.

    Args:
        told: what `foreseen` returned of the same values.
        tell: as of `perform`.
    """
    if 0 <= told.head != ws.head():
        now = foreseen(ws, verb, given, tell)
        if now.lines != told.lines or not now.ready:
            return _anew(now, msg("verbs.ledger-moved"))
    try:
        with held_to(told.files):
            return perform(ws, verb, given, tell)
    except Overtaken as error:
        name = Path(str(error.where["file"])).name
        return _anew(foreseen(ws, verb, given, tell), msg("verbs.file-changed", file=name))


def _anew(found: Foreseen, why: Message) -> Foreseen:
    return found._replace(lines=[render(why), *found.lines])
