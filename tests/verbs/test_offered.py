"""A deed that a row is offered is not refused for what was known from the row alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from civtui.model.errors import CivtuiError, Refused
from civtui.model.fields import Field
from civtui.verbs import every_verb, verb_of
from civtui.verbs.verb import Verb
from civtui.workspace.performing.forming import begun, by_keyword
from civtui.workspace.performing.performing import (
    fields_of,
    perform,
    refused,
    row_field,
    standing,
)
from civtui.workspace.performing.row_deeds import offered
from civtui.workspace.references.meant import candidates
from civtui.workspace.session import Workspace, open_workspace
from civtui.workspace.titles import applications
from tests.chain.road import strict_road
from tests.chain.test_chain import THREE
from tests.titles.small import START, Sittings, small_city

MOST = 4  # rows of a kind that are looked at, spread over all of them
# (verb, rule) that the form's own choices are refused by, not the row -> which choice
CHOSEN = {
    ("honor.waive", "held"): "of the honors the one that is given up",
    ("decide.inside", "held"): "which offices are decided on",
    ("decide.inside", "title-needs-result"): "by which matter, and which offices",
    ("mark.undo", "own-deed"): "whose sheet it is",
}
KINDS = sorted({verb.row for verb in every_verb() if verb.row and verb.writes} | {"agency"})


def rows_of(ws: Workspace, kind: str) -> list[str]:
    """Return the ids of some rows of a kind, the first and the last among them."""
    ids = [one.id for one in candidates(ws, kind, {})]
    step = max(1, len(ids) // MOST)
    return list(dict.fromkeys([*ids[::step], *ids[-1:]]))


def proposed(ws: Workspace, verb: Verb, row: str) -> dict[str, Any]:
    """Return what a form takes for a verb on a row, what lacks filled by the first that fits."""
    own = row_field(verb)
    assert own is not None
    stood = {own.id: [row] if own.several else row}
    fields = fields_of(ws, verb, stood)
    given = begun(ws, fields, {**standing(ws, verb, by_keyword(fields, stood)), **stood})
    for field in fields:
        if field.required and given.get(field.id) in (None, "", [], ()):
            value = any_of(ws, field, by_keyword(fields, given))
            given[field.id] = [value] if field.several else value
    return given


def any_of(ws: Workspace, field: Field, values: Mapping[str, Any]) -> str:
    """Return something that a field takes."""
    if field.type == "reference":
        found = candidates(ws, field.catalogue, values)
        return found[0].id if found else ""
    if field.choices:
        return field.choices[0].id
    kinds = {"date": str(ws.today()), "count": field.minimum or "1", "number": "1", "yes-no": "yes"}
    return kinds.get(field.type, "甲")


def empty_reference(field: Field, given: Mapping[str, Any]) -> bool:
    """Return whether a form has nothing to choose where something must be."""
    listed = field.type == "reference" and field.required
    return listed and given.get(field.id) in (None, "", [], [""])


def refusals(ws: Workspace) -> Iterator[tuple[str, str, str, str]]:
    """Yield verb, row, rule and reason of every deed that is offered and refused."""
    for kind in KINDS:
        for row in rows_of(ws, kind):
            for verb in offered(kind):
                if not verb.writes or verb.long or verb.needs != "workspace":
                    continue
                if refused(ws, verb, row) is not None:
                    continue
                given = proposed(ws, verb, row)
                lacks = [f.id for f in verb.fields if empty_reference(f, given)]
                if lacks:
                    yield verb.id, row, "nothing-to-choose", lacks[0]
                    continue
                try:
                    with ws.ledger.rehearsal():
                        perform(ws, verb, given)
                except Refused as error:
                    yield verb.id, row, str(error.where.get("rule")), error.message.key
                except CivtuiError:
                    pass  # a value that this test made up


def unforeseen(ws: Workspace) -> list[tuple[str, str, str, str]]:
    return [one for one in refusals(ws) if (one[0], one[2]) not in CHOSEN]


def test_no_deed_of_the_demo_is_offered_to_be_refused(city: Path) -> None:
    ws = open_workspace(city)
    before = ws.head()
    assert unforeseen(ws) == []
    assert ws.head() == before
    ws.close()


def test_no_deed_of_a_strict_city_is_offered_to_be_refused(tmp_path: Path) -> None:
    road = strict_road(tmp_path / "w")
    road.civilized(*THREE)
    road.carded(day="2026-02-20")
    ws = open_workspace(road.folder, user="tester")
    assert unforeseen(ws) == []
    ws.close()


@pytest.mark.parametrize(
    "verb", ["honor.withdraw", "honor.keep", "honor.delist", "honor.grant", "card.add"]
)
def test_what_carries_a_decision_out_wants_one_that_waits(tmp_path: Path, verb: str) -> None:
    ws = small_city(tmp_path / "w", titles=[("a-1", "municipal")], today=START)
    said = refused(ws, verb_of(verb), "a-1")
    assert said is not None and said.key == "titles.none-waits"
    items = {
        "honor.withdraw": "withdraw:municipal",
        "honor.delist": "delist:municipal",
        "card.add": "card",
    }
    if verb in items:
        Sittings(ws).decide(f"{items[verb]}=a-1", START)
        assert refused(ws, verb_of(verb), "a-1") is None
        assert refused(ws, verb_of(verb), "a-2") is not None  # names somebody else


def test_an_agency_that_every_honor_is_barred_to_files_nothing(tmp_path: Path) -> None:
    ws = small_city(tmp_path / "w", today=START, policies={"vetoes": "barred"})
    assert refused(ws, verb_of("apply.add"), "a-1") is None
    perform(ws, verb_of("honor.veto"), {"agency": "a-1", "event": "事故", "months": "3"})
    said = refused(ws, verb_of("apply.add"), "a-1")
    assert said is not None
    with pytest.raises(Refused):
        applications.apply(ws, "agency-level", "a-1", on=START)


def test_a_record_that_others_point_to_is_not_offered_to_go(city: Path) -> None:
    ws = open_workspace(city)
    said = refused(ws, verb_of("report.filing.remove"), "filing-2026-1")
    assert said is not None and said.key == "building.rested-on"
    ws.close()
