"""The chief and the reporter of an agency, with their telephones: who sees them, put right."""

from __future__ import annotations

from hashlib import sha256
from secrets import token_hex
from typing import Any, NamedTuple

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
    """The chief (一把手) and the reporter (联络员) of an agency."""

    agency: str
    agency_name: str
    chief: Contact = Contact()
    reporter: Contact = Contact()

    def document(self) -> dict[str, Any]:
        """Return them for `--json`."""
        return {
            "agency": self.agency,
            "agency_name": self.agency_name,
            "chief": self.chief._asdict(),
            "reporter": self.reporter._asdict(),
        }

    def says(self, text: str) -> bool:
        """Return whether a text stands in a name or a telephone."""
        parts = (self.agency_name, *self.chief, *self.reporter)
        words = folded(text).split()
        return all(any(word in folded(part) for part in parts) for word in words)


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
    own, found = bound_to(ws), {}
    everybody = sees(ws, "")
    for row in queries.rows(ws.ledger, "agencies", "people", {"agency": id_}):
        if everybody or row[0] == own:
            found[row[0]] = People(row[0], row[1], Contact(*row[2:4]), Contact(*row[4:6]))
    return found


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
    if (now["chief"], now["reporter"]) == (stood.chief, stood.reporter):
        raise BadInput(msg("building.nothing-changes"), value=row.id, allowed=list(FIELDS))
    persons, tokens = [], {}
    for whose, column in (("chief", "chief"), ("reporter", "contact")):
        if now[whose] != getattr(stood, whose):
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
