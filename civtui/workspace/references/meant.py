"""What a reference of a verb points to: its candidates, and the one that a name means.

A name is an id, a name or a code as people write it, pinyin too, where it means one thing alone.
"""

from __future__ import annotations

from contextlib import suppress

from civtui.model.errors import NotFound
from civtui.model.text import msg
from civtui.workspace.finding.names import plain
from civtui.workspace.finding.places import Place, fit, ranked
from civtui.workspace.references import OPEN, WRITTEN, known_as, units
from civtui.workspace.references.units import Values
from civtui.workspace.session import Workspace

MOST_NAMED = 5
A_PART = 10  # how well a name fits by a part of it (see `finding.places.fit`)
# of these, a name of another agency or office means that one, and the verb says what is wrong
AMONG_HOLDERS = ("subject", "agenda-subject", "own-office")
# what is decided on these lasts: letters in their order, or their owner, name none of them
GIVEN_TITLES = ("holder", "agenda-subject", "own-office")


# references that a name of the past may be found for -> what is found
OF_THE_PAST = {
    "agency": "agency",
    "entrant": "agency",
    "office": "office",
    "holder": "holder",
    "agenda-subject": "holder",
}


# what is done by these lasts: a part of a name, or its pinyin, means none of them
LASTING = frozenset({"decision", "sitting", "notice", "case", "card", "objection"})


def _is_format(ws: Workspace, text: str) -> bool:
    """Return whether a format has this id, bare or with its plugin."""
    from civtui.workspace.files import reports

    return any(text in (f.id, f.id.rpartition(":")[2]) for f in reports.formats(ws))


def candidates(ws: Workspace, kind: str, values: Values, text: str = "") -> list[Place]:
    """Return what a reference may point to, the best fit of `text` first.

    Args:
        kind: see `known_as`.
        values: what other fields hold already, by keyword; some kinds depend on them.
    """
    known = known_as(kind)(ws, values)
    if text and kind in OF_THE_PAST:  # names of the past are found, but not listed
        known = [*known, *units.past(ws, OF_THE_PAST[kind])]
    return ranked(text, known)


def _surely(text: str, place: Place) -> bool:
    """Return whether a text names a place; letters in their order, or its owner, do not."""
    levels = [fit(word, place) for word in plain(text).split()]
    return all(level is not None and level <= A_PART for level in levels)


def meant(ws: Workspace, kind: str, text: str, values: Values) -> str:
    """Return the id that `text` means; `text` itself where nothing answers to it.

    What is unknown is left to the function behind the verb, which knows what to say of it.

    Raises:
        NotFound: several answer to it; some are named.
    """
    if kind in ("agency", "office"):
        from civtui.workspace.agencies import agencies

        return (agencies.agency if kind == "agency" else agencies.office)(ws, text).id
    if kind == "activity":
        from civtui.workspace.references.building import titled

        return titled(ws, text)
    if kind in WRITTEN or kind.startswith("record:"):
        return text
    if (kind == "round" and _is_round(ws, text)) or (kind == "format" and _is_format(ws, text)):
        return text
    if kind in ("holder", "share"):
        from civtui.workspace.rounds.subjects import agency_or_office

        with suppress(NotFound):
            return agency_or_office(ws, text)
    known = known_as(kind)(ws, values)
    for place in known:
        if text == place.id:
            return text
    exact = [p.id for p in known if text in (p.name, *p.also)]
    exact = exact or [p.id for p in known if text == f"{p.id} {p.name}"]  # as a refusal lists it
    if len(exact) == 1:
        return exact[0]
    if kind in AMONG_HOLDERS:
        if not exact and (heir := _of_the_past(ws, text)) is not None:
            return heir
        others = [p.id for p in units.holders(ws, {}) if text in (p.id, p.name, *p.also)]
        if len(others) == 1:
            return others[0]
        if not exact and (office := _of_an_agency(ws, text)) is not None:
            return office
    by_parts = len(text.strip()) > 1 and kind not in OPEN | LASTING
    near = ranked(text, known) if by_parts else []
    if kind in GIVEN_TITLES:
        near = [place for place in near if _surely(text, place)]
    if len(near) == 1:
        return near[0].id
    if len(exact) > 1 or (near and kind in ("holder", "subject")):
        several = [p for p in known if p.id in exact] or near
        raise NotFound(
            msg("verbs.several"),
            value=text,
            allowed=[f"{p.id} {p.name}" for p in several[:MOST_NAMED]],
        )
    return text


def _of_the_past(ws: Workspace, text: str) -> str | None:
    """Return the id of who goes on with the agency or office that was called `text`, if one does.

    What became of it is said beside the answer.
    """
    from civtui.workspace.agencies.lineage import formers
    from civtui.workspace.titles.holders import names_of

    former = formers(ws).get(text)
    if former is None or len(former.now) != 1:
        return None
    ws.asides.append(former.said(text, names_of(ws, former.now)))
    return former.now[0]


def _of_an_agency(ws: Workspace, text: str) -> str | None:
    """Return the id of an office that is named with its agency, however that one is called."""
    from civtui.workspace.agencies import agencies

    owner, _, name = text.rpartition("/")
    if owner:
        with suppress(NotFound):
            found = agencies.office(ws, text)
            return found.id if found.name == name else None
    return None


def _is_round(ws: Workspace, text: str) -> bool:
    """Return whether a round has this id: asked for before the list with all its counts is."""
    from civtui.ledger import queries

    return queries.one(ws.ledger, "rounds", "round-state", (text,)) is not None
