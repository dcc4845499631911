"""A declared verb at work: its values read, its references found, its function called.

The faces render verbs (`civtui.verbs`) and do them by these functions alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from civtui.locale import current, pattern, render
from civtui.model.errors import BadInput, CivtuiError
from civtui.model.fields import Field
from civtui.model.progress import Tell, silent
from civtui.model.roles import RIGHTS
from civtui.model.text import Bilingual, Message, msg
from civtui.verbs.verb import Verb
from civtui.workspace.agencies import own_agency
from civtui.workspace.answers import Answer
from civtui.workspace.automatic import telling
from civtui.workspace.days import hold_come
from civtui.workspace.performing.naming_places import naming_places
from civtui.workspace.performing.typed_values import read as read
from civtui.workspace.performing.typed_values import stored
from civtui.workspace.session import Workspace, no_right

Values = dict[str, Any]

WAITING = "decision:"  # kind of reference: the decisions on a matter that wait


def named(path: str) -> Callable[..., Any]:
    """Return what `module:function` names; its module is imported now."""
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found


def empty(field: Field) -> Any:
    """Return the value of a field that is left empty."""
    return field.default or () if field.several else field.default


def titled(verb: Verb, field: Field) -> Field:
    """Return a field with its title, and its choices' titles in both languages."""
    choices = tuple(
        one._replace(title=Bilingual(render(one.title, "zh"), render(one.title, "en")))
        for one in field.choices
    )
    return field._replace(title=field.title or verb.title_of(field), choices=choices)


def fields_of(ws: Workspace | None, verb: Verb, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields of a verb with their titles, and those that only `values` make known."""
    fields = tuple(titled(verb, field) for field in verb.fields)
    if ws is None or not verb.more:
        return fields
    more: tuple[Field, ...] = named(verb.more)(ws, values)
    return (*fields, *more)


def form_fields(ws: Workspace | None, verb: Verb, values: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields that forms and questions ask for: those of the command alone left out.

    Args:
        values: what the form begins with, by field id.
    """
    return tuple(
        field
        for field in fields_of(ws, verb, values)
        if field.only != "command" and (not field.asked or named(field.asked)(values))
    )


def valued(ws: Workspace | None, field: Field, given: Any, values: Values) -> Any:
    """Return what a field holds once `given` is read and its references are found.

    Args:
        given: a text, a value already read, or a list of them.
        values: what the fields before it hold, by keyword.

    Raises:
        CivtuiError: it cannot be taken; `where` names the field.
    """
    try:
        if field.several:
            parts = given if isinstance(given, list | tuple) else [given]
            return tuple(_one(ws, field, part, values) for part in parts)
        return _one(ws, field, given, values)
    except CivtuiError as error:
        error.field = field.id
        raise


def _one(ws: Workspace | None, field: Field, given: Any, values: Values) -> Any:
    if field.type == "mark" and ws is not None:
        from civtui.workspace.marks.marks import readable

        return readable(ws, values["round"], values["item"], str(given))
    if field.type == "subjects" and ws is not None:
        from civtui.workspace.rounds.round_drafts import named_subjects

        named_subjects(ws, given)
        return str(given)
    if field.late and field.type == "text":
        return stored(field, given)
    if field.type == "reference" and ws is not None:
        from civtui.workspace.references.meant import meant

        return meant(ws, field.catalogue, str(given), values)
    value = read(field, given)
    if field.type == "date" and not field.ahead and ws is not None and isinstance(value, date):
        hold_come(value, ws.today(), field.id)
    return value


def collected(ws: Workspace | None, verb: Verb, given: Mapping[str, Any]) -> Values:
    """Return a value for every field of a verb, by keyword.

    Args:
        given: field id -> text, value, or list of them; empty ones, and texts of blanks alone,
            count as left out.

    Raises:
        BadInput: a required field is empty, none of those is given of which one must be, or a
            value cannot be taken.
    """
    values: Values = dict(verb.fixed)
    words = {f.id for f in verb.fields if f.several and f.only == "command"}  # told apart by place
    given = {id_: v if id_ in words else unblanked(v) for id_, v in given.items()}
    fields = fields_of(ws, verb, given)
    if any(field.late for field in fields):
        late = (field.id for field in fields if field.late and _given(field, given.get(field.id)))
        values["given"] = {id_: given[id_] for id_ in late}
    for field in fields:
        if field.late:
            continue
        value = given.get(field.id)
        if value is None or value == "" or (field.several and not value):
            # what only the plugin asks for is its own to miss, once it is enabled
            if field.required and ":" not in field.id:
                fault = BadInput(msg("verbs.needed", field=field.title))
                fault.field = field.id
                raise fault
            values[field.keyword] = empty(field)
        else:
            values[field.keyword] = valued(ws, field, value, values)
    if verb.some and not any(_given(f, given.get(f.id)) for f in fields if f.id in verb.some):
        known = [render(field.title or field.id) for field in fields if field.id in verb.some]
        raise BadInput(msg("verbs.nothing-given"), allowed=known)
    return _settled(verb, values)


def _given(field: Field, value: Any) -> bool:
    """Return whether something is given for a field; an empty text, or list, empties a late one."""
    return value not in ((None, ()) if field.late else (None, "", (), []))


def unblanked(value: Any) -> Any:
    """Return what is given for a field, blanks alone as the empty text; of several, the others.

    Several of which all are blank are an empty list: what stands in the field goes.
    """
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, list | tuple):
        kept = [part for part in value if not isinstance(part, str) or part.strip()]
        return tuple(kept) if isinstance(value, tuple) and (kept or not value) else kept
    return value


def _settled(verb: Verb, values: Values) -> Values:
    """Gather the fields known only at run time, and `KEY=VALUE` texts, into one dictionary."""
    field = next((f for f in verb.fields if f.type == "settings"), None)
    if field is None:
        return values
    begin = f"{field.keyword}:"
    found = dict(values[field.keyword] or ())
    found |= {
        k.removeprefix(begin): v for k, v in values.items() if k.startswith(begin) and v is not None
    }
    kept = {key: value for key, value in values.items() if not key.startswith(begin)}
    return {**kept, field.keyword: found or None}


def other_words(verb: Verb) -> tuple[str, ...]:
    """Return everyday words by which a verb is found as well (the catalogue `synonyms`)."""
    return tuple((pattern(f"synonyms.{verb.id}", current()) or "").split())


def permitted(ws: Workspace, verb: Verb) -> Message | None:
    """Return why the acting user may not do a verb at all, None where he may."""
    if ws.role is None or verb.right not in RIGHTS[ws.role]:
        return no_right(ws.user, ws.role, verb.right)
    return None


def perform(
    place: Workspace | Path | None, verb: Verb, given: Mapping[str, Any], tell: Tell = silent
) -> Answer:
    """Do a verb and return its answer.

    Args:
        place: the open workspace; for a verb that needs no more, its folder or None.
        given: field id -> what was typed or chosen.
        tell: is told how far a verb is that can take long, and may stop it.

    Raises:
        CivtuiError: it is refused, or a value cannot be taken; nothing is written.
    """
    ws = place if isinstance(place, Workspace) else None
    if ws is not None and verb.needs == "workspace":
        ws.require(verb.right)
    first = {"folder": ws.dir if ws else place, "nothing": None}.get(verb.needs, ws)
    more = {"tell": tell} if verb.long else {}
    if ws is None:
        with naming_places(verb):
            made: Answer = named(verb.call)(first, **held(ws, verb, given), **more)
        return made
    ws.asides.clear()
    ws.automatic.carried.clear()
    ws.automatic.touched = False
    with naming_places(verb):
        answer: Answer = named(verb.call)(first, **held(ws, verb, given), **more)
    beside = [*ws.asides, *telling.after(ws, writes=verb.writes)]
    answer.aside = tuple(dict.fromkeys([*map(render, beside), *answer.aside]))
    answer.carried = telling.document(ws.automatic.carried)
    return answer


def held(ws: Workspace | None, verb: Verb, given: Mapping[str, Any]) -> Values:
    """Return what the fields of a verb hold, once it is sure that a reporter may act on it."""
    values = collected(ws, verb, given)
    if ws is not None:
        own_agency.held_to_own(ws, verb, values)
    return values


def standing(ws: Workspace, verb: Verb, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what stands in the fields of a verb's form to begin with, by field id."""
    found: dict[str, Any] = named(verb.stands)(ws, given, verb.fixed) if verb.stands else {}
    return found


def heading(ws: Workspace, verb: Verb, given: Mapping[str, Any]) -> Message:
    """Return what the form of a verb is called, with the values that stand already."""
    said: Message | None = named(verb.heading)(ws, given) if verb.heading else None
    return said or verb.title


def row_field(verb: Verb) -> Field | None:
    """Return the field that a row fills, None where the verb is offered on none."""
    if not verb.row:
        return None
    return next((f for f in verb.fields if f.type == "reference" and f.catalogue == verb.row), None)


def refused(ws: Workspace, verb: Verb, id_: str) -> Message | None:
    """Return why a verb cannot be done with the row `id_` now, None where it can."""
    why = permitted(ws, verb) or own_agency.refused_row(ws, verb, id_)
    if why is None and verb.may:
        try:
            why = named(verb.may)(ws, id_, verb.fixed)
        except CivtuiError as error:  # what the row stands for may be gone meanwhile, too
            why = error.message
    return why or undecided(ws, verb, id_)


def undecided(ws: Workspace, verb: Verb, id_: str) -> Message | None:
    """Return that no decision waits which a verb could carry out on a row, None where one does."""
    own, matter = row_field(verb), waits_for(verb)
    if own is None or not matter:
        return None
    from civtui.workspace.performing.carried_by import fitting

    if fitting(ws, matter, {own.keyword: [id_] if own.several else id_}):
        return None
    return msg("titles.none-waits", matter=msg(f"titles.matter-{matter}"))


def waits_for(verb: Verb) -> str:
    """Return the matter of the decision that a verb carries out; empty where it needs none."""
    found = (f.catalogue for f in verb.fields if f.required and f.catalogue.startswith(WAITING))
    return next(found, "").removeprefix(WAITING)


def filled(fields: Sequence[Field], values: Mapping[str, Any]) -> bool:
    """Return whether every required field has something in it."""
    return all(
        unblanked(values.get(field.id)) not in (None, "", (), [])
        for field in fields
        if field.required
    )
