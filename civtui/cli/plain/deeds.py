"""Verbs line by line: the deeds of a row, and the fields of one as questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from civtui import locale
from civtui.cli.plain.talk import Choice, Talk
from civtui.cli.stopping import stoppable
from civtui.locale import render, t
from civtui.model.digits import whole
from civtui.model.errors import CivtuiError, Refused
from civtui.model.fields import Field
from civtui.model.progress import silent
from civtui.model.text import msg
from civtui.verbs import FILES, every_verb, noun_title, verb_of, verbs_of
from civtui.verbs.verb import Verb, beside
from civtui.workspace.answers import Answer, Foreseen
from civtui.workspace.finding import matcher
from civtui.workspace.performing import foreseeing, forming, performing, row_deeds
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace

NONE = "-"
BETWEEN = re.compile("[,，、]")


def choices_of(ws: Workspace, kind: str, id_: str) -> list[Choice]:
    """Return the deeds of a row as lines to choose from; those that cannot be done say why."""
    return [
        Choice(
            deed.verb.id,
            render(deed.title) + (f"  ✗ {render(deed.refused)}" if deed.refused else ""),
        )
        for deed in row_deeds.deeds(ws, kind, id_)
    ]


def any_verb(ws: Workspace, talk: Talk) -> None:
    """Let a noun and one of its verbs be chosen, or a verb be found by its words, and do it."""
    nouns = [Choice(word, _noun(word)) for word in FILES if _doable(word)]
    verbs = [
        Choice(verb.id, f"{_noun(verb.noun or verb.name)}  {render(verb.title)}")
        for verb in every_verb()
        if not verb.hidden and verb.call and verb.id not in FILES
    ]
    while (word := talk.pick(t("verbs.nouns"), nouns, matcher, verbs)) is not None:
        if word in FILES:
            _verb_of(ws, talk, word)
        else:
            do_verb(ws, talk, verb_of(word), {})


def _verb_of(ws: Workspace, talk: Talk, word: str) -> None:
    """Let verbs of a noun be chosen, until the user goes back, and do them."""
    while True:
        verbs = [Choice(v.id, render(v.title)) for v in _doable(word)]
        chosen = talk.pick(_noun(word), verbs, matcher)
        if chosen is None:
            return
        do_verb(ws, talk, verb_of(chosen), {})


def _doable(word: str) -> list[Verb]:
    """Return the verbs of a noun that can be done here: not those that open a screen themselves."""
    return [verb for verb in verbs_of(word) if verb.call and not verb.hidden]


def _noun(word: str) -> str:
    return render(noun_title(word))


def do_row(ws: Workspace, talk: Talk, verb_id: str, id_: str, kind: str = "") -> None:
    """Do a deed of a row, asking for its other fields.

    Args:
        kind: what the row stands for, where that is not what the verb is declared for.
    """
    verb = verb_of(verb_id)
    listed = row_deeds.deeds(ws, kind or verb.row, id_)
    deed = next(one for one in listed if one.verb.id == verb_id)
    if deed.refused is not None and deed.given is not None:
        talk.say(render(deed.refused))
        return
    field = performing.row_field(verb)
    of_row = {field.id: id_} if field else {}
    do_verb(ws, talk, verb, of_row if deed.given is None else deed.given)


def do_verb(ws: Workspace, talk: Talk, verb: Verb, given: Mapping[str, Any]) -> None:
    """Ask for the fields of a verb, say what will be, and do it; what is wrong is one line."""
    values: dict[str, Any] = dict(given)
    try:
        fields = performing.form_fields(ws, verb, values)
        values = forming.begun(ws, fields, values)
        for field in fields:
            if field.id not in values and not _asked(ws, talk, field, values):
                talk.say(t("plain.given-up"))
                return
            values |= forming.brought(ws, fields, field, values)
        values = forming.completed(ws, performing.form_fields(ws, verb, values), values)
        with stoppable(talk.say) if verb.long else nullcontext(silent) as tell:
            found: Answer | Foreseen = foreseeing.foreseen(ws, verb, values, tell)
        while isinstance(found, Foreseen):  # anew, where it comes to something else by now
            talk.say(*found.lines)
            if not found.ready:
                return
            if found.lines and talk.ask(t("verbs.plain-go-on")).strip() not in ("1", "y", "是"):
                talk.say(t("plain.given-up"))
                return
            with stoppable(talk.say) if verb.long else nullcontext(silent) as tell:
                found = foreseeing.as_foreseen(ws, verb, values, found, tell)
        if found.content is not None:
            raise Refused(msg("verbs.no-content"))
        talk.say(*found.aside, *found.warnings, *found.lines())
    except CivtuiError as error:
        talk.say(locale.error_line(error))


def fields_asked(ws: Workspace, talk: Talk, verb: Verb, ids: Sequence[str]) -> list[str] | None:
    """Return what is given for some fields of a verb, None where the user gives up."""
    values: dict[str, Any] = {}
    for field in performing.form_fields(ws, verb, values):
        if field.id in ids and not _asked(ws, talk, field, values):
            return None
    return [str(values[id_]) for id_ in ids]


def _asked(ws: Workspace, talk: Talk, field: Field, values: dict[str, Any]) -> bool:
    """Ask for a field until it can be taken; return False where the user gives up."""
    so_far = {key.replace("-", "_"): value for key, value in values.items()}
    if field.choices:
        talk.say(*(f"{n} {render(one.title)}" for n, one in enumerate(field.choices, 1)))
    elif forming.picks(field):
        known = candidates(ws, field.catalogue, so_far)
        talk.say(*(f"{n} {p.name}  {p.under}" for n, p in enumerate(known[:9], 1)))
    more = [render(said) for said in beside(field, typed=True)]
    talk.say(*([t("common.joint").join(more)] if more else ()))
    if field.proposed:
        proposal = forming.proposal(ws, field, so_far)
        talk.say(*([] if proposal is None else [t("verbs.left-empty", value=proposal)]))
    while True:
        needed = t("tui.field-required") if field.required else t("verbs.plain-skip")
        typed = talk.ask(f"{render(field.title)} ({needed})").strip()
        if typed in (NONE, "－"):
            return False
        if not typed:
            if not field.required:
                return True
            talk.say(t("tui.field-required"))
            continue
        try:
            value = _meant(ws, field, typed, so_far)
            if forming.picks(field) and field.type == "file":
                many = value if isinstance(value, list) else [value]
                paths = [forming.at_hand(ws, field, one) for one in many]
                value = paths if field.several else paths[0]
            performing.valued(ws, field, value, so_far)
        except CivtuiError as error:
            talk.say(locale.error_line(error))
            continue
        values[field.id] = value
        return True


def _meant(ws: Workspace, field: Field, typed: str, so_far: dict[str, Any]) -> Any:
    """Return a number of a list as what it stands for; several are split at commas."""
    ids = [one.id for one in field.choices]
    if forming.picks(field):
        ids = [place.id for place in candidates(ws, field.catalogue, so_far)]
    split = typed.replace("；", ";").split(";") if field.parts else BETWEEN.split(typed)
    parts = [part.strip() for part in split if part.strip()]
    words = parts if field.several or field.type == "subjects" else [typed]
    found = [_of_list(word, ids) for word in words]
    if field.type == "subjects":
        return "、".join(found)
    return found if field.several else found[0]


def _of_list(word: str, ids: list[str]) -> str:
    """Return what a number of a list stands for; any other word as it is."""
    number = whole(word)
    if word in ids or number is None or not 1 <= number <= len(ids):
        return word
    return ids[number - 1]
