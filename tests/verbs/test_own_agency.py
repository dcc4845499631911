"""A reporter files for the own agency only: held over every verb that files, whatever is added."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from civtui.cli.main import run
from civtui.model.errors import Refused
from civtui.model.facts.records import Recorded, RecordPart
from civtui.model.registers import REGISTERS
from civtui.model.roles import Right, Role
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.building import culture
from civtui.workspace.building.activities import activity_rows
from civtui.workspace.building.records import record_rows
from civtui.workspace.people.users import set_user
from civtui.workspace.performing import performing
from civtui.workspace.references import known_as
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles.applications import apply, case_rows
from civtui.workspace.titles.card_board import card_rows

OWN, OTHER = "a-84", "a-43"
ROUND = "city-2026"
# verbs that file and point to no agency's thing -> what holds them
ELSEWHERE = {
    "evidence.add": "a paper is no agency's until something of an agency refers to it",
    "import": "each row is held, and rejected (tests/building/test_registers.py)",
}
FILING = [
    verb
    for verb in every_verb()
    if verb.right is Right.FILE and not {verb.id, verb.name} & ELSEWHERE.keys()
]


def owned(ws: Workspace, kind: str, agency: str) -> str | None:
    """Return the id of something of a kind that an agency has, None where nothing is anybody's."""
    if kind == "agency":
        return agency
    if kind in ("own-office", "subject"):
        return f"o-{agency.removeprefix('a-')}-1"
    if kind == "card":
        return next((card.id for card in card_rows(ws) if card.agency == agency), None)
    if kind == "case":
        return next((case.id for case in case_rows(ws) if case.agency == agency), None)
    if kind in ("activity", "evidence-use", "evidence-served"):
        rows = activity_rows(ws, agency)
        return None if not rows else rows[0].id if kind == "activity" else f"activity:{rows[0].id}"
    if kind.startswith("record:"):
        rows = record_rows(ws, kind.partition(":")[2], agency)
        return rows[0].id if rows else None
    return None


def whose(ws: Workspace, kind: str) -> str | None:
    """Return an agency other than the reporter's that has something of a kind."""
    if kind == "card":
        return next(card.agency for card in card_rows(ws) if card.agency != OWN)
    if kind == "case":
        return next(case.agency for case in case_rows(ws) if case.agency != OWN)
    if kind.startswith("record:"):
        return OTHER
    return OTHER if owned(ws, kind, OTHER) else None


def filled(ws: Workspace, verb: Verb) -> dict[str, Any]:
    """Return values for what a verb needs, its references to another agency's things."""
    found: dict[str, Any] = dict.fromkeys(verb.some[:1], "x")  # whose it is, is asked first
    for field in verb.fields:
        if not field.required:
            continue
        value: Any = "1" if field.type in ("count", "number", "percent", "mark") else "x"
        if field.choices:
            value = field.choices[0].id
        elif field.type == "date":
            value = ws.today().isoformat()
        elif field.type == "reference":
            agency = whose(ws, field.catalogue)
            item = known_as("item")(ws, {"round": ROUND})[0].id
            known = {"round": ROUND, "item": item, "decision": "d-x", "tier": "municipal"}
            value = owned(ws, field.catalogue, agency) if agency else known.get(field.catalogue)
            value = value or "civilized-office"
        found[field.id] = [value] if field.several else value
    return found


@pytest.fixture(scope="module")
def reporter(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = Path(shutil.copytree(city, tmp_path_factory.mktemp("own") / "w"))
    ws = open_workspace(folder)
    set_user(ws, "reporter", Role.REPORTER, agency=OWN)
    apply(ws, "municipal", OTHER)
    for kind in REGISTERS.values():  # one record at least, in those that the demo leaves empty too
        if kind.whose == "agency":
            part = RecordPart(noun=kind.id, id=f"{OTHER}/own", agency=OTHER, year=2026)
            ws.write(Recorded(records=(part,)), right=Right.FILE)
    ws.close()
    ws = open_workspace(folder, user="reporter")
    yield ws
    ws.close()


@pytest.mark.parametrize("verb", [pytest.param(verb, id=verb.id) for verb in FILING])
def test_a_reporter_of_another_agency_is_refused(reporter: Workspace, verb: Verb) -> None:
    field = performing.row_field(verb)
    given, head = filled(reporter, verb), reporter.head()
    with pytest.raises(Refused) as caught:
        performing.perform(reporter, verb, given)
    assert caught.value.message.key in ("workspace.own-agency-only", "titles.not-your-agency")
    assert caught.value.exit_code == 3
    assert reporter.head() == head
    if field is not None and verb.row not in ("round", "evidence"):  # a paper is no agency's
        row = given[field.id]
        why = performing.refused(reporter, verb, row[0] if isinstance(row, list) else row)
        assert why is not None and "agency" in why.key


def test_the_own_things_are_not_refused_for_their_owner(reporter: Workspace) -> None:
    own_agency_only(reporter, OWN)
    assert performing.refused(reporter, verb_of("activity.add"), OWN) is None
    given = {"agency": OWN, "title": "读书会"}
    assert performing.perform(reporter, verb_of("activity.add"), given).row[0] == "activity"


def test_a_form_of_a_program_is_held_too(
    reporter: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(culture, "program", lambda ws, id_: None)
    with pytest.raises(Refused) as caught:
        culture.add_entry(reporter, "x", OTHER, "form", {})
    assert caught.value.message.key == "workspace.own-agency-only"


def test_the_command_line_refuses_with_its_status(reporter: Workspace) -> None:
    card = next(card for card in card_rows(reporter) if card.agency != OWN and card.state == "open")
    given = ["-w", str(reporter.dir), "--as", "reporter"]
    assert run(["card", "plan", card.id, "--note", "x", *given]) == 3
    words = ["decide", "inside", OTHER, "select", f"o-{OTHER[2:]}-1", "--session", "s"]
    assert run([*words, *given]) == 3
