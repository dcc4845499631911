"""What can be done with a row, in one order in every list: by how often it is done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from civtui.model.errors import CivtuiError
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Use, Verb
from civtui.workspace.performing.performing import (
    heading,
    named,
    permitted,
    refused,
    row_field,
    waits_for,
)
from civtui.workspace.session import Workspace

# the order of deeds; those of one use stand as they are declared
ORDER: tuple[Use, ...] = ("next", "work", "correction", "look", "rare", "taking-back")
WARNED = "warned"  # an agency that a signal is about: what answers a warning, before all else
# kind of row -> what says what comes next of it (see `carried_by.hold_next`)
NEXT = {"decision": "civtui.workspace.performing.carried_by:hold_next"}
# kind of row -> matters that its deeds put on the agenda; of a card they are about its agency
PUT_BY_ROW = {"agency": ("card",), "card": ("clear-card", "prolong-card", "delist-card")}


class Deed(NamedTuple):
    """Something that can be done with a row, or why it cannot be now.

    Args:
        use: what it is done for, which is its place among the others (`ORDER`).
        given: what its form begins with, where that is not the row alone; nothing where nothing
            comes next.
        said: what it is called, where that is not the verb's title.
        words: what a command line says behind the verb's name.
    """

    verb: Verb
    refused: Message | None
    use: Use
    given: Mapping[str, Any] | None = None
    said: Message | None = None
    words: tuple[str, ...] = ()

    @property
    def title(self) -> Message:
        """What it is called."""
        return self.said or self.verb.title

    @property
    def command(self) -> str:
        """The words that the command line does it by; empty where nothing comes next."""
        begins = self.given is None or self.given
        said = (*self.verb.noun.split(), self.verb.name, *self.words)
        return " ".join(said) if begins else ""

    @property
    def rank(self) -> int:
        """Its place among the deeds of a row."""
        return ORDER.index(self.use)


def use_of(verb: Verb) -> Use:
    """Return what a verb is done for on a row, by what is declared of it.

    What shows the values that stand, to change some of them, is a correction; what takes none
    of them and asks for a reason undoes something, which is rare.
    """
    if verb.use:
        return verb.use
    if verb.right is Right.VOID:
        return "taking-back"
    if not verb.writes:
        return "look"
    if verb.stands and verb.some:
        return "correction"
    why = verb.field("why")
    return "rare" if why is not None and why.required else "work"


def offered(kind: str) -> list[Verb]:
    """Return the verbs that are offered on rows of a kind; an agency or office holds titles.

    First what is done often, then corrections, what only shows, what is rare, what takes back.
    """
    kinds = (kind, "holder") if kind in ("agency", "office") else (kind,)
    found = (verb for verb in every_verb() if verb.row in kinds and not verb.hidden)
    return sorted(found, key=lambda verb: ORDER.index(use_of(verb)))


def deeds(ws: Workspace, kind: str, id_: str) -> list[Deed]:
    """Return what can be done with a row, and what cannot with the reason.

    Args:
        kind: what the row stands for, as `Verb.row`.
        id_: its id.
    """
    if kind == WARNED:
        answers = (_put(ws, "agency", id_, "card"), _deed(ws, verb_of("activity.add"), id_))
        return [one._replace(use="next") for one in answers]
    found = [*_next(ws, kind, id_)]
    for verb in offered(kind):
        matter, deed = waits_for(verb), _deed(ws, verb, id_)
        if kind in PUT_BY_ROW and matter in PUT_BY_ROW[kind]:
            found.append(_put(ws, kind, id_, matter)._replace(use=deed.use))
        found.append(deed)
    return found


def _put(ws: Workspace, kind: str, id_: str, matter: str) -> Deed:
    """Return the deed that puts on the agenda what the next verb of a row needs decided."""
    from civtui.workspace.answers.group import refused_put
    from civtui.workspace.titles import card_steps
    from civtui.workspace.titles.cards_named import several_open

    verb, whom, cards = verb_of("group.put"), id_, list[str]()
    why = permitted(ws, verb)
    if kind == "card":
        whom, cards = card_steps.card_detail(ws, id_).state.agency, [id_]
        why = why or card_steps.refused_step(ws, id_, "reminded")  # it is over
    why = why or refused_put(ws, matter, [whom], cards)
    said = msg("verbs.put-on-agenda", matter=msg(f"titles.matter-{matter}"))
    more = cards if cards and several_open(ws, id_) else []
    given = {"matter": matter, "holders": [whom], **({"card": more} if more else {})}
    words = (matter, whom, *(f"--card={one}" for one in more))
    return Deed(verb, why, use_of(verb), given, said, words)


def _deed(ws: Workspace, verb: Verb, id_: str) -> Deed:
    field = row_field(verb)
    said = heading(ws, verb, {field.id: id_} if field else {})
    return Deed(verb, refused(ws, verb, id_), use_of(verb), said=said)


def _next(ws: Workspace, kind: str, id_: str) -> Iterator[Deed]:
    """Yield what comes next of a row, whatever verb that is."""
    if kind not in NEXT:
        return
    try:
        found = named(NEXT[kind])(ws, id_)
    except CivtuiError as error:
        shows = next(verb for verb in offered(kind) if not verb.writes)
        yield Deed(shows, error.message, "next", {}, msg(f"verbs.next-of-{kind}"))
        return
    verb = verb_of(found.verb)
    said = msg(f"verbs.next-of-{kind}-by", verb=verb.title)
    yield Deed(verb, permitted(ws, verb), "next", found.given, said)
