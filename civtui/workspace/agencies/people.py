"""The chief and the reporter of an agency, with their telephones: who sees them, put right.

Who comes out of a merger has none of its own at first. Which of the former agencies' persons goes
on nobody can guess: each is told as of the former agency, until the new one's own is put down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from secrets import token_hex
from typing import Any, NamedTuple

from civtui import locale
from civtui.ledger import queries
from civtui.ledger.ledger import Person
from civtui.model.digits import folded
from civtui.model.errors import BadInput
from civtui.model.roles import RIGHTS, Right
from civtui.model.text import msg
from civtui.profile.places import profile_path
from civtui.profile.standing_choices import table
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.corrections import reason
from civtui.workspace.agencies.lineage import marked
from civtui.workspace.agencies.own_agency import bound_to
from civtui.workspace.session import Workspace

# what is corrected -> the person of the agency, and which detail
FIELDS = {
    "chief": ("chief", "name"),
    "chief_phone": ("chief", "phone"),
    "reporter": ("reporter", "name"),
    "reporter_phone": ("reporter", "phone"),
}


class Contact(NamedTuple):
    """A person as the erasable side table has it; empty where nothing is, or was erased."""

    name: str = ""
    phone: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.phone}".strip()


class People(NamedTuple):
    """The chief (一把手) and the reporter (联络员) of an agency.

    Args:
        former: those of agencies that went on in this one, each where it has none of its own.
    """

    agency: str
    agency_name: str
    chief: Contact = Contact()
    reporter: Contact = Contact()
    former: tuple[People, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a name or a telephone."""
        return any((*self.chief, *self.reporter, *self.former))

    def lines(self) -> Iterator[People]:
        """Yield the own ones, then those of each former agency under a name that says so."""
        if not self.former or any((*self.chief, *self.reporter)):
            yield self
        for one in self.former:
            yield one._replace(agency_name=marked(self.agency_name, one.agency_name))

    def said(self, whose: str) -> str:
        """Return the chief, or the reporter, as people write it; nothing where there is none.

        Args:
            whose: `chief` or `reporter`.
        """
        found = [(str(getattr(one, whose)), one.agency_name) for one in self.former]
        before = [marked(who, was) for who, was in found if who]
        return str(getattr(self, whose)) or locale.t("common.separator").join(before)

    def rung(self, id_: str) -> Contact:
        """Return the reporter to be rung up about what an agency owes; of several all.

        Args:
            id_: this agency, or one that went on in it: then its own one, where there is none now.
        """
        told = [one for one in self.former if any(one.reporter)]
        if any(self.reporter) or not told:
            return self.reporter
        own = next((one.reporter for one in told if one.agency == id_), None)
        if own is not None:
            return own
        between = locale.t("common.separator")
        names = [marked(one.reporter.name, one.agency_name) for one in told]
        phones = [one.reporter.phone for one in told if one.reporter.phone]
        return Contact(between.join(names), between.join(phones))

    def parts(self) -> tuple[str, ...]:
        """Return all names and telephones."""
        former = (part for one in self.former for part in one.parts())
        return tuple(filter(None, (*self.chief, *self.reporter, *former)))

    def document(self) -> dict[str, Any]:
        """Return them for `--json`."""
        return {
            "agency": self.agency,
            "agency_name": self.agency_name,
            "chief": self.chief._asdict(),
            "reporter": self.reporter._asdict(),
            **({"former": [one.document() for one in self.former]} if self.former else {}),
        }

    def says(self, text: str) -> bool:
        """Return whether a text stands in a name or a telephone."""
        former = (one.agency_name for one in self.former)
        parts = [folded(part) for part in (self.agency_name, *former, *self.parts())]
        return all(any(word in part for part in parts) for word in folded(text).split())


def sees(ws: Workspace, agency: str) -> bool:
    """Return whether the acting user sees the persons of an agency (`[persons]` of the profile)."""
    if Right.KEEP in (RIGHTS[ws.role] if ws.role else ()) or bound_to(ws) == agency:
        return True
    found = table(profile_path(ws.profile_path, ws.dir), "persons")
    return found.get("seen_by") == "everybody"


def people(ws: Workspace, agency: str | None = None) -> dict[str, People]:
    """Return the persons of agencies by agency, in official order, of those that the user sees.

    Args:
        agency: only this one's.
    """
    return people_of(ws, find_agency(ws, agency).id if agency else None)


def people_of(ws: Workspace, id_: str | None) -> dict[str, People]:
    """Return what `people` does of the agency of an id, which a key that moves on asks for."""
    own, everybody = bound_to(ws), sees(ws, "")
    return {
        one.agency: one
        for one in _standing(ws)
        if id_ in (None, one.agency) and (everybody or one.agency == own)
    }


def have_some(ws: Workspace) -> set[str]:
    """Return the agencies of which a person is known, be it a former one's; seen or not."""
    return {one.agency for one in _standing(ws) if one.known}


def _standing(ws: Workspace) -> Iterator[People]:
    """Yield the persons of each agency that is there, in official order."""
    found = {row[0]: row for row in queries.rows(ws.ledger, "agencies", "people")}
    parents: dict[str, list[str]] = defaultdict(list)
    for child, parent in queries.rows(ws.ledger, "agencies", "went-on-in"):
        parents[child].append(parent)

    def of(id_: str, *, chief: bool, reporter: bool) -> Iterator[People]:
        """Yield what is known before an agency: of those that have none who was before them."""
        for one in parents[id_]:
            row = found[one]
            told = People(
                one,
                row[1],
                Contact(*row[2:4]) if chief else Contact(),
                Contact(*row[4:6]) if reporter else Contact(),
            )
            if told.known:
                yield told
            yield from of(one, chief=chief and not row[6], reporter=reporter and not row[7])

    for id_, row in found.items():
        if not row[8]:
            former = tuple(of(id_, chief=not row[6], reporter=not row[7]))
            yield People(id_, row[1], Contact(*row[2:4]), Contact(*row[4:6]), former)


def correct_people(ws: Workspace, agency: str, *, why: str, **given: str | None) -> People:
    """Correct the persons of an agency and return them; what stood stays in the side table.

    Args:
        given: `chief`, `chief_phone`, `reporter`, `reporter_phone`; None leaves one as it is, an
            empty text empties it.
        why: the reason, in a person's words.

    Raises:
        NotFound: no such agency.
        BadInput: nothing to correct, or no reason.
        Refused: the user may not.
    """
    from civtui.model.facts.registry import AgencyRecord, Registered

    ws.require(Right.KEEP)
    row = find_agency(ws, agency)
    stood = people(ws, row.id)[row.id]
    now = {"chief": stood.chief, "reporter": stood.reporter}
    for key, value in given.items():
        if value is not None:
            whose, detail = FIELDS[key]
            said = folded(value) if detail == "phone" else value
            now[whose] = now[whose]._replace(**{detail: said.strip()})
    given_of = {FIELDS[key][0] for key, value in given.items() if value is not None}
    # nobody is what a former agency's gives way to, too
    told = {whose for whose in given_of if any(any(getattr(f, whose)) for f in stood.former)}
    changed = {whose for whose in now if now[whose] != getattr(stood, whose)} | told
    if not changed:
        raise BadInput(msg("building.nothing-changes"), value=row.id, allowed=list(FIELDS))
    persons, tokens = [], {}
    for whose, column in (("chief", "chief"), ("reporter", "contact")):
        if whose in changed:
            made = person(*now[whose])
            persons.append(made)
            tokens[column] = made.token
    record = AgencyRecord.model_validate({"id": row.id, "name": row.name, **tokens})
    ws.write(Registered(agencies=(record,)), right=Right.KEEP, why=reason(why), persons=persons)
    return people(ws, row.id)[row.id]


def person(name: str, phone: str) -> Person:
    """Return a person's details under a token of their own (a salted hash)."""
    salt = token_hex(8)
    token = sha256(f"{salt}\n{name}\n{phone}".encode()).hexdigest()[:32]
    return Person(token, salt, name, phone)
