"""A card whose delisting an appeal suspends is open wherever it is asked, and nowhere otherwise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from civtui.locale import render
from civtui.model.errors import Refused
from civtui.tables import table_of
from civtui.workspace.agencies.agencies import agency, agency_rows
from civtui.workspace.answers.workspace import status
from civtui.workspace.lists.agencies import agency_pane
from civtui.workspace.lists.listing import Listing, Said
from civtui.workspace.overview.overview import overview
from civtui.workspace.reading import tables
from civtui.workspace.session import Workspace
from civtui.workspace.titles import appeals, card_steps, endings, party_group
from civtui.workspace.titles.card_board import card_rows, open_cards_said
from civtui.workspace.titles.eligibility import eligibility_of
from civtui.workspace.titles.record import as_of
from tests.titles.small import OFFICES, START, Sittings, small_city

ENDED, ASKED, ANSWERED = date(2026, 4, 10), date(2026, 4, 20), date(2026, 5, 4)
TODAY = date(2026, 5, 10)


def asked(ws: Workspace) -> set[bool]:
    """Return what each page says of whether the card of the first agency is open."""
    row = agency(ws, "a-1")
    _, answer = eligibility_of(ws, "a-1", "agency-level")
    pane = agency_pane(Listing(ws, table_of("agencies")), row)
    said = [line.text for line in pane if isinstance(line, Said)]
    return {
        bool(card_rows(ws, open_only=True)),
        any(card.stands for card in card_rows(ws)),
        bool(open_cards_said(ws, "a-1")),
        any("停滞" in line for line in status(ws).lines()),
        overview(ws).cards == 1,
        row.card,
        next(one.card for one in agency_rows(ws) if one.id == "a-1"),
        next(one.card for _, one in tables.agencies(ws).read(None, most=9) if one.id == "a-1"),
        any(getattr(text, "key", "") == "titles.card-here" for text in said),
        bool(as_of(ws, ws.today())["cards"]),
        bool(card_steps.refused_card(ws, "a-1")),
        any(one.rule == "no-card" and not one.holds for one in answer.tiers[0].reasons),
    }


def carded(folder: Path, choice: str) -> tuple[Workspace, Sittings, str]:
    """Return a city whose first agency has a card that ended in delisting, and by what."""
    ws = small_city(
        folder,
        titles=[("a-1", "agency-level")],
        policies={"appeal": choice, "open-card": "barred"},
        today=TODAY,
    )
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-1", START)
    card_steps.issue(ws, "a-1", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    assert asked(ws) == {True}
    card_steps.progress(ws, "c1", "re-inspected", met=False, note="未整改", on=ENDED)
    ruled = sittings.decide("delist-card=a-1", ENDED)
    card_steps.conclude(ws, "c1", "delisted", ruled, on=ENDED)
    assert asked(ws) == {False}
    return ws, sittings, ruled


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
@pytest.mark.parametrize("outcome", ["approved", "refused"])
def test_every_page_says_the_same_of_it(tmp_path: Path, choice: str, outcome: str) -> None:
    ws, sittings, ruled = carded(tmp_path / "w", choice)
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    assert asked(ws) == {choice == "suspended"}
    on = [[card["id"] for card in as_of(ws, day)["cards"]] for day in (START, ENDED, ASKED)]
    assert on == [["c1"], [], ["c1"] if choice == "suspended" else []]
    answered = sittings.decide("appeal=a-1", ANSWERED, outcome)
    appeals.answer_appeal(ws, "a-1", ruled, answered, on=ANSWERED)
    assert asked(ws) == {False}
    assert bool(as_of(ws, ASKED)["cards"]) is (choice == "suspended")
    assert as_of(ws, ANSWERED)["cards"] == []


def test_no_second_card_is_issued_beside_it(tmp_path: Path) -> None:
    ws, _, ruled = carded(tmp_path / "w", "suspended")
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    with pytest.raises(Refused) as told:
        card_steps.hold_no_card(ws, "a-1")
    assert "civtui honor appeal" in render(told.value.hint or "", "zh")


@pytest.mark.parametrize("choice", ["suspended", "effective-at-once"])
def test_a_share_that_falls_beside_it_issues_no_second_card(tmp_path: Path, choice: str) -> None:
    policies = {"appeal": choice, "share-falls-below": "yellow-card"}
    offices = [(office, "civilized-office") for office in OFFICES["a-1"][:2]]
    ws = small_city(
        tmp_path / "w", titles=[("a-1", "municipal"), *offices], policies=policies, today=TODAY
    )
    sittings = Sittings(ws)
    ruled = sittings.decide("card=a-1", START)
    card_steps.issue(ws, "a-1", "停滞", demands="整改", decision=ruled, card="c1", on=START)
    card_steps.progress(ws, "c1", "re-inspected", met=False, note="未整改", on=ENDED)
    ruled = sittings.decide("delist-card=a-1", ENDED)
    card_steps.conclude(ws, "c1", "delisted", ruled, on=ENDED)
    appeals.appeal(ws, "a-1", ruled, on=ASKED)
    lost = party_group.decide(ws, "a-1", "withdraw", [OFFICES["a-1"][0]], session="会", on=ANSWERED)
    endings.end(ws, "civilized-office", [OFFICES["a-1"][0]], "withdrawn", lost.id, on=ANSWERED)
    assert [card.id for card in card_rows(ws)] == ["c1"]
    if choice == "suspended":  # what fell while it stood is not issued when it stands no more
        answered = sittings.decide("appeal=a-1", TODAY, "refused")
        appeals.answer_appeal(ws, "a-1", ruled, answered, on=TODAY)
        assert [card.id for card in card_rows(ws)] == ["c1"]
